import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAppliance } from '../../appliance/appliance.ts';
import { pastVaults } from '../../appliance/custody/past-keys.ts';
import { paths } from '../../appliance/home.ts';
import { receive } from '../../appliance/intake/receive.ts';
import { exportLedger } from '../../appliance/release/ledger.ts';
import { folderReader } from '../../src/auditor/folder.ts';
import { verifyExport } from '../../src/auditor/verify.ts';
import { equalBytes, fromUtf8, utf8 } from '../../src/base/bytes.ts';
import { ed25519Public } from '../../src/base/note.ts';
import { seeded, systemRandom } from '../../src/base/random.ts';
import { checkBundle } from '../../src/bundle/check.ts';
import { unlockBundle } from '../../src/bundle/unlock.ts';
import { parseCard } from '../../src/keys/card.ts';
import { openCustody } from '../../src/keys/custody.ts';
import { pastKeyContext } from '../../src/keys/past-key.ts';
import { secretsFromRoot } from '../../src/keys/secrets.ts';
import { openVault } from '../../src/keys/vault.ts';
import { openHome, unlockHome } from '../../src/partner/home.ts';
import { openAnswer } from '../../src/partner/open.ts';
import { answer, approveIn, ask, type Desk, desk, PASSPHRASE, soundResult } from '../support/answers.ts';
import { openSite, PASSPHRASES, pair } from '../support/appliance.ts';
import { code } from '../support/code.ts';
import { scratch } from '../support/parties.ts';
import { long } from '../support/requires.ts';
import { untold } from '../support/told.ts';

/**
 * A change of keys that dies, or whose write fails, at each of its writes in turn (a seeded few in `npm test`): the old keys or the new ones, whole, with
 * what was sealed before opening under either.
 */
const PROGRAM = fileURLToPath(new URL('../support/programs/rotator.mjs', import.meta.url));
const NOW = '2026-09-06T09:00:00Z';
const { folder, remove } = scratch();
afterAll(remove);

type Ran = { writes: number; code: string | null };
function run(who: 'appliance' | 'partner', dir: string, secrets: readonly string[], at: number, fault = 'kill'): Ran | null {
  const env = { ...process.env, ECLUSE_TEST: '1', HOME_DIR: dir, AT: String(at), NOW, WHO: who, FAULT: fault, SECRETS: secrets.join('\n') };
  const { signal, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', PROGRAM], { env, encoding: 'utf8' });
  if (signal === null && stdout === '') throw new Error(stderr);
  return signal === 'SIGKILL' ? null : (JSON.parse(stdout) as Ran);
}
function pointsOf(writes: number, seed: number): number[] {
  const draw = seeded(seed);
  const few = 3;
  if (long) return Array.from({ length: writes }, (_, i) => i + 1);
  // The first write always: nothing has changed yet.
  return [1, ...Array.from({ length: few }, (_, i) => Math.floor(((i + draw()) / few) * writes) + 1)];
}

describe('a rotation of the appliance', () => {
  const template = join(folder, 'template');
  let before: { bundle: string; hash: string };
  beforeAll(() => {
    mkdirSync(template);
    const site = openSite(template, 'rotation-crash');
    const { path } = site.bundle(site.partner('CSS des Rives'), 'train');
    receive(site.app, path, null);
    before = { bundle: path, hash: site.app.card.hash };
    site.app.close();
  });

  /** What holds at the next opening, whatever happened; true when the keys are the new ones. */
  const judge = (dir: string, about: string): boolean => {
    expect(untold(paths(dir).database), about).toEqual([]);
    const app = openAppliance(dir, { clock: () => new Date(NOW), random: systemRandom });
    try {
      const { card } = app;
      const rotated = card.hash !== before.hash;
      const secrets = secretsFromRoot(openCustody(readFileSync(paths(dir).custody), pair()));
      expect(equalBytes(ed25519Public(secrets.sign), card.sign), about).toBe(true);
      expect(fromUtf8(readFileSync(paths(dir).card)), about).toBe(card.text);
      expect(existsSync(paths(dir).custodyNext), about).toBe(false);
      const vaults = pastVaults(app);
      const seal = rotated ? openVault(secrets.vault, pastKeyContext(before.hash), vaults[0]!.vault) : secrets.seal;
      expect(vaults.length, about).toBe(rotated ? 1 : 0);
      const sender = app.store.db.prepare('SELECT card FROM party').get() as { card: string };
      const checked = checkBundle(before.bundle, { recipientId: card.id, cardOf: () => parseCard(utf8(sender.card)) });
      expect(
        code(() => unlockBundle(checked, { seal })),
        about,
      ).toBeNull();
      exportLedger(app, join(dir, '..', 'export'));
      return rotated;
    } finally {
      app.close();
      expect(untold(paths(dir).database), about).toEqual([]);
      expect(verifyExport(folderReader(join(dir, '..', 'export'))).findings, about).toEqual([]);
    }
  };

  it.each(['kill', 'EIO'])('leaves the old keys or the new ones, whole, whatever the write (%s)', { timeout: 600_000 }, (fault) => {
    const copy = (name: string) => {
      const dir = join(folder, `${fault}-${name}`, 'appliance');
      cpSync(join(template, 'appliance'), dir, { recursive: true });
      return dir;
    };
    const whole = copy('whole');
    const { writes, code: refusal } = run('appliance', whole, PASSPHRASES, 0)!;
    expect([refusal, judge(whole, 'whole')]).toEqual([null, true]);
    const seen = new Set<boolean>();
    for (const point of pointsOf(writes, 5)) {
      const dir = copy(String(point));
      const ran = run('appliance', dir, PASSPHRASES, point, fault);
      expect(ran === null, `${point}`).toBe(fault === 'kill');
      seen.add(judge(dir, `${fault} ${point}`));
      // From either, one goes on.
      expect(run('appliance', dir, PASSPHRASES, 0)?.code, `${point}, again`).toBeNull();
      rmSync(join(dir, '..'), { recursive: true });
    }
    expect([...seen].sort()).toEqual([false, true]);
  });
});

describe('a rotation of a partner', () => {
  const NEXT = 'une autre phrase de passe, pour après';
  let at: Desk;
  let path: string;
  beforeAll(() => {
    at = desk(join(folder, 'partner'));
    approveIn(at);
    const request = ask(
      at,
      Array.from({ length: 12 }, (_, i) => `0${100 + i}`),
    );
    path = answer(at, request, { shards: soundResult(at, request) });
  });

  it.each(['kill', 'EIO'])('leaves the old keys or the new ones, whole, whatever the write (%s)', { timeout: 600_000 }, (fault) => {
    const phrases = [fromUtf8(PASSPHRASE), NEXT];
    const copy = (name: string) => {
      const dir = join(folder, `partner-${fault}-${name}`);
      cpSync(at.home.dir, dir, { recursive: true });
      return dir;
    };
    const { writes } = run('partner', copy('whole'), phrases, 0)!;
    const seen = new Set<boolean>();
    for (const point of pointsOf(writes, 9)) {
      const dir = copy(String(point));
      run('partner', dir, phrases, point, fault);
      const home = openHome(dir);
      const rotated = home.card.hash !== at.home.card.hash;
      const secrets = unlockHome(home, utf8(rotated ? NEXT : phrases[0]!));
      expect(openAnswer(home, secrets, path, at.clock).kind, `${fault} ${point}`).toBe('result');
      expect(readdirSync(join(dir, 'keys')).filter((name) => name.startsWith('rotation'))).toEqual([]);
      seen.add(rotated);
      rmSync(dir, { recursive: true });
    }
    expect([...seen].sort()).toEqual([false, true]);
  });
});
