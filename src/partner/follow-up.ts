import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fromUtf8, toHex, utf8 } from '../base/bytes.ts';
import { hideSmallCount } from '../base/counts.ts';
import { EcluseError } from '../base/errors.ts';
import { readFileCapped, writeFileAtomically } from '../base/files.ts';
import { sha256 } from '../base/hash.ts';
import { type Json, parseJson } from '../base/json.ts';
import type { Clock } from '../base/random.ts';
import type { Secrets } from '../keys/secrets.ts';
import { type FollowUp, followUp } from '../study/follow-up.ts';
import { type Dictionary, identifierVariable, parseDictionary, type Variable } from '../table/dictionary.ts';
import { fileNumberPlaces } from '../table/file-numbers.ts';
import { type Harmonised, harmonise, type Problem } from '../table/harmonise.ts';
import { type Column, column, type Table } from '../table/table.ts';
import type { ModelRead } from './documents.ts';
import { type PartnerHome, withLock } from './home.ts';
import { outcomeForetold } from './labels.ts';
import { type OpenedResult, openAnswer } from './open.ts';
import { PreparationRefused } from './prepare.ts';
import type { Source } from './source.ts';

const DICTIONARY_LIMIT = 16 << 20;
/** The name under which the document and the page tell the help given, whatever the column was called. */
export const HELP = 'help-given';

const HELP_GIVEN: Variable = { name: HELP, label: { fr: 'Aide reçue', en: 'Help given' }, role: 'audit-only', type: 'boolean' };

export type FollowUpOptions = {
  readonly result: string;
  /** The table's file, for messages; `source` is what was read of it. */
  readonly table: string;
  readonly source: Source;
  readonly dictionary: string;
  /** A column of yes or no that tells who was helped, where there is one. */
  readonly help?: string;
};
export type ModelFollowed = { readonly model: ModelRead; readonly outcome: string; readonly followed: FollowUp };
export type Followed = {
  readonly opened: OpenedResult;
  readonly dictionary: Dictionary;
  readonly models: readonly ModelFollowed[];
  readonly setAside: readonly { readonly id: string; readonly code: string }[];
  /** Pupils of the result; of them, those whom the table does not hold; pupils of the table who were not in the result. */
  readonly pupils: { readonly scored: number; readonly absent: number; readonly strangers: number };
  readonly help: boolean;
  /** SHA-256 of what happened to whom: another one for the same result is another follow-up. */
  readonly digest: string;
};

/**
 * Last year's result beside what happened: opens the result again, reads the table of outcomes, and measures each model on the pupils whose outcome is
 * known. Writes nothing; what is given back shows no count under ten.
 * @throws FOLLOW_UP_…, PreparationRefused, what `openAnswer` and the table room throw
 */
export function followResult(home: PartnerHome, secrets: Secrets, options: FollowUpOptions, clock: Clock): Followed {
  const opened = openAnswer(home, secrets, options.result, clock);
  if (opened.kind !== 'result') throw new EcluseError('FOLLOW_UP_NOT_RESULT', { kind: opened.kind });
  const dictionary = parseDictionary(readFileCapped(options.dictionary, DICTIONARY_LIMIT));
  const { models } = opened.report;
  const outcomeOf = new Map(models.map((model) => [model.id, outcomeForetold(dictionary, model)]));
  if ([...outcomeOf.values()].every((one) => one === undefined)) throw new EcluseError('FOLLOW_UP_NO_OUTCOME');
  const harmonised = read(options, dictionary, [...outcomeOf.values()]);
  const groups = harmonised.asked.filter(({ role }) => role === 'audit-only');
  const { fileNumbers } = harmonised;
  const rowOf = fileNumberPlaces(strictest(opened.dictionary, dictionary), fileNumbers);
  const found = Int32Array.from(opened.roster.fileNumbers, (fileNumber) => rowOf(fileNumber) ?? -1);
  const absent = found.reduce((count, row) => count + (row < 0 ? 1 : 0), 0);
  if (absent === found.length) throw new EcluseError('FOLLOW_UP_STRANGERS', { file: basename(options.table) });
  const followed: ModelFollowed[] = [];
  const setAside: Followed['setAside'][number][] = [];
  for (const [index, model] of models.entries()) {
    const held = outcomeOf.get(model.id);
    const happened = held === undefined ? null : column(harmonised.table, held.name);
    if (held === undefined || happened?.type !== 'number') {
      setAside.push({ id: model.id, code: 'FOLLOW_UP_OUTCOME' });
      continue;
    }
    const rows = Int32Array.from(opened.scores.model.keys()).filter((row) => opened.scores.model[row] === index);
    const at = rows.map((row) => found[opened.pupils[row]!]!);
    const pick = (values: ArrayLike<number>) => Float64Array.from(rows, (row) => values[row]!);
    const { score, probability, targeted, wide, band } = opened.scores;
    const flags = { targeted: pick(targeted), wide: pick(wide), band: pick(band), bands: model.bands.length };
    const said = { score: pick(score), probability: pick(probability), ...flags };
    const outcome = Float64Array.from(at, (row) => (row < 0 ? Number.NaN : happened.values[row]!));
    try {
      followed.push({
        model,
        outcome: held.name,
        followed: followUp({ ...said, outcome }, alignedTo(harmonised.table, groups, at), groups),
      });
    } catch (error) {
      if (!(error instanceof EcluseError) || error.code !== 'FOLLOW_UP_FEW') throw error;
      setAside.push({ id: model.id, code: error.code });
    }
  }
  // Nothing is told, and the one follow-up that a result has is not spent on it.
  if (followed.length === 0) {
    throw new EcluseError(setAside.some((each) => each.code === 'FOLLOW_UP_FEW') ? 'FOLLOW_UP_FEW' : 'FOLLOW_UP_OUTCOME');
  }
  return {
    opened,
    dictionary: options.help === undefined ? dictionary : { ...dictionary, variables: [...dictionary.variables, HELP_GIVEN] },
    models: followed,
    setAside,
    pupils: { scored: found.length, absent, strangers: fileNumbers.length - (found.length - absent) },
    help: options.help !== undefined,
    digest: digestOf(harmonised),
  };
}

/** Leading zeros tell pupils apart as soon as one of the two dictionaries says so. */
function strictest(...dictionaries: readonly [Dictionary, Dictionary]): Variable {
  const [one, other] = dictionaries.map(identifierVariable) as [Variable, Variable];
  return one.type === 'text' ? one : other;
}

/** The file numbers, the outcomes and the groups of the table, checked as any table that leaves; the rest is not looked at. */
function read(
  { table: file, source, help }: FollowUpOptions,
  dictionary: Dictionary,
  outcomesAsked: readonly (Variable | undefined)[],
): Harmonised & { readonly asked: readonly Variable[] } {
  const has = (name: string) => source.table.columns.some((each) => each.name === name);
  if (help !== undefined && (!has(help) || dictionary.variables.some(({ name }) => name === help)))
    throw new EcluseError('FOLLOW_UP_HELP', { column: help });
  const described = dictionary.variables.filter(
    (each) => each.role === 'identifier' || outcomesAsked.includes(each) || (each.role === 'audit-only' && has(each.name)),
  );
  const asked: Variable[] = help === undefined ? described : [...described, HELP_GIVEN];
  const wanted = new Set(asked.map(({ name }) => name));
  const columns = source.table.columns.flatMap((each) => {
    const name = each.name === help ? HELP : each.name;
    return wanted.has(name) ? [{ ...each, name }] : [];
  });
  const harmonised = harmonise({ rows: source.table.rows, columns }, { ...dictionary, variables: asked }, 'train', source.options);
  if (harmonised.problems.length > 0) throw new PreparationRefused(basename(file), calledAsGiven(harmonised, help));
  return { ...harmonised, asked };
}

/** Whoever reads of a fault knows the column of help by the name that it has in the extract. */
function calledAsGiven(harmonised: Harmonised, help: string | undefined): Harmonised {
  const called = (each: Problem): Problem => (each.column === HELP ? { ...each, column: help ?? HELP } : each);
  return { ...harmonised, problems: harmonised.problems.map(called), totals: harmonised.totals.map(called) };
}

/** The groups' columns in the order of the pupils; one whom the table does not hold has no value. */
function alignedTo(table: Table, groups: readonly Variable[], rows: Int32Array): Table {
  const columns = groups.flatMap(({ name }): Column[] => {
    const held = column(table, name);
    if (!held || held.type === 'text') return [];
    if (held.type === 'code') return [{ ...held, values: rows.map((row) => (row < 0 ? -1 : held.values[row]!)) }];
    return [{ name, type: 'number', values: Float64Array.from(rows, (row) => (row < 0 ? Number.NaN : held.values[row]!)) }];
  });
  return { rows: rows.length, columns };
}

function digestOf({ table, fileNumbers }: Harmonised): string {
  const lines = fileNumbers.map((fileNumber, row) => {
    const cells = table.columns.map(({ name, values }) => `${name}=${String(values[row])}`);
    return `${fileNumber}\t${cells.join('\t')}`;
  });
  return toHex(sha256(utf8(lines.sort().join('\n'))));
}

/** `ecluse.follow-up/v1`: aggregates alone, the ones that stand on the page; it may travel. */
export function followUpDocument({ opened, models, setAside, pupils }: Followed): Json {
  return {
    format: 'ecluse.follow-up/v1',
    request: opened.request.core,
    scored: opened.core.created.slice(0, 10),
    pupils: hideSmallCount(pupils.scored),
    models: models.map(({ model: { id, digest, family, target, grade }, outcome, followed }) => {
      return { id, digest, family, target, grade, outcome, evaluation: followed as unknown as Json };
    }),
    setAside: setAside.map(({ id, code }) => ({ id, code })),
  };
}

const FILE = 'follow-ups.json';

/** Remembers what this result was followed with: two follow-ups that differ by a few pupils would tell what happened to them. @throws FOLLOW_UP_AGAIN */
export function keepFollowUp(home: PartnerHome, { opened, digest }: Followed): void {
  withLock(home, () => {
    const path = join(home.dir, FILE);
    const kept = existsSync(path) ? parseJson(fromUtf8(readFileCapped(path, 1 << 20), FILE), FILE) : {};
    if (typeof kept !== 'object' || kept === null || Array.isArray(kept))
      throw new EcluseError('HOME_DAMAGED', { file: FILE, where: 'members' });
    const known = (kept as Record<string, Json>)[opened.request.id];
    if (known !== undefined && known !== digest) throw new EcluseError('FOLLOW_UP_AGAIN');
    if (known === undefined)
      writeFileAtomically(path, utf8(`${JSON.stringify({ ...kept, [opened.request.id]: digest }, null, 2)}\n`), { replace: true });
  });
}
