import { verdicts } from '../../study/verdicts.ts';
import type { BaselineRead, Measures } from '../documents.ts';
import type { Labels } from '../labels.ts';
import { html, type Markup } from './markup.ts';
import type { Speech } from './speech.ts';

/** What must be known before any figure: no better than chance, a leak, a variable that is enough. Nothing where there is nothing to say. */
export function warnings(speech: Speech, measures: Measures, labels: Labels): Markup {
  const found = verdicts(measures);
  const notice = (title: string, text: string) => html`<div class="notice"><p><strong>${title}</strong></p><p>${text}</p></div>`;
  const leaks = measures.leaks.map(({ variable, rocAuc }) =>
    notice(speech.say('leakTitle'), speech.say('leak', { variable: labels.variable(variable), auc: speech.number(rocAuc, 3) })),
  );
  return html`${found.chance ? notice(speech.say('chanceTitle'), speech.say('chance')) : html``}${leaks}${
    found.beaten && !found.chance && measures.baseline
      ? notice(speech.say('beatenTitle'), speech.say('beaten', said(speech, measures.baseline, labels)))
      : html``
  }`;
}

/** The model beside its best variable, where it does better. */
export function baselineLine(speech: Speech, measures: Measures, labels: Labels): Markup {
  const { baseline } = measures;
  if (!baseline || verdicts(measures).beaten) return html``;
  return html`<p class="small">${speech.say('baseline', said(speech, baseline, labels))}</p>`;
}

function said(speech: Speech, { variables, rocAuc, gain }: BaselineRead, labels: Labels) {
  const signed = (value: number) => (value < 0 ? `−${speech.number(-value, 3)}` : speech.number(value, 3));
  const between = speech.lang === 'fr' ? '\u00a0» ou «\u00a0' : '” or “';
  return {
    variable: variables.map((name) => labels.variable(name)).join(between),
    auc: speech.number(rocAuc, 3),
    gain: signed(gain.value),
    low: signed(gain.low),
    high: signed(gain.high),
  };
}
