import { EcluseError } from '../base/errors.ts';
import { type Rotation, readRotation, rotationsTo } from '../keys/rotation.ts';
import { rotationFile } from '../ledger/export.ts';
import { type LedgerCard, readLedgerCard } from './card.ts';
import { type Finding, finding, type Read } from './finding.ts';

/** More changes of keys than an appliance ever makes. */
const MOST = 256;

/** The rotations of an export that lead to its card, the first one first. Every note that stands there must be one of them. */
export function readRotations(read: Read, card: LedgerCard, findings: Finding[]): Rotation<LedgerCard>[] {
  const found: Rotation<LedgerCard>[] = [];
  for (let number = 1; number <= MOST; number++) {
    const file = rotationFile(number);
    const bytes = read(file);
    if (bytes === null) break;
    try {
      found.push(readRotation(bytes, readLedgerCard));
    } catch (error) {
      if (!(error instanceof EcluseError)) throw error;
      findings.push(finding('EXPORT_ROTATION', { file }));
      return rotationsTo(card, found).reverse();
    }
  }
  const chain = rotationsTo(card, found).reverse();
  const stray = found.findIndex((one) => !chain.includes(one));
  if (stray >= 0) findings.push(finding('EXPORT_ROTATION', { file: rotationFile(stray + 1) }));
  return chain;
}
