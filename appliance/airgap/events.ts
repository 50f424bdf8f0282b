import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { chamberEnvironment } from '../chamber/launch.ts';
import type { Machine } from './machine.ts';
import type { Reading } from './reading.ts';
import type { Problem } from './verdict.ts';

/** One link event of the kernel, as `ip monitor link` prints it. */
export type LinkEvent = {
  readonly index: number;
  readonly name: string;
  readonly flags: readonly string[];
  /** The interface is gone. */
  readonly deleted: boolean;
};

// `ip` before 6.9 prints text in spite of -json: both are read.
const TEXT = /^(Deleted )?(\d+): ([^\s:@]+)(?:@[^\s:]*)?: <([^>]*)>/;
const JSON_EVENT = /\{[^{}]*"ifindex"\s*:\s*(\d+)[^{}]*\}/g;

/** The events in some whole lines of the monitor. */
export function parseEvents(text: string): LinkEvent[] {
  const events: LinkEvent[] = [];
  for (const line of text.split('\n')) {
    const found = TEXT.exec(line);
    if (found) {
      events.push({ index: Number(found[2]), name: found[3]!, flags: found[4]!.split(','), deleted: found[1] !== undefined });
      continue;
    }
    for (const [object, index] of line.matchAll(JSON_EVENT)) {
      const name = /"ifname"\s*:\s*"([^"]{1,15})"/.exec(object)?.[1] ?? '?';
      const flags = /"flags"\s*:\s*\[([^\]]*)\]/.exec(object)?.[1]?.replace(/["\s]/g, '').split(',') ?? [];
      events.push({ index: Number(index), name, flags, deleted: /"deleted"\s*:\s*true/.test(object) });
    }
  }
  return events;
}

/** What an event alone shows, even if every state has fallen back since: a device that came or went, a carrier that was there. */
export function breachOfEvent(before: Reading, { index, name, flags, deleted }: LinkEvent): Problem | null {
  if (name === 'lo') return null;
  const known = before.links.some((link) => link.index === index && link.name === name);
  if (deleted || !known) return { code: 'GAP_DEVICE', params: { name } };
  if (flags.includes('UP') && flags.includes('LOWER_UP') && !flags.includes('NO-CARRIER'))
    return { code: 'GAP_MOVED', params: { name, counter: 'netlink' } };
  return null;
}

/** Listens to the machine's links. `onEnd`: nobody listens any more. The child dies with the thread that started it. */
export function listen(machine: Machine, on: { events(text: string): void; end(reason: string): void }): () => void {
  const enter = machine.host ? ['nsenter', `--net=${join(machine.proc, '1', 'ns', 'net')}`] : [];
  const args = ['--pdeathsig', 'KILL', ...enter, 'ip', '-json', 'monitor', 'link'];
  const child: ChildProcess = spawn('setpriv', args, { cwd: '/', env: chamberEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
  let stopped = false;
  let held = '';
  const end = (reason: string) => {
    if (!stopped) on.end(reason);
    stopped = true;
  };
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    held = (held + chunk).slice(-65_536);
    const cut = held.lastIndexOf('\n');
    on.events(held.slice(0, cut + 1));
    held = held.slice(cut + 1);
  });
  // Events that were lost could have shown what no state shows any more. What else it says there is of no weight (a stale name in /run/netns).
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    if (/netlink|buffer|EOF/i.test(text)) end('ip monitor: netlink');
  });
  child.on('error', (error: NodeJS.ErrnoException) => end(`ip monitor: ${error.code ?? ''}`));
  child.on('exit', (code, signal) => end(`ip monitor: ${signal ?? code}`));
  return () => {
    stopped = true;
    child.kill('SIGKILL');
  };
}
