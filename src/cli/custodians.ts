import { custodianNumbers } from '../../appliance/custody/file.ts';
import type { Appliance } from '../../appliance/home.ts';
import { EcluseError } from '../base/errors.ts';
import { CUSTODIANS, type CustodianSecret, type Pair } from '../keys/custody.ts';
import type { SecretSpec } from './secrets.ts';
import type { Voice } from './voice.ts';

export type Numbers = readonly [number, number];

/** The two custodians who are there: those named, or the first two of the appliance (`but` aside). @throws USAGE */
export function presentOf(app: Appliance, text: string | undefined, voice: Voice, command: string, but?: number): Numbers {
  const [first, second, ...more] =
    text === undefined
      ? custodianNumbers(app)
          .filter((each) => each !== but)
          .slice(0, 2)
      : numbersOf(text);
  if (first === undefined || second === undefined || (text !== undefined && more.length > 0) || first === second) {
    throw new EcluseError('USAGE', { problem: voice.t('usageCustodians'), command });
  }
  return [first, second];
}

/** @throws USAGE */
export function custodianOf(text: string, voice: Voice, command: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new EcluseError('USAGE', { problem: voice.t('usageCustodian'), command });
}

function numbersOf(text: string): number[] {
  const parts = text.split(',');
  return parts.every((part) => /^[1-9]\d{0,3}$/.test(part)) ? parts.map(Number) : [];
}

/** Every custodian who stays: those named, in that order, or all. @throws USAGE */
export function stayingOf(app: Appliance, text: string | undefined, voice: Voice, command: string): [number, number, ...number[]] {
  const [first, second, ...others] = text === undefined ? custodianNumbers(app) : numbersOf(text);
  if (first === undefined || second === undefined || others.length > CUSTODIANS.max - 2)
    throw new EcluseError('USAGE', { problem: voice.t('usageStaying'), command });
  return [first, second, ...others];
}

export function secretsOf(
  [first, second, ...others]: readonly [number, number, ...number[]],
  passphrases: readonly Uint8Array[],
): [CustodianSecret, CustodianSecret, ...CustodianSecret[]] {
  const secret = (number: number, i: number) => ({ number, passphrase: passphrases[i]! });
  return [secret(first, 0), secret(second, 1), ...others.map((number, i) => secret(number, i + 2))];
}

export function pairOf([first, second]: Numbers, passphrases: readonly (Uint8Array | undefined)[]): Pair {
  return [
    { number: first, passphrase: passphrases[0]! },
    { number: second, passphrase: passphrases[1]! },
  ];
}

/** How the two are asked for, once it is known who they are. */
export function pairSpecs([first, second]: Numbers): SecretSpec[] {
  return passphraseSpecs([first, second]);
}

export function passphraseSpecs(numbers: readonly number[]): SecretSpec[] {
  return numbers.map((number) => ({ label: 'secretCustodian', params: { number } }));
}
