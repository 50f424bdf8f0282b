import type { Lang } from '../../base/text.ts';
import { CATEGORY_TEXTS } from '../../study/categories.ts';
import { CATEGORIES } from '../../table/dictionary.ts';
import { type Labels, labelsOf } from '../labels.ts';
import type { OpenedResult } from '../open.ts';
import { doubtOfFactor } from '../scores.ts';
import { BAND_TEXTS } from './bands.ts';
import { restartIds, signedBars } from './chart.ts';
import { html, type Markup } from './markup.ts';
import { page } from './page.ts';
import { gapNotice, provenance } from './parts.ts';
import { type Speech, speech } from './speech.ts';
import { type Told, wrongPanel } from './wrong.ts';

/**
 * What the models say of some pupils, and why they may be wrong: a sheet a pupil, in the order asked. `pupils` are their places in the roster.
 * Personal information, made on request only; nothing in it ranks, nor names a teacher.
 */
export function sheetPage(opened: OpenedResult, pupils: readonly number[], sender: string, lang: Lang): Uint8Array {
  restartIds();
  const said = speech(lang);
  const labels = labelsOf(opened.dictionary, lang);
  const rowsOf = new Map(pupils.map((pupil) => [pupil, [] as number[]]));
  for (const [row, pupil] of opened.pupils.entries()) rowsOf.get(pupil)?.push(row);
  return page(lang, {
    title: said.say('sheetTitle'),
    subtitle: sender,
    kind: said.say('pupilsKind'),
    destroyBy: opened.core.destroyBy,
    body: pupils.map((pupil, at) => {
      const rows = rowsOf.get(pupil)!.sort((a, b) => opened.scores.model[a]! - opened.scores.model[b]!);
      const told = rows.map((row): Told => ({ said, labels, opened, model: opened.report.models[opened.scores.model[row]!]!, row }));
      return html`<section class="pupil">${head(said, labels, opened, pupil, at === 0 ? null : sender)}${told.length === 0 ? html`<p>${said.say('sheetNobody')}</p>` : told.map(forecast)}<p class="closing">${said.say('crystalBall')}</p></section>`;
    }),
    foot: provenance(said, opened),
  });
}

/** Beside the words on a band. */
const CHART = 400;

/** Who it is about, by what the extract kept at home: school, grade, cohort. `sender`: whose sheet it is, where the page's head does not stand above. */
function head(said: Speech, labels: Labels, { roster, core, report }: OpenedResult, pupil: number, sender: string | null): Markup {
  const facts = [
    ...roster.groups.map(({ name, values }): [string, string] => [labels.variable(name), labels.code(name, values[pupil] || '—')]),
    [said.say('factReceived'), core.created.slice(0, 10)],
    [said.say('factDestroy'), core.destroyBy],
  ];
  return html`<h2>${said.say('sheetPupil', { pupil: roster.fileNumbers[pupil]! })}</h2>${sender === null ? html`` : html`<p class="label">${sender}</p>`}
<dl class="facts slim">${facts.map(([term, value]) => html`<div><dt>${term!}</dt><dd>${value!}</dd></div>`)}</dl>
${gapNotice(said, report.gap)}<p class="small">${said.say('sheetPersonal')}</p>`;
}

function forecast(told: Told): Markup {
  const { said, labels, opened, model, row } = told;
  const { scores } = opened;
  const definition = labels.definition(model);
  const tone = model.bands[scores.band[row]!]!;
  const band = BAND_TEXTS[tone][said.lang].toLowerCase();
  const { stance } = model.approval ?? { stance: 'targeted' as const };
  const flagged = said.say(scores[stance][row] === 1 ? 'sheetFlagged' : 'sheetNotFlagged', {
    stance: said.say(stance === 'targeted' ? 'atTargeted' : 'atWide'),
  });
  return html`<section class="forecast"><h3>${labels.model(model)}</h3>
${definition === null || definition.startsWith(`${labels.model(model)}.`) ? html`` : html`<p class="small"><strong>${said.say('definition')}</strong> — ${definition}</p>`}
<div class="beside"><div><p><span class="key band"><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="${tone}" width="10" height="10" rx="2"/></svg>${said.say('sheetBand', { band })}</span></p><p>${chance(said, scores.probability[row]!)}</p><p>${flagged}</p></div>${categories(told)}</div>
<div class="three">${factors(told, 'raising')}${factors(told, 'lowering')}${factors(told, 'actionable')}</div>
<p class="small">${said.say('sheetFactorsNote')}</p>
${wrongPanel(told)}</section>`;
}

/** The probability in plain words: of a hundred pupils, never none nor all. */
function chance(said: Speech, probability: number): string {
  const key = probability < 0.01 ? 'sheetChanceFew' : probability > 0.99 ? 'sheetChanceMost' : 'sheetChance';
  return said.say(key, { chance: said.chance(probability), count: Math.round(probability * 100) });
}

function categories({ said, opened: { scores }, row }: Told): Markup {
  const bars = CATEGORIES.map((category) => {
    const value = scores.contributions[category][row]!;
    return { label: CATEGORY_TEXTS[category].label[said.lang], value, text: said.points(value) };
  });
  const colon = said.lang === 'fr' ? '\u00a0: ' : ': ';
  const description = bars.map(({ label, text }) => `${label}${colon}${text}`).join(' · ');
  return html`<figure>${signedBars(said.say('sheetCategories'), description, bars, CHART)}<figcaption class="small">${said.say('sheetCategoriesNote')}</figcaption></figure>`;
}

const LISTS = {
  raising: { title: 'sheetRaising', none: 'sheetNone' },
  lowering: { title: 'sheetStrengths', none: 'sheetNone' },
  actionable: { title: 'sheetActionable', none: 'sheetActionableNone' },
} as const;

/** A list of factors by their names; it is said of them when the pupil's value is missing, or rare. What nobody knows is no strength. */
function factors({ said, labels, opened: { scores, report }, row }: Told, side: keyof typeof LISTS): Markup {
  const { title, none } = LISTS[side];
  const lines = scores[side].flatMap(({ feature: places, value }, place) => {
    const feature = places[row]!;
    const doubt = doubtOfFactor(scores, row, side, place);
    if (feature < 0 || (side === 'lowering' && doubt === 'missing')) return [];
    const note =
      doubt === null ? html`` : html`<span class="under">${said.say(doubt === 'missing' ? 'sheetMissing' : 'sheetUnusual')}</span>`;
    return [html`<li>${labels.variable(report.features[feature] ?? '')} (${said.points(value[row]!)})${note}</li>`];
  });
  return html`<div><h4>${said.say(title)}</h4>${lines.length === 0 ? html`<p class="small">${said.say(none)}</p>` : html`<ul>${lines}</ul>`}</div>`;
}
