import { dayOf } from '../../src/base/calendar.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { checkBundle } from '../../src/bundle/check.ts';
import { readShard, unlockBundle } from '../../src/bundle/unlock.ts';
import { cardAmong } from '../../src/keys/rotation.ts';
import { readApprovals } from '../../src/scoring/approvals.ts';
import { type Admission, type AdmittedModel, admit, type RefusedModel, refusedFor } from '../../src/scoring/models.ts';
import type { Context } from './context.ts';
import type { ChamberJob } from './protocol.ts';
import { keyOfFile, type OpenRequest } from './request.ts';

/**
 * The models that may score this request: of its own CSS, approved by its signature today, trained with this very dictionary.
 * Sorted by id, so that the order in which they were listed changes nothing. The others come back with their reason.
 */
export function loadModels(context: Context, request: OpenRequest): Admission {
  const { job } = context;
  const { sender, dictionary, dictionarySha } = request;
  const terms = { partner: sender.id, dictionary, dictionarySha, approvals: readApprovals(job.approvals, sender, context) };
  const own = job.models.filter(({ partner }) => partner === sender.id);
  const asked =
    request.core.models.length > 0 ? request.core.models : own.map(({ id }) => id).filter((id) => job.only?.includes(id) ?? true);
  const loaded: AdmittedModel[] = [];
  const refused: RefusedModel[] = [];
  for (const id of [...new Set(asked)].sort()) {
    try {
      const { path } = entryOf(job, id, sender.id);
      loaded.push(admit(openModel(context, id, path), id, terms));
    } catch (error) {
      if (!(error instanceof EcluseError)) throw error;
      refused.push(refusedFor(id, error));
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
