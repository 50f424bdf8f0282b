import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toBase64, toHex, utf8 } from '../../src/base/bytes.ts';
import { writeAtomically } from '../../src/base/files.ts';
import type { Random } from '../../src/base/random.ts';
import { signApproval } from '../../src/bundle/approval.ts';
import { type Sealed, sealBundle } from '../../src/bundle/seal.ts';
import { makeCard, parseCard } from '../../src/keys/card.ts';
import { makeCustody } from '../../src/keys/custody.ts';
import { wrapRoot } from '../../src/keys/keyfile.ts';
import { readRotation, signRotation } from '../../src/keys/rotation.ts';
import { secretsFromRoot } from '../../src/keys/secrets.ts';
import { sealVault } from '../../src/keys/vault.ts';
import { fingerprintWords } from '../../src/keys/words.ts';
import { pseudonym } from '../../src/pseudonym/pseudonym.ts';
import { coreFields } from '../support/parties.ts';

/** `length` bytes that count up from `first`, modulo 256. */
export function counting(first: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (first + at) & 0xff);
}

/** Randomness whose bytes count up from 0 across all the draws. */
export function countingRandom(): Random {
  let next = 0;
  return (length) => {
    next += length;
    return counting(next - length, length);
  };
}

export const PASSPHRASE = 'abaisser écluse été';
const SECOND = 'chemise phare hiver';
const ID = { partner: '000102030405060708090a0b0c0d0e0f', appliance: 'f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff' };

export type Vectors = ReturnType<typeof makeVectors>;

/** The vectors of SPEC.md, made anew: every secret counts up, so that anyone can write them again. */
export function makeVectors() {
  const roots = { partner: counting(0x00, 32), appliance: counting(0x20, 32), ledger: counting(0x40, 32), next: counting(0x60, 32) };
  const secrets = secretsFromRoot(roots.partner);
  const applianceSecrets = secretsFromRoot(roots.appliance);
  const created = '2026-09-01T12:00:00Z';
  const log = makeCard({ role: 'partner', name: 'Registre', id: ID.partner, log: null, created }, secretsFromRoot(roots.ledger)).sign;
  const card = makeCard({ role: 'partner', name: 'CSS de l’Exemple', id: ID.partner, log: null, created }, secrets);
  const appliance = makeCard({ role: 'appliance', name: 'Écluse centrale', id: ID.appliance, log, created }, applianceSecrets);
  const shards = [utf8('{"format":"ecluse.dictionary/v1"}'), counting(0, 100), new Uint8Array(0)];
  const entries = [
    { type: 'document' as const, name: 'dictionary', rows: 0 },
    { type: 'table' as const, name: 'pupils', rows: 3 },
    { type: 'table' as const, name: 'pupils', rows: 0 },
  ];
  const renewed = '2026-10-01T12:00:00Z';
  const next = secretsFromRoot(roots.next);
  const nextCard = makeCard({ role: 'partner', name: 'CSS de l’Exemple', id: ID.partner, log: null, created: renewed }, next);
  const note = signRotation({ from: card, to: nextCard, until: '2026-10-01', created: renewed }, { old: secrets.sign, next: next.sign });
  const rotation = readRotation(utf8(note), parseCard);
  const folder = mkdtempSync(join(tmpdir(), 'ecluse-vectors-'));
  const path = join(folder, 'bundle');
  let sealed: Sealed | undefined;
  try {
    writeAtomically(path, (sink) => {
      sealed = sealBundle(
        {
          core: coreFields('score', { preview: { sha256: 'e'.repeat(64), exception: null } }),
          shards: entries.map((entry, index) => ({ ...entry, bytes: shards[index] ?? new Uint8Array(0) })),
          sender: { card, secrets },
          recipient: appliance,
          random: countingRandom(),
        },
        sink,
      );
    });
    const approval = signApproval(
      {
        model: 'decrochage.sec2.2026',
        digest: 'd'.repeat(64),
        stance: 'targeted',
        until: '2027-06-30',
        sequence: 1,
        created: '2026-09-03T09:00:00Z',
      },
      { card, secrets },
      appliance,
    );
    return {
      secrets: {
        root: toHex(roots.partner),
        sign: toHex(secrets.sign),
        seal: toHex(secrets.seal),
        pseudonym: toHex(secrets.pseudonym),
        vault: toHex(secrets.vault),
      },
      cards: {
        partner: { root: toHex(roots.partner), text: card.text, hash: card.hash, words: fingerprintWords(card.hash).join(' ') },
        appliance: {
          root: toHex(roots.appliance),
          text: appliance.text,
          hash: appliance.hash,
          words: fingerprintWords(appliance.hash).join(' '),
        },
      },
      keyFile: {
        passphrase: PASSPHRASE,
        root: toHex(roots.partner),
        text: new TextDecoder().decode(wrapRoot(roots.partner, utf8(PASSPHRASE), { memoryMiB: 256, passes: 3 }, countingRandom())),
      },
      custody: {
        first: PASSPHRASE,
        second: SECOND,
        root: toHex(roots.appliance),
        text: new TextDecoder().decode(
          makeCustody(roots.appliance, ID.appliance, [utf8(PASSPHRASE), utf8(SECOND)], { memoryMiB: 256, passes: 3 }, countingRandom()),
        ),
      },
      vault: {
        root: toHex(roots.partner),
        context: 'exemple',
        plaintext: 'Un coffre.',
        base64: toBase64(sealVault(secrets.vault, 'exemple', utf8('Un coffre.'), countingRandom())),
      },
      pseudonyms: ['0012345', '12345', 'É-1'].map((fileNumber) => ({
        bundle: ID.partner,
        fileNumber,
        pseudonym: pseudonym(secrets.pseudonym, ID.partner, fileNumber),
      })),
      bundle: {
        base64: toBase64(readFileSync(path)),
        coreHash: sealed?.coreHash ?? '',
        manifestHash: sealed?.manifestHash ?? '',
        shards: shards.map(toHex),
      },
      approval: { text: approval.text, hash: approval.hash },
      rotation: { root: toHex(roots.next), text: rotation.text, hash: rotation.hash },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
