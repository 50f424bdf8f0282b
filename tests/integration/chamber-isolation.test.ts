import { spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLinks } from '../../appliance/chamber/isolation.ts';
import { TOOLS } from '../../appliance/chamber/launch.ts';
import type { ChamberJob, EventOf } from '../../appliance/chamber/protocol.ts';
import type { ChamberOptions } from '../../appliance/chamber/spawn.ts';
import { packageFile, program } from '../../src/base/program.ts';
import { LIMITS } from '../../src/bundle/limits.ts';
import { listed, noChamber, openLab, outcomeOf, PASSPHRASES, pupils, run, smallDictionary } from '../support/chamber.ts';
import { impostor as ownProgram } from '../support/impostor.ts';
import { scratch } from '../support/parties.ts';
import { notRoot } from '../support/requires.ts';

const { folder, remove } = scratch();
afterAll(remove);
const lab = openLab(folder);
const css = lab.partner('CSS des Essais');
const dictionary = smallDictionary({});
const train = lab.request(css, dictionary, pupils(dictionary, { rows: 300, kind: 'train' }), { kind: 'train' });
const url = (module: string) => JSON.stringify(pathToFileURL(program(module)).href);

const impostor = (name: string, body: string) => ownProgram(folder, name, body);

async function failure(
  options: Partial<ChamberOptions>,
  job: ChamberJob = lab.job([train]),
): Promise<{ code: string; params: Record<string, unknown> }> {
  try {
    await run(job, options);
  } catch (error) {
    return error as { code: string; params: Record<string, unknown> };
  }
  return { code: 'done', params: {} };
}
const told = async (name: string, body: string) =>
  (await failure({ main: impostor(name, `honest(); await handed(); ${body}`) })).params.where;

/** Processes of this machine whose command names `text`. */
function processes(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return pid !== process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
      } catch {
        return false;
      }
    });
}

async function gone(text: string, within: number): Promise<boolean> {
  for (const end = performance.now() + within; performance.now() < end; await wait(20)) if (processes(text).length === 0) return true;
  return false;
}

describe.skipIf(noChamber)('the chamber’s isolation', () => {
  it('shows an empty network namespace of its own, no core file, no secret asked before', async () => {
    const { evidence, events } = await run(lab.job([train]));
    expect(evidence).toMatchObject({ interfaces: ['lo'], routes: 0, addresses: 0, traffic: 0, coreLimit: 1, noNewPrivs: 1 });
    expect(evidence.limits).toEqual({ files: 4096, threads: 1024, fileSize: LIMITS.fileBytes });
    expect(events[0]?.event).toBe('isolated');
    expect(readLinks().interfaces.length).toBeGreaterThan(0);
  });

  it('has no network inside: what the machine reaches, it does not', async () => {
    const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const body = `connect(${port}, '127.0.0.1').on('connect', () => tell('joined')).on('error', (error) => tell(error.code));`;
    expect(await told('dials', body)).toMatch(/^E(NETUNREACH|HOSTUNREACH|CONNREFUSED)$/);
    expect(
      await told('dials-out', `connect(53, '192.0.2.1').on('connect', () => tell('joined')).on('error', (error) => tell(error.code));`),
    ).toBe('ENETUNREACH');
    // The same call from outside succeeds: the test can fail.
    const outside = await new Promise((resolve) => {
      const socket = spawn(process.execPath, [
        '-e',
        `require('net').connect(${port},'127.0.0.1').on('connect',()=>process.exit(0)).on('error',()=>process.exit(1))`,
      ]);
      socket.on('exit', resolve);
    });
    server.close();
    expect(outside).toBe(0);
  });

  it('has a clean environment, no way to gain a right, nowhere of its own on the disk', async () => {
    process.env.ECLUSE_CANARY = 'canari';
    const body = (expression: string) => `tell(String(${expression}));`;
    expect(await told('environment', body('Object.keys(process.env).sort().join()'))).toBe('ECLUSE_TEST,LANG,PATH,TZ');
    delete process.env.ECLUSE_CANARY;
    const status = (field: string) => `/^${field}:\\s*(\\S+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]`;
    expect(await told('privileges', body(status('NoNewPrivs')))).toBe('1');
    expect(['0000000000000000', '0000000000000002']).toContain(await told('capabilities', body(status('CapEff'))));
    expect(await told('folder', body('process.cwd()'))).toBe('/');
  });

  it('refuses, with a code, where a tool of isolation is missing or does nothing', async () => {
    for (const tool of ['unshare', 'setpriv', 'prlimit'] as const) {
      const tools = { ...TOOLS, [tool]: join(folder, 'absent') };
      expect((await failure({ tools })).code).toBe('CHAMBER_NO_ISOLATION');
    }
    const idle = join(folder, 'idle-unshare');
    writeFileSync(idle, '#!/bin/sh\nwhile [ "$1" != "--net" ]; do shift; done\nshift\nexec "$@"\n');
    chmodSync(idle, 0o755);
    expect((await failure({ tools: { ...TOOLS, unshare: idle } })).code).toBe('CHAMBER_NOT_ISOLATED');
    const careless = join(folder, 'careless-prlimit');
    writeFileSync(careless, '#!/bin/sh\nwhile case $1 in --*) true ;; *) false ;; esac; do shift; done\nulimit -c unlimited\nexec "$@"\n');
    chmodSync(careless, 0o755);
    expect((await failure({ tools: { ...TOOLS, prlimit: careless } })).code).toBe('CHAMBER_NOT_ISOLATED');
  });

  it('does not believe evidence that the kernel contradicts, and hands over nothing', async () => {
    const seen = join(folder, 'seen');
    const liar = impostor(
      'liar',
      `const evidence = { ...readEvidence(), net: 'net:[1]' }; say({ event: 'isolated', evidence });
       process.stdin.once('data', () => { writeFileSync(${JSON.stringify(seen)}, 'x'); }); hang();`,
    );
    expect((await failure({ main: liar })).code).toBe('CHAMBER_NOT_ISOLATED');
    const early = impostor('early', `say({ event: 'unlocked' }); hang();`);
    expect(await failure({ main: early })).toMatchObject({ code: 'CHAMBER_PROTOCOL', params: { where: 'unlocked' } });
    expect(existsSync(seen)).toBe(false);
  });

  it('ends at the first word that is not the protocol’s, and keeps nothing of it', async () => {
    const canary = 'CANARI-4242';
    const cases: [string, string][] = [
      ['garbage', `writeSync(1, 'bonjour ${canary}\\n'); hang();`],
      ['unknown', `writeSync(1, '{"event":"${canary}"}\\n'); hang();`],
      ['extra', `writeSync(1, '{"event":"unlocked","row":"${canary}"}\\n'); hang();`],
      ['spaced', `writeSync(1, '{"event": "unlocked"}\\n'); hang();`],
      ['endless', `for (let i = 0; i < 6; i++) writeSync(1, '${canary}'.repeat(1e5)); hang();`],
      ['twice', `honest(); hang();`],
      [
        'foreign',
        `say({ event: 'unlocked' }); say({ event: 'set-aside', bundle: '${'f'.repeat(32)}', code: 'INTERNAL', params: {} }); hang();`,
      ],
      ['silent-done', `say({ event: 'unlocked' }); say({ event: 'done' }); process.exit(0);`],
    ];
    for (const [name, body] of cases) {
      const error = await failure({ main: impostor(name, `honest(); await handed(); ${body}`) });
      expect([name, error.code]).toEqual([name, 'CHAMBER_PROTOCOL']);
      expect(JSON.stringify([error.params, String(error)])).not.toContain(canary);
    }
    const noisy = await failure({ main: impostor('noisy', `honest(); await handed(); writeSync(2, '${canary}'); process.exit(3);`) });
    expect(noisy).toMatchObject({ code: 'CHAMBER_DIED', params: { reason: 'code 3, stderr 11' } });
    const mute = await failure({ main: impostor('mute', 'process.exit(0);') });
    expect(mute).toMatchObject({ code: 'CHAMBER_DIED', params: { reason: 'code 0' } });
  });

  it('dies at once when the session is given up', async () => {
    const controller = new AbortController();
    let asked = 0;
    const main = impostor('patient', `honest(); await handed(); say({ event: 'unlocked' }); hang();`);
    const running = failure({
      main,
      signal: controller.signal,
      onEvent: ({ event }) => {
        if (event !== 'unlocked') return;
        expect(processes(main).length).toBeGreaterThan(0);
        asked = performance.now();
        controller.abort();
      },
    });
    expect((await running).code).toBe('CHAMBER_ABORTED');
    expect(performance.now() - asked).toBeLessThan(1000);
    expect(processes(main)).toEqual([]);
    const before = AbortSignal.abort();
    expect((await failure({ signal: before })).code).toBe('CHAMBER_ABORTED');
  });

  it('dies at work too, leaving no half-written file, and the same bundle can be taken up again', async () => {
    const heavy = smallDictionary({ noise: 60 });
    const request = lab.request(css, heavy, pupils(heavy, { rows: 3000, kind: 'train' }), { kind: 'train' });
    const forest = { trees: 400, maxDepth: 12, minLeaf: 2, featuresPerNode: 60, seed: 1 };
    const controller = new AbortController();
    const error = await failure(
      { signal: controller.signal, onEvent: (event) => event.event === 'progress' && event.stage === 'training' && controller.abort() },
      lab.job([request], { forest }),
    );
    expect(error.code).toBe('CHAMBER_ABORTED');
    for (const each of ['out', 'models']) expect(readdirSync(join(folder, each)).filter((name) => name.includes('.part'))).toEqual([]);
    expect(outcomeOf(await run(lab.job([request])), 0, 'trained').models.length).toBe(1);
  });

  it('has its time counted', async () => {
    const error = await failure({ main: impostor('slow', `honest(); await handed(); hang();`), wallClockMs: 700 });
    expect(error).toMatchObject({ code: 'CHAMBER_TIMEOUT', params: { seconds: 1 } });
    // Bundle by bundle: several that each take their time are no fault.
    const other = lab.request(css, dictionary, pupils(dictionary, { rows: 30, kind: 'train' }), { kind: 'train' });
    const ids = JSON.stringify([train.id, other.id]);
    const paced = impostor(
      'paced',
      `honest(); await handed(); say({ event: 'unlocked' });
       for (const bundle of ${ids}) { await new Promise((go) => setTimeout(go, 1500)); say({ event: 'set-aside', bundle, code: 'INTERNAL', params: {} }); }
       say({ event: 'done' }); process.exit(0);`,
    );
    expect((await failure({ main: paced, wallClockMs: 2500 }, lab.job([train, other]))).code).toBe('done');
    expect((await failure({ main: paced, wallClockMs: 1400 }, lab.job([train, other]))).code).toBe('CHAMBER_TIMEOUT');
  });

  it('sets a bundle aside that takes too long, and goes on with the next', async () => {
    const heavy = smallDictionary({ noise: 60 });
    const long = lab.request(css, heavy, pupils(heavy, { rows: 4000, kind: 'train' }), { kind: 'train' });
    const forest = { trees: 2000, maxDepth: 20, minLeaf: 1, featuresPerNode: 60, seed: 1 };
    const outcome = await run(lab.job([long, train], { forest, secondsPerBundle: 5 }));
    expect(outcomeOf(outcome, 0, 'set-aside')).toMatchObject({ code: 'CHAMBER_SLOW', params: { bundle: long.id, seconds: 5 } });
    expect(outcomeOf(outcome, 1, 'trained').models.length).toBe(1);
  });

  it('dies of the memory it may not have', async () => {
    const greedy = impostor('greedy', `honest(); await handed(); const held = []; for (;;) held.push(Buffer.alloc(1 << 24, 1));`);
    expect((await failure({ main: greedy, memoryMiB: 512 })).code).toBe('CHAMBER_DIED');
    const lists = impostor('lists', `honest(); await handed(); const held = []; for (;;) held.push([held.length, {}, 'x' + held.length]);`);
    expect((await failure({ main: lists, memoryMiB: 512 })).code).toBe('CHAMBER_DIED');
    expect((await run(lab.job([train]), { memoryMiB: 2048 })).requests[0]?.event).toBe('trained');
  });

  it('leaves no core file when it crashes', async () => {
    const before = readdirSync('/').filter((name) => name.startsWith('core'));
    const crash = await failure({ main: impostor('crash', 'honest(); await handed(); process.abort();') });
    expect(crash).toMatchObject({ code: 'CHAMBER_DIED', params: { reason: expect.stringMatching(/^SIG(ABRT|SEGV|ILL|TRAP)/) } });
    expect(readdirSync('/').filter((name) => name.startsWith('core'))).toEqual(before);
  });

  it('dies with its parent', async () => {
    const main = impostor('orphan', `honest(); await handed(); say({ event: 'unlocked' }); hang();`);
    const parent = spawn(process.execPath, [script('parent', `{ main: ${JSON.stringify(main)} }`)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => parent.stdout.once('data', resolve));
    expect(processes(main).length).toBeGreaterThan(0);
    parent.kill('SIGKILL');
    expect(await gone(main, 1000)).toBe(true);
  });

  /** A program apart that runs one job, telling each event on its stdout and its outcome at last. */
  function script(name: string, options: string, job = lab.job([train])): string {
    const path = join(folder, `${name}-run.mjs`);
    writeFileSync(
      path,
      `
      import { runChamber } from ${url('appliance/chamber/spawn')};
      process.env.ECLUSE_TEST = '1';
      const custodians = ${JSON.stringify(PASSPHRASES)}.map((text, i) => ({ number: i + 1, passphrase: new TextEncoder().encode(text) }));
      const onEvent = ({ event }) => { if (event === 'unlocked') console.log('unlocked'); };
      runChamber(${JSON.stringify(job)}, { custodians, onEvent, ...${options} }).then(
        (outcome) => console.log(JSON.stringify(outcome)),
        (error) => console.log(JSON.stringify({ code: error.code, params: error.params })),
      );
    `,
    );
    return path;
  }

  describe('as an ordinary user, through a user namespace', () => {
    const ids = notRoot ? null : userIds('nobody');
    let trained: EventOf<'trained'>;
    beforeAll(() => {
      if (!ids) return;
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) chownSync(join(folder, name), ids.uid, ids.gid);
      chownSync(folder, ids.uid, ids.gid);
    });
    afterAll(() => {
      chownSync(folder, process.getuid!(), process.getgid!());
      rmdirSync(reachable);
    });

    // Beside the chamber's folder, not in it: what is mounted within a place is not of the room.
    const reachable = mkdtempSync(join(tmpdir(), 'ecluse-program-'));
    /**
     * Runs a script as `nobody`, in a mount namespace where the program stands at a place that everybody may reach: the folder of this copy may
     * be root's alone.
     */
    const runAs = async (path: string): Promise<string> => {
      for (const name of readdirSync(folder).filter((each) => each.endsWith('.mjs'))) {
        const at = join(folder, name);
        writeFileSync(at, readFileSync(at, 'utf8').replaceAll(pathToFileURL(packageFile('')).href, pathToFileURL(reachable).href));
      }
      const mounted = `chmod 755 ${reachable} && mount --bind ${packageFile('')} ${reachable} && exec setpriv --reuid=${ids!.uid} --regid=${ids!.gid} --clear-groups "$@"`;
      const child = spawn('unshare', ['--mount', 'sh', '-c', mounted, 'sh', process.execPath, path], {
        stdio: ['ignore', 'pipe', 'inherit'],
        cwd: '/',
      });
      let out = '';
      child.stdout.on('data', (chunk) => {
        out += chunk;
      });
      await new Promise((resolve) => child.on('close', resolve));
      return out.trim().split('\n').at(-1) ?? '';
    };

    it.skipIf(notRoot)('trains and scores', async () => {
      const first = JSON.parse(await runAs(script('user-train', '{}')));
      expect(first.evidence).toMatchObject({ interfaces: ['lo'], routes: 0, addresses: 0, traffic: 0, coreLimit: 1 });
      trained = outcomeOf(first, 0, 'trained');
      const score = lab.request(css, dictionary, pupils(dictionary, { rows: 40, kind: 'score' }));
      chownSync(score.path, ids!.uid, ids!.gid);
      const approvals = trained.models.map((model) => lab.approve(css, model).text);
      const second = JSON.parse(await runAs(script('user-score', '{}', lab.job([score], { models: listed(trained), approvals }))));
      expect(outcomeOf(second, 0, 'scored').rows).toBe(40);
    });

    it.skipIf(notRoot)('holds no right, and reaches no network', async () => {
      const body = `const status = readFileSync('/proc/self/status', 'utf8');
        const caps = ['CapEff', 'CapPrm', 'NoNewPrivs'].map((name) => new RegExp('^' + name + ':\\\\s*(\\\\S+)', 'm').exec(status)[1].replace(/^0+(?=.)/, '')).join();
        connect(53, '192.0.2.1').on('connect', () => tell('joined')).on('error', (error) => tell(caps + ' ' + error.code));`;
      const main = impostor('user-privileges', `honest(); await handed(); ${body}`);
      const told = JSON.parse(await runAs(script('user-privileges', `{ main: ${JSON.stringify(main)} }`)));
      expect(told).toEqual({ code: 'INTERNAL', params: { where: '0,0,1 ENETUNREACH' } });
    });
  });
});

/** Ids of an account of this machine; null without it. */
function userIds(name: string): { uid: number; gid: number } | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}
