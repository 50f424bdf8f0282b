import { findingsAmong, tally } from '../study/among.ts';
import { verdicts } from '../study/verdicts.ts';
import type { RegisterFacts } from './facts.ts';
import type { Say } from './sheet.ts';
import type { assessmentWords } from './words/assessment.ts';

/** What the facts themselves show is missing, late or wrong: looked for, never left to whoever reads tables. */
export function findings(facts: RegisterFacts, say: Say<typeof assessmentWords>): string[] {
  const { ledger, models, requests, policy, today } = facts;
  const found: string[] = [];
  const approved = models.filter(({ state }) => state === 'approved');
  if (ledger === null) found.push(say('f_ledger'));
  else {
    if (!ledger.witnessed) found.push(say('f_unwitnessed'));
    const trial = ledger.sessions.filter(({ gap }) => gap === 'chamber').length;
    if (trial > 0) found.push(say('f_chamber', { count: trial }));
    const late = ledger.bundles.filter(({ destroyBy, destroyed }) => destroyBy !== null && destroyBy < today && destroyed === null).length;
    if (late > 0) found.push(say('f_overdueThere', { count: late }));
    const waiting = ledger.certificates - ledger.countersigned;
    if (waiting > 0) found.push(say('f_countersign', { count: waiting }));
  }
  const overdue = requests.filter(({ held, destroyBy }) => held && destroyBy < today).length;
  if (overdue > 0) found.push(say('f_overdue', { count: overdue }));
  if (policy.ceiling === null) found.push(say('f_ceiling'));
  if (facts.recipe === null) found.push(say('f_recipe'));
  const untold = approved.filter(({ evaluated }) => evaluated === null).length;
  if (untold > 0) found.push(say('f_evaluation', { count: untold }));
  const trained = requests.some(({ kind, held }) => kind === 'train' && held);
  if (trained && !facts.inventory.some(({ variable }) => variable.role === 'audit-only')) found.push(say('f_audit'));
  for (const { id, evaluated } of approved) {
    if (evaluated === null) continue;
    const { measures } = evaluated.model;
    const { leaks, beaten } = verdicts(measures);
    const { established: apart } = tally(findingsAmong(measures));
    if (leaks.length > 0) found.push(say('f_leak', { id }));
    if (beaten) found.push(say('f_beaten', { id }));
    if (!measures.fairness.some(({ groups }) => groups.length > 0)) found.push(say('f_unchecked', { id }));
    if (apart > 0) found.push(say('f_differences', { id, count: apart }));
  }
  return found;
}
