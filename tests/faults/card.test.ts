import { describe, expect, it } from 'vitest';
import { concat, fromUtf8, toBase64, utf8 } from '../../src/base/bytes.ts';
import { signNote } from '../../src/base/note.ts';
import { parseCard } from '../../src/keys/card.ts';
import { signerName } from '../../src/keys/signer.ts';
import { codeOf } from '../support/craft.ts';
import { party } from '../support/parties.ts';
import { long } from '../support/requires.ts';
import { Refused } from '../support/second/bytes.ts';
import { readCard } from '../support/second/parties.ts';

const partner = party('partner', 'CSS des Essais');
const appliance = party('appliance', 'Écluse centrale');
const whole = utf8(partner.card.text);
const text = partner.card.text.slice(0, partner.card.text.lastIndexOf('\n\n') + 1);
const applianceText = appliance.card.text.slice(0, appliance.card.text.lastIndexOf('\n\n') + 1);

function secondCode(bytes: Uint8Array): string {
  try {
    readCard(bytes);
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
  return 'taken';
}
/** What both readers say of it. */
function refused(bytes: Uint8Array): string {
  const code = codeOf(() => parseCard(bytes));
  expect(secondCode(bytes)).toBe(code);
  return code;
}
const signed = (changed: string, signer = partner) => utf8(signNote(changed, signerName(signer.card.id), signer.secrets.sign));

describe('a card', () => {
  it('reads back as it was made', () => {
    expect(refused(whole)).toBe('taken');
    expect(parseCard(whole)).toEqual(partner.card);
    expect(parseCard(utf8(appliance.card.text))).toEqual(appliance.card);
  });

  it('is refused with any bit flipped, any byte cut, anything added', () => {
    const wrong: string[] = [];
    // One bit of each byte in turn; every bit under ECLUSE_LONG=1: each costs an X-Wing encapsulation.
    for (let bit = 0; bit < whole.length * 8; bit += long ? 1 : 9) {
      const changed = whole.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      const code = codeOf(() => parseCard(changed));
      if (!/^CARD_(?:FORM|KEY|SIGNATURE)$/.test(code)) wrong.push(`${bit}: ${code}`);
    }
    for (let length = 0; length < whole.length; length++) {
      const code = codeOf(() => parseCard(whole.subarray(0, length)));
      if (code !== 'CARD_FORM') wrong.push(`${length}: ${code}`);
    }
    expect(wrong).toEqual([]);
    for (const more of ['\n', ' ', '\u0000', partner.card.text]) expect(refused(concat(whole, utf8(more)))).toBe('CARD_FORM');
  });

  it.each([
    ['a field twice', text.replace('role partner\n', 'role partner\nrole partner\n')],
    ['a field missing', text.replace(/created .*\n/, '')],
    ['another order', text.replace(/(role .*\n)(name .*\n)/, '$2$1')],
    ['another version', text.replace('card/v1', 'card/v2')],
    ['another role', text.replace('role partner', 'role auditor')],
    ['a partner with a ledger key', text.replace('created', `log ${toBase64(appliance.card.log!)}\ncreated`)],
    ['a name with two spaces', text.replace('name CSS des', 'name CSS  des')],
    ['a name not composed', text.replace('name CSS des', 'name CSS de\u0301s')],
    ['a name that turns writing round', text.replace('name CSS des', 'name CSS \u202edes')],
    ['an id of 31 digits', text.replace(/id ./, 'id ')],
    ['an id in upper case', text.replace(/id [0-9a-f]*/, (id) => `id ${id.slice(3).toUpperCase()}`)],
    ['a signing key of 31 bytes', text.replace(/sign .*\n/, `sign ${toBase64(new Uint8Array(31))}\n`)],
    ['an encryption key of 1,215 bytes', text.replace(/seal .*\n/, `seal ${toBase64(new Uint8Array(1_215))}\n`)],
    ['a time that is none', text.replace(/created .*\n/, 'created 2026-02-30T00:00:00Z\n')],
    ['an empty line', text.replace('role', '\nrole')],
  ])('%s: malformed', (_, changed) => {
    expect(changed).not.toBe(text);
    expect(refused(signed(changed))).toBe('CARD_FORM');
  });

  it('an appliance without a ledger key: malformed', () => {
    expect(refused(signed(applianceText.replace(/log .*\n/, ''), appliance))).toBe('CARD_FORM');
  });

  it('signed under another name, or twice: malformed', () => {
    expect(refused(utf8(signNote(text, 'ecluse/autre', partner.secrets.sign)))).toBe('CARD_FORM');
    const line = partner.card.text.slice(text.length + 1);
    expect(refused(concat(whole, utf8(line)))).toBe('CARD_FORM');
  });

  it('of more than 8,192 bytes: malformed', () => {
    expect(refused(signed(`${text}${'x'.repeat(8_000)}\n`))).toBe('CARD_FORM');
  });

  it.each<[string, Uint8Array]>([
    ['all zeros: a point of order 4', new Uint8Array(32)],
    ['the neutral point', Uint8Array.of(1, ...new Uint8Array(31))],
    ['a point of order 8', Uint8Array.from(Buffer.from('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a', 'hex'))],
    ['no point', Uint8Array.of(2, ...new Uint8Array(31))],
    ['an encoding past the modulus', Uint8Array.from([0xee, ...new Uint8Array(30).fill(0xff), 0x7f])],
  ])('signing key: %s', (_, key) => {
    expect(refused(signed(text.replace(/sign .*\n/, `sign ${toBase64(key)}\n`)))).toBe('CARD_KEY');
    expect(refused(signed(applianceText.replace(/log .*\n/, `log ${toBase64(key)}\n`), appliance))).toBe('CARD_KEY');
  });

  it('a ledger key that is the signing key', () => {
    const same = applianceText.replace(/log .*\n/, `log ${toBase64(appliance.card.sign)}\n`);
    expect(refused(signed(same, appliance))).toBe('CARD_KEY');
  });

  it.each<[string, (key: Uint8Array) => void]>([
    ['a coefficient past the modulus', (key) => key.fill(0xff, 0, 3)],
    ['X25519 of order 1', (key) => key.fill(0, 1_184)],
    ['X25519 of order 4', (key) => key.fill(0, 1_184).fill(1, 1_184, 1_185)],
  ])('encryption key: %s', (_, change) => {
    const key = partner.card.seal.slice();
    change(key);
    expect(refused(signed(text.replace(/seal .*\n/, `seal ${toBase64(key)}\n`)))).toBe('CARD_KEY');
  });

  it('signed by another key than its own', () => {
    const other = party('partner', 'CSS du Voisin');
    expect(refused(utf8(signNote(text, signerName(partner.card.id), other.secrets.sign)))).toBe('CARD_SIGNATURE');
    expect(refused(utf8(fromUtf8(whole).replace('CSS des Essais', 'CSS des Essaim')))).toBe('CARD_SIGNATURE');
  });
});
