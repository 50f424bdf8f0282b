import { EcluseError } from '../base/errors.ts';
import { canonicalJson, type Json } from '../base/json.ts';
import { deriveShares, FOREST_LIMITS, type Forest, type Tree, treeDepth } from './forest.ts';
import { forestForm, members } from './shape.ts';

const TREE_OPTIONS = { gainFunction: 'gini', splitFunction: 'mean', minNumSamples: 3, kind: 'classifier' } as const;

/** The forest as `RandomForestClassifier.load` of ml-random-forest 2.1 takes it. */
export function toRandomForestClassifier(forest: Forest): Json {
  return JSON.parse(classifierText(forest)) as Json;
}

/** The same as canonical JSON (RFC 8785), written at once: a forest has hundreds of thousands of nodes. */
export function classifierText({ features, trees }: Forest): string {
  const every = JSON.stringify(Array.from({ length: features }, (_, feature) => feature));
  const options = canonicalJson({ ...TREE_OPTIONS, maxDepth: trees.reduce((most, tree) => Math.max(most, treeDepth(tree)), 1) });
  const estimators = trees.map((tree) => `{"name":"DTClassifier","options":${options},"root":${nodeText(tree, 0)}}`);
  const indexes = trees.map(() => every);
  const members = [
    `"estimators":[${estimators.join(',')}]`,
    `"indexes":[${indexes.join(',')}]`,
    `"isClassifier":true,"maxFeatures":${features},"n":${features},"nEstimators":${trees.length},"replacement":false,"seed":0`,
    `"treeOptions":${options},"useSampleBagging":true`,
  ];
  return `{"baseModel":{${members.join(',')}},"name":"RFClassifier"}`;
}

function nodeText(tree: Tree, node: number): string {
  const { feature, cut, left, share, cover } = tree;
  const count = cover[node]! > 0 ? `"numberSamples":${cover[node]}` : '';
  if (feature[node]! < 0) return `{"distribution":[[${1 - share[node]!},${share[node]}]]${count && `,${count}`}}`;
  const first = nodeText(tree, left[node]!);
  const second = nodeText(tree, left[node]! + 1);
  return `{"left":${first},${count && `${count},`}"right":${second},"splitColumn":${feature[node]},"splitValue":${cut[node]}}`;
}

const BASE_KEYS = ['indexes', 'n', 'replacement', 'maxFeatures', 'nEstimators', 'treeOptions', 'isClassifier', 'seed', 'estimators'].concat(
  ['useSampleBagging', 'noOOB', 'maxSamples'],
);
const NODE_KEYS = ['kind', 'gainFunction', 'splitFunction', 'minNumSamples', 'maxDepth', 'gainThreshold', 'gain', 'numberSamples'].concat([
  'splitValue',
  'splitColumn',
  'left',
  'right',
  'distribution',
]);

/** Attacker-controlled JSON of `RandomForestClassifier.toJSON()`; `features` is the number of columns of the tables it will meet. */
export function fromRandomForestClassifier(json: unknown, features: number): Forest {
  const { name, baseModel } = members(json, ['name', 'baseModel'], 'forêt', forestForm);
  if (name !== 'RFClassifier') throw forestForm('name');
  const base = members(baseModel, BASE_KEYS, 'baseModel', forestForm);
  const { indexes, estimators } = base;
  if (base.isClassifier !== true) throw forestForm('isClassifier');
  if (!Array.isArray(estimators) || estimators.length === 0) throw forestForm('estimators');
  if (estimators.length > FOREST_LIMITS.trees) throw new EcluseError('FOREST_LIMIT', { where: 'trees', limit: FOREST_LIMITS.trees });
  if (base.nEstimators !== estimators.length) throw forestForm('nEstimators');
  if (!Array.isArray(indexes) || indexes.length !== estimators.length) throw forestForm('indexes');
  const budget = { nodes: FOREST_LIMITS.nodes };
  const trees = estimators.map((estimator, t) => {
    const where = `estimators[${t}]`;
    const { name: kind, root } = members(estimator, ['name', 'options', 'root'], where, forestForm);
    if (kind !== 'DTClassifier') throw forestForm(`${where}.name`);
    return treeFrom(root, columnsOf(indexes[t], features, `indexes[${t}]`), budget, where);
  });
  return { features, trees };
}

/** Which column of the table each column of one tree is. */
function columnsOf(value: unknown, features: number, where: string): readonly number[] {
  if (!Array.isArray(value) || value.length > FOREST_LIMITS.features) throw forestForm(where);
  if (!value.every((column) => Number.isInteger(column) && column >= 0 && column < features)) throw forestForm(where);
  return value;
}

type Found = { readonly node: unknown; readonly depth: number };

/** Reads breadth first, so that the array grows acyclic and children stand side by side. */
function treeFrom(root: unknown, columns: readonly number[], budget: { nodes: number }, where: string): Tree {
  const feature: number[] = [];
  const cut: number[] = [];
  const left: number[] = [];
  const share: number[] = [];
  const cover: number[] = [];
  const queue: Found[] = [{ node: root, depth: 0 }];
  for (let at = 0; at < queue.length; at++) {
    const found = queue[at]!;
    const place = `${where}, nœud ${at}`;
    if (found.depth > FOREST_LIMITS.depth) throw new EcluseError('FOREST_LIMIT', { where: 'depth', limit: FOREST_LIMITS.depth });
    if (at >= FOREST_LIMITS.treeNodes) throw new EcluseError('FOREST_LIMIT', { where: 'nodes of a tree', limit: FOREST_LIMITS.treeNodes });
    if (--budget.nodes < 0) throw new EcluseError('FOREST_LIMIT', { where: 'nodes', limit: FOREST_LIMITS.nodes });
    const node = members(found.node, NODE_KEYS, place, forestForm);
    cover.push(coverOf(node.numberSamples, place));
    if (node.distribution !== undefined) {
      feature.push(-1);
      cut.push(0);
      left.push(0);
      share.push(shareOf(node.distribution, place));
    } else {
      const column = typeof node.splitColumn === 'number' ? columns[node.splitColumn] : undefined;
      if (column === undefined || typeof node.splitValue !== 'number' || !Number.isFinite(node.splitValue)) throw forestForm(place);
      feature.push(column);
      cut.push(node.splitValue);
      left.push(queue.length);
      share.push(0);
      queue.push({ node: node.left, depth: found.depth + 1 }, { node: node.right, depth: found.depth + 1 });
    }
  }
  const tree: Tree = {
    feature: Int32Array.from(feature),
    cut: Float64Array.from(cut),
    left: Int32Array.from(left),
    share: Float64Array.from(share),
    cover: cover.every((count) => count > 0) ? Float64Array.from(cover) : new Float64Array(cover.length),
  };
  deriveShares(tree);
  return tree;
}

/** 0 where the file does not tell. */
function coverOf(value: unknown, where: string): number {
  if (value === undefined || value === null) return 0;
  if (typeof value !== 'number' || !(value >= 0 && value <= 1e15)) throw forestForm(where);
  return value;
}

/** Share of class 1 in `[[share of 0, share of 1]]`; one class alone when its rows are all of class 0. */
function shareOf(value: unknown, where: string): number {
  const row = Array.isArray(value) && value.length === 1 ? value[0] : null;
  if (!Array.isArray(row) || row.length < 1 || row.length > 2) throw forestForm(where);
  const [none, some = 0] = row;
  if (typeof none !== 'number' || typeof some !== 'number' || !(none >= 0 && some >= 0)) throw forestForm(where);
  if (!(Math.abs(none + some - 1) <= 1e-6)) throw forestForm(where);
  return some / (none + some);
}
