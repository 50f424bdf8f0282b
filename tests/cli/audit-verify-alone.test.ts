import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifierHash } from '../../appliance/release/verifier.ts';
import { reportLines } from '../../src/auditor/report.ts';
import { verifyExport } from '../../src/auditor/verify.ts';
import { encodeEntries, tilePath } from '../../src/ledger/tile.ts';
import { LOCAL_CHEATS, localEvents, localKeeper } from '../support/cheats-local.ts';
import { checkpointOf, filesOf, kept, type Log, logKeeper, logOf, trip } from '../support/ledger.ts';
import { scratch } from '../support/parties.ts';
import { absent } from '../support/requires.ts';

// Made by `npm run build`.
const built = fileURLToPath(new URL('../../dist/audit-verify.mjs', import.meta.url));

describe.skipIf(absent(existsSync(built)))('the stand-alone verifier', () => {
  const { folder, remove } = scratch();
  const script = join(folder, 'audit-verify.mjs');
  const keeper = logKeeper();
  const events = trip(keeper.card);
  const log = logOf(events, keeper);
  const size = events.length;
  afterAll(remove);

  const put = (name: string, bytes: Uint8Array | string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const lay = (name: string, files: ReadonlyMap<string, Uint8Array>) => {
    for (const [path, bytes] of files) put(`${name}/${path}`, bytes);
    return join(folder, name);
  };
  // Alone in a folder, without the package: no module of ours can be found from there.
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: folder, encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  const faults = (...args: string[]) => {
    const { status, stdout } = run(...args, '--json');
    const { ok, findings } = JSON.parse(stdout) as { ok: boolean; findings: { code: string; entry: number | null; what: string }[] };
    expect(ok).toBe(status === 0);
    return findings;
  };
  let whole = '';
  beforeAll(() => {
    copyFileSync(built, script);
    whole = lay('fidele', filesOf(log));
  });

  it('says of a faithful export what the product itself says, in both languages', () => {
    const seen = put('vu.note', checkpointOf(log, 20));
    const verification = verifyExport(whole, { against: [{ ...kept(checkpointOf(log, 20)), name: 'vu.note' }] });
    for (const lang of ['fr', 'en'] as const) {
      const { status, stdout, stderr } = run(whole, '--against', seen, '--lang', lang);
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toBe(`${reportLines(verification, lang).join('\n')}\n`);
    }
    const card = put('carte.note', keeper.card.text);
    expect(JSON.parse(run(whole, '--card', card, '--json').stdout)).toMatchObject({
      ok: true,
      card: { compared: true },
      checkpoint: { size },
    });
  });

  it('names what was altered, from which entry on, and exits with 1', () => {
    const entries = Array.from({ length: size }, (_, i) => log.store.entry(i)!);
    const name = tilePath({ level: 'entries', index: 0, width: size });
    const swapped = entries.map((entry, i) => (i === 4 ? entries[9]! : i === 9 ? entries[4]! : entry));
    const altered = lay('modifie', new Map(filesOf(log)).set(name, encodeEntries(swapped)));
    expect(faults(altered)).toMatchObject([{ code: 'EXPORT_REORDERED', entry: 4 }]);
    const { status, stdout } = run(altered);
    expect(status).toBe(1);
    expect(stdout).toContain('EXPORT_REORDERED — Les écritures ont été déplacées');
  });

  it('catches, by a checkpoint that was kept, what the signing key alone would hide', () => {
    const seen = put('hier.note', checkpointOf(log));
    const cut: Log = logOf(events.slice(0, 30), keeper);
    expect(faults(lay('coupe', filesOf(cut)), '--against', seen)).toMatchObject([{ code: 'KEPT_ROLLED_BACK', entry: 30 }]);
    const other = logOf([...events.slice(0, 30), ...events.slice(31), events[30]!], keeper);
    const found = faults(lay('fourche', filesOf(other)), '--against', put('avant.note', checkpointOf(log, 25)), '--against', seen);
    expect(found).toContainEqual(expect.objectContaining({ code: 'KEPT_FORKED', entry: 25, last: size - 1 }));
  });

  it('says the same of the log that a CSS keeps of what it scored, and of ways to cheat with it', () => {
    const own = lay('sur-place', filesOf(logOf(localEvents, localKeeper)));
    for (const lang of ['fr', 'en'] as const) {
      const { status, stdout } = run(own, '--lang', lang);
      expect([status, stdout]).toEqual([0, `${reportLines(verifyExport(own), lang).join('\n')}\n`]);
    }
    for (const what of ['a scoring taken away', 'two scorings mixed', 'a model that cites no approval']) {
      const cheat = LOCAL_CHEATS.find((each) => each.what === what)!;
      expect(faults(lay(what, cheat.files))[0]).toMatchObject({ code: cheat.code, entry: cheat.entry });
    }
  });

  it('says in either language which part of a file is malformed', () => {
    for (const [name, said, head] of [
      ['taille', ['taille', 'size'], checkpointOf(log).replace(`\n${size}\n`, `\n0${size}\n`)],
      ['note', ['signature', 'signature'], checkpointOf(log).replace('— ', '- ')],
    ] as const) {
      const spoilt = lay(name, new Map(filesOf(log)).set('checkpoint', new TextEncoder().encode(head)));
      for (const [at, lang] of (['fr', 'en'] as const).entries()) {
        const { status, stdout, stderr } = run(spoilt, '--lang', lang);
        expect([status, stderr]).toEqual([1, '']);
        expect(stdout).toBe(`${reportLines(verifyExport(spoilt), lang).join('\n')}\n`);
        expect(stdout).toContain(said[at]);
      }
    }
  });

  it('says how it is used when asked wrongly, and what it cannot find', () => {
    for (const args of [[], [whole, 'autre'], [whole, '--lang', 'de'], [whole, '--against'], [whole, '--html']]) {
      expect(run(...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('audit-verify.mjs') });
    }
    expect(run(join(folder, 'absent'))).toMatchObject({ status: 1, stderr: expect.stringContaining('FILE_MISSING') });
    expect(run(whole, '--against', join(folder, 'absent')).status).toBe(1);
    expect(JSON.parse(run(whole, '--card', join(folder, 'absent'), '--json', '--lang', 'en').stdout)).toMatchObject({
      ok: false,
      error: { code: 'FILE_MISSING', what: expect.stringContaining('absent') },
    });
  });

  it('needs Node alone, writes nothing, signs nothing, and bears the hash that is published', () => {
    const text = readFileSync(built, 'utf8');
    const imports = [...text.matchAll(/^import \{ (.*) \} from '(.*)';$/gm)].map(([, names, from]) => [from, names]);
    expect(imports).toEqual([
      ['node:crypto', 'createHash, createPublicKey, verify'],
      ['node:fs', 'closeSync, lstatSync, openSync, readFileSync, readSync, statSync'],
      ['node:path', 'basename, join'],
    ]);
    expect(text.match(/openSync\([^)]*\)/g)).toEqual(["openSync(path, 'r')"]);
    expect(text.match(/\bimport\b|\brequire\b|\bfetch\b/g)?.length).toBe(3);
    expect(text.split('\n').length).toBeLessThan(3000);
    expect(verifierHash(built)).toBe(createHash('sha256').update(text).digest('hex'));
    expect(readFileSync(`${built}.sha256`, 'utf8')).toBe(`${createHash('sha256').update(text).digest('hex')}  audit-verify.mjs\n`);
  });
});
