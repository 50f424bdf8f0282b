import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EcluseError } from '../../src/base/errors.ts';
import { program } from '../../src/base/program.ts';
import type { Pair } from '../../src/keys/custody.ts';
import { networkNamespace, notIsolated, readLinks, readSwap } from './isolation.ts';
import { chamberEnvironment, isolatingChain, type Tools } from './launch.ts';
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

export type ChamberOptions = {
  /** Two custodians and their passphrases. Wiped as soon as they have been handed over, or not used. */
  custodians: Pair;
  /** Every event as it comes, `progress` included. What it throws ends the chamber. */
  onEvent?: (event: ChamberEvent) => void;
  /** The chamber's process, once its isolation has been verified and before it is handed anything. */
  onStart?: (pid: number) => void;
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

/** One per bundle of the job, in the job's order. */
export type RequestOutcome = EventOf<'scored'> | EventOf<'trained'> | EventOf<'set-aside'>;
export type ChamberOutcome = { evidence: IsolationEvidence; requests: RequestOutcome[] };

const DEFAULTS = { memoryMiB: 0 };
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
    const chain = await isolatingChain(options.memoryMiB ?? DEFAULTS.memoryMiB, options.tools);
    if (signal?.aborted) throw new EcluseError('CHAMBER_ABORTED');
    return await new Promise((resolve, reject) => converse(start(chain, options), { job, line, options, resolve, reject }));
  } catch (error) {
    sweep(job.outgoing);
    sweep(job.modelsFolder);
    throw error;
  } finally {
    wipe(custodians);
  }
}

function start(chain: readonly string[], options: ChamberOptions): ChildProcessWithoutNullStreams {
  const memory = options.memoryMiB ?? DEFAULTS.memoryMiB;
  const flags = ['--no-addons', '--no-warnings', ...(memory > 0 ? [`--max-old-space-size=${Math.max(64, memory >> 1)}`] : [])];
  const [command, ...args] = chain as [string, ...string[]];
  const main = options.main ?? program('appliance/chamber/main');
  return spawn(command, [...args, process.execPath, ...flags, main, networkNamespace('self') ?? ''], {
    // A group of its own, so that one signal reaches all of it.
    detached: true,
    cwd: '/',
    env: chamberEnvironment(),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

type Conversation = {
  readonly job: ChamberJob;
  readonly line: Uint8Array;
  readonly options: ChamberOptions;
  readonly resolve: (outcome: ChamberOutcome) => void;
  readonly reject: (error: unknown) => void;
};

function converse(child: ChildProcessWithoutNullStreams, { job, line, options, resolve, reject }: Conversation): void {
  const requests = new Map<string, RequestOutcome>();
  let evidence: IsolationEvidence | null = null;
  let failure: unknown = null;
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
      verifyIsolation(child.pid, evidence);
      options.onEvent?.(event);
      if (child.pid !== undefined) options.onStart?.(child.pid);
      handOver(child, line, options.custodians);
      return;
    }
    if (event.event === 'failed') throw new EcluseError(event.code, event.params);
    if (!evidence) throw new EcluseError('CHAMBER_PROTOCOL', { where: event.event });
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

/** The parent trusts the kernel, not the child: namespace and links are read again from /proc/PID. */
function verifyIsolation(pid: number | undefined, evidence: IsolationEvidence): void {
  const outside = networkNamespace('self');
  const seen = pid === undefined ? null : networkNamespace(pid);
  let reason = seen === null || seen !== evidence.net ? '/proc/PID/ns/net' : notIsolated(evidence, outside);
  if (reason === null) reason = notIsolated({ ...readLinks(`/proc/${pid}`), net: evidence.net, addresses: 0 }, outside);
  if (reason !== null) throw new EcluseError('CHAMBER_NOT_ISOLATED', { reason });
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
