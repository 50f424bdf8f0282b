import { formatNumber } from '../base/text.ts';
import type { ModelRead } from '../partner/documents.ts';
import type { GroupRead, Measures, ShareRead } from '../partner/measures.ts';
import type { ModelPortrait } from '../partner/portrait/aggregate.ts';
import { findings } from '../study/differences.ts';
import { verdicts } from '../study/verdicts.ts';
import { percent } from './show.ts';
import type { Voice } from './voice.ts';

/** One model as `--json` tells it; hidden counts are null. */
export function modelResult({ id, digest, family, target, grade, measures }: ModelRead, portrait: ModelPortrait | null) {
  const stance = (name: 'targeted' | 'wide') => ({
    cutoff: measures[name].cutoff,
    recall: measures[name].recall,
    precision: measures[name].precision,
  });
  const [high = null, moderate = null, low = null] = portrait?.bands.parts ?? [];
  const bands = portrait && { pupils: portrait.bands.total, high, moderate, low };
  const trained = { rows: measures.rows, positives: measures.positives };
  return {
    id,
    digest,
    family,
    target,
    grade,
    trained,
    auc: measures.rocAuc,
    aucInterval: measures.rocAucInterval,
    averagePrecision: measures.averagePrecision,
    baseline: measures.baseline,
    plain: measures.plain,
    ...verdicts(measures),
    targeted: stance('targeted'),
    wide: stance('wide'),
    ...(bands ? { bands } : { choices: measures.choices, fairness: measures.fairness, pairs: measures.pairs, ...findingsOf(measures) }),
  };
}

/** What differs between groups, each named by who stands in it. */
function findingsOf({ fairness }: ModelRead['measures']) {
  const { comparisons, differences, miscalibrated } = findings(fairness);
  const named = <T extends { readonly group: GroupRead }>(found: readonly T[]) =>
    found.map(({ group: { codes, from, below, missing }, ...each }) => ({ ...each, group: { codes, from, below, missing } }));
  return { comparisons, differences: named(differences), miscalibrated: named(miscalibrated) };
}

export function bandsHead(voice: Voice): string[] {
  return [voice.t('colModel'), voice.t('colPupils'), voice.t('colHigh'), voice.t('colModerate'), voice.t('colLow')];
}

export function bandRow(label: string, portrait: ModelPortrait | null, voice: Voice): string[] {
  const count = (value: number | null | undefined) =>
    value === null || value === undefined ? voice.t('hiddenCount') : formatNumber(value, voice.lang);
  const { total, parts } = portrait?.bands ?? { total: null, parts: [] };
  return [label, count(total), count(parts[0]), count(parts[1]), count(parts[2])];
}

export function measuresHead(voice: Voice): string[] {
  return [voice.t('colModel'), voice.t('colAuc'), voice.t('colStance'), voice.t('colRecall'), voice.t('colPrecision')];
}

/** Recall and precision side by side, with head-counts: neither is ever shown alone. */
export function measureRows(label: string, measures: Pick<Measures, 'rocAuc' | 'targeted' | 'wide'>, voice: Voice): string[][] {
  const { rocAuc, targeted, wide } = measures;
  const auc = rocAuc === null ? '' : formatNumber(rocAuc, voice.lang, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  return [
    [label, auc, voice.t('targetedName'), said(targeted.recall, voice), said(targeted.precision, voice)],
    ['', '', voice.t('wideName'), said(wide.recall, voice), said(wide.precision, voice)],
  ];
}

function said({ value, count, of }: ShareRead, voice: Voice): string {
  if (value === null) return voice.t('hiddenCount');
  if (count === null || of === null) return percent(voice, value);
  return voice.t('shareOf', { percent: percent(voice, value), count, of });
}
