import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EcluseError } from '../../src/base/errors.ts';
import { namesIn, vanished } from './links.ts';
import type { Machine } from './machine.ts';

/** A USB device of a class that carries a network. Off: the kernel was told not to use it (`authorized` 0). */
export type UsbDevice = {
  readonly name: string;
  /** What the device calls itself, in plain letters; empty when it says nothing. */
  readonly product: string;
  readonly class: UsbClass;
  readonly off: boolean;
};
export type UsbClass = 'communication' | 'data' | 'wireless' | 'bluetooth' | 'tethering';

/** Every such device, by its place on the bus. A device may offer several interfaces; the first that counts names it. @throws GAP_UNREADABLE */
export function readUsb({ sys }: Machine): UsbDevice[] {
  const bus = join(sys, 'bus', 'usb', 'devices');
  if (!existsSync(bus)) return [];
  const found = new Map<string, UsbDevice>();
  for (const entry of namesIn(bus)) {
    const [name = entry, part] = entry.split(':');
    try {
      const seen = part === undefined ? classOf(join(bus, entry), 'bDevice') : classOf(join(bus, entry), 'bInterface');
      if (seen !== null && !found.has(name))
        found.set(name, { name, product: productOf(join(bus, name)), class: seen, off: isOff(join(bus, name)) });
    } catch (error) {
      if (!vanished(error)) throw new EcluseError('GAP_UNREADABLE', { where: join(bus, entry) }, { cause: error });
    }
  }
  return [...found.values()];
}

/** USB-IF classes: 02 communications, 0a their data, e0 wireless (01/01 Bluetooth, 01/03 RNDIS), ef/04/01 RNDIS as telephones give it. */
function classOf(at: string, prefix: 'bDevice' | 'bInterface'): UsbClass | null {
  const read = (field: string) =>
    readFileSync(join(at, `${prefix}${field}`), 'utf8')
      .trim()
      .toLowerCase();
  const whole = `${read('Class')}/${read('SubClass')}/${read('Protocol')}`;
  if (whole === 'e0/01/01') return 'bluetooth';
  if (whole === 'e0/01/03' || whole === 'ef/04/01') return 'tethering';
  if (whole.startsWith('02/')) return 'communication';
  if (whole.startsWith('0a/')) return 'data';
  return whole.startsWith('e0/') ? 'wireless' : null;
}

/** Whoever made the device wrote this: letters, digits and a few marks of it are kept. */
function productOf(device: string): string {
  const file = join(device, 'product');
  const said = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return said
    .replace(/[^\p{L}\p{N} .,()+_-]/gu, '')
    .trim()
    .slice(0, 40);
}

function isOff(device: string): boolean {
  const file = join(device, 'authorized');
  return existsSync(file) && readFileSync(file, 'utf8').trim() === '0';
}
