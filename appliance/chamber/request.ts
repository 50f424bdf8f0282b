import { fromHex, toHex, utf8 } from '../../src/base/bytes.ts';
import { dayOf } from '../../src/base/calendar.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { sha256 } from '../../src/base/hash.ts';
import { checkBundle } from '../../src/bundle/check.ts';
import { type Core, documentCount } from '../../src/bundle/core.ts';
import { readShard, shardAccess, unlockBundle } from '../../src/bundle/unlock.ts';
import { type Card, parseCard } from '../../src/keys/card.ts';
import { cardAmong } from '../../src/keys/rotation.ts';
import { type Campaign, parseCampaign } from '../../src/study/campaign.ts';
import { type Dictionary, dictionaryDigest, PSEUDONYM, parseDictionary } from '../../src/table/dictionary.ts';
import { leavingGroups } from '../../src/table/groups.ts';
import { type Column, column, type Table } from '../../src/table/table.ts';
import type { Context, Progress } from './context.ts';
import type { OpenedShard } from './pool.ts';
import type { ChamberJob } from './protocol.ts';

export type OpenRequest = {
  readonly core: Core;
  readonly coreHash: string;
  /** The sender's present card, which the answer is sealed to. */
  readonly sender: Card;
  readonly dictionary: Dictionary;
  readonly dictionarySha: string;
  /** What the CSS asks of a training, signed by it; null where it leaves all to the appliance's defaults. */
  readonly campaign: Campaign | null;
  readonly rows: number;
  /** The pupils' tables, opened and checked, in their order; as many in flight as there are threads. */
  tables(): AsyncGenerator<{ table: Table; pseudonyms: readonly string[] }>;
  /** Another walk, over a few columns: what it reads is authenticated by the same keys. */
  columns(names: readonly string[]): AsyncGenerator<Table>;
  /** Digest of the plaintext, once the tables have been walked. */
  digest(): string;
};

/** The key under which a file of the job rests; null for a plain bundle. A file without its key opens for nobody: it was destroyed. */
export function keyOfFile({ keep }: ChamberJob, path: string): Uint8Array | null {
  if (keep === null) return null;
  const key = keep.keys[path];
  if (key === undefined) throw new EcluseError('KEEP_KEY');
  return fromHex(key);
}

/** SHA-256 of the shards' SHA-256, one after the other. */
export function plaintextDigest(digests: readonly string[]): string {
  return toHex(sha256(...digests.map((each) => fromHex(each))));
}

/** Checks a bundle again, from its first byte: the chamber takes the gate's word for nothing. */
export function openRequest(context: Context, bundle: ChamberJob['bundles'][number], progress: Progress): OpenRequest {
  const sender = parseCard(utf8(bundle.sender));
  const checked = checkBundle(bundle.path, {
    keptUnder: keyOfFile(context.job, bundle.path),
    recipientId: context.card.id,
    recipientCard: [...context.keys.keys()],
    cardOf: (id, hash) => (id === sender.id ? cardAmong(sender, context.rotations, hash) : null),
  });
  const { core, coreHash } = checked;
  if (core.id !== bundle.id || coreHash !== bundle.coreHash) throw new EcluseError('CHAMBER_BUNDLE_CHANGED', { bundle: bundle.id });
  if (core.kind !== bundle.purpose) {
    throw new EcluseError('CHAMBER_KIND', { bundle: bundle.id, kind: core.kind, expected: bundle.purpose });
  }
  if (core.destroyBy < dayOf(context.now)) throw new EcluseError('BUNDLE_DESTROY_BY', { date: core.destroyBy });
  const unlocked = unlockBundle(checked, context.keys.get(core.recipient.card) ?? context.secrets);
  const head = readShard(unlocked, 0);
  const dictionary = parseDictionary(head, { canonical: true });
  const dictionarySha = dictionaryDigest(dictionary);
  if (core.dictionary?.sha256 !== dictionarySha || core.dictionary.version !== dictionary.version) {
    throw new EcluseError('CHAMBER_CONTENT', { bundle: bundle.id, where: 'dictionary' });
  }
  const documents = documentCount(core.shards);
  const asked = documents > 1 ? readShard(unlocked, 1) : null;
  const campaign = asked && parseCampaign(asked, { canonical: true });
  const groups = leavingGroups(dictionary, bundle.purpose, campaign !== null);
  const total = core.shards.length - documents;
  const digests = [head, ...(asked ? [asked] : [])].map((bytes) => toHex(sha256(bytes)));
  const codes = new Map(dictionary.variables.map((each) => [each.name, each.codes?.map(({ code }) => code) ?? []]));
  const dress = (each: Column): Column => (each.type === 'code' ? { ...each, codes: codes.get(each.name) ?? [] } : each);

  /** Shards in their order, each with its number. */
  async function* walk(only: readonly string[] | null): AsyncGenerator<OpenedShard & { shard: number }> {
    const pending: Promise<OpenedShard>[] = [];
    let taken = 0;
    const ask = () => {
      while (taken < total && pending.length < context.pool.size) {
        const opening = context.pool.open({
          access: shardAccess(unlocked, documents - 1 + ++taken),
          dictionary,
          purpose: bundle.purpose,
          groups,
          only,
        });
        opening.catch(() => {});
        pending.push(opening);
      }
    };
    try {
      for (let shard = 1; shard <= total; shard++) {
        ask();
        const { table, digest } = await pending.shift()!;
        ask();
        yield { shard, digest, table: { rows: table.rows, columns: table.columns.map(dress) } };
      }
    } finally {
      await Promise.allSettled(pending);
    }
  }
  async function* tables(): AsyncGenerator<{ table: Table; pseudonyms: readonly string[] }> {
    const seen = new Set<string>();
    for await (const { table, shard, digest } of walk(null)) {
      digests[documents - 1 + shard] = digest;
      progress('opening', shard, total);
      yield { table, pseudonyms: pseudonymsOf(table, seen) };
    }
  }
  async function* columns(names: readonly string[]): AsyncGenerator<Table> {
    for await (const { table } of walk(names)) yield table;
  }
  return {
    core,
    coreHash,
    sender,
    dictionary,
    dictionarySha,
    campaign,
    rows: core.shards.reduce((sum, { rows }) => sum + rows, 0),
    tables,
    columns,
    digest: () => plaintextDigest(digests),
  };
}

/** A pseudonym stands once in the whole bundle, not only in its shard. */
function pseudonymsOf(table: Table, seen: Set<string>): readonly string[] {
  const found = column(table, PSEUDONYM);
  if (found?.type !== 'text') throw new EcluseError('SHARD_COLUMN_MISSING', { column: PSEUDONYM });
  for (const [row, pseudonym] of found.values.entries()) {
    if (seen.has(pseudonym)) throw new EcluseError('SHARD_PSEUDONYM', { line: row + 1 });
    seen.add(pseudonym);
  }
  return found.values;
}
