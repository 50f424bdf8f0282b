import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Forest, Matrix } from '../../src/forest/forest.ts';
import { absent } from './requires.ts';

const script = fileURLToPath(new URL('../bench/peers.py', import.meta.url));
/** Debian's packages python3-sklearn and python3-xgboost. */
const python = process.env.ECLUSE_PYTHON ?? '/usr/bin/python3';
export const noPeers = absent(spawnSync(python, ['-c', 'import sklearn, xgboost']).status === 0);

type Answer = { readonly auc?: number; readonly brier?: number };
export type Peers = {
  readonly folder: string;
  /** Asks everything in one go; the answers, in order. */
  ask(...commands: readonly object[]): Answer[];
  /** An array that the peers wrote. */
  floats(name: string): Float64Array;
  forest(features: number): Forest;
  close(): void;
};

/** scikit-learn and XGBoost over one table of float32 numbers and its outcome. */
export function openPeers(matrix: Matrix, outcome: Uint8Array): Peers {
  const folder = mkdtempSync(join(tmpdir(), 'ecluse-peers-'));
  const features = matrix.columns.length;
  const x = new Float32Array(matrix.rows * features);
  for (const [j, column] of matrix.columns.entries()) for (let row = 0; row < matrix.rows; row++) x[row * features + j] = column[row]!;
  writeFileSync(join(folder, 'x'), x);
  writeFileSync(join(folder, 'y'), outcome);
  const bytesOf = (name: string) => {
    const bytes = readFileSync(join(folder, name));
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  };
  return {
    folder,
    ask(...commands) {
      const load = { cmd: 'load', x: join(folder, 'x'), y: join(folder, 'y'), rows: matrix.rows, features };
      const input = [load, ...commands].map((command) => `${JSON.stringify(command)}\n`).join('');
      const { stdout, stderr } = spawnSync(python, [script], { input, encoding: 'utf8', maxBuffer: 1 << 26 });
      const answers = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Answer & { readonly error?: string });
      const failed = answers.find(({ error }) => error);
      if (failed || answers.length !== commands.length + 1) throw new Error(failed?.error ?? stderr);
      return answers.slice(1);
    },
    floats: (name) => new Float64Array(bytesOf(name)),
    forest(columns) {
      const [feature, left, nodes] = ['feature', 'left', 'nodes'].map((name) => new Int32Array(bytesOf(name))) as [
        Int32Array,
        Int32Array,
        Int32Array,
      ];
      const [cut, share, cover] = ['cut', 'share', 'cover'].map((name) => new Float64Array(bytesOf(name))) as [
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      let from = 0;
      const trees = Array.from(nodes, (count) => {
        const to = from + count;
        const tree = {
          feature: feature.slice(from, to),
          cut: cut.slice(from, to),
          left: left.slice(from, to),
          share: share.slice(from, to),
          cover: cover.slice(from, to),
        };
        from = to;
        return tree;
      });
      return { features: columns, trees };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

type Tensor = { readonly data: Float32Array };
type OnnxRuntime = {
  readonly Tensor: new (type: 'float32', data: Float32Array, shape: readonly number[]) => object;
  readonly InferenceSession: {
    create(bytes: Uint8Array): Promise<{ run(inputs: Record<string, object>): Promise<Record<string, Tensor>> }>;
  };
};

function findOnnxRuntime(): OnnxRuntime | null {
  try {
    return createRequire(new URL('../bench/run.mjs', import.meta.url))('onnxruntime-node') as OnnxRuntime;
  } catch {
    return null;
  }
}
const onnxRuntime = findOnnxRuntime();
/** Installed for the benchmark: npm install --prefix tests/bench --ignore-scripts. */
export const noOnnxRuntime = absent(onnxRuntime !== null);

/** Probabilities of the positive class as onnxruntime finds them; `input` is the model's input name. */
export async function onnxScores(bytes: Uint8Array, matrix: Matrix, input: string): Promise<Float64Array> {
  const { InferenceSession, Tensor: Of } = onnxRuntime!;
  const features = matrix.columns.length;
  const x = Float32Array.from({ length: matrix.rows * features }, (_, k) => matrix.columns[k % features]![Math.floor(k / features)]!);
  const session = await InferenceSession.create(bytes);
  const { probabilities } = await session.run({ [input]: new Of('float32', x, [matrix.rows, features]) });
  return Float64Array.from({ length: matrix.rows }, (_, row) => probabilities!.data[2 * row + 1]!);
}
