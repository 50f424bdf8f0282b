import { type Rival, verdicts } from '../../study/verdicts.ts';
import type { Labels } from '../labels.ts';
import type { Measures } from '../measures.ts';
import { html, type Markup } from './markup.ts';
import type { Speech } from './speech.ts';

const BEATEN = {
  variable: { title: 'beatenTitle', text: 'beaten' },
  rate: { title: 'rateTitle', text: 'rateBeaten' },
  marks: { title: 'marksTitle', text: 'marksBeaten' },
} as const;

/** What must be known before any figure: no better than chance, a leak, a plain rule that is enough. Nothing where there is nothing to say. */
export function warnings(speech: Speech, measures: Measures, labels: Labels): Markup {
  const found = verdicts(measures);
  const notice = (title: string, text: string) => html`<div class="notice"><p><strong>${title}</strong></p><p>${text}</p></div>`;
  const leaks = measures.leaks.map(({ variable, rocAuc }) =>
    notice(speech.say('leakTitle'), speech.say('leak', { variable: labels.variable(variable), auc: speech.number(rocAuc, 3) })),
  );
  const beaten = found.chance
    ? []
    : rivalsOf(measures).flatMap(({ name, ...rival }) => {
        if (!found.beatenBy.includes(name)) return [];
        const { title, text } = BEATEN[name];
        return [notice(speech.say(title), speech.say(text, { variable: bestVariable(speech, measures, labels), ...said(speech, rival) }))];
      });
  return html`${found.chance ? notice(speech.say('chanceTitle'), speech.say('chance')) : html``}${leaks}${beaten}`;
}

/** The model beside each plain rule, whether it does better or not. */
export function rivalsTable(speech: Speech, measures: Measures, labels: Labels): Markup {
  const rivals = rivalsOf(measures);
  if (rivals.length === 0) return html``;
  const names: Readonly<Record<Rival, () => string>> = {
    variable: () => speech.say('rivalVariable', { variable: bestVariable(speech, measures, labels) }),
    rate: () => speech.say(measures.plain.rate?.byGrade ? 'rivalRateByGrade' : 'rivalRate'),
    marks: () => speech.say('rivalMarks', { variables: measures.plain.marks?.variables ?? 0 }),
  };
  const lines = rivals.map((rival) => {
    const { auc, gain, low, high } = said(speech, rival);
    const better = speech.say(rival.gain.low > 0 ? 'rivalYes' : 'rivalNo');
    return html`<tr><th scope="row">${names[rival.name]()}</th><td class="n">${auc}</td><td class="n">${speech.say('gainWithin', { gain, low, high })}</td><td>${better}</td></tr>`;
  });
  return html`<section class="keep"><h3>${speech.say('rivalsTitle')}</h3><p>${speech.say('rivalsLead')}</p><table><thead><tr><th scope="col">${speech.say('rival')}</th><th scope="col" class="n">${speech.say('rivalArea')}</th><th scope="col" class="n">${speech.say('rivalGain')}</th><th scope="col">${speech.say('rivalSaid')}</th></tr></thead><tbody>${lines}</tbody></table></section>`;
}

type RivalRead = { readonly rocAuc: number; readonly gain: { readonly value: number; readonly low: number; readonly high: number } };

function rivalsOf({ baseline, plain }: Measures): (RivalRead & { readonly name: Rival })[] {
  const named = (name: Rival, rival: RivalRead | null) => (rival ? [{ name, rocAuc: rival.rocAuc, gain: rival.gain }] : []);
  return [...named('rate', plain.rate), ...named('variable', baseline), ...named('marks', plain.marks)];
}

function bestVariable(speech: Speech, { baseline }: Measures, labels: Labels): string {
  const between = speech.lang === 'fr' ? '\u00a0» ou «\u00a0' : '” or “';
  return (baseline?.variables ?? []).map((name) => labels.variable(name)).join(between);
}

function said(speech: Speech, { rocAuc, gain }: RivalRead) {
  const signed = (value: number) => (value < 0 ? `−${speech.number(-value, 3)}` : speech.number(value, 3));
  return { auc: speech.number(rocAuc, 3), gain: signed(gain.value), low: signed(gain.low), high: signed(gain.high) };
}
