import { findingsAmong, tally } from '../../study/among.ts';
import { belowFloor, FLOORS, verdicts } from '../../study/verdicts.ts';
import { ofHundred } from '../costs.ts';
import type { ModelRead } from '../documents.ts';
import type { ShareRead } from '../groups-read.ts';
import type { Labels } from '../labels.ts';
import type { Measures } from '../measures.ts';
import { html, type Markup } from './markup.ts';
import type { Speech } from './speech.ts';

/** What must be known of a model, in a few words: the worst first; one at least. */
export function saysOf(speech: Speech, measures: Measures): string[] {
  const checked = measures.fairness.some(({ groups }) => groups.length > 0);
  const said = [...knownOf(speech, measures), ...(checked || verdicts(measures).chance ? [] : [speech.say('saysUnchecked')])];
  return said.length === 0 ? [speech.say('saysNothing')] : said;
}

/** The same; none where there is nothing to say. */
export function knownOf(speech: Speech, measures: Measures): string[] {
  const { chance, leaks, beaten } = verdicts(measures);
  if (chance) return [speech.say('saysChance')];
  const { established: apart } = tally(findingsAmong(measures));
  const below = belowFloor(measures.targeted, FLOORS);
  return [
    ...(leaks.length > 0 ? [speech.say('saysLeak')] : []),
    ...(beaten ? [speech.say('saysBeaten')] : []),
    ...(below === null ? [] : [speech.say(below.hidden ? 'saysFloorHidden' : 'saysFloor')]),
    ...(apart === 0 ? [] : [apart === 1 ? speech.say('saysGroup') : speech.say('saysGroups', { count: apart })]),
  ];
}

/** From this many models on, that one of no worth passes for a good one is likely enough to be said. */
const MANY = 10;

/** All models in one table, so that thirty of them stay readable; each name leads to its page. */
export function summary(speech: Speech, models: readonly ModelRead[], labels: Labels): Markup {
  const heads = ['modelColumn', 'summaryArea', 'summaryFound', 'summaryRight', 'summarySays'] as const;
  const head = heads.map((key, at) => html`<th scope="col"${at > 0 && at < 4 ? html` class="n"` : html``}>${speech.say(key)}</th>`);
  const within = (share: ShareRead) => {
    const hundred = ofHundred(share);
    return hundred ? speech.say('intervalOf', hundred) : speech.say('hidden');
  };
  const rows = models.map((model, at) => {
    const { rocAuc, targeted, wide } = model.measures;
    const cell = (measure: 'recall' | 'precision') =>
      html`<td class="n">${within(targeted[measure])}<span class="under">${within(wide[measure])}</span></td>`;
    const says = saysOf(speech, model.measures);
    return html`<tr><th scope="row"><a href="#${anchor(at)}">${labels.model(model)}</a><span class="under">${model.id}</span></th><td class="n">${rocAuc === null ? '—' : speech.number(rocAuc, 3)}</td>${cell('recall')}${cell('precision')}<td>${says.join('; ')}</td></tr>`;
  });
  return html`<section><h2>${speech.say('summaryTitle')}</h2><p>${speech.say('summaryLead')}</p><table class="summary"><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table><p class="small">${speech.say('summaryNote')}${models.length < MANY ? '' : ` ${speech.say('summaryChance', { count: models.length })}`}</p></section>`;
}

export const anchor = (at: number): string => `modele-${at + 1}`;
