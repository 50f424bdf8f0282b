import { wordlist } from '@scure/bip39/wordlists/french.js';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { fromUtf8, toBase64, toHex, utf8 } from '../../src/base/bytes.ts';
import { isPartyName, makeCard, parseCard, tidyName } from '../../src/keys/card.ts';
import { createKeyFile, KDF_CEILING, KDF_FLOOR, kdfFloor, openKeyFile, wrapRoot } from '../../src/keys/keyfile.ts';
import { secretsFromRoot } from '../../src/keys/secrets.ts';
import { openVault, sealVault } from '../../src/keys/vault.ts';
import { fingerprintWords, proposePassphrase } from '../../src/keys/words.ts';
import { pseudonym } from '../../src/pseudonym/pseudonym.ts';
import { codeOf } from '../support/craft.ts';
import { party, seededRandom } from '../support/parties.ts';
import { long } from '../support/requires.ts';
import { readCard } from '../support/second/parties.ts';

const KDF = { memoryMiB: 1, passes: 1 };
const random = seededRandom('keys');
const PASSPHRASE = utf8('abaisser chemise pochette');

describe('names on cards', () => {
  const secrets = secretsFromRoot(seededRandom('names')(32));
  const card = (name: string) =>
    makeCard({ role: 'partner', name, id: 'a'.repeat(32), log: null, created: '2026-09-01T12:00:00Z' }, secrets);

  it('any name either stands tidied on a card that reads back, for both readers, or is refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 130 }), fc.string({ unit: 'binary', maxLength: 20 })), (name) => {
        const code = codeOf(() => card(name));
        expect(code).toBe(isPartyName(tidyName(name)) ? 'taken' : 'CARD_NAME');
        if (code !== 'taken') return;
        const made = card(name);
        expect(made.name).toBe(tidyName(name));
        expect(parseCard(utf8(made.text))).toEqual(made);
        expect(readCard(utf8(made.text)).name).toBe(made.name);
      }),
      { seed: 40, numRuns: 60 },
    );
  });

  it.each([
    ['empty', ''],
    ['blanks alone', ' \t '],
    ['121 characters', 'x'.repeat(121)],
    ['a direction override', 'CSS \u202eesrevni'],
    ['a zero-width space', 'CSS\u200bA'],
    ['a NUL', 'CSS\u0000'],
    ['a lone surrogate', 'CSS \ud800'],
    ['a private-use character', 'CSS \ue000'],
  ])('%s is refused', (_, name) => expect(codeOf(() => card(name))).toBe('CARD_NAME'));

  it('accents are composed, blanks made one', () => {
    expect(card('  CSS\u00a0de   l’E\u0301rable ').name).toBe('CSS de l’Érable');
  });
});

describe('key files', () => {
  const file = createKeyFile(PASSPHRASE, KDF, random);
  const secrets = openKeyFile(file, PASSPHRASE);

  it('come back, and are never twice the same', () => {
    expect(wrapRoot(secrets.root, PASSPHRASE, KDF, random)).not.toEqual(file);
    expect(openKeyFile(wrapRoot(secrets.root, PASSPHRASE, KDF, random), PASSPHRASE)).toEqual(secrets);
  });

  it('open under no other passphrase', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (other) => {
        fc.pre(other.normalize('NFKD') !== fromUtf8(PASSPHRASE));
        expect(codeOf(() => openKeyFile(file, utf8(other)))).toBe('KEY_PASSPHRASE');
      }),
      { seed: 41, numRuns: 12 },
    );
    for (const near of ['abaisser chemise pochette ', 'Abaisser chemise pochette', 'abaisser chemise pochett']) {
      expect(codeOf(() => openKeyFile(file, utf8(near)))).toBe('KEY_PASSPHRASE');
    }
    expect(codeOf(() => openKeyFile(file, new Uint8Array(1_025).fill(0x61)))).toBe('KEY_PASSPHRASE');
  });

  it('a passphrase of 8 to 1,024 bytes of UTF-8', () => {
    const make = (passphrase: Uint8Array) => codeOf(() => createKeyFile(passphrase, KDF, random));
    for (const length of [0, 7, 1_025]) expect(make(new Uint8Array(length).fill(0x61))).toBe('KEY_PASSPHRASE_LENGTH');
    for (const length of [8, 1_024]) expect(make(new Uint8Array(length).fill(0x61))).toBe('taken');
    const windows1252 = Uint8Array.from('phrase secr\u00e8te', (letter) => letter.charCodeAt(0));
    expect(make(windows1252)).toBe('KEY_PASSPHRASE_UTF8');
    expect(codeOf(() => openKeyFile(file, windows1252))).toBe('KEY_PASSPHRASE_UTF8');
  });

  it('every byte changed is refused, as a malformed file, a cost out of bounds or a passphrase that does not open', () => {
    const wrong: string[] = [];
    const opens = /^(?:KEY_FORM|KEY_KDF|KEY_PASSPHRASE|KEY_MEMORY)$/;
    for (let at = 0; at < file.length; at++) {
      for (const flip of long ? [1, 0x20, 0x80] : [1]) {
        const changed = file.slice();
        changed[at]! ^= flip;
        const code = codeOf(() => openKeyFile(changed, PASSPHRASE));
        if (!opens.test(code)) wrong.push(`${at} ^ ${flip}: ${code}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  const text = fromUtf8(file);
  const wrapped = (JSON.parse(text) as { wrapped: string }).wrapped;
  it.each([
    ['empty', ''],
    ['not JSON', 'clé'],
    ['a null', 'null'],
    ['blanks', text.replace(':', ': ')],
    ['a newline at the end', `${text}\n`],
    ['another format', text.replace('ecluse.key/v1', 'ecluse.key/v2')],
    ['another kdf', text.replace('argon2id', 'scrypt')],
    ['a member too many', text.replace('"wrapped"', '"version":1,"wrapped"')],
    ['a member missing', text.replace(/,"wrapped".*$/, '}')],
    ['a salt of 8 bytes', text.replace(/"salt":"[^"]*"/, `"salt":"${toBase64(new Uint8Array(8))}"`)],
    ['a root of 16 bytes', text.replace(wrapped, toBase64(new Uint8Array(32)))],
    ['base64 without padding', text.replace(/==/, '')],
    ['memory as text', text.replace('"memoryMiB":1', '"memoryMiB":"1"')],
    ['half a pass', text.replace('"passes":1', '"passes":1.5')],
    ['4,097 bytes', text.replace(/"wrapped":"/, `"wrapped":"${'A'.repeat(4_000)}`)],
  ])('%s: malformed', (_, changed) => expect(codeOf(() => openKeyFile(utf8(changed), PASSPHRASE))).toBe('KEY_FORM'));
});

describe('the cost of a key file', () => {
  afterEach(() => {
    process.env.ECLUSE_TEST = '1';
  });
  const file = createKeyFile(PASSPHRASE, KDF, random);
  const withCost = (memoryMiB: number, passes: number) =>
    utf8(fromUtf8(file).replace('"memoryMiB":1', `"memoryMiB":${memoryMiB}`).replace('"passes":1', `"passes":${passes}`));

  it('has a floor outside of tests, for the writer and for the reader', () => {
    for (const value of [undefined, '', '0', 'true', '2']) {
      if (value === undefined) delete process.env.ECLUSE_TEST;
      else process.env.ECLUSE_TEST = value;
      expect(kdfFloor()).toEqual(KDF_FLOOR);
      expect(codeOf(() => createKeyFile(PASSPHRASE, KDF, random))).toBe('KEY_KDF');
      expect(codeOf(() => openKeyFile(file, PASSPHRASE))).toBe('KEY_KDF');
    }
    const { memoryMiB, passes } = KDF_FLOOR;
    for (const cost of [
      { memoryMiB: memoryMiB - 1, passes },
      { memoryMiB, passes: passes - 1 },
    ]) {
      expect(codeOf(() => createKeyFile(PASSPHRASE, cost, random))).toBe('KEY_KDF');
      expect(codeOf(() => openKeyFile(withCost(cost.memoryMiB, cost.passes), PASSPHRASE))).toBe('KEY_KDF');
    }
  });

  it('has a floor in tests too, and a ceiling everywhere: a planted file does not hold the machine', () => {
    const costs = [
      [0, 1],
      [1, 0],
      [KDF_CEILING.memoryMiB + 1, 1],
      [1, KDF_CEILING.passes + 1],
      [2 ** 40, 1],
      [1, 2 ** 40],
      [-1, 1],
    ] as const;
    for (const [memoryMiB, passes] of costs) {
      expect(codeOf(() => openKeyFile(withCost(memoryMiB, passes), PASSPHRASE))).toBe('KEY_KDF');
      expect(codeOf(() => createKeyFile(PASSPHRASE, { memoryMiB, passes }, random))).toBe('KEY_KDF');
    }
    expect(codeOf(() => createKeyFile(PASSPHRASE, { memoryMiB: Number.NaN, passes: 1 }, random))).toBe('KEY_KDF');
  });
});

describe('vaults', () => {
  const key = seededRandom('vault')(32);

  it('come back under their key and context, and under no other', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.string({ maxLength: 20 }),
        fc.string({ maxLength: 20 }),
        (plaintext, context, other) => {
          const vault = sealVault(key, context, plaintext, random);
          expect(openVault(key, context, vault)).toEqual(plaintext);
          expect(codeOf(() => openVault(seededRandom('other')(32), context, vault))).toBe('VAULT_OPEN');
          if (other !== context) expect(codeOf(() => openVault(key, other, vault))).toBe('VAULT_OPEN');
        },
      ),
      { seed: 42, numRuns: 200 },
    );
  });

  it('every bit flipped, every cut and a byte more are refused', () => {
    const vault = sealVault(key, 'liste', utf8('Un coffre.'), random);
    for (let bit = 0; bit < vault.length * 8; bit++) {
      const changed = vault.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(codeOf(() => openVault(key, 'liste', changed))).toBe(bit < 128 ? 'VAULT_FORM' : 'VAULT_OPEN');
    }
    for (let length = 0; length < vault.length; length++) {
      expect(codeOf(() => openVault(key, 'liste', vault.subarray(0, length)))).toBe(length < 96 ? 'VAULT_FORM' : 'VAULT_OPEN');
    }
    expect(codeOf(() => openVault(key, 'liste', Uint8Array.from([...vault, 0])))).toBe('VAULT_OPEN');
  });
});

describe('words', () => {
  it('tell 132 bits of a fingerprint, no more and no less', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(255), (bytes, bit) => {
        const words = fingerprintWords(toHex(bytes));
        expect(words).toHaveLength(12);
        const bits = words
          .map((word) =>
            wordlist
              .findIndex((each) => each.normalize('NFKD') === word)
              .toString(2)
              .padStart(11, '0'),
          )
          .join('');
        const expected = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
        expect(bits).toBe(expected.slice(0, 132));
        const changed = bytes.slice();
        changed[bit >> 3]! ^= 0x80 >> (bit & 7);
        expect(fingerprintWords(toHex(changed)).join() === words.join()).toBe(bit >= 132);
      }),
      { seed: 43, numRuns: 100 },
    );
  });

  it('a proposed passphrase is of the list, composed as a keyboard gives it, and opens what it locked', () => {
    const list = new Set(wordlist.map((word) => word.normalize('NFC')));
    for (let i = 0; i < 200; i++) {
      const passphrase = proposePassphrase(seededRandom(`passphrase/${i}`));
      const words = passphrase.split(' ');
      expect(words).toHaveLength(6);
      expect(words.filter((word) => !list.has(word))).toEqual([]);
      expect(passphrase).toBe(passphrase.normalize('NFC'));
    }
    const passphrase = proposePassphrase(seededRandom('passphrase'), 8);
    const root = seededRandom('root')(32);
    const file = wrapRoot(root, utf8(passphrase), KDF, random);
    expect(openKeyFile(file, utf8(passphrase.normalize('NFD'))).root).toEqual(root);
  });

  it('are drawn without bias: over all 2,048 values of eleven bits each word comes once', () => {
    const drawn = new Set<string>();
    for (let value = 0; value < 2_048; value++) drawn.add(proposePassphrase(() => Uint8Array.of(value >> 3, (value & 7) << 5, 0, 0), 1));
    expect(drawn.size).toBe(2_048);
  });
});

describe('pseudonyms', () => {
  const { secrets } = party('partner', 'CSS des Essais');
  const id = 'ab'.repeat(16);
  const fileNumber = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });

  it('are 26 characters that depend on the key, the bundle and every character of the file number', () => {
    fc.assert(
      fc.property(fileNumber, fileNumber, (one, other) => {
        const made = pseudonym(secrets.pseudonym, id, one);
        expect(made).toMatch(/^[a-z2-7]{25}[aeimquy4]$/);
        expect(pseudonym(secrets.pseudonym, id, one)).toBe(made);
        expect(pseudonym(secrets.pseudonym, 'cd'.repeat(16), one)).not.toBe(made);
        expect(pseudonym(secrets.vault, id, one)).not.toBe(made);
        if (one !== other) expect(pseudonym(secrets.pseudonym, id, other)).not.toBe(made);
      }),
      { seed: 44, numRuns: 200 },
    );
    expect(pseudonym(secrets.pseudonym, id, '012')).not.toBe(pseudonym(secrets.pseudonym, id, '12'));
  });

  it.each<[string, () => string]>([
    ['an empty file number', () => pseudonym(secrets.pseudonym, id, '')],
    ['a lone surrogate', () => pseudonym(secrets.pseudonym, id, '12\ud800')],
    ['a key too short', () => pseudonym(new Uint8Array(31), id, '1')],
    ['a bundle id too short', () => pseudonym(secrets.pseudonym, id.slice(2), '1')],
    ['a bundle id in upper case', () => pseudonym(secrets.pseudonym, id.toUpperCase(), '1')],
  ])('%s is refused', (_, run) => expect(codeOf(run)).toBe('PSEUDONYM_INPUT'));
});
