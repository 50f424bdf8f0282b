import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Machine } from '../../appliance/airgap/machine.ts';

/** A machine made of plain files, laid out as the kernel lays out its own. Its fresh state: one wired card, unplugged. */
export type FakeMachine = Machine & {
  /** Writes a file below `sys` or `proc`, folders included. */
  put(path: string, text: string): void;
  point(path: string, to: string): void;
  drop(path: string): void;
  link(name: string, state?: Partial<FakeLink>): void;
  unlink(name: string): void;
  rfkill(index: number, state: { name: string; type: string; soft?: 0 | 1; hard?: 0 | 1 }): void;
  /** An interface (`1-2:1.0`) or a device (`1-2`) of the USB bus, by class `02/02/01`. */
  usb(name: string, whole: string): void;
};
export type FakeLink = {
  index: number;
  type: number;
  operstate: string;
  /** `EINVAL` is what the kernel answers for an interface that is administratively down. */
  carrier: '0' | '1' | 'EINVAL';
  changes: number;
  flags: string;
  uevent: string;
  device: boolean;
  phy: boolean;
  bytes: number;
  packets: number;
};

/** An ordinary file cannot answer EINVAL: the kernel does, to whoever asks for the speed of a loopback. */
const EINVAL = '/sys/class/net/lo/speed';

const DOWN: FakeLink = {
  index: 2,
  type: 1,
  operstate: 'down',
  carrier: '0',
  changes: 2,
  flags: '0x1003',
  uevent: '',
  device: true,
  phy: false,
  bytes: 1000,
  packets: 10,
};

export function fakeMachine(root: string): FakeMachine {
  rmSync(root, { recursive: true, force: true });
  const [proc, sys] = [join(root, 'proc'), join(root, 'sys')];
  const links = new Map<string, FakeLink>();
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    rmSync(join(root, path), { force: true });
    writeFileSync(join(root, path), text);
  };
  const point = (path: string, to: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    rmSync(join(root, path), { force: true });
    symlinkSync(to, join(root, path));
  };
  const drop = (path: string) => rmSync(join(root, path), { recursive: true, force: true });
  const count = () => {
    const rows = [...links].map(([name, { bytes, packets }]) => `${name}: ${bytes} ${packets} 0 0 0 0 0 0 0 0 0 0 0 0 0 0`);
    put('proc/1/net/dev', ['Inter-| Receive', ' face |bytes', ...rows, ''].join('\n'));
  };
  const machine: FakeMachine = {
    proc,
    sys,
    host: false,
    put,
    point,
    drop,
    link(name, state = {}) {
      const link = { ...DOWN, ...links.get(name), ...state };
      links.set(name, link);
      const at = `sys/class/net/${name}`;
      const files = { type: link.type, ifindex: link.index, operstate: link.operstate, carrier: link.carrier };
      for (const [file, value] of Object.entries({ ...files, carrier_changes: link.changes, flags: link.flags, uevent: link.uevent })) {
        if (value === 'EINVAL') point(`${at}/${file}`, EINVAL);
        else put(`${at}/${file}`, `${value}\n`);
      }
      for (const [folder, there] of [
        ['device', link.device],
        ['phy80211', link.phy],
      ] as const) {
        if (there) mkdirSync(join(root, at, folder), { recursive: true });
      }
      count();
    },
    unlink(name) {
      links.delete(name);
      drop(`sys/class/net/${name}`);
      count();
    },
    rfkill(index, { name, type, soft = 0, hard = 0 }) {
      for (const [file, value] of Object.entries({ name, type, soft, hard })) put(`sys/class/rfkill/rfkill${index}/${file}`, `${value}\n`);
    },
    usb(name, whole) {
      const prefix = name.includes(':') ? 'bInterface' : 'bDevice';
      const [kind, sub, protocol] = whole.split('/') as [string, string, string];
      for (const [file, value] of [
        ['Class', kind],
        ['SubClass', sub],
        ['Protocol', protocol],
      ] as const) {
        put(`sys/bus/usb/devices/${name}/${prefix}${file}`, `${value}\n`);
      }
    },
  };
  point('proc/1/ns/net', 'net:[4026531833]');
  point('proc/self/ns/net', 'net:[4026531833]');
  put('proc/sys/net/core/netdev_max_backlog', '1000\n');
  put('proc/1/environ', 'HOME=/\0TERM=linux\0');
  put('proc/1/uid_map', '         0          0 4294967295\n');
  put('proc/1/cgroup', '0::/init.scope\n');
  put('proc/1/mountinfo', '22 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n23 22 0:5 / /proc rw - proc proc rw\n');
  put('proc/1/net/route', 'Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\n');
  machine.link('lo', { index: 1, type: 772, operstate: 'unknown', carrier: '1', changes: 0, flags: '0x9', device: false });
  machine.link('eth0');
  return machine;
}
