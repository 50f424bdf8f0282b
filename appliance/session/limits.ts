import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const MIB = 1 << 20;
/** The key file's argon2id takes 1 GiB that is not given back; models, threads and the program itself the rest. */
const BASE_MIB = 3_072;
/** A training holds its table whole, a copy of it for the forest, and works beside. */
const PER_BUNDLE_MIB = 12;
const PER_WORKER_MIB = 256;
/** Below this no key file opens: a smaller limit would only change the words of the refusal. */
const LEAST_MIB = 2_048;
/** What the appliance itself and the machine keep, of what was free. */
const SHARE = 0.75;

const BASE_SECONDS = 30 * 60;
const SECONDS_PER_MIB = 15;
const MOST_SECONDS = 24 * 3_600;

/** Memory that may be had without swapping, in MiB: the machine's, or what the control group leaves if that is less. */
export function availableMiB(proc = '/proc', sys = '/sys'): number {
  const machine = Number(/^MemAvailable:\s+(\d+) kB/m.exec(readFileSync(join(proc, 'meminfo'), 'utf8'))?.[1] ?? Number.NaN) / 1024;
  const group = (name: string): number => {
    try {
      return Number(readFileSync(join(sys, 'fs', 'cgroup', name), 'utf8').trim()) / MIB;
    } catch {
      return Number.NaN;
    }
  };
  const left = group('memory.max') - group('memory.current');
  return Math.floor(Number.isNaN(left) ? machine : Math.min(machine, left));
}

/** Most data memory that the chamber of these bundles may take, in MiB. It dies, or sets the bundle aside, rather than take the machine with it. */
export function memoryLimit(bytes: readonly number[], workers: number, available: number): number {
  const wanted = BASE_MIB + PER_WORKER_MIB * workers + PER_BUNDLE_MIB * Math.ceil(Math.max(0, ...bytes) / MIB);
  return Math.max(LEAST_MIB, Math.min(wanted, Math.floor(available * SHARE)));
}

/** Longest that one of these bundles may take, in seconds: past it, it is set aside. */
export function secondsPerBundle(bytes: readonly number[]): number {
  return Math.min(MOST_SECONDS, BASE_SECONDS + SECONDS_PER_MIB * Math.ceil(Math.max(0, ...bytes) / MIB));
}
