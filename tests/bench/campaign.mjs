import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { histograms } from '../../dist/src/forest/histogram.js';
import { openTrainer } from '../../dist/src/forest/train.js';
import { splitInTime } from '../../dist/src/study/cohorts.js';
import { driftedVariables, unusualCohorts } from '../../dist/src/study/drift.js';
import { sensitivities } from '../../dist/src/study/sensitivity.js';
import { makeTable } from './data.mjs';
import { secondsOf } from './measure.mjs';

const GRADES = 5;
const COHORTS = 6;
const LIMITS = { drift: 0.25, missing: 0.2 };

/** A campaign as the chamber learns it, without what judges and seals: one table coded once, models by grade over earlier cohorts. In a process of its own. */
export function campaign(asked) {
  const { stdout, status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), JSON.stringify(asked)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`campaign ended with ${status}`);
  return JSON.parse(stdout);
}

async function measure({ rows, features, models, trees, threads }) {
  const table = makeTable(rows, features);
  const cohort = Float64Array.from({ length: rows }, (_, row) => 2018 + (row % COHORTS));
  const years = Array.from({ length: COHORTS }, (_, at) => 2018 + at);
  const drifting = await secondsOf(async () => unusualCohorts(table, cohort, years, LIMITS));
  let trainer;
  const coding = await secondsOf(async () => {
    trainer = await openTrainer(table, { bins: 255, workers: threads, trees: models * trees });
  });
  const options = { trees, maxDepth: 12, minLeaf: 5, featuresPerNode: Math.floor(Math.sqrt(features)) };
  const each = [];
  for (let seed = 1; seed <= models; seed++) {
    const own = Uint32Array.from({ length: rows }, (_, row) => row).filter((row) => Math.floor(row / COHORTS) % GRADES === seed % GRADES);
    const { seconds } = await secondsOf(async () => {
      const { learnt, judged } = splitInTime({ rows: own, cohort, outcome: table.y }, 1);
      driftedVariables(table, histograms(table, learnt), judged, LIMITS);
      const { forest } = await trainer.train(table.y, { ...options, seed }, { rows: learnt, judged });
      sensitivities(forest, table, learnt);
    });
    each.push(seconds);
    process.stderr.write(`  model ${seed} of ${models}: ${seconds.toFixed(1)} s\n`);
  }
  await trainer.close();
  const seconds = drifting.seconds + coding.seconds + each.reduce((sum, one) => sum + one, 0);
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  return { rows, features, models, trees, drift: drifting.seconds, coding: coding.seconds, model: seconds / models, seconds, peakMiB };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await measure(JSON.parse(process.argv[2]))));
