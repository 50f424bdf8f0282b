import { costOf, cutDecimals, ofHundred } from '../costs.ts';
import type { ChoiceRead, Measures, StanceRead } from '../measures.ts';
import { html, type Markup } from './markup.ts';
import type { Speech } from './speech.ts';

type Stances = Readonly<Record<'targeted' | 'wide', StanceRead>>;

/** Each stance in words: of 100 flagged, how many are concerned; of 100 concerned, how many are found. */
export function inHundreds(speech: Speech, stances: Stances): Markup {
  const lines = (['targeted', 'wide'] as const).flatMap((stance) => {
    const line = hundredLine(speech, stances, stance);
    return line === null ? [] : [html`<li>${line}</li>`];
  });
  return lines.length === 0 ? html`` : html`<ul>${lines}</ul>`;
}

export function hundredLine(speech: Speech, stances: Stances, stance: keyof Stances): string | null {
  const [right, found] = [ofHundred(stances[stance].precision), ofHundred(stances[stance].recall)];
  if (!right || !found) return null;
  return speech.say(stance === 'targeted' ? 'hundredTargeted' : 'hundredWide', { ...right, foundLow: found.low, foundHigh: found.high });
}

/** The cuts among which the CSS chooses, and what each costs in pupils. Every count here may be told; the stances' own cuts are marked. */
export function choicesSection(speech: Speech, { choices }: Measures): Markup {
  // As an example, a cut that is nobody's own yet.
  const others = choices.filter(({ stance }) => stance === null);
  const shown = others[Math.floor(others.length / 2)] ?? choices[0];
  if (!shown) return html``;
  const heads = ['choiceCut', 'choiceHundred', 'choiceFlagged', 'choiceFound', 'choiceMissed', 'choiceWrong'] as const;
  const head = heads.map((key, at) => html`<th scope="col"${at === 0 ? html`` : html` class="n"`}>${speech.say(key)}</th>`);
  const example = speech.number(shown.cutoff * 100, cutDecimals(shown.cutoff));
  return html`<section class="keep"><h3>${speech.say('choicesTitle')}</h3><p>${speech.say('choicesLead')}</p><table class="choices"><thead><tr>${head}</tr></thead><tbody>${choices.map((choice) => row(speech, choice))}</tbody></table><p class="small">${speech.say('choicesNote', { cut: example })}</p></section>`;
}

function row(speech: Speech, { cutoff, stance, recall, precision }: ChoiceRead): Markup {
  const { flagged, found, missed, wrong, right } = costOf({ recall, precision });
  const cell = (value: number | null) => html`<td class="n">${speech.count(value)}</td>`;
  const mark = stance === null ? html`` : html`<span class="under">${speech.say(stance)}</span>`;
  const percent = `${speech.number(cutoff * 100, cutDecimals(cutoff))}${speech.lang === 'fr' ? '\u00a0' : ''}%`;
  return html`<tr${stance === null ? html`` : html` class="own"`}><th scope="row">${percent}${mark}</th><td class="n">${right ? speech.say('ofHundred', right) : speech.say('hidden')}</td>${cell(flagged)}<td class="n">${speech.count(found)}<span class="under">${recall.value === null ? '' : speech.percent(recall.value)}</span></td>${cell(missed)}${cell(wrong)}</tr>`;
}
