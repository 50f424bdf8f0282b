import { EcluseError, type ErrorCode } from '../base/errors.ts';
import { namesTeaching } from '../pseudonym/teaching.ts';
import { checkRange } from './cells.ts';
import { type Dictionary, PSEUDONYM, type Variable } from './dictionary.ts';
import { leavingVariables } from './harmonise.ts';
import type { Column, NumberColumn, Table } from './table.ts';

/** 128 bits in base32: the last of the 26 characters holds three bits alone. */
const FORM = /^[a-z2-7]{25}[aeimquy4]$/;

/**
 * The chamber's own check of a decoded shard: column `pseudonym`, then predictors in the dictionary's order, then (training) audit-only
 * variables, groups, each of which may be absent, and outcomes (0/1). Returns the same table with code columns typed again (index → code). Errors: `SHARD_…`.
 * Pass one `seen` set for all shards of a bundle, so that a pseudonym stands once. Attacker-controlled: the partner's own checks prove nothing here.
 */
export function checkShard(
  table: Table,
  dictionary: Dictionary,
  kind: 'score' | 'train',
  seen: Set<string> = new Set(),
  groups: readonly Variable[] = [],
): Table {
  const [first, ...rest] = table.columns;
  if (first?.name !== PSEUDONYM || first.type !== 'text') throw new EcluseError('SHARD_COLUMN_MISSING', { column: PSEUDONYM });
  const expected = arrange(rest, dictionary, kind, groups);
  for (const [row, pseudonym] of first.values.entries()) {
    if (!FORM.test(pseudonym) || seen.has(pseudonym)) throw new EcluseError('SHARD_PSEUDONYM', { line: row + 1 });
    seen.add(pseudonym);
  }
  return { rows: table.rows, columns: [first, ...rest.map((column, at) => checkColumn(column, expected[at] as Variable))] };
}

/** The variable of each column. All must stand in their order; an outcome that the partner has not observed may be left out, not all of them. */
function arrange(columns: readonly Column[], dictionary: Dictionary, kind: 'score' | 'train', groups: readonly Variable[]): Variable[] {
  const leaving = leavingVariables(dictionary, kind, groups);
  const allowed = new Set(leaving.map(({ name }) => name));
  for (const { name } of columns) if (!allowed.has(name)) throw new EcluseError(strange(name, dictionary), { column: name });
  const present = new Set(columns.map(({ name }) => name));
  const expected = leaving.filter(({ name, role }) => (role !== 'outcome' && role !== 'group') || present.has(name));
  for (const [at, { name }] of expected.entries()) {
    if (columns[at]?.name !== name) throw new EcluseError('SHARD_COLUMN_MISSING', { column: name });
  }
  if (columns.length > expected.length) throw new EcluseError('SHARD_COLUMN', { column: columns[expected.length]?.name ?? '' });
  if (kind === 'train' && expected.at(-1)?.role !== 'outcome') {
    throw new EcluseError('SHARD_COLUMN_MISSING', { column: leaving.find(({ role }) => role === 'outcome')?.name ?? 'outcome' });
  }
  return expected;
}

/** Why a column has no place here. */
function strange(name: string, dictionary: Dictionary): ErrorCode {
  if (namesTeaching(name)) return 'SHARD_TEACHING';
  const role = dictionary.variables.find((each) => each.name === name)?.role;
  if (role === 'outcome') return 'SHARD_OUTCOME';
  return role === 'identifier' || role === 'direct-identifier' || role === 'group' ? 'SHARD_IDENTIFIER' : 'SHARD_COLUMN';
}

function checkColumn(column: Column, variable: Variable): Column {
  const { name } = variable;
  if (column.type !== 'number') throw new EcluseError('SHARD_TYPE', { column: name });
  if (variable.type === 'code' && variable.role !== 'outcome') return checkCodes(column, variable);
  const binary = variable.role === 'outcome' || variable.type === 'boolean';
  for (let row = 0; row < column.values.length; row++) {
    const value = column.values[row] as number;
    if (Number.isNaN(value)) continue;
    const sound = binary ? value === 0 || value === 1 : typeof checkRange(value, variable) === 'number';
    if (!sound) throw new EcluseError('SHARD_VALUE', { line: row + 1, column: name });
  }
  return column;
}

function checkCodes({ name, values }: NumberColumn, variable: Variable): Column {
  const codes = (variable.codes ?? []).map(({ code }) => code);
  const indexes = new Int32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (Number.isNaN(value)) indexes[row] = -1;
    else if (Number.isInteger(value) && value >= 0 && value < codes.length) indexes[row] = value;
    else throw new EcluseError('SHARD_VALUE', { line: row + 1, column: name });
  }
  return { name, type: 'code', values: indexes, codes };
}
