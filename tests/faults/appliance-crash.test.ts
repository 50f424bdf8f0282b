import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '../../src/base/random.ts';
import { noChamber } from '../support/chamber.ts';
import { chambersAlive, copyOf, drive, faultsAtEnd, faultsNow, makeTemplate, type Template } from '../support/crash.ts';
import { scratch } from '../support/parties.ts';
import { long } from '../support/requires.ts';

/**
 * Two trainings, two approvals and three requests are carried through receipt, session, review and release by a program that is killed, or whose
 * write fails, at each of its writes in turn (a seeded few in `npm test`). After each blow and after the last: no state without its entry, nothing on
 * the drive that the ledger does not know of, no bundle lost, each request answered once, and an auditor who finds nothing amiss.
 */
const { folder, remove } = scratch();
let template: Template;
let writes = 0;
let serial = 0;

const fresh = () => copyOf(template, join(folder, `site-${serial++}`));
const finish = async (site: string, what: string) => {
  const last = await drive(site, template.chamber);
  expect(last, what).toMatchObject({ done: true });
  expect(faultsAtEnd(site, template.requests, last!.export!), what).toEqual([]);
  rmSync(site, { recursive: true, force: true });
};
const noneAlive = async () => {
  for (let wait = 0; wait < 100 && chambersAlive(template.chamber) > 0; wait++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(chambersAlive(template.chamber)).toBe(0);
};

/** A seeded few of the numbers 1 to `to`, or all of them in the long run. */
function points(to: number, few: number, seed: number): number[] {
  if (long) return Array.from({ length: to }, (_, i) => i + 1);
  const draw = seeded(seed);
  return Array.from({ length: few }, (_, i) => Math.floor(((i + draw()) / few) * to) + 1);
}

describe.skipIf(noChamber)('an appliance that dies', () => {
  beforeAll(async () => {
    mkdirSync(join(folder, 'template'));
    template = makeTemplate(join(folder, 'template'));
    const site = fresh();
    const whole = await drive(site, template.chamber);
    expect(whole).toMatchObject({ done: true });
    expect(faultsAtEnd(site, template.requests, whole!.export!)).toEqual([]);
    writes = whole!.writes;
  });
  afterAll(remove);

  it('at any of its writes, keeps every promise', { timeout: 3_600_000 }, async () => {
    let kills = 0;
    for (const at of points(writes, 4, 11)) {
      const site = fresh();
      if ((await drive(site, template.chamber, 'kill', at)) === null) kills++;
      await noneAlive();
      expect(faultsNow(site), `write ${at}`).toEqual([]);
      await finish(site, `killed at write ${at}`);
    }
    console.log(`killed at ${kills} of ${writes} writes`);
    expect(kills).toBeGreaterThanOrEqual(long ? writes - 20 : 3);
  });

  it.each(['EIO', 'ENOSPC'])(
    'or whose write fails once (%s), refuses in coded words and goes on after a restart',
    { timeout: 3_600_000 },
    async (fault) => {
      for (const at of points(writes, 2, fault === 'EIO' ? 12 : 13)) {
        const site = fresh();
        const outcome = await drive(site, template.chamber, fault, at);
        if (!outcome?.done) expect(outcome, `${fault} at write ${at}`).toMatchObject({ code: expect.stringMatching(/^[A-Z_]+$/) });
        expect(faultsNow(site), `${fault} at write ${at}`).toEqual([]);
        await finish(site, `${fault} at write ${at}`);
      }
    },
  );

  it('again and again at any moment, gets there in the end', { timeout: 3_600_000 }, async () => {
    const draw = seeded(14);
    let kills = 0;
    while (kills < (long ? 200 : 2)) {
      const site = fresh();
      for (let blow = 0; blow < 5; blow++) {
        let timer: NodeJS.Timeout | undefined;
        const after = 150 + draw() * 600;
        const outcome = await drive(site, template.chamber, '', 0, (child) => {
          timer = setTimeout(() => child.kill('SIGKILL'), after);
        });
        clearTimeout(timer);
        if (outcome?.done) break;
        expect(outcome).toBe(null);
        kills++;
        await noneAlive();
        expect(faultsNow(site)).toEqual([]);
      }
      await finish(site, 'killed at random');
    }
  });

  it('or loses its chamber at any moment, takes the bundles up again', { timeout: 3_600_000 }, async () => {
    const draw = seeded(15);
    let kills = 0;
    for (let round = 0; kills < (long ? 100 : 1) && round < 1_000; round++) {
      const site = fresh();
      let struck = false;
      const after = draw() * 120;
      const outcome = await drive(site, template.chamber, '', 0, (child) => void strike(child, after).then((hit) => (struck = hit)));
      if (struck) kills++;
      if (!outcome?.done) expect(outcome).toMatchObject({ code: expect.stringMatching(/^CHAMBER_/) });
      expect(faultsNow(site)).toEqual([]);
      await finish(site, 'chamber killed');
    }
    expect(kills).toBeGreaterThan(0);
  });
});

/** Kills the first chamber that this process starts, some milliseconds after it appears. */
async function strike(child: ChildProcess, after: number): Promise<boolean> {
  const children = () => {
    try {
      return readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ');
    } catch {
      return [];
    }
  };
  const isChamber = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(template.chamber);
    } catch {
      return false;
    }
  };
  while (child.exitCode === null && child.signalCode === null) {
    const pid = children().find(isChamber);
    if (pid) {
      await new Promise((resolve) => setTimeout(resolve, after));
      try {
        return process.kill(Number(pid), 'SIGKILL');
      } catch {
        return false;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return false;
}
