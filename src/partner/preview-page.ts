import { toHex } from '../base/bytes.ts';
import { isFew, SMALLEST_SHOWN } from '../base/counts.ts';
import { sha256 } from '../base/hash.ts';
import { fill, formatNumber, type Lang, type Params } from '../base/text.ts';
import { CATEGORY_TEXTS } from '../study/categories.ts';
import { CATEGORIES, type Dictionary, dictionaryDigest, type Variable } from '../table/dictionary.ts';
import { column, type Table } from '../table/table.ts';
import { coarseShare, type Distribution, distributionOf, type Part } from './distribution.ts';
import { html, type Markup } from './portrait/markup.ts';
import { page } from './portrait/page.ts';
import type { Preview } from './preview.ts';
import { PREVIEW_WORDS as WORDS } from './preview-words.ts';
import type { ReadAs } from './source.ts';

/** What the page is made of: what leaves, and what was decided of it. `sender` is the CSS's name on its card. */
export type Previewed = {
  readonly sender: string;
  readonly preview: Preview;
  readonly table: Table;
  readonly dictionary: Dictionary;
  readonly ceiling: number | null;
};
export type PreviewPage = { readonly bytes: Uint8Array /** SHA-256 of the bytes, hex. */; readonly digest: string };

type Say = (key: keyof typeof WORDS, params?: Params) => string;
type Words = { readonly lang: Lang; readonly say: Say; percent(share: number): string; number(value: number): string };

/** Codes beyond are counted, not listed. */
const MOST_PARTS = 30;

/** The page of what leaves, in one file that needs nothing else. The same inputs give the same bytes, whose digest goes in the bundle. */
export function previewPage(previewed: Previewed, lang: Lang): PreviewPage {
  const words: Words = {
    lang,
    say: (key, params = {}) => fill(WORDS[key][lang], params, lang),
    percent: (share) => formatNumber(share, lang, { style: 'percent', maximumFractionDigits: 1 }),
    number: (value) => formatNumber(value, lang, { maximumSignificantDigits: 12, useGrouping: value >= 10_000 }),
  };
  const { say } = words;
  const { preview, dictionary } = previewed;
  const { digest } = { digest: dictionaryDigest(dictionary) };
  const bytes = page(lang, {
    title: say('title'),
    subtitle: `${previewed.sender}, ${say(`purpose_${preview.purpose}`)}`,
    kind: say('kind'),
    destroyBy: preview.destroyBy,
    body: [
      heads(words, previewed),
      html`<p>${say('lead')}</p><p>${say('pseudonym', { column: preview.fileNumber })}</p><p>${readAs(words, preview.readAs)}</p>`,
      html`<p class="small">${say('dictionary', { version: dictionary.version, digest })}</p>`,
      pupilsSection(words, preview),
      riskSection(words, previewed),
      ...keptSections(words, previewed),
      removedSection(words, preview),
    ],
    foot: html`<p>${say('foot')}</p>`,
  });
  return { bytes, digest: toHex(sha256(bytes)) };
}

function heads({ say, number }: Words, { preview }: Previewed): Markup {
  const told: [string, string][] = [
    [say('pupils'), number(preview.rows.kept)],
    [say('columns'), number(preview.kept.length)],
    [say('stay'), number(preview.removed.length)],
    [say('destroyBy'), preview.destroyBy],
  ];
  return html`<dl class="facts">${told.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function readAs({ say, lang }: Words, read: ReadAs): string {
  if (read.kind === 'recipe') {
    const sources = read.sources.map(({ name }) => name).join(', ') || '—';
    return say('readAs', { what: say('recipe', { name: read.name[lang], sources }) });
  }
  const what = { csv: 'CSV', xlsx: 'Excel', parquet: 'Parquet', arrow: 'Arrow' }[read.kind];
  return say('readAs', { what: read.kind === 'csv' ? `${what}, ${read.dialect.encoding}` : what });
}

/** The total is told only where every part is: what leaves is public, so a hidden part would be their difference. */
function pupilsSection({ say, number }: Words, { rows, optOut }: Preview): Markup {
  // That a list matched nobody says of each pupil on it that they are not here: no less than a few.
  const out = optOut !== null && rows.optedOut < SMALLEST_SHOWN;
  const lines: [string, string][] = [
    [say('rowsRead'), out || isFew(rows.merged) ? say('hidden') : number(rows.read)],
    [say('rowsOptedOut'), optOut === null ? say('noList') : out ? say('few') : number(rows.optedOut)],
    [say('rowsMerged'), isFew(rows.merged) ? say('few') : number(rows.merged)],
    [say('rowsKept'), number(rows.kept)],
  ];
  return html`<section class="keep"><h2>${say('countsTitle')}</h2><table><thead><tr><td></td><th scope="col" class="n">${say('count')}</th></tr></thead><tbody>${lines.map(
    ([term, value]) => html`<tr><th scope="row">${term}</th><td class="n">${value}</td></tr>`,
  )}</tbody></table></section>`;
}

function riskSection(words: Words, { preview, dictionary, ceiling }: Previewed): Markup {
  const { say, percent, number } = words;
  const { risk } = preview;
  const label = (name: string) => nameOf(words, dictionary, name);
  if (risk.facts.length === 0) return html`<section><h2>${say('riskTitle')}</h2><p>${say('riskNoFact')}</p></section>`;
  const coarse = (share: number) => say('atMost', { share: percent(coarseShare(share, risk.pupils)) });
  const figures: [string, string][] = [
    [say('alone'), coarse(risk.unique)],
    [say('underFive'), coarse(risk.underFive)],
    [say('underTen'), coarse(risk.underTen)],
    [say('smallest'), risk.k < SMALLEST_SHOWN ? say('few') : number(risk.k)],
    [say('ceiling'), ceiling === null ? say('noCeiling') : percent(ceiling)],
  ];
  const facts = risk.facts.map(label).join(', ');
  const plan = risk.plan.map(
    ({ name, how, unique }) => html`<li>${say('planStep', { name: label(name), how: say(`riskHow_${how}`), share: coarse(unique) })}</li>`,
  );
  return html`<section><h2>${say('riskTitle')}</h2><p>${say('riskFacts', { count: risk.facts.length, facts })}</p>
<table><tbody>${figures.map(([term, value]) => html`<tr><th scope="row">${term}</th><td class="n">${value}</td></tr>`)}</tbody></table>
<h3>${say('driversTitle')}</h3><p>${say('driversLead')}</p>
<table><thead><tr><th scope="col">${say('variable')}</th><th scope="col" class="n">${say('generalised')}</th><th scope="col" class="n">${say('without')}</th></tr></thead><tbody>${risk.drivers.map(
    ({ name, generalised, without, how }) =>
      html`<tr><th scope="row">${label(name)}</th><td class="n">${coarse(generalised)}<span class="under">${say(`riskHow_${how}`)}</span></td><td class="n">${coarse(without)}</td></tr>`,
  )}</tbody></table>
${plan.length === 0 ? html`` : html`<h3>${say('planTitle')}</h3><ol>${plan}</ol>`}
${risk.diversity.length === 0 ? html`` : diversity(words, risk.diversity, label, coarse)}</section>`;
}

function diversity(
  { say, number }: Words,
  found: Preview['risk']['diversity'],
  label: (name: string) => string,
  coarse: (share: number) => string,
): Markup {
  const rows = found.map(
    ({ name, l, told }) =>
      html`<tr><th scope="row">${label(name)}</th><td class="n">${number(l)}</td><td class="n">${coarse(told)}</td></tr>`,
  );
  return html`<h3>${say('diversityTitle')}</h3><p>${say('diversityLead')}</p><table><thead><tr><th scope="col">${say('variable')}</th><th scope="col" class="n">l</th><th scope="col" class="n">${say('told')}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function nameOf({ lang }: Words, dictionary: Dictionary, name: string): string {
  return dictionary.variables.find((each) => each.name === name)?.label[lang] ?? name;
}

/** Predictors by category, then grade and cohort, then what serves fairness checks, then outcomes. */
function keptSections(words: Words, { table, dictionary }: Previewed): Markup[] {
  const { say, lang } = words;
  const held = dictionary.variables.flatMap((variable) => {
    const found = column(table, variable.name);
    return found ? [{ variable, spread: distributionOf(found, variable) }] : [];
  });
  const groups: [string, typeof held][] = [
    ...CATEGORIES.map((category): [string, typeof held] => [
      CATEGORY_TEXTS[category].label[lang],
      held.filter(({ variable }) => variable.role === 'predictor' && variable.category === category),
    ]),
    [say('groups'), held.filter(({ variable }) => variable.role === 'group')],
    [say('auditOnly'), held.filter(({ variable }) => variable.role === 'audit-only')],
    [say('outcomes'), held.filter(({ variable }) => variable.role === 'outcome')],
  ];
  return groups
    .filter(([, columns]) => columns.length > 0)
    .map(
      ([title, columns]) =>
        html`<section><h2>${say('keptTitle')} — ${title}</h2>${columns.map(({ variable, spread }) => columnBlock(words, variable, spread, table.rows))}</section>`,
    );
}

function columnBlock(words: Words, variable: Variable, spread: Distribution, rows: number): Markup {
  const { say, lang } = words;
  const { parts, hidden } = spread;
  // Codes by their number of pupils where there are many; bands keep their order.
  const shown = parts.length > MOST_PARTS ? parts.toSorted((a, b) => b.count - a.count).slice(0, MOST_PARTS) : parts;
  const left = hidden + parts.length - shown.length;
  const lines = shown.map((part) => line(words, partName(words, variable, part), part.count, rows));
  const blank = line(words, say('blank'), spread.missing, rows);
  const unit = variable.unit ? ` (${variable.unit[lang]})` : '';
  return html`<div class="keep"><h3>${variable.label[lang]}${unit} <span class="under mono">${variable.name}</span></h3><table><thead><tr><th scope="col">${say('value')}</th><th scope="col" class="n">${say('pupils')}</th><th scope="col" class="n">${say('share')}</th><td></td></tr></thead><tbody>${lines}${blank}</tbody></table>${
    parts.length === 0 ? html`<p class="small">${say('noSpread')}</p>` : html``
  }${left > 0 && parts.length > 0 ? html`<p class="small">${say('others', { count: left })}</p>` : html``}</div>`;
}

function line({ say, number, percent }: Words, name: string, count: number | null, rows: number): Markup {
  if (count === null) {
    return html`<tr><th scope="row">${name}</th><td class="n hidden-count">${say('hidden')}</td><td></td><td></td></tr>`;
  }
  const share = count / rows;
  const width = String(Math.round(share * 2000) / 10);
  return html`<tr><th scope="row">${name}</th><td class="n">${number(count)}</td><td class="n">${percent(share)}</td><td><svg class="bar" viewBox="0 0 200 12" width="200" height="12" aria-hidden="true"><rect class="weighs" width="${width}" height="12"/></svg></td></tr>`;
}

function partName({ say, number, lang }: Words, variable: Variable, { code, from, below }: Part): string {
  if (code !== null) {
    if (variable.type !== 'code' || variable.role === 'outcome') return say(code === '1' ? 'yes' : 'no');
    return variable.codes?.find((each) => each.code === code)?.label[lang] ?? code;
  }
  if (from === null) return say('under', { below: number(below ?? 0) });
  if (variable.type === 'integer' && below !== null) {
    return below - from === 1 ? number(from) : say('whole', { from: number(from), to: number(below - 1) });
  }
  return below === null ? say('from', { from: number(from) }) : say('between', { from: number(from), below: number(below) });
}

function removedSection({ say }: Words, { removed }: Preview): Markup {
  if (removed.length === 0) return html`<section><h2>${say('removedTitle')}</h2><p>${say('removedNone')}</p></section>`;
  return html`<section><h2>${say('removedTitle')}</h2><table><thead><tr><th scope="col">${say('variable')}</th><th scope="col">${say('why')}</th></tr></thead><tbody>${removed.map(
    ({ name, reason }) => html`<tr><th scope="row">${name}</th><td>${say(`reason_${reason}`)}</td></tr>`,
  )}</tbody></table></section>`;
}
