/**
 * npm run bench [-- --quick] [--json FILE] [--only train,score,explain,growth,seal,ledger,whole,rentree,campaign,tables,detectors]: ours and the peers side by side, in one run.
 * Absent peers are named as absent. Ends with 1 when an output differs from a peer's beyond its bound.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { campaign } from './campaign.mjs';
import { detectors } from './detectors.mjs';
import { forestSections } from './forest.mjs';
import { growth } from './growth.mjs';
import { table } from './measure.mjs';
import { loadOnnxRuntime } from './onnx.mjs';
import { openPeers } from './peers.mjs';
import { sealing } from './seal.mjs';
import { tables } from './tables.mjs';
import { whole } from './whole.mjs';

const SECTIONS = ['train', 'score', 'explain', 'growth', 'seal', 'ledger', 'whole', 'rentree', 'campaign', 'tables', 'detectors'];
const { values: asked } = parseArgs({
  options: { json: { type: 'string' }, quick: { type: 'boolean', default: false }, only: { type: 'string', default: SECTIONS.join(',') } },
});
const only = new Set(asked.only.split(','));
const threads = availableParallelism();
const say = (line) => process.stderr.write(`${line}\n`);
const number = (value, digits = 0) => value.toLocaleString('en-CA', { maximumFractionDigits: digits, minimumFractionDigits: digits });

const size = asked.quick
  ? { rows: 12_000, features: 100, trees: 40, depth: 12, leaf: 5, explainPeer: 50, explainOurs: 2048 }
  : { rows: 60_000, features: 300, trees: 200, depth: 12, leaf: 5, explainPeer: 100, explainOurs: 6144 };
const rounds = { train: 3, score: 5, explain: 3, seal: 5 };
const folder = mkdtempSync(join(tmpdir(), 'ecluse-bench-'));
const peers = await openPeers();
const onnx = loadOnnxRuntime();
const versions = { node: process.versions.node, ...peers?.versions, ...(onnx ? { 'onnxruntime-node': onnx.version } : {}) };
const expected = ['scikit-learn', 'XGBoost', 'onnxruntime-node'];
const absent = expected.filter((name) => !(name in versions));

let report = { cores: threads, versions, absent };
try {
  if (['train', 'score', 'explain'].some((name) => only.has(name))) {
    report = { ...report, ...(await forestSections({ size, threads, rounds, only, peers, onnx, folder, say })) };
  }
  if (only.has('growth'))
    report.growth = growth({
      threads,
      base: asked.quick ? { rows: 3000, features: 50, trees: 20 } : { rows: 15_000, features: 150, trees: 100 },
      say,
    });
  if (only.has('ledger')) {
    const program = fileURLToPath(new URL('./ledger.mjs', import.meta.url));
    const sizes = asked.quick ? [10_000, 20_000, 40_000] : [250_000, 500_000, 1_000_000];
    report.ledger = sizes.map((entries) => {
      say(`ledger of ${entries} entries`);
      return { size: entries, ...JSON.parse(execFileSync(process.execPath, [program, String(entries)], { encoding: 'utf8' })) };
    });
  }
  if (only.has('seal')) report.seal = await sealing({ bytes: (asked.quick ? 32 : 256) * 2 ** 20, rounds: rounds.seal, folder, say });
  if (only.has('whole')) {
    const run = asked.quick
      ? { rows: 4_000, features: 200, models: 3, trainRows: 2_000, trees: 40 }
      : { rows: 60_000, features: 2_000, models: 30, trainRows: 12_000, trees: 200 };
    say(`whole run: ${run.rows} × ${run.features}, ${run.models} models`);
    report.whole = whole({ ...run, depth: size.depth, leaf: size.leaf, threads });
  }
  if (only.has('rentree')) {
    const run = asked.quick
      ? { rows: 6_000, features: 200, models: 6, grades: 3, trainRows: 6_000, trees: 40 }
      : { rows: 60_000, features: 2_000, models: 30, grades: 5, trainRows: 60_000, trees: 300 };
    say(
      `rentrée: a campaign of ${run.models} models, ${run.grades} grades, learnt from ${run.trainRows} × ${run.features}, then scores ${run.rows}`,
    );
    report.rentree = whole({ ...run, depth: size.depth, leaf: size.leaf, threads });
  }
  if (only.has('campaign')) {
    const run = asked.quick
      ? { rows: 6_000, features: 200, models: 6, trees: 50 }
      : { rows: 60_000, features: 2_000, models: 30, trees: 300 };
    say(`campaign: ${run.rows} × ${run.features}, ${run.models} models`);
    report.campaign = campaign({ ...run, threads });
  }
  if (only.has('tables')) {
    const extract = asked.quick ? { pupils: 6_000, variables: 2_000 } : { pupils: 60_000, variables: 2_000 };
    say(`extract in files: ${extract.pupils} × ${extract.variables}`);
    report.tables = tables({ ...extract, folder });
  }
  if (only.has('detectors')) report.detectors = detectors();
} finally {
  peers?.close();
  rmSync(folder, { recursive: true, force: true });
}

const print = (title, rows) => console.log(`\n${title}\n${table(rows)}`);
const wrong = [];
const bounds = { score: 1e-6, explain: 1e-5 };
console.log(
  `${threads} cores; ${Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')}; absent: ${absent.join(', ') || 'none'}`,
);
if (report.train) {
  const { seconds, auc } = report.train;
  const rows = Object.entries(seconds).map(([name, time]) => [
    name,
    number(time, 2),
    number(time / seconds.écluse, 2),
    auc[name].toFixed(4),
  ]);
  print(`Train ${number(report.train.rows)} × ${report.train.features}`, [['', 'seconds', '× ours', 'AUC'], ...rows]);
  for (const [name, found] of Object.entries(auc)) if (!(auc.écluse >= found - 0.003)) wrong.push(`AUC ${name}`);
}
for (const part of ['score', 'explain']) {
  if (!report[part]) continue;
  const { rates, distance } = report[part];
  const rows = Object.entries(rates).map(([name, rate]) => [
    name,
    number(rate),
    number(rates.écluse / rate, 1),
    distance[name]?.toExponential(1) ?? '',
  ]);
  print(part === 'score' ? `Score ${number(report.score.rows)} rows` : 'Explain, every feature', [
    ['', 'rows/s', 'ours ÷', 'distance'],
    ...rows,
  ]);
  for (const [name, found] of Object.entries(distance)) if (!(found <= bounds[part])) wrong.push(`${part} ${name} ${found}`);
}
if (report.growth) {
  const cells = report.growth.map((line) => [
    `${number(line.rows)} × ${line.features}, ${line.models}`,
    line.train,
    line.score,
    line.explainTenth,
    line.peakMiB,
  ]);
  print('Growth', [
    ['rows × features, models', 'train s', 'score s', 'explain a tenth s', 'peak MiB'],
    ...cells.map((row) => row.map((cell, k) => (k === 0 ? cell : number(cell, k === 4 ? 0 : 2)))),
  ]);
}
if (report.seal)
  print('Seal and open', [
    ['', 'MB/s in', 'ours ÷', 'MB/s out', 'ours ÷'],
    ...Object.entries(report.seal).map(([name, { seal, open }]) => [
      name,
      ...[number(seal), number(report.seal.écluse.seal / seal, 2)],
      ...(open === null ? ['', ''] : [number(open), number(report.seal.écluse.open / open, 2)]),
    ]),
  ]);
if (report.campaign) {
  const { rows, features, models, trees, drift, coding, model, seconds, peakMiB } = report.campaign;
  print(`Campaign of ${models} models, ${number(rows)} × ${number(features)}, ${trees} trees`, [
    ['drift s', 'coding s', 'a model s', 'all s', 'peak MiB'],
    [number(drift, 1), number(coding, 1), number(model, 1), number(seconds), number(peakMiB)],
  ]);
}
if (report.ledger) {
  const cells = report.ledger.map(({ size: entries, appendPerSecond, inclusionProofMs, consistencyProofMs, verifySeconds, memoryMiB }) => [
    number(entries),
    number(appendPerSecond),
    number(inclusionProofMs.p99, 3),
    number(consistencyProofMs.p99, 3),
    number(verifySeconds, 1),
    number(memoryMiB),
  ]);
  print('Ledger', [['entries', 'appended/s', 'inclusion ms, p99', 'consistency ms, p99', 'verified in s', 'MiB'], ...cells]);
  for (const { size: entries, holds } of report.ledger) if (!Object.values(holds).every(Boolean)) wrong.push(`ledger ${entries}`);
}
for (const [name, title] of [
  ['whole', 'The whole run'],
  ['rentree', 'A rentrée: a campaign by grade, judged on its last cohort, then all grades scored, each by its own models'],
]) {
  if (!report[name]) continue;
  const { rows, features, models, trainRows, trees, depth, modelMB, requestMB, resultMB, expected, setAside, training, scoring, opening } =
    report[name];
  const phases = Object.entries(scoring.phases).filter(([, seconds]) => seconds >= 0.05);
  console.log(
    `\n${title}: ${number(rows)} × ${number(features)}, ${models} models (${setAside} set aside) of ${trees} trees of depth ≤ ${depth}, trained on ${number(trainRows)} rows`,
  );
  console.log(`request ${number(requestMB)} MB, models ${number(modelMB)} MB, result ${number(resultMB)} MB`);
  console.log(
    table([
      ['', 'seconds', 'peak MiB'],
      ['chamber that trains', number(training.seconds, 1), number(training.peakMiB)],
      ['chamber that scores and explains', number(scoring.seconds, 1), number(scoring.peakMiB)],
      ...phases.map(([name, seconds]) => [`  ${name}`, number(seconds, 1), '']),
      ['result opened by its partner', number(opening.seconds, 1), ''],
    ]),
  );
  const peak = Math.max(training.peakMiB, scoring.peakMiB);
  if (!(peak < 4096)) wrong.push(`${name}: ${peak} MiB`);
  if (!(opening.distance <= 1e-6 && opening.rows === expected)) wrong.push(`${name}: ${opening.rows} rows, ${opening.distance}`);
}
if (report.tables) {
  const { pupils, variables, files, megabytes, seconds, cpuSeconds, peakMiB, rows } = report.tables;
  const laps = Object.entries(seconds).map(([name, time]) => [name, number(time, 1)]);
  print(`Prepare ${number(pupils)} × ${number(variables)} from ${files} files of CSV, ${number(megabytes)} MB`, [
    ['', 'seconds'],
    ...laps,
    ['processor', number(cpuSeconds, 1)],
    ['peak MiB', number(peakMiB)],
  ]);
  if (!(peakMiB < 4096 && rows.kept === pupils)) wrong.push(`tables: ${peakMiB} MiB, ${rows.kept} pupils`);
}
if (report.detectors) {
  const share = (part, whole) => (whole === 0 ? '—' : (part / whole).toFixed(3));
  print('Detectors', [
    ['', 'columns', 'recall', 'precision'],
    ...report.detectors.map(({ kind, columns, found, claimed, right }) => [kind, columns, share(found, columns), share(right, claimed)]),
  ]);
}
if (asked.json) writeFileSync(asked.json, `${JSON.stringify({ ...report, wrong }, null, 2)}\n`);
if (wrong.length > 0) console.error(`\ndiffers: ${wrong.join('; ')}`);
process.exitCode = wrong.length > 0 ? 1 : 0;
