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
export type SecondModel = { readonly features: readonly string[]; readonly trees: readonly Node[]; readonly calibration: Calibration };
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
  const inner = text.slice('{"format":"ecluse.model/v2","model":'.length, text.length - `,"sha256":"${sha256}"}`.length);
  if (format !== 'ecluse.model/v2' || createHash('sha256').update(inner).digest('hex') !== sha256) throw new Error('model');
  const { estimators, indexes, n } = model.forest.baseModel;
  if (n !== model.features.length) throw new Error('features');
  for (const index of indexes) if (index.some((feature: number, column: number) => feature !== column)) throw new Error('indexes');
  return { features: model.features, trees: estimators.map(({ root }: { root: Node }) => root), calibration: model.calibration };
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
