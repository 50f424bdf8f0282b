import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fromBase64, fromHex, toHex, utf8 } from '../../src/base/bytes.ts';
import { ed25519Public } from '../../src/base/note.ts';
import { readApproval } from '../../src/bundle/approval.ts';
import { checkBundle } from '../../src/bundle/check.ts';
import { readShard, unlockBundle } from '../../src/bundle/unlock.ts';
import { parseCard } from '../../src/keys/card.ts';
import { openCustody } from '../../src/keys/custody.ts';
import { openKeyFile } from '../../src/keys/keyfile.ts';
import { readRotation } from '../../src/keys/rotation.ts';
import { secretsFromRoot } from '../../src/keys/secrets.ts';
import { openVault } from '../../src/keys/vault.ts';
import { fingerprintWords } from '../../src/keys/words.ts';
import { scratch } from '../support/parties.ts';
import { long } from '../support/requires.ts';
import { openBundle } from '../support/second/bundle.ts';
import { pseudonymOf } from '../support/second/bytes.ts';
import { openCustody as openElsewhere } from '../support/second/custody.ts';
import * as second from '../support/second/parties.ts';
import { readRotation as readElsewhereRotation } from '../support/second/rotation.ts';
import { makeVectors, type Vectors } from './make.ts';

/** The vectors that SPEC.md names. `ECLUSE_WRITE_VECTORS=1` writes them anew: a change of format, to be told in the CHANGELOG. */
const file = new URL('./ecluse.json', import.meta.url);
const made = makeVectors();
if (process.env.ECLUSE_WRITE_VECTORS === '1') writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`);
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors;

const { folder, remove } = scratch();
afterAll(remove);

describe('the vectors of SPEC.md', () => {
  it('are what the product writes today, byte for byte', () => expect(made).toEqual(vectors));

  it('stand in SPEC.md as they are here', () => {
    const spec = readFileSync(new URL('../../SPEC.md', import.meta.url), 'utf8').replaceAll(/\s+/g, ' ');
    const { secrets, cards, pseudonyms, bundle, keyFile, custody, approval, rotation } = vectors;
    const said = [
      ...Object.values(secrets),
      ...pseudonyms.map((each) => each.pseudonym),
      cards.partner.hash,
      cards.partner.words.normalize('NFC'),
      cards.appliance.hash,
      cards.appliance.words.normalize('NFC'),
      keyFile.text,
      custody.text,
      bundle.coreHash,
      bundle.manifestHash,
      approval.hash,
      rotation.hash,
    ];
    expect(said.filter((each) => !spec.includes(each))).toEqual([]);
  });

  it.each(['partner', 'appliance'] as const)('card: %s', (role) => {
    const { text, hash, words, root } = vectors.cards[role];
    expect(parseCard(utf8(text))).toMatchObject({ role, hash });
    expect(fingerprintWords(hash).join(' ')).toBe(words);
    const secrets = secretsFromRoot(fromHex(root));
    expect(second.readCard(utf8(text))).toMatchObject({ role, hash });
    expect(second.secretsOf(fromHex(root))).toEqual({
      sign: secrets.sign,
      seal: secrets.seal,
      pseudonym: secrets.pseudonym,
      vault: secrets.vault,
    });
  });

  it('key file', () => {
    const { text, passphrase, root } = vectors.keyFile;
    expect(toHex(openKeyFile(utf8(text), utf8(passphrase)).root)).toBe(root);
    expect(toHex(openKeyFile(utf8(text), utf8(passphrase.normalize('NFD'))).root)).toBe(root);
  });

  const sweep = long ? it : null;
  sweep?.('key file, by the second reader (argon2id in JavaScript takes seconds)', { timeout: 300_000 }, () => {
    const { text, passphrase, root } = vectors.keyFile;
    expect(toHex(second.openKeyFile(utf8(text), passphrase))).toBe(root);
  });

  it('custody file', () => {
    const { text, first, second, root } = vectors.custody;
    const pair = [
      { number: 1, passphrase: utf8(first) },
      { number: 2, passphrase: utf8(second) },
    ] as const;
    expect(toHex(openCustody(utf8(text), pair))).toBe(root);
  });

  sweep?.('custody file, by the second reader', { timeout: 300_000 }, () => {
    const { text, first, second, root } = vectors.custody;
    expect(toHex(openElsewhere(utf8(text), [2, second], [1, first]))).toBe(root);
  });

  it('vault', () => {
    const { base64, context, plaintext, root } = vectors.vault;
    const key = secretsFromRoot(fromHex(root)).vault;
    expect(openVault(key, context, fromBase64(base64))).toEqual(utf8(plaintext));
    expect(second.openVault(key, context, fromBase64(base64))).toEqual(utf8(plaintext));
  });

  it('pseudonyms, by the second reader', () => {
    for (const { bundle, fileNumber, pseudonym } of vectors.pseudonyms) {
      expect(pseudonymOf(fromHex(vectors.secrets.pseudonym), bundle, fileNumber)).toBe(pseudonym);
    }
  });

  it('bundle', () => {
    const path = join(folder, 'bundle');
    const bytes = fromBase64(vectors.bundle.base64);
    writeFileSync(path, bytes);
    const { partner, appliance } = vectors.cards;
    const sender = parseCard(utf8(partner.text));
    const recipient = parseCard(utf8(appliance.text));
    const checked = checkBundle(path, { recipientId: recipient.id, recipientCard: recipient.hash, cardOf: () => sender });
    expect([checked.coreHash, checked.manifestHash]).toEqual([vectors.bundle.coreHash, vectors.bundle.manifestHash]);
    const unlocked = unlockBundle(checked, secretsFromRoot(fromHex(appliance.root)));
    expect(vectors.bundle.shards.map((_, index) => toHex(readShard(unlocked, index)))).toEqual(vectors.bundle.shards);
    const opened = openBundle(bytes, {
      card: second.readCard(utf8(appliance.text)),
      secrets: second.secretsOf(fromHex(appliance.root)),
      enrolled: [second.readCard(utf8(partner.text))],
    });
    expect(opened.shards.map(toHex)).toEqual(vectors.bundle.shards);
  });

  it('rotation', () => {
    const { text, hash, root } = vectors.rotation;
    const { from, to } = readRotation(utf8(text), parseCard);
    expect(from.hash).toBe(vectors.cards.partner.hash);
    expect(to.sign).toEqual(ed25519Public(secretsFromRoot(fromHex(root)).sign));
    expect(readElsewhereRotation(utf8(text))).toMatchObject({ hash, from: { hash: from.hash }, to: { hash: to.hash } });
  });

  it('approval', () => {
    const { text, hash } = vectors.approval;
    const sender = parseCard(utf8(vectors.cards.partner.text));
    const recipientId = parseCard(utf8(vectors.cards.appliance.text)).id;
    expect(readApproval(utf8(text), { recipientId, cardOf: () => sender })).toMatchObject({ hash, stance: 'targeted', sequence: 1 });
  });
});
