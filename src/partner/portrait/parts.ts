import { dayOf } from '../../base/calendar.ts';
import { hideSmallCount } from '../../base/counts.ts';
import { explain, isErrorCode } from '../../base/errors.ts';
import type { Params } from '../../base/text.ts';
import type { GapMode, ModelRead } from '../documents.ts';
import type { ShareRead } from '../groups-read.ts';
import type { Labels } from '../labels.ts';
import type { Measures, StanceRead } from '../measures.ts';
import type { MissingValues } from '../missing.ts';
import type { Opened } from '../open.ts';
import { intervals, unitCurve } from './chart.ts';
import { inHundreds } from './choices.ts';
import { html, type Markup } from './markup.ts';
import type { Speech } from './speech.ts';
import { judgedOn, leadTime } from './times.ts';
import { rivalsTable, warnings } from './verdict.ts';

/** Facts at the head of a page. */
export function facts(speech: Speech, opened: Opened, pupils: number, models: number): Markup {
  const lines: [string, string][] = [
    [speech.say('factPupils'), speech.count(hideSmallCount(pupils))],
    [speech.say('factModels'), speech.number(models)],
    [speech.say('factReceived'), opened.core.created.slice(0, 10)],
    [speech.say('factDestroy'), opened.core.destroyBy],
  ];
  return html`<dl class="facts">${lines.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

export function gapNotice(speech: Speech, gap: GapMode): Markup {
  if (gap === 'local')
    return html`<div class="notice"><p><strong>${speech.say('gapLocalTitle')}</strong></p><p>${speech.say('gapLocal')}</p></div>`;
  if (gap === 'machine') return html`<p class="small">${speech.say('gapMachine')}</p>`;
  return html`<div class="notice"><p><strong>${speech.say('gapChamberTitle')}</strong></p><p>${speech.say('gapChamber')}</p></div>`;
}

export function readFirst(speech: Speech): Markup {
  return html`<section class="panel"><h2 class="sub">${speech.say('readFirst')}</h2><p>${speech.say('readAid')}</p><p>${speech.say('readErrors')}</p><p>${speech.say('readHidden')}</p></section>
<section><h2 class="sub">${speech.say('stancesTitle')}</h2><div class="pair"><div><h3>${speech.say('targeted')}</h3><p>${speech.say('targetedMeans')}</p></div><div><h3>${speech.say('wide')}</h3><p>${speech.say('wideMeans')}</p></div></div><p class="small">${speech.say('stancesNote')}</p></section>`;
}

/** How far to trust a model: recall and precision side by side with head-counts and intervals, never one figure alone. */
export function limits(speech: Speech, model: ModelRead, labels: Labels): Markup[] {
  const { measures } = model;
  const definition = labels.definition(model);
  return [
    html`<h3>${speech.say('limitsTitle')}</h3>`,
    warnings(speech, measures, labels),
    judgedOn(speech, measures),
    leadTime(speech, measures, labels),
    definition === null ? html`` : html`<p class="small"><strong>${speech.say('definition')}</strong> — ${definition}</p>`,
    html`<p>${ranking(speech, measures)}</p>`,
    figure(speech, measures),
    measureTable(speech, measures),
    inHundreds(speech, measures),
    precisionRecall(speech, measures),
    rivalsTable(speech, measures, labels),
    measures.brier === null || measures.brierOfBase === null
      ? html``
      : html`<p class="small">${speech.say('brier', { brier: speech.number(measures.brier, 3), base: speech.number(measures.brierOfBase, 3) })}</p>`,
  ];
}

function ranking(speech: Speech, { rows, positives, rocAuc, rocAucInterval }: Measures): string {
  const auc = rocAuc === null ? speech.say('noMeasure') : speech.number(rocAuc, 3);
  const said = rows === null || positives === null ? speech.say('aucOnly', { auc }) : speech.say('judgedOn', { rows, positives, auc });
  if (rocAucInterval === null) return said;
  const [low, high] = [speech.number(rocAucInterval.low, 3), speech.number(rocAucInterval.high, 3)];
  return `${said} ${speech.say('aucInterval', { low, high })}`;
}

function precisionRecall(speech: Speech, { rows, positives, averagePrecision }: Measures): Markup {
  if (averagePrecision === null) return html``;
  const value = speech.number(averagePrecision, 3);
  if (rows === null || positives === null) return html`<p class="small">${speech.say('prAucOnly', { value })}</p>`;
  return html`<p class="small">${speech.say('prAuc', { value, base: speech.number(positives / rows, 3) })}</p>`;
}

type Line = { readonly label: string; readonly short: string; readonly share: ShareRead };

function linesOf(speech: Speech, { targeted, wide }: Measures): Line[] {
  const both = (stance: StanceRead, name: string): Line[] => [
    { label: `${name} — ${speech.say('recall')}`, short: `${name}, ${speech.say('recallShort')}`, share: stance.recall },
    { label: `${name} — ${speech.say('precision')}`, short: `${name}, ${speech.say('precisionShort')}`, share: stance.precision },
  ];
  return [...both(targeted, speech.say('targeted')), ...both(wide, speech.say('wide'))];
}

function figure(speech: Speech, measures: Measures): Markup {
  const rows = linesOf(speech, measures).flatMap(({ short, share: { value, low, high } }) => {
    if (value === null || low === null || high === null) return [];
    return [{ label: short, value, low, high, text: speech.percent(value) }];
  });
  if (rows.length === 0) return html``;
  const description = rows.map((row) => `${row.label}${speech.lang === 'fr' ? ' ' : ''}: ${row.text}`).join(' · ');
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => speech.percent(share));
  return html`<figure>${intervals(speech.say('limitsTitle'), description, rows, ticks)}</figure>`;
}

export function measureTable(speech: Speech, measures: Measures): Markup {
  const lines = linesOf(speech, measures).map(({ label, share: { value, low, high, count, of } }) => {
    const interval = low === null || high === null ? '' : speech.between(low, high);
    const heads = count === null || of === null ? speech.say('hidden') : speech.say('headsOf', { count, of });
    const figure = value === null ? speech.say(interval === '' ? 'noMeasure' : 'hidden') : speech.percent(value);
    return html`<tr><th scope="row">${label}</th><td class="n">${figure}</td><td class="n">${interval}</td><td class="n">${heads}</td></tr>`;
  });
  return html`<table><thead><tr><th scope="col">${speech.say('measure')}</th><th scope="col" class="n">${speech.say('value')}</th><th scope="col" class="n">${speech.say('interval')}</th><th scope="col" class="n">${speech.say('heads')}</th></tr></thead><tbody>${lines}</tbody></table>`;
}

export function calibration(speech: Speech, { calibration }: Measures): Markup {
  if (calibration.length < 2) return html``;
  const points = calibration.map(({ predicted, observed }) => ({ x: predicted, y: observed }));
  const description = points.map(({ x, y }) => `${speech.percent(x)} → ${speech.percent(y)}`).join(', ');
  const labels = { x: speech.say('announced'), y: speech.say('observed'), ticks: [0, 0.5, 1].map((share) => speech.percent(share)) };
  return html`<section class="keep"><h3>${speech.say('calibrationTitle')}</h3><p>${speech.say('calibrationLead')}</p><figure>${unitCurve(speech.say('calibrationTitle'), description, points, labels)}</figure></section>`;
}

const WORST = 10;

export function quality(speech: Speech, missing: MissingValues, labels: Labels): Markup {
  const worst = missing.variables
    .flatMap(({ name, share }) => (share !== null && share > 0 ? [{ name, share }] : []))
    .sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1))
    .slice(0, WORST);
  const body =
    worst.length === 0
      ? html`<p>${speech.say('complete')}</p>`
      : html`<p>${speech.say('qualityLead')}</p><table><thead><tr><th scope="col">${speech.say('variable')}</th><th scope="col" class="n">${speech.say('missing')}</th></tr></thead><tbody>${worst.map(
          ({ name, share }) => html`<tr><th scope="row">${labels.variable(name)}</th><td class="n">${speech.percent(share)}</td></tr>`,
        )}</tbody></table>`;
  return html`<section><h2>${speech.say('qualityTitle')}</h2>${body}</section>`;
}

export function properUse(speech: Speech, destroyBy: string): Markup {
  return html`<section><h2>${speech.say('useTitle')}</h2><ul><li>${speech.say('useGroups')}</li><li>${speech.say('useProgress')}</li><li>${speech.say('useDestroy', { date: destroyBy })}</li></ul></section>`;
}

/** Where the page comes from, at its foot. */
export function provenance(speech: Speech, opened: Opened): Markup {
  const { core, request, appliance, checkpoint, dictionary } = opened;
  const params = {
    bundle: core.id,
    request: request.id,
    appliance: appliance.name,
    date: dayOf(new Date(opened.opened)),
    dictionary: dictionary.version,
  };
  const ledger =
    checkpoint === null
      ? html``
      : html`<p>${speech.say(opened.kind === 'result' && opened.report.gap === 'local' ? 'ledgerAtLocal' : 'ledgerAt', { size: checkpoint.size })}</p>`;
  return html`<p class="mono">${speech.say(opened.kind === 'result' && opened.report.gap === 'local' ? 'provenanceLocal' : 'provenance', params)}</p>${ledger}`;
}

/** A code in words, where its sentence needs no more than the code. */
export function why(code: string, { lang }: Speech, params: Params = {}): string {
  if (!isErrorCode(code)) return code;
  const { what } = explain({ code, params }, lang);
  return /\{\w+\}/.test(what) ? code : `${code}. ${what}`;
}
