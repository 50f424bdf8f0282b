import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAppliance } from '../../appliance/appliance.ts';
import { exportLedger } from '../../appliance/release/ledger.ts';
import { listBundles, listEntries } from '../../appliance/views.ts';
import { folderReader } from '../../src/auditor/folder.ts';
import { verifyExport } from '../../src/auditor/verify.ts';
import { systemRandom } from '../../src/base/random.ts';
import { ASLEEP, CLOCK_BACK, noMachine, prepare, type Sitting, sitting } from '../support/gap.ts';
import { scratch } from '../support/parties.ts';
import { long } from '../support/requires.ts';

const { folder, remove } = scratch();
afterAll(remove);

const open = (dir: string) => openAppliance(dir, { clock: () => new Date(), random: systemRandom });

/** What an auditor finds in the ledger of this appliance. */
function audit(dir: string) {
  const app = open(dir);
  try {
    exportLedger(app, `${dir}-export`);
    return verifyExport(folderReader(`${dir}-export`), { card: Buffer.from(app.card.text) });
  } finally {
    app.close();
  }
}

const figures: [string, number, number][] = [];
const record = (act: string, { killed, ended }: Sitting) => figures.push([act, killed, ended]);
afterAll(() => {
  for (const [act, killed, ended] of figures) {
    process.stderr.write(
      `air gap, ${act}: chamber dead after ${killed.toFixed(0)} ms, aborted in the ledger after ${ended.toFixed(0)} ms\n`,
    );
  }
});

describe.skipIf(noMachine)('a session in mode machine, on a machine of its own', () => {
  let heavy: string;
  let copies = 0;
  const fresh = (of = heavy) => {
    const copy = join(folder, `copy-${copies++}`);
    cpSync(of, copy, { recursive: true });
    return copy;
  };
  beforeAll(() => {
    heavy = prepare(join(folder, 'heavy'), 6000, 300);
  });

  it.each([
    ['up', /^GAP_(MOVED|VIRTUAL|DEVICE)$/],
    ['flap', /^GAP_(MOVED|VIRTUAL)$/],
    ['passing', /^GAP_DEVICE$/],
    ['ten', /^GAP_DEVICE$/],
    ['elsewhere', /^GAP_NAMESPACE$/],
    ['deaf', /^GAP_WATCH$/],
  ])('links %s in the sealed phase: chamber dead, session aborted, told, within a second', async (act, code) => {
    const home = fresh();
    const seen = await sitting(home, act);
    expect(seen.failure?.code).toMatch(code);
    expect(seen).toMatchObject({ state: 'aborted', code: seen.failure?.code, alive: false });
    expect(seen.killed).toBeLessThan(1000);
    expect(seen.ended).toBeLessThan(1000);
    record(act, seen);
    const last = seen.codes.slice(-3);
    expect(last.at(-1)).toBe(`session.aborted ${seen.code}`);
    expect(last.at(-2)).toBe(`chamber.ended ${seen.code}`);
    if (act !== 'deaf') expect(last[0]).toBe(`gap.evidence ${seen.code}`);
    const app = open(home);
    expect(listBundles(app).map(({ state }) => state)).toEqual(['pending']);
    app.close();
    expect(audit(home).findings).toEqual([]);
  });

  it('again and again, at any moment of its work (twenty times in the long tests)', { timeout: 600_000 }, async () => {
    const times: number[] = [];
    for (let n = 0; n < (long ? 20 : 2); n++) {
      const seen = await sitting(fresh(), n % 2 === 0 ? 'up' : 'flap', undefined, 40 * n);
      expect(seen).toMatchObject({ state: 'aborted', alive: false, code: expect.stringMatching(/^GAP_/) });
      times.push(seen.ended);
    }
    times.sort((a, b) => a - b);
    expect(times.at(-1)).toBeLessThan(1000);
    const [median, worst] = [times[times.length >> 1]!, times.at(-1)!];
    process.stderr.write(
      `air gap, ${times.length} sessions: aborted after ${median.toFixed(0)} ms (median), ${worst.toFixed(0)} ms (worst)\n`,
    );
  });

  it('kills the chamber in time even while the appliance’s own thread is busy', async () => {
    const seen = await sitting(fresh(), 'busy');
    expect(seen.busy).toBeGreaterThan(1400);
    expect(seen.killed).toBeLessThan(1000);
    expect(seen.state).toBe('aborted');
    figures.push(['up, appliance busy', seen.killed, seen.ended]);
  });

  it('a flap of 50 ms leaves its mark in the counters, though everything is down again', async () => {
    const { seen, down } = await sitting<{ seen: { code: string } | null; down: boolean }>(heavy, 'counters');
    expect(down).toBe(true);
    expect(seen?.code).toBe('GAP_MOVED');
  });

  it('is not sealed while a link is up, and no key is asked for; the ledger says so', async () => {
    const home = fresh();
    const seen = await sitting(home, 'plugged');
    expect(seen.failure?.code).toBe('GAP_VIRTUAL');
    expect(seen).toMatchObject({ state: 'drafted', alive: false });
    expect(seen.codes).toEqual(['session.drafted', 'gap.evidence GAP_VIRTUAL']);
    expect(audit(home).findings).toEqual([]);
  });

  it('with no link, closes; its line of evidence is unbroken', async () => {
    const home = prepare(join(folder, 'light'), 600, 20);
    const seen = await sitting(home, 'nothing', 300);
    expect(seen.failure).toBeNull();
    expect(seen.state).toBe('scored');
    expect(seen.codes.slice(0, 4)).toEqual(['session.drafted', 'session.sealed', 'gap.evidence', 'gap.evidence']);
    expect(seen.codes.slice(-3)).toEqual(['gap.evidence', 'chamber.ended', 'session.scored']);
    const app = open(home);
    const told = listEntries(app, { from: 0, limit: 1000 }).entries;
    const machine = told.filter(({ type, counts }) => type === 'gap.evidence' && counts.changes !== undefined);
    expect(machine.length).toBeGreaterThan(2);
    expect(new Set(machine.map(({ counts }) => `${counts.links} ${counts.changes}`)).size).toBe(1);
    expect(told.find(({ type }) => type === 'session.sealed')?.digests.probes).toBe(machine[0]?.digests.probes);
    app.close();
    const { findings, facts } = audit(home);
    expect(findings).toEqual([]);
    expect(facts?.sessions[0]).toMatchObject({ gap: 'machine', state: 'scored' });
  });

  it('goes on giving evidence although the machine’s clock was set back', async () => {
    const seen = await sitting(prepare(join(folder, 'back'), 600, 20), 'nothing', 300, undefined, CLOCK_BACK);
    expect(seen.failure).toBeNull();
    // Three stand in any session: the machine's at its sealing and at its end, the chamber's own.
    expect(seen.codes.filter((code) => code === 'gap.evidence').length).toBeGreaterThan(3);
  });

  it('of which the machine slept is aborted when it wakes: nobody looked meanwhile', async () => {
    const home = fresh();
    const seen = await sitting(home, 'nothing', undefined, undefined, ASLEEP);
    expect(seen).toMatchObject({
      failure: { code: 'GAP_ASLEEP', params: { seconds: 3600 } },
      state: 'aborted',
      code: 'GAP_ASLEEP',
      alive: false,
    });
    expect(audit(home).findings).toEqual([]);
  });
});
