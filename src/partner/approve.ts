import { utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { writeAtomically } from '../base/files.ts';
import type { Clock } from '../base/random.ts';
import { timestamp } from '../base/random.ts';
import { type Approval, type SignedApproval, type Stance, signApproval, WITHDRAWN } from '../bundle/approval.ts';
import type { Card } from '../keys/card.ts';
import type { Secrets } from '../keys/secrets.ts';
import { belowFloor, FLOORS, type Floors, verdicts } from '../study/verdicts.ts';
import { futureDay, oneYearLater } from './dates.ts';
import { type PartnerHome, readState, trustedAppliance, withLock, writeState } from './home.ts';
import type { Measures, StanceRead } from './measures.ts';
import { keepAnswer, openAnswer } from './open.ts';
import type { PartnerState } from './state.ts';

export type ApproveOptions = {
  readonly evaluation: string;
  readonly model: string;
  readonly stance?: Stance;
  /** One of the evaluation's cuts, of 1, for that stance; else the model's own. */
  readonly cut?: number;
  /** Last day on which the approval holds. */
  readonly until?: string;
  /** What the CSS asks of recall and precision at that stance; `FLOORS` unless told. */
  readonly floors?: Partial<Floors>;
  readonly out: string;
};

/** What was signed, what the stance does at its cut, and what is known of the model. */
export type Approved = SignedApproval & { readonly chosen: StanceRead; readonly measures: Measures };

/**
 * Signs this CSS's consent to one model of an evaluation that answers its own request. The evaluation is verified whole again: what is
 * signed is the digest that stands in it.
 * @throws APPROVE_NOT_EVALUATION, APPROVE_MODEL, APPROVE_CHANCE, APPROVE_CUT, APPROVE_RECALL, APPROVE_PRECISION, APPROVE_HIDDEN, DATE_…, what `openAnswer` throws
 */
export function approve(home: PartnerHome, secrets: Secrets, options: ApproveOptions, clock: Clock): Approved {
  const now = clock();
  const until = options.until === undefined ? oneYearLater(now) : futureDay(options.until, '--until', now);
  const opened = openAnswer(home, secrets, options.evaluation, clock);
  if (opened.kind !== 'evaluation') throw new EcluseError('APPROVE_NOT_EVALUATION', { kind: opened.kind });
  const { models } = opened.evaluation;
  const model = models.find((each) => each.id === options.model);
  if (model === undefined) {
    throw new EcluseError('APPROVE_MODEL', { model: options.model.slice(0, 200), known: models.map((each) => each.id).join(', ') });
  }
  if (verdicts(model.measures).chance) throw new EcluseError('APPROVE_CHANCE', { model: model.id });
  const stance = options.stance ?? 'targeted';
  const chosen = chosenAt(model.measures, stance, options.cut ?? null);
  if (chosen === null) {
    const known = model.measures.choices.map(({ cutoff }) => `${Math.round(cutoff * 1e6) / 1e4} %`).join(', ') || '—';
    throw new EcluseError('APPROVE_CUT', { model: model.id, known });
  }
  const floors = { ...FLOORS, ...options.floors };
  const below = belowFloor(chosen, floors);
  if (below) {
    // One decimal, rounded down: a share just below its floor must not look as if it reached it.
    const percents = { share: Math.floor(below.share * 1000) / 10, floor: Math.round(below.floor * 1000) / 10 };
    if (below.hidden) throw new EcluseError('APPROVE_HIDDEN', { model: model.id, what: below.measure, ...percents });
    throw new EcluseError(below.measure === 'recall' ? 'APPROVE_RECALL' : 'APPROVE_PRECISION', { model: model.id, ...percents });
  }
  keepAnswer(home, opened);
  const cut = options.cut === undefined ? null : chosen.cutoff;
  const consent = { model: model.id, digest: model.digest, stance, cut, floors, until };
  return { ...signed(home, secrets, opened.appliance, options.out, now, () => consent), chosen, measures: model.measures };
}

/** What a stance does at a cut chosen for it; null where the evaluation does not tell that cut. */
export function chosenAt(measures: Measures, stance: Stance, cut: number | null): StanceRead | null {
  return cut === null ? measures[stance] : (measures.choices.find(({ cutoff }) => Math.abs(cutoff - cut) < 1e-9) ?? null);
}

/**
 * Takes back this CSS's last consent to a model, whatever its last day: once the appliance has received the note, the model scores nobody.
 * @throws WITHDRAW_UNKNOWN, TRUST_MISSING
 */
export function withdraw(
  home: PartnerHome,
  secrets: Secrets,
  { model, out }: { readonly model: string; readonly out: string },
  clock: Clock,
): SignedApproval {
  return signed(home, secrets, trustedAppliance(home), out, clock(), ({ approvals }) => {
    const last = approvals.findLast((each) => each.model === model);
    if (last === undefined) {
      const known = [...new Set(approvals.map((each) => each.model))].join(', ') || '—';
      throw new EcluseError('WITHDRAW_UNKNOWN', { model: model.slice(0, 200), known });
    }
    return { model, digest: last.digest, stance: last.stance === 'wide' ? 'wide' : 'targeted', cut: null, floors: null, until: WITHDRAWN };
  });
}

/** Signs under the next sequence, and writes the note and the home's memory of it, both or neither. */
function signed(
  home: PartnerHome,
  secrets: Secrets,
  appliance: Card,
  out: string,
  now: Date,
  said: (state: PartnerState) => Pick<Approval, 'model' | 'digest' | 'stance' | 'cut' | 'floors' | 'until'>,
): SignedApproval {
  return withLock(home, () => {
    const state = readState(home);
    const sequence = Math.max(0, ...state.approvals.map((each) => each.sequence)) + 1;
    const { floors, ...consent } = said(state);
    const kept = { ...consent, sequence };
    const approval = signApproval({ ...kept, floors, created: timestamp(now) }, { card: home.card, secrets }, appliance);
    try {
      writeAtomically(out, (sink) => {
        sink.write(utf8(approval.text));
        writeState(home, { ...state, approvals: [...state.approvals, kept] });
      });
    } catch (error) {
      writeState(home, state);
      throw error;
    }
    return approval;
  });
}
