import { EcluseError } from '../base/errors.ts';
import type { SignedApproval } from '../bundle/approval.ts';
import { decodeModel, type Model, modelDigest } from '../forest/model.ts';
import { belowFloor, recorded } from '../study/verdicts.ts';
import { type Dictionary, featureNames } from '../table/dictionary.ts';
import type { Approvals } from './approvals.ts';

export type AdmittedModel = { readonly model: Model; readonly digest: string; readonly approval: SignedApproval };
export type RefusedModel = { readonly id: string; readonly code: EcluseError['code']; readonly params: EcluseError['params'] };
export type Admission = { readonly loaded: readonly AdmittedModel[]; readonly refused: readonly RefusedModel[] };

export function refusedFor(id: string, { code, params }: EcluseError): RefusedModel {
  return { id, code, params };
}

/** What a model is held against before it scores anybody: whose pupils, described how, and what their CSS signed. */
export type Terms = {
  readonly partner: string;
  readonly dictionary: Dictionary;
  readonly dictionarySha: string;
  readonly approvals: Approvals;
};

/**
 * Reads the bytes of the model known as `id`. Whatever named its owner outside, the model says it again, and is believed.
 * @throws MODEL_DAMAGED, MODEL_OTHER_CSS, MODEL_DICTIONARY, MODEL_FLOOR, and what `decodeModel` and the approvals throw
 */
export function admit(bytes: Uint8Array, id: string, { partner, dictionary, dictionarySha, approvals }: Terms): AdmittedModel {
  const digest = modelDigest(bytes);
  const approval = approvals.of(id, digest);
  const model = decodeModel(bytes);
  const { identity, features } = model;
  if (identity.id !== id) throw new EcluseError('MODEL_DAMAGED', { model: id, where: 'id' });
  if (identity.partner !== partner) throw new EcluseError('MODEL_OTHER_CSS', { model: id });
  if (model.dictionary.sha256 !== dictionarySha)
    throw new EcluseError('MODEL_DICTIONARY', { model: id, version: model.dictionary.version });
  if (features.join('\n') !== featureNames(dictionary).join('\n')) throw new EcluseError('MODEL_DAMAGED', { model: id, where: 'features' });
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
