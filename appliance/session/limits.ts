import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MIB = 1 << 20;
/** The key file's argon2id takes 1 GiB that is not given back; models, threads and the program itself the rest. */
const BASE_MIB = 3_072;
/** A training holds its table whole, a copy of it for the forest, and works beside. */
const PER_BUNDLE_MIB = 12;
const PER_WORKER_MIB = 256;
/** What reading one model takes, in times its own length. */
const READING_MODEL = 8;
/** Below this no key file opens: a smaller limit would only change the words of the refusal. */
const LEAST_MIB = 2_048;
/** What the appliance itself and the machine keep, of what was free. */
const SHARE = 0.75;

const BASE_SECONDS = 30 * 60;
const SECONDS_PER_MIB = 15;
/** Every pupil is explained by every tree. */
const SECONDS_PER_MODEL_MIB = 10;
const MOST_SECONDS = 24 * 3_600;

/** Memory that may be had without swapping, in MiB: the machine's, or the least that a control group above this process leaves. */
export function availableMiB(proc = '/proc', sys = '/sys'): number {
  const machine = Number(/^MemAvailable:\s+(\d+) kB/m.exec(readFileSync(join(proc, 'meminfo'), 'utf8'))?.[1] ?? Number.NaN) / 1024;
  const read = (path: string): string => {
    try {
      return readFileSync(path, 'utf8').trim();
    } catch {
      return '';
    }
  };
  // A service of systemd has a group of its own, below others (cgroups(7)); a container sees its own as the first.
  const own = (/^0::\/(.*)$/m.exec(read(join(proc, 'self', 'cgroup')))?.[1] ?? '').split('/').filter((name) => name !== '');
  const left = Array.from({ length: own.length + 1 }, (_, depth) => {
    const group = (name: string) => Number(read(join(sys, 'fs', 'cgroup', ...own.slice(0, depth), name)) || Number.NaN) / MIB;
    return group('memory.max') - group('memory.current');
  });
  return Math.floor(Math.min(machine, ...left.filter((free) => !Number.isNaN(free))));
}

/** Length of each file, 0 where there is none. */
export function sizesOf(files: readonly { readonly path: string }[]): number[] {
  return files.map(({ path }) => statSync(path, { throwIfNoEntry: false })?.size ?? 0);
}

const mebibytes = (bytes: number) => Math.ceil(bytes / MIB);
const sum = (bytes: readonly number[]) => bytes.reduce((total, each) => total + each, 0);

/** Lengths of the bundles of a job and of the models that may score them. */
export type JobSizes = { readonly bundles: readonly number[]; readonly models: readonly number[] };

/** Most data memory that the chamber of these bundles may take, in MiB. It dies, or sets the bundle aside, rather than take the machine with it. */
export function memoryLimit({ bundles, models }: JobSizes, workers: number, available: number): number {
  const scoring = mebibytes(sum(models) + READING_MODEL * Math.max(0, ...models));
  const wanted = BASE_MIB + PER_WORKER_MIB * workers + PER_BUNDLE_MIB * mebibytes(Math.max(0, ...bundles)) + scoring;
  return Math.max(LEAST_MIB, Math.min(wanted, Math.floor(available * SHARE)));
}

/** Longest that one of these bundles may take, in seconds: past it, it is set aside. */
export function secondsPerBundle({ bundles, models }: JobSizes): number {
  const scoring = SECONDS_PER_MODEL_MIB * mebibytes(sum(models));
  return Math.min(MOST_SECONDS, BASE_SECONDS + SECONDS_PER_MIB * mebibytes(Math.max(0, ...bundles)) + scoring);
}
