// Sealing and opening one large bundle, on disk, beside what the machine can do: the AEAD alone (`openssl speed`), SHA-256 alone, and age
// where it is installed. Run on the compiled tree: `node tests/bench/bundle.mjs [MEGABYTES]`.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toHex, utf8 } from '../../dist/src/base/bytes.js';
import { writeAtomically } from '../../dist/src/base/files.js';
import { systemRandom } from '../../dist/src/base/random.js';
import { checkBundle } from '../../dist/src/bundle/check.js';
import { sealBundle } from '../../dist/src/bundle/seal.js';
import { BATCH_BYTES, openStream, sealedLength, sealStream } from '../../dist/src/bundle/stream.js';
import { readShard, unlockBundle } from '../../dist/src/bundle/unlock.js';
import { makeCard } from '../../dist/src/keys/card.js';
import { newRoot, secretsFromRoot } from '../../dist/src/keys/secrets.js';

const MEGABYTES = Number(process.argv[2] ?? 256);
const SHARD = 16_000_000;
const ROUNDS = 5;
const folder = mkdtempSync(join(tmpdir(), 'ecluse-bench-'));

/** Best of some rounds: what the code can do, other programs of the machine set aside. In 10⁶ bytes a second. */
function rate(bytes, run) {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const from = performance.now();
    run(round);
    best = Math.min(best, performance.now() - from);
  }
  return Math.round(bytes / 1000 / best);
}

function party(name) {
  const secrets = secretsFromRoot(newRoot(systemRandom));
  const fields = { role: 'partner', name, id: toHex(systemRandom(16)), log: null, created: '2026-09-01T12:00:00Z' };
  return { secrets, card: makeCard(fields, secrets) };
}

function measureBundle(tables, bytes) {
  const sender = party('CSS du Banc');
  const reader = party('CSS du Lecteur');
  const core = {
    ...{
      id: toHex(systemRandom(16)),
      kind: 'score',
      sequence: 1,
      previous: null,
      answers: null,
      models: [],
      checkpoint: null,
      preview: null,
    },
    ...{ dictionary: { version: '1', sha256: '0'.repeat(64) }, created: '2026-09-02T08:00:00Z', destroyBy: '2027-06-30' },
  };
  const shards = [
    { type: 'document', name: 'dictionary', rows: 0, bytes: utf8('{}') },
    ...tables.map((each) => ({ type: 'table', name: 'pupils', rows: 1, bytes: each })),
  ];
  const path = join(folder, 'lot.bundle');
  const seal = rate(bytes, () => {
    writeAtomically(path, (sink) => sealBundle({ core, shards, sender, recipient: reader.card, random: systemRandom }, sink), {
      replace: true,
    });
  });
  const options = { recipientId: reader.card.id, cardOf: () => sender.card };
  const check = rate(bytes, () => checkBundle(path, options));
  const unlocked = unlockBundle(checkBundle(path, options), reader.secrets);
  const open = rate(bytes, () => {
    for (const index of shards.keys()) readShard(unlocked, index);
  });
  const unlock = performance.now();
  unlockBundle(unlocked.checked, reader.secrets);
  return { seal, check, open, unlockMs: Number((performance.now() - unlock).toFixed(1)), fileBytes: statSync(path).size };
}

function measureParts(tables, bytes) {
  const key = systemRandom(32);
  const room = new Uint8Array(BATCH_BYTES);
  const sealed = tables.map((table) => {
    const out = new Uint8Array(sealedLength(table.length));
    let at = 0;
    sealStream(
      key,
      table,
      () => room,
      (piece) => {
        out.set(piece, at);
        at += piece.length;
      },
    );
    return out;
  });
  const streamSeal = rate(bytes, () => {
    for (const table of tables)
      sealStream(
        key,
        table,
        () => room,
        () => {},
      );
  });
  const streamOpen = rate(bytes, () => {
    for (const [index, from] of sealed.entries()) {
      openStream(key, tables[index].length, (into, at) => into.set(from.subarray(at, at + into.length)), index);
    }
  });
  const sha256 = rate(bytes, () => {
    for (const table of tables) createHash('sha256').update(table).digest();
  });
  return { streamSeal, streamOpen, sha256 };
}

/** `openssl speed` in thousands of bytes a second, its last line. */
function openssl() {
  const { status, stdout } = spawnSync('openssl', ['speed', '-seconds', '1', '-bytes', '65536', '-evp', 'chacha20-poly1305'], {
    encoding: 'utf8',
  });
  const found = /([\d.]+)k\s*$/.exec(stdout ?? '');
  return status === 0 && found ? Math.round(Number(found[1]) / 1000) : null;
}

function age(bytes) {
  if (spawnSync('age', ['--version']).status !== 0) return null;
  const [identity, plain, sealed, out] = ['age.key', 'age.in', 'age.age', 'age.out'].map((name) => join(folder, name));
  execFileSync('age-keygen', ['-o', identity], { stdio: 'ignore' });
  const recipient = execFileSync('age-keygen', ['-y', identity], { encoding: 'utf8' }).trim();
  writeFileSync(plain, systemRandom(bytes));
  const encrypt = rate(bytes, () => execFileSync('age', ['-r', recipient, '-o', sealed, plain]));
  const decrypt = rate(bytes, () => execFileSync('age', ['-d', '-i', identity, '-o', out, sealed]));
  return { encrypt, decrypt };
}

/** In megabytes (10⁶ bytes) a second, one core. */
export function bench() {
  const count = Math.ceil((MEGABYTES * 1e6) / SHARD);
  const bytes = count * SHARD;
  try {
    const tables = Array.from({ length: count }, () => systemRandom(SHARD));
    return { bytes, bundle: measureBundle(tables, bytes), parts: measureParts(tables, bytes), opensslAead: openssl(), age: age(bytes) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.url === `file://${process.argv[1]}`) console.log(JSON.stringify(bench(), null, 2));
