import { type EcluseError, explain } from '../../../src/base/errors.ts';
import type { Lang } from '../../../src/base/text.ts';
import type { PageContent } from '../../../src/web/answer.ts';
import { type Html, html, nothing } from '../../../src/web/html.ts';
import { badge, reason, refusal, type Tone, table } from '../../../src/web/parts.ts';
import type { GapItem, GapView } from '../../airgap/view.ts';
import type { State } from '../../gate/transitions.ts';
import type { SessionView } from '../../views.ts';
import { type MessageKey, messages, type Say, sayer } from '../messages.ts';

export type GapPage = {
  readonly lang: Lang;
  readonly view: GapView;
  /** The live session, or the last one. */
  readonly session: SessionView | null;
  /** The task of this very server works on that session. */
  readonly running: boolean;
  /** How that task ended badly. */
  readonly failure: EcluseError | null;
  readonly time: string;
  readonly watching: number | null;
};

/** States that a session reaches only once its chamber is dead. That it was aborted says nothing of it: its record does. */
const DEAD: readonly State[] = ['scored', 'reviewed', 'released', 'closed'];

/** Whether the machine of this session may be plugged in again. */
export function mayPlugAgain(session: SessionView | null, running: boolean): boolean {
  return (
    session !== null && !running && session.gap === 'machine' && (session.state === 'aborted' ? session.dead : DEAD.includes(session.state))
  );
}

export function gapPage(page: GapPage): PageContent {
  const { lang, view, watching, time } = page;
  const say = sayer(lang);
  const follow =
    watching === null
      ? html`<a href="/gap?watch=1">${say('watchStart')}</a>`
      : html`${say('watchOn', { seconds: watching })} <a href="/gap">${say('watchStop')}</a>`;
  const body = html`<h1>${say('gapTitle')} ${verdict(view, say)}</h1><p class="lead">${say('gapIntro')}</p>
<p class="help">${say('gapReadAt', { time: time.slice(11, 19) })} ${follow}</p>
<section><h2>${say('gapSession')}</h2>${sitting(page, say)}</section>
${view.problems.length === 0 ? html`<p class="notice">${say('gapUnplugged')}</p>` : problems(view, lang, say)}
${view.first || view.refusal ? nothing : html`<p class="help">${say('gapNotFirst')}</p>`}
${view.refusal ? nothing : items(view, say)}`;
  return { title: say('navGap'), body };
}

function verdict({ refusal: unknown, unplugged }: GapView, say: Say): Html {
  const [key, tone]: [MessageKey, Tone] = unknown
    ? ['gapBadgeUnknown', 'wait']
    : unplugged
      ? ['gapBadgeUnplugged', 'good']
      : ['gapBadgePlugged', 'bad'];
  return badge(say(key), tone);
}

function sitting({ session, running, failure, lang }: GapPage, say: Say): Html {
  if (session?.gap !== 'machine') return html`<p>${say('gapNoSession')}</p>`;
  const { id, number, state, code } = session;
  const link = html`<p><a href="/session/${id}">${say('gapToSession')}</a></p>`;
  const again = mayPlugAgain(session, running) ? html`<p class="notice">${say('plugAgain')}</p>` : nothing;
  if (again !== nothing && state !== 'aborted') return html`${again}${link}`;
  if (state === 'sealed' || running)
    return html`<p class="notice">${say(state === 'sealed' ? 'gapSealed' : 'gapSealing', { number })}</p>${link}`;
  if (failure?.code.startsWith('GAP_')) return html`${refusal(failure, lang, say, say('gapRefused'), link)}${again}`;
  if (state === 'drafted') return html`<p>${say('gapDrafted', { number })}</p>${link}`;
  return html`<p>${say('gapNoSession')}</p>${code?.startsWith('GAP_') ? html`<p>${reason(code, lang)}</p>${link}` : nothing}${again}`;
}

function problems({ problems: found, refusal: unknown }: GapView, lang: Lang, say: Say): Html {
  const each = found.map((problem) => {
    const { code, what, fix } = explain(problem, lang);
    return html`<li><strong>${what}</strong><p>${fix}</p><p class="code">${say('errorCode', { code })}</p></li>`;
  });
  const lead = unknown ? say('gapUnknown') : say('gapPlugged', { count: found.length });
  return html`<section><h2>${say('gapToDo')}</h2><p>${lead}</p><ul class="problems">${each}</ul></section>`;
}

function items({ items: held }: GapView, say: Say): Html {
  if (held.length === 0) return html`<p class="empty">${say('gapNothing')}</p>`;
  const columns = [{ head: say('gapColName') }, { head: say('colKind') }, { head: say('colState') }, { head: say('gapPrevents') }];
  const rows = held.map((item) => [html`<code>${item.name}</code>`, kindOf(item, say), state(item, say), say(item.problem ? 'yes' : 'no')]);
  return html`<section><h2>${say('gapItems')}</h2>${table(say('gapItems'), columns, rows)}</section>`;
}

function state({ state: at, problem }: GapItem, say: Say): Html {
  const key: MessageKey = at === 'up' ? 'gapUp' : at === 'down' ? 'gapDown' : 'gapOff';
  return badge(say(key), problem ? 'bad' : 'good');
}

function kindOf({ what, kind }: GapItem, say: Say): string {
  const key = `gap_${what === 'namespace' ? what : kind}`;
  return Object.hasOwn(messages, key) ? say(key as MessageKey) : kind;
}
