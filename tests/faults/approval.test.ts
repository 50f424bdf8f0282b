import { describe, expect, it } from 'vitest';
import { concat, fromUtf8, utf8 } from '../../src/base/bytes.ts';
import { signNote } from '../../src/base/note.ts';
import { isCurrent, isWithdrawal, readApproval, signApproval, WITHDRAWN } from '../../src/bundle/approval.ts';
import { kindOfFile } from '../../src/bundle/kind.ts';
import type { Card } from '../../src/keys/card.ts';
import { signerName } from '../../src/keys/signer.ts';
import { codeOf } from '../support/craft.ts';
import { party } from '../support/parties.ts';

const partner = party('partner', 'CSS des Essais');
const other = party('partner', 'CSS du Voisin');
const appliance = party('appliance', 'Écluse centrale');
const fields = {
  model: 'decrochage-sec2.2026',
  digest: 'd'.repeat(64),
  stance: 'targeted',
  until: '2027-06-30',
  sequence: 3,
  created: '2026-09-03T09:00:00Z',
} as const;
const approval = signApproval(fields, partner, appliance.card);
const whole = utf8(approval.text);
const text = approval.text.slice(0, approval.text.lastIndexOf('\n\n') + 1);
const enrolled =
  (...cards: Card[]) =>
  (id: string) =>
    cards.find((card) => card.id === id) ?? null;
const read = (bytes: Uint8Array, cards = [partner.card, other.card], recipientId = appliance.card.id) =>
  codeOf(() => readApproval(bytes, { recipientId, cardOf: enrolled(...cards) }));
const signed = (changed: string, signer = partner) => {
  expect(changed).not.toBe(text);
  return utf8(signNote(changed, signerName(signer.card.id), signer.secrets.sign));
};

describe('an approval', () => {
  it('reads back as it was signed', () => {
    expect(readApproval(whole, { recipientId: appliance.card.id, cardOf: enrolled(partner.card) })).toEqual(approval);
    expect(approval).toMatchObject(fields);
    expect(kindOfFile(whole)).toBe('approval');
  });

  it('is refused with any bit flipped, any byte cut, anything added', () => {
    const wrong: string[] = [];
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const changed = whole.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      const code = read(changed);
      if (!/^APPROVAL_(?:NOTE|FORM|SENDER|CARD|SIGNATURE)$/.test(code)) wrong.push(`${bit}: ${code}`);
    }
    for (let length = 0; length < whole.length; length++) if (read(whole.subarray(0, length)) !== 'APPROVAL_NOTE') wrong.push(`${length}`);
    expect(wrong).toEqual([]);
    for (const more of ['\n', ' ', 'x'.repeat(4_096)]) expect(read(concat(whole, utf8(more)))).toBe('APPROVAL_NOTE');
    expect(read(concat(whole, whole))).toBe('APPROVAL_FORM');
  });

  it('may be taken back by a later one that holds on no day', () => {
    const taken = signApproval({ ...fields, until: WITHDRAWN, sequence: fields.sequence + 1 }, partner, appliance.card);
    expect(isWithdrawal(taken)).toBe(true);
    expect(isWithdrawal(approval)).toBe(false);
    expect(isCurrent(taken, new Date('2026-09-03T09:00:00Z'))).toBe(false);
    expect(kindOfFile(utf8(taken.text))).toBe('approval');
  });

  it('may name the cut that the CSS chose, in one way alone', () => {
    const cut = (value: string) => text.replace('stance targeted\n', `stance targeted\ncut ${value}\n`);
    expect(approval.cut).toBeNull();
    for (const [value, number] of [
      ['0.23', 0.23],
      ['0.000001', 0.000001],
      ['1', 1],
    ] as const) {
      const held = signApproval({ ...fields, cut: number }, partner, appliance.card);
      expect(fromUtf8(signed(cut(value)))).toBe(held.text);
      expect(held.cut).toBe(number);
    }
    for (const value of ['0', '0.0', '0.230', '.23', '0,23', '1.1', '-0.2', '1e-3', '0.1234567', ' 0.2']) {
      expect([value, read(signed(cut(value)))]).toEqual([value, 'APPROVAL_FORM']);
    }
    for (const wrong of [0, 2, -0.1, 1e-7, Number.NaN]) {
      expect(codeOf(() => signApproval({ ...fields, cut: wrong }, partner, appliance.card))).toBe('APPROVAL_FORM');
    }
    expect(read(signed(text.replace('until ', 'cut 0.2\nuntil ').replace('stance targeted\n', 'stance targeted\ncut 0.2\n')))).toBe(
      'APPROVAL_FORM',
    );
  });

  it.each([
    ['another version', text.replace('approval/v1', 'approval/v2')],
    ['a field twice', text.replace('stance targeted\n', 'stance targeted\nstance targeted\n')],
    ['another order', text.replace(/(model .*\n)(digest .*\n)/, '$2$1')],
    ['a field too many', `${text}note essai\n`],
    ['a sender without its card', text.replace(/sender (\S+) \S+/, 'sender $1')],
    ['a recipient with three words', text.replace(/recipient (.*)\n/, 'recipient $1 x\n')],
    ['a model that climbs', text.replace('decrochage-sec2', '../decrochage')],
    ['a digest of 63 digits', text.replace(/digest d/, 'digest ')],
    ['another stance', text.replace('targeted', 'both')],
    ['a day that is none', text.replace('2027-06-30', '2027-06-31')],
    ['a last day long past that is no withdrawal', text.replace('2027-06-30', '1970-01-02')],
    ['a last day before the first', text.replace('2027-06-30', '2026-09-02')],
    ['sequence 0', text.replace('sequence 3', 'sequence 0')],
    ['sequence 03', text.replace('sequence 3', 'sequence 03')],
    ['a time without Z', text.replace('09:00:00Z', '09:00:00')],
  ])('%s: malformed', (_, changed) => expect(read(signed(changed))).toBe('APPROVAL_FORM'));

  it('of a party that is not enrolled, or by another card', () => {
    expect(read(whole, [other.card])).toBe('APPROVAL_SENDER');
    expect(read(whole, [{ ...other.card, id: partner.card.id }])).toBe('APPROVAL_CARD');
  });

  it('signed by another enrolled partner, in the first one’s name or line', () => {
    expect(read(utf8(signNote(text, signerName(other.card.id), other.secrets.sign)))).toBe('APPROVAL_SIGNATURE');
    expect(read(utf8(signNote(text, signerName(partner.card.id), other.secrets.sign)))).toBe('APPROVAL_SIGNATURE');
    expect(read(utf8(fromUtf8(whole).replace('2027-06-30', '2028-06-30')))).toBe('APPROVAL_SIGNATURE');
  });

  it('addressed to another appliance', () => {
    expect(read(whole, [partner.card], 'f'.repeat(32))).toBe('APPROVAL_RECIPIENT');
  });

  it('what cannot stand is not signed', () => {
    for (const change of [{ model: 'a/b' }, { digest: 'x' }, { until: '2026-09-02' }, { sequence: 0 }, { created: 'hier' }]) {
      expect(codeOf(() => signApproval({ ...fields, ...change }, partner, appliance.card))).toBe('APPROVAL_FORM');
    }
  });

  it('holds to the end of its last day, UTC', () => {
    expect(isCurrent(approval, new Date('2027-06-30T23:59:59Z'))).toBe(true);
    expect(isCurrent(approval, new Date('2027-07-01T00:00:00Z'))).toBe(false);
  });
});
