import type { Labels } from '../labels.ts';
import { DROPPED, type Measures } from '../measures.ts';
import { html, type Markup } from './markup.ts';
import type { Speech } from './speech.ts';

/** On whom the model was judged: later cohorts, or the pupils it learnt from by trees that never saw them. */
export function judgedOn(speech: Speech, { times }: Measures): Markup {
  const { method, trained, judged, weights } = times;
  const later = method === 'later-cohorts' && judged.length > 0;
  const lead = later ? speech.say('laterLead', { trained: years(trained), judged: years(judged) }) : speech.say('limitsLead');
  const weighed = weights.map(({ cohort, weight }) =>
    weight === 0 ? speech.say('cohortLeft', { cohort: String(cohort) }) : speech.say('cohortWeight', { cohort: String(cohort), weight }),
  );
  return html`<p>${[lead, ...(weighed.length === 0 ? [] : [speech.say('cohortWeights', { weights: weighed.join('; ') })])].join(' ')}</p>`;
}

/** How long before the outcome a flag comes; nothing where the dictionary tells neither moment nor horizon. */
export function leadTime(speech: Speech, { times: { horizon, moment } }: Measures, labels: Labels): Markup {
  const said = [
    ...(horizon === null
      ? []
      : [horizon === 0 ? speech.say('leadTimeNone') : horizon === 1 ? speech.say('leadTimeOne') : speech.say('leadTime', { horizon })]),
    ...(moment === null ? [] : [speech.say('leadMoment', { moment: labels.moment(moment) })]),
  ];
  return said.length === 0 ? html`` : html`<p>${said.join(' ')}</p>`;
}

/** What the model did not learn from, and why. */
export function droppedSection(speech: Speech, { dropped }: Measures, labels: Labels): Markup {
  if (dropped.length === 0) return html``;
  const lines = DROPPED.flatMap((reason) => {
    const names = dropped
      .filter((each) => each.reason === reason)
      .map(({ variable, cohort }) =>
        cohort === null
          ? labels.variable(variable)
          : speech.say('droppedIn', { variable: labels.variable(variable), cohort: String(cohort) }),
      );
    return names.length === 0
      ? []
      : [html`<li>${speech.say(`dropped_${reason}`)}${speech.lang === 'fr' ? '\u00a0' : ''}: ${names.join('; ')}.</li>`];
  });
  return html`<section><h3>${speech.say('droppedTitle')}</h3><ul>${lines}</ul></section>`;
}

/** Years that follow each other as a span. */
function years(held: readonly number[]): string {
  const sorted = [...held].sort((a, b) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return '—';
  if (first === last) return String(first);
  return last - first + 1 === sorted.length ? `${first}–${last}` : sorted.join(', ');
}
