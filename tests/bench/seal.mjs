import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../../dist/src/base/files.js';
import { systemRandom } from '../../dist/src/base/random.js';
import { checkBundle } from '../../dist/src/bundle/check.js';
import { openShards } from '../../dist/src/bundle/open-ahead.js';
import { sealBundle } from '../../dist/src/bundle/seal.js';
import { shardAccess, unlockBundle } from '../../dist/src/bundle/unlock.js';
import { makeCard } from '../../dist/src/keys/card.js';
import { newRoot, secretsFromRoot } from '../../dist/src/keys/secrets.js';
import { writeRaw } from './data.mjs';
import { inTurns, secondsOf } from './measure.mjs';

const SHARD = 8 * 2 ** 20;
const created = '2026-09-01T12:00:00Z';

function party(role) {
  const secrets = secretsFromRoot(newRoot(systemRandom));
  return { secrets, card: makeCard({ role, name: role, id: randomBytes(16).toString('hex'), log: null, created }, secrets) };
}

/**
 * MB a second, in and out: a bundle of result tables against `age` over the same bytes. What we seal is flushed to the disk before it has its name; `age`
 * leaves it to the system, so it stands here twice, alone and followed by `sync` of its file.
 */
export async function sealing({ bytes, rounds, folder, say }) {
  say(`seal and open ${bytes / 2 ** 20} MiB`);
  const plain = randomBytes(bytes);
  writeRaw(join(folder, 'plain'), plain);
  const sender = party('partner');
  const recipient = party('partner');
  const document = (name) => ({ type: 'document', name, rows: 0, bytes: Buffer.from('{}') });
  const tables = Array.from({ length: bytes / SHARD }, (_, k) => ({
    type: 'table',
    name: 'scores',
    rows: 4000,
    bytes: plain.subarray(k * SHARD, (k + 1) * SHARD),
  }));
  const shards = [document('report'), document('quality'), ...tables];
  const core = {
    ...{ id: randomBytes(16).toString('hex'), kind: 'result', sequence: 1, previous: null, answers: 'a'.repeat(64), dictionary: null },
    ...{ models: [], created, destroyBy: '2027-09-01', checkpoint: null, preview: null },
  };
  const path = join(folder, 'bundle');
  const seal = async () => {
    rmSync(path, { force: true });
    const input = { core, shards, sender, recipient: recipient.card, random: systemRandom };
    return (await secondsOf(() => writeAtomically(path, (sink) => sealBundle(input, sink)))).seconds;
  };
  const open = async () => {
    const { seconds } = await secondsOf(() => {
      const unlocked = unlockBundle(checkBundle(path, { recipientId: recipient.card.id, cardOf: () => sender.card }), recipient.secrets);
      for (const _ of openShards(shards.map((_, index) => shardAccess(unlocked, index))));
    });
    return seconds;
  };
  const sealTurns = { écluse: seal };
  const openTurns = { écluse: open };
  if (spawnSync('age', ['--version']).status === 0) {
    const key = spawnSync('age-keygen', ['-o', join(folder, 'age.key')], { encoding: 'utf8' }).stderr.match(/age1\w+/)[0];
    const aged = join(folder, 'aged');
    const run = (command, ...args) => {
      if (spawnSync(command, args).status !== 0) throw new Error(`${command} failed`);
    };
    const encrypt = () => {
      rmSync(aged, { force: true });
      run('age', '-r', key, '-o', aged, join(folder, 'plain'));
    };
    sealTurns.age = async () => (await secondsOf(encrypt)).seconds;
    sealTurns['age, flushed'] = async () => {
      const encrypted = await secondsOf(encrypt);
      return encrypted.seconds + (await secondsOf(() => run('sync', aged))).seconds;
    };
    openTurns.age = async () => (await secondsOf(() => run('age', '-d', '-i', join(folder, 'age.key'), '-o', '/dev/null', aged))).seconds;
  }
  const sealed = await inTurns(sealTurns, rounds);
  const opened = await inTurns(openTurns, rounds);
  return Object.fromEntries(
    Object.keys(sealed).map((name) => [
      name,
      { seal: bytes / 1e6 / sealed[name], open: name in opened ? bytes / 1e6 / opened[name] : null },
    ]),
  );
}
