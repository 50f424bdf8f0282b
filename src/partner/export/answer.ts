import { utf8 } from '../../base/bytes.ts';
import type { Lang } from '../../base/text.ts';
import type { Opened, OpenedResult } from '../open.ts';
import { portraits } from '../portrait/aggregate.ts';
import { evaluationPage } from '../portrait/evaluation.ts';
import { pupilsPage } from '../portrait/pupils.ts';
import { portraitPage } from '../portrait/result.ts';
import { aggregateColumns } from './aggregates.ts';
import { type CsvForm, csvBytes } from './csv.ts';
import type { OutputFile } from './folder.ts';
import { arrowBytes, type ExportColumn, exportOrder, pupilColumns } from './pupils.ts';
import { powerBiViews } from './views.ts';

export type ExportOptions = {
  /** Name of this CSS, for the pages. */
  readonly sender: string;
  readonly lang: Lang;
  /** Also the CSV that a French Excel opens well. */
  readonly excel: boolean;
  /** Also what names pupils; nothing else does. */
  readonly pupils: boolean;
};

/** The files made of a verified answer. Without `pupils`, no file number is in any of them. */
export function answerFiles(opened: Opened, options: ExportOptions): OutputFile[] {
  const checkpoint = opened.checkpoint === null ? [] : [{ name: 'checkpoint.note', bytes: utf8(opened.checkpoint.note) }];
  if (opened.kind === 'evaluation') {
    const columns = aggregateColumns(opened.evaluation.models, null, options.lang);
    return [
      { name: 'evaluation.html', bytes: evaluationPage(opened, options.sender, options.lang) },
      ...tables('evaluation', columns, opened.evaluation.models.length, options.excel),
      ...checkpoint,
    ];
  }
  const shown = portraits(opened.scores, opened.report.models.length);
  return [
    { name: 'portrait.html', bytes: portraitPage(opened, shown, options.sender, options.lang) },
    ...tables('portrait', aggregateColumns(opened.report.models, shown, options.lang), opened.report.models.length, options.excel),
    ...(options.pupils ? pupilFiles(opened, options) : []),
    ...checkpoint,
  ];
}

function pupilFiles(opened: OpenedResult, options: ExportOptions): OutputFile[] {
  const order = exportOrder(opened);
  const columns = pupilColumns(opened, order, options.lang);
  return [
    { name: 'pupils.html', bytes: pupilsPage(opened, options.sender, options.lang) },
    ...tables('pupils', columns, order.length, options.excel),
    { name: 'pupils.arrow', bytes: arrowBytes(columns, order.length) },
    ...powerBiViews(opened, order).map((view) => ({ name: `${view.name}.csv`, bytes: csvBytes(view.columns, view.rows, 'plain') })),
  ];
}

function tables(name: string, columns: readonly ExportColumn[], rows: number, excel: boolean): OutputFile[] {
  const form = (which: CsvForm) =>
    csvBytes(
      columns.map((column) => (which === 'plain' ? column : { name: column.heading, cell: column.shown ?? column.cell })),
      rows,
      which,
    );
  return [{ name: `${name}.csv`, bytes: form('plain') }, ...(excel ? [{ name: `${name}-excel.csv`, bytes: form('excel') }] : [])];
}
