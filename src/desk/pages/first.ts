import { hideSmallCount } from '../../base/counts.ts';
import type { RequestState } from '../../partner/state.ts';
import type { PageContent } from '../../web/answer.ts';
import { count, day } from '../../web/format.ts';
import { type Html, html, nothing } from '../../web/html.ts';
import { table } from '../../web/parts.ts';
import type { Account, OpenAnswer } from '../desk.ts';
import { currentStep, type Draft, STEPS } from '../draft.ts';
import type { View } from '../visit.ts';
import { stepKey } from './steps.ts';

export type FirstView = {
  readonly appliance: string | null;
  readonly draft: Draft;
  readonly answer: OpenAnswer | null;
  readonly account: Account | null;
  readonly requests: readonly RequestState[];
  readonly due: number;
};

const SHOWN = 20;

export function firstPage(view: View, { appliance, draft, answer, account, requests, due }: FirstView): PageContent {
  const { say, lang } = view;
  const next = (href: string, words: string, more: string, idle: boolean): Html =>
    html`<li class="next${idle ? ' idle' : ''}"><a href="${href}">${words}</a><span>${more}</span></li>`;
  const cards = next('/cards', say('firstCards'), say('firstCardsTodo'), false);
  const step = currentStep(draft);
  const prepare =
    draft.table === null
      ? next('/prepare', say('firstPrepare'), say('firstPrepareSay'), false)
      : next(
          '/prepare',
          say('firstGoOn'),
          say('firstGoOnSay', { number: STEPS.indexOf(step) + 1, step: say(stepKey(step, draft)) }),
          false,
        );
  const open =
    answer === null
      ? next('/open', say('firstOpen'), say('firstOpenSay'), false)
      : next('/open/answer', say('firstAnswer'), say('firstAnswerSay', { date: day(answer.view.created, lang) }), false);
  const destroy = next('/due', say('firstDue'), due > 0 ? say('firstDueSay', { count: due }) : say('firstDueNone'), due === 0);
  const local = next('/prepare/files?for=local', say('firstLocal'), say('firstLocalSay'), true);
  const follow = next('/follow-up', say(account?.kind === 'follow-up' ? 'firstFollowOn' : 'firstFollow'), say('firstFollowSay'), true);
  const register = next(
    '/register',
    say(account?.kind === 'register' ? 'firstRegisterOn' : 'firstRegister'),
    say('firstRegisterSay'),
    true,
  );
  const items = appliance === null ? [cards, prepare, open, destroy] : [prepare, open, local, follow, register, destroy];
  return {
    title: say('navFirst'),
    body: html`<h1>${say('firstTitle')}</h1>
<ul class="nexts">${items}</ul>${appliance === null ? nothing : html`<p class="help trust">${say('firstCardsDone', { name: appliance })}</p>`}
<section><h2>${say('requestsTitle')}</h2>${requestsTable(view, requests)}</section>`,
  };
}

function requestsTable({ say, lang }: View, requests: readonly RequestState[]): Html {
  if (requests.length === 0) return html`<p class="empty">${say('requestsNone')}</p>`;
  const rows = requests
    .slice(-SHOWN)
    .reverse()
    .map((request) => [
      day(request.created, lang),
      say(`purpose_${request.kind}`),
      count(hideSmallCount(request.rows), lang, say),
      request.kind === 'local'
        ? '—'
        : request.answer === null
          ? say('awaited')
          : say('answered', { date: day(request.answer.opened, lang) }),
      day(request.destroyBy, lang),
    ]);
  const columns = [
    { head: say('colCreated') },
    { head: say('colPurpose') },
    { head: say('colPupils'), number: true as const },
    { head: say('colAnswer') },
    { head: say('colDestroyBy') },
  ];
  return table(say('requestsTitle'), columns, rows);
}
