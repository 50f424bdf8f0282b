import type { Variable } from '../table/dictionary.ts';
import { column, type Table } from '../table/table.ts';

/** Pupils of one audit-only variable: those of some codes (a boolean's are 0 and 1), or from `from` to under `below`; `missing`: those without a value too. */
export type Part = {
  readonly codes: readonly string[] | null;
  readonly from: number | null;
  readonly below: number | null;
  readonly missing: boolean;
};

/** Every row's part, as far as a variable is ever parted. */
export type Parting = { readonly parts: readonly Part[]; readonly partOf: Int32Array };

const MOST_BANDS = 4;
/** Under this many values no band's edge is told: as many stand on each side of it as for a quantile of the quality report. */
const BANDS_FROM = 200;

/** The ways to part the rows by an audit-only variable, before any is merged: one for codes, several counts of bands for numbers. */
export function partings(table: Table, variable: Variable): Parting[] {
  const held = column(table, variable.name);
  if (!held || held.type === 'text') return [];
  const read = (row: number) => {
    const value = held.values[row]!;
    return held.type === 'code' && value < 0 ? Number.NaN : value;
  };
  const codes = variable.type === 'boolean' ? ['0', '1'] : variable.codes?.map(({ code }) => code);
  if (codes) {
    const parts = codes.map((code): Part => ({ codes: [code], from: null, below: null, missing: false }));
    return [withMissing(table.rows, parts, read)];
  }
  const values = Float64Array.from({ length: table.rows }, (_, row) => read(row)).filter((value) => !Number.isNaN(value));
  values.sort();
  if (values.length < BANDS_FROM) return [];
  const out: Parting[] = [];
  for (let bands = MOST_BANDS; bands >= 2; bands--) {
    const edges = edgesOf(values, bands);
    if (edges.length === 0 || out.some(({ parts }) => parts.filter(({ codes }) => !codes).length === edges.length + 1)) continue;
    const parts = [...edges.keys(), edges.length].map(
      (at): Part => ({ codes: null, from: edges[at - 1] ?? null, below: edges[at] ?? null, missing: false }),
    );
    out.push(withMissing(table.rows, parts, (row) => bandOf(edges, read(row))));
  }
  return out;
}

function edgesOf(sorted: Float64Array, bands: number): number[] {
  const edges: number[] = [];
  for (let band = 1; band < bands; band++) {
    const edge = sorted[Math.floor((band * sorted.length) / bands)]!;
    if (edge > (edges.at(-1) ?? sorted[0]!)) edges.push(edge);
  }
  return edges;
}

function bandOf(edges: readonly number[], value: number): number {
  if (Number.isNaN(value)) return Number.NaN;
  let band = 0;
  while (band < edges.length && value >= edges[band]!) band++;
  return band;
}

/** Those without a value are a part of their own; there is none when nobody lacks one. */
function withMissing(rows: number, parts: readonly Part[], indexOf: (row: number) => number): Parting {
  const partOf = new Int32Array(rows);
  let missing = false;
  for (let row = 0; row < rows; row++) {
    const index = indexOf(row);
    if (Number.isNaN(index)) missing = true;
    partOf[row] = Number.isNaN(index) ? parts.length : index;
  }
  const nobody: Part = { codes: null, from: null, below: null, missing: true };
  return { parts: missing ? [...parts, nobody] : parts, partOf };
}

/** One part that holds them all; bands must be neighbours. */
export function mergeParts(parts: readonly Part[]): Part {
  const codes = parts.flatMap((part) => part.codes ?? []);
  const bands = parts.filter((part) => !part.codes && !(part.missing && part.from === null && part.below === null));
  return {
    codes: codes.length > 0 ? codes : null,
    from: bands.some(({ from }) => from === null) || bands.length === 0 ? null : Math.min(...bands.map(({ from }) => from!)),
    below: bands.some(({ below }) => below === null) || bands.length === 0 ? null : Math.max(...bands.map(({ below }) => below!)),
    missing: parts.some(({ missing }) => missing),
  };
}
