import { fill, type Lang } from '../../base/text.ts';
import { CATEGORY_TEXTS } from '../../study/categories.ts';
import { DOUBTS, type DoubtName } from '../../study/doubts.ts';
import { encodeArrow } from '../../table/arrow.ts';
import { CATEGORIES } from '../../table/dictionary.ts';
import type { Column } from '../../table/table.ts';
import { labelsOf } from '../labels.ts';
import type { OpenedResult } from '../open.ts';
import { BAND_TEXTS } from '../portrait/bands.ts';
import { words } from '../portrait/words.ts';
import type { Factor } from '../scores.ts';
import type { Cell } from './csv.ts';

/** A column of an export: its name for machines, its heading for people, and its cells. `kind` is the type Arrow gives it. */
export type ExportColumn = {
  readonly name: string;
  readonly heading: string;
  readonly kind: 'text' | 'number';
  readonly cell: (row: number) => Cell;
  /** As people read it, where that differs. */
  readonly shown?: (row: number) => Cell;
};

/** Rows of the scores, model by model, pupils in the order of the partner's own extract. */
export function exportOrder({ scores, pupils }: OpenedResult): Int32Array {
  return Int32Array.from({ length: scores.rows }, (_, row) => row).sort(
    (a, b) => scores.model[a]! - scores.model[b]! || pupils[a]! - pupils[b]! || a - b,
  );
}

/** Of a double's 17 digits, those that mean something; fewer would change the order of close scores. */
const DIGITS = 12;

function rounded(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

/** As a person wants it in a spreadsheet: a share to the hundredth of a percent. */
export function shownNumber(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** One row a pupil and model, all that the result says of them, beside the file number and the groups kept at home. */
export function pupilColumns(opened: OpenedResult, order: Int32Array, lang: Lang): ExportColumn[] {
  const { scores, roster, pupils, report } = opened;
  const labels = labelsOf(opened.dictionary, lang);
  const at = (row: number) => order[row]!;
  const text = (name: string, heading: string, cell: (row: number) => string, shown?: (row: number) => string): ExportColumn => {
    return { name, heading, kind: 'text', cell: (row) => cell(at(row)), ...(shown ? { shown: (row) => shown(at(row)) } : {}) };
  };
  const number = (name: string, heading: string, values: ArrayLike<number>): ExportColumn => {
    return { name, heading, kind: 'number', cell: (row) => rounded(values[at(row)]!), shown: (row) => shownNumber(values[at(row)]!) };
  };
  const say = (key: keyof typeof words, params = {}) => fill(words[key][lang], params, lang);
  const modelOf = (row: number) => report.models[scores.model[row]!]!;
  const featureAt = (places: Int16Array, row: number) => (places[row]! < 0 ? null : (report.features[places[row]!] ?? null));
  const named = (name: string, heading: string, places: Int16Array): ExportColumn =>
    text(
      name,
      heading,
      (row) => featureAt(places, row) ?? '',
      (row) => labels.variable(featureAt(places, row) ?? ''),
    );
  const factors = (side: 'raising' | 'lowering' | 'actionable', list: readonly Factor[]) =>
    list.flatMap((factor, i): ExportColumn[] => {
      const held = (row: number) => featureAt(factor.feature, row);
      const title = say(`${side}Column`, { rank: i + 1 });
      return [
        named(`${side}${i + 1}`, title, factor.feature),
        {
          name: `${side}${i + 1}_value`,
          heading: say('effectColumn', { column: title }),
          kind: 'number',
          cell: (row) => (held(at(row)) === null ? null : rounded(factor.value[at(row)]!)),
          shown: (row) => (held(at(row)) === null ? null : shownNumber(factor.value[at(row)]!)),
        },
      ];
    });
  const doubt = (name: DoubtName) => [
    number(name, say(`${name}Column`), scores.doubts[name].share),
    ...scores.doubts[name].features.map((places, i) => named(`${name}${i + 1}`, say(`${name}NameColumn`, { rank: i + 1 }), places)),
  ];
  return [
    text('fiche', say('pupil'), (row) => roster.fileNumbers[pupils[row]!]!),
    ...roster.groups.map((group) => text(group.name, labels.variable(group.name), (row) => group.values[pupils[row]!] ?? '')),
    text(
      'model',
      say('modelColumn'),
      (row) => modelOf(row).id,
      (row) => labels.model(modelOf(row)),
    ),
    text('target', say('targetColumn'), (row) => modelOf(row).target),
    number('score', say('scoreColumn'), scores.score),
    number('probability', say('probability'), scores.probability),
    text(
      'band',
      say('band'),
      (row) => modelOf(row).bands[scores.band[row]!]!,
      (row) => BAND_TEXTS[modelOf(row).bands[scores.band[row]!]!][lang],
    ),
    number('targeted', say('targeted'), scores.targeted),
    number('wide', say('wide'), scores.wide),
    ...CATEGORIES.map((category) => number(category, CATEGORY_TEXTS[category].label[lang], scores.contributions[category])),
    ...factors('raising', scores.raising),
    ...factors('lowering', scores.lowering),
    ...factors('actionable', scores.actionable),
    ...DOUBTS.flatMap(doubt),
    text('destroy_by', say('factDestroy'), () => opened.core.destroyBy),
  ];
}

/** The same columns as an Arrow IPC stream, with the machines' names. */
export function arrowBytes(columns: readonly ExportColumn[], rows: number): Uint8Array {
  const built = columns.map(({ name, kind, cell }): Column => {
    if (kind === 'text') return { name, type: 'text', values: Array.from({ length: rows }, (_, row) => String(cell(row) ?? '')) };
    return { name, type: 'number', values: Float64Array.from({ length: rows }, (_, row) => (cell(row) as number | null) ?? Number.NaN) };
  });
  return encodeArrow({ rows, columns: built });
}
