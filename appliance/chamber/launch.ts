import { execFile } from 'node:child_process';
import { EcluseError } from '../../src/base/errors.ts';

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
 * What comes before the chamber's own command. Each program replaces itself by the next, so that the process keeps one id:
 * no core file, not even to a handling program (limit of 1 byte, core(5)); data memory bounded; its own empty network namespace; no way
 * to gain a right, none that reaches another namespace; dead as soon as its parent is.
 */
function chain(tools: Tools, directly: boolean, memoryMiB: number): string[] {
  const apart = directly ? [] : ['--user', '--map-current-user'];
  const limits = ['--core=1:1', ...(memoryMiB > 0 ? [`--data=${memoryMiB * 1048576}`] : [])];
  // Root reads its own home whoever owns the files; every other right of root is dropped for good.
  const rights = isRoot() ? ['--bounding-set=-all,+dac_override', '--inh-caps=-all'] : ['--inh-caps=-all'];
  return [tools.prlimit, ...limits, tools.unshare, ...apart, '--net', tools.setpriv, '--no-new-privs', ...rights, '--pdeathsig=KILL'];
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

/**
 * The chain of commands that isolates on this machine, tried with `true`: a namespace directly as root, else through a user
 * namespace. Throws `CHAMBER_NO_ISOLATION` when neither can be had.
 */
export async function isolatingChain(memoryMiB: number, tools: Tools = TOOLS): Promise<string[]> {
  const ways = isRoot() ? [true, false] : [false];
  let reason = '';
  for (const directly of ways) {
    const [command, ...args] = chain(tools, directly, memoryMiB) as [string, ...string[]];
    const failed = await succeeds(command, [...args, 'true']);
    if (failed === null) return [command, ...args];
    reason ||= failed;
  }
  throw new EcluseError('CHAMBER_NO_ISOLATION', { reason: reason.slice(0, 120) });
}
