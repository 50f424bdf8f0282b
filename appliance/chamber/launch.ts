import { execFile } from 'node:child_process';
import { accessSync, constants, readFileSync, readlinkSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { EcluseError } from '../../src/base/errors.ts';
import { LIMITS } from '../../src/bundle/limits.ts';
import { type Place, programPlaces, ROOM_SCRIPT, roomPoint, scriptPlaces } from './room.ts';

/** The three programs of util-linux that put a process in the chamber's conditions. Replaceable, so that their absence can be tested. */
export type Tools = { readonly unshare: string; readonly setpriv: string; readonly prlimit: string };
export const TOOLS: Tools = { unshare: 'unshare', setpriv: 'setpriv', prlimit: 'prlimit' };

/** Where the tools are looked for; the chamber itself is given no search path. */
const SEARCH = '/usr/sbin:/usr/bin:/sbin:/bin';

/** The environment of the chamber, whole: nothing is inherited. `ECLUSE_TEST` lowers the floor of argon2 in tests and nothing else. */
export function chamberEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { PATH: SEARCH, LANG: 'C.UTF-8', TZ: 'UTC' };
  if (process.env.ECLUSE_TEST === '1') environment.ECLUSE_TEST = '1';
  return environment;
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * How a chamber is put apart on this machine. `directly`: as root, without a user namespace. `room`: with a root, processes, IPC and host name of its
 * own besides its own network; without it, its own network alone.
 */
export type Way = { readonly directly: boolean; readonly room: boolean };

/** Of nobody on any system: above every range that accounts, services and containers are given (systemd, UIDS-GIDS). */
const OWN_ID = 1_900_000_000;
const NOBODY = 65_534;

/** The id under which root's chamber works: one of its own where this machine's ids reach that far. */
function chamberId(): number {
  const spans = readFileSync('/proc/self/uid_map', 'utf8').trim().split('\n');
  const reached = spans.some((line) => {
    const [first = 0, , length = 0] = line.trim().split(/\s+/).map(Number);
    return OWN_ID >= first && OWN_ID < first + length;
  });
  return reached ? OWN_ID : NOBODY;
}

const MOST_FILES = 4_096;
/** Threads and processes of the chamber's id together. */
const MOST_THREADS = 1_024;

/**
 * What comes before the chamber's own command. Namespaces first; then limits: no core file, not even to a handling program (limit of 1 byte, core(5)), data
 * memory, files, threads and the size of a file bounded; then the room; then every right dropped for good, and an id that is not root's.
 * It is dead as soon as its parent is: `pdeathsig` before and after, for a change of ids forgets it.
 */
function chain(tools: Tools, way: Way, memoryMiB: number, places: readonly Place[]): string[] {
  const spaces = way.room ? ['--mount', '--pid', '--ipc', '--uts', '--cgroup', '--fork', '--kill-child=KILL'] : [];
  const user = way.directly ? [] : ['--user', way.room ? '--map-root-user' : '--map-current-user'];
  const [files, threads] = [`${MOST_FILES}:${MOST_FILES}`, `${MOST_THREADS}:${MOST_THREADS}`];
  const limits = ['--core=1:1', `--nofile=${files}`, `--nproc=${threads}`, `--fsize=${LIMITS.fileBytes}:${LIMITS.fileBytes}`];
  if (memoryMiB > 0) limits.push(`--data=${memoryMiB * 1048576}`);
  const apart = [tools.setpriv, '--pdeathsig=KILL', tools.unshare, ...user, ...spaces, '--net', tools.prlimit, ...limits];
  const room = [...['sh', '-c', ROOM_SCRIPT, 'sh', roomPoint(places), readlinkSync('/proc/self/ns/mnt')], ...scriptPlaces(places), '--'];
  return [...apart, ...(way.room ? room : []), way.room ? found(tools.setpriv) : tools.setpriv, ...rightsOf(way), '--pdeathsig=KILL'];
}

/** Root's chamber reads and writes the home's files whoever owns them, and has no other right: not even root's own id, which alone opens /proc/sys. */
function rightsOf({ directly, room }: Way): string[] {
  if (!isRoot() || !directly) return ['--no-new-privs', '--inh-caps=-all', ...(room ? ['--bounding-set=-all'] : [])];
  const kept = '-all,+dac_override';
  const id = chamberId();
  const ids = [`--reuid=${id}`, `--regid=${id}`, '--clear-groups'];
  return [...ids, '--no-new-privs', `--inh-caps=${kept}`, `--ambient-caps=${kept}`, `--bounding-set=${kept}`];
}

/** A program by its whole path: in the room nothing is looked for. */
function found(command: string): string {
  const paths = isAbsolute(command) ? [command] : SEARCH.split(':').map((folder) => join(folder, command));
  const path = paths.find((each) => {
    try {
      accessSync(each, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (path === undefined) throw new EcluseError('CHAMBER_NO_ISOLATION', { reason: `${command}: ENOENT` });
  return path;
}

function succeeds(command: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    const options = { env: chamberEnvironment(), timeout: 10_000, cwd: '/' };
    execFile(command, args, options, (error) => {
      if (!error) return resolve(null);
      const { code, path } = error as NodeJS.ErrnoException;
      resolve(code === 'ENOENT' ? `${path ?? command}: ENOENT` : `${command}: ${String(code ?? error.signal ?? '')}`);
    });
  });
}

export type Launch = {
  readonly way: Way;
  /** The whole command line of a program of Node in the chamber's conditions; `job`: the places of its files. */
  command(memoryMiB: number, job: readonly Place[], node: readonly string[]): string[];
};

/**
 * The best way to isolate on this machine, tried with a program that does nothing: as root directly, else through a user namespace; in a room of its
 * own, else (`bare`, for trial and demonstration alone) cut off from the network only.
 * @throws CHAMBER_NO_ROOM where it could only be had bare, CHAMBER_NO_ISOLATION where it cannot be had at all
 */
export async function findLaunch(bare: boolean, tools: Tools = TOOLS): Promise<Launch> {
  const sides = isRoot() ? [true, false] : [false];
  let reason = '';
  for (const room of [true, false]) {
    for (const directly of sides) {
      const way = { directly, room };
      const failed = await tryWay(way, tools);
      reason ||= failed ?? '';
      if (failed !== null) continue;
      if (!room && !bare) throw new EcluseError('CHAMBER_NO_ROOM', { reason: reason.slice(0, 120) });
      return { way, command: (memory, job, node) => commandOf(way, tools, memory, job, node) };
    }
  }
  throw new EcluseError('CHAMBER_NO_ISOLATION', { reason: reason.slice(0, 120) });
}

async function tryWay(way: Way, tools: Tools): Promise<string | null> {
  try {
    const places = way.room ? programPlaces([found(tools.setpriv)]) : [];
    const [command, ...args] = chain(tools, way, 0, places) as [string, ...string[]];
    return await succeeds(command, [...args, ...(way.room ? [found(tools.setpriv), '--version'] : ['true'])]);
  } catch (error) {
    return error instanceof EcluseError ? String(error.params.reason) : ((error as NodeJS.ErrnoException).code ?? 'ldd');
  }
}

function commandOf(way: Way, tools: Tools, memoryMiB: number, job: readonly Place[], node: readonly string[]): string[] {
  const places = way.room ? [...programPlaces([found(tools.setpriv), process.execPath]), ...job] : [];
  return [...chain(tools, way, memoryMiB, places), process.execPath, ...node];
}
