import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkPermissions } from '../../appliance/doctor/home.ts';
import { checkCore, checkDisk, checkIsolation, checkMemory, checkNode, checkSwap } from '../../appliance/doctor/machine.ts';
import { noChamber } from '../support/chamber.ts';
import { scratch } from '../support/parties.ts';

const { folder, remove } = scratch();
afterAll(remove);
const put = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const [proc, sys] = [join(folder, 'proc'), join(folder, 'sys')];

describe('the doctor’s look at the machine', () => {
  it.each([
    ['v20.19.0', null],
    ['v24.1.0', null],
    ['v20.18.9', 'NODE_VERSION'],
    ['v18.20.0', 'NODE_VERSION'],
  ])('Node %s', (version, code) => {
    expect(checkNode(version).error?.code ?? null).toBe(code);
  });

  it('swap in the clear stops a session; encrypted or in memory it does not', () => {
    const head = 'Filename\tType\tSize\tUsed\tPriority\n';
    put('proc/swaps', head);
    expect(checkSwap(proc, sys)).toMatchObject({ error: null, told: { swap: 'none' } });
    put('proc/swaps', `${head}/dev/zram0 partition 1 0 -2\n`);
    expect(checkSwap(proc, sys).error).toBeNull();
    put('proc/swaps', `${head}/dev/dm-3 partition 1 0 -2\n`);
    expect(checkSwap(proc, sys).error?.code).toBe('CHAMBER_SWAP');
    put('sys/block/dm-3/dm/uuid', 'CRYPT-LUKS2-0123\n');
    expect(checkSwap(proc, sys)).toMatchObject({ error: null, told: { swap: 'encrypted' } });
    put('proc/swaps', `${head}/swapfile file 1 0 -2\n`);
    expect(checkSwap(proc, sys)).toMatchObject({ weight: 'stop', error: { code: 'CHAMBER_SWAP' } });
  });

  it.each([
    ['0', null],
    ['1', null],
    ['unlimited', 'CORE_FILES'],
  ])('a core limit of %s', (limit, code) => {
    put('proc/self/limits', `Limit  Soft Limit  Hard Limit  Units\nMax core file size        ${limit}     unlimited   bytes\n`);
    expect(checkCore(proc).error?.code ?? null).toBe(code);
  });

  it('memory and disk are counted', () => {
    put('proc/meminfo', 'MemTotal: 4000000 kB\nMemAvailable: 2048000 kB\n');
    expect(checkMemory(proc, sys, 2000).error).toBeNull();
    expect(checkMemory(proc, sys, 2001)).toMatchObject({
      weight: 'warn',
      error: { code: 'MEMORY_LOW', params: { free: 2000, needed: 2001 } },
    });
    put('sys/fs/cgroup/memory.max', `${1500 * 2 ** 20}\n`);
    put('sys/fs/cgroup/memory.current', `${500 * 2 ** 20}\n`);
    expect(checkMemory(proc, sys, 2000)).toMatchObject({ error: { code: 'MEMORY_LOW', params: { free: 1000 } } });
    expect(checkDisk(folder, 0).weight).toBe('stop');
    expect(checkDisk(folder, 2 ** 50).error?.code).toBe('DISK_SPACE');
  });

  it('keys on a volume of their own are judged where they lie, not by the link that leads there', () => {
    const [home, volume] = [join(folder, 'home'), join(folder, 'volume')];
    for (const path of [home, volume]) mkdirSync(path, { mode: 0o700 });
    writeFileSync(join(volume, 'ledger.key'), '', { mode: 0o600 });
    symlinkSync(volume, join(home, 'keys'));
    expect(checkPermissions(home)).toMatchObject([{ error: null }]);
    chmodSync(volume, 0o750);
    expect(checkPermissions(home)).toMatchObject([{ error: { code: 'HOME_PERMISSIONS', params: { file: 'keys', mode: '750' } } }]);
  });

  it.skipIf(noChamber)('the chain of isolation is tried', async () => {
    expect(await checkIsolation()).toMatchObject({ error: null, told: { way: expect.stringMatching(/^(root|user)$/) } });
  });
});
