import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLaunch, TOOLS, type Tools } from '../../appliance/chamber/launch.ts';
import { tryChamber } from '../../appliance/chamber/spawn.ts';
import { packageFile } from '../../src/base/program.ts';
import { noChamber, openLab, pupils, run, smallDictionary } from '../support/chamber.ts';
import { impostor } from '../support/impostor.ts';
import { scratch } from '../support/parties.ts';
import { absent, notRoot } from '../support/requires.ts';

/**
 * The chamber taken over: a program of the attacker's own, started as every chamber is, that has been handed the job and now tries everything. It
 * tells the code with which each attempt was refused.
 */
const { folder, remove } = scratch();
afterAll(remove);
const lab = openLab(folder);
const css = lab.partner('CSS des Essais');
const dictionary = smallDictionary({});
const train = lab.request(css, dictionary, pupils(dictionary, { rows: 30, kind: 'train' }), { kind: 'train' });
const programs = join(folder, 'programs');
mkdirSync(programs);

const noRoom = absent(
  await findLaunch(false).then(
    () => true,
    () => false,
  ),
);

/** An `unshare` that a machine might have: `refuse` is a test of its arguments, for the shell. */
function unshareThat(name: string, refuse: string): Tools {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${refuse}\nexec unshare "$@"\n`);
  chmodSync(path, 0o755);
  return { ...TOOLS, unshare: path };
}
const throughUser = unshareThat('user-only', 'case " $* " in *" --user "*) ;; *) exit 1 ;; esac');
const withoutRoom = unshareThat('no-mounts', 'case " $* " in *" --mount "*) exit 1 ;; esac');

const PRELUDE = `
  import fs from 'node:fs';
  import dgram from 'node:dgram';
  import net from 'node:net';
  import { execFileSync, spawn } from 'node:child_process';
  const said = [];
  const attempt = (name, act) => {
    try { said.push(name + '=' + (act() ?? 'done')); } catch (error) { said.push(name + '=' + (error.code ?? error.name)); }
  };
  const later = (name, start) => new Promise((resolve) => start((what) => { said.push(name + '=' + what); resolve(); }));
  honest();
  await handed();
`;

/** What came of each attempt of a program, by name. */
async function attacked(name: string, body: string, tools: Tools): Promise<Record<string, string>> {
  const main = impostor(programs, name, `${PRELUDE}\n${body}\ntell(said.join(' '));`);
  try {
    await run(lab.job([train]), { main, tools });
  } catch (error) {
    const { where } = (error as { params: { where?: string } }).params;
    if (where?.includes('=')) return Object.fromEntries(where.split(' ').map((each) => each.split('='))) as Record<string, string>;
    throw error;
  }
  throw new Error('it did not tell');
}

const ways: [string, Tools, boolean][] = [
  ['as the appliance’s account starts it', TOOLS, noRoom],
  ['through a user namespace', throughUser, noRoom || notRoot],
];

describe.each(ways)('a chamber taken over, %s', (_, tools, skipped) => {
  const server = createServer((socket) => socket.end());
  const socket = `\0ecluse-attack-${process.pid}`;
  beforeAll(() => new Promise<void>((resolve) => void server.listen(socket, resolve)));
  afterAll(() => server.close());

  it.skipIf(skipped)('reaches no network, no socket of the machine', async () => {
    const body = `
      const dial = (name, where) => later(name, (end) => net.connect(where).on('connect', () => end('joined')).on('error', (error) => end(error.code)));
      await dial('out', { port: 53, host: '192.0.2.1' });
      await dial('loopback', { port: 22, host: '127.0.0.1' });
      await dial('abstract', { path: ${JSON.stringify(socket)} });
      await later('datagram', (end) => dgram.createSocket('udp4').send('x', 53, '192.0.2.1', (error) => end(error?.code ?? 'sent')));
    `;
    expect(await attacked('network', body, tools)).toEqual({
      out: 'ENETUNREACH',
      loopback: 'ENETUNREACH',
      abstract: 'ECONNREFUSED',
      datagram: 'ENETUNREACH',
    });
    // From outside that socket answers: the attempt could have succeeded.
    const dialled = spawnSync(
      process.execPath,
      ['-e', `require('net').connect({path:${JSON.stringify(socket)}}).on('connect',()=>process.exit(0)).on('error',()=>process.exit(1))`],
      { timeout: 100 },
    );
    expect(dialled.status === 0 || dialled.error !== undefined).toBe(true);
  });

  it.skipIf(skipped)('finds no other file than its own, and writes nowhere but where it seals', async () => {
    const trace = join(folder, 'out', `trace-${tools === TOOLS ? 'a' : 'b'}`);
    const body = `
      attempt('etc', () => fs.readFileSync('/etc/passwd'));
      attempt('home', () => fs.readdirSync(${JSON.stringify(packageFile('src'))}));
      attempt('environ', () => fs.readFileSync('/proc/${process.pid}/environ'));
      attempt('memory', () => fs.openSync('/proc/${process.pid}/mem', 'r'));
      attempt('root', () => fs.writeFileSync('/x', 'x'));
      attempt('code', () => fs.writeFileSync(${JSON.stringify(packageFile('dist/appliance/chamber/main.js'))}, 'x'));
      attempt('bundle', () => fs.unlinkSync(${JSON.stringify(train.path)}));
      attempt('custody', () => fs.writeFileSync(${JSON.stringify(lab.custody)}, 'x'));
      attempt('cores', () => fs.writeFileSync('/proc/sys/kernel/core_pattern', '|/x'));
      attempt('shm', () => fs.writeFileSync('/dev/shm/x', 'x'));
      attempt('own', () => fs.writeFileSync(${JSON.stringify(trace)}, 'x'));
      attempt('seen', () => fs.readdirSync('/proc').filter((name) => Number(name) > 0).join());
    `;
    expect(await attacked('files', body, tools)).toEqual({
      etc: 'ENOENT',
      home: 'ENOENT',
      environ: 'ENOENT',
      memory: 'ENOENT',
      root: 'EROFS',
      code: 'EROFS',
      bundle: 'EROFS',
      custody: 'EROFS',
      cores: 'EROFS',
      shm: 'ENOENT',
      own: 'done',
      seen: '1',
    });
    expect(readFileSync(trace, 'utf8')).toBe('x');
  });

  it.skipIf(skipped)('runs nothing of the machine’s, gains no right, loads no code of its making', async () => {
    const body = `
      const runs = (name, command, ...args) => attempt(name, () => { execFileSync(command, args, { stdio: 'pipe' }); });
      runs('shell', '/bin/sh', '-c', 'true');
      runs('mount', '/bin/mount', '-t', 'tmpfs', 'x', '/mnt');
      runs('limits', '/usr/bin/prlimit', '--core=unlimited');
      runs('written', ${JSON.stringify(join(folder, 'out', 'program'))});
      attempt('kill', () => process.kill(${process.pid}, 0));
      attempt('group', () => process.setgroups([0]));
      attempt('addon', () => process.dlopen({ exports: {} }, '/usr/lib/x86_64-linux-gnu/libc.so.6'));
      attempt('eval', () => { new Function('return 1')(); });
    `;
    const program = join(folder, 'out', 'program');
    writeFileSync(program, '#!/bin/sh\ntrue\n', { mode: 0o755 });
    const seen = await attacked('rights', body, tools);
    expect(seen).toMatchObject({ shell: 'ENOENT', mount: 'ENOENT', limits: 'ENOENT', kill: 'ESRCH', group: 'EPERM' });
    expect(seen.written).toMatch(/^(EACCES|ENOENT)$/);
    expect(seen).toMatchObject({ addon: 'ERR_DLOPEN_DISABLED', eval: 'EvalError' });
  });

  it.skipIf(skipped)('leaves no process behind, however it detaches it', async () => {
    const mark = `laissé-${tools === TOOLS ? 'a' : 'b'}-${process.pid}`;
    const body = `
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', ${JSON.stringify(mark)}], { detached: true, stdio: 'pipe' });
      await later('child', (end) => child.on('spawn', () => end('started')).on('error', (error) => end(error.code)));
      child.unref();
    `;
    expect(await attacked('orphan', body, tools)).toEqual({ child: 'started' });
    const left = () =>
      readdirSync('/proc').filter((pid) => {
        try {
          return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(mark);
        } catch {
          return false;
        }
      });
    for (let tries = 0; tries < 100 && left().length > 0; tries++) await wait(20);
    expect(left()).toEqual([]);
  });

  it.skipIf(skipped)('is shut in as its evidence says', async () => {
    const { evidence } = await tryChamber(tools);
    expect(evidence).toMatchObject({ noNewPrivs: 1, coreLimit: 1, room: { writable: [] } });
    const status = readFileSync('/proc/self/status', 'utf8');
    const own = /^CapPrm:\s*(\S+)/m.exec(status)?.[1];
    expect(evidence.rights).toBe(own === '0000000000000000' || tools !== TOOLS ? '0000000000000000' : '0000000000000002');
    expect(evidence.room?.ceiling).toBe(evidence.rights);
  });
});

describe.skipIf(noChamber)('where no room can be had', () => {
  it('an unplugged machine’s session is refused, a trial goes on and says so', async () => {
    await expect(findLaunch(false, withoutRoom)).rejects.toMatchObject({ code: 'CHAMBER_NO_ROOM' });
    const { evidence, requests } = await run(lab.job([train]), { tools: withoutRoom });
    expect(evidence).toMatchObject({ room: null, noNewPrivs: 1, interfaces: ['lo'] });
    expect(requests).toHaveLength(1);
  });

  it('a room that is none is found out, and nothing is mounted on the machine', async () => {
    const before = readFileSync('/proc/self/mountinfo', 'utf8');
    const careless = unshareThat('careless', 'while [ "$1" != "--net" ]; do shift; done\nexec unshare --user --map-root-user "$@"');
    await expect(findLaunch(false, careless)).rejects.toMatchObject({ code: expect.stringMatching(/^CHAMBER_NO_(ROOM|ISOLATION)$/) });
    expect(readFileSync('/proc/self/mountinfo', 'utf8')).toBe(before);
    expect(existsSync('/mnt/proc/self')).toBe(false);
  });
});
