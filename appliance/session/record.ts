import { relative } from 'node:path';
import { toHex, utf8 } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { sha256 } from '../../src/base/hash.ts';
import { canonicalJson, type Json } from '../../src/base/json.ts';
import { timestamp } from '../../src/base/random.ts';
import { keptKey } from '../../src/bundle/kept.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import type { ChamberEvent, EventOf, SealedBundle, TrainedModel } from '../chamber/protocol.ts';
import { type Appliance, paths } from '../home.ts';
import { keep } from '../retention/kept.ts';
import { approvalByHash } from '../store/approval.ts';
import { type BundleRow, bundle, settleBundle } from '../store/bundle.ts';
import { change, type Tx } from '../store/change.ts';
import type { KeptRow } from '../store/kept.ts';
import { addModel, keptModel, modelChain } from '../store/model.ts';
import { moveSent, type PartyRow, party } from '../store/party.ts';
import { addResult } from '../store/result.ts';
import { type SessionRow, session } from '../store/session.ts';
import { workFolders } from './abort.ts';
import { requireSealed } from './sealed.ts';

const APPLIANCE = 'appliance';

function protocol(where: string): EcluseError {
  return new EcluseError('CHAMBER_PROTOCOL', { where });
}

/**
 * Writes what the chamber tells, event by event, each with its entry: what it throws ends the chamber. The chamber is believed on what only it can know,
 * the content; names, owners, files and chains are compared with the store. `secret`: the one from which the keys of what it seals follow.
 */
export function recorder(app: Appliance, sitting: SessionRow, secret: Uint8Array): (event: ChamberEvent) => void {
  const { store } = app;
  const { id, gap } = sitting;
  const opened = new Map<string, EventOf<'opened'>>();
  /** Models that the ledger tells as loaded, by bundle. */
  const told = new Map<string, Set<string>>();
  const folders = workFolders(app, id);

  /** One change of a session that is still sealed: someone may have given it up meanwhile. */
  const write = (events: readonly LedgerEvent[], work: (tx: Tx) => void = () => {}) =>
    change(store, events, (tx) => {
      const now = session(store, id);
      if (now?.state !== 'sealed') throw new EcluseError('SESSION_STATE', { from: now?.state ?? '?', to: 'scored' });
      work(tx);
    });
  const taken = (bundleId: string): BundleRow => {
    const row = bundle(store, bundleId);
    if (row?.session !== id || row.state !== 'taken') throw protocol('bundle');
    return row;
  };
  const senderOf = (row: BundleRow): PartyRow => {
    const found = party(store, row.sender);
    if (!found) throw protocol('sender');
    return found;
  };
  const about = (row: BundleRow) => ({ session: id, bundle: row.id, party: row.sender });

  /** The answer to one request: its row, the chain towards its CSS, the models that came of it. */
  const answer = (event: EventOf<'scored'> | EventOf<'trained'>, kind: 'result' | 'evaluation', models: readonly TrainedModel[]) => {
    const row = taken(event.bundle);
    const content = opened.get(row.id);
    if (!content || event.coreHash !== row.core_hash || event.sender !== row.sender) throw protocol(event.event);
    if ((kind === 'evaluation') !== (row.kind === 'train')) throw protocol('kind');
    if (kind === 'result' && !event.models.every(({ id }) => told.get(row.id)?.has(id))) throw protocol('models');
    const { sealed } = event;
    const recipient = senderOf(row);
    const chain = { sequence: recipient.sent_sequence, previous: recipient.sent_head };
    const digest = requireSealed(app, sealed, {
      folder: folders.outgoing,
      recipient: recipient.id,
      recipientCard: recipient.hash,
      kind,
      answers: row.core_hash,
      key: keptKey(secret, sealed.id),
      chain,
    });
    const kept = trainedRows(row, sealed, models);
    const about = { session: id, bundle: row.id, party: row.sender };
    const events: LedgerEvent[] = models.map((model) => ({
      actor: APPLIANCE,
      type: 'model.trained',
      subjects: { ...about, model: model.id },
      digests: { model: model.digest, input: row.core_hash, core: model.sealed.coreHash },
      ...(model.rows === null ? {} : { counts: { rows: model.rows } }),
    }));
    events.push({
      actor: APPLIANCE,
      type: 'bundle.scored',
      subjects: { ...about, result: sealed.id, kind },
      digests: {
        input: row.core_hash,
        output: sealed.coreHash,
        inputData: content.digest,
        outputData: sealed.digest,
        manifest: sealed.manifestHash,
      },
      counts: {
        ...(event.rows === null ? {} : { rows: event.rows }),
        columns: content.columns,
        models: event.models.length,
        ...('home' in event && event.home > 0 ? { modelsHome: event.home } : {}),
        bytes: sealed.bytes,
        sequence: sealed.sequence,
      },
    });
    write(events, (tx) => {
      settleBundle(tx, row.id, id, 'answered', null);
      addResult(tx, {
        id: sealed.id,
        session: id,
        request: row.id,
        recipient: recipient.id,
        kind,
        sequence: sealed.sequence,
        core_hash: sealed.coreHash,
        manifest_hash: sealed.manifestHash,
        digest: sealed.digest,
        file_digest: digest,
        size: sealed.bytes,
        aggregates: aggregatesOf(event),
      });
      moveSent(tx, recipient.id, recipient.sent_sequence, sealed.sequence, sealed.manifestHash);
      const rests = (kind: KeptRow['kind'], { id: bundle, coreHash: core_hash, path }: SealedBundle) => {
        const about = { bundle, kind, core_hash, path, party: row.sender, request: row.id, destroy_by: row.destroy_by };
        keep(app, tx, { ...about, key: keptKey(secret, bundle) });
      };
      rests(kind, sealed);
      for (const model of models) rests('model', model.sealed);
      for (const model of kept) addModel(tx, model);
    });
  };

  const trainedRows = (row: BundleRow, evaluation: SealedBundle, models: readonly TrainedModel[]) => {
    let chain = modelChain(store);
    return models.map((model) => {
      const { sealed } = model;
      requireSealed(app, sealed, {
        folder: folders.models,
        recipient: app.card.id,
        recipientCard: app.card.hash,
        kind: 'model',
        answers: null,
        key: keptKey(secret, sealed.id),
        chain,
      });
      chain = { sequence: sealed.sequence, previous: sealed.manifestHash };
      return {
        id: model.id,
        party: row.sender,
        digest: model.digest,
        family: model.family,
        target: model.target,
        grade: model.grade,
        session: id,
        evaluation: evaluation.id,
        bundle: sealed.id,
        sequence: sealed.sequence,
        core_hash: sealed.coreHash,
        manifest_hash: sealed.manifestHash,
        file: relative(paths(app.dir).models, sealed.path),
        trained: timestamp(app.clock()),
      };
    });
  };

  const loaded = (event: EventOf<'model-loaded'>) => {
    const row = taken(event.bundle);
    const approval = approvalByHash(store, event.approval);
    const kept = keptModel(store, row.sender, event.model);
    const same =
      kept?.digest === event.digest && approval?.party === row.sender && approval.model === event.model && approval.digest === event.digest;
    const before = told.get(row.id) ?? new Set();
    if (!same || before.has(event.model)) throw protocol('model-loaded');
    told.set(row.id, before.add(event.model));
    const subjects = { ...about(row), model: event.model, stance: approval.stance };
    write([{ actor: APPLIANCE, type: 'model.loaded', subjects, digests: { model: event.digest, approval: event.approval } }]);
  };

  return (event) => {
    switch (event.event) {
      case 'isolated': {
        const probes = toHex(sha256(utf8(canonicalJson(event.evidence))));
        const counts = { minute: 0, links: event.evidence.interfaces.length };
        return write([{ actor: APPLIANCE, type: 'gap.evidence', subjects: { session: id, gap }, digests: { probes }, counts }]);
      }
      case 'opened': {
        const row = taken(event.bundle);
        if (event.coreHash !== row.core_hash || event.sender !== row.sender) throw protocol('opened');
        opened.set(row.id, event);
        return;
      }
      case 'model-loaded':
        return loaded(event);
      case 'set-aside': {
        const row = taken(event.bundle);
        const told = {
          actor: APPLIANCE,
          type: 'bundle.setAside',
          subjects: about(row),
          digests: { input: row.core_hash },
          code: event.code,
        } as const;
        return write([told], (tx) => settleBundle(tx, row.id, id, 'set-aside', event.code));
      }
      case 'scored':
        return answer(event, 'result', []);
      case 'trained':
        return answer(event, 'evaluation', event.models);
      default:
        return;
    }
  };
}

/** What the reviewer will decide on. Counts under 10 were hidden by the chamber. */
function aggregatesOf(event: EventOf<'scored'> | EventOf<'trained'>): string {
  const { rows, quality } = event;
  const lists =
    event.event === 'scored'
      ? { models: event.models, refused: event.refused }
      : { models: event.models.map(({ sealed: _, ...model }) => model), skipped: event.skipped };
  return canonicalJson({ rows, quality, ...lists } as unknown as Json);
}
