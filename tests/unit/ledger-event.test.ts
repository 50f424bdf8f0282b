import { describe, expect, it } from 'vitest';
import { equalBytes, fromUtf8, utf8 } from '../../src/base/bytes.ts';
import { type Entry, EVENT_TYPES, EVENTS, type EventType, entryBytes, type LedgerEvent, parseEntry } from '../../src/ledger/event.ts';
import { code } from '../support/code.ts';
import { hex, id } from '../support/ledger.ts';

/** A value that each subject accepts. */
const GOOD: Record<string, string> = {
  appliance: id('a'),
  party: id('p'),
  bundle: id('b'),
  result: id('r'),
  session: 's-2026-001',
  model: 'decrochage-sec3-2026',
  kind: 'score',
  gap: 'chamber',
  role: 'operator',
  stance: 'wide',
  custodian: 'depositaire-3',
  second: 'reviseur',
  until: '2027-06-30',
  destroyBy: '2027-06-30',
  format: 'ecluse.ledger/v1',
  version: '0.1.0',
  setting: 'floor.recall',
  value: '0.50',
  name: 'CSS des Deux-Rives',
};

type Form = {
  must: { subjects?: readonly string[]; digests?: readonly string[]; counts?: readonly string[]; code?: true };
  may?: Form['must'];
};
const formOf = (type: EventType): Form => EVENTS[type];

function eventOf(type: EventType, whole: boolean): LedgerEvent {
  const { must, may } = formOf(type);
  const names = (group: 'subjects' | 'digests' | 'counts') => [...(must[group] ?? []), ...(whole ? (may?.[group] ?? []) : [])];
  const group = <T>(name: 'subjects' | 'digests' | 'counts', value: (member: string) => T) =>
    names(name).length > 0 ? { [name]: Object.fromEntries(names(name).map((member) => [member, value(member)])) } : {};
  return {
    actor: 'operateur',
    type,
    ...group('subjects', (member) => GOOD[member]!),
    ...group('digests', (member) => hex(member)),
    ...group('counts', () => 12),
    ...(must.code || (whole && may?.code) ? { code: 'BUNDLE_SIGNATURE' } : {}),
  };
}
const entryOf = (event: LedgerEvent): Entry => ({ ...event, sequence: 7, time: '2026-09-07T12:00:00Z' });

describe('an entry', () => {
  it.each(EVENT_TYPES)('%s: with what it must hold and with all it may, comes back the same', (type) => {
    for (const whole of [false, true]) {
      const bytes = entryBytes(entryOf(eventOf(type, whole)));
      expect(equalBytes(entryBytes(parseEntry(bytes)), bytes)).toBe(true);
    }
  });

  it.each(EVENT_TYPES)('%s: is refused without a member it must hold, or with one it may not', (type) => {
    const event = eventOf(type, true);
    const { must } = formOf(type);
    for (const group of ['subjects', 'digests', 'counts'] as const) {
      for (const member of must[group] ?? []) {
        const { [member]: _, ...rest } = event[group] as Record<string, unknown>;
        expect(
          code(() => entryBytes(entryOf({ ...event, [group]: rest } as LedgerEvent))),
          `${group}.${member}`,
        ).toBe('LEDGER_EVENT');
      }
      const stray = { ...event, [group]: { ...event[group], prenom: 'x' } } as LedgerEvent;
      expect(code(() => entryBytes(entryOf(stray)))).toBe('LEDGER_EVENT');
    }
    if (must.code) {
      const { code: _, ...rest } = event;
      expect(code(() => entryBytes(entryOf(rest)))).toBe('LEDGER_EVENT');
    }
    const stray = { ...entryOf(event), remarque: 'x' } as Entry;
    expect(code(() => entryBytes(stray))).toBe('LEDGER_EVENT');
  });

  it('has no room for a sentence, a file number or a person’s name where an id is due', () => {
    const free = ['name'];
    for (const [member, value] of Object.entries(GOOD)) {
      const type = EVENT_TYPES.find((one) =>
        [...(formOf(one).must.subjects ?? []), ...(formOf(one).may?.subjects ?? [])].includes(member),
      )!;
      const event = eventOf(type, true);
      const withValue = (other: string) =>
        code(() => entryBytes(entryOf({ ...event, subjects: { ...event.subjects, [member]: other } } as LedgerEvent)));
      expect(withValue(value)).toBe(null);
      expect(withValue('')).toBe('LEDGER_EVENT');
      expect(withValue('deux\nlignes')).toBe('LEDGER_EVENT');
      if (!free.includes(member)) expect(withValue('Une Personne Nommée'), member).toBe('LEDGER_EVENT');
    }
    const event = eventOf('login.succeeded', true);
    expect(code(() => entryBytes(entryOf({ ...event, actor: 'Une Personne' })))).toBe('LEDGER_EVENT');
    expect(code(() => entryBytes(entryOf({ ...eventOf('bundle.refused', false), code: 'le fichier 123' })))).toBe('LEDGER_EVENT');
    expect(
      code(() =>
        entryBytes(
          entryOf({
            ...eventOf('approval.received', false),
            subjects: { ...eventOf('approval.received', false).subjects, until: '2026-02-30' },
          }),
        ),
      ),
    ).toBe('LEDGER_EVENT');
  });

  it('has one form only', () => {
    const text = fromUtf8(entryBytes(entryOf(eventOf('login.failed', true))));
    for (const bad of [
      ` ${text}`,
      `${text}\n`,
      text.replace('"sequence":7', '"sequence":7.0'),
      text.replace('{"actor"', '{"type":"x","actor"'),
    ]) {
      expect(code(() => parseEntry(utf8(bad)))).toBe('JSON_FORM');
    }
    for (const bad of [
      '[]',
      'null',
      '"x"',
      text.replace('"sequence":7', '"sequence":-7'),
      text.replace('12:00:00Z', '25:00:00Z'),
      text.replace('login.failed', 'login.other'),
    ]) {
      expect(
        code(() => parseEntry(utf8(bad))),
        bad,
      ).toBe('LEDGER_EVENT');
    }
    expect(code(() => parseEntry(new Uint8Array(65_536)))).toBe('LEDGER_EVENT');
    expect(code(() => parseEntry(new Uint8Array([0x22, 0xff, 0x22])))).toBe('ENCODING');
  });
});
