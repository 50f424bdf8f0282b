import { closeSync, existsSync, fsyncSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { toHex } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { flushFolder, readFileCapped } from '../../src/base/files.ts';
import { sha256 } from '../../src/base/hash.ts';
import { requirePair } from '../../src/keys/custody.ts';
import { CUSTODY_BYTES, type Custody, parseCustody } from '../../src/keys/custody-file.ts';
import { onDisk, removeQuietly } from '../disk.ts';
import { type Appliance, paths } from '../home.ts';
import { toldCustody } from '../store/custody.ts';
import { SESSION_LOCK_MS, takeLock } from '../store/lock.ts';

/** The ledger's name for a custodian: a number, never a person. */
export function custodianName(number: number): string {
  return `depositaire-${number}`;
}

/**
 * The custody file, which must be the last one the ledger tells: an older copy would let a retired custodian in again. Nothing in it is secret.
 * @throws FILE_MISSING, CUSTODY_STALE, CUSTODY_FORM
 */
export function readCustody(app: Appliance): { bytes: Uint8Array; custody: Custody } {
  const bytes = readFileCapped(paths(app.dir).custody, CUSTODY_BYTES);
  if (toHex(sha256(bytes)) !== toldCustody(app.store)) throw new EcluseError('CUSTODY_STALE');
  return { bytes, custody: parseCustody(bytes) };
}

/** Numbers of the custodians, rising. */
export function custodianNumbers(app: Appliance): number[] {
  return readCustody(app).custody.custodians.map(({ number }) => number);
}

/** @throws CUSTODY_SAME, CUSTODY_UNKNOWN, and what `readCustody` does */
export function requirePresent(app: Appliance, pair: readonly [{ number: number }, { number: number }]): void {
  requirePair(readCustody(app).custody, pair);
}

/** A custody file that the ledger already tells, and that a crash kept from its place, takes it; one it does not tell never was. */
export function finishCustody(app: Appliance): void {
  const { custodyNext, sessionLock } = paths(app.dir);
  if (!existsSync(custodyNext)) return;
  // Without the lock, another process may be about to tell it.
  const lock = takeLock(sessionLock, SESSION_LOCK_MS);
  if (lock === null) return;
  try {
    if (!existsSync(custodyNext)) return;
    if (toHex(sha256(readFileCapped(custodyNext, CUSTODY_BYTES))) === toldCustody(app.store)) replaceCustody(app);
    else removeQuietly(custodyNext);
  } finally {
    lock.release();
  }
}

/** Puts the next custody file in the place of the last, whose bytes are written over first: its slots open to a custodian who may have left. */
export function replaceCustody(app: Appliance): void {
  const { custody, custodyNext } = paths(app.dir);
  onDisk(custody, () => {
    if (existsSync(custody)) {
      const fd = openSync(custody, 'r+');
      try {
        writeSync(fd, new Uint8Array(statSync(custody).size), 0);
        fsyncSync(fd);
      } finally {
        closeSync(fd);
      }
    }
    renameSync(custodyNext, custody);
    flushFolder(dirname(custody));
  });
}
