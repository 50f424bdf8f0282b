import { utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { isCurrent, isWithdrawal, readApproval, type SignedApproval } from '../bundle/approval.ts';
import type { Card } from '../keys/card.ts';
import { cardAmong, type Rotation } from '../keys/rotation.ts';

/** What a sender's signed approvals say of its models. */
export type Approvals = {
  /**
   * The approval that lets this very model score today; else throws `MODEL_NOT_APPROVED`, `APPROVAL_DIGEST`, `APPROVAL_EXPIRED`, `APPROVAL_WITHDRAWN`,
   * `CHAMBER_APPROVAL_TWICE`, or why the only ones that speak of it cannot be believed (`APPROVAL_SIGNATURE`…).
   */
  of(model: string, digest: string): SignedApproval;
};

/** Verifies each approval against its sender's own card; `card`: the appliance's, which it must name. Those of other senders are passed over. */
export function readApprovals(
  notes: readonly string[],
  sender: Card,
  { card, rotations, now }: { readonly card: Card; readonly rotations: readonly Rotation<Card>[]; readonly now: Date },
): Approvals {
  const valid: SignedApproval[] = [];
  const doubtful: { readonly text: string; readonly error: EcluseError }[] = [];
  for (const text of notes) {
    try {
      const cardOf = (id: string, hash: string) => (id === sender.id ? cardAmong(sender, rotations, hash) : null);
      valid.push(readApproval(utf8(text), { recipientId: card.id, cardOf }));
    } catch (error) {
      if (!(error instanceof EcluseError)) throw error;
      if (error.code !== 'APPROVAL_SENDER') doubtful.push({ text, error });
    }
  }
  return {
    of(model, digest) {
      const named = valid.filter((each) => each.model === model);
      const bearing = named.filter((each) => each.digest === digest);
      if (bearing.length === 0) {
        if (named.length > 0) throw new EcluseError('APPROVAL_DIGEST', { model });
        const claims = doubtful.find(({ text }) => text.includes(`\nmodel ${model}\n`));
        throw claims?.error ?? new EcluseError('MODEL_NOT_APPROVED', { model });
      }
      // The last word of the CSS counts: it may shorten what it once gave.
      const last = bearing.reduce((a, b) => (b.sequence > a.sequence ? b : a));
      if (bearing.some((each) => each.sequence === last.sequence && each.hash !== last.hash)) {
        throw new EcluseError('CHAMBER_APPROVAL_TWICE', { model, sequence: last.sequence });
      }
      if (isWithdrawal(last)) throw new EcluseError('APPROVAL_WITHDRAWN', { model });
      if (!isCurrent(last, now)) throw new EcluseError('APPROVAL_EXPIRED', { model, date: last.until });
      return last;
    },
  };
}
