import { readFileSync } from 'node:fs';

/** Lines that are not blank of a file of /proc. A file of IPv6 or of multicast that does not exist is empty: the kernel has none. */
export function procLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && /(ipv6_route|if_inet6|igmp)$/.test(path)) return [];
    throw error;
  }
}

export type Counters = { readonly bytes: number; readonly packets: number };

/** Bytes and packets received and sent, by interface, from the lines of `/proc/<pid>/net/dev` (proc_pid_net(5)). */
export function readNetDev(lines: readonly string[]): Map<string, Counters> {
  const counted = new Map<string, Counters>();
  for (const line of lines.slice(2)) {
    const cut = line.lastIndexOf(':');
    const fields = line
      .slice(cut + 1)
      .trim()
      .split(/\s+/)
      .map(Number);
    counted.set(line.slice(0, cut).trim(), { bytes: fields[0]! + fields[8]!, packets: fields[1]! + fields[9]! });
  }
  return counted;
}
