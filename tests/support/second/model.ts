import { createHash } from 'node:crypto';

/** A second reader of models, written from SPEC.md (Models) alone. */
type Node = {
  readonly distribution?: readonly [readonly [number, number]];
  readonly left?: Node;
  readonly right?: Node;
  readonly splitColumn?: number;
  readonly splitValue?: number;
  readonly numberSamples?: number;
};
export type SecondModel = {
  readonly features: readonly string[];
  readonly trees: readonly Node[];
  readonly calibration: Calibration;
  readonly usual: readonly (readonly (readonly [number, number])[])[];
};
type Calibration = {
  readonly kind: string;
  readonly slope: number;
  readonly intercept: number;
  readonly scores: readonly number[];
  readonly probabilities: readonly number[];
};

export function readModel(bytes: Uint8Array): SecondModel {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const { format, model, sha256 } = JSON.parse(text);
  const inner = text.slice('{"format":"ecluse.model/v3","model":'.length, text.length - `,"sha256":"${sha256}"}`.length);
  if (format !== 'ecluse.model/v3' || createHash('sha256').update(inner).digest('hex') !== sha256) throw new Error('model');
  const { estimators, indexes, n } = model.forest.baseModel;
  if (n !== model.features.length) throw new Error('features');
  for (const index of indexes) if (index.some((feature: number, column: number) => feature !== column)) throw new Error('indexes');
  return {
    features: model.features,
    trees: estimators.map(({ root }: { root: Node }) => root),
    calibration: model.calibration,
    usual: model.histograms.map(({ usual }: { usual: readonly (readonly [number, number])[] }) => usual),
  };
}

function leafOf(root: Node, row: ArrayLike<number>): Node {
  let node = root;
  while (!node.distribution) {
    const value = row[node.splitColumn as number] as number;
    node = (value < (node.splitValue as number) ? node.left : node.right) as Node;
  }
  return node;
}

const shareOf = ({ distribution }: Node) => (distribution as readonly [readonly [number, number]])[0][1];

export function scoreOf({ trees }: SecondModel, row: ArrayLike<number>): number {
  return trees.reduce((sum, root) => sum + shareOf(leafOf(root, row)), 0) / trees.length;
}

/** The score of a row that is told nothing: each child weighs as its cover. */
export function baseOf({ trees }: SecondModel): number {
  const expected = (node: Node): number => {
    if (node.distribution) return shareOf(node);
    const [left, right] = [node.left as Node, node.right as Node];
    const [a, b] = [left.numberSamples as number, right.numberSamples as number];
    return (a * expected(left) + b * expected(right)) / (a + b);
  };
  return trees.reduce((sum, root) => sum + expected(root), 0) / trees.length;
}

export function probabilityOf({ calibration }: SecondModel, score: number): number {
  const { kind, slope, intercept, scores, probabilities } = calibration;
  if (kind === 'logistic') return 1 / (1 + Math.exp(-(slope * score + intercept)));
  const above = scores.findIndex((known) => known > score);
  if (above === 0) return probabilities[0] as number;
  if (above < 0) return probabilities[probabilities.length - 1] as number;
  const [x, y] = [scores[above - 1] as number, scores[above] as number];
  const [from, to] = [probabilities[above - 1] as number, probabilities[above] as number];
  return from + ((score - x) / (y - x)) * (to - from);
}

/** What the model relies on, from the heaviest: each feature and its weight. */
export function reliedOn({ features, trees }: SecondModel): { readonly feature: number; readonly weight: number }[] {
  const brought = features.map(() => 0);
  /** The p of a node; splits bring their feature what they part. */
  const walk = (node: Node, whole: number): number => {
    if (node.distribution) return shareOf(node);
    const [left, right] = [node.left as Node, node.right as Node];
    const [a, b] = [left.numberSamples as number, right.numberSamples as number];
    const [p, q] = [walk(left, whole), walk(right, whole)];
    const own = (a * p + b * q) / (a + b);
    const apart = (count: number, share: number) => count * 2 * share * (1 - share);
    const gain = apart(node.numberSamples as number, own) - apart(a, p) - apart(b, q);
    brought[node.splitColumn as number]! += Math.max(0, gain) / whole;
    return own;
  };
  for (const root of trees) walk(root, root.numberSamples as number);
  const kept = brought
    .map((weight, feature) => ({ feature, weight }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.feature - b.feature)
    .slice(0, 200);
  const whole = kept.reduce((sum, { weight }) => sum + weight, 0);
  return kept.map(({ feature, weight }) => ({ feature, weight: weight / whole }));
}

/** A row's `missing` and `unusual`, not rounded, and the heaviest features of each. */
export function doubtsOf(model: SecondModel, row: ArrayLike<number>) {
  const relied = reliedOn(model);
  const part = (holds: (feature: number) => boolean) => {
    const held = relied.filter(({ feature }) => holds(feature));
    return { share: held.reduce((sum, { weight }) => sum + weight, 0), features: held.slice(0, 3).map(({ feature }) => feature) };
  };
  const of = (name: string) => (feature: number) => doubtOf(model, feature, row[feature] as number) === name;
  return { missing: part(of('missing')), unusual: part(of('unusual')) };
}

export function doubtOf({ usual }: SecondModel, feature: number, value: number): 'missing' | 'unusual' | null {
  if (Number.isNaN(value)) return 'missing';
  return (usual[feature] ?? []).some(([low, high]) => low <= value && value <= high) ? null : 'unusual';
}

/** What each feature adds to a row's score: its Shapley value when a split whose feature is not known weighs both sides by their covers. */
export function factorsOf({ features, trees }: SecondModel, row: ArrayLike<number>): number[] {
  const values = features.map(() => 0);
  /** `path`: of each feature met so far, the part of the training rows that goes this way, and whether the row does. */
  const walk = (node: Node, path: ReadonlyMap<number, { readonly part: number; readonly met: boolean }>): void => {
    if (!node.distribution) {
      const [left, right] = [node.left as Node, node.right as Node];
      const [a, b] = [left.numberSamples as number, right.numberSamples as number];
      const feature = node.splitColumn as number;
      const before = path.get(feature) ?? { part: 1, met: true };
      const goesLeft = (row[feature] as number) < (node.splitValue as number);
      walk(left, new Map(path).set(feature, { part: (before.part * a) / (a + b), met: before.met && goesLeft }));
      walk(right, new Map(path).set(feature, { part: (before.part * b) / (a + b), met: before.met && !goesLeft }));
      return;
    }
    for (const [feature, { part, met }] of path) {
      // weights[k]: what all choices of k known features among the others let through, added up.
      let weights = [1];
      for (const [other, { part: through, met: goes }] of path) {
        if (other === feature) continue;
        const next = [...weights.map((weight) => weight * through), 0];
        if (goes) for (const [k, weight] of weights.entries()) next[k + 1] = (next[k + 1] as number) + weight;
        weights = next;
      }
      let choices = 1 / path.size;
      let sum = 0;
      for (const [k, weight] of weights.entries()) {
        sum += weight * choices;
        choices *= (k + 1) / Math.max(1, path.size - 1 - k);
      }
      values[feature] = (values[feature] as number) + (shareOf(node) * (Number(met) - part) * sum) / trees.length;
    }
  };
  for (const root of trees) walk(root, new Map());
  return values;
}
