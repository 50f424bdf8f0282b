import { utf8 } from '../../base/bytes.ts';
import { canonicalJsonBytes, type Json } from '../../base/json.ts';
import { fill, type Lang } from '../../base/text.ts';
import type { Opened, OpenedResult } from '../open.ts';
import { portraits } from '../portrait/aggregate.ts';
import { cardFacts, cardPage } from '../portrait/card.ts';
import { evaluationPage } from '../portrait/evaluation.ts';
import { pupilsPage } from '../portrait/pupils.ts';
import { portraitPage } from '../portrait/result.ts';
import { words } from '../portrait/words.ts';
import { aggregateColumns } from './aggregates.ts';
import { type CsvForm, csvParts } from './csv.ts';
import { type OutputFile, wholeFile } from './folder.ts';
import { parquetParts } from './parquet.ts';
import { arrowBytes, type ExportColumn, exportOrder, pupilColumns } from './pupils.ts';
import { powerBiViews, type View } from './views.ts';
import { type XlsxNote, xlsxParts } from './xlsx.ts';

export type ExportOptions = {
  /** Name of this CSS, for the pages. */
  readonly sender: string;
  readonly lang: Lang;
  /** Also the CSV that a French Excel opens well. */
  readonly excel: boolean;
  /** Also workbooks, and Parquet files. */
  readonly xlsx: boolean;
  readonly parquet: boolean;
  /** Also what names pupils; nothing else does. */
  readonly pupils: boolean;
};

/** The files made of a verified answer, each made as it is written. Without `pupils`, no file number is in any of them. */
export function answerFiles(opened: Opened, options: ExportOptions): OutputFile[] {
  const made = opened.kind === 'result' ? resultFiles(opened, options) : evaluationFiles(opened, options);
  const checkpoint = opened.checkpoint === null ? [] : [wholeFile('checkpoint.note', utf8(opened.checkpoint.note))];
  const files = [...made, ...checkpoint];
  return [...files, wholeFile('destroy-by.txt', utf8(destroyNotice(opened, [...files.map(({ name }) => name), 'destroy-by.txt'])))];
}

function evaluationFiles(opened: Opened & { kind: 'evaluation' }, options: ExportOptions): OutputFile[] {
  const { models } = opened.evaluation;
  const columns = aggregateColumns(models, null, { lang: options.lang, destroyBy: opened.core.destroyBy });
  return [
    wholeFile('evaluation.html', evaluationPage(opened, options.sender, options.lang)),
    ...models.flatMap((model) => [
      wholeFile(`model-card-${model.id}.html`, cardPage(opened, model, options.sender, options.lang)),
      wholeFile(`model-card-${model.id}.json`, canonicalJsonBytes(cardFacts(opened, model, options.sender) as unknown as Json)),
    ]),
    ...tables(opened, { name: 'evaluation', columns, rows: models.length }, options),
  ];
}

function resultFiles(opened: OpenedResult, options: ExportOptions): OutputFile[] {
  const { models } = opened.report;
  const shown = portraits(opened.scores, models);
  const columns = aggregateColumns(models, shown, { lang: options.lang, destroyBy: opened.core.destroyBy });
  return [
    wholeFile('portrait.html', portraitPage(opened, shown, options.sender, options.lang)),
    ...tables(opened, { name: 'portrait', columns, rows: models.length }, options),
    ...(options.pupils ? pupilFiles(opened, options) : []),
  ];
}

function pupilFiles(opened: OpenedResult, options: ExportOptions): OutputFile[] {
  const order = exportOrder(opened);
  const columns = pupilColumns(opened, order, options.lang);
  return [
    wholeFile('pupils.html', pupilsPage(opened, options.sender, options.lang)),
    ...tables(opened, { name: 'pupils', columns, rows: order.length }, options),
    { name: 'pupils.arrow', parts: () => [arrowBytes(columns, order.length)] },
    ...powerBiViews(opened, order).flatMap((view) => viewFiles(opened, view, options)),
  ];
}

type NamedTable = { readonly name: string; readonly columns: readonly ExportColumn[]; readonly rows: number };

/** A table in every form asked: people's words in what a person opens, the machines' names elsewhere. */
function tables(opened: Opened, { name, columns, rows }: NamedTable, options: ExportOptions): OutputFile[] {
  const headed = columns.map((column) => ({ name: column.heading, cell: column.shown ?? column.cell }));
  const csv = (form: CsvForm) => () => csvParts(form === 'plain' ? columns : headed, rows, form);
  const { xlsx, excel, parquet } = options;
  return [
    { name: `${name}.csv`, parts: csv('plain') },
    ...(excel ? [{ name: `${name}-excel.csv`, parts: csv('excel') }] : []),
    ...(xlsx ? [workbook(opened, name, { name, columns: headed, rows }, options.lang)] : []),
    ...(parquet ? [{ name: `${name}.parquet`, parts: () => parquetParts(columns, rows, aboutParquet(opened)) }] : []),
  ];
}

/** The names and columns of these are not ours to change: the day to destroy them stands beside. */
function viewFiles(opened: Opened, { name, sheet, columns, rows }: View, { lang, xlsx, parquet }: ExportOptions): OutputFile[] {
  return [
    { name: `${name}.csv`, parts: () => csvParts(columns, rows, 'plain') },
    ...(xlsx ? [workbook(opened, name, { name: sheet, columns, rows }, lang)] : []),
    ...(parquet ? [{ name: `${name}.parquet`, parts: () => parquetParts(columns, rows, aboutParquet(opened)) }] : []),
  ];
}

function workbook(opened: Opened, name: string, sheet: Parameters<typeof xlsxParts>[1], lang: Lang): OutputFile {
  const file = `${name}.xlsx`;
  const say = (key: 'factDestroy' | 'destroySheet' | 'bundleId') => fill(words[key][lang], {}, lang);
  const note: XlsxNote = {
    sheet: say('destroySheet'),
    lines: [
      [say('factDestroy'), opened.core.destroyBy],
      [say('bundleId'), opened.core.id],
    ],
  };
  return { name: file, parts: () => xlsxParts(file, sheet, note) };
}

function aboutParquet({ core }: Opened): Record<string, string> {
  return { 'ecluse.destroy_by': core.destroyBy, 'ecluse.bundle': core.id };
}

/** In both languages, whatever the pages’: whoever finds the folder later must understand it. */
function destroyNotice({ core }: Opened, names: readonly string[]): string {
  const say = (lang: Lang) => fill(words.destroyNotice[lang], { date: core.destroyBy }, lang);
  return `${say('fr')}\n\n${say('en')}\n\n${names.map((name) => `  ${name}`).join('\n')}\n`;
}
