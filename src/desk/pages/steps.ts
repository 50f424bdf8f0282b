import { type Html, html, nothing } from '../../web/html.ts';
import { csrfField } from '../../web/parts.ts';
import { type Draft, doneSteps, STEPS, type Step, stepPath } from '../draft.ts';
import type { View } from '../visit.ts';

/** What a step is called, which depends on what the extract is for. */
export function stepKey(step: Step, { purpose }: Pick<Draft, 'purpose'>) {
  if (purpose !== 'local') return `step_${step}` as const;
  return step === 'seal' ? 'step_local' : step === 'risk' ? 'step_identifiers' : (`step_${step}` as const);
}

/** Where this page stands among the five; every step that can be looked at is a link. */
export function stepsBar({ say }: View, draft: Draft, here: Step): Html {
  const done = doneSteps(draft);
  const reachable = (step: Step) => step === 'files' || (step === 'columns' ? draft.table !== null : draft.check !== null);
  const items = STEPS.map((step, i) => {
    const words = html`<span class="step-name">${i + 1}. ${say(stepKey(step, draft))}</span>`;
    const state = step === here ? 'now' : done.has(step) ? 'done' : 'todo';
    const when = say(step === here ? 'stepNow' : done.has(step) ? 'stepDone' : 'stepTodo');
    const link = step !== here && reachable(step) ? html`<a href="${stepPath(step, draft)}">${words}</a>` : words;
    return html`<li class="${state}"${step === here ? html` aria-current="step"` : nothing}>${link}<span class="when">${when}</span></li>`;
  });
  return html`<nav aria-label="${say('steps')}"><ol class="steps">${items}</ol></nav>`;
}

/** The way on and the way back; the way on is told only where nothing holds it back. */
export function stepsFoot({ say }: View, draft: Draft, here: Step): Html {
  const at = STEPS.indexOf(here);
  const [before, after] = [STEPS[at - 1], STEPS[at + 1]];
  const on =
    after && doneSteps(draft).has(here)
      ? html`<a class="button" href="${stepPath(after, draft)}">${say('goOn', { step: say(stepKey(after, draft)) })}</a>`
      : nothing;
  const back = before ? html`<a href="${stepPath(before, draft)}">${say('goBack', { step: say(stepKey(before, draft)) })}</a>` : nothing;
  return html`<p class="actions foot">${on} ${back}</p>`;
}

export function abandonForm({ csrf, say }: View, draft: Draft): Html {
  if (draft.table === null) return nothing;
  return html`<details class="abort"><summary>${say('abandon')}</summary><form method="post" action="/prepare/abandon">${csrfField(csrf)}
<p>${say('abandonSay')}</p><p class="actions"><button class="danger">${say('abandon')}</button></p></form></details>`;
}

export function revisionField(draft: Draft): Html {
  return html`<input type="hidden" name="revision" value="${draft.revision}">`;
}
