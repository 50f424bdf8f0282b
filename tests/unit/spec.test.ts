import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundleErrors } from '../../src/base/errors/bundle.ts';
import { custodyErrors } from '../../src/base/errors/custody.ts';
import { keyErrors } from '../../src/base/errors/keys.ts';
import { shareErrors } from '../../src/base/errors/shares.ts';
import { tableErrors } from '../../src/base/errors/table.ts';
import { errorCodes } from '../../src/base/errors.ts';
import { LIMITS } from '../../src/bundle/limits.ts';
import { CARD_BYTES } from '../../src/keys/card.ts';
import { CUSTODY_BYTES } from '../../src/keys/custody-file.ts';
import { KDF_CEILING, KDF_DEFAULT, KDF_FLOOR, KEY_FILE_BYTES, PASSPHRASE_BYTES } from '../../src/keys/keyfile.ts';
import { VAULT_BYTES } from '../../src/keys/vault.ts';
import { DICTIONARY_LIMITS } from '../../src/table/dictionary.ts';

const spec = readFileSync(new URL('../../SPEC.md', import.meta.url), 'utf8').replaceAll(/\s+/g, ' ');
const named = new Set([...spec.matchAll(/`([A-Z]+_[A-Z0-9_]+)`/g)].map((match) => match[1] ?? ''));
const figure = (value: number) => value.toLocaleString('en-CA');

describe('SPEC.md', () => {
  it('names no code that does not exist', () => {
    const others = ['ECLUSE_TEST'];
    expect([...named].filter((code) => !(errorCodes as string[]).includes(code) && !others.includes(code))).toEqual([]);
  });

  it('names every code with which a crossing format is refused', () => {
    /** The writer's own, and what a party says of its own files. */
    const own = ['CARD_NAME', 'KEY_CARD', 'KEY_PASSPHRASE_LENGTH', 'PSEUDONYM_INPUT', 'RECOVERY_FOLDER', 'VAULT_SIZE'];
    const codes = [
      ...Object.keys(bundleErrors),
      ...Object.keys(keyErrors),
      ...Object.keys(custodyErrors),
      ...Object.keys(shareErrors),
      ...Object.keys(tableErrors).filter((code) => /^(SHARD|TABLE_ARROW)_/.test(code)),
    ];
    expect(codes.filter((code) => !named.has(code) && !own.includes(code))).toEqual([]);
  });

  it('gives the limits that the code holds', () => {
    const limits = [
      ...[
        LIMITS.shardBytes,
        LIMITS.modelBytes,
        LIMITS.rows,
        LIMITS.shards,
        LIMITS.manifestBytes,
        LIMITS.fileBytes,
        LIMITS.models,
        LIMITS.checkpointChars,
      ],
      ...[LIMITS.approvalBytes, LIMITS.predictors, CARD_BYTES, KEY_FILE_BYTES, CUSTODY_BYTES, PASSPHRASE_BYTES.max, VAULT_BYTES],
      ...[KDF_DEFAULT.memoryMiB, KDF_FLOOR.memoryMiB, KDF_CEILING.memoryMiB, DICTIONARY_LIMITS.variables, DICTIONARY_LIMITS.codes],
    ];
    expect(limits.map(figure).filter((limit) => !spec.includes(limit))).toEqual([]);
    expect(DICTIONARY_LIMITS.bytes).toBe(16 * 1024 * 1024);
  });
});
