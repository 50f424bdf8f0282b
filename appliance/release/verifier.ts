import { existsSync } from 'node:fs';
import { toHex } from '../../src/base/bytes.ts';
import { readFileCapped } from '../../src/base/files.ts';
import { sha256 } from '../../src/base/hash.ts';
import { packageFile } from '../../src/base/program.ts';

const LIMIT = 4 << 20;

/**
 * SHA-256, hex, of the stand-alone verifier that was built with this appliance, read afresh; null where it was not built. An auditor compares it with the
 * release notes and with the copy in hand: the appliance alone is not believed on it.
 */
export function verifierHash(path = packageFile('dist/audit-verify.mjs')): string | null {
  return existsSync(path) ? toHex(sha256(readFileCapped(path, LIMIT))) : null;
}
