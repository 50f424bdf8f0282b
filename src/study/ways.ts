import { type Circulation, type Edge, lowest, type Movable, type Move } from './circulation.ts';

/** From 0 to under 1, what the lot says of a row: how long it makes a way, and which of two ways from it is taken. */
export type RowLot = (at: number, what: 'length' | 'way') => number;
/** A way that gives less room is taken once in so many. */
const NARROW = 4;

/** How long a row makes a way that hides it: longer where it holds more pupils, by lot. */
export function drawn(edges: readonly Edge[], lot: RowLot): Float64Array {
  return Float64Array.from(edges, ({ pupils }, at) => -Math.log(1 - lot(at, 'length')) * pupils ** 2);
}

type Ways = {
  readonly wanted: number;
  readonly lot: RowLot;
  readonly lengths: Float64Array;
  readonly movable: Movable;
  readonly roomy?: boolean;
  readonly hideable?: (at: number) => boolean;
};

/** The rows to hide for that one to vary: a shortest cycle through it, by the lengths of rows not hidden yet; null when there is none. */
export function circulationPath(
  { nodes, edges }: Circulation,
  at: number,
  move: Move,
  { wanted, lot, lengths, movable, roomy = false, hideable = () => true }: Ways,
): number[] | null {
  const ways = [true, false].flatMap((up) => {
    const least = roomy && up ? wanted : Math.min(wanted, room(edges[at]!, move, up));
    if (least === 0) return [];
    const edge = edges[at]!;
    const [start, end] = up ? [edge.to, edge.from] : [edge.from, edge.to];
    const allowed = (other: number) => other !== at && hideable(other);
    const found = shortest(nodes, edges, { start, end, least, move, allowed, lengths }, movable);
    return found === null ? [] : [{ ...found, least }];
  });
  // The wider as a rule. What adds no row is no way.
  const [first, second] = ways.filter(({ cost }) => cost > 0).sort((a, b) => b.least - a.least || a.cost - b.cost);
  return (lot(at, 'way') * NARROW < 1 ? (second ?? first) : first)?.path ?? null;
}

/** How far a row can give way: up, what else it holds; down, what it holds. */
function room(edge: Edge, move: Move, up: boolean): number {
  if (move.kind === 'bands') return edge.bands[move.model]![up ? move.less : move.more]!;
  return up ? Number.POSITIVE_INFINITY : Math.max(0, Math.min(edge.pupils - 1, lowest(edge)));
}

type Search = {
  readonly start: number;
  readonly end: number;
  readonly least: number;
  readonly move: Move;
  readonly allowed: (at: number) => boolean;
  readonly lengths: Float64Array;
};

/** Dijkstra over nodes that are few. */
function shortest(
  nodes: number,
  edges: readonly Edge[],
  { start, end, least, move, allowed, lengths }: Search,
  movable: Movable,
): { path: number[]; cost: number } | null {
  const cost = new Float64Array(nodes).fill(Number.POSITIVE_INFINITY);
  const by = new Int32Array(nodes).fill(-1);
  const done = new Uint8Array(nodes);
  cost[start] = 0;
  for (;;) {
    let node = -1;
    for (let each = 0; each < nodes; each++) if (done[each] === 0 && (node < 0 || cost[each]! < cost[node]!)) node = each;
    if (node < 0 || cost[node] === Number.POSITIVE_INFINITY) return null;
    if (node === end) break;
    done[node] = 1;
    for (const [at, edge] of edges.entries()) {
      if (!allowed(at) || (edge.from !== node && edge.to !== node)) continue;
      const up = edge.from === node;
      if (room(edge, move, up) < least) continue;
      const next = up ? edge.to : edge.from;
      const total = cost[node]! + (movable(at, move) ? 0 : lengths[at]!);
      if (total >= cost[next]!) continue;
      cost[next] = total;
      by[next] = at;
    }
  }
  const path: number[] = [];
  for (let node = end; node !== start; ) {
    const at = by[node]!;
    path.push(at);
    node = edges[at]!.from === node ? edges[at]!.to : edges[at]!.from;
  }
  return { path, cost: cost[end]! };
}
