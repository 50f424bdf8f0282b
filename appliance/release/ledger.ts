import { EcluseError } from '../../src/base/errors.ts';
import type { Appliance } from '../home.ts';

/** The ledger's signed head at this moment: a C2SP checkpoint note. */
export function currentCheckpoint(_app: Appliance): string {
  throw new EcluseError('INTERNAL', { where: 'currentCheckpoint' });
}

/** Writes the whole ledger in tlog-tiles layout, with card and checkpoint, into an empty or absent folder. @throws FILE_EXISTS */
export function exportLedger(_app: Appliance, _to: string): { size: number; root: string; files: number } {
  throw new EcluseError('INTERNAL', { where: 'exportLedger' });
}
