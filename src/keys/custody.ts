import { timingSafeEqual } from 'node:crypto';
import { aeadOpen, aeadSeal, ZERO_NONCE } from '../base/aead.ts';
import { concat, equalBytes, fromHex, u32, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { hkdfExpand, hkdfExtract, sha256 } from '../base/hash.ts';
import type { Random } from '../base/random.ts';
import {
  CUSTODY_FORMAT,
  type Custodian,
  type Custody,
  encodeCustody,
  NUMBERS,
  parseCustody,
  type Slot,
  sealedPart,
} from './custody-file.ts';
import { type Kdf, PASSPHRASE_BYTES, requireKdf, requireLength, stretchPassphrase } from './keyfile.ts';

/** How many custodians an appliance has: fewer cannot make two, more are more to guess. */
export const CUSTODIANS = { min: 2, max: 5 } as const;

/** A custodian's number in the custody file, and the passphrase that goes with it. */
export type CustodianSecret = { readonly number: number; readonly passphrase: Uint8Array };
export type Pair = readonly [CustodianSecret, CustodianSecret];

/** What a pair is told while argon2id runs, once for each: `done` of two. */
export type Unlocking = (done: 0 | 1 | 2) => void;

type Keys = ReadonlyMap<number, Uint8Array>;
const EMPTY = new Uint8Array(0);

/**
 * The custody file of a root that already exists; custodians are numbered from `first`, in the order of their passphrases.
 * @throws CUSTODY_COUNT, CUSTODY_TWINS, KEY_KDF, KEY_PASSPHRASE_LENGTH, KEY_PASSPHRASE_UTF8, KEY_MEMORY
 */
export function makeCustody(
  root: Uint8Array,
  device: string,
  passphrases: readonly Uint8Array[],
  kdf: Kdf,
  random: Random,
  first = 1,
): Uint8Array {
  requireKdf(kdf);
  requireCount(passphrases.length);
  for (const [i, passphrase] of passphrases.entries()) {
    requireLength(passphrase);
    for (const other of passphrases.slice(i + 1)) requireOther(passphrase, other);
  }
  const custodians = passphrases.map((_, i) => ({ number: first + i, salt: random(16) }));
  const keys = new Map(passphrases.map((passphrase, i) => [first + i, stretchPassphrase(passphrase, kdf, custodians[i]!.salt)]));
  return write(root, { device, kdf, issued: first + passphrases.length - 1, custodians }, keys, random);
}

/**
 * The root, by two custodians together. What fails says neither which of the two mistyped nor whether one of them was right.
 * @throws CUSTODY_FORM, KEY_KDF, CUSTODY_SAME, CUSTODY_UNKNOWN, KEY_PASSPHRASE_UTF8, KEY_MEMORY, CUSTODY_PASSPHRASE
 */
export function openCustody(bytes: Uint8Array, pair: Pair, onUnlocking: Unlocking = () => {}): Uint8Array {
  const custody = parseCustody(bytes);
  requireKdf(custody.kdf);
  return unlock(custody, pair, onUnlocking);
}

/** One custodian more, let in by two others. @throws as `openCustody` and `makeCustody` do */
export function addCustodian(bytes: Uint8Array, pair: Pair, passphrase: Uint8Array, random: Random): { file: Uint8Array; number: number } {
  const custody = parseCustody(bytes);
  requireKdf(custody.kdf);
  requireCount(custody.custodians.length + 1);
  if (custody.issued >= NUMBERS) throw new EcluseError('CUSTODY_FORM', { where: 'issued' });
  requireLength(passphrase);
  for (const present of pair) requireOther(passphrase, present.passphrase);
  const root = unlock(custody, pair);
  const number = custody.issued + 1;
  const salt = random(16);
  const keys = new Map(heldKeys(custody, root)).set(number, stretchPassphrase(passphrase, custody.kdf, salt));
  const { device, kdf } = custody;
  const file = write(root, { device, kdf, issued: number, custodians: [...custody.custodians, { number, salt }] }, keys, random);
  root.fill(0);
  return { file, number };
}

/** One custodian less, sent away by two others. @throws CUSTODY_RETIRED, CUSTODY_COUNT, and as `openCustody` does */
export function retireCustodian(bytes: Uint8Array, pair: Pair, number: number, random: Random): Uint8Array {
  const custody = parseCustody(bytes);
  requireKdf(custody.kdf);
  if (pair.some((present) => present.number === number)) throw new EcluseError('CUSTODY_RETIRED', { custodian: number });
  requireCustodian(custody, number);
  requireCount(custody.custodians.length - 1);
  const root = unlock(custody, pair);
  const { device, kdf, issued } = custody;
  const custodians = custody.custodians.filter((each) => each.number !== number);
  const file = write(root, { device, kdf, issued, custodians }, heldKeys(custody, root), random);
  root.fill(0);
  return file;
}

/**
 * A new root in the place of the old one, which the first two open. Whoever holds the old root holds every stretched passphrase: each custodian who stays
 * types theirs again, against the one they had, for a fresh salt; those who are not there leave. Returns the old root too.
 * @throws as `openCustody` does, CUSTODY_COUNT, CUSTODY_TWINS
 */
export function rotateCustody(
  bytes: Uint8Array,
  staying: readonly CustodianSecret[],
  next: Uint8Array,
  random: Random,
): { file: Uint8Array; root: Uint8Array } {
  const custody = parseCustody(bytes);
  requireKdf(custody.kdf);
  requireCount(staying.length);
  for (const [i, one] of staying.entries()) {
    requireCustodian(custody, one.number);
    for (const other of staying.slice(i + 1)) {
      requirePair(custody, [one, other]);
      requireOther(one.passphrase, other.passphrase);
    }
  }
  const [first, second, ...others] = staying as readonly [CustodianSecret, CustodianSecret, ...CustodianSecret[]];
  const root = unlock(custody, [first, second]);
  const held = heldKeys(custody, root);
  const stretched = ({ number, passphrase }: CustodianSecret, salt: Uint8Array) => {
    if (passphrase.length > PASSPHRASE_BYTES.max) throw new EcluseError('CUSTODY_PASSPHRASE');
    return [number, stretchPassphrase(passphrase, custody.kdf, salt)] as const;
  };
  for (const each of others) {
    const [number, key] = stretched(each, requireCustodian(custody, each.number).salt);
    if (!timingSafeEqual(key, held.get(number)!)) throw new EcluseError('CUSTODY_PASSPHRASE');
    key.fill(0);
  }
  for (const key of held.values()) key.fill(0);
  const custodians = staying.map(({ number }) => ({ number, salt: random(16) })).sort((a, b) => a.number - b.number);
  const keys = new Map(staying.map((each) => stretched(each, custodians.find(({ number }) => number === each.number)!.salt)));
  const { device, kdf, issued } = custody;
  return { file: write(next, { device, kdf, issued, custodians }, keys, random), root };
}

/** Two different custodians of the file, without their passphrases. @throws CUSTODY_SAME, CUSTODY_UNKNOWN */
export function requirePair(custody: Custody, [first, second]: readonly [{ number: number }, { number: number }]): void {
  if (first.number === second.number) throw new EcluseError('CUSTODY_SAME', { custodian: first.number });
  requireCustodian(custody, first.number);
  requireCustodian(custody, second.number);
}

function requireCustodian({ custodians }: Custody, number: number): Custodian {
  const found = custodians.find((each) => each.number === number);
  if (!found) throw new EcluseError('CUSTODY_UNKNOWN', { custodian: number });
  return found;
}

function requireCount(count: number): void {
  if (count < CUSTODIANS.min || count > CUSTODIANS.max) throw new EcluseError('CUSTODY_COUNT', { count, ...CUSTODIANS });
}

/** Two custodians with one passphrase are one custodian. */
function requireOther(one: Uint8Array, other: Uint8Array): void {
  const composed = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8').normalize('NFKD');
  if (equalBytes(one, other) || composed(one) === composed(other)) throw new EcluseError('CUSTODY_TWINS');
}

function unlock(custody: Custody, pair: Pair, onUnlocking: Unlocking = () => {}): Uint8Array {
  requirePair(custody, pair);
  const [low, high] = [...pair].sort((a, b) => a.number - b.number) as [CustodianSecret, CustodianSecret];
  onUnlocking(0);
  const keys = new Map<number, Uint8Array>();
  for (const [i, { number, passphrase }] of [low, high].entries()) {
    if (passphrase.length > PASSPHRASE_BYTES.max) throw new EcluseError('CUSTODY_PASSPHRASE');
    keys.set(number, stretchPassphrase(passphrase, custody.kdf, requireCustodian(custody, number).salt));
    onUnlocking(i === 0 ? 1 : 2);
  }
  const slot = custody.slots.find(({ pair: [i, j] }) => i === low.number && j === high.number)!;
  const opener = slotKeys(custody, keys, slot.pair);
  for (const key of keys.values()) key.fill(0);
  if (!timingSafeEqual(opener.commit, slot.commit)) throw new EcluseError('CUSTODY_PASSPHRASE');
  const root = aeadOpen(opener.wrap, ZERO_NONCE, EMPTY, slot.wrapped);
  // Whoever opens one slot answers for the whole file: another's salt or slot altered on the disk is found by the next pair that comes.
  if (root === null || !timingSafeEqual(fileSeal(custody, root), custody.seal)) throw new EcluseError('CUSTODY_PASSPHRASE');
  return root;
}

/** Every custodian's stretched key, as the file holds it under the root: custodians who are absent keep their place. */
function heldKeys(custody: Custody, root: Uint8Array): Map<number, Uint8Array> {
  return new Map(
    custody.custodians.map(({ number, held }) => {
      const key = aeadOpen(heldKey(custody, root, number), ZERO_NONCE, EMPTY, held);
      if (key === null) throw new EcluseError('CUSTODY_PASSPHRASE');
      return [number, key];
    }),
  );
}

type Fresh = Pick<Custody, 'device' | 'kdf' | 'issued'> & { readonly custodians: readonly { number: number; salt: Uint8Array }[] };

/** A fresh salt, hence fresh keys for everything in the file: each serves once. */
function write(root: Uint8Array, fresh: Fresh, keys: Keys, random: Random): Uint8Array {
  const base = { ...fresh, salt: random(32) };
  const numbers = fresh.custodians.map(({ number }) => number);
  const slots = numbers.flatMap((i, at) =>
    numbers.slice(at + 1).map((j): Slot => {
      const { commit, wrap } = slotKeys(base, keys, [i, j]);
      return { pair: [i, j], commit, wrapped: aeadSeal(wrap, ZERO_NONCE, EMPTY, root) };
    }),
  );
  const custodians = fresh.custodians.map(({ number, salt }): Custodian => {
    return { number, salt, held: aeadSeal(heldKey(base, root, number), ZERO_NONCE, EMPTY, keys.get(number)!) };
  });
  for (const key of keys.values()) key.fill(0);
  const whole = { ...base, custodians, slots };
  return encodeCustody({ ...whole, seal: fileSeal(whole, root) });
}

type Salted = Pick<Custody, 'device' | 'salt'>;

function slotKeys({ device, salt }: Salted, keys: Keys, [i, j]: readonly [number, number]): { commit: Uint8Array; wrap: Uint8Array } {
  const prk = hkdfExtract(salt, concat(keys.get(i)!, keys.get(j)!));
  const info = concat(utf8(CUSTODY_FORMAT), fromHex(device), u32(i), u32(j));
  return { commit: hkdfExpand(prk, concat(utf8('commit'), info), 32), wrap: hkdfExpand(prk, concat(utf8('wrap'), info), 32) };
}

function heldKey({ device, salt }: Salted, root: Uint8Array, number: number): Uint8Array {
  return hkdfExpand(hkdfExtract(salt, root), concat(utf8('held'), utf8(CUSTODY_FORMAT), fromHex(device), u32(number)), 32);
}

function fileSeal(custody: Omit<Custody, 'seal'>, root: Uint8Array): Uint8Array {
  return hkdfExpand(hkdfExtract(custody.salt, root), concat(utf8('file'), sha256(sealedPart(custody))), 32);
}
