import { readFileSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { EcluseError } from '../../src/base/errors.ts';
import { listen } from '../airgap/events.ts';
import { findMachine } from '../airgap/machine.ts';
import { lookAtGap } from '../airgap/view.ts';
import { readSwap } from '../chamber/isolation.ts';
import { tryChamber } from '../chamber/spawn.ts';
import { availableMiB } from '../session/limits.ts';
import type { Finding } from './finding.ts';

export const NODE_FLOOR = [20, 19] as const;
const MIB = 1 << 20;
/** What a chamber of 60,000 pupils and 2,000 variables takes, with room for the rest. */
const MEMORY_MIB = 3_000;
const DISK_FLOOR_MIB = 512;
const LISTENING_MS = 500;

export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const old = major < NODE_FLOOR[0] || (major === NODE_FLOOR[0] && minor < NODE_FLOOR[1]);
  const error = old ? new EcluseError('NODE_VERSION', { found: version, needed: NODE_FLOOR.join('.') }) : null;
  return { check: 'node', error, weight: 'stop', told: { version } };
}

/** A chamber is started as for a session, and its conditions measured from within and from without; it is given nothing. */
export async function checkIsolation(): Promise<Finding> {
  try {
    const { way } = await tryChamber();
    return { check: 'isolation', error: null, weight: 'stop', told: { way: way.directly ? 'root' : 'user' } };
  } catch (error) {
    if (!(error instanceof EcluseError)) throw error;
    return { check: 'isolation', error, weight: 'stop' };
  }
}

/** Whether mode machine can be had and kept, and what is still to be unplugged. Before the day a plugged machine is no fault. */
export async function checkGap(): Promise<Finding[]> {
  const { refusal, problems, first } = lookAtGap();
  const measurable: Finding = {
    check: 'gap',
    error: refusal ? new EcluseError(refusal.code, refusal.params) : await deafness(),
    weight: 'stop',
    told: { first: first ? 'yes' : 'no' },
  };
  if (refusal !== null) return [measurable];
  return [
    measurable,
    ...problems.map(({ code, params }): Finding => ({ check: 'links', error: new EcluseError(code, params), weight: 'note' })),
  ];
}

/** The guard listens to the kernel by other programs: tried for a moment, as in a session. */
function deafness(): Promise<EcluseError | null> {
  return new Promise((resolve) => {
    const stop = listen(findMachine(), { events: () => {}, end: (reason) => resolve(new EcluseError('GAP_WATCH', { reason })) });
    setTimeout(() => {
      stop();
      resolve(null);
    }, LISTENING_MS);
  });
}

export function checkSwap(proc = '/proc', sys = '/sys'): Finding {
  const swap = readSwap(proc, sys);
  return { check: 'swap', error: swap === 'plain' ? new EcluseError('CHAMBER_SWAP') : null, weight: 'stop', told: { swap } };
}

export function checkCore(proc = '/proc'): Finding {
  const limit = /^Max core file size\s+(\S+)/m.exec(readFileSync(join(proc, 'self', 'limits'), 'utf8'))?.[1] ?? '?';
  const error = limit === '0' || limit === '1' ? null : new EcluseError('CORE_FILES', { limit });
  return { check: 'core', error, weight: 'note' };
}

/** What a session would find: the machine's, or what its control group leaves. */
export function checkMemory(proc = '/proc', sys = '/sys', needed = MEMORY_MIB): Finding {
  const free = availableMiB(proc, sys);
  return { check: 'memory', error: free < needed ? new EcluseError('MEMORY_LOW', { free, needed }) : null, weight: 'warn', told: { free } };
}

/** Results and models are at most as large as what they come from: twice the waiting bundles, and a floor. */
export function checkDisk(folder: string, waiting: number): Finding {
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / MIB);
  const needed = Math.ceil((2 * waiting) / MIB) + DISK_FLOOR_MIB;
  return { check: 'disk', error: free < needed ? new EcluseError('DISK_SPACE', { free, needed }) : null, weight: 'stop', told: { free } };
}
