import { type Difference, findings, type Miscalibrated, type Within } from '../../study/differences.ts';
import type { GroupRead, PartRead } from '../groups-read.ts';
import type { Labels } from '../labels.ts';
import type { FairnessRead, GuessRead, PairGroupRead, PairRead } from '../measures.ts';
import { groupName, pairName } from './groups.ts';
import { html, type Markup } from './markup.ts';
import type { Speech } from './speech.ts';

type Line = { readonly sure: boolean; readonly name: string; readonly said: string };

/** What differs between groups, in words: first what stands among as many comparisons, then what may be due to chance. */
export function foundSection(speech: Speech, fairness: readonly FairnessRead[], pairs: readonly PairRead[], labels: Labels): Markup {
  const single = findings(fairness);
  const double = findings(pairs.map(({ variables, groups }, at) => ({ variable: String(at), variables, groups })));
  const nameOf = (variable: string, group: GroupRead) => `${labels.variable(variable)} — ${groupName(speech, variable, group, labels)}`;
  const pairOf = (variable: string, { of }: PairGroupRead) => pairName(speech, pairs[Number(variable)]!.variables, of, labels);
  // A pair is named only for what neither of its groups is named for by itself.
  const known = ({ variable, stance, measure, group }: Difference<PairGroupRead>) =>
    single.differences.some(
      (each) =>
        each.stance === stance &&
        each.measure === measure &&
        pairs[Number(variable)]!.variables.some((name, at) => name === each.variable && samePart(group.of[at]!, each.group)),
    );
  const lines = [
    ...single.differences.map((each) => differs(speech, each, nameOf(each.variable, each.group))),
    ...single.miscalibrated.map((each) => misread(speech, each, nameOf(each.variable, each.group))),
    ...double.differences.filter((each) => !known(each)).map((each) => differs(speech, each, pairOf(each.variable, each.group))),
  ];
  const comparisons = single.comparisons + double.comparisons;
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

function samePart(a: PartRead, b: PartRead): boolean {
  return a.codes?.join('\n') === b.codes?.join('\n') && a.from === b.from && a.below === b.below && a.missing === b.missing;
}

function within(speech: Speech, { value, low, high }: Within): string {
  const interval = { low: speech.percent(low), high: speech.percent(high) };
  return value === null ? speech.say('shareBetween', interval) : speech.say('shareWithin', { value: speech.percent(value), ...interval });
}

function differs(speech: Speech, each: Difference<GroupRead | PairGroupRead>, name: string): Line {
  const said = speech.say(`differs_${each.measure}`, {
    stance: speech.say(each.stance === 'targeted' ? 'theTargeted' : 'theWide'),
    share: within(speech, each.share),
    others: within(speech, each.others),
  });
  return { sure: each.sure, name, said };
}

function misread(speech: Speech, { announced, observed, sure }: Miscalibrated<GroupRead>, name: string): Line {
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
