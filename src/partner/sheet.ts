import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { EcluseError } from '../base/errors.ts';
import { writeFileAtomically } from '../base/files.ts';
import type { Clock } from '../base/random.ts';
import type { Lang } from '../base/text.ts';
import type { Secrets } from '../keys/secrets.ts';
import { identifierVariable } from '../table/dictionary.ts';
import { fileNumberPlaces } from '../table/file-numbers.ts';
import { recordExport } from './exports.ts';
import type { PartnerHome } from './home.ts';
import { keepAnswer, type OpenedResult, openAnswer } from './open.ts';
import { sheetPage } from './portrait/sheet.ts';

export type SheetOptions = {
  /** Of the pupils, in the order of their sheets; one given twice has one sheet. */
  readonly fileNumbers: readonly string[];
  /** A new file. */
  readonly out: string;
  readonly lang: Lang;
};

/** Opens a result and writes the sheets of some of its pupils. @throws as `printSheets` does, PUPIL_NOT_RESULT, and what `openAnswer` throws */
export function writeSheets(
  home: PartnerHome,
  secrets: Secrets,
  { result, ...options }: SheetOptions & { readonly result: string },
  clock: Clock,
): { readonly opened: OpenedResult; readonly pupils: number } {
  const opened = openAnswer(home, secrets, result, clock);
  if (opened.kind !== 'result') throw new EcluseError('PUPIL_NOT_RESULT', { kind: opened.kind });
  return { opened, pupils: printSheets(home, opened, options) };
}

/**
 * Writes the sheets of some pupils of a result, or of a scoring made here, to print: the home knows of the file before it is there, so that it is
 * destroyed with the request. Gives how many there are.
 * @throws PUPIL_UNKNOWN, FILE_EXISTS, FILE_WRITE, HOME_BUSY
 */
export function printSheets(home: PartnerHome, opened: OpenedResult, { fileNumbers, out, lang }: SheetOptions): number {
  const pupils = placesOf(opened, fileNumbers);
  const bytes = sheetPage(opened, pupils, home.name, lang);
  if (existsSync(out)) throw new EcluseError('FILE_EXISTS', { file: basename(out) });
  // What the home knows of must come to be: a folder that is not there is told first.
  if (!existsSync(dirname(out))) throw new EcluseError('FILE_WRITE', { file: basename(out), reason: 'ENOENT' });
  recordExport(home, { request: opened.request.id, folder: dirname(out), files: [basename(out)], shared: true });
  writeFileAtomically(out, bytes);
  if (opened.request.kind !== 'local') keepAnswer(home, opened);
  return pupils.length;
}

/** The pupils' places in the roster. Of one who is not there only the rank is told, never the number. */
function placesOf({ roster, dictionary }: OpenedResult, fileNumbers: readonly string[]): number[] {
  const places = fileNumbers.map(fileNumberPlaces(identifierVariable(dictionary), roster.fileNumbers));
  const unknown = places.flatMap((place, at) => (place === undefined ? [at + 1] : []));
  if (unknown.length > 0 || fileNumbers.length === 0) throw new EcluseError('PUPIL_UNKNOWN', { ranks: unknown.join(', ') });
  return [...new Set(places as number[])];
}
