import { DOUBTS, type DoubtName, MUCH, NAMED } from '../../study/doubts.ts';
import { wilson } from '../../study/metrics.ts';
import { ofHundred } from '../costs.ts';
import type { ModelRead } from '../documents.ts';
import type { Labels } from '../labels.ts';
import type { OpenedResult } from '../open.ts';
import { hundredLine } from './choices.ts';
import { doubtLines } from './doubts.ts';
import { html, type Markup } from './markup.ts';
import type { Speech } from './speech.ts';
import { knownOf } from './summary.ts';

/** One model's row about one pupil, and all that its words need. */
export type Told = {
  readonly said: Speech;
  readonly labels: Labels;
  readonly opened: OpenedResult;
  readonly model: ModelRead;
  readonly row: number;
};

/** Why what a model says of a pupil may be wrong: what it does not know, what is odd, how often it was wrong, and its own limits. */
export function wrongPanel(told: Told): Markup {
  const { said, opened, model, row } = told;
  const stance = model.approval?.stance ?? 'targeted';
  const limit = hundredLine(said, model.measures, stance);
  const known = knownOf(said, model.measures);
  const such = DOUBTS.filter((name) => opened.scores.doubts[name].share[row]! >= MUCH[name]);
  const changed = such.length > 0 && model.approval !== null && model.approval.cut !== null;
  const lines = [
    html`<li>${doubt(told, 'missing')}</li>`,
    html`<li>${doubt(told, 'unusual')}</li>`,
    html`<li>${bandRecord(told)}</li>`,
    ...(model.distance && model.distance.share > 0
      ? [html`<li>${said.say('wrongFar', { share: said.percent(model.distance.share) })}</li>`]
      : []),
    ...(limit === null ? [] : [html`<li>${limit}</li>`]),
    ...(known.length === 0 ? [] : [html`<li>${said.say('wrongKnown', { said: known.join('; ') })}</li>`]),
    ...such.map((name) => {
      const lead = said.say(`wrongSuch_${name}`, { share: said.percent(MUCH[name]) });
      return html`<li>${lead}<ul>${doubtLines(said, model.measures.doubts[name], [stance])}</ul></li>`;
    }),
    ...(changed ? [html`<li>${said.say('wrongOwnCut')}</li>`] : []),
  ];
  return html`<div class="panel"><h4>${said.say('wrongTitle')}</h4><ul>${lines}</ul></div>`;
}

/** What is missing, or rare: its part of what the model relies on, and the heaviest by name. */
function doubt({ said, labels, opened: { scores, report }, row }: Told, name: DoubtName): string {
  const { share, features } = scores.doubts[name];
  const named = features.flatMap((each) => (each[row]! < 0 ? [] : [labels.variable(report.features[each[row]!] ?? '')]));
  if (named.length === 0) return said.say(name === 'missing' ? 'wrongAll' : 'wrongOrdinary');
  const key = name === 'missing' ? 'wrongMissing' : 'wrongUnusual';
  // Where all the places are taken there may be more.
  return said.say(named.length < NAMED ? key : `${key}Most`, {
    share: said.chance(share[row]!),
    names: named.join('; '),
    count: named.length,
  });
}

/** Of the pupils judged who stood in this band, how many were concerned. */
function bandRecord({ said, opened: { scores }, model, row }: Told): string {
  const band = model.bands[scores.band[row]!]!;
  const { rows, positives } = model.measures.bands.find(({ name }) => name === band) ?? { rows: null, positives: null };
  const hundred = rows === null || positives === null ? null : ofHundred(wilson(positives, rows));
  return hundred === null ? said.say('wrongBandHidden') : said.say('wrongBand', hundred);
}
