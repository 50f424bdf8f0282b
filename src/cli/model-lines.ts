import { explain, isErrorCode } from '../base/errors.ts';
import { formatNumber, type Params } from '../base/text.ts';
import type { ModelRead } from '../partner/documents.ts';
import type { GroupRead, PartRead, ShareRead } from '../partner/groups-read.ts';
import type { Measures, PairGroupRead } from '../partner/measures.ts';
import type { ModelPortrait } from '../partner/portrait/aggregate.ts';
import { BAND_TEXTS, bandsOf } from '../partner/portrait/bands.ts';
import { findingsAmong } from '../study/among.ts';
import { verdicts } from '../study/verdicts.ts';
import { percent } from './show.ts';
import { aligned, untold, type Voice } from './voice.ts';

/** One model as `--json` tells it; hidden counts are null. */
export function modelResult({ id, digest, family, target, grade, measures, distance }: ModelRead, portrait: ModelPortrait | null) {
  const stance = (name: 'targeted' | 'wide') => ({
    cutoff: measures[name].cutoff,
    recall: measures[name].recall,
    precision: measures[name].precision,
  });
  const parts = portrait?.bands.names.map((name, i) => [name, portrait.bands.parts[i] ?? null]) ?? [];
  const bands = portrait && { pupils: portrait.bands.total, ...Object.fromEntries(parts) };
  const trained = { rows: measures.rows, positives: measures.positives };
  return {
    id,
    digest,
    family,
    target,
    grade,
    trained,
    times: measures.times,
    auc: measures.rocAuc,
    aucInterval: measures.rocAucInterval,
    averagePrecision: measures.averagePrecision,
    baseline: measures.baseline,
    plain: measures.plain,
    ...verdicts(measures),
    targeted: stance('targeted'),
    wide: stance('wide'),
    ...(bands
      ? { bands, distance }
      : {
          choices: measures.choices,
          doubts: measures.doubts,
          fairness: measures.fairness,
          pairs: measures.pairs,
          ...findingsOf(measures),
        }),
  };
}

/** What differs between groups and between pairs of them, each named by who stands in it. */
function findingsOf(measures: ModelRead['measures']) {
  const { comparisons, differences, miscalibrated } = findingsAmong(measures);
  const part = ({ codes, from, below, missing }: PartRead): PartRead => ({ codes, from, below, missing });
  const named = <T extends { readonly variable: readonly string[]; readonly group: GroupRead | PairGroupRead }>(found: readonly T[]) =>
    found.map(({ variable, group, ...each }) => ({
      ...each,
      ...('of' in group ? { variables: variable, group: group.of.map(part) } : { variable: variable[0], group: part(group) }),
    }));
  return { comparisons, differences: named(differences), miscalibrated: named(miscalibrated) };
}

/** Pupils by band, one line a model; a band that a model does not have stays empty. */
export function bandLines(
  rows: readonly { readonly lead: readonly string[]; readonly portrait: ModelPortrait | null }[],
  heads: readonly string[],
  voice: Voice,
): string[] {
  const names = bandsOf(rows.flatMap(({ portrait }) => (portrait ? [{ bands: portrait.bands.names }] : [])));
  const count = (value: number | null | undefined) =>
    value === null || value === undefined ? voice.t('hiddenCount') : formatNumber(value, voice.lang);
  const lines = rows.map(({ lead, portrait }) => {
    const cells = names.map((name) => {
      const at = portrait?.bands.names.indexOf(name) ?? -1;
      return at < 0 ? '' : count(portrait?.bands.parts[at]);
    });
    return [...lead, count(portrait?.bands.total), ...cells];
  });
  const right = Array.from({ length: names.length + 1 }, (_, at) => heads.length + at);
  return aligned([[...heads, voice.t('colPupils'), ...names.map((name) => BAND_TEXTS[name][voice.lang])], ...lines], right);
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

/** A model that came to nothing, with its reason in words where they can be said. */
export function setAsideModelLine(
  {
    outcome,
    grade,
    code,
    params,
  }: { readonly outcome: string; readonly grade: string | null; readonly code: string; readonly params: Params },
  voice: Voice,
): string {
  const what = isErrorCode(code) ? untold(explain({ code, params }, voice.lang).what) : code;
  return voice.t('setAsideOutcome', { outcome: grade === null ? outcome : `${outcome} (${grade})`, code, what });
}
