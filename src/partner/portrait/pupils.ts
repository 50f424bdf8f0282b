import type { Lang } from '../../base/text.ts';
import { DOUBTS, MUCH } from '../../study/doubts.ts';
import { labelsOf } from '../labels.ts';
import type { OpenedResult } from '../open.ts';
import type { Factor } from '../scores.ts';
import { BAND_TEXTS } from './bands.ts';
import { html, type Markup } from './markup.ts';
import { page } from './page.ts';
import { gapNotice, properUse, provenance } from './parts.ts';
import { type Speech, speech } from './speech.ts';

/** The pupils of the high and moderate bands, model by model: personal information, made on request only. */
export function pupilsPage(opened: OpenedResult, sender: string, lang: Lang): Uint8Array {
  const said = speech(lang);
  const labels = labelsOf(opened.dictionary, lang);
  const { scores, report, core } = opened;
  const lists = report.models.map((model, index) => {
    const rows = rowsOf(opened, index);
    const table =
      rows.length === 0
        ? html`<p>${said.say('nobody')}</p>`
        : html`<table><thead><tr><th scope="col">${said.say('pupil')}</th><th scope="col" class="n">${said.say('probability')}</th><th scope="col">${said.say('band')}</th><th scope="col">${said.say('raising')}</th><th scope="col">${said.say('lowering')}</th></tr></thead><tbody>${rows.map(
            (row) => pupilRow(said, opened, row, (feature) => labels.variable(report.features[feature] ?? '')),
          )}</tbody></table>`;
    return html`<section class="model"><h2>${labels.model(model)}</h2><p>${said.say('pupilsLead')}</p>${rows.some((row) => doubted(opened, row).length > 0) ? html`<p class="small">${said.say('pupilsDoubts')}</p>` : html``}${table}</section>`;
  });
  return page(lang, {
    title: said.say('pupilsTitle'),
    subtitle: sender,
    kind: said.say('pupilsKind'),
    destroyBy: core.destroyBy,
    body: [
      html`<div class="notice"><p>${said.say('personalNotice')}</p></div>`,
      gapNotice(said, report.gap),
      html`<p>${said.say('readAid')} ${said.say('readErrors')}</p>`,
      ...(scores.rows === 0 ? [] : lists),
      properUse(said, core.destroyBy),
    ],
    foot: provenance(said, opened),
  });
}

function rowsOf({ scores }: OpenedResult, model: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < scores.rows; row++) if (scores.model[row] === model && scores.band[row]! > 0) rows.push(row);
  return rows.sort((a, b) => scores.score[b]! - scores.score[a]! || a - b);
}

/** Why the score of a row deserves a second look. */
function doubted({ scores }: OpenedResult, row: number) {
  return DOUBTS.filter((name) => scores.doubts[name].share[row]! >= MUCH[name]);
}

function pupilRow(said: Speech, opened: OpenedResult, row: number, name: (feature: number) => string): Markup {
  const { scores, pupils, roster, report } = opened;
  const band = scores.band[row] ?? 0;
  const list = (factors: readonly Factor[]) => {
    const lines = factors.flatMap(({ feature, value }) => {
      return (feature[row] ?? -1) < 0 ? [] : [html`<li>${name(feature[row]!)} (${said.points(value[row] ?? 0)})</li>`];
    });
    return html`<ul class="factors">${lines}</ul>`;
  };
  const marks = doubted(opened, row).map(
    (doubt) => html`<span class="under">${said.say(`${doubt}Mark`, { share: said.percent(scores.doubts[doubt].share[row]!) })}</span>`,
  );
  const fiche = roster.fileNumbers[pupils[row] ?? -1] ?? '';
  const tone = report.models[scores.model[row]!]!.bands[band] ?? 'low';
  return html`<tr><th scope="row">${fiche}</th><td class="n">${said.chance(scores.probability[row] ?? 0)}</td><td><span class="key"><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="${tone}" width="10" height="10" rx="2"/></svg>${BAND_TEXTS[tone][said.lang]}</span>${marks}</td><td>${list(scores.raising)}</td><td>${list(scores.lowering)}</td></tr>`;
}
