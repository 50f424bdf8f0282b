import type { ErrorCode } from '../base/errors.ts';
import { contentOf, type Identifying, namedAs } from '../pseudonym/identifiers.ts';
import { namesTeaching } from '../pseudonym/teaching.ts';
import type { Dictionary, Variable } from './dictionary.ts';
import type { Problem, ProblemList } from './problems.ts';
import type { Table } from './table.ts';

export const IDENTIFYING_CODE: Readonly<Record<Identifying, ErrorCode>> = {
  email: 'TABLE_IDENTIFYING_EMAIL',
  phone: 'TABLE_IDENTIFYING_PHONE',
  'social-insurance': 'TABLE_IDENTIFYING_SOCIAL_INSURANCE',
  'permanent-code': 'TABLE_IDENTIFYING_PERMANENT_CODE',
  'health-insurance': 'TABLE_IDENTIFYING_HEALTH_INSURANCE',
  'postal-code': 'TABLE_IDENTIFYING_POSTAL_CODE',
  birth: 'TABLE_IDENTIFYING_BIRTH',
  name: 'TABLE_IDENTIFYING_NAME',
  address: 'TABLE_IDENTIFYING_ADDRESS',
  'free-text': 'TABLE_IDENTIFYING_FREE_TEXT',
};

/** Judges the columns by their names alone, described or not. */
export function judgeNames(raw: Table, dictionary: Dictionary, purpose: 'score' | 'train', report: ProblemList): Problem[] {
  const described = new Map(dictionary.variables.map((each) => [each.name, each]));
  const warnings: Problem[] = [];
  for (const { name } of raw.columns) {
    const role = described.get(name)?.role;
    if (namesTeaching(name)) report.column('TABLE_TEACHING', name);
    else if (role === undefined) warnings.push({ code: 'TABLE_COLUMN_UNKNOWN', column: name });
    else if (role === 'outcome' && purpose === 'score') warnings.push({ code: 'TABLE_OUTCOME_KEPT', column: name });
  }
  return warnings;
}

/** A closed list this short cannot tell who a pupil is, whatever its column is called (`address`: urban or rural). */
const FEW_CODES = 50;

/**
 * Judges what a column that leaves holds. A form that only identifiers have is a problem, a name that announces one or the looks of
 * people's names or of free text a warning: a month of birth is a fair variable.
 */
export function judgeContent(variable: Variable, distinct: ReadonlyMap<string, unknown>, rows: number, report: ProblemList): Problem[] {
  const { name, type, codes } = variable;
  const kind = contentOf(distinct.keys(), { names: type === 'code', rows });
  if (kind !== null && kind !== 'name' && kind !== 'free-text') {
    report.column(IDENTIFYING_CODE[kind], name);
    return [];
  }
  const named = type === 'boolean' || (codes?.length ?? Number.POSITIVE_INFINITY) <= FEW_CODES ? null : namedAs(name);
  const suspected = kind ?? named;
  return suspected === null ? [] : [{ code: IDENTIFYING_CODE[suspected], column: name }];
}

/** Distinct numbers of an Arrow column that are kept to be judged. */
export const DISTINCT_KEPT = 5000;
/** Fewer pupils prove nothing. */
const UNIQUE_FROM = 200;

/**
 * Judges whether whole numbers stand for pupils: those that repeat the file number are refused, those that nearly all differ are told
 * (an income may). `values` are the column's and `fileNumbers` the pupils' where they are numbers, NaN elsewhere; `spelled` counts distinct
 * cells, up to DISTINCT_KEPT.
 */
export function judgeNumbers(
  { name, type }: Variable,
  values: Float64Array,
  fileNumbers: Float64Array,
  spelled: number,
  report: ProblemList,
): Problem[] {
  if (type !== 'integer') return [];
  let present = 0;
  let copies = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (!Number.isNaN(value)) present++;
    if (value === fileNumbers[row]) copies++;
  }
  if (copies >= 3 && copies * 2 > present) {
    report.column('TABLE_FILE_NUMBER_COPY', name);
    return [];
  }
  if (present < UNIQUE_FROM || spelled < Math.min(DISTINCT_KEPT, present * 0.9)) return [];
  const distinct = new Set(values).size;
  return distinct * 10 >= present * 9 ? [{ code: 'TABLE_NEARLY_UNIQUE', column: name }] : [];
}
