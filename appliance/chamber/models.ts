import { dayOf } from '../../src/base/calendar.ts';
import { EcluseError } from '../../src/base/errors.ts';
import type { SignedApproval } from '../../src/bundle/approval.ts';
import { checkBundle } from '../../src/bundle/check.ts';
import { readShard, unlockBundle } from '../../src/bundle/unlock.ts';
import { decodeModel, type Model, modelDigest } from '../../src/forest/model.ts';
import { cardAmong } from '../../src/keys/rotation.ts';
import { belowFloor, recorded } from '../../src/study/verdicts.ts';
import { featureNames } from '../../src/table/dictionary.ts';
import { type Approvals, readApprovals } from './approvals.ts';
import type { Context } from './context.ts';
import type { ChamberJob } from './protocol.ts';
import { keyOfFile, type OpenRequest } from './request.ts';

export type LoadedModel = { readonly model: Model; readonly digest: string; readonly approval: SignedApproval };
export type RefusedModel = { readonly id: string; readonly code: EcluseError['code']; readonly params: EcluseError['params'] };
export type Loading = { readonly loaded: readonly LoadedModel[]; readonly refused: readonly RefusedModel[] };

/**
 * The models that may score this request: of its own CSS, approved by its signature today, trained with this very dictionary.
 * Sorted by id, so that the order in which they were listed changes nothing. The others come back with their reason.
 */
export function loadModels(context: Context, request: OpenRequest): Loading {
  const { job } = context;
  const approvals = readApprovals(job.approvals, request.sender, context);
  const own = job.models.filter(({ partner }) => partner === request.sender.id);
  const asked =
    request.core.models.length > 0 ? request.core.models : own.map(({ id }) => id).filter((id) => job.only?.includes(id) ?? true);
  const loaded: LoadedModel[] = [];
  const refused: RefusedModel[] = [];
  for (const id of [...new Set(asked)].sort()) {
    try {
      loaded.push(load(context, request, approvals, entryOf(job, id, request.sender.id)));
    } catch (error) {
      if (!(error instanceof EcluseError)) throw error;
      refused.push({ id, code: error.code, params: error.params });
    }
  }
  return { loaded, refused };
}

function entryOf({ models, only }: ChamberJob, id: string, sender: string): ChamberJob['models'][number] {
  const named = models.filter((each) => each.id === id);
  const entry = named.find(({ partner }) => partner === sender);
  if (!entry) throw new EcluseError(named.length > 0 ? 'MODEL_OTHER_CSS' : 'MODEL_UNKNOWN', { model: id });
  if (only && !only.includes(id)) throw new EcluseError('CHAMBER_MODEL_LEFT_OUT', { model: id });
  return entry;
}

/** The list that names a model's owner comes from outside the chamber; the sealed model says it again, and is believed. */
function load(context: Context, request: OpenRequest, approvals: Approvals, { id, path }: ChamberJob['models'][number]): LoadedModel {
  const bytes = openModel(context, id, path);
  const digest = modelDigest(bytes);
  const approval = approvals.of(id, digest);
  const model = decodeModel(bytes);
  const { identity, dictionary, features } = model;
  if (identity.id !== id) throw new EcluseError('MODEL_DAMAGED', { model: id, where: 'id' });
  if (identity.partner !== request.sender.id) throw new EcluseError('MODEL_OTHER_CSS', { model: id });
  if (dictionary.sha256 !== request.dictionarySha) throw new EcluseError('MODEL_DICTIONARY', { model: id, version: dictionary.version });
  if (features.join('\n') !== featureNames(request.dictionary).join('\n'))
    throw new EcluseError('MODEL_DAMAGED', { model: id, where: 'features' });
  requireFloors(model, approval);
  return { model, digest, approval };
}

/** What the CSS signed that it asks of the model, the model's own record must say. @throws MODEL_FLOOR */
function requireFloors({ identity: { id }, evaluation }: Model, { floors, stance, cut }: SignedApproval): void {
  if (floors === null) return;
  const held = recorded(evaluation, stance, cut);
  const below = held && belowFloor(held, floors);
  if (held === null || below !== null) throw new EcluseError('MODEL_FLOOR', { model: id, measure: below?.measure ?? 'cut' });
}

function openModel(context: Context, id: string, path: string): Uint8Array {
  const { card, keys, rotations, secrets, now } = context;
  try {
    const checked = checkBundle(path, {
      keptUnder: keyOfFile(context.job, path),
      recipientId: card.id,
      recipientCard: [...keys.keys()],
      cardOf: (party, hash) => (party === card.id ? cardAmong(card, rotations, hash) : null),
    });
    const { kind, models, destroyBy } = checked.core;
    if (kind !== 'model' || models.length !== 1 || models[0] !== id) throw new EcluseError('MODEL_DAMAGED', { model: id, where: kind });
    if (destroyBy < dayOf(now)) throw new EcluseError('BUNDLE_DESTROY_BY', { date: destroyBy });
    return readShard(unlockBundle(checked, keys.get(checked.core.recipient.card) ?? secrets), 0);
  } catch (error) {
    const own = error instanceof EcluseError && (error.code === 'MODEL_DAMAGED' || error.code === 'BUNDLE_DESTROY_BY');
    if (own || !(error instanceof EcluseError)) throw error;
    throw new EcluseError('MODEL_DAMAGED', { model: id, where: error.code }, { cause: error });
  }
}
