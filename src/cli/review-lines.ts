import { hideSmall, readAggregates } from '../../appliance/console/aggregates.ts';
import type { Json } from '../base/json.ts';
import { formatNumber } from '../base/text.ts';
import { percent } from './show.ts';
import type { Voice } from './voice.ts';

const BAND_WORDS = {
  'very-high': 'bandVeryHigh',
  high: 'bandHigh',
  moderate: 'bandModerate',
  low: 'bandLow',
  'very-low': 'bandVeryLow',
} as const;

/** What the reviewer decides on, in a terminal: the same aggregates as the console's, small counts hidden. */
export function reviewLines(name: string, aggregates: Json, voice: Voice): string[] {
  const { models, rows, refused } = hideSmall(readAggregates(aggregates));
  const count = (value: number | null) => (value === null ? voice.t('hiddenCount') : formatNumber(value, voice.lang));
  const share = (value: number | null) => (value === null ? voice.t('hiddenCount') : percent(voice, value));
  const lines = [`${name} — ${voice.t('reviewRows', { count: count(rows) })}`];
  for (const model of models) {
    const figures: string[] = [];
    if (model.auc !== null)
      figures.push(`AUC ${formatNumber(model.auc, voice.lang, { minimumFractionDigits: 3, maximumFractionDigits: 3 })}`);
    if (model.bands) {
      figures.push(model.bands.map(({ name, pupils }) => `${voice.t(BAND_WORDS[name])} ${count(pupils)}`).join(', '));
    }
    for (const { stance, recall, precision } of model.stances) {
      const stanceName = voice.t(stance === 'wide' ? 'wideName' : 'targetedName');
      figures.push(voice.t('reviewStance', { stance: stanceName, recall: share(recall.value), precision: share(precision.value) }));
    }
    lines.push(`  ${voice.t('reviewModel', { model: model.id, figures: figures.join(' · ') })}`);
  }
  for (const { subject, code } of refused) lines.push(`  ${voice.t('reviewSkipped', { subject, code })}`);
  return lines;
}
