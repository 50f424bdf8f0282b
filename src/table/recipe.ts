import { fromUtf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { type Json, parseJson } from '../base/json.ts';
import type { Text } from '../base/text.ts';
import { namesTeaching } from '../pseudonym/teaching.ts';
import { type Closed, closed } from './closed.ts';
import { type CsvOptions, SEPARATORS } from './csv.ts';
import { ENCODINGS } from './encoding.ts';

export const RECIPE_FORMAT = 'ecluse.recipe/v1';
export const DERIVATIONS = ['count', 'distinct', 'sum', 'mean', 'min', 'max', 'first', 'last', 'changes'] as const;
export type DerivationKind = (typeof DERIVATIONS)[number];

/** How a source's file is read, where guessing is not enough. */
export type RecipeFile = {
  readonly file: string;
  readonly encoding?: NonNullable<CsvOptions['encoding']>;
  readonly separator?: NonNullable<CsvOptions['separator']>;
  readonly decimal?: '.' | ',';
  readonly format?: string;
  readonly sheet?: string;
};
export type Where = { readonly column: string; readonly in?: readonly string[]; readonly notIn?: readonly string[] };
export type Derivation = {
  readonly name: string;
  readonly kind: DerivationKind;
  readonly column?: string;
  readonly where?: Where;
  readonly perYear: boolean;
};
export type RecipeSource = RecipeFile & {
  readonly name: string;
  readonly fileNumber: string;
  /** Joined as they stand: one row a pupil. */
  readonly columns: readonly string[];
  readonly derive: readonly Derivation[];
  readonly order?: string;
  readonly schoolYear?: { readonly column: string; readonly years: readonly { readonly year: string; readonly suffix: string }[] };
};
export type Recipe = {
  readonly format: typeof RECIPE_FORMAT;
  readonly name: Text;
  /** `ignored`: 00123 and 123 are one pupil. `untold`: they are two, and a source that holds the one for the other is refused. */
  readonly leadingZeros: 'kept' | 'ignored' | 'untold';
  readonly pupils: RecipeFile & { readonly fileNumber: string };
  readonly sources: readonly RecipeSource[];
};

const CODES = { form: 'RECIPE_MEMBER', unknown: 'RECIPE_MEMBER_UNKNOWN', missing: 'RECIPE_MEMBER_MISSING' } as const;
const FILE = ['file', 'fileNumber', 'encoding', 'separator', 'decimal', 'format', 'sheet'];
const ORDERED: readonly DerivationKind[] = ['first', 'last', 'changes'];

/** Reads a recipe against its closed schema (RECIPES.md). Errors: `RECIPE_MEMBER…`, `RECIPE_TWICE`, `RECIPE_TEACHING`, `JSON_FORM`. */
export function parseRecipe(bytes: Uint8Array): Recipe {
  const json = parseJson(fromUtf8(bytes, RECIPE_FORMAT).replace(/^\uFEFF/, ''), RECIPE_FORMAT);
  const root = closed(json, ['format', 'name', 'leadingZeros', 'pupils', 'sources'], '/', '', CODES);
  const recipe: Recipe = {
    format: root.oneOf('format', [RECIPE_FORMAT]),
    name: root.both('name', 200),
    leadingZeros: root.has('leadingZeros') ? root.oneOf('leadingZeros', ['kept', 'ignored']) : 'untold',
    pupils: readPupils(root),
    sources: root.has('sources') ? root.list('sources', 100).map(readSource) : [],
  };
  const taken = new Set<string>();
  for (const column of recipe.sources.flatMap(columnsGiven)) {
    if (taken.has(column)) throw new EcluseError('RECIPE_TWICE', { column });
    taken.add(column);
  }
  return recipe;
}

/** The columns that a source adds to the pupils' table. */
export function columnsGiven({ columns, derive, schoolYear }: RecipeSource): string[] {
  const derived = derive.flatMap(({ name, perYear }) =>
    perYear ? (schoolYear?.years ?? []).map(({ suffix }) => `${name}_${suffix}`) : [name],
  );
  return [...columns, ...derived];
}

function readPupils(root: Closed): Recipe['pupils'] {
  const each = root.object('pupils', FILE);
  return { ...readFile(each), fileNumber: each.text('fileNumber', 200) };
}

function readFile(each: Closed): RecipeFile {
  return {
    file: each.text('file', 1000),
    ...(each.has('encoding') ? { encoding: each.oneOf('encoding', ENCODINGS) } : {}),
    ...(each.has('separator') ? { separator: each.oneOf('separator', SEPARATORS) } : {}),
    ...(each.has('decimal') ? { decimal: each.oneOf('decimal', ['.', ',']) } : {}),
    ...(each.has('format') ? { format: each.text('format', 1000) } : {}),
    ...(each.has('sheet') ? { sheet: each.text('sheet', 100) } : {}),
  };
}

function readSource(value: Json, index: number): RecipeSource {
  const own = value !== null && typeof value === 'object' && 'name' in value ? value.name : null;
  const place = typeof own === 'string' && own.length <= 60 ? own.replace(/\p{Cc}/gu, ' ') : `#${index + 1}`;
  const each = closed(value, [...FILE, 'name', 'columns', 'derive', 'order', 'schoolYear'], place, '', CODES);
  const order = each.has('order') ? each.text('order', 200) : undefined;
  const schoolYear = each.has('schoolYear') ? readYears(each) : undefined;
  refuseTeaching(place, schoolYear?.column);
  const derive = each.has('derive') ? each.list('derive', 5000).map((item, at) => readDerivation(item, at, place)) : [];
  for (const [at, { kind, perYear }] of derive.entries()) {
    if (ORDERED.includes(kind) && order === undefined) each.refuse(`derive[${at}].kind`);
    if (perYear && schoolYear === undefined) each.refuse(`derive[${at}].perYear`);
  }
  const columns = each.has('columns') ? texts(each, 'columns', 10_000) : [];
  if (columns.length + derive.length === 0) each.refuse('columns');
  return {
    ...readFile(each),
    name: each.text('name', 60),
    fileNumber: each.text('fileNumber', 200),
    columns,
    derive,
    ...(order === undefined ? {} : { order }),
    ...(schoolYear ? { schoolYear } : {}),
  };
}

function readYears(source: Closed): NonNullable<RecipeSource['schoolYear']> {
  const each = source.object('schoolYear', ['column', 'years']);
  const years = each.list('years', 50).map((item, at) => {
    const one = closed(item, ['year', 'suffix'], source.place, `schoolYear.years[${at}]`, CODES);
    return { year: one.text('year', 40), suffix: one.text('suffix', 40) };
  });
  const distinct = (member: 'year' | 'suffix') => new Set(years.map((year) => year[member])).size === years.length;
  if (!distinct('year') || !distinct('suffix')) each.refuse('years');
  return { column: each.text('column', 200), years };
}

/** What is drawn from a teacher's column bears another name: nothing would stop it later. */
function refuseTeaching(place: string, ...columns: readonly (string | undefined)[]): void {
  const teaching = columns.find((column) => column !== undefined && namesTeaching(column));
  if (teaching !== undefined) throw new EcluseError('RECIPE_TEACHING', { source: place, column: teaching });
}

function readDerivation(value: Json, index: number, place: string): Derivation {
  const each = closed(value, ['name', 'kind', 'column', 'where', 'perYear'], place, `derive[${index}]`, CODES);
  const kind = each.oneOf('kind', DERIVATIONS);
  const derivation: Derivation = {
    name: each.text('name', 120),
    kind,
    ...(kind !== 'count' || each.has('column') ? { column: each.text('column', 200) } : {}),
    ...(each.has('where') ? { where: readWhere(each) } : {}),
    perYear: each.has('perYear') ? each.flag('perYear') : false,
  };
  refuseTeaching(place, derivation.column, derivation.where?.column);
  return derivation;
}

function readWhere(derivation: Closed): Where {
  const each = derivation.object('where', ['column', 'in', 'notIn']);
  if (each.has('in') === each.has('notIn')) each.refuse('in');
  const column = each.text('column', 200);
  return each.has('in') ? { column, in: texts(each, 'in', 5000) } : { column, notIn: texts(each, 'notIn', 5000) };
}

function texts(from: Closed, member: string, limit: number): string[] {
  const found = from.list(member, limit).map((item) => (typeof item === 'string' ? item.trim().normalize('NFC') : from.refuse(member)));
  return new Set(found).size === found.length ? found : from.refuse(member);
}
