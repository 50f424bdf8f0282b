import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EcluseError } from '../../src/base/errors.ts';
import { type Counters, procLines, readNetDev } from '../proc.ts';
import type { Machine } from './machine.ts';

export type LinkKind = 'loopback' | 'wired' | 'wireless' | 'cellular' | 'virtual';
/** One network interface. Counters are compared, not only states: a link that flaps between two looks is seen. */
export type Link = {
  readonly name: string;
  readonly index: number;
  readonly kind: LinkKind;
  readonly operstate: string;
  /** null: the kernel answers EINVAL, the interface is administratively down. */
  readonly carrier: 0 | 1 | null;
  readonly carrierChanges: number;
  /** Bit 0 of the flags: administratively up. */
  readonly admin: boolean;
  readonly bytes: number;
  readonly packets: number;
};
export type Addresses = { readonly routes: readonly string[]; readonly addresses: readonly string[] };

const LOOPBACK = 772;

/** Gone, or going: what is unplugged while it is read. */
export function vanished(error: unknown): boolean {
  return ['ENOENT', 'ENODEV', 'ENXIO', 'ESRCH', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** Every interface of the machine but the loopback, by name. @throws GAP_UNREADABLE, GAP_FOREIGN */
export function readInterfaces(machine: Machine): Link[] {
  for (let again = 3; ; again--) {
    const folder = join(machine.sys, 'class', 'net');
    const names = namesIn(folder).filter((name) => existsSync(join(folder, name, 'ifindex')));
    const counted = readNetDev(readLines(join(machine.proc, '1', 'net', 'dev')));
    const links = names.flatMap((name) => readLink(folder, name, counted.get(name)) ?? []);
    // A sysfs shows the namespace it was mounted from: where the two disagree, one of them is not the machine's.
    const same = links.length === names.length && names.length === counted.size && names.every((name) => counted.has(name));
    if (same) return links.filter(({ kind }) => kind !== 'loopback');
    if (again === 0) throw new EcluseError('GAP_FOREIGN', { where: folder });
  }
}

/** @throws GAP_UNREADABLE */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    throw new EcluseError('GAP_UNREADABLE', { where: folder }, { cause: error });
  }
}

function readLink(folder: string, name: string, counters: Counters | undefined): Link | null {
  const at = join(folder, name);
  const read = (file: string) => readFileSync(join(at, file), 'utf8').trim();
  try {
    const type = Number(read('type'));
    return {
      name,
      index: Number(read('ifindex')),
      kind: kindOf(at, name, type, read('uevent')),
      operstate: read('operstate'),
      carrier: readCarrier(at),
      carrierChanges: Number(read('carrier_changes')),
      admin: (Number(read('flags')) & 1) === 1,
      bytes: counters?.bytes ?? 0,
      packets: counters?.packets ?? 0,
    };
  } catch (error) {
    // What the kernel says of an interface that it is taking away (net-sysfs).
    const leaving = (error as NodeJS.ErrnoException).code === 'EINVAL';
    if (leaving || vanished(error)) return null;
    throw new EcluseError('GAP_UNREADABLE', { where: at }, { cause: error });
  }
}

function readCarrier(at: string): 0 | 1 | null {
  try {
    return readFileSync(join(at, 'carrier'), 'utf8').trim() === '1' ? 1 : 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EINVAL') return null;
    throw error;
  }
}

function kindOf(at: string, name: string, type: number, uevent: string): LinkKind {
  if (name === 'lo' && type === LOOPBACK) return 'loopback';
  if (existsSync(join(at, 'phy80211')) || existsSync(join(at, 'wireless')) || /^DEVTYPE=wlan$/m.test(uevent)) return 'wireless';
  if (/^DEVTYPE=wwan$/m.test(uevent)) return 'cellular';
  return existsSync(join(at, 'device')) ? 'wired' : 'virtual';
}

/** @throws GAP_UNREADABLE */
export function readLines(path: string): string[] {
  try {
    return procLines(path);
  } catch (error) {
    throw new EcluseError('GAP_UNREADABLE', { where: path }, { cause: error });
  }
}

/** Routes and IPv6 addresses that are not the loopback's, as the kernel writes what does not move by itself. */
export function readAddresses({ proc }: Machine): Addresses {
  const net = (name: string) => readLines(join(proc, '1', 'net', name)).map((line) => line.trim().split(/\s+/));
  const routes4 = net('route')
    .slice(1)
    .map(([device, destination, gateway, , , , , mask]) => `${device} ${destination}/${mask} ${gateway}`);
  const routes6 = net('ipv6_route').flatMap((fields) =>
    fields[9] === 'lo' ? [] : [`${fields[9]} ${fields[0]}/${fields[1]} ${fields[4]}`],
  );
  const addresses = net('if_inet6').flatMap((fields) => (fields[5] === 'lo' ? [] : [`${fields[5]} ${fields[0]}`]));
  return { routes: [...routes4, ...routes6].sort(), addresses: addresses.sort() };
}
