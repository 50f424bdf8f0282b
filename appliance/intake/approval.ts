import { dayOf } from '../../src/base/calendar.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { readFileCapped } from '../../src/base/files.ts';
import { timestamp } from '../../src/base/random.ts';
import { isWithdrawal, readApproval, type SignedApproval, WITHDRAWN } from '../../src/bundle/approval.ts';
import { LIMITS } from '../../src/bundle/limits.ts';
import { ownCard } from '../custody/cards.ts';
import { inForce } from '../gate/approvals.ts';
import type { Actor } from '../gate/roles.ts';
import type { Appliance } from '../home.ts';
import { addApproval } from '../store/approval.ts';
import { change } from '../store/change.ts';
import { keptModel } from '../store/model.ts';
import { moveApproval, party } from '../store/party.ts';
import { cardOf } from './bundle.ts';
import type { Aside } from './quarantine.ts';
import { actorName, type Received } from './received.ts';
import { requireUnsealed } from './unsealed.ts';

/** A CSS's signed consent to one model of its own, as this appliance keeps it, or its withdrawal: the last word counts. */
export function takeApproval(app: Appliance, aside: Aside, actor: Actor | null): Received {
  const { store, card } = app;
  const approval = readApproval(readFileCapped(aside.path, LIMITS.approvalBytes), {
    recipientId: card.id,
    cardOf: (id) => cardOf(app, id),
  });
  if (ownCard(app, approval.recipient.card) === null) throw new EcluseError('APPROVAL_RECIPIENT', { recipient: approval.recipient.id });
  const { sender, model, digest, stance, until, sequence } = approval;
  const about = { digests: { model: digest, approval: approval.hash }, counts: { sequence } } as const;
  const told = isWithdrawal(approval)
    ? ({ actor: actorName(actor), type: 'approval.withdrawn', subjects: { party: sender.id, model, stance }, ...about } as const)
    : ({ actor: actorName(actor), type: 'approval.received', subjects: { party: sender.id, model, stance, until }, ...about } as const);
  const name = change(store, [told], (tx) => {
    requireUnsealed(store);
    const row = party(store, sender.id);
    if (row === null) throw new EcluseError('APPROVAL_SENDER', { sender: sender.id });
    if (sequence <= row.approval_sequence) throw new EcluseError('APPROVAL_REPLAY', { sequence: row.approval_sequence });
    requireHolds(app, approval);
    addApproval(tx, {
      hash: approval.hash,
      party: row.id,
      sequence,
      model,
      digest,
      stance,
      until,
      note: approval.text,
      received: timestamp(app.clock()),
    });
    moveApproval(tx, row.id, row.approval_sequence, sequence);
    return row.name;
  });
  return { what: 'approval', id: approval.hash, kind: 'approval', sender: { id: sender.id, name }, model, stance, until };
}

/** The consent, or its end, bears on the very model that is kept for its CSS; the last day of a consent is not past. */
function requireHolds({ store, clock }: Appliance, { sender, model, digest, until }: SignedApproval): void {
  const kept = keptModel(store, sender.id, model);
  if (kept === null) throw new EcluseError('APPROVAL_MODEL', { model });
  if (kept.digest !== digest) throw new EcluseError('APPROVAL_DIGEST', { model });
  if (until !== WITHDRAWN && !inForce({ until }, dayOf(clock()))) throw new EcluseError('APPROVAL_EXPIRED', { model, date: until });
}
