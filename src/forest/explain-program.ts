import type { SharedMemory } from './kernel/engine.ts';
import { frameOffsets, KINDS, laneBytes, OP, OP_BYTES, tableBytes } from './kernel/explain.ts';
import { LANES } from './kernel/rank.ts';
import { NODE_BYTES } from './kernel/walk.ts';
import { gaussLegendre } from './quadrature.ts';

/** Where a thread writes the programme of one tree: addresses in the shared memory. `zero` holds a byte 0. */
export type ProgramSpace = {
  readonly program: number;
  readonly tables: number;
  readonly frames: number;
  readonly below: number;
  readonly zero: number;
};

/** Bytes that a programme of so many splits, of which some repeat a feature of their path, needs beside the frames. */
export function programBytes(splits: number, repeats: number, vectors: number): { program: number; tables: number } {
  return { program: OP_BYTES * (3 * splits + 1), tables: tableBytes(vectors) * (2 * splits + 2 * repeats) };
}

/**
 * Writes the explanation of compiled trees as programmes of the kernel, with `vectors` pairs of Gauss–Legendre points: one writer a thread and memory.
 *
 * On a path whose earlier splits on the same feature leave the part z of the rows, with the far child's part y of this split, and
 * f = (1−t)z + t: a row that met those splits weighs the far child σ = y(1−t)z/f and earns y·z/f² per unit of difference; one that did
 * not weighs it y and earns nothing.
 */
export function openPrograms(memory: SharedMemory, vectors: number, space: ProgramSpace): (root: number, shares: number) => boolean {
  const { buffer } = memory;
  const f64 = new Float64Array(buffer);
  const u32 = new Uint32Array(buffer);
  const u16 = new Uint16Array(buffer);
  const points = 2 * vectors;
  const { points: t, weights } = gaussLegendre(points);
  const frame = frameOffsets(vectors);
  const pathRank: number[] = [];
  const pathLeft: number[] = [];
  const pathBefore: number[] = [];
  const pathOnLeft: boolean[] = [];
  let op = 0;
  let table = 0;
  let shares = 0;

  function writeOp(kind: number, node: number, tables: number, depth: number, below: number, seen: number, leaf: number): void {
    const at = op / 4;
    u32[at + OP.kind / 4] = kind;
    u32[at + OP.rankOffset / 4] = u16[node / 2]!;
    u32[at + OP.rank / 4] = u16[node / 2 + 1]!;
    u32[at + OP.table / 4] = tables;
    u32[at + OP.frame / 4] = space.frames + depth * frame.bytes;
    u32[at + OP.below / 4] = below;
    u32[at + OP.seen / 4] = seen;
    u32[at + OP.feature / 4] = u16[node / 2]! * (16 / 2);
    f64[(op + OP.leaf) / 8] = leaf;
    op += OP_BYTES;
  }

  /** Tables of one split, side left then right; those of unmet rows follow where the feature repeats. `pair`: the values of two leaves. */
  function writeTables(toLeft: number, before: number, repeats: boolean, pair: readonly [number, number] | null): number {
    const start = table;
    const step = tableBytes(vectors) / 8;
    const right = pair ? pair[1] : 0;
    const scale = pair ? pair[0] - pair[1] : 1;
    for (let q = 0; q < points; q++) {
      const factor = repeats ? (1 - t[q]!) * before + t[q]! : 1;
      const sigma = ((1 - t[q]!) * before) / factor;
      const earns = (before / (factor * factor)) * scale;
      const at = start / 8 + q;
      f64[at] = right + (1 - (1 - toLeft) * sigma) * scale;
      f64[at + points] = (1 - toLeft) * earns;
      f64[at + step] = right + toLeft * sigma * scale;
      f64[at + step + points] = -toLeft * earns;
      if (!repeats) continue;
      f64[at + 2 * step] = f64[at + 3 * step] = right + toLeft * scale;
      f64[at + 2 * step + points] = f64[at + 3 * step + points] = 0;
    }
    table += (repeats ? 4 : 2) * tableBytes(vectors);
    return start;
  }

  const isLeaf = (node: number) => u32[node / 4 + 1] === node;

  function writeSplit(node: number, depth: number, below: number): void {
    const slot = u16[node / 2]!;
    let earlier = depth - 1;
    while (earlier >= 0 && pathRank[earlier] !== slot) earlier--;
    let before = 1;
    if (earlier >= 0) before = pathBefore[earlier]! * (pathOnLeft[earlier] ? pathLeft[earlier]! : 1 - pathLeft[earlier]!);
    const seen = earlier >= 0 ? space.frames + earlier * frame.bytes + frame.childUnmet : space.zero;
    const toLeft = f64[(node + shares) / 8]!;
    const left = u32[node / 4 + 1]!;
    const right = left + NODE_BYTES;
    const leftValue = f64[(left + shares) / 8]!;
    const rightValue = f64[(right + shares) / 8]!;
    if (isLeaf(left) && isLeaf(right)) {
      writeOp(KINDS.pair, node, writeTables(toLeft, before, earlier >= 0, [leftValue, rightValue]), depth, below, seen, 0);
      return;
    }
    const tables = writeTables(toLeft, before, earlier >= 0, null);
    pathRank[depth] = slot;
    pathLeft[depth] = toLeft;
    pathBefore[depth] = before;
    const here = space.frames + depth * frame.bytes;
    if (!isLeaf(left)) {
      pathOnLeft[depth] = true;
      writeOp(KINDS.left, node, tables, depth, 0, seen, 0);
      writeSplit(left, depth + 1, here + frame.left);
    }
    if (!isLeaf(right)) {
      pathOnLeft[depth] = false;
      writeOp(KINDS.right, node, tables, depth, 0, seen, 0);
      writeSplit(right, depth + 1, here + frame.right);
    }
    const kind = isLeaf(left) ? KINDS.upLeafLeft : isLeaf(right) ? KINDS.upLeafRight : KINDS.up;
    writeOp(kind, node, tables, depth, below, seen, isLeaf(left) ? leftValue : rightValue);
  }

  for (let lane = 0; lane < LANES; lane++) f64.set(weights, (space.frames + lane * laneBytes(vectors)) / 8);

  /** False when the tree is a single leaf, which earns nobody anything. */
  return (root, toShares) => {
    if (isLeaf(root)) return false;
    op = space.program;
    table = space.tables;
    shares = toShares;
    writeSplit(root, 0, space.below);
    u32[op / 4] = KINDS.end;
    return true;
  };
}
