import { type Difference, differences, type Within } from '../../study/differences.ts';
import type { Labels } from '../labels.ts';
import type { FairnessRead, GroupRead, Measures, ShareRead } from '../measures.ts';
import { html, type Markup } from './markup.ts';
import type { Speech } from './speech.ts';

/** Bounds farther apart than this say nothing. */
const UNTOLD = 0.9;

/** How groups of pupils are treated: what differs in words, then every figure. Groups stand in the dictionary's order; none is ranked. */
export function fairnessSection(speech: Speech, { fairness }: Measures, labels: Labels): Markup {
  const title = html`<h3>${speech.say('fairnessTitle')}</h3>`;
  if (fairness.length === 0) return html`<section>${title}<p>${speech.say('fairnessAbsent')}</p></section>`;
  const compared = fairness.filter(({ groups }) => groups.length > 0);
  const withheld = fairness.filter(({ groups }) => groups.length === 0).map(({ variable }) => labels.variable(variable));
  return html`<section class="fairness">${title}<p>${speech.say('fairnessLead')}</p>
${compared.length === 0 ? html`` : found(speech, differences(compared), labels)}
${compared.map((each) => fairnessTables(speech, each, labels))}
${compared.length === 0 ? html`` : html`<p class="small">${speech.say('fairnessColumns')}</p>`}
${withheld.length === 0 ? html`` : html`<p>${speech.say('fairnessWithheld', { variables: withheld.join('; ') })}</p>`}
</section>`;
}

function found(speech: Speech, all: readonly Difference<GroupRead>[], labels: Labels): Markup {
  const how = html`<p class="small">${speech.say('fairnessHow')}</p>`;
  if (all.length === 0) return html`<p>${speech.say('fairnessNone')}</p>${how}`;
  const lines = all.map((each) => {
    const within = ({ value, low, high }: Within) => {
      const interval = { low: speech.percent(low), high: speech.percent(high) };
      return value === null
        ? speech.say('shareBetween', interval)
        : speech.say('shareWithin', { value: speech.percent(value), ...interval });
    };
    const said = speech.say(`differs_${each.measure}`, {
      stance: speech.say(each.stance === 'targeted' ? 'theTargeted' : 'theWide'),
      share: within(each.share),
      others: within(each.others),
    });
    return html`<li><strong>${labels.variable(each.variable)} — ${groupName(speech, each.variable, each.group, labels)}</strong> — ${said}</li>`;
  });
  return html`<div class="panel"><h4>${speech.say('fairnessDiffers')}</h4><ul>${lines}</ul></div>${how}`;
}

/** Every figure of one variable's groups. */
export function fairnessTables(speech: Speech, { variable, groups }: FairnessRead, labels: Labels): Markup {
  const head = (words: readonly string[]) =>
    html`<thead><tr>${words.map((word, at) => html`<th scope="col"${at === 0 ? html`` : html` class="n"`}>${word}</th>`)}</tr></thead>`;
  const columns = [
    speech.say('groupColumn'),
    speech.say('recallColumn'),
    speech.say('falseAlarmColumn'),
    speech.say('precisionColumn'),
    speech.say('flaggedColumn'),
  ];
  const stance = (name: 'targeted' | 'wide') => {
    const rows = groups.map((group) => {
      const { recall, falseAlarm, precision, flagged } = group[name];
      return html`<tr>${nameCell(speech, variable, group, labels)}${[recall, falseAlarm, precision, flagged].map((share) => cell(speech, share))}</tr>`;
    });
    return html`<table class="groups"><caption>${labels.variable(variable)} — ${speech.say(name)}</caption>${head(columns)}<tbody>${rows}</tbody></table>`;
  };
  return html`<section class="keep">${stance('targeted')}${stance('wide')}</section>`;
}

function nameCell(speech: Speech, variable: string, group: GroupRead, labels: Labels): Markup {
  const { rows, positives } = group;
  const heads =
    rows === null
      ? speech.say('groupConcerned', { positives: speech.count(positives) })
      : speech.say('groupPupils', { rows, positives: speech.count(positives) });
  return html`<th scope="row">${groupName(speech, variable, group, labels)}<span class="under">${heads}</span></th>`;
}

function cell(speech: Speech, { value, low, high, count, of }: ShareRead): Markup {
  if (low === null || high === null || (value === null && high - low > UNTOLD))
    return html`<td class="n hidden-count">${speech.say('hidden')}</td>`;
  const interval = speech.say('intervalOf', { low: speech.percent(low), high: speech.percent(high) });
  if (value === null || count === null || of === null)
    return html`<td class="n">${interval}<span class="under hidden-count">${speech.say('hidden')}</span></td>`;
  return html`<td class="n">${speech.percent(value)}<span class="under">${interval}</span><span class="under">${speech.say('headsOf', { count, of })}</span></td>`;
}

/** A group in words: its codes, or its numbers; and those without a value where they are among them. */
export function groupName(speech: Speech, variable: string, { codes, from, below, missing }: GroupRead, labels: Labels): string {
  const number = (value: number) => speech.number(value, Number.isInteger(value) ? 0 : 1);
  const names = codes === null ? [] : codes.map((code) => labels.code(variable, code));
  if (from !== null && below !== null) names.push(speech.say('groupBetween', { from: number(from), below: number(below) }));
  else if (from !== null) names.push(speech.say('groupFrom', { from: number(from) }));
  else if (below !== null) names.push(speech.say('groupBelow', { below: number(below) }));
  if (missing) names.push(speech.say('groupMissing'));
  const last = names.pop() ?? speech.say('groupAny');
  return names.length === 0 ? last : speech.say('groupOr', { first: names.join(', '), last });
}
