import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EcluseError } from '../../src/base/errors.ts';
import { program } from '../../src/base/program.ts';
import type { Pair } from '../../src/keys/custody.ts';
import { notConfined, readConfinement, spacesOf } from './confinement.ts';
import { networkNamespace, notIsolated, readLinks, readSwap } from './isolation.ts';
import { chamberEnvironment, findLaunch, type Launch, type Tools, type Way } from './launch.ts';
import { lineCutter } from './lines.ts';
import {
  type ChamberEvent,
  type ChamberJob,
  decodeEvent,
  EVENT_LINE_LIMIT,
  type EventOf,
  encodeJob,
  encodeSecrets,
  type IsolationEvidence,
} from './protocol.ts';
import { codePlaces, jobPlaces, type Place } from './room.ts';

export type ChamberOptions = {
  /** Two custodians and their passphrases. Wiped as soon as they have been handed over, or not used. */
  custodians: Pair;
  /** Every event as it comes, `progress` included. What it throws ends the chamber. */
  onEvent?: (event: ChamberEvent) => void;
  /** The chamber, once its isolation has been verified and before it is handed anything. */
  onStart?: (chamber: RunningChamber) => void;
  /** Aborting kills the chamber's whole process group at once. */
  signal?: AbortSignal;
  /** Data memory of the process; its JavaScript heap gets half of it. 0 leaves both to the machine. */
  memoryMiB?: number;
  /** Longest that one bundle may take before the chamber is killed, in place of the job's own limit and some grace. */
  wallClockMs?: number;
  /** For tests: other programs in place of util-linux's, another main module. */
  tools?: Tools;
  main?: string;
};

/** Its process, and the group that one signal kills whole. */
export type RunningChamber = { readonly pid: number; readonly group: number };

/** One per bundle of the job, in the job's order. */
export type RequestOutcome = EventOf<'scored'> | EventOf<'trained'> | EventOf<'set-aside'>;
export type ChamberOutcome = { evidence: IsolationEvidence; requests: RequestOutcome[] };

const DEFAULTS = { memoryMiB: 0 };
const TRIAL_SECONDS = 20;
/** A chamber sets a slow bundle aside by itself; one that does not, this long after, is killed. The first bundle waits for the keys too. */
const GRACE_MS = 120_000;

/**
 * Runs one job in a fresh chamber and waits for its death, which is the wipe. Every part file it may have left is removed.
 * Throws the chamber's own refusal of the whole job (wrong passphrase…), or `CHAMBER_NO_ISOLATION`, `CHAMBER_NOT_ISOLATED`,
 * `CHAMBER_ABORTED`, `CHAMBER_TIMEOUT`, `CHAMBER_DIED`, `CHAMBER_PROTOCOL`, `CHAMBER_SWAP`. A bundle that fails alone is in the outcome
 * as `set-aside`. When it throws, sealed bundles may already stand in the job's folders: nothing vouches for them, discard them.
 */
export async function runChamber(job: ChamberJob, options: ChamberOptions): Promise<ChamberOutcome> {
  const { custodians, signal } = options;
  try {
    const line = encodeJob(job);
    if (job.gap === 'machine' && readSwap() === 'plain') throw new EcluseError('CHAMBER_SWAP');
    // A trial may go on where only the network can be cut off; a session of an unplugged machine may not.
    const launch = await findLaunch(job.gap === 'chamber', options.tools);
    if (signal?.aborted) throw new EcluseError('CHAMBER_ABORTED');
    const started = start(launch, jobPlaces(job), options);
    return await new Promise((resolve, reject) => converse(started, { job, line, options, resolve, reject }));
  } catch (error) {
    sweep(job.outgoing);
    sweep(job.modelsFolder);
    throw error;
  } finally {
    wipe(custodians);
  }
}

/** Starts a chamber that is given nothing to do, for what it measures of itself and the kernel confirms. @throws as `runChamber` */
export async function tryChamber(tools?: Tools): Promise<{ readonly way: Way; readonly evidence: IsolationEvidence }> {
  const launch = await findLaunch(false, tools);
  const started = start(launch, [], {});
  const { child } = started;
  try {
    const evidence = await new Promise<IsolationEvidence>((resolve, reject) => {
      const cut = lineCutter(EVENT_LINE_LIMIT, (line) => {
        const event = decodeEvent(line);
        if (event.event === 'failed') throw new EcluseError(event.code, event.params);
        if (event.event !== 'isolated') throw new EcluseError('CHAMBER_PROTOCOL', { where: event.event });
        verifyIsolation(started, event.evidence);
        resolve(event.evidence);
      });
      child.stdout.on('data', (chunk: Uint8Array) => {
        try {
          cut(chunk);
        } catch (error) {
          reject(error);
        }
      });
      child.on('error', (error: NodeJS.ErrnoException) => reject(new EcluseError('CHAMBER_NO_ISOLATION', { reason: error.code ?? '' })));
      child.on('close', (code, killer) => reject(new EcluseError('CHAMBER_DIED', { reason: killer ?? `code ${code}` })));
      setTimeout(() => reject(new EcluseError('CHAMBER_TIMEOUT', { seconds: TRIAL_SECONDS })), TRIAL_SECONDS * 1000).unref();
    });
    return { way: launch.way, evidence };
  } finally {
    killGroup(child.pid);
  }
}

type Started = {
  readonly child: ChildProcessWithoutNullStreams;
  readonly way: Way;
  /** The only folders it may write in. */
  readonly writes: readonly string[];
};

function start({ way, command }: Launch, job: readonly Place[], options: Pick<ChamberOptions, 'main' | 'memoryMiB'>): Started {
  const memory = options.memoryMiB ?? DEFAULTS.memoryMiB;
  const main = options.main ?? program('appliance/chamber/main');
  const places = [...codePlaces(main), ...job];
  const heap = memory > 0 ? [`--max-old-space-size=${Math.max(64, memory >> 1)}`] : [];
  const flags = ['--no-addons', '--no-warnings', '--disallow-code-generation-from-strings', ...heap];
  const [first, ...args] = command(memory, places, [...flags, main, networkNamespace('self') ?? '']) as [string, ...string[]];
  const child = spawn(first, args, {
    // A group of its own, so that one signal reaches all of it.
    detached: true,
    cwd: '/',
    env: chamberEnvironment(),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  return { child, way, writes: places.filter(({ kind }) => kind === 'write').map(({ path }) => path) };
}

type Conversation = {
  readonly job: ChamberJob;
  readonly line: Uint8Array;
  readonly options: ChamberOptions;
  readonly resolve: (outcome: ChamberOutcome) => void;
  readonly reject: (error: unknown) => void;
};

function converse(started: Started, { job, line, options, resolve, reject }: Conversation): void {
  const { child } = started;
  const requests = new Map<string, RequestOutcome>();
  let evidence: IsolationEvidence | null = null;
  let failure: unknown = null;
  let unlocked = false;
  let done = false;
  let noise = 0;

  const end = (error: unknown): void => {
    failure ??= error;
    killGroup(child.pid);
  };
  const { signal, wallClockMs = job.secondsPerBundle * 1000 + GRACE_MS } = options;
  const onAbort = () => end(new EcluseError('CHAMBER_ABORTED'));
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  const timer = setTimeout(() => end(new EcluseError('CHAMBER_TIMEOUT', { seconds: Math.round(wallClockMs / 1000) })), wallClockMs);

  const take = (event: ChamberEvent): void => {
    if (failure !== null || done) return;
    if (event.event === 'isolated') {
      if (evidence) throw new EcluseError('CHAMBER_PROTOCOL', { where: 'isolated' });
      evidence = event.evidence;
      const pid = verifyIsolation(started, evidence);
      options.onEvent?.(event);
      if (child.pid !== undefined) options.onStart?.({ pid, group: child.pid });
      handOver(child, line, options.custodians);
      return;
    }
    if (event.event === 'failed') throw new EcluseError(event.code, event.params);
    if (!evidence) throw new EcluseError('CHAMBER_PROTOCOL', { where: event.event });
    // The keys are unlocked once, before anything of a bundle is known.
    if (event.event === 'unlocked' ? unlocked : !unlocked && event.event !== 'unlocking')
      throw new EcluseError('CHAMBER_PROTOCOL', { where: event.event });
    unlocked ||= event.event === 'unlocked';
    if (event.event === 'scored' || event.event === 'trained' || event.event === 'set-aside') {
      const known = job.bundles.some((each) => each.id === event.bundle);
      if (!known || requests.has(event.bundle)) throw new EcluseError('CHAMBER_PROTOCOL', { where: event.event });
      requests.set(event.bundle, event);
      timer.refresh();
    }
    if (event.event === 'done') done = true;
    options.onEvent?.(event);
  };
  const cut = lineCutter(EVENT_LINE_LIMIT, (bytes) => take(decodeEvent(bytes)));
  child.stdout.on('data', (chunk: Uint8Array) => {
    try {
      cut(chunk);
    } catch (error) {
      end(error);
    }
  });
  // What the chamber says on stderr may hold anything: it is counted, never kept.
  child.stderr.on('data', (chunk: Uint8Array) => {
    noise += chunk.length;
  });
  child.stdin.on('error', () => {});
  child.on('error', (error: NodeJS.ErrnoException) => end(new EcluseError('CHAMBER_NO_ISOLATION', { reason: error.code ?? '' })));
  child.on('close', (code, killer) => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    // Threads die with their process; this is for a process it might have started.
    killGroup(child.pid);
    if (failure !== null) return reject(failure);
    if (!done || code !== 0 || !evidence) {
      const reason = `${killer ?? `code ${code}`}${noise > 0 ? `, stderr ${noise}` : ''}`;
      return reject(new EcluseError('CHAMBER_DIED', { reason }));
    }
    const outcomes = job.bundles.map(({ id }) => requests.get(id));
    if (outcomes.includes(undefined)) return reject(new EcluseError('CHAMBER_PROTOCOL', { where: 'done' }));
    resolve({ evidence, requests: outcomes as RequestOutcome[] });
  });
}

/** The parent trusts the kernel, not the child: namespaces, links, rights and mounts are read again from /proc/PID. Returns that PID. */
function verifyIsolation({ child, way, writes }: Started, evidence: IsolationEvidence): number {
  const refuse = (reason: string) => new EcluseError('CHAMBER_NOT_ISOLATED', { reason });
  const pid = child.pid === undefined ? null : chamberOf(child.pid, way);
  if (pid === null) throw refuse('/proc/PID');
  const proc = `/proc/${pid}`;
  const outside = networkNamespace('self');
  if (networkNamespace(pid) !== evidence.net) throw refuse('/proc/PID/ns/net');
  const room = way.room ? { outside: spacesOf(), writes } : null;
  const reason =
    notIsolated(evidence, outside) ??
    notIsolated({ ...readLinks(proc), net: evidence.net, addresses: 0 }, outside) ??
    notConfined(evidence, room) ??
    notConfined(readConfinement(proc), room);
  if (reason !== null) throw refuse(reason);
  if (way.directly && rootsOwn(proc)) throw refuse('Uid');
  return pid;
}

/** What was started, or in a room of its own the one process that it has started in turn. */
function chamberOf(started: number, { room }: Way): number | null {
  if (!room) return started;
  const children = readFileSync(`/proc/${started}/task/${started}/children`, 'utf8').trim().split(' ');
  return children.length === 1 && children[0] !== '' ? Number(children[0]) : null;
}

/** Whether the machine's root runs it: without a single right, root's id still opens the settings of the kernel. */
function rootsOwn(proc: string): boolean {
  return /^Uid:.*\b0\b/m.test(readFileSync(`${proc}/status`, 'utf8'));
}

function handOver(child: ChildProcessWithoutNullStreams, line: Uint8Array, custodians: Pair): void {
  const frame = encodeSecrets(custodians);
  child.stdin.write(line);
  child.stdin.write(frame, () => frame.fill(0));
  wipe(custodians);
}

function wipe(custodians: Pair): void {
  for (const { passphrase } of custodians) passphrase.fill(0);
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

/** Removes what `writeAtomically` had not renamed yet. */
function sweep(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      if (/^\..*\.bundle\.[0-9a-f]{12}\.part$/.test(name)) rmSync(join(folder, name), { force: true });
    }
  } catch {
    // The folder itself may not exist yet.
  }
}
