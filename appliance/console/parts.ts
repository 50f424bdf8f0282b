import { type Html, html, nothing } from '../../src/web/html.ts';
import { badge, type Tone } from '../../src/web/parts.ts';
import type { State } from '../gate/transitions.ts';
import type { BundleState, ResultState } from '../views.ts';
import type { MessageKey, Say } from './messages.ts';

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

/** From a refusal that the machine’s links caused, the way to the page that shows them. */
export function toGap(code: string, say: Say): Html {
  return code.startsWith('GAP_') ? html`<p><a href="/gap?watch=1">${say('gapSee')}</a></p>` : nothing;
}

/** Where to write on a drive: a full path, with the drives in sight proposed. */
export function folderField(id: string, proposed: readonly string[], roots: readonly string[], say: Say): Html {
  const options = proposed.map((folder) => html`<option value="${folder}"></option>`);
  return html`<div class="field"><label for="${id}">${say('folder')}</label>
<input id="${id}" name="folder" type="text" required maxlength="1024" autocomplete="off" spellcheck="false" list="${id}-list" value="${proposed[0] ?? ''}" aria-describedby="${id}-help">
<datalist id="${id}-list">${options}</datalist><p class="help" id="${id}-help">${say('folderHelp', { roots: roots.join(', ') })}</p></div>`;
}
