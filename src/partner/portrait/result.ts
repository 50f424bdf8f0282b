import type { Lang } from '../../base/text.ts';
import { CATEGORY_TEXTS } from '../../study/categories.ts';
import { CATEGORIES } from '../../table/dictionary.ts';
import type { ModelRead, Report } from '../documents.ts';
import { type Labels, labelsOf } from '../labels.ts';
import type { OpenedResult } from '../open.ts';
import type { SchoolTables } from '../school-tables.ts';
import type { ModelPortrait } from './aggregate.ts';
import { BAND_TEXTS } from './bands.ts';
import { restartIds, signedBars, stackedBar } from './chart.ts';
import { distanceSection } from './distance.ts';
import { html, type Markup } from './markup.ts';
import { page } from './page.ts';
import { facts, gapNotice, limits, properUse, provenance, quality, readFirst, why } from './parts.ts';
import { gradeTable } from './school.ts';
import { type Speech, speech } from './speech.ts';

const BY = { both: 'byBoth', wide: 'byWide', none: 'byNone', mixed: 'byMixed' } as const;

/** The aggregate portrait of a result: no pupil in it, nor a count under ten that could be read or worked out. */
export function portraitPage(
  opened: OpenedResult,
  { portraits, told }: { readonly portraits: readonly ModelPortrait[]; readonly told: SchoolTables },
  sender: string,
  lang: Lang,
): Uint8Array {
  restartIds();
  const said = speech(lang);
  const labels = labelsOf(opened.dictionary, lang);
  const { report, core } = opened;
  const models = report.models.flatMap((model, i) => {
    const portrait = portraits[i];
    return portrait ? [modelSection(said, model, { portrait, grades: grades(said, opened, told, i) }, labels)] : [];
  });
  return page(lang, {
    title: said.say('portrait'),
    subtitle: sender,
    kind: said.say('aggregates'),
    destroyBy: core.destroyBy,
    body: [
      facts(said, opened, opened.roster.fileNumbers.length, report.models.length),
      gapNotice(said, report.gap),
      readFirst(said),
      ...models,
      setAside(said, report),
      quality(said, opened.missing, labels),
      properUse(said, core.destroyBy),
    ],
    foot: provenance(said, opened),
  });
}

function setAside(said: Speech, { refused }: Report): Markup {
  if (refused.length === 0) return html``;
  const lines = refused.map(({ id, code }) => html`<li><span class="mono">${id}</span> — ${why(code, said)}</li>`);
  return html`<section><h2>${said.say('setAsideModels')}</h2><ul>${lines}</ul></section>`;
}

/** All schools together, grade by grade, where a model is for several. */
function grades(said: Speech, opened: OpenedResult, told: SchoolTables, at: number): Markup {
  if (told.grades.length === 0 || told.scopes[at] !== null) return html``;
  const rows = told.rows.filter(({ school }) => school === null);
  return html`<h3>${said.say('bandsByGrade')}</h3>${gradeTable(said, opened, told, { at, rows, whole: said.say('wholeCss') })}<p class="small">${said.say('hiddenByEarlier')}</p>`;
}

type Shown = { readonly portrait: ModelPortrait; readonly grades: Markup };

function modelSection(said: Speech, model: ModelRead, { portrait, grades: byGrade }: Shown, labels: Labels): Markup {
  return html`<section class="model"><h2>${labels.model(model)}</h2><p class="small mono">${model.id}</p>
${bands(said, portrait)}
${byGrade}
${categories(said, portrait)}
${distanceSection(said, model.distance, labels)}
${limits(said, model, labels)}
</section>`;
}

function bands(said: Speech, { bands: shown, flaggedBy, targeted, wide }: ModelPortrait): Markup {
  const { total, parts, names } = shown;
  const called = names.map((name) => BAND_TEXTS[name][said.lang]);
  const share = (count: number | null) => (count === null || total === null ? null : count / total);
  const segments = names.flatMap((tone, i) => {
    const part = share(parts[i] ?? null);
    return part === null ? [] : [{ label: called[i]!, share: part, tone, text: `${called[i]} ${said.percent(part)}` }];
  });
  const description = called.map((label, i) => `${label} : ${said.count(parts[i] ?? null)}`).join(' · ');
  const hidden = parts.includes(null) || total === null ? said.say('hiddenPart') : null;
  const cell = (count: number | null) =>
    count === null ? html`<td class="n hidden-count">${said.say('hidden')}</td>` : html`<td class="n">${said.number(count)}</td>`;
  const percent = (count: number | null) => {
    const part = share(count);
    return html`<td class="n">${part === null ? '—' : said.percent(part)}</td>`;
  };
  const rows = names.map((tone, i) => {
    const by = flaggedBy[i] ?? null;
    const count = parts[i] ?? null;
    return html`<tr><th scope="row"><span class="key"><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="${tone}" width="10" height="10" rx="2"/></svg>${called[i]!}</span></th>${cell(count)}${percent(count)}<td>${by === null ? '—' : said.say(BY[by])}</td></tr>`;
  });
  const flagged = (count: number | null) => (count === null ? said.say('hiddenCount') : said.say('pupilCount', { count }));
  return html`<h3>${said.say('bandsTitle')}</h3>
<figure>${stackedBar(said.say('bandsTitle'), description, segments, hidden)}</figure>
<table><thead><tr><th scope="col">${said.say('band')}</th><th scope="col" class="n">${said.say('pupils')}</th><th scope="col" class="n">${said.say('share')}</th><th scope="col">${said.say('flaggedBy')}</th></tr></thead><tbody>${rows}<tr><th scope="row">${said.say('total')}</th>${cell(total)}<td class="n"></td><td></td></tr></tbody></table>
<p>${said.say('flagged', { targeted: flagged(targeted), wide: flagged(wide), total: flagged(total) })}</p>`;
}

function categories(said: Speech, { weight, amongHigh }: ModelPortrait): Markup {
  const head = html`<h3>${said.say('categoriesTitle')}</h3>`;
  if (weight === null) return html`${head}<p>${said.say('notShown')}</p>`;
  const label = (category: (typeof CATEGORIES)[number]) => CATEGORY_TEXTS[category].label[said.lang];
  const points = said.points;
  const bars =
    amongHigh === null
      ? null
      : CATEGORIES.map((category) => ({ label: label(category), value: amongHigh[category], text: points(amongHigh[category]) }));
  const rows = CATEGORIES.map((category) => {
    const effect = amongHigh === null ? '—' : points(amongHigh[category]);
    return html`<tr><th scope="row">${label(category)}</th><td class="n">${said.percent(weight[category])}</td><td class="n">${effect}</td></tr>`;
  });
  const chart =
    bars === null
      ? html`<p class="small">${said.say('notShown')}</p>`
      : html`<figure>${signedBars(said.say('amongHigh'), bars.map((bar) => `${bar.label} : ${bar.text}`).join(' · '), bars)}</figure>`;
  return html`${head}<p>${said.say('categoriesLead')}</p>${chart}
<table><thead><tr><th scope="col">${said.say('category')}</th><th scope="col" class="n">${said.say('weight')}</th><th scope="col" class="n">${said.say('amongHigh')}</th></tr></thead><tbody>${rows}</tbody></table>`;
}
