import { EcluseError } from '../base/errors.ts';
import type { PartnerHome } from '../partner/home.ts';
import { signerNamed } from '../partner/signers.ts';
import type { Voice } from './voice.ts';

/** The two signers that a person named as « A,B », both of the home's list. @throws USAGE, SIGNER_UNKNOWN */
export function signersAsked(home: PartnerHome, asked: string, voice: Voice, command: string): readonly [string, string] {
  const [first = '', second = '', ...more] = asked.split(',').map((name) => name.trim());
  if (first === '' || second === '' || first === second || more.length > 0) {
    throw new EcluseError('USAGE', { problem: voice.t('usageSigners'), command });
  }
  return [signerNamed(home, first).name, signerNamed(home, second).name];
}
