import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { EcluseError } from '../base/errors.ts';
import { writeFileAtomically } from '../base/files.ts';
import type { Clock } from '../base/random.ts';
import type { Lang } from '../base/text.ts';
import type { Secrets } from '../keys/secrets.ts';
import { recordExport } from './exports.ts';
import type { PartnerHome } from './home.ts';
import { keepAnswer, type OpenedResult, openAnswer } from './open.ts';
import { sheetPage } from './portrait/sheet.ts';

export type SheetOptions = {
  readonly result: string;
  /** Of the pupils, in the order of their sheets; one given twice has one sheet. */
  readonly fileNumbers: readonly string[];
  /** A new file. */
  readonly out: string;
  readonly lang: Lang;
};
export type Sheets = { readonly opened: OpenedResult; readonly pupils: number };

/**
 * Writes the sheets of some pupils of a result, to print: the home knows of the file before it is there, so that it is destroyed with the request.
 * @throws PUPIL_NOT_RESULT, PUPIL_UNKNOWN, FILE_EXISTS, FILE_WRITE, HOME_BUSY, and what `openAnswer` throws
 */
export function writeSheets(home: PartnerHome, secrets: Secrets, { result, fileNumbers, out, lang }: SheetOptions, clock: Clock): Sheets {
  const opened = openAnswer(home, secrets, result, clock);
  if (opened.kind !== 'result') throw new EcluseError('PUPIL_NOT_RESULT', { kind: opened.kind });
  const pupils = placesOf(opened, fileNumbers);
  const bytes = sheetPage(opened, pupils, home.name, lang);
  if (existsSync(out)) throw new EcluseError('FILE_EXISTS', { file: basename(out) });
  // What the home knows of must come to be: a folder that is not there is told first.
  if (!existsSync(dirname(out))) throw new EcluseError('FILE_WRITE', { file: basename(out), reason: 'ENOENT' });
  recordExport(home, { request: opened.request.id, folder: dirname(out), files: [basename(out)], shared: true });
  writeFileAtomically(out, bytes);
  keepAnswer(home, opened);
  return { opened, pupils: pupils.length };
}

/** The pupils' places in the roster. Of one who is not there only the rank is told, never the number. */
function placesOf({ roster }: OpenedResult, fileNumbers: readonly string[]): number[] {
  const known = new Map(roster.fileNumbers.map((fileNumber, place) => [fileNumber, place]));
  const unknown = fileNumbers.flatMap((fileNumber, at) => (known.has(fileNumber) ? [] : [at + 1]));
  if (unknown.length > 0 || fileNumbers.length === 0) throw new EcluseError('PUPIL_UNKNOWN', { ranks: unknown.join(', ') });
  return [...new Set(fileNumbers.map((fileNumber) => known.get(fileNumber)!))];
}
