import type { Json } from '../../src/base/json.ts';

/**
 * What the reviewer decides on, read out of the JSON that the chamber gave. Whatever is absent or of another form shows as
 * absent: this page must never be the reason a session cannot be reviewed. Counts under ten are already `null`.
 */
export type Measure = { value: number | null; low: number | null; high: number | null; of: number | null };
export type Stance = { stance: 'targeted' | 'wide'; cutoff: number | null; recall: Measure; precision: Measure };
export type ModelFigures = {
  id: string;
  digest: string | null;
  family: string | null;
  target: string | null;
  grade: string | null;
  rows: number | null;
  positives: number | null;
  bands: { high: number | null; moderate: number | null; low: number | null } | null;
  auc: number | null;
  brier: number | null;
  stances: readonly Stance[];
  contributions: readonly { category: Category; value: number }[];
};
export const CATEGORIES = ['profile', 'behaviour', 'attendance', 'performance', 'sociodemography'] as const;
export type Category = (typeof CATEGORIES)[number];
export type Aggregates = {
  rows: number | null;
  models: readonly ModelFigures[];
  refused: readonly { subject: string; code: string }[];
  quality: { rows: number | null; variables: number | null; missing: readonly { name: string; share: number | null }[] } | null;
};

type Members = { readonly [key: string]: Json };

function members(value: Json | undefined): Members | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : null;
}

function list(value: Json | undefined): readonly Members[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: Json) => members(item) ?? []);
}

function number(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

function text(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function measure(value: Json | undefined): Measure {
  const from = members(value) ?? {};
  return { value: number(from.value), low: number(from.low), high: number(from.high), of: number(from.of) };
}

function stances(model: Members): Stance[] {
  return (['targeted', 'wide'] as const).flatMap((stance) => {
    const from = members(model[stance]);
    return from ? { stance, cutoff: number(from.cutoff), recall: measure(from.recall), precision: measure(from.precision) } : [];
  });
}

function figures(model: Members): ModelFigures {
  const bands = members(model.bands);
  const means = members(model.meanContributions);
  return {
    id: text(model.id) ?? '?',
    digest: text(model.digest),
    family: text(model.family),
    target: text(model.target),
    grade: text(model.grade),
    rows: number(model.rows),
    positives: number(model.positives),
    bands: bands ? { high: number(bands.high), moderate: number(bands.moderate), low: number(bands.low) } : null,
    auc: number(model.auc),
    brier: number(model.brier),
    stances: stances(model),
    contributions: CATEGORIES.flatMap((category) => {
      const value = number(means?.[category]);
      return value === null ? [] : { category, value };
    }),
  };
}

export function readAggregates(json: Json): Aggregates {
  const from = members(json) ?? {};
  const quality = members(from.quality);
  const refused = [...list(from.refused), ...list(from.skipped), ...list(from.setAside)];
  return {
    rows: number(from.rows),
    models: list(from.models).map(figures),
    refused: refused.map((item) => ({ subject: text(item.id) ?? text(item.outcome) ?? '?', code: text(item.code) ?? '?' })),
    quality: quality && {
      rows: number(quality.rows),
      variables: number(quality.variables),
      missing: list(quality.missing)
        .map((item) => ({ name: text(item.name) ?? '?', share: number(item.share) }))
        .filter((item) => item.share !== 0)
        .sort((a, b) => (b.share ?? 0) - (a.share ?? 0)),
    },
  };
}
