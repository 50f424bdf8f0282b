import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openScorer } from '../../dist/src/forest/score.js';
import { train } from '../../dist/src/forest/train.js';
import { makeTable } from './data.mjs';
import { secondsOf } from './measure.mjs';

const STEPS = [
  [1, 1, 1],
  [2, 1, 1],
  [4, 1, 1],
  [1, 2, 1],
  [1, 4, 1],
  [1, 1, 10],
  [1, 1, 30],
];

/** Ours alone as rows, features and models grow, each in a process of its own, whose peak of memory is then its own. */
export function growth({ threads, base, say }) {
  return STEPS.map(([rows, features, models]) => {
    const asked = { rows: base.rows * rows, features: base.features * features, trees: base.trees, models, threads };
    const { stdout, status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), JSON.stringify(asked)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (status !== 0) throw new Error(`growth ended with ${status}`);
    say(`  ${stdout.trim()}`);
    return JSON.parse(stdout);
  });
}

/** Seconds to train, to score, and to explain a tenth of the rows by category. */
async function measure({ rows, features, trees, models, threads }) {
  const data = makeTable(rows, features);
  const options = { trees, maxDepth: 12, minLeaf: 5, featuresPerNode: Math.floor(Math.sqrt(features)), bins: 255, workers: threads };
  const forests = [];
  const training = await secondsOf(async () => {
    for (let seed = 1; seed <= models; seed++) forests.push((await train(data, data.y, { ...options, seed })).forest);
  });
  const scorer = await openScorer(forests, { workers: threads });
  await scorer.score(data);
  const scoring = await secondsOf(() => scorer.score(data));
  const tenth = Math.floor(rows / 10);
  const part = { rows: tenth, columns: data.columns.map((column) => column.subarray(0, tenth)) };
  const groups = Int32Array.from({ length: features }, (_, j) => j % 5);
  const explaining = await secondsOf(() => scorer.explain(part, { groups, groupCount: 5, top: 3 }));
  await scorer.close();
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  return { rows, features, models, train: training.seconds, score: scoring.seconds, explainTenth: explaining.seconds, peakMiB };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await measure(JSON.parse(process.argv[2]))));
