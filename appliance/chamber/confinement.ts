import { readFileSync, readlinkSync } from 'node:fs';
import { procLines } from '../proc.ts';
import type { IsolationEvidence } from './protocol.ts';

/** What the kernel says of how a process is shut in; the chamber reads it of itself, the appliance of the chamber. */
export type Confinement = Pick<IsolationEvidence, 'rights' | 'noNewPrivs' | 'limits' | 'room'>;

const SPACES = ['cgroup', 'ipc', 'mnt', 'pid', 'uts'] as const;

/** The namespaces of a process by kind, each as `kind:[inode]`. */
export function spacesOf(proc = '/proc/self'): Record<(typeof SPACES)[number], string> {
  const [cgroup = '', ipc = '', mnt = '', pid = '', uts = ''] = SPACES.map((kind) => readlinkSync(`${proc}/ns/${kind}`));
  return { cgroup, ipc, mnt, pid, uts };
}

export function readConfinement(proc = '/proc/self'): Confinement {
  const status = readFileSync(`${proc}/status`, 'utf8');
  const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1]?.trim() ?? '';
  const limits = procLines(`${proc}/limits`);
  const limit = (name: string) => {
    const value = new RegExp(`^${name}\\s+\\S+\\s+(\\d+)\\s`).exec(limits.find((line) => line.startsWith(name)) ?? '')?.[1];
    return value === undefined ? null : Number(value);
  };
  // The number it bears in the innermost namespace of processes: the first of a room of its own is 1.
  const first = field('NSpid').split(/\s+/).at(-1) === '1';
  return {
    rights: field('CapPrm'),
    noNewPrivs: field('NoNewPrivs') === '1' ? 1 : 0,
    limits: { files: limit('Max open files'), threads: limit('Max processes'), fileSize: limit('Max file size') },
    room: first ? { spaces: spacesOf(proc), ceiling: field('CapBnd'), writable: writable(proc) } : null,
  };
}

/** Where the process could write at all: mounts that are not read-only. The kernel writes a space of a path as `\040`. */
function writable(proc: string): string[] {
  const mounts = procLines(`${proc}/mountinfo`).map((line) => line.split(' '));
  const open = mounts.filter(([, , , , , options = '']) => !options.split(',').includes('ro'));
  return open.map(([, , , , point = '']) =>
    point.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8))),
  );
}

/** No right at all, or the one by which root's chamber reads the home's files whoever owns them (CAP_DAC_OVERRIDE). */
const RIGHTS: ReadonlySet<string> = new Set(['0000000000000000', '0000000000000002']);

/** Why this does not show a process shut in as it must be; null when it does. `room`: what is outside, and the only folders it may write in. */
export function notConfined(
  found: Confinement,
  room: { readonly outside: Record<string, string>; readonly writes: readonly string[] } | null,
): string | null {
  if (found.noNewPrivs !== 1) return 'NoNewPrivs';
  if (!RIGHTS.has(found.rights)) return 'CapPrm';
  for (const [name, value] of Object.entries(found.limits)) if (value === null) return `limits: ${name}`;
  if (room === null) return null;
  if (found.room === null) return 'NSpid';
  const { spaces, ceiling, writable: open } = found.room;
  const shared = SPACES.find((kind) => spaces[kind] === room.outside[kind]);
  if (shared !== undefined) return `ns/${shared}`;
  if (!RIGHTS.has(ceiling)) return 'CapBnd';
  return open.every((path) => room.writes.includes(path)) ? null : 'mountinfo';
}
