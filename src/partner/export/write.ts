import type { Lang } from '../../base/text.ts';
import { recordExport } from '../exports.ts';
import type { PartnerHome } from '../home.ts';
import { keepAnswer, type Opened, type OpenedResult } from '../open.ts';
import type { ModelPortrait } from '../portrait/aggregate.ts';
import { portraitPage } from '../portrait/result.ts';
import { publishedBefore, readPublished, recordPublished } from '../published.ts';
import { type SchoolTables, schoolTables } from '../school-tables.ts';
import { answerFiles, type ExportOptions, portraitsOf } from './answer.ts';
import { writeFolder } from './folder.ts';

export type Exported = {
  readonly files: readonly string[];
  /** Of a result, one a model: what its pages tell, and no more. */
  readonly portraits: readonly ModelPortrait[] | null;
};

/** What may be told of a result, earlier reports counted; it is written in the home before anybody sees it. */
function tell(home: PartnerHome, opened: OpenedResult): SchoolTables {
  const request = opened.request.id;
  const told = schoolTables(opened, publishedBefore(readPublished(home), request));
  recordPublished(home, { request, cells: told.cells });
  return told;
}

/**
 * Writes what a verified answer, or a scoring made here, gives into a new folder: written down before the files are, the answer kept after.
 * @throws OUT_NOT_EMPTY, FILE_WRITE, OPEN_ALREADY, HOME_BUSY
 */
export function exportAnswer(home: PartnerHome, opened: Opened, folder: string, options: Omit<ExportOptions, 'sender'>): Exported {
  const told = opened.kind === 'result' ? tell(home, opened) : null;
  const files = answerFiles(opened, { ...options, sender: home.name }, told);
  recordExport(home, { request: opened.request.id, folder, files: files.map(({ name }) => name) });
  const written = writeFolder(folder, files);
  // No bundle answers what was scored here.
  if (opened.request.kind !== 'local') keepAnswer(home, opened);
  return { files: written, portraits: opened.kind === 'result' && told !== null ? portraitsOf(opened, told) : null };
}

/** The portrait of the whole CSS alone, to be looked at. */
export function portraitIn(home: PartnerHome, opened: OpenedResult, lang: Lang): Uint8Array {
  const told = tell(home, opened);
  return portraitPage(opened, { portraits: portraitsOf(opened, told), told }, home.name, lang);
}
