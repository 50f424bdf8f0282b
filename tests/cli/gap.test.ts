import { appendFileSync, chmodSync, cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explain } from '../../src/base/errors.ts';
import { messages } from '../../src/cli/messages.ts';
import { PASSPHRASES, PASSWORDS } from '../support/appliance.ts';
import { done, ecluse, type Said } from '../support/command.ts';
import { ecluseInContainer, ecluseOnMachine, type HostMounts, noMachine, prepare } from '../support/gap.ts';
import { scratch } from '../support/parties.ts';

const { folder, remove } = scratch();
afterAll(remove);
let whole: string;
let copies = 0;
const fresh = () => {
  const copy = join(folder, `copy-${copies++}`);
  cpSync(whole, copy, { recursive: true });
  return copy;
};
beforeAll(() => {
  whole = prepare(join(folder, 'whole'), 300, 5);
});

const PAIR = 'ip link add a0 type veth peer name b0';
const UP = `${PAIR} && ip link set a0 up && ip link set b0 up`;
const SECRETS = [PASSWORDS.operator, ...PASSPHRASES, PASSWORDS.reviewer];
type Told = { findings: { check: string; verdict: string; code?: string; told?: Record<string, unknown> }[]; stops: number };
const faults = ({ findings }: Told) =>
  findings.flatMap(({ check, verdict, code }) => (verdict === 'good' ? [] : [`${verdict} ${check} ${code}`]));

describe.skipIf(noMachine)('ecluse appliance gap', () => {
  it('says of an unplugged machine what is there, and that a session may be sealed', async () => {
    const { code, stdout, stderr } = await ecluseOnMachine(PAIR, ['appliance', 'gap', whole]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('a0  interface virtuelle  coupé\nb0  interface virtuelle  coupé\n');
    expect(stdout).toContain(messages.gapUnplugged.fr);
  });

  it('names each link that is up and how to cut it; exit 1', async () => {
    const said = await ecluseOnMachine(UP, ['appliance', 'gap', whole, '--lang', 'en']);
    expect(said.code).toBe(1);
    expect(said.stdout).toContain('a0  virtual interface  up\n');
    for (const name of ['a0', 'b0']) expect(said.stderr).toContain(explain({ code: 'GAP_VIRTUAL', params: { name } }, 'en').fix);
    expect(said.stderr).toContain('GAP_PLUGGED');
    const { json } = await ecluseOnMachine(UP, ['appliance', 'gap', whole, '--json']);
    expect(json).toMatchObject({
      ok: false,
      unplugged: false,
      first: false,
      items: [
        { what: 'interface', name: 'a0', kind: 'virtual', state: 'up', code: 'GAP_VIRTUAL' },
        { what: 'interface', name: 'b0', kind: 'virtual', state: 'up', code: 'GAP_VIRTUAL' },
      ],
      problems: [{ code: 'GAP_VIRTUAL', params: { name: 'a0' } }, { params: { name: 'b0' } }],
      error: { code: 'GAP_PLUGGED', params: { count: 2 } },
    });
  });

  it('finds a card in another namespace, whatever name it was given there', async () => {
    const hide = 'ip link set a0 name gre0 && { unshare --net sleep 30 & } && sleep 0.2 && ip link set gre0 netns $!';
    const said = await ecluseOnMachine(`${PAIR} && ${hide} && nsenter --net=/proc/$!/ns/net ip link set gre0 up`, [
      'appliance',
      'gap',
      whole,
      '--json',
    ]);
    expect(said.json).toMatchObject({ unplugged: false, problems: [{ code: 'GAP_NAMESPACE', params: { names: 'gre0' } }] });
  });

  it('refuses to speak for a machine whose links it does not see', async () => {
    // The /sys of the namespace that this one was made from.
    expect(await ecluseOnMachine('umount /sys', ['appliance', 'gap', whole, '--json'])).toMatchObject({
      code: 1,
      json: { unplugged: false, error: { code: 'GAP_FOREIGN' } },
    });
    const contained = 'touch /run/hosts && mount --bind /run/hosts /etc/hosts';
    expect(await ecluseOnMachine(contained, ['appliance', 'gap', whole, '--json'])).toMatchObject({
      code: 1,
      json: { unplugged: false, items: [], error: { code: 'GAP_CONTAINER', params: { where: '/proc/1/mountinfo' } } },
    });
  });

  it('takes an appliance', async () => {
    expect(await ecluse(['appliance', 'gap', join(folder, 'nowhere'), '--json'])).toMatchObject({
      code: 1,
      json: { error: { code: 'APPLIANCE_MISSING' } },
    });
  });
});

describe.skipIf(noMachine)('in a container', () => {
  const gap = (before: string, mounts: HostMounts) => ecluseInContainer(before, mounts, ['appliance', 'gap', whole, '--json']);
  const codes = (said: Said) => (said.json.error as { code?: string } | undefined)?.code;
  const names = (said: Said) => (said.json.items as { name: string }[]).map(({ name }) => name).sort();

  it('the host’s links are those of the host’s /proc and /sys, when they are mounted for it', async () => {
    const down = await gap(PAIR, 'host');
    expect([down.code, down.json.unplugged, names(down)]).toEqual([0, true, ['a0', 'b0']]);
    const up = await gap(UP, 'host');
    expect([up.code, up.json.unplugged, codes(up)]).toEqual([1, false, 'GAP_PLUGGED']);
  });

  it.each<[HostMounts, string]>([
    ['none', 'GAP_CONTAINER'],
    ['own', 'GAP_CONTAINER'],
    ['other sysfs', 'GAP_FOREIGN'],
  ])('nothing is said of the machine with other mounts: %s', async (mounts, code) => {
    for (const before of [PAIR, UP])
      expect(await gap(before, mounts)).toMatchObject({ code: 1, json: { unplugged: false, error: { code } } });
  });

  it('a session is held on the host’s links, and refused without them', async () => {
    const session = (home: string, before: string, mounts: HostMounts) =>
      ecluseInContainer(before, mounts, ['appliance', 'session', home, '--gap', 'machine'], SECRETS);
    expect((await session(fresh(), PAIR, 'none')).stderr).toContain('GAP_CONTAINER');
    expect((await session(fresh(), UP, 'host')).stderr).toContain('GAP_VIRTUAL');
    const held = await session(fresh(), PAIR, 'host');
    expect([held.code, held.stderr, held.stdout]).toEqual([0, expect.anything(), expect.stringContaining(messages.plugAgain.fr)]);
  });
});

describe.skipIf(noMachine)('ecluse appliance session --gap machine', () => {
  it('seals nothing while a link is up', async () => {
    const home = fresh();
    const said = await ecluseOnMachine(UP, ['appliance', 'session', home, '--gap', 'machine'], SECRETS);
    expect(said.code).toBe(1);
    expect(said.stderr).toContain('GAP_VIRTUAL');
    expect(said.stderr).not.toContain(messages.sealed.fr);
    expect(said.stdout + said.stderr).not.toContain(messages.plugAgain.fr);
  });

  it('that comes to nothing says when to plug in again too', async () => {
    const home = fresh();
    const wrong = [PASSWORDS.operator, PASSPHRASES[0], 'une autre suite de mots', PASSWORDS.reviewer];
    const said = await ecluseOnMachine(PAIR, ['appliance', 'session', home, '--gap', 'machine'], wrong);
    expect([said.code, said.stderr]).toEqual([1, expect.stringContaining('CUSTODY_PASSPHRASE')]);
    expect(said.stderr).toContain(messages.plugAgain.fr);
  });

  it('holds the trip on an unplugged machine, says when to plug in again, and an auditor finds the line unbroken', async () => {
    const home = fresh();
    const said = await ecluseOnMachine(PAIR, ['appliance', 'session', home, '--gap', 'machine'], SECRETS);
    expect([said.code, said.stderr]).toEqual([0, expect.stringContaining(messages.gapMachineSaid.fr)]);
    expect(said.stderr).not.toContain(messages.plugAgain.fr);
    expect(said.stdout).toContain(messages.plugAgain.fr);
    const drive = join(folder, 'drive');
    mkdirSync(drive);
    const released = await ecluse(['appliance', 'release', home, '--to', drive], [PASSWORDS.operator]);
    expect([released.code, released.stdout]).toEqual([0, expect.stringContaining(messages.plugAgain.fr)]);
    await done(['appliance', 'ledger', 'export', home, '--to', join(folder, 'export')]);
    const { json, code } = await ecluse(['audit', 'verify', join(folder, 'export'), '--json']);
    expect(code).toBe(0);
    expect(json).toMatchObject({ findings: [], facts: { sessions: [{ gap: 'machine', state: 'closed' }] } });
  });
});

describe.skipIf(noMachine)('ecluse appliance doctor', () => {
  const doctor = async (home: string, before = PAIR) =>
    (await ecluseOnMachine(before, ['appliance', 'doctor', home, '--json'])).json as Told;

  it('finds nothing that would stop a session; what is plugged is for the day', async () => {
    const said = await ecluseOnMachine(UP, ['appliance', 'doctor', whole]);
    expect([said.code, said.stderr]).toEqual([0, '']);
    expect(said.stdout).toContain(messages.doctorClean.fr);
    expect(said.stdout).toMatch(/^✓ Isolement du sas/m);
    const told = await doctor(whole, UP);
    expect(faults(told).filter((each) => !/^(note links|note core|warn memory)/.test(each))).toEqual([]);
    expect(told.findings.find(({ check }) => check === 'bundles')?.told).toEqual({ ready: 1, waiting: 1 });
  });

  it.each<[string, (home: string) => void, string]>([
    ['keys open to others', (home) => chmodSync(join(home, 'keys', 'ledger.key'), 0o644), 'stop permissions HOME_PERMISSIONS'],
    ['a home open to others', (home) => chmodSync(home, 0o755), 'stop permissions HOME_PERMISSIONS'],
    [
      'a bundle that left the quarantine',
      (home) => {
        const quarantine = join(home, 'bundles', 'quarantine');
        for (const name of readdirSync(quarantine)) rmSync(join(quarantine, name));
      },
      'stop bundles QUARANTINE_FILE',
    ],
    [
      'an entry altered in the database',
      (home) => {
        const db = new Database(join(home, 'ecluse.sqlite'));
        const [{ bytes }] = db.prepare('SELECT bytes FROM ledger_entry WHERE sequence = 1').all() as [{ bytes: Buffer }];
        const altered = Buffer.from(bytes.toString('utf8').replace('2026-09-05', '2026-09-04'));
        db.prepare('UPDATE ledger_entry SET bytes = ? WHERE sequence = 1').run(altered);
        db.close();
      },
      'stop ledger LEDGER_DAMAGED',
    ],
    ['no custody file', (home) => rmSync(join(home, 'keys', 'custody.key')), 'stop custody FILE_MISSING'],
    [
      'another custody file than the ledger’s',
      (home) => appendFileSync(join(home, 'keys', 'custody.key'), ' '),
      'stop custody CUSTODY_STALE',
    ],
    ['no ledger key', (home) => rmSync(join(home, 'keys', 'ledger.key')), 'stop home APPLIANCE_MISSING'],
  ])('tells %s', async (_, spoil, fault) => {
    const home = fresh();
    spoil(home);
    const told = await doctor(home);
    expect(faults(told)).toContain(fault);
    expect(told.stops).toBeGreaterThan(0);
  });

  it('tells a machine whose links nothing listens to', async () => {
    expect(faults(await doctor(whole, `${PAIR} && mount --bind /dev/null "$(command -v ip)"`))).toContain('stop gap GAP_WATCH');
  });

  it('tells a clock that went back, and one too far ahead', async () => {
    const entry = (home: string, year: string) => {
      const db = new Database(join(home, 'ecluse.sqlite'));
      const { size } = db.prepare('SELECT size FROM ledger_head').get() as { size: number };
      const { bytes } = db.prepare('SELECT bytes FROM ledger_entry WHERE sequence = ?').get(size - 1) as { bytes: Buffer };
      const text = bytes.toString('utf8').replace(/"time":"\d{4}/, `"time":"${year}`);
      db.prepare('UPDATE ledger_entry SET bytes = ? WHERE sequence = ?').run(Buffer.from(text), size - 1);
      db.close();
    };
    const [back, ahead] = [fresh(), fresh()];
    entry(back, '2199');
    entry(ahead, '2019');
    expect(faults(await doctor(back))).toContain('stop clock LEDGER_CLOCK');
    expect(faults(await doctor(ahead))).toContain('warn clock CLOCK_ODD');
  });
});
