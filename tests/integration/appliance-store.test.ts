import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAppliance } from '../../appliance/appliance.ts';
import { paths } from '../../appliance/home.ts';
import { receive } from '../../appliance/intake/receive.ts';
import { change, tell } from '../../appliance/store/change.ts';
import { takeLock } from '../../appliance/store/lock.ts';
import { assertPragmas, migrations, openStore, PRAGMAS } from '../../appliance/store/open.ts';
import { appendEvents } from '../../src/ledger/append.ts';
import { codeOf, openSite, type Site, SMALL_CHAMBER } from '../support/appliance.ts';
import { noChamber } from '../support/chamber.ts';
import { type PartyKeys, scratch, seededRandom } from '../support/parties.ts';
import { refusal } from '../support/refusal.ts';
import { notRoot } from '../support/requires.ts';
import { contents, untold } from '../support/told.ts';

const { folder, remove } = scratch();
const clock = () => new Date('2026-09-05T09:00:00Z');
afterAll(remove);

describe('the database', () => {
  it('has its pragmas set and asserted at every open', () => {
    const path = join(folder, 'pragmas.sqlite');
    for (let i = 0; i < 3; i++) {
      const store = openStore(path, clock);
      for (const [name, , found] of PRAGMAS) expect(store.db.pragma(name, { simple: true }), name).toBe(found);
      store.close();
      // What SQLite itself would give on reopening is weaker.
      const bare = new Database(path);
      expect(bare.pragma('secure_delete', { simple: true })).not.toBe(1);
      bare.close();
    }
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('refuses to work where a pragma does not hold, each in turn', () => {
    const other: Record<string, string> = { journal_mode: 'DELETE', synchronous: 'NORMAL', temp_store: 'FILE', trusted_schema: 'ON' };
    for (const [name] of PRAGMAS) {
      const store = openStore(join(folder, `${name}.sqlite`), clock);
      store.db.pragma(`${name} = ${other[name] ?? 'OFF'}`);
      expect(refusal(() => assertPragmas(store.db))).toMatchObject({ code: 'STORE_PRAGMA', params: { name } });
      store.close();
    }
  });

  it('refuses a schema it does not know, and numbers its migrations without a hole', () => {
    const path = join(folder, 'later.sqlite');
    const store = openStore(path, clock);
    store.db.pragma('user_version = 99');
    store.close();
    expect(refusal(() => openStore(path, clock))).toMatchObject({ code: 'STORE_VERSION', params: { found: 99 } });
    expect(migrations().map(({ version }) => version)).toEqual(migrations().map((_, i) => i + 1));
  });

  it('writes nothing without an entry, and no entry without its write', () => {
    const store = openStore(join(folder, 'change.sqlite'), clock);
    const event = { actor: 'operateur', type: 'login.ended' } as const;
    expect(refusal(() => change(store, [], () => 1)).code).toBe('INTERNAL');
    const fails = () =>
      change(store, [event], (tx) => {
        tx.db.exec("INSERT INTO attempt (what, failures, last) VALUES ('operator', 1, 0)");
        throw new RangeError('half-way');
      });
    expect(fails).toThrow(RangeError);
    const bad = { ...event, subjects: { session: 'PAS BON' } };
    expect(
      refusal(() => change(store, [bad], (tx) => tx.db.exec("INSERT INTO attempt (what, failures, last) VALUES ('operator', 1, 0)"))).code,
    ).toBe('LEDGER_EVENT');
    expect(store.ledger.size()).toBe(0);
    expect(store.db.prepare('SELECT count(*) AS n FROM attempt').get()).toEqual({ n: 0 });
    store.close();
  });

  it('takes no second writer that saw the same size', () => {
    const path = join(folder, 'guard.sqlite');
    const store = openStore(path, clock);
    tell(store, { actor: 'operateur', type: 'login.ended' });
    const { ledger } = store;
    const stale = { ...ledger, size: () => 0 };
    expect(refusal(() => appendEvents(stale, [{ actor: 'operateur', type: 'login.ended' }], clock)).code).toBe('LEDGER_RACE');
    expect(ledger.size()).toBe(1);
    store.close();
  });

  it.skipIf(notRoot)('full or read-only: every act is refused in coded words and nothing half is left', async () => {
    const small = join(folder, 'small');
    mkdirSync(small);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', small]);
    const site = openSite(small, 'small');
    try {
      const css = site.partner('CSS des Rives');
      const { path } = site.bundle(css, 'train');
      const before = contents(paths(site.dir).database);
      const size = site.app.store.ledger.size();
      const filler = join(small, 'filler');
      for (let left = 1024; left >= 1; left >>= 1) {
        try {
          writeFileSync(filler, new Uint8Array(left * 1024), { flag: 'a' });
        } catch {
          // As full as it can be made.
        }
      }
      expect(await codeOf(() => receive(site.app, path, null))).toMatch(/^(FILE_WRITE|STORE_FAILED)$/);
      expect(contents(paths(site.dir).database)).toBe(before);
      rmSync(filler);
      site.reopen();
      expect(untold(paths(site.dir).database)).toEqual([]);
      expect(site.app.store.ledger.size() - size).toBeLessThanOrEqual(1);
      expect(receive(site.app, path, null)).toMatchObject({ what: 'bundle' });
    } finally {
      site.app.close();
      execFileSync('umount', [small]);
    }
  });
});

describe('an appliance’s home', () => {
  const open = (dir: string) => openAppliance(dir, { clock, random: seededRandom('open') });

  it('misses none of its parts, and its ledger key is the card’s', () => {
    const site = openSite(join(folder, 'home'), 'home');
    site.app.close();
    const at = paths(site.dir);
    for (const file of [at.card, at.database, at.ledgerKey]) {
      copyFileSync(file, `${file}.kept`);
      rmSync(file);
      expect(refusal(() => open(site.dir)).code).toBe('APPLIANCE_MISSING');
      copyFileSync(`${file}.kept`, file);
    }
    const key = readFileSync(at.ledgerKey, 'utf8');
    for (const bad of [key.replace(/^./, (c) => (c === '0' ? '1' : '0')), 'rien\n', key.trimEnd()]) {
      writeFileSync(at.ledgerKey, bad);
      expect(refusal(() => open(site.dir)).code).toBe('APPLIANCE_LEDGER_KEY');
    }
    writeFileSync(at.ledgerKey, key);
    chmodSync(at.ledgerKey, 0o600);
    open(site.dir).close();
  });

  it('is locked by the kernel, not by a number in a file', () => {
    const path = join(folder, 'one.lock');
    const first = takeLock(path, 0);
    expect(first).not.toBe(null);
    expect(takeLock(path, 0)).toBe(null);
    first?.release();
    first?.release();
    const again = takeLock(path, 0);
    expect(again).not.toBe(null);
    again?.release();
  });
});

describe.skipIf(noChamber)('two programs at once', () => {
  const RACER = fileURLToPath(new URL('../support/programs/race.mjs', import.meta.url));
  let root: string;
  let site: Site;
  let css: PartyKeys;
  beforeAll(() => {
    root = join(folder, 'race');
    site = openSite(root, 'race');
    css = site.partner('CSS des Rives');
  });
  afterAll(() => site.app.close());

  const one = (act: string, start: number): Promise<string> =>
    new Promise((resolve, reject) => {
      const env = { ...process.env, ECLUSE_TEST: '1', SITE: root, ACT: act, CHAMBER: SMALL_CHAMBER, START: String(start) };
      execFile(process.execPath, ['--no-warnings', RACER], { env }, (error, out) => (error ? reject(error) : resolve(out.trim())));
    });
  const race = async (act: string) => {
    const start = Date.now() + 900;
    const outcomes = await Promise.all([one(act, start), one(act, start)]);
    expect(untold(paths(site.dir).database), act).toEqual([]);
    return outcomes.sort();
  };

  it('do each act once: receipt, draft, seal, review, release', { timeout: 60_000 }, async () => {
    const { path } = site.bundle(css, 'train');
    copyFileSync(path, join(root, 'one.bundle'));
    expect(await race('receive')).toEqual(['BUNDLE_REPLAY', 'done']);
    expect(await race('draft')).toEqual(['SESSION_LIVE', 'done']);
    const sealed = await race('seal');
    expect(sealed[1]).toBe('done');
    expect(sealed[0]).toMatch(/^SESSION_(BUSY|STATE)$/);
    expect(await race('review')).toEqual(['SESSION_STATE', 'done']);
    const released = await race('release');
    expect(released[1]).toBe('done');
    expect(released[0]).toMatch(/^(SESSION_BUSY|RELEASE_NOTHING)$/);
  });

  it('lose no entry of either', { timeout: 60_000 }, async () => {
    const size = site.app.store.ledger.size();
    expect(await race('tell')).toEqual(['done', 'done']);
    expect(site.app.store.ledger.size()).toBe(size + 200);
  });
});
