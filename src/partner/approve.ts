import { utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { writeAtomically } from '../base/files.ts';
import type { Clock } from '../base/random.ts';
import { timestamp } from '../base/random.ts';
import { type SignedApproval, type Stance, signApproval } from '../bundle/approval.ts';
import type { Secrets } from '../keys/secrets.ts';
import { belowFloor, FLOORS, type Floors, verdicts } from '../study/verdicts.ts';
import { futureDay, oneYearLater } from './dates.ts';
import { type PartnerHome, readState, withLock, writeState } from './home.ts';
import { keepAnswer, openAnswer } from './open.ts';

export type ApproveOptions = {
  readonly evaluation: string;
  readonly model: string;
  readonly stance?: Stance;
  /** Last day on which the approval holds. */
  readonly until?: string;
  /** What the CSS asks of recall and precision at that stance; `FLOORS` unless told. */
  readonly floors?: Partial<Floors>;
  readonly out: string;
};

/**
 * Signs this CSS's consent to one model of an evaluation that answers its own request. The evaluation is verified whole again: what is
 * signed is the digest that stands in it.
 * @throws APPROVE_NOT_EVALUATION, APPROVE_MODEL, APPROVE_CHANCE, APPROVE_RECALL, APPROVE_PRECISION, DATE_…, what `openAnswer` throws
 */
export function approve(home: PartnerHome, secrets: Secrets, options: ApproveOptions, clock: Clock): SignedApproval {
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
  const below = belowFloor(model.measures[stance], { ...FLOORS, ...options.floors });
  if (below) {
    // One decimal, rounded down: a share just below its floor must not look as if it reached it.
    const percents = { share: Math.floor(below.share * 1000) / 10, floor: Math.round(below.floor * 1000) / 10 };
    throw new EcluseError(below.measure === 'recall' ? 'APPROVE_RECALL' : 'APPROVE_PRECISION', { model: model.id, ...percents });
  }
  keepAnswer(home, opened);
  return withLock(home, () => {
    const state = readState(home);
    const sequence = Math.max(0, ...state.approvals.map((each) => each.sequence)) + 1;
    const fields = { model: model.id, digest: model.digest, stance, until, sequence, created: timestamp(now) };
    const approval = signApproval(fields, { card: home.card, secrets }, opened.appliance);
    const kept = { model: model.id, digest: model.digest, stance, until, sequence };
    try {
      writeAtomically(options.out, (sink) => {
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
