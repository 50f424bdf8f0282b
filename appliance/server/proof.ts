import { EcluseError } from '../../src/base/errors.ts';
import { parseCheckpoint } from '../../src/ledger/checkpoint.ts';
import { encodeEntryProof, inclusionProof } from '../../src/ledger/proof.ts';
import type { Appliance } from '../home.ts';
import { currentCheckpoint } from '../release/ledger.ts';

/** An entry's canonical bytes, and the text that ties them to the signed head of this moment. @throws SERVER_NOT_FOUND */
export function entryProof(app: Appliance, sequence: number): { entry: Uint8Array; proof: string } {
  const { ledger } = app.store;
  const checkpoint = currentCheckpoint(app);
  const { size } = parseCheckpoint(checkpoint);
  const entry = sequence < size ? ledger.entry(sequence) : null;
  if (entry === null) throw new EcluseError('SERVER_NOT_FOUND');
  const hashes = inclusionProof(ledger, sequence, size);
  return { entry, proof: encodeEntryProof({ index: sequence, hashes, checkpoint, extra: null }) };
}
