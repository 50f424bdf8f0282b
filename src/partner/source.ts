import { dirname, extname, resolve } from 'node:path';
import { EcluseError } from '../base/errors.ts';
import { readFileCapped } from '../base/files.ts';
import type { Text } from '../base/text.ts';
import { parseFormat } from '../table/bcp.ts';
import { type CsvOptions, type Dialect, readCsv } from '../table/csv.ts';
import { tableForm } from '../table/form.ts';
import type { HarmoniseOptions } from '../table/harmonise.ts';
import { importArrow } from '../table/import-arrow.ts';
import { parseRecipe, type RecipeFile } from '../table/recipe.ts';
import type { Ingredient, SourceReport } from '../table/recipe-run.ts';
import type { Table } from '../table/table.ts';

export const TABLE_LIMIT = 2 ** 31;
const FORMAT_LIMIT = 1 << 20;
const RECIPE_LIMIT = 4 << 20;

/** How a table was read: shown before anything leaves, so that a wrong guess is seen. */
export type ReadAs =
  | { readonly kind: 'csv'; readonly dialect: Dialect; readonly header: boolean }
  | { readonly kind: 'xlsx'; readonly sheet: string }
  | { readonly kind: 'recipe'; readonly name: Text; readonly sources: readonly SourceReport[] }
  | { readonly kind: 'arrow' }
  | { readonly kind: 'parquet' };
export type Source = { readonly table: Table; readonly readAs: ReadAs; readonly options: HarmoniseOptions };

/** What a person may say of a file where the guess is wrong. `format` describes the columns of a file without header. */
export type SourceOptions = {
  readonly encoding?: NonNullable<CsvOptions['encoding']>;
  readonly separator?: NonNullable<CsvOptions['separator']>;
  readonly decimal?: '.' | ',';
  readonly format?: string;
  readonly sheet?: string;
};

/**
 * A table as the partner's systems wrote it: CSV, Excel, Parquet or Arrow, told by its content; or a recipe (`.json`) that joins several. Readers are
 * loaded when a file asks for them: most tables are CSV, and whoever waits at a terminal notices.
 */
export async function readSource(path: string, told: SourceOptions = {}): Promise<Source> {
  if (extname(path).toLowerCase() === '.json') return await readRecipe(path);
  const bytes = readFileCapped(path, TABLE_LIMIT);
  const form = tableForm(bytes);
  if (form === 'xlsx') {
    const { importXlsx } = await import('../table/xlsx.ts');
    const { table, sheet } = await importXlsx(bytes, told.sheet);
    return { table, readAs: { kind: 'xlsx', sheet }, options: { decimal: told.decimal ?? '.' } };
  }
  if (form === 'parquet') {
    const { importParquet } = await import('../table/parquet.ts');
    return { table: await importParquet(bytes), readAs: { kind: 'parquet' }, options: {} };
  }
  return readPlain(bytes, told);
}

/** Reads the files that a recipe names, from its own folder, and joins them. Errors: `RECIPE_…`, and what each file's reader throws. */
async function readRecipe(path: string): Promise<Source> {
  const recipe = parseRecipe(readFileCapped(path, RECIPE_LIMIT));
  const folder = dirname(path);
  const ingredient = async ({ file, format, ...told }: RecipeFile): Promise<Ingredient> => {
    if (extname(file).toLowerCase() === '.json') throw new EcluseError('RECIPE_MEMBER', { variable: file, member: 'file' });
    const { encoding, separator, decimal, sheet } = told;
    const options = { encoding, separator, decimal, sheet, format: format === undefined ? undefined : resolve(folder, format) };
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as SourceOptions;
    const source = await readSource(resolve(folder, file), given);
    const { lines } = source.options;
    return { table: source.table, decimal: source.options.decimal ?? null, ...(lines ? { lines } : {}) };
  };
  const pupils = await ingredient(recipe.pupils);
  const sources: Ingredient[] = [];
  for (const source of recipe.sources) sources.push(await ingredient(source));
  const { runRecipe } = await import('../table/recipe-run.ts');
  const { table, decimals, reports } = runRecipe(recipe, pupils, sources);
  const { lines, decimal = null } = pupils;
  const readAs: ReadAs = { kind: 'recipe', name: recipe.name, sources: reports };
  return { table, readAs, options: { decimal, decimals, ...(lines ? { lines } : {}) } };
}

/** CSV or Arrow, which need no waiting. */
export function readPlain(bytes: Uint8Array, told: SourceOptions = {}): Source {
  if (tableForm(bytes) === 'arrow') return { table: importArrow(bytes), readAs: { kind: 'arrow' }, options: {} };
  const format = told.format === undefined ? {} : parseFormat(readFileCapped(told.format, FORMAT_LIMIT));
  const { encoding, separator } = told;
  const csv = readCsv(bytes, { ...format, ...(encoding ? { encoding } : {}), ...(separator ? { separator } : {}) });
  const decimal = told.decimal ?? csv.dialect.decimal;
  const readAs: ReadAs = { kind: 'csv', dialect: { ...csv.dialect, decimal }, header: told.format === undefined };
  return { table: csv.table, readAs, options: { lines: csv.lines, decimal } };
}
