import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/base/bytes.ts';
import { readApproval, signApproval } from '../../src/bundle/approval.ts';
import { checkBundle } from '../../src/bundle/check.ts';
import { KINDS, type Kind } from '../../src/bundle/core.ts';
import { readShard, unlockBundle } from '../../src/bundle/unlock.ts';
import { parseCard } from '../../src/keys/card.ts';
import { wrapRoot } from '../../src/keys/keyfile.ts';
import { secretsFromRoot } from '../../src/keys/secrets.ts';
import { sealVault } from '../../src/keys/vault.ts';
import { pseudonym } from '../../src/pseudonym/pseudonym.ts';
import { CORES, party, scratch, sealAt, seededRandom, shardsOf } from '../support/parties.ts';
import { openBundle, sealBundle } from '../support/second/bundle.ts';
import { pseudonymOf } from '../support/second/bytes.ts';
import * as second from '../support/second/parties.ts';

const { folder, remove } = scratch();
afterAll(remove);
const SIZES = [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000];
const partner = party('partner', 'CSS des Essais');
const appliance = party('appliance', 'Écluse centrale');

describe('what the product seals, the second reader opens', () => {
  it.each(KINDS)('%s', (kind) => {
    const path = join(folder, `${kind}.ours`);
    const shards = shardsOf(kind, ...SIZES);
    const checkpoint = 'registre\n3\nAAAA\n\n— ecluse/x AAAA\n';
    const sealed = sealAt(path, partner, appliance.card, { kind, shards, core: { models: ['a-1', 'b.2'], checkpoint } });
    const opened = openBundle(new Uint8Array(readFileSync(path)), {
      card: second.readCard(utf8(appliance.card.text)),
      secrets: second.secretsOf(appliance.secrets.root),
      enrolled: [second.readCard(utf8(partner.card.text))],
    });
    expect(opened.core).toEqual(sealed.core);
    expect([opened.coreHash, opened.manifestHash]).toEqual([sealed.coreHash, sealed.manifestHash]);
    expect(opened.shards.map((shard, index) => Buffer.compare(shard, shards[index]?.bytes ?? new Uint8Array(1)))).toEqual(
      shards.map(() => 0),
    );
  });

  it('key files, vaults, pseudonyms', () => {
    const root = seededRandom('root')(32);
    const secrets = secretsFromRoot(root);
    const file = wrapRoot(root, utf8('abaisser écluse été'), { memoryMiB: 1, passes: 1 }, seededRandom('salt'));
    expect(second.openKeyFile(file, 'abaisser écluse été')).toEqual(root);
    for (const size of [0, 1, 100_000]) {
      const plaintext = seededRandom('vault')(size);
      const vault = sealVault(secrets.vault, 'liste', plaintext, seededRandom('salt'));
      expect(Buffer.compare(second.openVault(second.secretsOf(root).vault, 'liste', vault), plaintext)).toBe(0);
    }
    for (let i = 0; i < 50; i++) {
      const id = Buffer.from(seededRandom(`id${i}`)(16)).toString('hex');
      expect(pseudonymOf(secrets.pseudonym, id, `é${i}`)).toBe(pseudonym(secrets.pseudonym, id, `é${i}`));
    }
  });
});

/** A party that the second writer makes, from its root alone. */
function stranger(role: 'partner' | 'appliance', name: string, log: Uint8Array | null) {
  const random = seededRandom(`stranger/${name}`);
  const root = random(32);
  const secrets = second.secretsOf(root);
  const id = Buffer.from(random(16)).toString('hex');
  const text = second.writeNote(second.cardText({ role, name, id, log, created: '2026-09-01T12:00:00Z' }, secrets), id, secrets.sign);
  return { id, root, secrets, bytes: text };
}

describe('what the second writer seals, the product opens', () => {
  const theirs = stranger('partner', 'CSS d’Ailleurs', null);
  const home = stranger('appliance', 'Écluse d’Ailleurs', appliance.card.log);
  const senderCard = parseCard(theirs.bytes);
  const recipientCard = parseCard(home.bytes);

  it('cards', () => {
    expect(senderCard).toMatchObject({ role: 'partner', name: 'CSS d’Ailleurs', id: theirs.id, log: null });
    expect(recipientCard).toMatchObject({ role: 'appliance', id: home.id, log: appliance.card.log });
    expect(second.readCard(theirs.bytes).hash).toBe(senderCard.hash);
  });

  it.each(KINDS)('%s', (kind: Kind) => {
    const shards = shardsOf(kind, ...SIZES);
    const core = {
      ...{ format: 'ecluse.bundle/v1', id: 'c'.repeat(32), kind, sequence: 2, previous: 'b'.repeat(64), answers: null, dictionary: null },
      ...{ models: [], created: '2026-09-02T08:00:00Z', destroyBy: '2026-09-02', checkpoint: null, preview: null },
      ...CORES[kind],
      sender: { id: theirs.id, card: senderCard.hash },
      recipient: { id: home.id, card: recipientCard.hash },
      shards: shards.map(({ type, name, rows }) => ({ type, name, rows })),
    };
    const plaintexts = shards.map(({ bytes }) => bytes);
    const path = join(folder, `${kind}.theirs`);
    writeFileSync(path, sealBundle(core, plaintexts, theirs, second.readCard(home.bytes), seededRandom(`theirs/${kind}`)));
    const checked = checkBundle(path, { recipientId: home.id, recipientCard: recipientCard.hash, cardOf: () => senderCard });
    const unlocked = unlockBundle(checked, secretsFromRoot(home.root));
    expect(plaintexts.map((bytes, index) => Buffer.compare(readShard(unlocked, index), bytes))).toEqual(plaintexts.map(() => 0));
  });

  it('approvals', () => {
    const fields = {
      model: 'a-1',
      digest: 'a'.repeat(64),
      stance: 'wide',
      until: '2027-06-30',
      sequence: 7,
      created: '2026-09-02T08:00:00Z',
    } as const;
    const text = [
      'ecluse.approval/v1',
      `sender ${theirs.id} ${senderCard.hash}`,
      `recipient ${home.id} ${recipientCard.hash}`,
      ...Object.entries(fields).map(([name, value]) => `${name} ${value}`),
    ];
    const note = second.writeNote(`${text.join('\n')}\n`, theirs.id, theirs.secrets.sign);
    const read = readApproval(note, { recipientId: home.id, cardOf: () => senderCard });
    expect(read).toMatchObject(fields);
    const ours = signApproval(fields, { card: senderCard, secrets: secretsFromRoot(theirs.root) }, recipientCard);
    expect(utf8(ours.text)).toEqual(note);
  });
});
