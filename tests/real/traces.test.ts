import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { done, start } from '../support/command.ts';
import { childrenOf, commandOf, filesHolding, memoryHolds } from '../support/memory.ts';
import { dataFolder, noData, notRoot } from '../support/requires.ts';
import { approveAll, type Homes, makeHomes, release, SECRETS, throughTheLock, writeCsv } from '../support/trip.ts';
import { signedIn } from '../support/visitor.ts';

const root = mkdtempSync(join(tmpdir(), 'ecluse-traces-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A mark that no other pupil has, as text and in the eight bytes of its number, and file numbers that look like no other. */
const MARK = 137.319374651829;
const FILE = 'CANARI-74HX';
const needles = [Buffer.from(new Float64Array([MARK]).buffer), Buffer.from(String(MARK)), Buffer.from(FILE)];
const dictionary = fileURLToPath(new URL('./uci697.dictionary.json', import.meta.url));

function tables(): { train: string; score: string } {
  const rows = parse(readFileSync(join(dataFolder, 'uci697/entrants-2008-2015.csv')), { delimiter: ';', bom: true }) as string[][];
  const [header = [], ...pupils] = rows;
  const at = (name: string) => header.indexOf(name);
  const planted = pupils.map((row, i) => {
    const changed = [...row];
    changed[at('student_id')] = `${FILE}-${i}`;
    if (i % 40 === 0) changed[at('Admission grade')] = String(MARK);
    return changed;
  });
  const learns = (row: readonly string[]) => Number(row[at('entry_year')]) <= 2013;
  const outcome = at('Target');
  const without = (row: readonly string[]) => row.filter((_, i) => i !== outcome);
  return {
    train: writeCsv(join(root, 'train.csv'), header, planted.filter(learns)),
    score: writeCsv(join(root, 'score.csv'), without(header), planted.filter((row) => !learns(row)).map(without)),
  };
}

/** Starts the console over an appliance, and waits until it says where. */
async function serve(homes: Homes): Promise<{ pid: number; url: string; stop(): Promise<number | null> }> {
  const server = start(['appliance', 'serve', homes.appliance, '--port', '0', '--json']);
  for (let tries = 0; tries < 300; tries++) {
    const url = /"url":"([^"]+)"/.exec(server.said())?.[1];
    if (url !== undefined) {
      return {
        pid: server.pid,
        url,
        async stop() {
          process.kill(server.pid, 'SIGTERM');
          return (await server.ended).code;
        },
      };
    }
    await wait(100);
  }
  throw new Error('the console did not start');
}

/** Looks while a process stands still: however fast it works, it cannot end between two looks. */
function heldStill(pid: number | undefined, look: () => void): void {
  const signal = (name: 'SIGSTOP' | 'SIGCONT') => {
    try {
      if (pid !== undefined) process.kill(pid, name);
    } catch {
      // It has ended.
    }
  };
  signal('SIGSTOP');
  try {
    look();
  } finally {
    signal('SIGCONT');
  }
}

describe.skipIf(noData || notRoot)('values planted in real records', () => {
  it('are in no file of the appliance and nowhere in its server’s memory, during a session and after; in the chamber they are', {
    timeout: 240_000,
  }, async () => {
    const { train, score } = tables();
    const homes = await makeHomes(root, 'CSS de l’essai');
    await approveAll(homes, await throughTheLock(homes, 'train', train, dictionary));
    const sealed = join(homes.drive, 'score.bundle');
    const prepare = ['partner', 'prepare', homes.partner, score, '--dictionary', dictionary, '--purpose', 'score', '--out', sealed];
    await done(prepare, [SECRETS.partner]);
    await done(['appliance', 'receive', homes.appliance, sealed]);

    const server = await serve(homes);
    const operator = await signedIn(server.url, 'operator', SECRETS.operator);
    const id = /name="session" value="([^"]+)"/.exec(await operator.send('/session', '/session/draft', { gap: 'chamber' }))?.[1] ?? '';
    await operator.send(`/session/${id}`, '/session/seal', {
      session: id,
      custodian1: '1',
      passphrase1: SECRETS.custodian1,
      custodian2: '2',
      passphrase2: SECRETS.custodian2,
    });

    const disk: string[] = [];
    let inChamber = false;
    let chamber: number | undefined;
    for (let tries = 0; tries < 1000; tries++) {
      // The program of Node itself: what starts it stands between the two.
      const present = [server.pid, ...childrenOf(server.pid)]
        .flatMap(childrenOf)
        .find((pid) => commandOf(pid).startsWith(process.execPath));
      if (chamber !== undefined && present === undefined) break;
      chamber ??= present;
      heldStill(chamber, () => {
        if (chamber !== undefined && !inChamber && memoryHolds(chamber, needles)) inChamber = true;
        expect(memoryHolds(server.pid, needles), 'server, during').toBe(false);
        disk.push(...filesHolding(homes.appliance, needles));
      });
      await wait(200);
    }
    expect(inChamber, 'this search can find').toBe(true);

    const reviewer = await signedIn(server.url, 'reviewer', SECRETS.reviewer);
    const scored = await reviewer.read(`/session/${id}`);
    const decisions = [...new Set([...scored.matchAll(/name="(decision-[0-9a-f]{32})"/g)].map((match) => match[1] ?? ''))];
    expect(decisions).toHaveLength(1);
    await reviewer.send(`/session/${id}`, '/session/review', {
      session: id,
      ...Object.fromEntries(decisions.map((name) => [name, 'approve'])),
    });
    expect(memoryHolds(server.pid, needles), 'server, after').toBe(false);
    expect(await server.stop()).toBe(0);
    const { files } = await release(homes, 'served');
    expect(disk).toEqual([]);
    expect(filesHolding(homes.appliance, needles)).toEqual([]);
    expect(filesHolding(homes.drive, needles)).toEqual([]);

    const opened = join(root, 'opened');
    await done(['partner', 'open', homes.partner, files[0]?.file ?? '', '--out', opened, '--pupils'], [SECRETS.partner]);
    expect(filesHolding(opened, needles)).toContain(join(opened, 'pupils.csv'));
  });
});
