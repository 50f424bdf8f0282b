import type { EcluseError } from '../../src/base/errors.ts';
import type { Params } from '../../src/base/text.ts';
import type { Link } from './links.ts';
import type { RadioType } from './radios.ts';
import type { Reading } from './reading.ts';
import type { UsbClass, UsbDevice } from './usb.ts';

/** One thing that is wrong; the catalogue of errors says it, and how to unplug or disable it. */
export type Problem = { readonly code: EcluseError['code']; readonly params: Params };

export function isUp({ carrier, operstate }: Link): boolean {
  return carrier === 1 || operstate === 'up';
}

const UP_CODES = {
  wired: 'GAP_CABLE',
  wireless: 'GAP_WIFI',
  cellular: 'GAP_CELLULAR',
  virtual: 'GAP_VIRTUAL',
  loopback: 'GAP_VIRTUAL',
} as const;

const RADIO_CODES = {
  wlan: 'GAP_RADIO_WIFI',
  bluetooth: 'GAP_RADIO_BLUETOOTH',
  wwan: 'GAP_RADIO_CELLULAR',
  other: 'GAP_RADIO',
} as const satisfies Record<RadioType, Problem['code']>;

const USB_CODES = {
  communication: 'GAP_USB',
  data: 'GAP_USB',
  tethering: 'GAP_USB_PHONE',
  bluetooth: 'GAP_USB_BLUETOOTH',
  wireless: 'GAP_USB_WIRELESS',
} as const satisfies Record<UsbClass, Problem['code']>;

/** Everything that keeps this machine from being unplugged; none when it is. */
export function problemsOf({ links, radios, usb, elsewhere }: Reading): Problem[] {
  const bluetooth = radios.filter(({ type }) => type === 'bluetooth');
  // The controller's own switch says more than its USB class does.
  const silenced = bluetooth.length > 0 && bluetooth.every(({ off }) => off);
  return [
    ...links.filter(isUp).map(({ name, kind }) => ({ code: UP_CODES[kind], params: { name } })),
    ...radios.filter(({ off }) => !off).map(({ name, type }) => ({ code: RADIO_CODES[type], params: { name } })),
    ...usb
      .filter((each) => !each.off && !(each.class === 'bluetooth' && silenced))
      .map((each) => ({ code: USB_CODES[each.class], params: { name: each.name, device: deviceOf(each) } })),
    ...elsewhere.map(({ net, names }) => ({ code: 'GAP_NAMESPACE' as const, params: { net, names: names.join(', ') || '?' } })),
  ];
}

/** A USB device as its owner knows it, then its place on the bus: `Pixel 8 (1-2)`. */
function deviceOf({ name, product }: UsbDevice): string {
  return product === '' ? name : `${product} (${name})`;
}

/** What moved since a clean reading, were it only for an instant between the two; null when nothing did. */
export function breachOf(before: Reading, now: Reading): Problem | null {
  const [problem] = problemsOf(now);
  if (problem) return problem;
  if (before.net !== now.net) return { code: 'GAP_FOREIGN', params: { where: '/proc/1/ns/net' } };
  const known = new Map(before.links.map((link) => [link.name, link]));
  for (const link of now.links) {
    const was = known.get(link.name);
    if (was?.index !== link.index) return { code: 'GAP_DEVICE', params: { name: link.name } };
    const counter = movedOf(was, link);
    if (counter !== null) return { code: 'GAP_MOVED', params: { name: link.name, counter } };
    known.delete(link.name);
  }
  const [gone] = known.keys();
  if (gone !== undefined) return { code: 'GAP_DEVICE', params: { name: gone } };
  const added =
    newcomer(before.radios, now.radios, ({ type, name }) => `${type} ${name}`) ??
    newcomer(before.usb, now.usb, ({ name }) => `USB ${name}`) ??
    newcomer(before.reach.routes, now.reach.routes, (route) => route) ??
    newcomer(before.reach.addresses, now.reach.addresses, (address) => address);
  return added === null ? null : { code: 'GAP_DEVICE', params: { name: added } };
}

function movedOf(was: Link, now: Link): string | null {
  if (now.carrierChanges !== was.carrierChanges) return 'carrier_changes';
  if (now.packets !== was.packets) return 'packets';
  if (now.bytes !== was.bytes) return 'bytes';
  return now.admin && !was.admin ? 'flags' : null;
}

/** The name of the first that was not there before. */
function newcomer<T>(before: readonly T[], now: readonly T[], nameOf: (each: T) => string): string | null {
  const known = new Set(before.map(nameOf));
  return now.map(nameOf).find((name) => !known.has(name)) ?? null;
}
