import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EcluseError } from '../../src/base/errors.ts';
import { namesIn, vanished } from './links.ts';
import type { Machine } from './machine.ts';

/** A transmitter. Off: a switch of its own (rfkill), in software or hardware, blocks it. */
export type Radio = { readonly name: string; readonly type: RadioType; readonly off: boolean };
export type RadioType = 'wlan' | 'bluetooth' | 'wwan' | 'other';

/** Receivers only: they carry nothing out. */
const DEAF = ['gps', 'fm'];

/** Every radio: the switches, and the devices of the three classes that no switch answers for, which count as on. @throws GAP_UNREADABLE */
export function readRadios({ sys }: Machine): Radio[] {
  const switches = listed(join(sys, 'class', 'rfkill'), /^rfkill\d+$/).flatMap((at) => {
    try {
      const read = (file: string) => readFileSync(join(at, file), 'utf8').trim();
      const type = read('type');
      return DEAF.includes(type) ? [] : [{ name: read('name'), type: typeOf(type), off: read('soft') === '1' || read('hard') === '1' }];
    } catch (error) {
      if (vanished(error)) return [];
      throw new EcluseError('GAP_UNREADABLE', { where: at }, { cause: error });
    }
  });
  const silent = (type: RadioType, folder: string, names: RegExp): Radio[] =>
    listed(join(sys, 'class', folder), names).flatMap((at) => {
      const name = at.slice(at.lastIndexOf('/') + 1);
      const answered = switches.some((each) => each.type === type && (type === 'wwan' || each.name === name));
      return answered ? [] : [{ name, type, off: false }];
    });
  const found = [
    ...switches,
    ...silent('wlan', 'ieee80211', /./),
    ...silent('bluetooth', 'bluetooth', /^hci\d+$/),
    ...silent('wwan', 'wwan', /^wwan\d+$/),
  ];
  return found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function typeOf(type: string): RadioType {
  return type === 'wlan' || type === 'bluetooth' || type === 'wwan' ? type : 'other';
}

function listed(folder: string, names: RegExp): string[] {
  if (!existsSync(folder)) return [];
  return namesIn(folder)
    .filter((name) => names.test(name))
    .map((name) => join(folder, name));
}
