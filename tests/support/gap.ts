import { execFileSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { receive } from '../../appliance/intake/receive.ts';
import { toHex } from '../../src/base/bytes.ts';
import { program } from '../../src/base/program.ts';
import { pseudonym } from '../../src/pseudonym/pseudonym.ts';
import { encodeArrow } from '../../src/table/arrow.ts';
import { dictionaryBytes, dictionaryDigest, PSEUDONYM } from '../../src/table/dictionary.ts';
import { openSite } from './appliance.ts';
import { pupils, smallDictionary } from './chamber.ts';
import type { Said } from './command.ts';
import { absent, notRoot } from './requires.ts';

/** Put before a command, it runs in a network, pid and mount namespace of its own: process 1, its links and veth pairs behave as a machine's. */
const UNSHARE = ['unshare', '--net', '--pid', '--mount', '--fork', '--mount-proc', '--kill-child'];

function canUnshare(): boolean {
  try {
    execFileSync(UNSHARE[0]!, [...UNSHARE.slice(1), 'sh', '-c', 'mount -t sysfs sysfs /sys && ip link show lo'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
/** True where no namespace can play the machine: it takes root, unshare and ip. */
export const noMachine = notRoot || absent(canUnshare());

function within(args: readonly string[], environment: NodeJS.ProcessEnv, secrets: readonly string[] = []): Promise<Said> {
  const [command, ...rest] = [...UNSHARE, ...args] as [string, ...string[]];
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
  const input = child.stdio[3] as NodeJS.WritableStream;
  input.on('error', () => {});
  input.end(secrets.map((secret) => `${secret}\n`).join(''));
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      try {
        resolve({ code, stdout, stderr, json: JSON.parse(stdout) });
      } catch {
        resolve({ code, stdout, stderr, json: {} });
      }
    });
  });
}

/** An appliance with one bundle waiting, whose training takes the real chamber several seconds, or a moment. */
export function prepare(folder: string, rows: number, noise: number): string {
  const site = openSite(folder);
  const css = site.partner('CSS des Rives');
  const dictionary = smallDictionary({ outcomes: 1, noise });
  const id = toHex(site.random(16));
  const names = Array.from({ length: rows }, (_, row) => pseudonym(css.secrets.pseudonym, id, `F${row}`));
  const columns = [{ name: PSEUDONYM, type: 'text' as const, values: names }, ...pupils(dictionary, { rows, kind: 'train' }).columns];
  const shards = [
    { type: 'document' as const, name: 'dictionary', rows: 0, bytes: dictionaryBytes(dictionary) },
    { type: 'table' as const, name: 'pupils', rows, bytes: encodeArrow({ rows, columns }) },
  ];
  const core = { id, dictionary: { version: dictionary.version, sha256: dictionaryDigest(dictionary) }, destroyBy: '2099-12-31' };
  receive(site.app, site.bundle(css, 'train', core, shards).path, null);
  site.app.close();
  return site.dir;
}

export type Sitting = {
  readonly failure: { readonly code: string; readonly params: Record<string, unknown> } | null;
  /** Milliseconds from the act: until the chamber was dead, until the ledger said that the session was aborted. */
  readonly killed: number;
  readonly ended: number;
  readonly busy: number | null;
  readonly codes: readonly string[];
  readonly state: string;
  readonly code: string | null;
  readonly alive: boolean;
};

const here = (name: string) => fileURLToPath(new URL(`./programs/${name}`, import.meta.url));
/** Options of Node under which the guard's thread finds its clock set back. */
export const CLOCK_BACK = ['--import', here('clock-back.mjs')] as const;
/** …or that the machine has slept. */
export const ASLEEP = ['--import', here('asleep.mjs')] as const;

/** Holds a session in mode machine within a namespace that plays the machine, and does `act` to its links `afterMs` after the keys are unlocked. */
export async function sitting<T = Sitting>(
  home: string,
  act: string,
  evidenceMs?: number,
  afterMs = 300,
  node: readonly string[] = [],
): Promise<T> {
  const environment = {
    HOME_DIR: home,
    ACT: act,
    AFTER_MS: String(afterMs),
    ...(evidenceMs === undefined ? {} : { EVIDENCE_MS: String(evidenceMs) }),
  };
  const said = await within([process.execPath, ...node, here('gap-machine.mjs')], environment);
  if (said.code !== 0) throw new Error(`${act}: ${said.code} ${said.stdout}${said.stderr}`);
  return said.json as T;
}

/** Runs the built command line on such a machine; `before` prepares its links. */
export function ecluseOnMachine(before: string, args: readonly string[], secrets: readonly string[] = []): Promise<Said> {
  const asked = secrets.length > 0 ? [...args, '--passphrase-fd', '3'] : args;
  const script = `mount -t sysfs sysfs /sys && mount -t tmpfs tmpfs /run && ip link set lo up && ${before} && exec "$@"`;
  return within(['sh', '-c', script, 'sh', process.execPath, program('src/cli/main'), ...asked], {}, secrets);
}

export type HostMounts = 'none' | 'host' | 'own' | 'other sysfs';

/**
 * The same from a container on that machine: other namespaces, a root of its own, a file mounted over /etc/hosts as engines do. `mounts`: what it is
 * given as its host's /proc and /sys: nothing, the machine's, its own, or the machine's /proc beside its own /sys.
 */
export function ecluseInContainer(
  before: string,
  mounts: HostMounts,
  args: readonly string[],
  secrets: readonly string[] = [],
): Promise<Said> {
  const asked = secrets.length > 0 ? [...args, '--passphrase-fd', '3'] : args;
  const give = (file: 'proc' | 'sys', own: boolean) => `mount --rbind ${own ? '/run/c' : ''}/${file} /run/c/host/${file}`;
  const outside = { none: [], own: [], host: [give('proc', false), give('sys', false)], 'other sysfs': [give('proc', false)] }[mounts];
  const inside = { none: [], host: [], own: [give('proc', true), give('sys', true)], 'other sysfs': [give('sys', true)] }[mounts];
  const container = [
    'mount -t proc proc /run/c/proc',
    'mount -t sysfs sysfs /run/c/sys',
    'mount --bind /run/c/hosts /run/c/etc/hosts',
    ...inside,
    'exec chroot /run/c "$@"',
  ].join(' && ');
  const machine = [
    'mount -t sysfs sysfs /sys',
    'mount -t tmpfs tmpfs /run',
    'ip link set lo up',
    before,
    'mkdir /run/c',
    'mount -t tmpfs tmpfs /run/c',
    'mkdir -p /run/c/host/proc /run/c/host/sys /run/c/proc /run/c/sys /run/c/run',
    'touch /run/c/hosts',
    'for top in /*; do case $top in /proc | /sys | /run | /host) ;; *) if [ -L $top ]; then cp -P $top /run/c; elif [ -d $top ]; then mkdir /run/c$top && mount --rbind $top /run/c$top; fi ;; esac; done',
    ...outside,
    // Not by exec: process 1 of the machine stays in the machine's own namespaces.
    `unshare --net --pid --mount --ipc --uts --fork --kill-child sh -c '${container}' sh "$@"; exit $?`,
  ].join(' && ');
  return within(['sh', '-c', machine, 'sh', process.execPath, program('src/cli/main'), ...asked], {}, secrets);
}
