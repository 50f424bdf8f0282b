import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { breachOfEvent, parseEvents } from '../../appliance/airgap/events.ts';
import { findMachine, requireKernelFiles, requireMachine } from '../../appliance/airgap/machine.ts';
import { lookOf, readMachine } from '../../appliance/airgap/reading.ts';
import { breachOf, problemsOf } from '../../appliance/airgap/verdict.ts';
import { EcluseError, explain } from '../../src/base/errors.ts';
import { type FakeMachine, fakeMachine } from '../support/machine.ts';
import { scratch } from '../support/parties.ts';

const { folder, remove } = scratch();
afterAll(remove);
let machine: FakeMachine;
beforeEach(() => {
  machine = fakeMachine(join(folder, 'machine'));
});

const codes = () => problemsOf(readMachine(machine)).map(({ code }) => code);
const refusal = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof EcluseError) return error.code;
    throw error;
  }
};

describe('interfaces', () => {
  it('an unplugged card is down, whether the system has it up or not', () => {
    expect(codes()).toEqual([]);
    machine.link('eth0', { carrier: 'EINVAL', flags: '0x1002' });
    expect(() => readFileSync(join(machine.sys, 'class/net/eth0/carrier'))).toThrow('EINVAL');
    const [link] = readMachine(machine).links;
    expect(link).toMatchObject({ name: 'eth0', carrier: null, admin: false, kind: 'wired' });
    expect(codes()).toEqual([]);
  });

  it.each([
    ['a cable', { carrier: '1', operstate: 'up' }, 'GAP_CABLE'],
    ['a carrier that the state does not tell', { carrier: '1', operstate: 'unknown' }, 'GAP_CABLE'],
    ['a state that the carrier does not tell', { carrier: '0', operstate: 'up' }, 'GAP_CABLE'],
    ['Wi-Fi', { carrier: '1', operstate: 'dormant', phy: true }, 'GAP_WIFI'],
    ['Wi-Fi told by its driver', { carrier: '1', uevent: 'DEVTYPE=wlan\n' }, 'GAP_WIFI'],
    ['a modem', { carrier: '1', uevent: 'INTERFACE=wwan0\nDEVTYPE=wwan\n' }, 'GAP_CELLULAR'],
    ['a tunnel', { carrier: '1', device: false }, 'GAP_VIRTUAL'],
    ['another loopback', { carrier: '1', device: false, type: 772 }, 'GAP_VIRTUAL'],
  ] as const)('%s is up', (_, state, code) => {
    machine.drop('sys/class/net/eth0');
    machine.unlink('eth0');
    machine.link('net7', state);
    expect(problemsOf(readMachine(machine))).toEqual([{ code, params: { name: 'net7' } }]);
  });

  it('the loopback may be up, and may talk', () => {
    const before = readMachine(machine);
    machine.link('lo', { bytes: 99_999, packets: 99 });
    expect(breachOf(before, readMachine(machine))).toBeNull();
    expect(lookOf(readMachine(machine))).toEqual(lookOf(before));
  });
});

describe('radios', () => {
  it.each([
    ['wlan', 'GAP_RADIO_WIFI'],
    ['bluetooth', 'GAP_RADIO_BLUETOOTH'],
    ['wwan', 'GAP_RADIO_CELLULAR'],
    ['nfc', 'GAP_RADIO'],
  ])('%s is on until a switch cuts it', (type, code) => {
    machine.rfkill(0, { name: 'radio0', type });
    expect(codes()).toEqual([code]);
    machine.rfkill(0, { name: 'radio0', type, soft: 1 });
    expect(codes()).toEqual([]);
    machine.rfkill(0, { name: 'radio0', type, soft: 0, hard: 1 });
    expect(codes()).toEqual([]);
  });

  it.each([
    ['ieee80211', 'phy0', 'wlan', 'GAP_RADIO_WIFI'],
    ['bluetooth', 'hci0', 'bluetooth', 'GAP_RADIO_BLUETOOTH'],
    ['wwan', 'wwan0', 'wwan', 'GAP_RADIO_CELLULAR'],
  ])('a device of %s without a switch counts as on', (kind, name, type, code) => {
    machine.put(`sys/class/${kind}/${name}/uevent`, '');
    expect(problemsOf(readMachine(machine))).toEqual([{ code, params: { name } }]);
    machine.rfkill(3, { name, type, soft: 1 });
    expect(codes()).toEqual([]);
  });

  it('a Bluetooth connection is not a controller, and a receiver is not a radio', () => {
    machine.put('sys/class/bluetooth/hci0:11/uevent', '');
    machine.rfkill(0, { name: 'gps0', type: 'gps' });
    expect(codes()).toEqual([]);
  });
});

describe('USB', () => {
  it.each([
    ['1-1:1.0', '02/06/00', 'communication', 'GAP_USB'],
    ['1-1:1.1', '0a/00/00', 'data', 'GAP_USB'],
    ['1-1:1.0', 'e0/01/03', 'tethering', 'GAP_USB_PHONE'],
    ['1-1:1.0', 'ef/04/01', 'tethering', 'GAP_USB_PHONE'],
    ['1-1:1.0', 'e0/02/00', 'wireless', 'GAP_USB_WIRELESS'],
    ['1-1:1.0', 'e0/01/01', 'bluetooth', 'GAP_USB_BLUETOOTH'],
    ['1-1', '02/00/00', 'communication', 'GAP_USB'],
    ['1-1', 'E0/01/01', 'bluetooth', 'GAP_USB_BLUETOOTH'],
  ])('%s of class %s is %s, until the kernel is told not to use it', (name, whole, kind, code) => {
    machine.usb(name, whole);
    expect(readMachine(machine).usb).toMatchObject([{ name: '1-1', class: kind }]);
    expect(problemsOf(readMachine(machine))).toEqual([{ code, params: { name: '1-1', device: '1-1' } }]);
    machine.put('sys/bus/usb/devices/1-1/authorized', '0\n');
    expect(codes()).toEqual([]);
  });

  it('a device is told by what it calls itself, in plain letters, and by its place', () => {
    machine.usb('1-1:1.0', 'ef/04/01');
    machine.put('sys/bus/usb/devices/1-1/product', `Téléphone 8 <b>\u202e${'x'.repeat(90)}\n`);
    const [problem] = problemsOf(readMachine(machine));
    expect(problem?.params.device).toBe(`Téléphone 8 b${'x'.repeat(27)} (1-1)`);
  });

  it('a drive or a keyboard carries no network', () => {
    machine.usb('1-2', '00/00/00');
    machine.usb('1-2:1.0', '08/06/50');
    machine.usb('1-3:1.0', '03/01/01');
    expect(readMachine(machine).usb).toEqual([]);
  });

  it('a Bluetooth controller is silent once its radio is cut', () => {
    machine.usb('1-4:1.0', 'e0/01/01');
    machine.rfkill(1, { name: 'hci0', type: 'bluetooth', soft: 1 });
    expect(codes()).toEqual([]);
    machine.rfkill(2, { name: 'laptop-bluetooth', type: 'bluetooth' });
    expect(codes()).toEqual(['GAP_RADIO_BLUETOOTH', 'GAP_USB_BLUETOOTH']);
  });
});

describe('other namespaces', () => {
  const other = (names: string[], packets = 0) => {
    machine.point('proc/77/ns/net', 'net:[4026532999]');
    machine.put('proc/77/net/dev', `a\nb\n${names.map((name) => `${name}: 0 0 0 0 0 0 0 0 0 ${packets} 0 0 0 0 0 0\n`).join('')}`);
  };
  const found = (names: string) => [{ code: 'GAP_NAMESPACE', params: { net: 'net:[4026532999]', names } }];

  it('a card moved into one is not gone', () => {
    other(['lo', 'eth1']);
    expect(problemsOf(readMachine(machine))).toEqual(found('eth1'));
  });

  it('an empty one, as the chamber’s, is nothing', () => {
    other(['lo', 'sit0', 'tunl0']);
    machine.put(
      'proc/77/net/igmp',
      'Idx\tDevice    : Count Querier\tGroup\n1\tlo        :     1      V3\n\t\t\t\t010000E0     1 0:00000000\t\t0\n',
    );
    expect(codes()).toEqual([]);
  });

  it('a card that bears the name of one of the kernel’s own is told by being up, or by what it has carried', () => {
    const up = (index: number, name: string) =>
      machine.put('proc/77/net/igmp', `Idx\tDevice    : Count Querier\n${index}\t${name} :     1      V3\n`);
    other(['lo', 'gre0']);
    up(3, 'gre0');
    expect(problemsOf(readMachine(machine))).toEqual(found('gre0'));
    up(3, 'lo');
    expect(problemsOf(readMachine(machine))).toEqual(found('lo'));
    up(1, 'lo');
    expect(codes()).toEqual([]);
    other(['gre0'], 1);
    expect(problemsOf(readMachine(machine))).toEqual(found('gre0'));
  });

  it('one that a mount keeps and nobody entered cannot be vouched for', () => {
    machine.put('proc/1/mountinfo', '30 22 0:4 net:[4026532888] /run/netns/caché rw shared:9 - nsfs nsfs rw\n');
    expect(codes()).toEqual(['GAP_NAMESPACE']);
  });
});

describe('what moves between two looks', () => {
  const moved = (change: () => void) => {
    const before = readMachine(machine);
    change();
    return breachOf(before, readMachine(machine));
  };

  it.each([
    ['carrier_changes', { changes: 4 }],
    ['packets', { packets: 11 }],
    ['bytes', { bytes: 1001 }],
  ])('%s, though every state is down again', (counter, state) => {
    expect(moved(() => machine.link('eth0', state))).toEqual({ code: 'GAP_MOVED', params: { name: 'eth0', counter } });
  });

  it('an interface brought up by the system, without a carrier yet', () => {
    machine.link('eth0', { flags: '0x1002', carrier: 'EINVAL' });
    expect(moved(() => machine.link('eth0', { flags: '0x1003', carrier: '0' }))).toMatchObject({ params: { counter: 'flags' } });
  });

  it.each([
    ['an interface, though it is down', () => machine.link('eth1', { index: 9 }), 'eth1'],
    ['the same name on another device', () => machine.link('eth0', { index: 9 }), 'eth0'],
    ['an interface that leaves', () => machine.unlink('eth0'), 'eth0'],
    ['a radio, though it is cut', () => machine.rfkill(5, { name: 'phy1', type: 'wlan', soft: 1 }), 'wlan phy1'],
    [
      'a route',
      () => machine.put('proc/1/net/route', 'Iface\neth0\t00000000\t0101A8C0\t3\t0\t0\t0\t00000000\n'),
      'eth0 00000000/00000000 0101A8C0',
    ],
    ['an address', () => machine.put('proc/1/net/if_inet6', 'fe80 02 40 20 80 eth0\n'), 'eth0 fe80'],
  ])('%s', (_, change, name) => {
    expect(moved(change)).toEqual({ code: 'GAP_DEVICE', params: { name } });
  });

  it('what goes up is named by its own fault', () => {
    expect(moved(() => machine.link('eth0', { carrier: '1', operstate: 'up', changes: 3 }))?.code).toBe('GAP_CABLE');
    machine.link('eth0', { carrier: '0', operstate: 'down' });
    expect(moved(() => machine.usb('1-9:1.0', '02/06/00'))?.code).toBe('GAP_USB');
  });

  it('nothing, when nothing moved', () => {
    expect(moved(() => {})).toBeNull();
    const look = lookOf(readMachine(machine));
    expect(look).toMatchObject({ links: 1, changes: 1012 });
    expect(lookOf(readMachine(machine)).probes).toBe(look.probes);
    machine.link('eth0', { operstate: 'lowerlayerdown' });
    expect(lookOf(readMachine(machine)).probes).not.toBe(look.probes);
  });
});

describe('events of the kernel', () => {
  it('are read from text and from JSON', () => {
    const text =
      '2: eth0: <NO-CARRIER,BROADCAST,UP> mtu 1500 state DOWN\n    link/ether 02:00:00:00:00:01\nDeleted 7: c0@NONE: <BROADCAST> mtu 1500\n';
    expect(parseEvents(text)).toEqual([
      { index: 2, name: 'eth0', flags: ['NO-CARRIER', 'BROADCAST', 'UP'], deleted: false },
      { index: 7, name: 'c0', flags: ['BROADCAST'], deleted: true },
    ]);
    const json = '[{"deleted":true,"ifindex":7,"ifname":"c0","flags":["BROADCAST"]}]\n';
    expect(parseEvents(json)).toEqual([{ index: 7, name: 'c0', flags: ['BROADCAST'], deleted: true }]);
  });

  it('show what no state shows any more', () => {
    const before = readMachine(machine);
    const of = (line: string) => breachOfEvent(before, parseEvents(line)[0]!)?.code ?? null;
    expect(of('2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500')).toBe('GAP_MOVED');
    expect(of('9: eth9: <BROADCAST> mtu 1500')).toBe('GAP_DEVICE');
    expect(of('3: eth0: <BROADCAST> mtu 1500')).toBe('GAP_DEVICE');
    expect(of('Deleted 2: eth0: <BROADCAST> mtu 1500')).toBe('GAP_DEVICE');
    expect(of('2: eth0: <NO-CARRIER,BROADCAST,UP> mtu 1500')).toBeNull();
    expect(of('1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536')).toBeNull();
  });
});

describe('whose links they are', () => {
  it('the machine’s, in the first namespace of the kernel', () => {
    expect(refusal(() => requireMachine(machine))).toBeNull();
    expect(readMachine(machine).first).toBe(true);
  });

  it('nobody’s, where process 1 is in another namespace or cannot be read', () => {
    machine.point('proc/self/ns/net', 'net:[7]');
    expect(refusal(() => requireMachine(machine))).toBe('GAP_FOREIGN');
    machine.drop('proc/1/ns/net');
    expect(refusal(() => requireMachine(machine))).toBe('GAP_UNREADABLE');
    expect(refusal(() => readMachine(machine))).toBe('GAP_UNREADABLE');
  });

  it('another namespace’s, where /sys and /proc disagree', () => {
    machine.drop('sys/class/net/eth0');
    expect(refusal(() => readMachine(machine))).toBe('GAP_FOREIGN');
  });

  it.each([
    ['podman', 'environ', 'PATH=/bin\0container=podman\0'],
    ['Kubernetes', 'environ', 'KUBERNETES_SERVICE_HOST=10.0.0.1\0'],
    ['a rootless engine', 'uid_map', '0 1000 1\n1 100000 65536\n'],
    ['docker by its cgroup', 'cgroup', '0::/docker/4f2a\n'],
    ['docker by its mounts', 'mountinfo', '9 8 254:0 /var/lib/docker/containers/4f/hostname /etc/hostname rw - ext4 /dev/vda rw\n'],
  ])('a container’s: %s', (_, file, text) => {
    machine.drop('proc/sys/net/core');
    machine.put(`proc/1/${file}`, text);
    expect(refusal(() => requireMachine(machine))).toBe('GAP_CONTAINER');
  });

  it('the machine’s all the same, when the container shares its namespace', () => {
    machine.put('proc/1/environ', 'container=docker\0');
    expect(refusal(() => requireMachine(machine))).toBeNull();
  });

  it('the host’s, when its /proc and /sys are mounted for it', () => {
    expect(findMachine(folder)).toMatchObject({ proc: join(folder, 'proc'), host: false });
    const host = fakeMachine(join(folder, 'host'));
    const found = findMachine(folder);
    expect(found).toEqual({ proc: host.proc, sys: host.sys, host: true });
    // The container's own namespace does not matter then; the host's first pid namespace says that it is a host.
    host.point('proc/self/ns/net', 'net:[7]');
    host.point('proc/1/ns/pid', 'pid:[4026531836]');
    expect(refusal(() => requireMachine(found))).toBeNull();
    expect(readMachine(found).first).toBe(true);
  });

  it('believes the kernel’s own files only', () => {
    expect(refusal(() => requireKernelFiles(machine))).toBe('GAP_FOREIGN');
    expect(refusal(() => requireKernelFiles({ ...machine, proc: '/proc' }))).toBe('GAP_FOREIGN');
    expect(refusal(() => requireKernelFiles({ proc: '/proc', sys: '/sys', host: false }))).toBeNull();
  });
});

describe('words', () => {
  it('every fault of the machine says how to mend it, with its name', () => {
    const codes = [
      ...(['GAP_CABLE', 'GAP_WIFI', 'GAP_CELLULAR', 'GAP_VIRTUAL', 'GAP_NAMESPACE'] as const),
      ...(['GAP_RADIO', 'GAP_RADIO_WIFI', 'GAP_RADIO_BLUETOOTH', 'GAP_RADIO_CELLULAR'] as const),
      ...(['GAP_USB', 'GAP_USB_PHONE', 'GAP_USB_BLUETOOTH', 'GAP_USB_WIRELESS'] as const),
    ];
    for (const code of codes) {
      for (const lang of ['fr', 'en'] as const) {
        const { what, fix } = explain({ code, params: { name: 'x0', device: 'x0', net: 'net:[1]', names: 'x0' } }, lang);
        expect(what).toContain('x0');
        expect(fix.length).toBeGreaterThan(20);
      }
    }
  });
});
