import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EcluseError } from '../../src/base/errors.ts';
import { packageFile, program } from '../../src/base/program.ts';
import type { ChamberJob } from './protocol.ts';

/**
 * The chamber's own room: a root of its own that holds what it needs and nothing else, everything read-only save the folders of what it seals, and
 * nothing that runs but Node and the program that takes its rights away. Built in a mount namespace, before any secret.
 */
export type Place = {
  /** `run`: read, and may be run. `read`: read alone. `write`: read and written. `link`: a symbolic link of the machine's own layout. */
  readonly kind: 'run' | 'read' | 'write' | 'link';
  readonly path: string;
};

/**
 * Run by a shell that is the first process of the room: an empty memory file system over a folder that hides nothing needed; each place bound at its
 * own path; then into it by chroot(1), after which the kernel allows no new user namespace (user_namespaces(7)). It begins by refusing to mount
 * anything where it was not given a mount namespace of its own.
 */
export const ROOM_SCRIPT = `set -eu
room=$1 outside=$2
shift 2
[ "$(readlink /proc/self/ns/mnt)" != "$outside" ]
mount -t tmpfs -o mode=755,size=8m,nosuid,nodev,noexec ecluse "$room"
mkdir "$room/proc"
mount -t proc -o nosuid,nodev,noexec,ro proc "$room/proc"
while [ "$1" != -- ]; do
  kind=$1 path=$2
  shift 2
  if [ "$kind" = link ]; then
    mkdir -p "$room/$1"
    ln -s "$1" "$room$path"
    shift
    continue
  fi
  if [ ! -e "$room$path" ]; then
    if [ -d "$path" ]; then
      mkdir -p "$room$path"
    else
      mkdir -p "$room\${path%/*}"
      : > "$room$path"
    fi
  fi
  mount --bind "$path" "$room$path"
  case $kind in
    run) mount -o remount,bind,ro,nosuid,nodev "$room$path" ;;
    read) mount -o remount,bind,ro,nosuid,nodev,noexec "$room$path" ;;
    write) mount -o remount,bind,nosuid,nodev,noexec "$room$path" ;;
  esac
done
shift
mount -o remount,bind,ro,nosuid,nodev,noexec "$room"
unset PWD OLDPWD
exec chroot "$room" "$@"
`;

/** What the loader would map for a program: asked of the loader itself, as ldd(1) does, the program not being run. */
function librariesOf(command: string): string[] {
  const env = { LD_TRACE_LOADED_OBJECTS: '1' };
  const text = execFileSync(command, [], { env, encoding: 'utf8', timeout: 10_000, stdio: ['ignore', 'pipe', 'ignore'] });
  return [...text.matchAll(/(?:=> |^\s+)(\/\S+) \(0x/gm)].map((match) => match[1]!);
}

/** Programs with the libraries they load, and the symbolic links by which those are named (`/lib` → `usr/lib`). */
export function programPlaces(commands: readonly string[]): Place[] {
  const files = [...new Set(commands.flatMap((command) => [command, ...librariesOf(command)]))];
  const links = [...new Set(files.map((file) => `/${file.split('/')[1]}`))].filter((top) => lstatSync(top).isSymbolicLink());
  return [...links.map((path): Place => ({ kind: 'link', path })), ...files.map((path): Place => ({ kind: 'run', path }))];
}

/** The appliance's code, and the kernel's word on how the machine swaps. */
export function codePlaces(main: string): Place[] {
  const own = ['dist', 'node_modules', 'package.json'].map(packageFile);
  const elsewhere = dirname(main);
  const inside = main.startsWith(`${program('x').slice(0, -'x.js'.length)}`);
  const system = ['/sys/block', '/sys/devices/virtual/block'].filter((path) => existsSync(path));
  return [...own, ...(inside ? [] : [elsewhere]), ...system].map((path) => ({ kind: 'read', path }));
}

/** The files of a job: folders of bundles and models to read, the custody file alone of its folder, two folders to write in. */
export function jobPlaces(job: ChamberJob): Place[] {
  const reads = new Set([...job.bundles, ...job.models].map(({ path }) => dirname(path)));
  const writes = [...new Set([job.outgoing, job.modelsFolder])];
  for (const folder of writes) reads.delete(folder);
  return [
    ...[...reads, job.custody].filter((path) => existsSync(path)).map((path): Place => ({ kind: 'read', path })),
    ...writes.filter((path) => existsSync(path)).map((path): Place => ({ kind: 'write', path })),
  ];
}

/** The places as the script takes them: outer folders first, so that nothing is hidden by what comes after. */
export function scriptPlaces(places: readonly Place[]): string[] {
  const ordered = [...places].sort((a, b) => Number(b.kind === 'link') - Number(a.kind === 'link') || a.path.length - b.path.length);
  // A link of the root folder, relative: in the room it leads to the room's own.
  return ordered.flatMap(({ kind, path }) => (kind === 'link' ? [kind, path, realpathSync(path).slice(1)] : [kind, path]));
}

const POINTS = ['/mnt', '/media', '/srv', '/opt', '/boot', '/home', '/tmp'];

/** A folder of every system over which the room may be built: none of the places is in it. @throws CHAMBER_NO_ISOLATION */
export function roomPoint(places: readonly Place[]): string {
  const free = POINTS.find((point) => {
    const there = statSync(point, { throwIfNoEntry: false })?.isDirectory() && !lstatSync(point).isSymbolicLink();
    return there && !places.some(({ path }) => path === point || path.startsWith(`${point}/`));
  });
  if (free === undefined) throw new EcluseError('CHAMBER_NO_ISOLATION', { reason: 'chroot' });
  return free;
}
