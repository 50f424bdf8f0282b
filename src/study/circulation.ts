/** A row of the table as a flow. `bands[model]` are its counts from the lowest band; where the model concerns the row, they add up to `pupils`. */
export type Edge = {
  readonly from: number;
  readonly to: number;
  /** False for a sum that no page tells. */
  readonly listed: boolean;
  /** False for a model that is not for all of these pupils: then the row tells nothing of it. */
  readonly concerns: readonly boolean[];
  readonly pupils: number;
  readonly bands: readonly (readonly number[])[];
};
export type Circulation = { readonly nodes: number; readonly edges: readonly Edge[] };

/**
 * A way to go from one table to another: pupils of the low band more (the same in every model), or of one band more and of another as many
 * less. Along a cycle, what flows one way gains and what flows the other way loses: every sum stays.
 */
export type Move =
  | { readonly kind: 'pupils' }
  | { readonly kind: 'bands'; readonly model: number; readonly more: number; readonly less: number };
export type Movable = (at: number, move: Move) => boolean;

const MOST_BANDS = 5;
/** What has been moved, row by row. */
type Moved = { readonly pupils: Int32Array; readonly bands: Int32Array };

/**
 * How many values beside the true one a count of a row can be shown to take (at most `wanted`), by building tables that agree with all that
 * is not movable: first as far up as it goes, move after move, then down. For `pupils` alone the count is the row's number of pupils.
 */
export function spreadOf(circulation: Circulation, at: number, moves: readonly Move[], movable: Movable, wanted: number): number {
  let spread = 0;
  for (const up of [true, false]) {
    const moved: Moved = { pupils: new Int32Array(circulation.edges.length), bands: new Int32Array(circulation.edges.length * MOST_BANDS) };
    const counted = moves.findLast((move) => move.kind === 'bands');
    const model = counted?.kind === 'bands' ? counted.model : null;
    const gained = () => (counted?.kind === 'bands' ? moved.bands[at * MOST_BANDS + counted.more]! : moved.pupils[at]!);
    for (const move of moves) {
      // Going down, a band is exchanged for others; pupils who leave would only take room away.
      if (!up && move.kind === 'pupils' && counted !== undefined && counted.kind === 'bands' && counted.more !== 0) continue;
      if (!movable(at, move)) continue;
      for (;;) {
        const left = wanted - spread - Math.abs(gained());
        if (left <= 0) break;
        const amount = push(circulation, at, move, { up, wanted: left, model }, movable, moved);
        if (amount === 0) break;
        if (move.kind === 'pupils' && counted !== undefined && Math.abs(moved.pupils[at]!) >= wanted) break;
      }
    }
    spread += Math.abs(gained());
    if (spread >= wanted) return wanted;
  }
  return spread;
}

/** What a row can still give in a direction. */
function capacity({ edges }: Circulation, at: number, move: Move, up: boolean, moved: Moved): number {
  const edge = edges[at]!;
  if (move.kind === 'bands') {
    const band = up ? move.less : move.more;
    return edge.bands[move.model]![band]! + moved.bands[at * MOST_BANDS + band]!;
  }
  if (up) return Number.MAX_SAFE_INTEGER;
  // Low pupils leave in every model alike; in the model at hand some may have been exchanged.
  const low = lowest(edge) + Math.min(moved.pupils[at]!, moved.bands[at * MOST_BANDS]!);
  return Math.max(0, Math.min(edge.pupils - 1 + moved.pupils[at]!, low));
}

/** Low pupils that every model concerned has there. */
export function lowest({ bands, concerns }: Edge): number {
  return Math.min(...bands.flatMap(([low], model) => (concerns[model] ? [low!] : [])));
}

/** `model`: the one whose bands are counted, if any. */
type Push = { readonly up: boolean; readonly wanted: number; readonly model: number | null };

/** Moves along one cycle through the row; the amount moved, 0 when there is none. */
function push(circulation: Circulation, at: number, move: Move, { up, wanted, model }: Push, movable: Movable, moved: Moved): number {
  const { edges, nodes } = circulation;
  const edge = edges[at]!;
  const own = capacity(circulation, at, move, up, moved);
  if (own <= 0) return 0;
  const [start, end] = up ? [edge.to, edge.from] : [edge.from, edge.to];
  const first = Math.min(wanted, own);
  for (const least of first > 1 ? [first, 1] : [1]) {
    const by = new Int32Array(nodes).fill(-1);
    const queue = [start];
    by[start] = at;
    for (let head = 0; head < queue.length && by[end] === -1; head++) {
      const node = queue[head]!;
      for (const other of incident(circulation, node)) {
        const forward = edges[other]!.from === node;
        const next = forward ? edges[other]!.to : edges[other]!.from;
        if (other === at || by[next] !== -1 || !movable(other, move)) continue;
        if (capacity(circulation, other, move, forward, moved) < least) continue;
        by[next] = other;
        queue.push(next);
      }
    }
    if (by[end] === -1) continue;
    const cycle: { other: number; forward: boolean }[] = [{ other: at, forward: up }];
    for (let node = end; node !== start; ) {
      const other = by[node]!;
      const forward = edges[other]!.to === node;
      cycle.push({ other, forward });
      node = forward ? edges[other]!.from : edges[other]!.to;
    }
    const amount = Math.min(wanted, ...cycle.map(({ other, forward }) => capacity(circulation, other, move, forward, moved)));
    for (const { other, forward } of cycle) {
      const counts = model === null || edges[other]!.concerns[model] === true;
      apply(moved, other, move, forward ? amount : -amount, counts);
    }
    return amount;
  }
  return 0;
}

/** `counts`: whether the pupils of that row have a band in the model at hand. */
function apply({ pupils, bands }: Moved, at: number, move: Move, amount: number, counts: boolean): void {
  if (move.kind === 'pupils') {
    pupils[at]! += amount;
    if (counts) bands[at * MOST_BANDS]! += amount;
  } else {
    bands[at * MOST_BANDS + move.more]! += amount;
    bands[at * MOST_BANDS + move.less]! -= amount;
  }
}

const incidence = new WeakMap<Circulation, readonly (readonly number[])[]>();

/** The rows that meet at a node; found once a table. */
function incident(circulation: Circulation, node: number): readonly number[] {
  let lists = incidence.get(circulation);
  if (lists === undefined) {
    const made: number[][] = Array.from({ length: circulation.nodes }, () => []);
    for (const [at, { from, to }] of circulation.edges.entries()) {
      made[from]!.push(at);
      made[to]!.push(at);
    }
    lists = made;
    incidence.set(circulation, lists);
  }
  return lists[node]!;
}
