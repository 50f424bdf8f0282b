import { isFew } from '../../src/base/counts.ts';
import type { Json } from '../../src/base/json.ts';
import type { Params } from '../../src/base/text.ts';

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
  /** Whether the member was there at all: one that is there and null is a hidden count. */
  rowsGiven: boolean;
  positives: number | null;
  positivesGiven: boolean;
  /** From the highest. */
  bands: readonly { name: BandName; pupils: number | null }[] | null;
  auc: number | null;
  brier: number | null;
  stances: readonly Stance[];
  contributions: readonly { category: Category; value: number }[];
};
export const BAND_NAMES = ['very-high', 'high', 'moderate', 'low', 'very-low'] as const;
export type BandName = (typeof BAND_NAMES)[number];
export const CATEGORIES = ['profile', 'behaviour', 'attendance', 'performance', 'sociodemography'] as const;
export type Category = (typeof CATEGORIES)[number];
export type Aggregates = {
  rows: number | null;
  models: readonly ModelFigures[];
  refused: readonly { subject: string; code: string; params: Params }[];
  quality: { rows: number | null; variables: number | null; missing: readonly { name: string; share: number | null }[] } | null;
};

type Members = { readonly [key: string]: Json };

function members(value: Json | undefined): Members | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : null;
}

function list(value: Json | undefined): readonly Members[] {
  if (!Array.isArray(value)) return [];
  const found: Members[] = [];
  for (const item of value as readonly Json[]) {
    const one = members(item);
    if (one) found.push(one);
  }
  return found;
}

function number(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

function text(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function params(value: Json | undefined): Params {
  const found = Object.entries(members(value) ?? {}).filter(([, item]) => typeof item === 'string' || typeof item === 'number');
  return Object.fromEntries(found) as Params;
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

function bandsOf(items: readonly Members[]): { name: BandName; pupils: number | null }[] {
  return items.flatMap((item) => {
    const name = BAND_NAMES.find((each) => each === item.name);
    return name ? [{ name, pupils: number(item.pupils) }] : [];
  });
}

function subjectOf(outcome: string | null, grade: string | null): string {
  return grade === null ? (outcome ?? '?') : `${outcome ?? '?'} (${grade})`;
}

function figures(model: Members): ModelFigures {
  const means = members(model.meanContributions);
  return {
    id: text(model.id) ?? '?',
    digest: text(model.digest),
    family: text(model.family),
    target: text(model.target),
    grade: text(model.grade),
    rows: number(model.rows),
    rowsGiven: model.rows !== undefined,
    positives: number(model.positives),
    positivesGiven: model.positives !== undefined,
    bands: Array.isArray(model.bands) ? bandsOf(list(model.bands)) : null,
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
    refused: refused.map((item) => ({
      subject: text(item.id) ?? subjectOf(text(item.outcome), text(item.grade)),
      code: text(item.code) ?? '?',
      params: params(item.params),
    })),
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

/** The models of a training that came to nothing, and why. */
export function readSkipped(json: Json) {
  return list(members(json)?.skipped).map((item) => ({
    outcome: text(item.outcome) ?? '?',
    grade: text(item.grade),
    code: text(item.code) ?? '?',
    params: params(item.params),
  }));
}

export const SMALLEST_COUNT = 10;

function small(value: number | null): number | null {
  return value === null || value < SMALLEST_COUNT ? null : value;
}

/** A share is hidden with its interval when the number it stands for, or the rest of its total, is under ten. */
function smallMeasure(measure: Measure): Measure {
  const { value, of } = measure;
  const told = value !== null && (of === null || (value * of >= SMALLEST_COUNT - 0.5 && (1 - value) * of >= SMALLEST_COUNT - 0.5));
  return told && (of === null || of >= SMALLEST_COUNT) ? measure : { value: null, low: null, high: null, of: small(of) };
}

function smallBands(bands: NonNullable<ModelFigures['bands']>, totalKnown: boolean, hidden: boolean): NonNullable<ModelFigures['bands']> {
  const out = bands.map((band) => ({ ...band, pupils: hidden ? null : small(band.pupils) }));
  const shown = out.filter(({ pupils }) => pupils !== null).sort((a, b) => (a.pupils ?? 0) - (b.pupils ?? 0));
  // One hole in a known total is no hole: the next smallest goes too.
  if (totalKnown && shown.length === out.length - 1) for (const band of shown.slice(0, 1)) band.pupils = null;
  return out;
}

/** True where the numbers of pupils of each grade, beside that of all, tell of fewer than ten. */
function hidesGrades({ models, rows }: Aggregates): boolean {
  const sizes = new Map<string, number>();
  for (const { bands, grade, rows: own } of models) if (bands && grade !== null && own !== null && own !== rows) sizes.set(grade, own);
  const rest = rows === null || sizes.size === 0 ? 0 : [...sizes.values()].reduce((left, size) => left - size, rows);
  return [rest, ...sizes.values()].some(isFew);
}

function smallModel(model: ModelFigures, hidden: boolean): ModelFigures {
  const rows = hidden ? null : small(model.rows);
  const { positives } = model;
  const negatives = positives === null || model.rows === null ? null : model.rows - positives;
  return {
    ...model,
    rows,
    positives: negatives !== null && negatives < SMALLEST_COUNT ? null : small(positives),
    bands: model.bands && smallBands(model.bands, model.rows !== null, hidden),
    stances: model.stances.map((stance) => ({ ...stance, recall: smallMeasure(stance.recall), precision: smallMeasure(stance.precision) })),
    contributions: rows === null && model.rowsGiven ? [] : model.contributions,
  };
}

/** The last door before a screen: whatever the chamber left, no count under ten is shown nor can be worked out. */
export function hideSmall(from: Aggregates): Aggregates {
  const rowsOf = from.quality?.rows ?? from.rows;
  const graded = hidesGrades(from);
  const hides = (share: number | null): boolean =>
    share !== null &&
    rowsOf !== null &&
    (share * rowsOf < SMALLEST_COUNT - 0.5 || (share < 1 && (1 - share) * rowsOf < SMALLEST_COUNT - 0.5));
  return {
    ...from,
    rows: small(from.rows),
    models: from.models.map((model) =>
      smallModel(model, graded && model.grade !== null && model.bands !== null && model.rows !== from.rows),
    ),
    quality: from.quality && {
      ...from.quality,
      rows: small(from.quality.rows),
      missing: from.quality.missing.map((each) => (hides(each.share) ? { ...each, share: null } : each)),
    },
  };
}
