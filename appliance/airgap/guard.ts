import { Worker } from 'node:worker_threads';
import { EcluseError } from '../../src/base/errors.ts';
import { program } from '../../src/base/program.ts';
import { findMachine, type Machine } from './machine.ts';
import type { Look } from './reading.ts';
import type { Problem } from './verdict.ts';

/** `beats`, shared: how many looks were taken; whether the chamber has been killed. */
export type GuardData = { machine: Machine; pollMs: number; evidenceMs: number; beats: Int32Array };
export type ToGuard = { type: 'chamber'; pid: number | null } | { type: 'end' };
export type FromGuard =
  | { type: 'first'; look: Look }
  | { type: 'last'; look: Look }
  | { type: 'evidence'; minute: number; look: Look }
  | { type: 'breach'; problem: Problem; look: Look | null };

export type GuardOptions = {
  /** How often everything is read, and how often a reading becomes evidence. */
  readonly pollMs?: number;
  readonly evidenceMs?: number;
  /** For tests: where the kernel's files stand. */
  readonly machine?: Machine;
  onEvidence(minute: number, look: Look): void;
  /** Called once, after the chamber has been killed, or when nothing could begin; `look` shows what was seen, when it could be. */
  onBreach(error: EcluseError, look: Look | null): void;
};
export type Guard = {
  /** The clean reading that everything is compared with. */
  readonly first: Look;
  /** What to kill at the first sign; null once it is dead. */
  hold(pid: number | null): void;
  /** A last reading, as clean as the first, and the watch is over. @throws what it found */
  end(): Promise<Look>;
  /** Once the guard has killed the chamber, waits until it has said why. */
  settled(): Promise<void>;
  stop(): void;
};

/** A guard that has not looked for this long guards nothing. */
const SILENCE_MS = 3_000;

function asError({ code, params }: Problem): EcluseError {
  return new EcluseError(code, params);
}

/**
 * Watches over every link of the machine, from a thread of its own, from a clean reading on.
 * @throws GAP_CABLE, GAP_WIFI… when it is not clean; GAP_CONTAINER, GAP_FOREIGN, GAP_UNREADABLE when it cannot be had; GAP_WATCH, GAP_ASLEEP
 */
export async function startGuard(options: GuardOptions): Promise<Guard> {
  const { pollMs = 250, evidenceMs = 60_000, machine = findMachine() } = options;
  const beats = new Int32Array(new SharedArrayBuffer(8));
  const workerData: GuardData = { machine, pollMs, evidenceMs, beats };
  const worker = new Worker(program('appliance/airgap/guard-worker'), { workerData, env: {}, stdin: false });
  let over = false;
  let first: Look | null = null;
  let settle: { resolve: (look: Look) => void; reject: (error: EcluseError) => void } | null = null;
  let failure: EcluseError | null = null;

  let told = () => {};
  const telling = new Promise<void>((resolve) => {
    told = resolve;
  });
  const fail = (error: EcluseError, look: Look | null) => {
    if (over) return;
    over = true;
    failure = error;
    clearInterval(pulse);
    options.onBreach(error, look);
    settle?.reject(error);
    told();
  };
  const lost = (reason: string) => fail(new EcluseError('GAP_WATCH', { reason }), null);
  const wait = () =>
    new Promise<Look>((resolve, reject) => {
      settle = { resolve, reject };
    });
  let counted = 0;
  const pulse = setInterval(() => {
    const now = Atomics.load(beats, 0);
    if (first !== null && now === counted) lost('silence');
    counted = now;
  }, SILENCE_MS);
  pulse.unref();

  worker.on('message', (message: FromGuard) => {
    if (over) return;
    if (message.type === 'evidence') options.onEvidence(message.minute, message.look);
    else if (message.type === 'breach') fail(asError(message.problem), message.look);
    else {
      over = message.type === 'last';
      settle?.resolve(message.look);
      settle = null;
    }
  });
  worker.on('error', (error) => lost(error.name));
  worker.on('exit', () => lost('exit'));
  const stop = () => {
    over = true;
    clearInterval(pulse);
    void worker.terminate();
  };
  try {
    first = await wait();
  } catch (error) {
    stop();
    throw error;
  }
  return {
    first,
    hold: (pid) => worker.postMessage({ type: 'chamber', pid } satisfies ToGuard),
    async end() {
      if (failure) throw failure;
      const last = wait();
      worker.postMessage({ type: 'end' } satisfies ToGuard);
      try {
        return await last;
      } finally {
        stop();
      }
    },
    settled: async () => {
      if (Atomics.load(beats, 1) === 1) await telling;
    },
    stop,
  };
}
