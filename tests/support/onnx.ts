import { concat, utf8 } from '../../src/base/bytes.ts';
import { bytesField, floatsField, intField, intsField, messageField, textField } from '../../src/forest/onnx/protobuf.ts';

/** One node of a file of our own making. */
export type Node = {
  tree?: number;
  id: number;
  mode: string;
  feature?: number;
  value?: number;
  yes?: number;
  no?: number;
  missing?: number;
};
export type Weight = { tree?: number; node: number; id: number; weight: number };
export type Parts = {
  nodes: readonly Node[];
  weights: readonly Weight[];
  extra?: readonly Uint8Array[];
  steps?: readonly string[];
  width?: number;
  domain?: string;
  labels?: readonly number[];
  drop?: string;
  unpacked?: boolean;
};

/** An ONNX file as other converters write it: attributes in any order, unpacked lists, steps after the ensemble. */
export function fileOf({
  nodes,
  weights,
  extra = [],
  steps = [],
  width = 2,
  domain = 'ai.onnx.ml',
  labels = [0, 1],
  drop = '',
  unpacked = false,
}: Parts): Uint8Array {
  const attribute = (name: string, type: number, content: Uint8Array) =>
    name === drop ? new Uint8Array() : messageField(5, content, intField(20, type), textField(1, name));
  const ints = (name: string, list: readonly number[]) =>
    attribute(name, 7, unpacked ? Buffer.concat(list.map((value) => intField(8, value))) : intsField(8, list));
  const floats = (name: string, list: readonly number[]) => attribute(name, 6, floatsField(7, Float32Array.from(list)));
  const ensemble = messageField(
    1,
    textField(1, 'input'),
    textField(2, 'label'),
    textField(2, 'probabilities'),
    textField(4, 'TreeEnsembleClassifier'),
    textField(7, domain),
    attribute('nodes_modes', 8, Buffer.concat(nodes.map(({ mode }) => bytesField(9, utf8(mode))))),
    ints(
      'nodes_treeids',
      nodes.map(({ tree = 0 }) => tree),
    ),
    ints(
      'nodes_nodeids',
      nodes.map(({ id }) => id),
    ),
    ints(
      'nodes_featureids',
      nodes.map(({ feature = 0 }) => feature),
    ),
    ints(
      'nodes_truenodeids',
      nodes.map(({ yes = 0 }) => yes),
    ),
    ints(
      'nodes_falsenodeids',
      nodes.map(({ no = 0 }) => no),
    ),
    ints(
      'nodes_missing_value_tracks_true',
      nodes.map(({ missing = 0 }) => missing),
    ),
    floats(
      'nodes_values',
      nodes.map(({ value = 0 }) => value),
    ),
    ints(
      'class_treeids',
      weights.map(({ tree = 0 }) => tree),
    ),
    ints(
      'class_nodeids',
      weights.map(({ node }) => node),
    ),
    ints(
      'class_ids',
      weights.map(({ id }) => id),
    ),
    floats(
      'class_weights',
      weights.map(({ weight }) => weight),
    ),
    ints('classlabels_int64s', labels),
    ...extra,
  );
  const dimension = (size: number) => messageField(1, intField(1, size));
  const tensor = (field: number, name: string, element: number, ...dimensions: Uint8Array[]) =>
    messageField(field, textField(1, name), messageField(2, messageField(1, intField(1, element), messageField(2, ...dimensions))));
  const graph = messageField(
    7,
    ensemble,
    ...steps.map((step) => messageField(1, textField(4, step))),
    textField(2, 'graph'),
    tensor(11, 'input', 1, messageField(1), dimension(width)),
    tensor(12, 'label', 7, messageField(1)),
    tensor(12, 'probabilities', 1, messageField(1), dimension(2)),
  );
  const opset = (name: string, version: number) => messageField(8, textField(1, name), intField(2, version));
  return concat(intField(1, 8), graph, opset('ai.onnx.ml', 1), opset('', 15));
}
