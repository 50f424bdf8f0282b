import type { GroupRead, ShareRead } from '../groups-read.ts';
import type { Labels } from '../labels.ts';
import type { CostRead, FairnessRead, Measures, PairRead } from '../measures.ts';
import { intervals } from './chart.ts';
import { foundSection } from './found.ts';
import { groupName, pairName } from './groups.ts';
import { html, type Markup } from './markup.ts';
import type { Speech } from './speech.ts';

/** Bounds farther apart than this say nothing. */
export const UNTOLD = 0.9;

/** How groups of pupils are treated: what differs in words, then every figure. Groups stand in the dictionary's order; none is ranked. */
export function fairnessSection(speech: Speech, measures: Measures, labels: Labels): Markup {
  const { fairness, pairs } = measures;
  const title = html`<h3>${speech.say('fairnessTitle')}</h3>`;
  if (fairness.length === 0) return html`<section>${title}<p>${speech.say('fairnessAbsent')}</p></section>`;
  const compared = fairness.filter(({ groups }) => groups.length > 0);
  const withheld = fairness.filter(({ groups }) => groups.length === 0).map(({ variable }) => labels.variable(variable));
  return html`<section class="fairness">${title}<p>${speech.say('fairnessLead')}</p>
${compared.length === 0 ? html`` : foundSection(speech, measures, labels)}
${compared.map((each) => html`<section class="keep"><h4>${labels.variable(each.variable)}</h4>${recallDots(speech, each, labels)}${costs(speech, each)}</section>${fairnessTables(speech, each, labels)}${announcedTable(speech, each, labels)}`)}
${compared.length === 0 ? html`` : html`<p class="small">${speech.say('fairnessColumns')}</p>`}
${withheld.length === 0 ? html`` : html`<p>${speech.say('fairnessWithheld', { variables: withheld.join('; ') })}</p>`}
${pairsSection(speech, pairs, labels)}
</section>`;
}

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
      return html`<tr>${nameCell(speech, variable, group, labels)}${[recall, falseAlarm, precision, flagged].map((share) => shareCell(speech, share))}</tr>`;
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

export function shareCell(speech: Speech, { value, low, high, count, of }: ShareRead): Markup {
  if (low === null || high === null || (value === null && high - low > UNTOLD))
    return html`<td class="n hidden-count">${speech.say('hidden')}</td>`;
  const interval = speech.between(low, high);
  if (value === null || count === null || of === null)
    return html`<td class="n">${interval}<span class="under hidden-count">${speech.say('hidden')}</span></td>`;
  return html`<td class="n">${speech.percent(value)}<span class="under">${interval}</span><span class="under">${speech.say('headsOf', { count, of })}</span></td>`;
}

/** Recall of each group at both stances: dots with their intervals, in the dictionary's order. */
function recallDots(speech: Speech, { variable, groups }: FairnessRead, labels: Labels): Markup {
  const rows = (['targeted', 'wide'] as const).flatMap((stance) =>
    groups.flatMap((group) => {
      const { value, low, high } = group[stance].recall;
      if (value === null || low === null || high === null) return [];
      const short = speech.say(stance === 'targeted' ? 'targetedShort' : 'wideShort');
      return [
        { label: `${shortened(groupName(speech, variable, group, labels))}, ${short}`, value, low, high, text: speech.percent(value) },
      ];
    }),
  );
  if (rows.length < 2) return html``;
  const title = speech.say('recallDots', { variable: labels.variable(variable) });
  const description = rows.map((row) => `${row.label}${speech.lang === 'fr' ? '\u00a0' : ''}: ${row.text}`).join(' · ');
  return html`<figure>${intervals(
    title,
    description,
    rows,
    [0, 0.25, 0.5, 0.75, 1].map((share) => speech.percent(share)),
  )}<figcaption class="small">${title}</figcaption></figure>`;
}

const LONGEST = 18;
const shortened = (name: string) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name);

/** What finding every group as well as the whole would cost all pupils: said, never applied. */
function costs(speech: Speech, { equalised }: FairnessRead): Markup {
  const line = (stance: 'targeted' | 'wide', cost: CostRead | null) => {
    const said = { stance: speech.say(stance === 'targeted' ? 'theTargeted' : 'theWide') };
    if (cost === null) return [];
    if (cost.lowered === 0) return [html`<li>${speech.say('costNone', said)}</li>`];
    const { recall, falseAlarm, precision } = cost;
    const params = {
      ...said,
      found: speech.count(recall.count),
      wrong: speech.count(falseAlarm.count),
      alarms: speech.percent(falseAlarm.value ?? 0),
      precision: speech.percent(precision.value ?? 0),
      low: speech.percent(precision.low ?? 0),
      high: speech.percent(precision.high ?? 1),
    };
    return [html`<li>${speech.say('cost', params)}</li>`];
  };
  const lines = [...line('targeted', equalised.targeted), ...line('wide', equalised.wide)];
  return lines.length === 0 ? html`` : html`<p class="small">${speech.say('costLead')}</p><ul class="small">${lines}</ul>`;
}

/** What was announced to each group, beside what happened in it. */
function announcedTable(speech: Speech, { variable, groups }: FairnessRead, labels: Labels): Markup {
  const rows = groups.flatMap((group) => {
    if (!group.calibration) return [];
    const { announced, observed } = group.calibration;
    return [
      html`<tr><th scope="row">${groupName(speech, variable, group, labels)}</th><td class="n">${speech.number(announced * 100, 1)}${speech.lang === 'fr' ? '\u00a0' : ''}%</td>${shareCell(speech, observed)}</tr>`,
    ];
  });
  if (rows.length === 0) return html``;
  return html`<table class="keep"><caption>${labels.variable(variable)} — ${speech.say('announcedCaption')}</caption><thead><tr><th scope="col">${speech.say('groupColumn')}</th><th scope="col" class="n">${speech.say('announcedMean')}</th><th scope="col" class="n">${speech.say('observedShare')}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

/** Pairs of attributes, one table each: recall and precision at both stances. */
function pairsSection(speech: Speech, pairs: readonly PairRead[], labels: Labels): Markup {
  if (pairs.length === 0) return html``;
  const head = ['groupColumn', 'pairRecallTargeted', 'pairRecallWide', 'pairPrecisionTargeted', 'pairPrecisionWide'] as const;
  const tables = pairs.map(({ variables, groups }) => {
    const rows = groups.map(({ of, rows: heads, positives, targeted, wide }) => {
      const under = speech.say('groupPupils', { rows: heads ?? 0, positives: speech.count(positives) });
      return html`<tr><th scope="row">${pairName(speech, variables, of, labels)}<span class="under">${under}</span></th>${[targeted.recall, wide.recall, targeted.precision, wide.precision].map((share) => shareCell(speech, share))}</tr>`;
    });
    return html`<table class="groups"><caption>${variables.map((name) => labels.variable(name)).join(' × ')}</caption><thead><tr>${head.map((key, at) => html`<th scope="col"${at === 0 ? html`` : html` class="n"`}>${speech.say(key)}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`;
  });
  return html`<section><h3>${speech.say('pairsTitle')}</h3><p>${speech.say('pairsLead')}</p>${tables}</section>`;
}
