import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doneHere as done, spoken as ecluse, start } from '../support/command.ts';
import { scratch } from '../support/parties.ts';
import { INIT, SECRETS } from '../support/trip.ts';

const { folder, remove } = scratch();
afterAll(remove);

const { custodian1, custodian2, operator, reviewer, partner } = SECRETS;
const [NEW1, NEW2] = ['première phrase toute neuve pour cet essai', 'deuxième phrase toute neuve pour cet essai'] as const;
const homes = { appliance: join(folder, 'appliance'), partner: join(folder, 'partner') };
const drive = (name: string) => {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  return path;
};
/** Every file of a home: its bytes and its times. */
const snapshot = (home: string) =>
  (readdirSync(home, { recursive: true, encoding: 'utf8' }) as string[]).sort().map((name) => {
    const { mtimeMs, size, mode } = statSync(join(home, name));
    const bytes = statSync(join(home, name)).isFile() ? readFileSync(join(home, name)) : '';
    return [name, mode, size, mtimeMs, createHash('sha256').update(bytes).digest('hex')];
  });
const wordsOf = (page: string) => [...readFileSync(page, 'utf8').matchAll(/<li>([^<]+)<\/li>/g)].map((match) => match[1]).join(' ');
const refused = async (args: string[], secrets: readonly string[]) => {
  const { code, json } = await ecluse([...args, '--json'], secrets);
  return [code, (json.error as { code: string }).code];
};

beforeAll(async () => {
  await done(['appliance', 'init', homes.appliance, '--name', 'N'], INIT);
  await done(['partner', 'init', homes.partner, '--name', 'N'], [partner]);
});

describe.each([
  ['appliance', [custodian1, custodian2]],
  ['partner', [partner]],
] as const)('recovery of the %s, at the command line', (who, keepers) => {
  const home = homes[who];
  const make = (to: string) => [who, 'recovery', 'make', home, '--to', to];
  const recover = (...more: string[]) => [who, 'recover', home, ...more];
  let parts: string[] = [];

  it('writes three pages on a drive, for their owner alone', async () => {
    const to = drive(`${who}-drive`);
    const { files } = await done<{ files: string[] }>(make(to), keepers);
    expect(files).toEqual([1, 2, 3].map((number) => join(to, `part-${number}.html`)));
    for (const file of files) expect(statSync(file).mode & 0o077).toBe(0);
    parts = files.map(wordsOf);
    expect(new Set(parts.map((text) => text.split(' ').length))).toEqual(new Set([30]));
    expect(await refused(make(to), keepers)).toEqual([1, 'FILE_EXISTS']);
    for (const wrong of [home, join(home, 'keys'), join(folder, 'absent')]) {
      expect(await refused(make(wrong), keepers)).toEqual([1, 'RECOVERY_FOLDER']);
    }
    const link = join(folder, `${who}-link`);
    symlinkSync(join(home, 'keys'), link);
    expect(await refused(make(link), keepers)).toEqual([1, 'RECOVERY_FOLDER']);
  });

  it('is rehearsed by a drill that leaves the home as it was', async () => {
    const before = snapshot(home);
    for (const [i, j] of [
      [0, 1],
      [2, 0],
    ] as const) {
      expect(await done(recover('--drill'), [parts[i]!, parts[j]!])).toMatchObject({ drill: true });
    }
    expect(await refused(recover('--drill'), [parts[0]!, parts[0]!])).toEqual([1, 'SHARE_SAME']);
    expect(await refused(recover('--drill'), [parts[0]!, parts[1]!.replace(/^\S+/, 'zzz')])).toEqual([1, 'SHARE_WORD']);
    expect(await refused(recover('--drill'), [parts[0]!, parts[1]!.split(' ').reverse().join(' ')])).toEqual([1, 'SHARE_CHECK']);
    expect(await refused(recover('--drill'), [parts[0]!])).toEqual([2, 'SECRET_MISSING']);
    expect(snapshot(home)).toEqual(before);
  });

  it('gives new passphrases, and says a share nowhere', async () => {
    const secrets = who === 'appliance' ? [operator, reviewer, parts[1]!, parts[2]!, NEW1, NEW2] : [parts[1]!, parts[2]!, NEW1];
    const running = start(recover(), secrets);
    const seen: string[] = [];
    while (running.said() === '') {
      try {
        seen.push(readFileSync(`/proc/${running.pid}/cmdline`, 'utf8') + readFileSync(`/proc/${running.pid}/environ`, 'utf8'));
      } catch {
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const { code, stdout, stderr } = await running.ended;
    expect(code).toBe(0);
    expect(seen.length).toBeGreaterThan(0);
    const files = (readdirSync(home, { recursive: true, encoding: 'utf8' }) as string[]).map((name) => join(home, name));
    const written = files.filter((path) => statSync(path).isFile()).map((path) => readFileSync(path, 'utf8'));
    for (const text of [...seen, stdout, stderr, ...written]) {
      for (const secret of [NEW1, NEW2, ...parts.map((part) => part.split(' ').slice(0, 4).join(' '))])
        expect(text.includes(secret)).toBe(false);
    }
    const again = drive(`${who}-again`);
    const code1 = who === 'appliance' ? 'CUSTODY_PASSPHRASE' : 'KEY_PASSPHRASE';
    expect(await refused(make(again), keepers)).toEqual([1, code1]);
    await done(make(again), who === 'appliance' ? [NEW1, NEW2] : [NEW1]);
    expect(existsSync(join(again, 'part-3.html'))).toBe(true);
  });
});
