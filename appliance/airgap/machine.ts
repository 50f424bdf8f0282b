import { existsSync, readFileSync, readlinkSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { EcluseError } from '../../src/base/errors.ts';

/** Where the kernel tells of the machine: its own /proc and /sys, or the host's, mounted for a container. Injectable, for tests. */
export type Machine = {
  readonly proc: string;
  readonly sys: string;
  /** The host's, seen from a container: this process's own namespace says nothing of the machine. */
  readonly host: boolean;
};

/** Where a container is given its host's: `-v /proc:/host/proc:ro -v /sys:/host/sys:ro`. */
export function findMachine(root = '/'): Machine {
  const host = { proc: join(root, 'host', 'proc'), sys: join(root, 'host', 'sys'), host: true };
  if (existsSync(join(host.proc, '1')) && existsSync(join(host.sys, 'class', 'net'))) return host;
  return { proc: join(root, 'proc'), sys: join(root, 'sys'), host: false };
}

const PROC_MAGIC = 0x9fa0;
const SYSFS_MAGIC = 0x62656572;

/** @throws GAP_FOREIGN unless both are the kernel's own: files that somebody wrote prove nothing. */
export function requireKernelFiles({ proc, sys }: Machine): void {
  const kind = (path: string) => {
    try {
      return statfsSync(path).type;
    } catch {
      return null;
    }
  };
  if (kind(proc) !== PROC_MAGIC) throw new EcluseError('GAP_FOREIGN', { where: proc });
  if (kind(sys) !== SYSFS_MAGIC) throw new EcluseError('GAP_FOREIGN', { where: sys });
}

/** The network namespace of process 1, `net:[inode]`. @throws GAP_UNREADABLE */
export function machineNamespace({ proc }: Machine): string {
  return linked(join(proc, '1', 'ns', 'net'));
}

function linked(path: string): string {
  try {
    return readlinkSync(path);
  } catch (error) {
    throw new EcluseError('GAP_UNREADABLE', { where: path }, { cause: error });
  }
}

const FIRST_PID_NAMESPACE = 'pid:[4026531836]';

/**
 * Whether these are the first namespaces of the kernel, the machine's without a doubt. `net.core.netdev_max_backlog` exists in the first network
 * namespace alone; the number of the first pid namespace is fixed in the kernel.
 */
export function isFirst({ proc, host }: Machine): boolean {
  if (!host) return existsSync(join(proc, 'sys', 'net', 'core', 'netdev_max_backlog'));
  try {
    return readlinkSync(join(proc, '1', 'ns', 'pid')) === FIRST_PID_NAMESPACE;
  } catch {
    return false;
  }
}

/** What shows that process 1 is a container's and not the machine's; null when nothing does. */
export function containerMark({ proc }: Machine): string | null {
  const one = join(proc, '1');
  const text = (name: string) => readText(join(one, name));
  const environment = text('environ').split('\0');
  if (environment.some((each) => /^container=./.test(each))) return '/proc/1/environ: container';
  if (environment.some((each) => each.startsWith('KUBERNETES_SERVICE_HOST='))) return '/proc/1/environ: KUBERNETES_SERVICE_HOST';
  const [inside, outside, length] = text('uid_map').trim().split(/\s+/).map(Number);
  if (inside !== 0 || outside !== 0 || length !== 4_294_967_295) return '/proc/1/uid_map';
  if (/\b(docker|kubepods|libpod|lxc|containerd|machine\.slice)\b/.test(text('cgroup'))) return '/proc/1/cgroup';
  // Engines put these three in place of the image's, one file each; no ordinary system mounts single files there.
  const mounted = text('mountinfo')
    .split('\n')
    .map((line) => line.split(' ')[4]);
  if (mounted.some((point) => /^\/etc\/(hostname|hosts|resolv\.conf)$/.test(point ?? ''))) return '/proc/1/mountinfo';
  for (const mark of ['run/.containerenv', 'run/systemd/container']) if (existsSync(join(one, 'root', mark))) return `/${mark}`;
  return null;
}

/** @throws GAP_UNREADABLE */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new EcluseError('GAP_UNREADABLE', { where: path }, { cause: error });
  }
}

/**
 * Refuses to speak for a machine whose links cannot be seen from here: “unplugged” would be said of a container.
 * @throws GAP_UNREADABLE, GAP_FOREIGN, GAP_CONTAINER
 */
export function requireMachine(machine: Machine): void {
  const net = machineNamespace(machine);
  if (!machine.host && linked(join(machine.proc, 'self', 'ns', 'net')) !== net) {
    throw new EcluseError('GAP_FOREIGN', { where: '/proc/self/ns/net' });
  }
  if (isFirst(machine)) return;
  const mark = containerMark(machine);
  if (mark !== null) throw new EcluseError('GAP_CONTAINER', { where: mark });
}
