import type { Measures, StanceRead } from '../measures.ts';
import { halfCurve } from './chart.ts';
import { html, type Markup } from './markup.ts';
import type { Speech } from './speech.ts';

/** Under this many points a curve says nothing that the table does not. */
const FEWEST = 3;

/** The ROC and precision–recall curves beside each other, the stances marked where their counts may be told. */
export function curves(speech: Speech, measures: Measures): Markup {
  const { roc, precisionRecall, rows, positives, targeted, wide } = measures;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => speech.percent(share));
  const described = (points: readonly (readonly [number, number])[]) =>
    points.map(([x, y]) => `${speech.percent(x)} → ${speech.percent(y)}`).join(', ');
  const stances = [
    { stance: targeted, name: speech.say('targetedShort') },
    { stance: wide, name: speech.say('wideShort') },
  ];
  const figures: Markup[] = [];
  if (roc.length >= FEWEST && rows !== null && positives !== null) {
    const marks = stances.flatMap(({ stance: { recall, precision }, name }) => {
      if (recall.value === null || precision.count === null || precision.of === null) return [];
      return [{ at: [(precision.of - precision.count) / (rows - positives), recall.value] as const, name }];
    });
    const labels = { x: speech.say('rocX'), y: speech.say('rocY'), ticks };
    figures.push(
      html`<figure>${halfCurve(
        speech.say('rocTitle'),
        described(roc),
        roc,
        labels,
        [
          [0, 0],
          [1, 1],
        ],
        marks,
      )}</figure>`,
    );
  }
  if (precisionRecall.length >= FEWEST) {
    const marks = stances.flatMap(({ stance: { recall, precision }, name }: { stance: StanceRead; name: string }) =>
      recall.value === null || precision.value === null ? [] : [{ at: [recall.value, precision.value] as const, name }],
    );
    const base = rows === null || positives === null ? 0 : positives / rows;
    const labels = { x: speech.say('prX'), y: speech.say('prY'), ticks };
    figures.push(
      html`<figure>${halfCurve(
        speech.say('prTitle'),
        described(precisionRecall),
        precisionRecall,
        labels,
        [
          [0, base],
          [1, base],
        ],
        marks,
      )}</figure>`,
    );
  }
  if (figures.length === 0) return html``;
  return html`<section class="keep"><h3>${speech.say('curvesTitle')}</h3><p>${speech.say('curvesLead')}</p><div class="pair">${figures}</div></section>`;
}
