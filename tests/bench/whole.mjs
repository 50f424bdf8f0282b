import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChamber } from '../../dist/appliance/chamber/spawn.js';
import { availableMiB, memoryLimit, secondsPerBundle, sizesOf } from '../../dist/appliance/session/limits.js';
import { toHex, utf8 } from '../../dist/src/base/bytes.js';
import { writeAtomically } from '../../dist/src/base/files.js';
import { seeded, systemRandom } from '../../dist/src/base/random.js';
import { signApproval } from '../../dist/src/bundle/approval.js';
import { checkBundle } from '../../dist/src/bundle/check.js';
import { openShards } from '../../dist/src/bundle/open-ahead.js';
import { sealBundle } from '../../dist/src/bundle/seal.js';
import { readShard, shardAccess, unlockBundle } from '../../dist/src/bundle/unlock.js';
import { makeCard } from '../../dist/src/keys/card.js';
import { makeCustody } from '../../dist/src/keys/custody.js';
import { KDF_DEFAULT } from '../../dist/src/keys/keyfile.js';
import { newRoot, secretsFromRoot } from '../../dist/src/keys/secrets.js';
import { readReport } from '../../dist/src/partner/documents.js';
import { readScores } from '../../dist/src/partner/scores.js';
import { pseudonym } from '../../dist/src/pseudonym/pseudonym.js';
import { campaignBytes, parseCampaign } from '../../dist/src/study/campaign.js';
import { decodeArrow, encodeArrow } from '../../dist/src/table/arrow.js';
import { CATEGORIES, dictionaryBytes, dictionaryDigest, PSEUDONYM } from '../../dist/src/table/dictionary.js';

const NOW = '2026-09-05T09:00:00Z';
const ROWS_PER_SHARD = 4000;
const PASSPHRASES = ['premier dépositaire du banc', 'second dépositaire du banc'];

const COHORTS = 6;

/**
 * Marks, counts, yes/no answers and codes in turn, over the five categories. As many outcomes as models; with `grades`, a campaign has a model of each outcome
 * a grade.
 */
function dictionaryOf({ features, models, grades }) {
  const both = (text) => ({ fr: text, en: text });
  const types = [{ type: 'number', min: 0, max: 100 }, { type: 'integer' }, { type: 'boolean' }, { type: 'code' }];
  const codes = Array.from({ length: 12 }, (_, k) => ({ code: `C${k}`, label: both(`C${k}`) }));
  const predictor = (_, j) => {
    const shape = types[j % types.length];
    const told = { name: `x${j}`, label: both(`x${j}`), role: 'predictor', category: CATEGORIES[j % CATEGORIES.length] };
    return { ...told, ...shape, ...(shape.type === 'code' ? { codes } : {}) };
  };
  const outcome = (_, k) => {
    const name = `y${k}`;
    const told = { family: 'banc', target: name, ...(grades > 0 ? { horizon: 1 } : {}), positive: { atLeast: 1 }, definition: both(name) };
    return { name, label: both(name), role: 'outcome', type: 'boolean', outcome: told };
  };
  return {
    format: 'ecluse.dictionary/v1',
    version: '2026.1',
    name: both('Banc'),
    variables: [
      { name: 'fiche', label: both('fiche'), role: 'identifier', type: 'text' },
      ...(grades > 0 ? ['cohort', 'grade'] : []).map((group) => ({
        name: group,
        label: both(group),
        role: 'group',
        type: 'integer',
        group,
      })),
      ...Array.from({ length: features }, predictor),
      ...Array.from({ length: outcomeCount({ models, grades }) }, outcome),
    ],
  };
}

const outcomeCount = ({ models, grades }) => (grades > 0 ? models / grades : models);

/** Every model of a *rentrée*: each outcome, grade by grade, learnt from all cohorts but the last. */
function campaignOf({ grades, trees, depth, leaf }) {
  const told = {
    format: 'ecluse.campaign/v1',
    name: { fr: 'Banc', en: 'Bench' },
    options: { trees, maxDepth: depth, minLeaf: leaf, featuresPerNode: null },
    cohorts: { judged: 1 },
    models: [{ family: 'banc', grades: Array.from({ length: grades }, (_, at) => String(at + 1)) }],
  };
  return campaignBytes(parseCampaign(utf8(JSON.stringify(told))));
}

/** One shard of seeded pupils; each outcome follows from predictors of its own, with noise. A twentieth of the marks is missing. */
function pupils({ features, models, grades, rows, seed, outcomes }) {
  const random = seeded(seed);
  const draw = [
    () => (random() < 0.05 ? Number.NaN : Math.round((random() + random()) * 500) / 10),
    () => Math.floor(random() * random() * 40),
    () => (random() < 0.3 ? 1 : 0),
    () => Math.floor(random() * 12),
  ];
  const columns = Array.from({ length: features }, (_, j) => Float32Array.from({ length: rows }, draw[j % 4]));
  const spread = [100, 40, 1, 11];
  const answers = Array.from({ length: outcomes ? outcomeCount({ models, grades }) : 0 }, (_, k) =>
    Float32Array.from({ length: rows }, (_, row) => {
      let risk = -1;
      for (let i = 0; i < 24; i++) {
        const j = (k * 17 + i * 29) % features;
        const value = (columns[j][row] || 0) / spread[j % 4];
        risk += (i % 3 === 0 ? 3 : -2) * (value - 0.4);
      }
      return random() < 1 / (1 + Math.exp(-risk)) ? 1 : 0;
    }),
  );
  const number = (name, values) => ({ name, type: 'number', values });
  const groups =
    grades > 0
      ? [
          number(
            'grade',
            Float32Array.from({ length: rows }, () => 1 + Math.floor(random() * grades)),
          ),
        ]
      : [];
  if (grades > 0 && outcomes)
    groups.unshift(
      number(
        'cohort',
        Float32Array.from({ length: rows }, () => 2019 + Math.floor(random() * COHORTS)),
      ),
    );
  return [...columns.map((values, j) => number(`x${j}`, values)), ...groups, ...answers.map((values, k) => number(`y${k}`, values))];
}

function party(role, name) {
  const root = newRoot(systemRandom);
  const secrets = secretsFromRoot(root);
  const log = role === 'appliance' ? party('partner', name).card.sign : null;
  return { root, secrets, card: makeCard({ role, name, id: toHex(systemRandom(16)), log, created: NOW }, secrets) };
}

/** Seals a request as a partner would. */
function request(kind, { folder, size, rows, sender, recipient, dictionary, sequence, campaign = null }) {
  const id = toHex(systemRandom(16));
  const shards = [{ type: 'document', name: 'dictionary', rows: 0, bytes: dictionaryBytes(dictionary) }];
  if (campaign) shards.push({ type: 'document', name: 'campaign', rows: 0, bytes: campaign });
  for (let from = 0; from < rows; from += ROWS_PER_SHARD) {
    const count = Math.min(ROWS_PER_SHARD, rows - from);
    const names = Array.from({ length: count }, (_, row) => pseudonym(sender.secrets.pseudonym, id, `F${from + row}`));
    const seed = (kind === 'train' ? 1 : 1_000_003) + from;
    const columns = [
      { name: PSEUDONYM, type: 'text', values: names },
      ...pupils({ ...size, rows: count, seed, outcomes: kind === 'train' }),
    ];
    shards.push({ type: 'table', name: 'pupils', rows: count, bytes: encodeArrow({ rows: count, columns }) });
  }
  const core = {
    ...{ id, kind, sequence, previous: sequence === 1 ? null : '0'.repeat(64), answers: null, models: [], checkpoint: null, preview: null },
    ...{ dictionary: { version: dictionary.version, sha256: dictionaryDigest(dictionary) }, created: NOW, destroyBy: '2027-06-30' },
  };
  const path = join(folder, 'in', `${id}.bundle`);
  const input = { core, shards, sender, recipient: recipient.card, random: systemRandom };
  let coreHash = '';
  const start = performance.now();
  writeAtomically(path, (sink) => {
    coreHash = sealBundle(input, sink).coreHash;
  });
  const { size: bytes } = statSync(path);
  return { purpose: kind, id, path, coreHash, sender: sender.card.text, bytes, seconds: (performance.now() - start) / 1000 };
}

/** Runs one job in a chamber with the limits that a session would give it; seconds between its events, and the peak of its memory. */
async function chamber(job, bytes) {
  const start = performance.now();
  const marks = [];
  let [pid, peak] = [0, 0];
  // The chamber's own high-water mark, threads included; it only ever rises.
  const look = () => {
    try {
      peak = Math.max(peak, Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
    } catch {
      // Not begun, or already dead.
    }
  };
  const timer = setInterval(look, 100);
  const custodians = PASSPHRASES.map((phrase, i) => ({ number: i + 1, passphrase: utf8(phrase) }));
  const limit = memoryLimit({ bundles: [bytes], models: sizesOf(job.models) }, job.workers, availableMiB());
  try {
    const { requests } = await runChamber(job, {
      custodians,
      memoryMiB: limit,
      onStart: (started) => {
        pid = started.pid;
      },
      onEvent(event) {
        look();
        marks.push([event.event === 'progress' ? event.stage : event.event, (performance.now() - start) / 1000]);
      },
    });
    const [outcome] = requests;
    if (outcome.event === 'set-aside') throw new Error(`${outcome.code} ${JSON.stringify(outcome.params)}`);
    return { outcome, phases: phasesOf(marks), seconds: (performance.now() - start) / 1000, peakMiB: Math.round(peak), limitMiB: limit };
  } finally {
    clearInterval(timer);
  }
}

/** What passed before each event is put down to that event: it tells of what is done. */
function phasesOf(marks) {
  const phases = {};
  let before = 0;
  for (const [name, at] of marks) {
    phases[name] = (phases[name] ?? 0) + at - before;
    before = at;
  }
  return phases;
}

/** Opens the result as the partner does; the largest distance of base + categories from the score. */
function openResult(path, sender, reader) {
  const start = performance.now();
  const checked = checkBundle(path, { recipientId: reader.card.id, cardOf: () => sender.card });
  const unlocked = unlockBundle(checked, reader.secrets);
  const report = readReport(readShard(unlocked, 0));
  const { shards } = checked.core;
  const places = Array.from(shards.keys()).filter((index) => shards[index].type === 'table');
  const opened = openShards(places.map((index) => shardAccess(unlocked, index)));
  const tables = Array.from(opened, (bytes, k) => decodeArrow(bytes, { rows: shards[places[k]].rows, columns: 64, bytes: bytes.length }));
  const scores = readScores(tables, { models: report.models, features: report.features.length });
  let distance = 0;
  for (let row = 0; row < scores.rows; row++) {
    const sum = CATEGORIES.reduce((total, category) => total + scores.contributions[category][row], report.models[scores.model[row]].base);
    distance = Math.max(distance, Math.abs(sum - scores.score[row]));
  }
  return { rows: scores.rows, distance, seconds: (performance.now() - start) / 1000 };
}

async function measure({ rows, features, models, grades = 0, trainRows, trees, depth, leaf, threads }) {
  const folder = mkdtempSync(join(tmpdir(), 'ecluse-whole-'));
  const say = (line) => process.stderr.write(`  ${line}\n`);
  try {
    for (const each of ['in', 'out', 'models']) mkdirSync(join(folder, each));
    const appliance = party('appliance', 'Banc');
    const sender = party('partner', 'CSS du Banc');
    const custody = join(folder, 'custody.key');
    writeFileSync(custody, makeCustody(appliance.root, appliance.card.id, PASSPHRASES.map(utf8), KDF_DEFAULT, systemRandom));
    const size = { features, models, grades };
    const dictionary = dictionaryOf(size);
    const parties = { folder, size, sender, recipient: appliance, dictionary };
    const job = ({ bytes, seconds, ...bundle }, changes = {}) => ({
      ...{ format: 'ecluse.chamber/v1', gap: 'chamber', now: NOW, custody, card: appliance.card.text, bundles: [bundle] },
      ...{ models: [], approvals: [], rotations: [], past: [], only: null, chains: {}, checkpoint: null, keep: null, workers: threads },
      ...{
        outgoing: join(folder, 'out'),
        modelsFolder: join(folder, 'models'),
        secondsPerBundle: secondsPerBundle({ bundles: [bytes], models: sizesOf(changes.models ?? []) }),
      },
      forest: { trees, maxDepth: depth, minLeaf: leaf, featuresPerNode: null, seed: 1 },
      ...changes,
    });

    const campaign = grades > 0 ? campaignOf({ grades, trees, depth, leaf }) : null;
    const training = request('train', { ...parties, rows: trainRows, sequence: 1, campaign });
    const trained = await chamber(job(training), training.bytes);
    rmSync(training.path);
    say(`trained: ${JSON.stringify({ ...trained, outcome: undefined })}`);
    const kept = trained.outcome.models;
    const approvals = kept.map(({ id, digest }, k) => {
      const consent = { model: id, digest, stance: 'wide', until: '2027-06-30', sequence: k + 1, created: NOW };
      return signApproval(consent, sender, appliance.card).text;
    });

    const scoring = request('score', { ...parties, rows, sequence: 2 });
    const listed = kept.map(({ id, sealed }) => ({ id, path: sealed.path, partner: sender.card.id }));
    const scored = await chamber(job(scoring, { models: listed, approvals }), scoring.bytes);
    const opened = openResult(scored.outcome.sealed.path, appliance, sender);
    const part = ({ outcome, ...told }) => told;
    return {
      ...{ rows, features, models: scored.outcome.models.length, grades, trainRows, trees, depth, leaf },
      expected: scored.outcome.models.reduce((sum, model) => sum + model.rows, 0),
      setAside: trained.outcome.skipped?.length ?? 0,
      modelMB: kept.reduce((sum, { sealed }) => sum + sealed.bytes, 0) / 1e6,
      ...{ requestMB: scoring.bytes / 1e6, sealSeconds: scoring.seconds, resultMB: scored.outcome.sealed.bytes / 1e6 },
      ...{ training: part(trained), scoring: part(scored), opening: opened },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From the partner's tables to the partner's scores, in a process of its own: two chambers, one that trains and one that scores and explains. */
export function whole(size) {
  const { stdout, status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), JSON.stringify(size)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`whole ended with ${status}`);
  return JSON.parse(stdout);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await measure(JSON.parse(process.argv[2]))));
