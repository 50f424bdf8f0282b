import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyExport } from '../../src/auditor/verify.ts';
import { concat, fromBase64, fromUtf8, toBase64, toHex } from '../../src/base/bytes.ts';
import { noteKeyId, verifierKey } from '../../src/base/note.ts';
import { parseCheckpoint } from '../../src/ledger/checkpoint.ts';
import { treeRoot } from '../../src/ledger/merkle.ts';
import { consistencyProof, encodeEntryProof, inclusionProof, verifyConsistency, verifyEntryProof } from '../../src/ledger/proof.ts';
import { checkpointOf, filesOf, type Log, logKeeper, logOf, manyEvents, trip } from '../support/ledger.ts';
import { scratch } from '../support/parties.ts';
import { go, goPath, noGo } from '../support/requires.ts';

const keeper = logKeeper();
const vkey = verifierKey(keeper.origin, keeper.key);
const skey = `PRIVATE+KEY+${keeper.origin}+${toHex(noteKeyId(keeper.origin, keeper.key))}+${toBase64(concat(new Uint8Array([1]), keeper.seed))}`;

describe.skipIf(noGo)('Go’s golang.org/x/mod/sumdb', () => {
  const { folder, remove } = scratch();
  const program = join(folder, 'ledger');

  beforeAll(() => {
    const source = fileURLToPath(new URL('./go/ledger.go', import.meta.url));
    const env = { ...process.env, GO111MODULE: 'off', GOPATH: goPath, GOFLAGS: '', GOCACHE: join(folder, 'cache'), GOPROXY: 'off' };
    const built = spawnSync(go, ['build', '-o', program, source], { env, encoding: 'utf8' });
    expect(built.stderr).toBe('');
  }, 240_000);
  afterAll(remove);

  const run = (act: 'verify' | 'make', key: string, at: string, input = '') => {
    const { status, stdout, stderr } = spawnSync(program, [act, key, join(at, 'export'), join(at, 'proofs')], { input, encoding: 'utf8' });
    return { status, said: (stdout + stderr).trim() };
  };

  function write(at: string, path: string, bytes: Uint8Array | string): void {
    mkdirSync(dirname(join(at, path)), { recursive: true });
    writeFileSync(join(at, path), bytes);
  }

  /** Writes an export, a proof of each entry asked for, and proofs of consistency with the head. */
  function lay(name: string, log: Log, indices: readonly number[], firsts: readonly number[]): string {
    const at = join(folder, name);
    const size = log.store.size();
    for (const [path, bytes] of filesOf(log)) write(at, `export/${path}`, bytes);
    for (const index of indices) {
      const proof = { index, hashes: inclusionProof(log.store, index, size), checkpoint: checkpointOf(log), extra: null };
      write(at, `proofs/inclusion-${index}.tlog-proof`, encodeEntryProof(proof));
    }
    for (const first of firsts) {
      const lines = consistencyProof(log.store, first, size).map((hash) => `${toBase64(hash)}\n`);
      write(at, `proofs/consistency-${first}-${size}`, lines.join(''));
    }
    return at;
  }

  it('verifies our whole trip: checkpoint, entries, tiles, every inclusion, every consistency', () => {
    const log = logOf(trip(keeper.card), keeper);
    const size = log.store.size();
    const all = Array.from({ length: size }, (_, i) => i);
    const at = lay(
      'voyage',
      log,
      all,
      all.map((i) => i + 1),
    );
    expect(run('verify', vkey, at)).toEqual({ status: 0, said: `${size} entries, 1 tiles, ${size} inclusion, ${size} consistency` });
  });

  it.each([255, 256, 257, 1000, 65_537])(
    'verifies a log of %i entries',
    (size) => {
      const log = logOf(manyEvents(size, keeper.card), keeper);
      const some = [0, 1, 127, 200, Math.floor(size / 2), size - 1];
      const at = lay(
        `taille-${size}`,
        log,
        some,
        some.map((i) => i + 1),
      );
      const { status, said } = run('verify', vkey, at);
      expect(said).toMatch(new RegExp(`^${size} entries, \\d+ tiles, `));
      expect(status).toBe(0);
    },
    120_000,
  );

  it('refuses what we would refuse: a byte of an entry, of a tile, of a proof, of the signature', () => {
    const log = logOf(manyEvents(300, keeper.card), keeper);
    const spoil = (name: string, path: string, at = 40) => {
      const laid = lay(name, log, [7], [3]);
      const bytes = readFileSync(join(laid, path));
      bytes[at]! ^= 1;
      writeFileSync(join(laid, path), bytes);
      return run('verify', vkey, laid);
    };
    expect(spoil('ecriture', 'export/tile/entries/000')).toMatchObject({ status: 1, said: expect.stringContaining('root') });
    expect(spoil('tuile', 'export/tile/0/001.p/44')).toMatchObject({ status: 1, said: 'tile: tile/0/001.p/44' });
    expect(spoil('preuve', 'proofs/inclusion-7.tlog-proof').status).toBe(1);
    expect(spoil('suite', 'proofs/consistency-3-300', 5).status).toBe(1);
    expect(spoil('signature', 'export/checkpoint', checkpointOf(log).length - 20).status).toBe(1);
    const other = logKeeper('Autre centre');
    expect(run('verify', verifierKey(other.origin, other.key), lay('autre', log, [], [])).status).toBe(1);
  });

  it.each([1, 40, 256, 600])('makes a log of %i entries that our verifier accepts, with its proofs', (size) => {
    const at = join(folder, `go-${size}`);
    const log = logOf(size === 40 ? trip(keeper.card) : manyEvents(size, keeper.card), keeper);
    const entries = Array.from({ length: log.store.size() }, (_, i) => log.store.entry(i)!);
    const { status, said } = run('make', skey, at, entries.map((entry) => `${fromUtf8(entry)}\n`).join(''));
    expect([status, said]).toEqual([0, '']);
    write(at, 'export/card.note', keeper.card.text);
    expect(verifyExport(join(at, 'export'))).toMatchObject({ ok: true, intact: true, checkpoint: { size: entries.length, signed: true } });
    expect(readFileSync(join(at, 'export/checkpoint'), 'utf8')).toBe(checkpointOf(log));
    const { root } = parseCheckpoint(checkpointOf(log));
    let consistency = 0;
    for (const name of readdirSync(join(at, 'proofs'))) {
      const bytes = new Uint8Array(readFileSync(join(at, 'proofs', name)));
      const number = Number(/-(\d+)/.exec(name)![1]);
      if (name.startsWith('inclusion')) {
        expect(verifyEntryProof(bytes, entries[number]!, keeper.origin, keeper.key).index).toBe(number);
      } else {
        const proof = fromUtf8(bytes)
          .split('\n')
          .slice(0, -1)
          .map((line) => fromBase64(line));
        expect(verifyConsistency(number, entries.length, treeRoot(log.store, number), root, proof), name).toBe(true);
        consistency++;
      }
    }
    expect(consistency).toBe(entries.length);
  });
});
