import { recordExport } from '../exports.ts';
import type { PartnerHome } from '../home.ts';
import { keepAnswer, type Opened } from '../open.ts';
import { answerFiles, type ExportOptions } from './answer.ts';
import { writeFolder } from './folder.ts';

/**
 * Writes what a verified answer gives into a new folder: written down before the files are, the answer kept after. Returns their paths.
 * @throws OUT_NOT_EMPTY, FILE_WRITE, OPEN_ALREADY
 */
export function exportAnswer(home: PartnerHome, opened: Opened, folder: string, options: Omit<ExportOptions, 'sender'>): string[] {
  const files = answerFiles(opened, { ...options, sender: home.name });
  recordExport(home, { request: opened.request.id, folder, files: files.map(({ name }) => name) });
  const written = writeFolder(folder, files);
  keepAnswer(home, opened);
  return written;
}
