import type { Distance, VariableDistance } from '../../study/distance.ts';
import type { Labels } from '../labels.ts';
import { html, type Markup } from './markup.ts';
import type { Speech } from './speech.ts';

const MOST = 10;
/** From this change of the share missing on, it is told beside the spread. */
const SHIFT = 0.1;
/** From this share of pupils on, values beyond all that was learnt are named. */
const OUTSIDE = 0.01;

/** How far these pupils are from those that the model learnt from: which variables changed, how, and how much rests on them. */
export function distanceSection(said: Speech, distance: Distance | null, labels: Labels): Markup {
  if (distance === null) return html``;
  const changed = distance.variables.filter(({ drifted }) => drifted).slice(0, MOST);
  const outside = distance.variables.filter((each) => each.outside >= OUTSIDE).slice(0, MOST);
  const lead = changed.length === 0 ? said.say('distanceNone') : said.say('distanceSome', { share: said.percent(distance.share) });
  const rows = changed.map((each) => {
    return html`<tr><th scope="row">${labels.variable(each.variable)}</th><td class="n">${said.percent(each.weight)}</td><td>${changeOf(said, each)}</td></tr>`;
  });
  const table = html`<table><thead><tr><th scope="col">${said.say('variable')}</th><th scope="col" class="n">${said.say('distanceWeight')}</th><th scope="col">${said.say('distanceChange')}</th></tr></thead><tbody>${rows}</tbody></table>`;
  const beyond = outside.map((each) => `${labels.variable(each.variable)} (${said.percent(each.outside)})`).join('; ');
  return html`<section class="keep"><h3>${said.say('distanceTitle')}</h3><p>${lead}</p>${changed.length === 0 ? html`` : table}${
    outside.length === 0 ? html`` : html`<p class="small">${said.say('distanceOutside', { variables: beyond })}</p>`
  }</section>`;
}

function changeOf(said: Speech, { psi, missingShift }: VariableDistance): string {
  const points = said.points(missingShift);
  const shift = Math.abs(missingShift) < SHIFT ? [] : [said.say(missingShift > 0 ? 'changedMore' : 'changedLess', { points })];
  return [...(psi >= SHIFT || shift.length === 0 ? [said.say('changedSpread')] : []), ...shift].join('; ');
}
