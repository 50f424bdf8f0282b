import { table as arquero, op } from 'arquero';
import type { Derivation, DerivationKind } from './recipe.ts';

type Rows = { readonly pupil: readonly number[]; readonly order: readonly number[]; readonly value: readonly (number | string | null)[] };

/** One value a pupil, by arquero; pupils without a row are left out. */
export function evaluate({ kind, column }: Derivation, rows: Rows): Map<number, number | string | null> {
  const aggregate = {
    count: column === undefined ? op.count() : op.valid('value'),
    distinct: op.distinct('value'),
    sum: op.sum('value'),
    mean: op.mean('value'),
    min: op.min('value'),
    max: op.max('value'),
    first: op.array_agg('value'),
    last: op.array_agg('value'),
    changes: op.array_agg('value'),
  }[kind];
  const grouped = arquero({ ...rows })
    .orderby('order')
    .groupby('pupil')
    .rollup({ found: aggregate });
  const found = new Map<number, number | string | null>();
  for (const each of grouped.objects() as { pupil: number; found: unknown }[]) found.set(each.pupil, settle(kind, each.found));
  return found;
}

function settle(kind: DerivationKind, found: unknown): number | string | null {
  if (!Array.isArray(found)) return typeof found === 'number' && Number.isFinite(found) ? decimal(found) : null;
  const held = found.filter((each): each is string => each !== null);
  if (kind === 'first') return held[0] ?? null;
  if (kind === 'last') return held.at(-1) ?? null;
  return held.filter((each, at) => at > 0 && each !== held[at - 1]).length;
}

/** Without what adding decimals leaves behind: the same marks would otherwise make two values, after the order of the file, and a model might part them. */
function decimal(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(12));
}
