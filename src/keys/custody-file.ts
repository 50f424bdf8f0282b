import { fromBase64, toBase64 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { canonicalJsonBytes, type Json, parseCanonicalJson } from '../base/json.ts';
import type { Kdf } from './keyfile.ts';

export const CUSTODY_FORMAT = 'ecluse.custody/v1';
export const CUSTODY_BYTES = 8192;
/** The highest number a custodian may bear; a number never serves twice. */
export const NUMBERS = 9999;

/** `held`: the stretched passphrase, sealed under the root. */
export type Custodian = { readonly number: number; readonly salt: Uint8Array; readonly held: Uint8Array };
/** The root, as two custodians together open it; the lower number first. */
export type Slot = { readonly pair: readonly [number, number]; readonly commit: Uint8Array; readonly wrapped: Uint8Array };

/** Who must be together to unlock an appliance (SPEC.md, Custody files). Nothing in it can be checked against one passphrase alone. */
export type Custody = {
  readonly device: string;
  readonly kdf: Kdf;
  /** The highest number given so far. */
  readonly issued: number;
  readonly salt: Uint8Array;
  readonly custodians: readonly Custodian[];
  readonly slots: readonly Slot[];
  readonly seal: Uint8Array;
};

function members(custody: Omit<Custody, 'seal'>) {
  const { device, kdf, issued, salt, custodians, slots } = custody;
  return {
    format: CUSTODY_FORMAT,
    device,
    issued,
    kdf: { memoryMiB: kdf.memoryMiB, name: 'argon2id', passes: kdf.passes },
    salt: toBase64(salt),
    custodians: custodians.map((each) => ({ number: each.number, salt: toBase64(each.salt), held: toBase64(each.held) })),
    slots: slots.map(({ pair, commit, wrapped }) => ({ pair: [...pair], commit: toBase64(commit), wrapped: toBase64(wrapped) })),
  };
}

/** The bytes that `seal` answers for: the whole file without it. */
export function sealedPart(custody: Omit<Custody, 'seal'>): Uint8Array {
  return canonicalJsonBytes(members(custody));
}

export function encodeCustody(custody: Custody): Uint8Array {
  return canonicalJsonBytes({ ...members(custody), seal: toBase64(custody.seal) });
}

/** Attacker-controlled: whoever holds the disk may have written it. @throws CUSTODY_FORM */
export function parseCustody(bytes: Uint8Array): Custody {
  const malformed = (where: string, cause?: unknown) => new EcluseError('CUSTODY_FORM', { where }, { cause });
  if (bytes.length > CUSTODY_BYTES) throw malformed('size');
  let read: Custody;
  try {
    read = fieldsOf(parseCanonicalJson(bytes, 'dépositaires'));
  } catch (cause) {
    throw malformed('structure', cause);
  }
  const { custodians, slots, issued } = read;
  if (!/^[0-9a-f]{32}$/.test(read.device)) throw malformed('device');
  if (![read.kdf.memoryMiB, read.kdf.passes, issued].every(Number.isSafeInteger)) throw malformed('kdf');
  const numbers = custodians.map(({ number }) => number);
  const rising = numbers.every((number, i) => Number.isSafeInteger(number) && number > (numbers[i - 1] ?? 0));
  if (!rising || numbers.length < 2 || numbers.length > 5 || issued < numbers.at(-1)! || issued > NUMBERS) throw malformed('custodians');
  const pairs = numbers.flatMap((i, at) => numbers.slice(at + 1).map((j) => `${i},${j}`));
  if (slots.map(({ pair }) => pair.join()).join(' ') !== pairs.join(' ')) throw malformed('slots');
  const lengths = [
    ...custodians.map(({ salt, held }) => salt.length === 16 && held.length === 48),
    ...slots.map(({ commit, wrapped }) => commit.length === 32 && wrapped.length === 48),
  ];
  if (read.salt.length !== 32 || read.seal.length !== 32 || lengths.includes(false)) throw malformed('length');
  if (Buffer.compare(encodeCustody(read), bytes) !== 0) throw malformed('canonical form');
  return read;
}

type Written = {
  device: string;
  issued: number;
  kdf: { memoryMiB: number; passes: number };
  salt: string;
  custodians: { number: number; salt: string; held: string }[];
  slots: { pair: [number, number]; commit: string; wrapped: string }[];
  seal: string;
};

/** Reads the members it needs; any other, or another format, is caught by writing the file again. */
function fieldsOf(value: Json): Custody {
  const file = value as unknown as Written;
  return {
    device: file.device,
    issued: file.issued,
    kdf: { memoryMiB: file.kdf.memoryMiB, passes: file.kdf.passes },
    salt: fromBase64(file.salt),
    custodians: file.custodians.map(({ number, salt, held }) => ({ number, salt: fromBase64(salt), held: fromBase64(held) })),
    slots: file.slots.map(({ pair: [i, j], commit, wrapped }) => ({
      pair: [i, j],
      commit: fromBase64(commit),
      wrapped: fromBase64(wrapped),
    })),
    seal: fromBase64(file.seal),
  };
}
