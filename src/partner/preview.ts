import type { Text } from '../base/text.ts';
import type { Risk } from '../pseudonym/risk.ts';
import { type Category, type Dictionary, identifierVariable, type Role } from '../table/dictionary.ts';
import type { Purpose, Repeat, RowCounts } from '../table/harmonise.ts';
import type { OptOut } from '../table/opt-out.ts';
import type { Column, Table } from '../table/table.ts';
import type { ReadAs } from './source.ts';

/** Why a column stays in the building. */
export type RemovalReason = 'pseudonymised' | 'direct-identifier' | 'group' | 'outcome' | 'audit-only' | 'unknown';

export type KeptColumn = {
  readonly name: string;
  readonly label: Text;
  readonly role: Role;
  readonly category: Category | null;
  /** Share of pupils without a value, 0 to 1. */
  readonly missing: number;
};
export type RemovedColumn = { readonly name: string; readonly reason: RemovalReason };

/** Exactly what would leave the building, and what would not. */
export type Preview = {
  readonly purpose: Purpose;
  readonly readAs: ReadAs;
  readonly rows: RowCounts;
  /** Pupils who stand on several lines of the table. */
  readonly repeats: readonly Repeat[];
  /** Null where no list was given. */
  readonly optOut: OptOut | null;
  readonly fileNumber: string;
  readonly kept: readonly KeptColumn[];
  readonly removed: readonly RemovedColumn[];
  readonly risk: Risk;
  readonly shards: number;
  readonly destroyBy: string;
  /** The campaign that goes with a training bundle: its models. */
  readonly campaign: { readonly name: Text; readonly models: readonly PreviewModel[] } | null;
};
export type PreviewModel = {
  readonly family: string;
  readonly target: string;
  readonly grade: string | null;
  readonly moment: string | null;
};

const REASON_OF_ROLE: Partial<Record<Role, RemovalReason>> = {
  identifier: 'pseudonymised',
  'direct-identifier': 'direct-identifier',
  group: 'group',
  outcome: 'outcome',
  'audit-only': 'audit-only',
};

export function missingShare(column: Column): number {
  let missing = 0;
  for (const value of column.values) {
    if (column.type === 'number' ? Number.isNaN(value as number) : column.type === 'code' ? value === -1 : value === '') missing++;
  }
  return column.values.length === 0 ? 0 : missing / column.values.length;
}

/** `source` is the partner's table as read, `leaving` what harmonisation lets out. Deny by default: what is not in `leaving` stays. */
export function columnsOf(source: Table, leaving: Table, dictionary: Dictionary): { kept: KeptColumn[]; removed: RemovedColumn[] } {
  const variables = new Map(dictionary.variables.map((variable) => [variable.name, variable]));
  const kept = leaving.columns.flatMap((column) => {
    const variable = variables.get(column.name);
    if (!variable) return [];
    return [
      { name: column.name, label: variable.label, role: variable.role, category: variable.category ?? null, missing: missingShare(column) },
    ];
  });
  const leaves = new Set(kept.map((column) => column.name));
  const removed = source.columns
    .map((column) => column.name)
    .filter((name) => !leaves.has(name))
    .map((name) => ({ name, reason: REASON_OF_ROLE[variables.get(name)?.role ?? 'predictor'] ?? ('unknown' as const) }));
  return { kept, removed };
}

export function fileNumberName(dictionary: Dictionary): string {
  return identifierVariable(dictionary).name;
}
