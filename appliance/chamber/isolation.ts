import { readFileSync, readlinkSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { EcluseError } from '../../src/base/errors.ts';
import { procLines, readNetDev } from '../proc.ts';
import { readConfinement } from './confinement.ts';
import type { IsolationEvidence } from './protocol.ts';

/** The network namespace of a process, as `net:[inode]`; null when it cannot be read (the process has died). */
export function networkNamespace(pid: number | 'self', proc = '/proc'): string | null {
  try {
    return readlinkSync(join(proc, String(pid), 'ns', 'net'));
  } catch {
    return null;
  }
}

/** What the kernel says of the links of the namespace `proc` belongs to: names, and bytes and packets both ways. */
export function readLinks(proc = '/proc/self'): { interfaces: string[]; traffic: number; routes: number } {
  const counted = readNetDev(procLines(join(proc, 'net', 'dev')));
  const traffic = [...counted.values()].reduce((sum, { bytes, packets }) => sum + bytes + packets, 0);
  const routes4 = procLines(join(proc, 'net', 'route')).slice(1);
  // An empty namespace still lists the kernel's own « unreachable » route on lo.
  const routes6 = procLines(join(proc, 'net', 'ipv6_route')).filter((line) => line.trim().split(/\s+/).at(-1) !== 'lo');
  return { interfaces: [...counted.keys()], traffic, routes: routes4.length + routes6.length };
}

/** How the machine swaps: a partition or file counts as encrypted only on dm-crypt; compressed memory (zram) never leaves the memory. */
export function readSwap(proc = '/proc', sys = '/sys'): IsolationEvidence['swap'] {
  let found: IsolationEvidence['swap'] = 'none';
  for (const line of procLines(join(proc, 'swaps')).slice(1)) {
    const device = line.split(/\s+/)[0] ?? '';
    if (/^\/dev\/zram\d+$/.test(device)) continue;
    if (!isEncrypted(device, sys)) return 'plain';
    found = 'encrypted';
  }
  return found;
}

function isEncrypted(device: string, sys: string): boolean {
  const name = /^\/dev\/(dm-\d+)$/.exec(device)?.[1];
  try {
    return name !== undefined && readFileSync(join(sys, 'block', name, 'dm', 'uuid'), 'utf8').startsWith('CRYPT-');
  } catch {
    return false;
  }
}

/** Soft limit of a core file, in bytes. 1 is safer than 0: the kernel then gives none to a core-handling program either (core(5)). */
function coreLimit(proc = '/proc'): number {
  const line = procLines(join(proc, 'self', 'limits')).find((each) => each.startsWith('Max core file size'));
  return Number(/^Max core file size\s+(\d+)\s/.exec(line ?? '')?.[1] ?? Number.NaN);
}

/** What the chamber reads of itself before it asks for anything secret. Throws `CHAMBER_NOT_ISOLATED` where a core could be written. */
export function readEvidence(): IsolationEvidence {
  const net = networkNamespace('self');
  const core = coreLimit();
  if (net === null) throw new EcluseError('CHAMBER_NOT_ISOLATED', { reason: '/proc/self/ns/net' });
  if (!(core <= 1)) throw new EcluseError('CHAMBER_NOT_ISOLATED', { reason: 'core' });
  const addresses = Object.values(networkInterfaces()).reduce((sum, each) => sum + (each?.length ?? 0), 0);
  return { net, ...readLinks(), addresses, coreLimit: core, ...readConfinement(), swap: readSwap() };
}

/** Why this evidence does not show an empty namespace apart from `outside`; null when it does. The same rule on both sides of the pipe. */
export function notIsolated(
  evidence: Pick<IsolationEvidence, 'net' | 'interfaces' | 'routes' | 'traffic' | 'addresses'>,
  outside: string | null,
): string | null {
  if (outside === null || evidence.net === outside) return 'ns/net';
  if (evidence.interfaces.length !== 1 || evidence.interfaces[0] !== 'lo') return 'net/dev';
  if (evidence.routes !== 0) return 'net/route';
  if (evidence.addresses !== 0) return 'lo';
  if (evidence.traffic !== 0) return 'net/dev: traffic';
  return null;
}
