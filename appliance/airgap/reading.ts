import { toHex, utf8 } from '../../src/base/bytes.ts';
import { sha256 } from '../../src/base/hash.ts';
import { canonicalJson } from '../../src/base/json.ts';
import { type Addresses, type Link, readAddresses, readInterfaces } from './links.ts';
import { isFirst, type Machine, machineNamespace } from './machine.ts';
import { type Elsewhere, readElsewhere } from './namespaces.ts';
import { type Radio, readRadios } from './radios.ts';
import { readUsb, type UsbDevice } from './usb.ts';

/** All that the probes saw at one moment. */
export type Reading = {
  readonly net: string;
  /** Whether the namespace is the kernel's first; false in a container, or where a test plays the machine. */
  readonly first: boolean;
  readonly links: readonly Link[];
  readonly reach: Addresses;
  readonly radios: readonly Radio[];
  readonly usb: readonly UsbDevice[];
  readonly elsewhere: readonly Elsewhere[];
};

/** @throws GAP_UNREADABLE, GAP_FOREIGN */
export function readMachine(machine: Machine): Reading {
  return {
    net: machineNamespace(machine),
    first: isFirst(machine),
    links: readInterfaces(machine),
    reach: readAddresses(machine),
    radios: readRadios(machine),
    usb: readUsb(machine),
    elsewhere: readElsewhere(machine),
  };
}

/** What the ledger keeps of a reading: its digest, how many interfaces, and the sum of all that counts. */
export type Look = { readonly links: number; readonly changes: number; readonly probes: string };

export function lookOf(reading: Reading): Look {
  const changes = reading.links.reduce((sum, { carrierChanges, bytes, packets }) => sum + carrierChanges + bytes + packets, 0);
  return { links: reading.links.length, changes, probes: toHex(sha256(utf8(canonicalJson(reading)))) };
}
