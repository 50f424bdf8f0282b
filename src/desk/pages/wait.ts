import type { PageContent } from '../../web/answer.ts';
import { html } from '../../web/html.ts';
import type { Job } from '../desk.ts';
import type { Say } from '../messages.ts';
import type { View } from '../visit.ts';

export type WaitView = { readonly what: Job['what']; readonly elapsed: number; readonly expected: number; readonly watching: boolean };

function timeLeft(milliseconds: number, say: Say): string {
  if (milliseconds < -5000) return say('leftLonger');
  if (milliseconds < 2000) return say('leftSoon');
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 90 ? say('leftSeconds', { count: seconds }) : say('leftMinutes', { count: Math.ceil(seconds / 60) });
}

export function waitPage({ say }: View, { what, elapsed, expected, watching }: WaitView): PageContent {
  // Never full before the end: what is shown is a guess.
  const share = Math.min(0.97, elapsed / Math.max(1, expected));
  const left = timeLeft(expected - elapsed, say);
  const watch = watching ? html`<a href="/wait">${say('watchStop')}</a>` : html`<a href="/wait?watch=1">${say('watchStart')}</a>`;
  const body = html`<div class="narrow"><h1>${say(`doing_${what}`)}</h1>
<progress max="100" value="${Math.round(share * 100)}" aria-label="${say(`doing_${what}`)}"></progress>
<p class="lead" role="status">${left}</p>
<p class="help">${say('waitNote')} ${watch}</p></div>`;
  return { title: say('waitTitle'), body };
}
