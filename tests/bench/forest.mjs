import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RandomForestClassifier } from 'ml-random-forest';
import { toRandomForestClassifier } from '../../dist/src/forest/classifier-json.js';
import { toOnnx } from '../../dist/src/forest/onnx/write.js';
import { openScorer } from '../../dist/src/forest/score.js';
import { train } from '../../dist/src/forest/train.js';
import { makeTable, rowMajor, writeRaw } from './data.mjs';
import { auc, farthest, inTurns, secondsOf } from './measure.mjs';
import { openOnnx } from './onnx.mjs';

const OURS = 'écluse';

function readArray(path, Kind) {
  const bytes = readFileSync(path);
  return new Kind(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

/** The forest that `peers.py` wrote, breadth first. */
export function readForest(folder, features) {
  const of = { feature: Int32Array, cut: Float64Array, left: Int32Array, share: Float64Array, cover: Float64Array };
  const arrays = Object.fromEntries(Object.entries(of).map(([name, Kind]) => [name, readArray(join(folder, name), Kind)]));
  let at = 0;
  const trees = Array.from(readArray(join(folder, 'nodes'), Int32Array), (count) => {
    const tree = Object.fromEntries(Object.entries(arrays).map(([name, values]) => [name, values.slice(at, at + count)]));
    at += count;
    return tree;
  });
  return { features, trees };
}

/** The same arrays, from a forest of ours. */
function writeForest(folder, forest) {
  for (const name of ['feature', 'cut', 'left', 'share', 'cover']) {
    writeRaw(
      join(folder, name),
      Buffer.concat(forest.trees.map((tree) => Buffer.from(tree[name].buffer, tree[name].byteOffset, tree[name].byteLength))),
    );
  }
  writeRaw(
    join(folder, 'nodes'),
    Int32Array.from(forest.trees, (tree) => tree.feature.length),
  );
}

const slice = ({ columns }, from, to) => ({ rows: to - from, columns: columns.map((column) => column.subarray(from, to)) });

/** Training, scores and explanations, ours and the peers' on the same table and, for the last two, on the very same forest. */
export async function forestSections({ size, threads, rounds, only, peers, onnx, folder, say }) {
  const report = {};
  const data = makeTable(size.rows, size.features);
  const x = rowMajor(data);
  mkdirSync(folder, { recursive: true });
  writeRaw(join(folder, 'x'), x);
  writeRaw(join(folder, 'y'), data.y);
  await peers?.ask({ cmd: 'load', x: join(folder, 'x'), y: join(folder, 'y'), rows: size.rows, features: size.features });
  const engines = Object.keys(peers?.versions ?? {});
  const root = Math.floor(Math.sqrt(size.features));
  const options = {
    trees: size.trees,
    maxDepth: size.depth,
    minLeaf: size.leaf,
    featuresPerNode: root,
    bins: 255,
    seed: 1,
    workers: threads,
  };
  const trainRows = Math.floor(size.rows * 0.75);
  let forest = null;

  say(`train ${trainRows} × ${size.features}, ${size.trees} trees, depth ${size.depth}, leaf ${size.leaf}`);
  const aucs = {};
  const contenders = {
    [OURS]: async () => {
      const { seconds, result } = await secondsOf(() => train(slice(data, 0, trainRows), data.y.subarray(0, trainRows), options));
      forest = result.forest;
      return seconds;
    },
  };
  for (const engine of engines) {
    contenders[engine] = async () => {
      const ask = {
        cmd: 'train',
        engine,
        rows: trainRows,
        test: [trainRows, size.rows],
        trees: size.trees,
        depth: size.depth,
        leaf: size.leaf,
        threads,
        seed: 1,
      };
      const { seconds, auc: found } = await peers.ask(ask);
      aucs[engine] = found;
      return seconds;
    };
  }
  const trainTimes = await inTurns(contenders, only.has('train') ? rounds.train : 1, say);
  const judge = await openScorer([forest], { workers: threads });
  const [tested] = await judge.score(slice(data, trainRows, size.rows));
  await judge.close();
  aucs[OURS] = auc(tested, data.y.subarray(trainRows));
  if (only.has('train')) report.train = { rows: trainRows, features: size.features, seconds: trainTimes, auc: aucs };

  if (engines.includes('scikit-learn')) {
    await peers.ask({ cmd: 'export', folder });
    forest = readForest(folder, size.features);
  } else writeForest(folder, forest);
  if (engines.includes('XGBoost')) await peers.ask({ cmd: 'booster', folder, features: size.features, threads });
  const nodes = forest.trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  const opened = await secondsOf(() => openScorer([forest], { workers: threads }));
  const scorer = opened.result;
  try {
    if (only.has('score')) report.score = { ...(await scoring()), nodes, openSeconds: opened.seconds };
    if (only.has('explain') && engines.includes('XGBoost')) report.explain = await explaining();
  } finally {
    await scorer.close();
  }
  return report;

  async function scoring() {
    say(`score ${size.rows} × ${size.features}, one forest of ${nodes} nodes for all`);
    const scores = {};
    const turns = {
      [OURS]: async () => {
        const { seconds, result } = await secondsOf(() => scorer.score(data));
        scores[OURS] = result[0];
        return seconds;
      },
    };
    for (const engine of engines) {
      turns[engine] = async () => {
        const out = join(folder, 'scores');
        const { seconds } = await peers.ask({ cmd: 'score', engine, rows: size.rows, out });
        scores[engine] = readArray(out, Float64Array);
        return seconds;
      };
    }
    if (onnx) {
      const run = await openOnnx(onnx, toOnnx(forest), threads);
      turns['onnxruntime-node'] = async () => {
        const { seconds, result } = await secondsOf(() => run(x, size.rows, size.features));
        scores['onnxruntime-node'] = result;
        return seconds;
      };
    }
    await turns[OURS]();
    const seconds = await inTurns(turns, rounds.score, say);
    const theirs = RandomForestClassifier.load(JSON.parse(JSON.stringify(toRandomForestClassifier(forest))));
    const few = Math.min(size.rows, 200);
    const rows = Array.from({ length: few }, (_, row) => Array.from(x.subarray(row * size.features, (row + 1) * size.features)));
    const slow = await secondsOf(() => theirs.predict(rows));
    const rates = Object.fromEntries(Object.entries(seconds).map(([name, time]) => [name, size.rows / time]));
    rates['ml-random-forest'] = few / slow.seconds;
    const distance = Object.fromEntries(
      Object.keys(scores)
        .filter((name) => name !== OURS)
        .map((name) => [name, farthest(scores[OURS], scores[name])]),
    );
    return { rows: size.rows, rates, distance };
  }

  async function explaining() {
    const few = size.explainPeer;
    const many = Math.min(size.rows, size.explainOurs);
    say(`explain, every feature: XGBoost ${few} rows, ours ${many}`);
    let theirs = null;
    let ours = null;
    const out = join(folder, 'contributions');
    const part = slice(data, 0, many);
    const turns = {
      [OURS]: async () => {
        const { seconds, result } = await secondsOf(() => scorer.explain(part, { full: true, top: 3 }));
        ours = result[0];
        return seconds / many;
      },
      XGBoost: async () => {
        const { seconds } = await peers.ask({ cmd: 'explain', rows: few, threads, out });
        theirs = readArray(out, Float64Array);
        return seconds / few;
      },
    };
    const seconds = await inTurns(turns, rounds.explain, () => {});
    const mine = Float64Array.from(theirs, (_, k) => {
      const feature = k % (size.features + 1);
      return feature === size.features ? ours.base : ours.values[Math.floor(k / (size.features + 1)) * size.features + feature];
    });
    const rates = Object.fromEntries(Object.entries(seconds).map(([name, time]) => [name, 1 / time]));
    return { rates, distance: { XGBoost: farthest(mine, theirs) } };
  }
}
