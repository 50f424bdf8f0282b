import { closeSync, openSync, writeSync } from 'node:fs';
import { seeded } from '../../dist/src/base/random.js';

/**
 * The seeded table of the benchmark: continuous marks, counts, yes/no answers and coded categories, in float32 so that every engine
 * reads the same numbers, without missing values, which scikit-learn 1.2 refuses. The outcome depends on some forty of them, with noise.
 */
export function makeTable(rows, features, seed = 1) {
  const random = seeded(seed);
  const columns = Array.from({ length: features }, (_, j) => {
    const column = new Float32Array(new SharedArrayBuffer(rows * 4));
    const levels = [0, 5, 2, 12][j % 4];
    for (let row = 0; row < rows; row++) {
      const value = j % 8 === 0 ? (random() + random() + random()) / 3 : random();
      column[row] = levels === 0 ? value : Math.floor(value * levels);
    }
    return column;
  });
  const y = new Uint8Array(new SharedArrayBuffer(rows));
  const levels = (j) => [1, 4, 1, 11][j % 4];
  const centred = (j, row) => columns[j][row] / levels(j) - 0.5;
  for (let row = 0; row < rows; row++) {
    let z = -1.4;
    for (let j = 0; j < Math.min(40, features); j++) {
      const value = centred(j, row);
      z += ((j % 3 === 0 ? 3 : -2) * value) / (1 + j / 5);
      if (j > 0 && j % 5 === 0) z += 3 * value * centred(j - 1, row);
    }
    y[row] = random() < 1 / (1 + Math.exp(-1.6 * z)) ? 1 : 0;
  }
  return { rows, features, columns, y };
}

/** Row-major float32, as the peers read it. */
export function rowMajor({ rows, features, columns }) {
  const out = new Float32Array(rows * features);
  for (let j = 0; j < features; j++) {
    const column = columns[j];
    for (let row = 0; row < rows; row++) out[row * features + j] = column[row];
  }
  return out;
}

export function writeRaw(path, values) {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const fd = openSync(path, 'w', 0o600);
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at, Math.min(bytes.length - at, 1 << 28));
  closeSync(fd);
}
