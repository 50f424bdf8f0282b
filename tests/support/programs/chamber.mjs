// A small chamber that speaks the protocol and seals real bundles, without opening a pupil's table: sessions can be run hundreds of times.
import { readSync, writeSync } from 'node:fs';
import { readRotations } from '../../../dist/appliance/chamber/cards.js';
import { readEvidence } from '../../../dist/appliance/chamber/isolation.js';
import { decodeJob, decodeSecrets, encodeEvent } from '../../../dist/appliance/chamber/protocol.js';
import { sealTo } from '../../../dist/appliance/chamber/seal.js';
import { fromHex, toHex, utf8 } from '../../../dist/src/base/bytes.js';
import { readFileCapped } from '../../../dist/src/base/files.js';
import { sha256 } from '../../../dist/src/base/hash.js';
import { systemRandom } from '../../../dist/src/base/random.js';
import { readApproval } from '../../../dist/src/bundle/approval.js';
import { checkBundle } from '../../../dist/src/bundle/check.js';
import { parseCard } from '../../../dist/src/keys/card.js';
import { openCustody } from '../../../dist/src/keys/custody.js';
import { cardAmong } from '../../../dist/src/keys/rotation.js';
import { secretsFromRoot } from '../../../dist/src/keys/secrets.js';

/** The modes of failure that a test may ask for, by the name of an event or of a step. */
const never = { before: () => {}, change: (event) => event, setAside: () => null, chains: (chains) => chains, padMiB: 0 };

function readAll() {
  let held = Buffer.alloc(0);
  const piece = Buffer.alloc(65536);
  for (;;) {
    const end = held.indexOf(10);
    const pair = end < 0 ? null : decodeSecrets(Uint8Array.from(held.subarray(end + 1)));
    if (pair) return { job: decodeJob(held.subarray(0, end + 1)), pair };
    let got = 0;
    try {
      got = readSync(0, piece);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
      continue;
    }
    if (got === 0) process.exit(70);
    held = Buffer.concat([held, piece.subarray(0, got)]);
  }
}

const ratio = { value: null, low: null, high: null, of: null };
const stance = { cutoff: 0.5, recall: ratio, precision: ratio };
const quality = { rows: 30, variables: 1, missing: [{ name: 'moyenne', share: null }] };
const document = (name, text) => ({ type: 'document', name, rows: 0, bytes: utf8(text) });

export function play(behaviour = {}) {
  const { before, change, setAside, chains: changed, padMiB } = { ...never, ...behaviour };
  const emit = (event) => {
    before(event.event);
    const line = encodeEvent(change(event));
    for (let at = 0; at < line.length; ) at += writeSync(1, line, at);
  };
  emit({ event: 'isolated', evidence: readEvidence() });
  const { job, pair } = readAll();
  const card = parseCard(utf8(job.card));
  let secrets;
  try {
    secrets = secretsFromRoot(openCustody(readFileCapped(job.custody, 8192), pair));
  } catch (error) {
    emit({ event: 'failed', code: error.code, params: error.params });
    process.exit(1);
  }
  emit({ event: 'unlocked' });
  const rotations = readRotations(job);
  const chains = new Map(Object.entries(changed(job.chains)));
  const context = { job, card, secrets, random: systemRandom, chains, sealed: [] };
  for (const { id: bundle, path, sender: cardText, purpose } of job.bundles) {
    const sender = parseCard(utf8(cardText));
    const keptUnder = job.keep && fromHex(job.keep.keys[path]);
    const cardOf = (id, hash) => (id === sender.id ? cardAmong(sender, rotations, hash) : null);
    const { core, coreHash } = checkBundle(path, { keptUnder, recipientId: card.id, cardOf });
    const about = { bundle, coreHash, sender: sender.id };
    const code = setAside(bundle, core);
    if (code !== null) {
      emit({ event: 'set-aside', bundle, code, params: {} });
      continue;
    }
    emit({ event: 'opened', ...about, rows: 30, columns: 1, digest: coreHash });
    emit({ event: 'progress', bundle, stage: 'opening', model: null, done: 1, total: 1 });
    const answer = { answers: coreHash, dictionary: null, destroyBy: core.destroyBy, recipient: sender, folder: job.outgoing };
    if (purpose === 'train') {
      const id = `essai-${coreHash.slice(0, 12)}`;
      const bytes = utf8(`model of ${coreHash}`);
      const digest = toHex(sha256(bytes));
      const model = document('model', `model of ${coreHash}`);
      const own = { kind: 'model', answers: null, dictionary: null, models: [id], destroyBy: core.destroyBy, recipient: card };
      const rested = sealTo(context, { ...own, shards: [model], folder: job.modelsFolder, name: id });
      const sealed = sealTo(context, {
        kind: 'evaluation',
        models: [id],
        shards: [{ ...document('evaluation', ''), bytes: new Uint8Array(2 + (padMiB << 20)) }, document('quality', '{}')],
        ...answer,
      });
      const names = { id, digest, outcome: 'echec', family: 'echec', target: 'echec', grade: null };
      const models = [{ ...names, rows: 30, positives: null, auc: 0.5, brier: 0.2, targeted: stance, wide: stance, sealed: rested }];
      emit({ event: 'trained', ...about, rows: 30, models, home: 0, skipped: [], quality, sealed });
      continue;
    }
    const models = [];
    for (const text of job.approvals) {
      try {
        const approval = readApproval(utf8(text), { recipientId: card.id, cardOf });
        emit({ event: 'model-loaded', bundle, model: approval.model, digest: approval.digest, approval: approval.hash });
        const bands = ['high', 'moderate', 'low'].map((name) => ({ name, pupils: null }));
        const names = { id: approval.model, digest: approval.digest, family: 'echec', target: 'echec', grade: null };
        models.push({ ...names, rows: 30, bands, meanContributions: null });
      } catch (error) {
        if (error.code !== 'APPROVAL_SENDER') throw error;
      }
    }
    const sealed = sealTo(context, {
      kind: 'result',
      models: models.map(({ id }) => id),
      shards: [document('report', '{}'), document('quality', '{}')],
      ...answer,
    });
    emit({ event: 'scored', ...about, rows: 30, models, refused: [], quality, sealed });
  }
  emit({ event: 'done' });
  process.exit(0);
}

if (import.meta.filename === process.argv[1] || process.argv[1]?.endsWith('support/programs/chamber.mjs')) play();
