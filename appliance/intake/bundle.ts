import { toHex, utf8 } from '../../src/base/bytes.ts';
import { dayOf } from '../../src/base/calendar.ts';
import { hideSmallCount } from '../../src/base/counts.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { timestamp } from '../../src/base/random.ts';
import type { Steps } from '../../src/base/steps.ts';
import { type CheckedBundle, checkingBundle } from '../../src/bundle/check.ts';
import type { Core } from '../../src/bundle/core.ts';
import { checkReplay } from '../../src/bundle/replay.ts';
import { type Card, parseCard } from '../../src/keys/card.ts';
import { ledgerOrigin, type SignedCheckpoint, verifyCheckpoint } from '../../src/ledger/checkpoint.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { requireConsistent } from '../../src/ledger/witness.ts';
import { ownCard } from '../custody/cards.ts';
import { removeQuietly } from '../disk.ts';
import type { Actor } from '../gate/roles.ts';
import type { Appliance } from '../home.ts';
import { keep } from '../retention/kept.ts';
import { addBundle, bundle } from '../store/bundle.ts';
import { change } from '../store/change.ts';
import { moveReceived, type PartyRow, party } from '../store/party.ts';
import { addWitness } from '../store/witness.ts';
import { type Aside, bundlePath, settle } from './quarantine.ts';
import { actorName, type Claims, type Received } from './received.ts';
import { requireUnsealed } from './unsealed.ts';

/** The enrolled card of a party; null for any other. */
export function cardOf({ store }: Appliance, id: string): Card | null {
  const row = party(store, id);
  return row && parseCard(utf8(row.card));
}

function requireFresh({ store }: Appliance, core: Core, sender: PartyRow): void {
  checkReplay(core, { sequence: sender.received_sequence, manifest: sender.received_head }, (id) => bundle(store, id) !== null);
}

function senderOf({ store }: Appliance, id: string): PartyRow {
  const row = party(store, id);
  if (row === null) throw new EcluseError('BUNDLE_SENDER', { sender: id });
  return row;
}

/** Checks a bundle's copy and, if it is good, gives it its place: row, chain, witness and entry in one transaction. */
export function* takeBundleFile(app: Appliance, aside: Aside, actor: Actor | null, claims: Claims): Steps<Received> {
  const { store, card } = app;
  const checked = yield* checkingBundle(aside.path, {
    keptUnder: aside.key,
    recipientId: card.id,
    cardOf: (id) => cardOf(app, id),
    // Asked once signature and address hold, before the long reading of the shards.
    replay(core, manifestHash) {
      if (ownCard(app, core.recipient.card) === null) throw new EcluseError('BUNDLE_RECIPIENT_CARD');
      claims.subjects = { bundle: core.id, party: core.sender.id, kind: core.kind };
      claims.digests = { ...claims.digests, manifest: manifestHash };
      claims.counts = { ...claims.counts, sequence: core.sequence };
      requireFresh(app, core, senderOf(app, core.sender.id));
      if (core.kind !== 'score' && core.kind !== 'train') throw new EcluseError('INTAKE_KIND', { kind: core.kind });
      if (core.destroyBy < dayOf(app.clock())) throw new EcluseError('BUNDLE_DESTROY_BY', { date: core.destroyBy });
      if (core.checkpoint !== null) requireWitnessed(app, core, core.checkpoint, actor, claims);
    },
  });
  const { key } = aside;
  if (key === null) throw new EcluseError('BUNDLE_FORM');
  const { core } = checked;
  const kind = core.kind as 'score' | 'train';
  // The file first: a row must never speak of a file that is not there. What a crash leaves between the two is swept at the next start.
  settle(app, aside.path, core.id);
  try {
    const missing = change(store, [receivedEvent(app, checked, actor)], (tx) => {
      requireUnsealed(store);
      const sender = senderOf(app, core.sender.id);
      requireFresh(app, core, sender);
      const received = timestamp(app.clock());
      addBundle(tx, {
        id: core.id,
        sender: sender.id,
        kind,
        sequence: core.sequence,
        core_hash: checked.coreHash,
        manifest_hash: checked.manifestHash,
        models: JSON.stringify(core.models),
        size: checked.size,
        received,
        destroy_by: core.destroyBy,
      });
      const about = { bundle: core.id, kind, party: sender.id, request: core.id, core_hash: checked.coreHash, destroy_by: core.destroyBy };
      keep(app, tx, { ...about, path: bundlePath(app, core.id), key, sealed_to: pastCard(app, core) });
      moveReceived(tx, sender.id, sender.received_sequence, core.sequence, checked.manifestHash);
      if (core.checkpoint !== null) addWitness(tx, witnessRow(app, core, core.checkpoint));
      return core.sequence - sender.received_sequence - 1;
    });
    const { id, name } = checked.sender;
    return { what: 'bundle', id: core.id, kind, sender: { id, name }, sequence: core.sequence, missing };
  } catch (error) {
    if (bundle(store, core.id) === null) removeQuietly(bundlePath(app, core.id));
    throw error;
  }
}

function verified({ card }: Appliance, note: string): SignedCheckpoint {
  if (card.log === null) throw new EcluseError('APPLIANCE_LEDGER_KEY');
  return verifyCheckpoint(note, ledgerOrigin(card.id), card.log);
}

function witnessRow(app: Appliance, core: Core, note: string) {
  const { size, root } = verified(app, note);
  return { party: core.sender.id, size, root: toHex(root), note, received: timestamp(app.clock()) };
}

/**
 * Proves that this ledger grew out of the checkpoint that came with the request. One that it cannot have grown out of says that this very ledger was
 * put back or forked, and with it the memory of what was received: the bundle is refused, the proof kept, and no session starts from then on.
 */
function requireWitnessed(app: Appliance, core: Core, note: string, actor: Actor | null, claims: Claims): void {
  const row = witnessRow(app, core, note);
  try {
    requireConsistent(app.store.ledger, note, ledgerOrigin(app.card.id), app.card.log ?? new Uint8Array());
  } catch (error) {
    if (!(error instanceof EcluseError)) throw error;
    const { subjects, digests, counts } = claims;
    const told = { actor: actorName(actor), type: 'bundle.refused', code: error.code, ...(subjects && { subjects }) } as const;
    change(app.store, [{ ...told, ...(digests && { digests }), ...(counts && { counts }) }], (tx) => addWitness(tx, row));
    claims.told = true;
    throw error;
  }
}

/** The past card of this appliance that a bundle under way was sealed to; null for the present one. */
function pastCard({ card }: Appliance, { recipient }: Core): string | null {
  return recipient.card === card.hash ? null : recipient.card;
}

function receivedEvent(app: Appliance, { core, coreHash, manifestHash, size }: CheckedBundle, actor: Actor | null): LedgerEvent {
  const witness = core.checkpoint === null ? null : witnessRow(app, core, core.checkpoint);
  const past = pastCard(app, core);
  const rows = hideSmallCount(core.shards.reduce((sum, shard) => sum + shard.rows, 0));
  return {
    actor: actorName(actor),
    type: 'bundle.received',
    subjects: { bundle: core.id, party: core.sender.id, kind: core.kind, destroyBy: core.destroyBy },
    digests: {
      core: coreHash,
      manifest: manifestHash,
      ...(core.dictionary && { dictionary: core.dictionary.sha256 }),
      ...(core.previous && { previous: core.previous }),
      ...(core.preview && { preview: core.preview.sha256 }),
      ...(core.preview?.exception && { exception: core.preview.exception }),
      ...(witness && { checkpoint: witness.root }),
      ...(past && { card: past }),
    },
    counts: {
      sequence: core.sequence,
      bytes: size,
      shards: core.shards.length,
      ...(rows !== null && { rows }),
      ...(witness && { checkpoint: witness.size }),
    },
  };
}
