import { type EcluseError, explain, isErrorCode } from '../../src/base/errors.ts';
import type { Lang, Params } from '../../src/base/text.ts';
import type { State } from '../gate/transitions.ts';
import type { BundleState, ResultState } from '../views.ts';
import { type Html, html, nothing, type Part } from './html.ts';
import type { MessageKey, Say } from './messages.ts';

export type Column = { readonly head: string; readonly number?: true };

/** A table that scrolls in its own box on a narrow screen, within reach of the keyboard. The first cell names its row. */
export function table(name: string, columns: readonly Column[], rows: readonly (readonly Part[])[]): Html {
  const kind = (i: number): Html => (columns[i]?.number ? html` class="number"` : nothing);
  const heads = columns.map(({ head }, i) => html`<th scope="col"${kind(i)}>${head}</th>`);
  const lines = rows.map(
    (cells) =>
      html`<tr>${cells.map((cell, i) => (i === 0 ? html`<th scope="row"${kind(i)}>${cell}</th>` : html`<td${kind(i)}>${cell}</td>`))}</tr>`,
  );
  return html`<div class="table" role="group" aria-label="${name}" tabindex="0"><table><thead><tr>${heads}</tr></thead><tbody>${lines}</tbody></table></div>`;
}

export function facts(items: readonly (readonly [string, Part])[]): Html {
  return html`<dl class="facts">${items.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

export type Tone = 'quiet' | 'wait' | 'good' | 'bad' | 'busy';

export function badge(words: string, tone: Tone): Html {
  return html`<span class="badge ${tone}">${words}</span>`;
}

const SESSION_STATES: Readonly<Record<State, readonly [MessageKey, Tone]>> = {
  drafted: ['stateDrafted', 'wait'],
  sealed: ['stateSealed', 'busy'],
  scored: ['stateScored', 'wait'],
  reviewed: ['stateReviewed', 'wait'],
  released: ['stateReleased', 'good'],
  closed: ['stateClosed', 'good'],
  aborted: ['stateAborted', 'bad'],
};
const BUNDLE_STATES: Readonly<Record<BundleState, readonly [MessageKey, Tone]>> = {
  pending: ['bundlePending', 'wait'],
  taken: ['bundleTaken', 'busy'],
  answered: ['bundleAnswered', 'good'],
  'set-aside': ['bundleSetAside', 'bad'],
  refused: ['bundleRefused', 'bad'],
};
const RESULT_STATES: Readonly<Record<ResultState, readonly [MessageKey, Tone]>> = {
  sealed: ['resultSealed', 'wait'],
  approved: ['resultApproved', 'good'],
  refused: ['resultRefused', 'bad'],
  delivered: ['resultDelivered', 'good'],
};
const KINDS: Readonly<Record<string, MessageKey>> = {
  score: 'kindScore',
  train: 'kindTrain',
  result: 'kindResult',
  evaluation: 'kindEvaluation',
  model: 'kindModel',
  approval: 'kindApproval',
};

function stated([key, tone]: readonly [MessageKey, Tone], say: Say): Html {
  return badge(say(key), tone);
}
export const sessionState = (state: State, say: Say): Html => stated(SESSION_STATES[state], say);
export const bundleState = (state: BundleState, say: Say): Html => stated(BUNDLE_STATES[state], say);
export const resultState = (state: ResultState, say: Say): Html => stated(RESULT_STATES[state], say);
export function sessionWord(state: State, say: Say): string {
  return say(SESSION_STATES[state][0]);
}
export function kind(name: string, say: Say): string {
  const key = KINDS[name];
  return key ? say(key) : name;
}

/** A refusal as it is shown wherever it is met: what, what to do, and the code to quote. */
export function refusal(error: EcluseError, lang: Lang, say: Say, title: string, more: Part = null, level: 1 | 2 = 2): Html {
  const { code, what, fix } = explain(error, lang);
  const heading = level === 1 ? html`<h1>${title}</h1>` : html`<h2>${title}</h2>`;
  return html`<section class="refusal" role="alert">${heading}<p>${what}</p><p>${fix}</p>${more}<p class="code">${say('errorCode', { code })}</p></section>`;
}

/** From a refusal that the machine’s links caused, the way to the page that shows them. */
export function toGap(code: string, say: Say): Html {
  return code.startsWith('GAP_') ? html`<p><a href="/gap?watch=1">${say('gapSee')}</a></p>` : nothing;
}

/** A code kept without its parameters: its words, with an ellipsis for each one that is not known, and the code to quote. */
export function reason(code: string | null, lang: Lang, params: Params = {}): Html {
  if (code === null) return nothing;
  if (!isErrorCode(code)) return html`<code>${code}</code>`;
  const what = explain({ code, params }, lang)
    .what.replace(/[\s\u00a0]?\(\{\w+\}\)/g, '')
    .replace(/\{\w+\}/g, '…');
  return html`<span class="reason">${what} <code>${code}</code></span>`;
}

/** Where to write on a drive: a full path, with the drives in sight proposed. */
export function folderField(id: string, proposed: readonly string[], roots: readonly string[], say: Say): Html {
  const options = proposed.map((folder) => html`<option value="${folder}"></option>`);
  return html`<div class="field"><label for="${id}">${say('folder')}</label>
<input id="${id}" name="folder" type="text" required maxlength="1024" autocomplete="off" spellcheck="false" list="${id}-list" value="${proposed[0] ?? ''}" aria-describedby="${id}-help">
<datalist id="${id}-list">${options}</datalist><p class="help" id="${id}-help">${say('folderHelp', { roots: roots.join(', ') })}</p></div>`;
}

export function words(list: readonly string[]): Html {
  return html`<ol class="words">${list.map((word) => html`<li lang="fr">${word.normalize('NFC')}</li>`)}</ol>`;
}
