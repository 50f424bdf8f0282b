import { EcluseError } from '../../base/errors.ts';
import { appendFloats, appendInts, checkLength, type Field, readMessage, textOf } from './protobuf.ts';

/** A `TreeEnsembleClassifier` as its attributes tell it: parallel arrays over nodes, then over leaves' weights. `inputWidth`: columns, when told. */
export type Ensemble = {
  readonly inputWidth: number | null;
  readonly treeIds: readonly number[];
  readonly nodeIds: readonly number[];
  readonly modes: readonly string[];
  readonly featureIds: readonly number[];
  readonly values: readonly number[];
  readonly yes: readonly number[];
  readonly no: readonly number[];
  readonly tracksTrue: readonly number[];
  readonly hitRates: readonly number[];
  readonly classTreeIds: readonly number[];
  readonly classNodeIds: readonly number[];
  readonly classIds: readonly number[];
  readonly classWeights: readonly number[];
};

type Attribute = { ints: number[]; floats: number[]; strings: string[]; text: string; tensor: boolean };
type Node = { operator: string; domain: string; inputs: string[]; outputs: string[]; attributes: Map<string, Attribute> };

function malformed(where: string): EcluseError {
  return new EcluseError('ONNX_FORM', { where });
}

function unsupported(where: string): EcluseError {
  return new EcluseError('ONNX_UNSUPPORTED', { where });
}

/** Steps that may follow, as converters add them to present the same result. */
const AFTER = new Set(['ZipMap', 'Identity', 'Cast']);

/** Attacker-controlled: the one classifier of a model, its arrays of matching lengths. */
export function readEnsemble(bytes: Uint8Array): Ensemble {
  const graphs = fieldsOf(bytes, 7, 'ModelProto');
  if (graphs.length !== 1) throw malformed('ModelProto.graph');
  const graph = graphs[0]!;
  const nodes = fieldsOf(graph, 1, 'GraphProto').map(readNode);
  const [first, ...others] = nodes.filter((node) => node.operator === 'TreeEnsembleClassifier');
  if (!first || others.length > 0 || first.domain !== 'ai.onnx.ml') throw unsupported('TreeEnsembleClassifier');
  for (const { operator } of nodes) if (operator !== 'TreeEnsembleClassifier' && !AFTER.has(operator)) throw unsupported('GraphProto.node');
  const inputs = fieldsOf(graph, 11, 'GraphProto').map(readInput);
  const input = inputs.find(({ name }) => name === first.inputs[0]);
  if (!input || first.inputs.length !== 1) throw unsupported('GraphProto.input');
  return { inputWidth: input.width, ...arraysOf(first.attributes) };
}

/** The contents of one message field, wherever it stands. */
function fieldsOf(bytes: Uint8Array, field: number, where: string): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (const each of readMessage(bytes, where)) {
    if (each.field !== field) continue;
    if (!each.bytes) throw malformed(where);
    found.push(each.bytes);
  }
  return found;
}

function readNode(bytes: Uint8Array): Node {
  const node: Node = { operator: '', domain: '', inputs: [], outputs: [], attributes: new Map() };
  for (const each of readMessage(bytes, 'NodeProto')) {
    if (each.field === 1) node.inputs.push(textOf(each, 'NodeProto.input'));
    else if (each.field === 2) node.outputs.push(textOf(each, 'NodeProto.output'));
    else if (each.field === 4) node.operator = textOf(each, 'NodeProto.op_type');
    else if (each.field === 7) node.domain = textOf(each, 'NodeProto.domain');
    else if (each.field === 5) readAttribute(each, node.attributes);
  }
  return node;
}

function readAttribute({ bytes }: Field, into: Map<string, Attribute>): void {
  if (!bytes) throw malformed('AttributeProto');
  let name = '';
  const attribute: Attribute = { ints: [], floats: [], strings: [], text: '', tensor: false };
  for (const each of readMessage(bytes, 'AttributeProto')) {
    if (each.field === 1) name = textOf(each, 'AttributeProto.name');
    else if (each.field === 4) attribute.text = textOf(each, 'AttributeProto.s');
    else if (each.field === 5) attribute.tensor = true;
    else if (each.field === 7) appendFloats(each, attribute.floats, 'AttributeProto.floats');
    else if (each.field === 8) appendInts(each, attribute.ints, 'AttributeProto.ints');
    else if (each.field === 9) {
      attribute.strings.push(textOf(each, 'AttributeProto.strings'));
      checkLength(attribute.strings);
    }
  }
  if (into.has(name)) throw malformed('AttributeProto.name');
  into.set(name, attribute);
}

function readInput(bytes: Uint8Array): { name: string; width: number | null } {
  let name = '';
  let width: number | null = null;
  for (const each of readMessage(bytes, 'ValueInfoProto')) {
    if (each.field === 1) name = textOf(each, 'ValueInfoProto.name');
    if (each.field !== 2 || !each.bytes) continue;
    const shapes = fieldsOf(each.bytes, 1, 'TypeProto').flatMap((tensor) => fieldsOf(tensor, 2, 'TypeProto.Tensor'));
    const dimensions = shapes.flatMap((shape) => fieldsOf(shape, 1, 'TensorShapeProto'));
    if (dimensions.length !== 2) throw unsupported('TensorShapeProto');
    for (const size of readMessage(dimensions[1]!, 'TensorShapeProto')) if (size.field === 1) width = size.number;
  }
  return { name, width };
}

function arraysOf(attributes: ReadonlyMap<string, Attribute>): Omit<Ensemble, 'inputWidth'> {
  const ints = (name: string) => attributes.get(name)?.ints ?? [];
  const floats = (name: string) => attributes.get(name)?.floats ?? [];
  for (const [name, { tensor }] of attributes) if (tensor) throw unsupported(name.slice(0, 60));
  if (floats('base_values').some((value) => value !== 0)) throw unsupported('base_values');
  const transform = attributes.get('post_transform')?.text ?? '';
  if (transform !== '' && transform !== 'NONE') throw unsupported('post_transform');
  const labels = attributes.get('classlabels_strings')?.strings ?? [];
  if (ints('classlabels_int64s').length + labels.length !== 2) throw unsupported('classlabels');
  const treeIds = ints('nodes_treeids');
  const sameLength = <T>(name: string, list: readonly T[], length: number, optional = false): readonly T[] => {
    if (list.length !== length && !(optional && list.length === 0)) throw malformed(name);
    return list;
  };
  const nodes = (name: string, optional = false) => sameLength(name, ints(name), treeIds.length, optional);
  const classIds = ints('class_ids');
  const leaves = (name: string) => sameLength(name, ints(name), classIds.length);
  if (!classIds.includes(1)) throw unsupported('class_ids');
  return {
    treeIds,
    nodeIds: nodes('nodes_nodeids'),
    modes: sameLength('nodes_modes', attributes.get('nodes_modes')?.strings ?? [], treeIds.length),
    featureIds: nodes('nodes_featureids'),
    values: sameLength('nodes_values', floats('nodes_values'), treeIds.length),
    yes: nodes('nodes_truenodeids'),
    no: nodes('nodes_falsenodeids'),
    tracksTrue: nodes('nodes_missing_value_tracks_true', true),
    hitRates: sameLength('nodes_hitrates', floats('nodes_hitrates'), treeIds.length, true),
    classTreeIds: leaves('class_treeids'),
    classNodeIds: leaves('class_nodeids'),
    classIds,
    classWeights: sameLength('class_weights', floats('class_weights'), classIds.length),
  };
}
