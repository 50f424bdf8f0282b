import { createRequire } from 'node:module';

/** onnxruntime-node where it is installed (npm install --prefix tests/bench --ignore-scripts), else null. */
export function loadOnnxRuntime() {
  try {
    const require = createRequire(import.meta.url);
    return { runtime: require('onnxruntime-node'), version: require('onnxruntime-node/package.json').version };
  } catch {
    return null;
  }
}

/** Scores a row-major float32 table: positive class of `probabilities`. */
export async function openOnnx({ runtime }, bytes, threads) {
  const session = await runtime.InferenceSession.create(bytes, { intraOpNumThreads: threads, interOpNumThreads: 1 });
  return async (x, rows, features) => {
    const { probabilities } = await session.run({ X: new runtime.Tensor('float32', x, [rows, features]) });
    return Float64Array.from({ length: rows }, (_, row) => probabilities.data[2 * row + 1]);
  };
}
