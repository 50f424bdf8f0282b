import { EcluseError } from '../../base/errors.ts';
import { deriveShares, FOREST_LIMITS, type Forest, type Tree } from '../forest.ts';
import { type Ensemble, readEnsemble } from './ensemble.ts';

/** Files of more bytes than this hold more nodes than a forest may. */
export const ONNX_BYTES = 480 * 2 ** 20;

/**
 * The forest of an ONNX model whose first step is a two-class `TreeEnsembleClassifier`. Attacker-controlled. `features` is the number of columns of
 * the tables it will meet. What cannot be taken over exactly is refused with `ONNX_UNSUPPORTED`: other branches than comparisons, a missing value that
 * would go left, another transformation after the sum, weights that are not shares.
 */
export function fromOnnx(bytes: Uint8Array, features: number): Forest {
  if (bytes.length > ONNX_BYTES) throw new EcluseError('FOREST_LIMIT', { where: 'bytes', limit: ONNX_BYTES });
  const ensemble = readEnsemble(bytes);
  if (ensemble.inputWidth !== null && ensemble.inputWidth !== features) {
    throw new EcluseError('FOREST_COLUMNS', { found: features, expected: ensemble.inputWidth });
  }
  const places = nodesByTree(ensemble);
  if (places.size === 0) throw malformed('nodes_treeids');
  if (places.size > FOREST_LIMITS.trees) throw new EcluseError('FOREST_LIMIT', { where: 'trees', limit: FOREST_LIMITS.trees });
  if (ensemble.treeIds.length > FOREST_LIMITS.nodes) throw new EcluseError('FOREST_LIMIT', { where: 'nodes', limit: FOREST_LIMITS.nodes });
  const shares = leafShares(ensemble, places);
  const trees = Array.from(places.values(), (nodes) => treeOf(ensemble, nodes, shares, features));
  return { features, trees };
}

function malformed(where: string): EcluseError {
  return new EcluseError('ONNX_FORM', { where });
}

function unsupported(where: string): EcluseError {
  return new EcluseError('ONNX_UNSUPPORTED', { where });
}

/** Of each tree, in the order of the file: node number → place in the arrays. */
function nodesByTree({ treeIds, nodeIds }: Ensemble): Map<number, Map<number, number>> {
  const trees = new Map<number, Map<number, number>>();
  treeIds.forEach((tree, place) => {
    const nodes = trees.get(tree) ?? new Map<number, number>();
    trees.set(tree, nodes);
    if (nodes.has(nodeIds[place]!)) throw malformed('nodes_nodeids');
    nodes.set(nodeIds[place]!, place);
  });
  return trees;
}

/** Share of the positive class at each leaf: its weight times the number of trees, whose mean is the sum of weights. */
function leafShares(ensemble: Ensemble, trees: ReadonlyMap<number, ReadonlyMap<number, number>>): Float64Array {
  const { classTreeIds, classNodeIds, classIds, classWeights } = ensemble;
  const of = [new Float64Array(ensemble.treeIds.length).fill(Number.NaN), new Float64Array(ensemble.treeIds.length).fill(Number.NaN)];
  classIds.forEach((id, k) => {
    const place = trees.get(classTreeIds[k]!)?.get(classNodeIds[k]!);
    if (place === undefined || ensemble.modes[place] !== 'LEAF') throw malformed('class_nodeids');
    const weights = of[id];
    if (!weights || !Number.isNaN(weights[place]!)) throw malformed('class_ids');
    weights[place] = classWeights[k]! * trees.size;
  });
  const both = classIds.includes(0);
  return of[1]!.map((positive, place) => {
    if (ensemble.modes[place] !== 'LEAF') return 0;
    const negative = of[0]![place]!;
    const share = Number.isNaN(positive) ? 0 : positive;
    const rest = both ? (Number.isNaN(negative) ? 0 : negative) : 1 - share;
    if (!(share >= -1e-5 && rest >= -1e-5 && Math.abs(share + rest - 1) <= 1e-4)) throw unsupported('class_weights');
    return Math.min(1, Math.max(0, share));
  });
}

/** Breadth first from the root, each node met once: neither circle nor loose end. */
function treeOf(ensemble: Ensemble, nodes: ReadonlyMap<number, number>, shares: Float64Array, features: number): Tree {
  const { modes, featureIds, values, yes, no, tracksTrue, hitRates } = ensemble;
  if (nodes.size > FOREST_LIMITS.treeNodes)
    throw new EcluseError('FOREST_LIMIT', { where: 'nodes of a tree', limit: FOREST_LIMITS.treeNodes });
  const size = nodes.size;
  const tree: Tree = {
    feature: new Int32Array(size).fill(-1),
    cut: new Float64Array(size),
    left: new Int32Array(size),
    share: new Float64Array(size),
    cover: new Float64Array(size),
  };
  const queue = new Int32Array(size);
  const depth = new Uint8Array(size);
  const met = new Set<number>();
  let queued = 0;
  const enqueue = (id: number, level: number) => {
    const place = nodes.get(id);
    if (place === undefined || met.has(place)) throw malformed('nodes_truenodeids, nodes_falsenodeids');
    if (level > FOREST_LIMITS.depth) throw new EcluseError('FOREST_LIMIT', { where: 'depth', limit: FOREST_LIMITS.depth });
    met.add(place);
    queue[queued] = place;
    depth[queued++] = level;
  };
  enqueue(rootOf(ensemble, nodes), 0);
  for (let node = 0; node < queued; node++) {
    const place = queue[node]!;
    const mode = modes[place]!;
    tree.cover[node] = hitRates[place] ?? 0;
    if (mode === 'LEAF') {
      tree.share[node] = shares[place]!;
      continue;
    }
    const { cut, leftIsTrue } = branch(mode, values[place]!, (tracksTrue[place] ?? 0) !== 0);
    if (!(featureIds[place]! >= 0 && featureIds[place]! < features)) throw malformed('nodes_featureids');
    tree.feature[node] = featureIds[place]!;
    tree.cut[node] = cut;
    tree.left[node] = queued;
    enqueue(leftIsTrue ? yes[place]! : no[place]!, depth[node]! + 1);
    enqueue(leftIsTrue ? no[place]! : yes[place]!, depth[node]! + 1);
  }
  if (queued !== size) throw malformed('nodes_nodeids');
  if (!coversAddUp(tree)) tree.cover.fill(0);
  deriveShares(tree);
  return tree;
}

/** The one node that is nobody's child. */
function rootOf({ modes, yes, no }: Ensemble, nodes: ReadonlyMap<number, number>): number {
  const children = new Set<number>();
  for (const place of nodes.values()) if (modes[place] !== 'LEAF') children.add(yes[place]!).add(no[place]!);
  for (const id of nodes.keys()) if (!children.has(id)) return id;
  throw malformed('nodes_truenodeids, nodes_falsenodeids');
}

/** A comparison as `x < cut` to the left, everything else, NaN included, to the right. */
function branch(mode: string, value: number, missingGoesTrue: boolean): { cut: number; leftIsTrue: boolean } {
  if (!Number.isFinite(value)) throw malformed('nodes_values');
  const leftIsTrue = mode === 'BRANCH_LT' || mode === 'BRANCH_LEQ';
  if (!leftIsTrue && mode !== 'BRANCH_GTE' && mode !== 'BRANCH_GT') throw unsupported('nodes_modes');
  if (missingGoesTrue === leftIsTrue) throw unsupported('nodes_missing_value_tracks_true');
  return { cut: mode === 'BRANCH_LT' || mode === 'BRANCH_GTE' ? value : nextUp(value), leftIsTrue };
}

/** The next double above: x ≤ value is x < nextUp(value). */
function nextUp(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 ? 1n : -1n));
  return view.getFloat64(0);
}

/** Hit rates are row counts only where each split's is the sum of its children's. */
function coversAddUp({ feature, left, cover }: Tree): boolean {
  return feature.every((f, node) => {
    const own = cover[node]!;
    if (!(own > 0 && own < 1e15)) return false;
    return f < 0 || Math.abs(cover[left[node]!]! + cover[left[node]! + 1]! - own) <= 1e-5 * own;
  });
}
