import { utf8 } from '../../base/bytes.ts';
import { canonicalJsonBytes, type Json } from '../../base/json.ts';
import { fill, type Lang } from '../../base/text.ts';
import type { Opened, OpenedResult } from '../open.ts';
import { type ModelPortrait, portraits } from '../portrait/aggregate.ts';
import { cardFacts, cardPage } from '../portrait/card.ts';
import { evaluationPage } from '../portrait/evaluation.ts';
import { pupilsPage } from '../portrait/pupils.ts';
import { portraitPage } from '../portrait/result.ts';
import { schoolPages } from '../portrait/school.ts';
import { wholeBands } from '../portrait/suppress.ts';
import { words } from '../portrait/words.ts';
import { type SchoolTables, schoolTables } from '../school-tables.ts';
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

/**
 * The files made of a verified answer, each made as it is written. Without `pupils`, no file number is in any of them. `told`: what may be
 * told by school and grade, where earlier reports count.
 */
export function answerFiles(opened: Opened, options: ExportOptions, told: SchoolTables | null = null): OutputFile[] {
  const made = opened.kind === 'result' ? resultFiles(opened, options, told ?? schoolTables(opened, [])) : evaluationFiles(opened, options);
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

export function portraitsOf(opened: OpenedResult, told: SchoolTables): ModelPortrait[] {
  return portraits(opened.scores, opened.report.models, wholeBands(told));
}

function resultFiles(opened: OpenedResult, options: ExportOptions, told: SchoolTables): OutputFile[] {
  const { models } = opened.report;
  const { sender, lang } = options;
  const shown = portraitsOf(opened, told);
  const columns = aggregateColumns(models, shown, { lang, destroyBy: opened.core.destroyBy });
  const names = schoolFileNames(told.schools);
  return [
    wholeFile('portrait.html', portraitPage(opened, { portraits: shown, told }, sender, lang)),
    ...tables(opened, { name: 'portrait', columns, rows: models.length }, options),
    ...schoolPages(opened, told, sender, lang).map(({ school, bytes }) => ({ name: names[school]!, parts: () => [bytes()] })),
    ...(options.pupils ? pupilFiles(opened, options) : []),
  ];
}

/** « École du Ruisseau » → school-ecole-du-ruisseau.html; no two alike. */
function schoolFileNames(schools: readonly string[]): string[] {
  const taken = new Set<string>();
  return schools.map((code) => {
    const plain = code
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{M}/gu, '')
      .replaceAll('œ', 'oe')
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 60)
      .replace(/^-+|-+$/g, '');
    let name = `school-${plain || '0'}`;
    for (let at = 2; taken.has(name); at++) name = `school-${plain || '0'}-${at}`;
    taken.add(name);
    return `${name}.html`;
  });
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
