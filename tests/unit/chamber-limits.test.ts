import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { type Context, progressOf } from '../../appliance/chamber/context.ts';
import { refusalOf } from '../../appliance/chamber/failure.ts';
import { availableMiB, memoryLimit, secondsPerBundle } from '../../appliance/session/limits.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { code as codeOf } from '../support/code.ts';

const MIB = 1 << 20;
const root = mkdtempSync(join(tmpdir(), 'ecluse-test-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the limits of a chamber', () => {
  it('leave a quarter of what is free to the machine, grow with the largest bundle, and let a key file open', () => {
    const limit = (bundles: number[], workers: number, available: number, models: number[] = []) =>
      memoryLimit({ bundles, models }, workers, available);
    expect(limit([MIB, 100 * MIB, 2 * MIB], 2, 100_000)).toBe(3_072 + 2 * 256 + 1_200);
    expect(limit([100 * MIB], 2, 100_000, [5 * MIB, 30 * MIB])).toBe(3_072 + 2 * 256 + 1_200 + 35 + 240);
    expect(limit([100 * MIB], 2, 4_000)).toBe(3_000);
    expect(limit([4_096 * MIB], 8, 16_000)).toBe(12_000);
    expect(limit([1], 1, 100)).toBe(2_048);
    expect(limit([], 1, 100_000)).toBe(3_328);
  });

  it('give a bundle half an hour and more with its size and its models, never more than a day', () => {
    expect(secondsPerBundle({ bundles: [], models: [] })).toBe(1_800);
    expect(secondsPerBundle({ bundles: [1, 100 * MIB], models: [] })).toBe(1_800 + 1_500);
    expect(secondsPerBundle({ bundles: [100 * MIB], models: [3 * MIB, 4 * MIB] })).toBe(1_800 + 1_500 + 70);
    expect(secondsPerBundle({ bundles: [2 ** 50], models: [] })).toBe(86_400);
  });

  it('start from what the machine has free, or the control group if it has less', () => {
    const [proc, sys] = [join(root, 'proc'), join(root, 'sys')];
    mkdirSync(proc);
    mkdirSync(join(sys, 'fs', 'cgroup'), { recursive: true });
    writeFileSync(join(proc, 'meminfo'), 'MemTotal:       16000000 kB\nMemAvailable:    8192000 kB\nSwapTotal: 0 kB\n');
    const group = (max: string, current: string) => {
      writeFileSync(join(sys, 'fs', 'cgroup', 'memory.max'), `${max}\n`);
      writeFileSync(join(sys, 'fs', 'cgroup', 'memory.current'), `${current}\n`);
      return availableMiB(proc, sys);
    };
    expect(availableMiB(proc, sys)).toBe(8_000);
    expect(group('max', '1000')).toBe(8_000);
    expect(group(String(2_000 * MIB), String(500 * MIB))).toBe(1_500);
    expect(group(String(20_000 * MIB), '0')).toBe(8_000);
    expect(availableMiB()).toBeGreaterThan(0);
  });

  it('or any of the groups in which this process stands, as a service of the system does', () => {
    const [proc, sys] = [join(root, 'service', 'proc'), join(root, 'service', 'sys')];
    const group = (name: string, max: string, current: number) => {
      mkdirSync(join(sys, 'fs', 'cgroup', name), { recursive: true });
      writeFileSync(join(sys, 'fs', 'cgroup', name, 'memory.max'), `${max}\n`);
      writeFileSync(join(sys, 'fs', 'cgroup', name, 'memory.current'), `${current}\n`);
    };
    mkdirSync(join(proc, 'self'), { recursive: true });
    writeFileSync(join(proc, 'meminfo'), 'MemAvailable:    8192000 kB\n');
    writeFileSync(join(proc, 'self', 'cgroup'), '0::/system.slice/ecluse.service\n');
    group('system.slice/ecluse.service', String(3_000 * MIB), 1_000 * MIB);
    group('system.slice', 'max', 4_000 * MIB);
    expect(availableMiB(proc, sys)).toBe(2_000);
    group('system.slice', String(5_000 * MIB), 4_000 * MIB);
    expect(availableMiB(proc, sys)).toBe(1_000);
  });
});

describe('a bundle’s time', () => {
  it('is counted at every word of progress, even those that are not passed on', async () => {
    const said: unknown[] = [];
    const progress = progressOf({ job: { secondsPerBundle: 1 }, emit: (event: unknown) => said.push(event) } as unknown as Context, 'b');
    progress('opening', 0, 10);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect(codeOf(() => progress('opening', 1, 10))).toBe('CHAMBER_SLOW');
    expect(codeOf(() => progress('sealing', 1, 1))).toBe('CHAMBER_SLOW');
    expect(said.length).toBeLessThanOrEqual(1);
  });
});

describe('a failure in the chamber', () => {
  const thrown = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return error;
    }
  };

  it('for want of memory is told as such', async () => {
    expect(
      refusalOf(
        thrown(() => new ArrayBuffer(2 ** 46)),
        'bundle',
      ),
    ).toMatchObject({ code: 'CHAMBER_MEMORY', params: { where: 'bundle' } });
    const greedy = new Worker('const held = []; for (;;) held.push([held.length, {}]);', {
      eval: true,
      resourceLimits: { maxOldGenerationSizeMb: 16 },
    });
    const error = await new Promise((resolve) => greedy.on('error', resolve));
    expect(refusalOf(error, 'shard').code).toBe('CHAMBER_MEMORY');
  });

  it('of any other kind tells nothing of itself', () => {
    const told = refusalOf(new RangeError('pupil 3, mark 41'), 'bundle');
    expect([told.code, told.params, told.message]).toEqual(['INTERNAL', { where: 'bundle' }, expect.not.stringContaining('41')]);
    const own = new EcluseError('SHARD_VALUE', { line: 3, column: 'moyenne' });
    expect(refusalOf(own, 'bundle')).toBe(own);
    expect(refusalOf(undefined, 'bundle').code).toBe('INTERNAL');
  });
});
