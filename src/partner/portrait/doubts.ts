import { DOUBTS, type DoubtName, MUCH } from '../../study/doubts.ts';
import { ofHundred } from '../costs.ts';
import type { GroupRead, ShareRead } from '../groups-read.ts';
import type { Measures } from '../measures.ts';
import { shareCell, UNTOLD } from './fairness.ts';
import { html, type Markup } from './markup.ts';
import type { Speech } from './speech.ts';

const STANCES = ['targeted', 'wide'] as const;
type Stance = (typeof STANCES)[number];
const HEADS = ['groupColumn', 'pairPrecisionTargeted', 'pairRecallTargeted', 'pairPrecisionWide', 'pairRecallWide'] as const;

/** How often the model was wrong about pupils whom it knew poorly: in words, then every figure that may be told. */
export function doubtsSection(speech: Speech, { doubts }: Measures): Markup {
  const each = DOUBTS.map((name) => {
    const groups = doubts[name];
    const lead = speech.say(`doubtSuch_${name}`, { share: speech.percent(MUCH[name]) });
    const figures = groups.length === 0 ? html`` : table(speech, name, groups);
    return html`<section class="keep"><h4>${speech.say(`doubt_${name}`)}</h4><p>${lead}</p><ul>${doubtLines(speech, groups, STANCES)}</ul>${figures}</section>`;
  });
  return html`<section><h3>${speech.say('doubtsTitle')}</h3><p>${speech.say('doubtsLead')}</p>${each}</section>`;
}

/** Of a hundred such pupils, as the intervals of what is told allow to say; one line at least. `groups`: those of a doubt, the others first. */
export function doubtLines(speech: Speech, groups: readonly GroupRead[], stances: readonly Stance[]): Markup[] {
  const [others, such] = groups;
  const lines =
    others === undefined || such === undefined
      ? []
      : [...announced(speech, such), ...stances.flatMap((stance) => wrong(speech, such, others, stance))];
  return (lines.length === 0 ? [speech.say('doubtHidden')] : lines).map((line) => html`<li>${line}</li>`);
}

function announced(speech: Speech, { calibration }: GroupRead): string[] {
  const observed = calibration && within(calibration.observed);
  return observed ? [speech.say('doubtAnnounced', { announced: speech.percent(calibration.announced), ...observed })] : [];
}

function wrong(speech: Speech, such: GroupRead, others: GroupRead, stance: Stance): string[] {
  const said = { stance: speech.say(stance === 'targeted' ? 'atTargeted' : 'atWide') };
  const line = (key: 'doubtRight' | 'doubtMissed', of: (group: GroupRead) => ShareRead) => {
    const [own, rest] = [within(of(such)), within(of(others))];
    return own && rest ? [speech.say(key, { ...said, ...own, otherLow: rest.low, otherHigh: rest.high })] : [];
  };
  return [...line('doubtRight', (group) => group[stance].precision), ...line('doubtMissed', (group) => opposite(group[stance].recall))];
}

/** Of the pupils concerned, those who were missed. */
function opposite({ low, high }: ShareRead): ShareRead {
  return { count: null, of: null, value: null, low: high === null ? null : 1 - high, high: low === null ? null : 1 - low };
}

/** In whole pupils of a hundred; null where bounds say nothing. */
function within(share: ShareRead) {
  return share.low === null || share.high === null || share.high - share.low > UNTOLD ? null : ofHundred(share);
}

function table(speech: Speech, name: DoubtName, groups: readonly GroupRead[]): Markup {
  const share = speech.percent(MUCH[name]);
  const rows = groups.map(({ from, rows: heads, positives, targeted, wide }) => {
    const label = speech.say(from === null ? `doubtLess_${name}` : `doubtMuch_${name}`, { share });
    const under =
      heads === null
        ? speech.say('groupConcerned', { positives: speech.count(positives) })
        : speech.say('groupPupils', { rows: heads, positives: speech.count(positives) });
    const cells = [targeted.precision, targeted.recall, wide.precision, wide.recall].map((each) => shareCell(speech, each));
    return html`<tr><th scope="row">${label}<span class="under">${under}</span></th>${cells}</tr>`;
  });
  const head = HEADS.map((key, at) => html`<th scope="col"${at === 0 ? html`` : html` class="n"`}>${speech.say(key)}</th>`);
  return html`<table class="groups"><caption>${speech.say(`doubt_${name}`)}</caption><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}
