import type { Lang } from '../../src/base/text.ts';
import { count, decimal, digest, share } from '../../src/web/format.ts';
import { type Html, html, nothing } from '../../src/web/html.ts';
import { facts, reason, table } from '../../src/web/parts.ts';
import type { ResultView } from '../views.ts';
import { type BandName, type Category, hideSmall, type Measure, type ModelFigures, readAggregates } from './aggregates.ts';
import type { MessageKey, Say } from './messages.ts';

const CATEGORY_WORDS: Readonly<Record<Category, MessageKey>> = {
  profile: 'catProfile',
  behaviour: 'catBehaviour',
  attendance: 'catAttendance',
  performance: 'catPerformance',
  sociodemography: 'catSociodemography',
};
const BAND_WORDS: Readonly<Record<BandName, MessageKey>> = {
  'very-high': 'bandVeryHigh',
  high: 'bandHigh',
  moderate: 'bandModerate',
  low: 'bandLow',
  'very-low': 'bandVeryLow',
};
const SHOWN_MISSING = 10;

function measureWords(measure: Measure, lang: Lang, say: Say): string {
  if (measure.value === null) return say('hidden');
  const value = share(measure.value, lang, say);
  if (measure.low === null || measure.high === null) return value;
  const params = { value, low: share(measure.low, lang, say), high: share(measure.high, lang, say) };
  return measure.of === null ? say('measureInterval', params) : say('measureOf', { ...params, of: count(measure.of, lang, say) });
}

/** Bands side by side. Drawn only when every part is told: a bar with a hole in it would give the hole's width. */
function bandsBar(bands: NonNullable<ModelFigures['bands']>, lang: Lang, say: Say): Html {
  const words = bands.map(({ name, pupils }) => `${say(BAND_WORDS[name])} ${count(pupils, lang, say)}`).join(', ');
  const total = bands.reduce((sum, { pupils }) => sum + (pupils ?? Number.NaN), 0);
  if (!(total > 0)) return nothing;
  const width = (part: number): string => ((part / total) * 300).toFixed(1);
  let from = 0;
  const parts = bands.map(({ name, pupils }) => {
    const x = from;
    from += pupils!;
    return html`<rect class="band-${name}" x="${width(x)}" y="0" width="${width(pupils!)}" height="14"/>`;
  });
  return html`<svg class="bands" viewBox="0 0 300 14" preserveAspectRatio="none" role="img" aria-label="${words}">${parts}</svg>`;
}

function bandsTable({ bands }: ModelFigures, lang: Lang, say: Say): Html {
  if (!bands) return nothing;
  const lines = bands.map(
    ({ name, pupils }) =>
      html`<div><dt><span class="key key-${name}"></span>${say(BAND_WORDS[name])}</dt><dd>${count(pupils, lang, say)}</dd></div>`,
  );
  return html`<div class="bands-figure">${bandsBar(bands, lang, say)}<dl class="bands-legend">
${lines}</dl></div>`;
}

function contributions(model: ModelFigures, lang: Lang, say: Say): Html {
  if (model.contributions.length === 0) return nothing;
  const largest = Math.max(...model.contributions.map(({ value }) => Math.abs(value)), 1e-9);
  const bar = (value: number): Html => {
    const width = (Math.abs(value) / largest) * 58;
    const x = value < 0 ? 60 - width : 60;
    return html`<svg class="contribution" viewBox="0 0 120 12" aria-hidden="true" focusable="false"><path class="axis" d="M60 0v12"/><rect class="${value < 0 ? 'lowers' : 'raises'}" x="${x.toFixed(1)}" y="2" width="${width.toFixed(1)}" height="8" rx="1"/></svg>`;
  };
  const rows = model.contributions.map(({ category, value }) => [say(CATEGORY_WORDS[category]), bar(value), signed(value, lang)]);
  return html`<h5>${say('contributionsTitle')}</h5><p class="help">${say('contributionsSay')}</p>
${table(say('contributionsTitle'), [{ head: say('category') }, { head: say('direction') }, { head: say('meanValue'), number: true }], rows)}`;
}

function signed(value: number, lang: Lang): string {
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${decimal(Math.abs(value), lang, 4)}`;
}

function stances(model: ModelFigures, lang: Lang, say: Say): Html {
  if (model.stances.length === 0) return nothing;
  const rows = model.stances.map((each) => [
    html`${say(each.stance === 'targeted' ? 'stanceTargeted' : 'stanceWide')} <span class="help">${say(each.stance === 'targeted' ? 'stanceTargetedSay' : 'stanceWideSay')}</span>`,
    measureWords(each.recall, lang, say),
    measureWords(each.precision, lang, say),
    decimal(each.cutoff, lang, 3) ?? say('notKnown'),
  ]);
  const columns = [
    { head: say('figStance') },
    { head: say('figRecall') },
    { head: say('figPrecision') },
    { head: say('figCutoff'), number: true as const },
  ];
  return table(say('figStances'), columns, rows);
}

function modelFigures(model: ModelFigures, lang: Lang, say: Say): Html {
  const known: (readonly [string, string])[] = [];
  const add = (key: MessageKey, value: string | null): void => {
    if (value !== null) known.push([say(key), value]);
  };
  add('figFamily', model.family);
  add('figTarget', model.target);
  add('figGrade', model.grade);
  if (model.rowsGiven) add('figRows', count(model.rows, lang, say));
  if (model.positivesGiven) add('figPositives', count(model.positives, lang, say));
  add('figAuc', decimal(model.auc, lang, 3));
  add('figBrier', decimal(model.brier, lang, 3));
  return html`<section class="model"><h4><code>${model.id}</code></h4>${facts(known)}
${bandsTable(model, lang, say)}${stances(model, lang, say)}${contributions(model, lang, say)}
${model.digest === null ? nothing : html`<details><summary>${say('modelDigest')}</summary>${digest(model.digest)}</details>`}</section>`;
}

/** What a reviewer decides on. No row of a pupil, no count under ten. */
export function resultFigures(result: ResultView, lang: Lang, say: Say): Html {
  const { rows, models, refused, quality } = hideSmall(readAggregates(result.aggregates));
  if (rows === null && models.length === 0 && refused.length === 0) return html`<p class="empty">${say('aggregatesNone')}</p>`;
  const missing = quality?.missing.slice(0, SHOWN_MISSING) ?? [];
  return html`${models.map((model) => modelFigures(model, lang, say))}${models.some((model) => model.stances.length > 0) ? html`<p class="help">${say('stancesExplained')} ${say('recallExplained')}</p>` : nothing}
${
  refused.length === 0
    ? nothing
    : html`<h4>${say('refusedTitle')}</h4>${table(
        say('refusedTitle'),
        [{ head: say('refusedSubject') }, { head: say('colWhy') }],
        refused.map(({ subject, code, params }) => [
          html`<code>${subject}</code>`,
          reason(code, lang, { model: subject, outcome: subject, ...params }),
        ]),
      )}`
}
${
  quality === null
    ? nothing
    : html`<details><summary>${say('qualityTitle')}</summary>
<p>${say('qualitySay', { rows: count(quality.rows, lang, say), variables: quality.variables ?? 0 })}</p>
${
  missing.length === 0
    ? html`<p>${say('qualityComplete')}</p>`
    : html`<p>${say('qualityMissing')}</p>${table(
        say('qualityTitle'),
        [{ head: say('qualityVariable') }, { head: say('qualityShare'), number: true }],
        missing.map((each) => [html`<code>${each.name}</code>`, share(each.share, lang, say)]),
      )}${quality.missing.length > missing.length ? html`<p class="help">${say('qualityMore', { count: quality.missing.length - missing.length })}</p>` : nothing}`
}</details>`
}`;
}
