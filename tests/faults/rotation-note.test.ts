import { describe, expect, it } from 'vitest';
import { concat, toBase64, utf8 } from '../../src/base/bytes.ts';
import { ed25519Public, ed25519Sign, noteKeyId, signatureLine, signNote } from '../../src/base/note.ts';
import { type Card, makeCard, parseCard } from '../../src/keys/card.ts';
import { followRotation, type Rotation, readRotation, rotationsTo, signRotation } from '../../src/keys/rotation.ts';
import { type Secrets, secretsFromRoot } from '../../src/keys/secrets.ts';
import { signerName } from '../../src/keys/signer.ts';
import { codeOf } from '../support/craft.ts';
import { type PartyKeys, party, seededRandom } from '../support/parties.ts';
import { CREATED, renewed, rotationNote, UNTIL } from '../support/rotations.ts';
import { Refused } from '../support/second/bytes.ts';
import { readRotation as readElsewhere } from '../support/second/rotation.ts';

const read = (note: string | Uint8Array) => readRotation(typeof note === 'string' ? utf8(note) : note, parseCard);

const zero = party('appliance', 'Écluse centrale');
const one = renewed(zero, 'one');
const two = renewed(one, 'two');
const good = rotationNote(zero, one);
const text = good.slice(0, good.lastIndexOf('\n\n') + 1);
const resigned = (changed: string, old: Secrets = zero.secrets, next: Secrets = one.secrets) => {
  const name = signerName(zero.card.id);
  const second = signatureLine(name, noteKeyId(name, ed25519Public(next.sign)), ed25519Sign(next.sign, utf8(changed)));
  return signNote(changed, name, old.sign) + second;
};
/** What both readers say of it. */
function refused(note: string | Uint8Array): string {
  const bytes = typeof note === 'string' ? utf8(note) : note;
  const code = codeOf(() => read(bytes));
  let elsewhere = 'taken';
  try {
    readElsewhere(bytes);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    elsewhere = error.code;
  }
  expect(elsewhere).toBe(code);
  return code;
}

describe('a rotation note', () => {
  it('says which card takes the place of which, to both readers alike', () => {
    const { from, to, until, created, hash } = read(good);
    expect([from, to, until, created]).toEqual([zero.card, one.card, UNTIL, CREATED]);
    expect(readElsewhere(utf8(good))).toMatchObject({ hash, until, created, from: { hash: from.hash }, to: { hash: to.hash } });
    expect(refused(good)).toBe('taken');
    const partner = party('partner', 'CSS des Essais');
    expect(refused(rotationNote(partner, renewed(partner, 'p')))).toBe('taken');
  });

  it('is refused with any bit of its bytes flipped, any byte cut, anything added', { timeout: 60_000 }, () => {
    const whole = utf8(good);
    const wrong: string[] = [];
    for (let bit = 0; bit < whole.length * 8; bit += 67) {
      const changed = whole.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      const code = codeOf(() => read(changed));
      if (!/^(ROTATION|CARD)_/.test(code)) wrong.push(`${bit}: ${code}`);
    }
    for (let length = 0; length < whole.length; length += 13) {
      const code = codeOf(() => read(whole.subarray(0, length)));
      if (code !== 'ROTATION_FORM') wrong.push(`${length}: ${code}`);
    }
    expect(wrong).toEqual([]);
    for (const more of ['\n', ' ', '\u0000', good]) expect(refused(concat(whole, utf8(more)))).toBe('ROTATION_FORM');
  });

  it.each([
    ['a field twice', text.replace(`until ${UNTIL}\n`, `until ${UNTIL}\nuntil ${UNTIL}\n`)],
    ['fields in another order', text.replace(/(from .*\n)(to .*\n)/, '$2$1')],
    ['another format', text.replace('rotation/v1', 'rotation/v2')],
    ['a day that is none', text.replace(UNTIL, '2026-10-32')],
    ['a day before its own', text.replace(UNTIL, '2026-09-30')],
    ['a day too far', text.replace(UNTIL, '2027-10-03')],
    ['a card that is not base64', text.replace(/^new .*$/m, 'new !!!!')],
    ['a card in another base64', text.replace(/^(new .*)$/m, '$1=')],
  ])('with %s is malformed', (_, changed) => {
    expect(refused(resigned(changed))).toBe('ROTATION_FORM');
  });

  it('is malformed with one signature, three, or both in the other order', () => {
    const [first, second] = good.slice(text.length + 1).match(/.*\n/g) ?? [];
    expect(refused(`${text}\n${first}`)).toBe('ROTATION_FORM');
    expect(refused(`${text}\n${first}${second}${second}`)).toBe('ROTATION_FORM');
    expect(refused(`${text}\n${second}${first}`)).toBe('ROTATION_SIGNATURE');
    expect(refused(`${text}\n${first}${first}`)).toBe('ROTATION_SIGNATURE');
  });

  it('is worth nothing by one key alone, the thief’s of the old or a stranger’s new one', () => {
    expect(refused(resigned(text, two.secrets, one.secrets))).toBe('ROTATION_SIGNATURE');
    expect(refused(resigned(text, zero.secrets, two.secrets))).toBe('ROTATION_SIGNATURE');
    expect(refused(resigned(text, one.secrets, one.secrets))).toBe('ROTATION_SIGNATURE');
  });

  it.each([
    ['another party', renewed(zero, 'x', { id: 'a'.repeat(32) })],
    ['another name', renewed(zero, 'x', { name: 'Écluse d’à côté' })],
    ['another ledger', renewed(zero, 'x', { log: two.card.sign })],
    ['another role', renewed(zero, 'x', { role: 'partner', log: null })],
    ['the same keys', { secrets: zero.secrets, card: makeCard({ ...zero.card, created: CREATED }, zero.secrets) }],
    ['the same decryption key', half('seal')],
    ['the same signing key', half('sign')],
  ])('to a card of %s does not go together', (_, to) => {
    const seeds = { old: zero.secrets.sign, next: to.secrets.sign };
    const fields = { from: zero.card, to: to.card, until: UNTIL, created: CREATED };
    const note = signRotation(fields, seeds);
    expect(refused(note)).toBe('ROTATION_CARDS');
  });

  it('whose hashes or cards are others than it says does not go together either, or is no card', () => {
    const swapped = (name: string, card: Card) => text.replace(new RegExp(`^${name} .*$`, 'm'), `${name} ${toBase64(utf8(card.text))}`);
    expect(refused(resigned(text.replace(one.card.hash, two.card.hash)))).toBe('ROTATION_CARDS');
    expect(refused(resigned(text.replace(zero.card.hash, two.card.hash)))).toBe('ROTATION_CARDS');
    expect(refused(resigned(swapped('new', two.card)))).toBe('ROTATION_CARDS');
    expect(refused(resigned(swapped('old', two.card)))).toBe('ROTATION_CARDS');
    const forged = { ...one.card, text: one.card.text.replace(CREATED, '2026-10-02T12:00:00Z') };
    expect(refused(resigned(swapped('new', forged)))).toBe('CARD_SIGNATURE');
  });
});

/** Keys of which one is the old card's. */
function half(kept: 'sign' | 'seal'): PartyKeys {
  const secrets = { ...secretsFromRoot(seededRandom('half')(32)), [kept]: party('appliance', 'Écluse centrale').secrets[kept] };
  const { role, name, id, log } = party('appliance', 'Écluse centrale').card;
  return { secrets, card: makeCard({ role, name, id, log, created: CREATED }, secrets) };
}

describe('a reader of rotations', () => {
  const [first, second] = [read(good), read(rotationNote(one, two))];
  const fork = read(rotationNote(zero, two));
  const judge = (rotation: Rotation<Card>, present: Card, taken: Rotation<Card>[]) => {
    const said: string[] = [];
    const code = codeOf(() => said.push(followRotation(rotation, present, taken)));
    return said[0] ?? code;
  };

  it('takes the one that starts from the card it holds, and no other', () => {
    expect(judge(first, zero.card, [])).toBe('new');
    expect(judge(first, one.card, [first])).toBe('already');
    expect(judge(second, one.card, [first])).toBe('new');
    expect(judge(first, two.card, [first, second])).toBe('ROTATION_REPLAY');
    expect(judge(second, zero.card, [])).toBe('ROTATION_UNKNOWN');
    expect(judge(fork, one.card, [first])).toBe('ROTATION_FORK');
    expect(judge(fork, two.card, [first, second])).toBe('ROTATION_FORK');
    expect(judge(first, party('appliance', 'Écluse d’à côté').card, [])).toBe('ROTATION_PARTY');
  });

  it('knows the cards of before by the chain that leads to the present one alone', () => {
    expect(rotationsTo(two.card, [first, second])).toEqual([second, first]);
    expect(rotationsTo(one.card, [first, second])).toEqual([first]);
    expect(rotationsTo(zero.card, [first, second])).toEqual([]);
  });
});
