import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { EcluseError } from '../../src/base/errors.ts';
import { type Counters, readNetDev } from '../proc.ts';
import { namesIn, readLines, vanished } from './links.ts';
import { type Machine, machineNamespace } from './machine.ts';

/** Another network namespace of the machine that holds interfaces: a card moved there leaves the machine's own list. */
export type Elsewhere = { readonly net: string; readonly names: readonly string[] };

/** The kernel's own, made in every namespace once their module is loaded; down and without a device. */
const FALLBACK = /^(tunl0|gre0|gretap0|erspan0|ip_vti0|ip6_vti0|sit0|ip6tnl0|ip6gre0)$/;

/** @throws GAP_UNREADABLE where a process's namespace cannot be read: it takes root */
export function readElsewhere(machine: Machine): Elsewhere[] {
  const { proc } = machine;
  const own = machineNamespace(machine);
  const seen = new Map<string, Elsewhere | null>();
  for (const pid of namesIn(proc).filter((name) => /^\d+$/.test(name))) {
    try {
      const net = readlinkSync(join(proc, pid, 'ns', 'net'));
      if (net === own || seen.has(net)) continue;
      const names = carriersIn(join(proc, pid, 'net'));
      seen.set(net, names.length > 0 ? { net, names: names.sort() } : null);
    } catch (error) {
      const cause = error instanceof EcluseError ? error.cause : error;
      // A process that has just died, or is dying, has no namespace any more.
      if (vanished(cause) || (cause as NodeJS.ErrnoException).code === 'EINVAL') continue;
      throw error instanceof EcluseError ? error : new EcluseError('GAP_UNREADABLE', { where: `/proc/${pid}/ns/net` }, { cause: error });
    }
  }
  // Kept by a mount and entered by nobody: nothing can be read of it.
  for (const line of readLines(join(proc, '1', 'mountinfo'))) {
    const net = / - nsfs /.test(line) ? line.split(' ')[3] : undefined;
    if (net?.startsWith('net:[') && net !== own && !seen.has(net)) seen.set(net, { net, names: [] });
  }
  return [...seen.values()].filter((each) => each !== null).sort((a, b) => (a.net < b.net ? -1 : 1));
}

/** Interfaces that are not the kernel's own. A name proves nothing, a card may be given any: whoever is up, or has carried a packet, is a card. */
function carriersIn(net: string): string[] {
  const counted = readNetDev(readLines(join(net, 'dev')));
  const up = joined(readLines(join(net, 'igmp')));
  const isOwn = (name: string, { packets }: Counters) => name === 'lo' || (FALLBACK.test(name) && packets === 0);
  return [...counted].flatMap(([name, counters]) => (up.has(name) || !isOwn(name, counters) ? [name] : []));
}

/** Interfaces that are up, the loopback (always the first) aside: each has joined a group. */
function joined(lines: readonly string[]): Set<string> {
  const heads = lines.flatMap((line) => {
    const [, index, name] = /^(\d+)\s+([^\s:]+)\s*:/.exec(line) ?? [];
    return name === undefined || index === '1' ? [] : [name];
  });
  return new Set(heads);
}
