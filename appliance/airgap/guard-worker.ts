import { uptime } from 'node:os';
import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { EcluseError } from '../../src/base/errors.ts';
import { breachOfEvent, listen, parseEvents } from './events.ts';
import type { FromGuard, GuardData, ToGuard } from './guard.ts';
import { requireKernelFiles, requireMachine } from './machine.ts';
import { lookOf, type Reading, readMachine } from './reading.ts';
import { breachOf, type Problem, problemsOf } from './verdict.ts';

/**
 * The guard's own thread: whatever keeps the appliance busy, the machine is looked at and the chamber killed from here.
 * Its first reading must be clean; each later one is compared with it.
 */
const { machine, pollMs, evidenceMs, beats } = workerData as GuardData;
/** Time for the monitor to be listening before the reading that everything is compared with. */
const SETTLE_MS = 60;

let base: Reading | null = null;
let chamber: number | null = null;
let ended = false;
let stopListening = () => {};
let timer: NodeJS.Timeout | undefined;
/** By a clock that nobody sets: the line of evidence does not break where the machine's is put right. */
const began = performance.now();
let minute = 0;
/** Two looks farther apart than this, in seconds, are no watch. */
const LONGEST_S = 60;
/** By the clock that goes on while the machine sleeps. */
let looked = uptime();

function say(message: FromGuard): void {
  parentPort?.postMessage(message);
}

function asProblem(error: unknown): Problem {
  if (error instanceof EcluseError) return { code: error.code, params: error.params };
  return { code: 'GAP_WATCH', params: { reason: (error as NodeJS.ErrnoException).code ?? 'probe' } };
}

function finish(): void {
  ended = true;
  clearInterval(timer);
  stopListening();
  parentPort?.close();
}

/** The chamber first, words afterwards. */
function breach(problem: Problem, seen: Reading | null): void {
  if (ended) return;
  if (chamber !== null) {
    Atomics.store(beats, 1, 1);
    try {
      process.kill(-chamber, 'SIGKILL');
    } catch {
      // Already dead.
    }
  }
  say({ type: 'breach', problem, look: seen && lookOf(seen) });
  finish();
}

/** One look at everything; null when it ended the watch. */
function look(): Reading | null {
  if (ended) return null;
  Atomics.add(beats, 0, 1);
  const awake = uptime();
  const seconds = Math.round(awake - looked);
  looked = awake;
  if (seconds > LONGEST_S) {
    breach({ code: 'GAP_ASLEEP', params: { seconds } }, null);
    return null;
  }
  try {
    const now = readMachine(machine);
    const problem = base === null ? (problemsOf(now)[0] ?? null) : breachOf(base, now);
    if (problem === null) return now;
    breach(problem, now);
  } catch (error) {
    breach(asProblem(error), null);
  }
  return null;
}

function onEvents(text: string): void {
  if (base === null) return;
  const seen = look();
  if (seen === null) return;
  for (const event of parseEvents(text)) {
    const problem = breachOfEvent(base, event);
    if (problem === null) continue;
    breach(problem, seen);
    return;
  }
}

parentPort?.on('message', (message: ToGuard) => {
  if (message.type === 'chamber') {
    chamber = message.pid;
    return;
  }
  const last = look();
  if (last === null) return;
  say({ type: 'last', look: lookOf(last) });
  finish();
});

try {
  requireKernelFiles(machine);
  requireMachine(machine);
  stopListening = listen(machine, { events: onEvents, end: (reason) => breach({ code: 'GAP_WATCH', params: { reason } }, null) });
  setTimeout(() => {
    base = look();
    if (base === null) return;
    say({ type: 'first', look: lookOf(base) });
    timer = setInterval(() => {
      const now = look();
      if (now === null || performance.now() - began < (minute + 1) * evidenceMs) return;
      minute++;
      say({ type: 'evidence', minute, look: lookOf(now) });
    }, pollMs);
  }, SETTLE_MS);
} catch (error) {
  breach(asProblem(error), null);
}
