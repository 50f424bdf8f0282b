import { CATEGORY_TEXTS } from '../../study/categories.ts';
import { CATEGORIES } from '../../table/dictionary.ts';
import type { OpenedResult } from '../open.ts';
import { BAND_TEXTS } from '../portrait/bands.ts';
import type { ParquetColumn } from './parquet.ts';

/** The two tables that the community's Power BI reports read; their names and columns are not ours to change. */
export type View = {
  readonly name: string;
  /** Of a workbook's sheet, whose names are short. */
  readonly sheet: string;
  readonly rows: number;
  readonly columns: readonly ParquetColumn[];
};

/** Of a double's 17 digits, those that mean something. */
const DIGITS = 12;

export function powerBiViews({ scores, pupils, roster, report }: OpenedResult, order: Int32Array): View[] {
  const fiche = (at: number) => roster.fileNumbers[pupils[at]!]!;
  const model = (at: number) => report.models[scores.model[at]!]!;
  const row = (name: string, cell: (at: number) => string): ParquetColumn => {
    return { name, kind: 'text', cell: (index) => cell(order[index]!) };
  };
  const count = CATEGORIES.length;
  /** In the second view a pupil and model take one row a category. */
  const split = <Value extends string | number>(
    name: string,
    kind: Value extends string ? 'text' : 'number',
    cell: (at: number, category: (typeof CATEGORIES)[number]) => Value,
  ): ParquetColumn => {
    return { name, kind, cell: (index) => cell(order[Math.floor(index / count)]!, CATEGORIES[index % count]!) };
  };
  return [
    {
      name: 'core_models_reporting_probabilities',
      sheet: 'probabilities',
      rows: order.length,
      columns: [
        row('fiche', fiche),
        row('model', (at) => model(at).id),
        row('target', (at) => model(at).target),
        row('risk_level_french', (at) => BAND_TEXTS[model(at).bands[scores.band[at]!]!].fr),
      ],
    },
    {
      name: 'core_models_reporting_shap',
      sheet: 'shap',
      rows: order.length * count,
      columns: [
        split<string>('fiche', 'text', fiche),
        split<string>('category', 'text', (_, category) => CATEGORY_TEXTS[category].label.fr),
        split<string>('model', 'text', (at) => model(at).id),
        split<string>('target', 'text', (at) => model(at).target),
        split<number>('shap_value', 'number', (at, category) => Number(scores.contributions[category][at]!.toPrecision(DIGITS))),
      ],
    },
  ];
}
