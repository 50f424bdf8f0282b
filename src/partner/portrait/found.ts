import { findingsAmong } from '../../study/among.ts';
import type { Difference, Miscalibrated, Within } from '../../study/differences.ts';
import type { GroupRead } from '../groups-read.ts';
import type { Labels } from '../labels.ts';
import type { GuessRead, Measures, PairGroupRead } from '../measures.ts';
import { groupName, pairName } from './groups.ts';
import { html, type Markup } from './markup.ts';
import type { Speech } from './speech.ts';

type Line = { readonly sure: boolean; readonly name: string; readonly said: string };

/** What differs between groups, in words: first what stands among as many comparisons, then what may be due to chance. */
export function foundSection(speech: Speech, measures: Measures, labels: Labels): Markup {
  const { comparisons, differences, miscalibrated } = findingsAmong(measures);
  const nameOf = ({ variable, group }: { readonly variable: readonly string[]; readonly group: GroupRead | PairGroupRead }) =>
    'of' in group
      ? pairName(speech, variable, group.of, labels)
      : `${labels.variable(variable[0]!)} — ${groupName(speech, variable[0]!, group, labels)}`;
  const lines = [
    ...differences.map((each) => differs(speech, each, nameOf(each))),
    ...miscalibrated.map((each) => misread(speech, each, nameOf(each))),
  ];
  const how = html`<p class="small">${speech.say('fairnessHow', { comparisons })}</p>`;
  if (lines.length === 0) return html`<p>${speech.say('fairnessNone')}</p>${how}`;
  const list = (sure: boolean) => {
    const held = lines.filter((line) => line.sure === sure);
    if (held.length === 0) return html``;
    return html`<h4>${speech.say(sure ? 'fairnessDiffers' : 'fairnessMayDiffer')}</h4><ul>${byName(held)}</ul>`;
  };
  return html`<div class="panel">${list(true)}${list(false)}</div>${how}`;
}

/** What is said of one group under its name, once. */
function byName(lines: readonly Line[]): Markup[] {
  const names = [...new Set(lines.map(({ name }) => name))];
  return names.map((name) => {
    const said = lines.filter((line) => line.name === name).map((line) => html`<li>${line.said}</li>`);
    return html`<li><strong>${name}</strong><ul>${said}</ul></li>`;
  });
}

function within(speech: Speech, { value, low, high }: Within): string {
  const interval = { low: speech.percent(low), high: speech.percent(high) };
  return value === null ? speech.say('shareBetween', interval) : speech.say('shareWithin', { value: speech.percent(value), ...interval });
}

function differs(speech: Speech, each: Difference<GroupRead | PairGroupRead, unknown>, name: string): Line {
  const said = speech.say(`differs_${each.measure}`, {
    stance: speech.say(each.stance === 'targeted' ? 'theTargeted' : 'theWide'),
    share: within(speech, each.share),
    others: within(speech, each.others),
  });
  return { sure: each.sure, name, said };
}

function misread(speech: Speech, { announced, observed, sure }: Miscalibrated<GroupRead | PairGroupRead, unknown>, name: string): Line {
  const said = speech.say(observed.low > announced ? 'underestimated' : 'overestimated', {
    announced: speech.percent(announced),
    observed: within(speech, observed),
  });
  return { sure, name, said };
}

/** From this area up a group is told well from the others; from the other down, hardly. */
const [WELL, HARDLY] = [0.8, 0.6];

/** How well each attribute that no model reads can be guessed from what they read. */
export function guessSection(speech: Speech, guesses: readonly GuessRead[], labels: Labels): Markup {
  if (guesses.length === 0) return html``;
  const lines = guesses.map(({ variable, group, rocAuc }) => {
    const { value, low, high } = rocAuc;
    const key = low <= 0.5 ? 'guessNot' : value >= WELL ? 'guessWell' : value >= HARDLY ? 'guessPartly' : 'guessHardly';
    const figures = { auc: speech.number(value, 2), low: speech.number(low, 2), high: speech.number(high, 2) };
    return html`<li><strong>${labels.variable(variable)}</strong> (${groupName(speech, variable, group, labels)}) — ${speech.say(key)} ${speech.say('guessFigures', figures)}</li>`;
  });
  return html`<section class="keep"><h3>${speech.say('guessTitle')}</h3><p>${speech.say('guessLead')}</p><ul>${lines}</ul></section>`;
}
