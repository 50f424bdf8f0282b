import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { toBase64, toHex } from '../../src/base/bytes.ts';
import { timestamp } from '../../src/base/random.ts';
import { type ChamberJob, FOREST_DEFAULTS } from '../chamber/protocol.ts';
import { pastVaults } from '../custody/past-keys.ts';
import { type Appliance, paths } from '../home.ts';
import { bundlePath } from '../intake/quarantine.ts';
import { currentCheckpoint } from '../release/ledger.ts';
import { keyOf } from '../retention/kept.ts';
import { lastApproval } from '../store/approval.ts';
import { bundlesOf } from '../store/bundle.ts';
import { keptModels, modelChain } from '../store/model.ts';
import { type PartyRow, party } from '../store/party.ts';
import { rotationsOf } from '../store/rotation.ts';
import type { SessionRow } from '../store/session.ts';
import { workFolders } from './abort.ts';
import { secondsPerBundle, sizesOf } from './limits.ts';

/** What bears a card that gave way, this appliance's or a sender's: the notes that tell it, and the keys that are still kept. */
export function rotatedKeys(app: Appliance, senders: readonly string[]): Pick<ChamberJob, 'rotations' | 'past'> {
  const parties = [app.card.id, ...new Set(senders)];
  return {
    rotations: parties.flatMap((id) => rotationsOf(app.store, id).map(({ note }) => note)),
    past: pastVaults(app).map(({ card, vault }) => ({ card, vault: toBase64(vault) })),
  };
}

/** What the chamber is asked to do for a session: its bundles, and of each of their senders the card, models, approvals and chain. */
export function chamberJob(app: Appliance, sitting: SessionRow, secret: Uint8Array): ChamberJob {
  const { store, card } = app;
  const at = paths(app.dir);
  const bundles = bundlesOf(store, sitting.id);
  const senders = [...new Set(bundles.map(({ sender }) => sender))]
    .map((id) => party(store, id))
    .filter((row): row is PartyRow => row !== null);
  const cards = new Map(senders.map((row) => [row.id, row.card]));
  const scoring = new Set(bundles.filter(({ kind }) => kind === 'score').map(({ sender }) => sender));
  const models = [...scoring].flatMap((id) => keptModels(store, id));
  const approvals = models.flatMap(({ party: owner, id, digest }) => lastApproval(store, owner, id, digest)?.note ?? []);
  const folders = workFolders(app, sitting.id);
  const keys = [
    ...bundles.map(({ id }) => [bundlePath(app, id), toHex(keyOf(app, id))]),
    ...models.map(({ bundle, file }) => [join(at.models, file), toHex(keyOf(app, bundle))]),
  ];
  const files = models.map((model) => ({ id: model.id, path: join(at.models, model.file), partner: model.party }));
  return {
    format: 'ecluse.chamber/v1',
    gap: sitting.gap,
    now: timestamp(app.clock()),
    custody: at.custody,
    card: card.text,
    bundles: bundles.map(({ id, kind, core_hash, sender }) => ({
      purpose: kind,
      id,
      path: bundlePath(app, id),
      coreHash: core_hash,
      sender: cards.get(sender) ?? '',
    })),
    models: files,
    approvals,
    ...rotatedKeys(
      app,
      senders.map(({ id }) => id),
    ),
    only: sitting.only_models === null ? null : (JSON.parse(sitting.only_models) as string[]),
    chains: {
      ...Object.fromEntries(senders.map((row) => [row.id, { sequence: row.sent_sequence, previous: row.sent_head }])),
      [card.id]: modelChain(store),
    },
    checkpoint: currentCheckpoint(app),
    outgoing: folders.outgoing,
    modelsFolder: folders.models,
    forest: FOREST_DEFAULTS,
    workers: Math.min(64, Math.max(1, availableParallelism())),
    secondsPerBundle: secondsPerBundle({ bundles: bundles.map(({ size }) => size), models: sizesOf(files) }),
    keep: { secret: toHex(secret), keys: Object.fromEntries(keys) as Record<string, string> },
  };
}
