import { SMALLEST_SHOWN } from '../base/counts.ts';
import { type Circulation, type Edge, type Move, spreadOf } from './circulation.ts';
import { circulationPath, drawn, type RowLot } from './ways.ts';

/**
 * Which band counts of a table of schools and grades may be told, so that whoever puts every page together can work out no hidden one.
 *
 * Rows are schools by grade, schools, grades and all together. As a school is the sum of its grades and a grade the sum of its schools, they
 * are the flows of a circulation (inlet → school → grade → outlet → inlet): what is told is fixed, what is hidden may flow. A hidden count is
 * safe when other tables that agree with all that is told give it ten values at least; such tables are built, not presumed (`spreadOf`).
 * What makes a count safe at least cost is the shortest cycle through it (Kelly, Golden, Assad 1992, for cell suppression).
 *
 * Whoever knows this program must not work out from what is hidden why it is (the minimality attack, Wong et al. 2007): how long the ways are is drawn by
 * lot. The lot follows from what readers of the pages do not know, and stays the same from one report to the next: two that hide other rows of the
 * same pupils would complete each other.
 */
export type Row = { readonly school: number | null; readonly grade: number | null };
/** How the bands of a row are told: the part in which each stands, from the lowest band; neighbours may be told together. */
export type Partition = readonly number[];
/** Pupils of one school and grade; `bands[model]` are its counts, from the lowest band, all 0 where the model is for another grade. */
export type Unit = {
  readonly school: number;
  readonly grade: number;
  readonly pupils: number;
  readonly bands: readonly (readonly number[])[];
};
/** Whom a model is for: the pupils of a grade, or all. */
export type Scope = number | null;
export type ToldRow = Row & {
  readonly pupils: number | null;
  /** One a model: counts from the lowest band; null where hidden, or where the model is not for all of the row's pupils. */
  readonly models: readonly ToldBands[];
};
/** `bands`: null where a band does not stand alone; `sums`: of each part. */
export type ToldBands = { readonly partition: Partition; readonly bands: readonly (number | null)[]; readonly sums: readonly number[] };
/** A row that is refused as it stands, for another reason than this table alone; then it is told less. */
export type Refusal = (row: Row, model: number, partition: Partition, bands: readonly number[]) => boolean;

/** Every way to tell so many bands, the finest first; of two as fine, the one that tells the lowest band apart. The last tells nothing. */
function choicesOf(count: number): readonly Partition[] {
  const ways: number[][] = [[0]];
  for (let band = 1; band < count; band++) {
    for (const way of ways.splice(0)) ways.push([...way, way.at(-1)! + 1], [...way, way.at(-1)!]);
  }
  return ways.sort((a, b) => b.at(-1)! - a.at(-1)!);
}
const CHOICES = new Map([2, 3, 4, 5].map((count) => [count, choicesOf(count)]));

export const tellsNothing = (partition: Partition) => partition.at(-1) === 0;
/** Other values than the true one that a hidden count must be able to take. */
const SPREAD = SMALLEST_SHOWN - 1;

/** From 0 to under 1, what the lot says of a row: of its number of pupils (null), or of a model's bands. */
export type Lot = (model: number | null, row: Row, what: Parameters<RowLot>[1]) => number;
/** `scopes`: one a model. `withSchools`, `withGrades`: which rows there are at all. `refused` may only ask for less. */
export function toldTable(
  units: readonly Unit[],
  scopes: readonly Scope[],
  shape: { readonly withSchools: boolean; readonly withGrades: boolean },
  lot: Lot,
  refused: Refusal = () => false,
): ToldRow[] {
  const { rows, circulation } = circulationOf(units, scopes, shape);
  const lots = (model: number | null): RowLot => {
    return (at, what) => lot(model, rows[at]!, what);
  };
  const hidden = hideTotals(circulation, lots(null));
  const partitions = scopes.map((_, model) => hideBands(circulation, hidden, { model, rows, lot: lots(model), refused }));
  return rows.flatMap((row, at) => {
    const edge = circulation.edges[at]!;
    if (!edge.listed) return [];
    const pupils = hidden.has(at) ? null : edge.pupils;
    return [{ ...row, pupils, models: edge.bands.map((bands, model) => toldBands(partitions[model]![at]!, bands)) }];
  });
}

/** Counts of bands that stand alone in their part. */
export function toldBands(partition: Partition, bands: readonly number[]): ToldBands {
  const sums = tellsNothing(partition) ? [] : partSums(partition, bands);
  return {
    partition,
    sums,
    bands: bands.map((count, band) => (partition.filter((part) => part === partition[band]).length === 1 ? count : null)),
  };
}

/** Sums of the parts, as they are told. */
function partSums(partition: Partition, bands: readonly number[]): number[] {
  const sums: number[] = [];
  partition.forEach((part, band) => {
    sums[part] = (sums[part] ?? 0) + bands[band]!;
  });
  return sums;
}

function circulationOf(
  units: readonly Unit[],
  scopes: readonly Scope[],
  { withSchools, withGrades }: { readonly withSchools: boolean; readonly withGrades: boolean },
): { rows: Row[]; circulation: Circulation } {
  const schools = 1 + Math.max(-1, ...units.map(({ school }) => school));
  const grades = 1 + Math.max(-1, ...units.map(({ grade }) => grade));
  const [inlet, outlet] = [schools + grades, schools + grades + 1];
  const rows: Row[] = [];
  const edges: Edge[] = [];
  const add = (from: number, to: number, row: Row, listed: boolean, held: readonly Unit[]) => {
    const bands = scopes.map((_, model) => {
      return (units[0]?.bands[model] ?? []).map((_, band) => held.reduce((sum, unit) => sum + unit.bands[model]![band]!, 0));
    });
    const pupils = held.reduce((sum, unit) => sum + unit.pupils, 0);
    if (pupils === 0) return;
    rows.push(row);
    edges.push({ from, to, listed, concerns: scopes.map((scope) => scope === null || scope === row.grade), pupils, bands });
  };
  for (const unit of units) {
    const { school, grade } = unit;
    add(school, schools + grade, { school, grade }, withSchools && withGrades, [unit]);
  }
  const of = (member: 'school' | 'grade', index: number) => units.filter((unit) => unit[member] === index);
  for (let school = 0; school < schools; school++) add(inlet, school, { school, grade: null }, withSchools, of('school', school));
  for (let grade = 0; grade < grades; grade++) add(schools + grade, outlet, { school: null, grade }, withGrades, of('grade', grade));
  add(outlet, inlet, { school: null, grade: null }, true, units);
  return { rows, circulation: { nodes: schools + grades + 2, edges } };
}

/**
 * Rows whose number of pupils is hidden: under ten, and those that keep it from being worked out. That of all together, or of a row
 * that holds them all, cannot be hidden from ten on: the bundle says it, and every page's head.
 */
function hideTotals(circulation: Circulation, lot: RowLot): Set<number> {
  const { edges } = circulation;
  const lengths = drawn(edges, lot);
  const all = edges.length - 1;
  const hidden = new Set<number>();
  for (const [at, { listed, pupils }] of edges.entries()) if (!listed || pupils < SMALLEST_SHOWN) hidden.add(at);
  const move: Move = { kind: 'pupils' };
  const movable = (at: number) => hidden.has(at);
  const hideable = (at: number) => hidden.has(all) || edges[at]!.pupils < edges[all]!.pupils;
  const everything = () => new Set([...edges.keys()].filter(hideable));
  for (let changed = true; changed; ) {
    changed = false;
    for (const at of [...hidden]) {
      if (!edges[at]!.listed || spreadOf(circulation, at, [move], movable, SPREAD) >= SPREAD) continue;
      const path = circulationPath(circulation, at, move, { wanted: SPREAD, lot, lengths, movable, hideable });
      const before = hidden.size;
      for (const each of path ?? []) hidden.add(each);
      if (hidden.size === before) return everything();
      changed = true;
    }
  }
  return hidden;
}

type Hiding = { readonly model: number; readonly rows: readonly Row[]; readonly lot: RowLot; readonly refused: Refusal };

function hideBands(circulation: Circulation, hidden: ReadonlySet<number>, { model, rows, lot, refused }: Hiding): Partition[] {
  const { edges } = circulation;
  const lengths = drawn(edges, lot);
  const choices = CHOICES.get(edges[0]?.bands[model]?.length ?? 2)!;
  const none = choices.at(-1)!;
  const allowed = (choice: Partition, at: number) => {
    const bands = edges[at]!.bands[model]!;
    if (tellsNothing(choice)) return true;
    return partSums(choice, bands).every((sum) => sum >= SMALLEST_SHOWN) && !refused(rows[at]!, model, choice, bands);
  };
  const speaks = ({ listed, concerns }: Edge) => listed && concerns[model] === true;
  const states = edges.map((edge, at): Partition => {
    return !speaks(edge) || hidden.has(at) ? none : (choices.find((choice) => allowed(choice, at)) ?? none);
  });
  const nothing = () => edges.map(() => none);
  const together = (at: number, a: number, b: number) => states[at]![a] === states[at]![b];
  const movable = (at: number, move: Move) => (move.kind === 'pupils' ? hidden.has(at) : together(at, move.more, move.less));
  /** Where no cycle is wide enough: every row that shares a sum with that one. */
  const lowerAround = (at: number) => {
    const { from, to } = edges[at]!;
    let lowered = false;
    for (const [each, other] of edges.entries()) {
      if (tellsNothing(states[each]!) || ![other.from, other.to].some((node) => node === from || node === to)) continue;
      states[each] = none;
      lowered = true;
    }
    return lowered;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const [at, edge] of edges.entries()) {
      if (!speaks(edge)) continue;
      if (!allowed(states[at]!, at)) {
        states[at] = none;
        changed = true;
      }
      for (const band of hiddenBands(states[at]!)) {
        const moves = movesOf(band, model, none.length);
        if (spreadOf(circulation, at, moves, movable, SPREAD) >= SPREAD) continue;
        let lowered = false;
        for (const move of moves) {
          if (move.kind === 'pupils' || !together(at, move.more, move.less)) continue;
          // Where its number of pupils is hidden, low ones may come first: room is not what stands there now.
          const path = circulationPath(circulation, at, move, { wanted: SPREAD, lot, lengths, movable, roomy: hidden.has(at) });
          for (const each of path ?? []) {
            const state = merged(states[each]!, move.more, move.less);
            if (state.at(-1) !== states[each]!.at(-1)) lowered = true;
            states[each] = state;
          }
        }
        if (!lowered && !lowerAround(at)) return nothing();
        changed = true;
      }
    }
  }
  return states;
}

function hiddenBands(partition: Partition): number[] {
  return toldBands(
    partition,
    partition.map(() => 0),
  ).bands.flatMap((count, band) => (count === null ? [band] : []));
}

/** How a band's count may change: pupils come (low ones, in every model alike), then bands are exchanged. */
function movesOf(band: number, model: number, bands: number): Move[] {
  const others = Array.from({ length: bands }, (_, at) => at).filter((other) => other !== band);
  return [{ kind: 'pupils' }, ...others.map((less): Move => ({ kind: 'bands', model, more: band, less }))];
}

/** The finest partition that puts both bands in one part: with them, those between. */
function merged(partition: Partition, a: number, b: number): Partition {
  const [low, high] = [Math.min(partition[a]!, partition[b]!), Math.max(partition[a]!, partition[b]!)];
  return partition.map((part) => (part <= low ? part : part <= high ? low : part - (high - low)));
}
