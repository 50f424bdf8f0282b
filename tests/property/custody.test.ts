import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../src/base/bytes.ts';
import type { Json } from '../../src/base/json.ts';
import { canonicalJsonBytes } from '../../src/base/json.ts';
import { addCustodian, type CustodianSecret, makeCustody, openCustody, type Pair, retireCustodian } from '../../src/keys/custody.ts';
import { parseCustody } from '../../src/keys/custody-file.ts';
import { KDF_CEILING } from '../../src/keys/keyfile.ts';
import { codeOf } from '../support/craft.ts';
import { seededRandom } from '../support/parties.ts';
import { long } from '../support/requires.ts';
import { openCustody as openElsewhere } from '../support/second/custody.ts';

const KDF = { memoryMiB: 1, passes: 1 };
const DEVICE = 'f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff';
const random = seededRandom('custody');
const ROOT = random(32);
const PHRASES = ['canal vanne', 'écluse phare', 'treuil rivage', 'balise sonde', 'chenal musoir'] as const;
const phrase = (number: number) => PHRASES[number - 1] ?? '';
const as = (number: number, text = phrase(number)): CustodianSecret => ({ number, passphrase: utf8(text) });
const pair = (i: number, j: number): Pair => [as(i), as(j)];
const made = (count: number, changes: { phrases?: readonly string[]; root?: Uint8Array } = {}) =>
  makeCustody(changes.root ?? ROOT, DEVICE, (changes.phrases ?? PHRASES).slice(0, count).map(utf8), KDF, seededRandom('made'));
const numbers = (file: Uint8Array) => parseCustody(file).custodians.map(({ number }) => number);
const pairsOf = (all: readonly number[]) => all.flatMap((i, at) => all.slice(at + 1).map((j): [number, number] => [i, j]));
const opens = (file: Uint8Array, secrets: Pair) => codeOf(() => openCustody(file, secrets));

describe('custody files', () => {
  it.each([2, 3, 5])('of %i custodians open to every pair, in either order, for both readers', (count) => {
    const file = made(count);
    for (const [i, j] of pairsOf(numbers(file))) {
      expect(openCustody(file, pair(i, j))).toEqual(ROOT);
      expect(openCustody(file, pair(j, i))).toEqual(ROOT);
    }
    expect(openElsewhere(file, [1, phrase(1)], [count, phrase(count).normalize('NFD')])).toEqual(ROOT);
  });

  it('open to no one alone, nor to the same one twice, under whichever number', () => {
    const file = made(3);
    for (const number of [1, 2, 3]) {
      expect(opens(file, [as(number), as(number)])).toBe('CUSTODY_SAME');
      for (const other of [1, 2, 3]) {
        if (other !== number) expect(opens(file, [as(number), as(other, phrase(number))])).toBe('CUSTODY_PASSPHRASE');
        if (other !== number) expect(opens(file, [as(number), as(other, '')])).toBe('CUSTODY_PASSPHRASE');
      }
    }
    expect(opens(file, [as(1, phrase(2)), as(2, phrase(1))])).toBe('CUSTODY_PASSPHRASE');
    expect(opens(file, [as(1), as(4)])).toBe('CUSTODY_UNKNOWN');
    expect(opens(file, [as(1), as(2, 'x'.repeat(1_025))])).toBe('CUSTODY_PASSPHRASE');
  });

  it('refuse alike when one, the other or both mistype, after stretching both', () => {
    const file = made(2);
    const told = ([first, second]: [string, string]) => {
      const steps: number[] = [];
      try {
        openCustody(file, [as(1, first), as(2, second)], (done) => steps.push(done));
      } catch (error) {
        return JSON.stringify([{ ...(error as object) }, steps]);
      }
      throw new Error('opened');
    };
    const wrong = 'une autre suite';
    const answers = [told([phrase(1), wrong]), told([wrong, phrase(2)]), told([wrong, wrong])];
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('[0,1,2]');
  });

  it('hold nothing that depends on one passphrase alone: whoever has the disk must guess two at once', () => {
    const secrets = ['root', 'first', 'second', 'third'] as const;
    const file = (changed: string | null) =>
      made(3, {
        root: changed === 'root' ? seededRandom('other root')(32) : ROOT,
        phrases: secrets.slice(1).map((name, i) => (name === changed ? 'une autre suite' : phrase(i + 1))),
      });
    const leaves = (bytes: Uint8Array) => {
      const found = new Map<string, string>();
      const walk = (value: Json, at: string): void => {
        if (typeof value === 'object' && value !== null)
          for (const [name, each] of Object.entries(value)) walk(each as Json, `${at}/${name}`);
        else found.set(at, String(value));
      };
      walk(JSON.parse(fromUtf8(bytes)) as Json, '');
      return found;
    };
    const plain = leaves(file(null));
    const influences = new Map<string, string[]>([...plain.keys()].map((at) => [at, []]));
    for (const secret of secrets) {
      for (const [at, value] of leaves(file(secret))) if (plain.get(at) !== value) influences.get(at)!.push(secret);
    }
    const touched = [...influences].filter(([, by]) => by.length > 0);
    // Three slots of two members, three held keys, the seal.
    expect(touched.length).toBe(10);
    expect(touched.filter(([, by]) => by.length < 2)).toEqual([]);
    expect(influences.get('/slots/0/commit')).toEqual(['first', 'second']);
    expect(influences.get('/slots/2/wrapped')).toEqual(['root', 'second', 'third']);
    expect(influences.get('/custodians/1/held')).toEqual(['root', 'second']);
  });

  it('are refused whichever bit is changed', { timeout: 900_000 }, () => {
    const file = made(3);
    const codes = new Map<string, number>();
    for (let bit = 0; bit < file.length * 8; bit += long ? 1 : 13) {
      const changed = Uint8Array.from(file);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      const code = opens(changed, pair(1, 2));
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    const known = ['CUSTODY_FORM', 'CUSTODY_PASSPHRASE', 'CUSTODY_UNKNOWN', 'KEY_KDF'];
    expect([...codes.keys()].filter((code) => !known.includes(code))).toEqual([]);
    expect(codes.get('CUSTODY_PASSPHRASE')).toBeGreaterThan(50);
  });

  it.each([
    ['cut', (file: string) => file.slice(0, -1)],
    ['a blank', (file: string) => file.replace('{', '{ ')],
    ['a member more', (file: string) => file.replace('{"custodians"', '{"a":1,"custodians"')],
    ['another format', (file: string) => file.replace('custody/v1', 'custody/v2')],
    ['another algorithm', (file: string) => file.replace('argon2id', 'argon2i')],
    ['a number that fell', (file: string) => file.replace('"issued":3', '"issued":2')],
    ['no slots', (file: string) => file.replace(/"slots":\[.*\]/, '"slots":[]')],
    ['a custodian twice', (file: string) => file.replace('"number":2', '"number":1')],
    ['too long', (file: string) => `${file}${' '.repeat(9_000)}`],
  ])('malformed: %s', (_, changed) => expect(opens(utf8(changed(fromUtf8(made(3)))), pair(1, 2))).toBe('CUSTODY_FORM'));

  it('bind the cost as key files do, before anything is set aside for it', () => {
    const file = JSON.parse(fromUtf8(made(2))) as { kdf: { memoryMiB: number; passes: number } };
    for (const kdf of [
      { memoryMiB: 0, passes: 1 },
      { memoryMiB: 1, passes: 0 },
      { memoryMiB: KDF_CEILING.memoryMiB + 1, passes: 1 },
    ]) {
      const changed = canonicalJsonBytes({ ...file, kdf: { ...file.kdf, ...kdf } } as unknown as Json);
      expect(opens(changed, pair(1, 2))).toBe('KEY_KDF');
      expect(codeOf(() => makeCustody(ROOT, DEVICE, [utf8(phrase(1)), utf8(phrase(2))], kdf, random))).toBe('KEY_KDF');
    }
  });

  it('are of two to five custodians, each with a passphrase of their own', () => {
    const of = (...phrases: string[]) => codeOf(() => makeCustody(ROOT, DEVICE, phrases.map(utf8), KDF, random));
    expect(of()).toBe('CUSTODY_COUNT');
    expect(of(phrase(1))).toBe('CUSTODY_COUNT');
    expect(of(...PHRASES, 'un sixième')).toBe('CUSTODY_COUNT');
    expect(of(phrase(1), phrase(2), phrase(1))).toBe('CUSTODY_TWINS');
    expect(of(phrase(1), phrase(2), phrase(2).normalize('NFD'))).toBe('CUSTODY_TWINS');
    expect(of(phrase(1), 'court')).toBe('KEY_PASSPHRASE_LENGTH');
  });
});

describe('custodians come and go', () => {
  it('one more, let in by two: opens with each of the others, absent ones included', () => {
    const before = made(3);
    const { file, number } = addCustodian(before, pair(1, 3), utf8(phrase(4)), random);
    expect(number).toBe(4);
    for (const [i, j] of pairsOf([1, 2, 3, 4])) expect(openCustody(file, pair(i, j))).toEqual(ROOT);
    expect(fresh(before, file)).toBe(true);
    expect(codeOf(() => addCustodian(before, pair(1, 1), utf8(phrase(4)), random))).toBe('CUSTODY_SAME');
    expect(codeOf(() => addCustodian(before, [as(1), as(2, 'une autre')], utf8(phrase(4)), random))).toBe('CUSTODY_PASSPHRASE');
    expect(codeOf(() => addCustodian(before, pair(1, 2), utf8(phrase(2)), random))).toBe('CUSTODY_TWINS');
    expect(codeOf(() => addCustodian(made(5), pair(1, 2), utf8('un sixième'), random))).toBe('CUSTODY_COUNT');
  });

  it('one less, sent away by two others: opens nothing any more, and the number never serves again', () => {
    const before = made(4);
    const file = retireCustodian(before, pair(1, 2), 4, random);
    expect(numbers(file)).toEqual([1, 2, 3]);
    for (const [i, j] of pairsOf([1, 2, 3])) expect(openCustody(file, pair(i, j))).toEqual(ROOT);
    for (const other of [1, 2, 3]) {
      expect(opens(file, pair(other, 4))).toBe('CUSTODY_UNKNOWN');
      for (const number of [1, 2, 3])
        if (number !== other) expect(opens(file, [as(other), as(number, phrase(4))])).toBe('CUSTODY_PASSPHRASE');
    }
    expect(fresh(before, file)).toBe(true);
    const { number } = addCustodian(file, pair(2, 3), utf8(phrase(5)), random);
    expect(number).toBe(5);
    expect(codeOf(() => retireCustodian(before, pair(1, 4), 4, random))).toBe('CUSTODY_RETIRED');
    expect(codeOf(() => retireCustodian(before, pair(1, 2), 9, random))).toBe('CUSTODY_UNKNOWN');
    expect(codeOf(() => retireCustodian(before, [as(1), as(2, phrase(4))], 3, random))).toBe('CUSTODY_PASSPHRASE');
    expect(codeOf(() => retireCustodian(made(2), pair(1, 2), 3, random))).toBe('CUSTODY_UNKNOWN');
  });

  /** No slot, commitment or held key of the one stands in the other. */
  function fresh(before: Uint8Array, after: Uint8Array): boolean {
    const text = fromUtf8(before);
    const { slots, custodians } = JSON.parse(fromUtf8(after)) as {
      slots: { commit: string; wrapped: string }[];
      custodians: { held: string }[];
    };
    return [...slots.flatMap(({ commit, wrapped }) => [commit, wrapped]), ...custodians.map(({ held }) => held)].every(
      (each) => !text.includes(each),
    );
  }
});
