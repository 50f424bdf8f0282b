import { concat } from '../../base/bytes.ts';
import type { Forest } from '../forest.ts';
import { roundUp } from '../single.ts';
import { floatsField, intField, intsField, messageField, textField } from './protobuf.ts';

/** Types of an attribute and of a tensor's elements, as onnx.proto numbers them. */
const ATTRIBUTE = { string: 3, floats: 6, ints: 7, strings: 8 } as const;
const ELEMENT = { float: 1, int64: 7 } as const;

/**
 * An ONNX model (IR 8, opset 15, ai.onnx.ml 1) of one `TreeEnsembleClassifier`: input `X` float32 [N, features], outputs `label` int64 [N] and
 * `probabilities` float32 [N, 2]. Cuts are rounded up to 32 bits, so that x < cut keeps its meaning for every float32 x. A missing value
 * goes right, the false branch. `nodes_hitrates` keeps the rows that met each node.
 */
export function toOnnx(forest: Forest): Uint8Array {
  const attributes = attributesOf(forest);
  const node = messageField(
    1,
    textField(1, 'X'),
    textField(2, 'label'),
    textField(2, 'probabilities'),
    textField(3, 'forest'),
    textField(4, 'TreeEnsembleClassifier'),
    ...attributes,
    textField(7, 'ai.onnx.ml'),
  );
  const graph = messageField(
    7,
    node,
    textField(2, 'ecluse'),
    valueInfo(11, 'X', ELEMENT.float, ['N', forest.features]),
    valueInfo(12, 'label', ELEMENT.int64, ['N']),
    valueInfo(12, 'probabilities', ELEMENT.float, ['N', 2]),
  );
  const opset = (domain: string, version: number) => messageField(8, textField(1, domain), intField(2, version));
  return concat(intField(1, 8), textField(2, 'ecluse'), graph, opset('', 15), opset('ai.onnx.ml', 1));
}

/** Readers take finite values alone. */
const LARGEST = 3.4028234663852886e38;
const SPLIT_MODE = textField(9, 'BRANCH_LT');
const LEAF_MODE = textField(9, 'LEAF');

function attributesOf({ trees }: Forest): Uint8Array[] {
  const count = trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  const leaves = trees.reduce((sum, tree) => sum + (tree.feature.length + 1) / 2, 0);
  const ints = () => new Int32Array(count);
  const [treeIds, nodeIds, features, yes, no] = [ints(), ints(), ints(), ints(), ints()];
  const values = new Float32Array(count);
  const covers = new Float32Array(count);
  const modes = new Uint8Array((count - leaves) * SPLIT_MODE.length + leaves * LEAF_MODE.length);
  let modesEnd = 0;
  const classes = { treeIds: new Int32Array(2 * leaves), nodeIds: new Int32Array(2 * leaves), ids: new Int32Array(2 * leaves) };
  const weights = new Float32Array(2 * leaves);
  let at = 0;
  let weight = 0;
  trees.forEach((tree, t) => {
    for (let n = 0; n < tree.feature.length; n++, at++) {
      const isLeaf = tree.feature[n]! < 0;
      treeIds[at] = t;
      nodeIds[at] = n;
      features[at] = isLeaf ? 0 : tree.feature[n]!;
      values[at] = isLeaf ? 0 : Math.min(LARGEST, roundUp(tree.cut[n]!));
      yes[at] = isLeaf ? 0 : tree.left[n]!;
      no[at] = isLeaf ? 0 : tree.left[n]! + 1;
      covers[at] = tree.cover[n]!;
      const mode = isLeaf ? LEAF_MODE : SPLIT_MODE;
      modes.set(mode, modesEnd);
      modesEnd += mode.length;
      if (!isLeaf) continue;
      for (const [id, share] of [1 - tree.share[n]!, tree.share[n]!].entries()) {
        classes.treeIds[weight] = t;
        classes.nodeIds[weight] = n;
        classes.ids[weight] = id;
        weights[weight++] = share / trees.length;
      }
    }
  });
  const intsOf = (name: string, list: ArrayLike<number>) => attribute(name, ATTRIBUTE.ints, intsField(8, list));
  const floatsOf = (name: string, list: Float32Array) => attribute(name, ATTRIBUTE.floats, floatsField(7, list));
  return [
    intsOf('class_ids', classes.ids),
    intsOf('class_nodeids', classes.nodeIds),
    intsOf('class_treeids', classes.treeIds),
    floatsOf('class_weights', weights),
    intsOf('classlabels_int64s', [0, 1]),
    intsOf('nodes_falsenodeids', no),
    intsOf('nodes_featureids', features),
    floatsOf('nodes_hitrates', covers),
    intsOf('nodes_missing_value_tracks_true', new Int32Array(count)),
    attribute('nodes_modes', ATTRIBUTE.strings, modes),
    intsOf('nodes_nodeids', nodeIds),
    intsOf('nodes_treeids', treeIds),
    intsOf('nodes_truenodeids', yes),
    floatsOf('nodes_values', values),
    attribute('post_transform', ATTRIBUTE.string, textField(4, 'NONE')),
  ];
}

function attribute(name: string, type: number, content: Uint8Array): Uint8Array {
  return messageField(5, textField(1, name), content, intField(20, type));
}

function valueInfo(field: number, name: string, element: number, shape: readonly (string | number)[]): Uint8Array {
  const dimensions = shape.map((size) => messageField(1, typeof size === 'number' ? intField(1, size) : textField(2, size)));
  const tensor = messageField(1, intField(1, element), messageField(2, ...dimensions));
  return messageField(field, textField(1, name), messageField(2, tensor));
}
