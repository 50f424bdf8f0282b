import { canonicalJsonBytes } from '../../base/json.ts';
import type { Lang } from '../../base/text.ts';
import { recordExport } from '../exports.ts';
import { type Followed, followUpDocument, keepFollowUp } from '../follow-up.ts';
import type { PartnerHome } from '../home.ts';
import { followUpPage } from '../portrait/follow-up.ts';
import { type OutputFile, wholeFile, writeFolder } from './folder.ts';

/** The page to read and the document that may travel: the same aggregates in both. */
export function followUpFiles(followed: Followed, sender: string, lang: Lang): OutputFile[] {
  return [
    wholeFile('follow-up.html', followUpPage(followed, sender, lang)),
    wholeFile('follow-up.json', canonicalJsonBytes(followUpDocument(followed))),
  ];
}

/** Writes a follow-up into a new folder, which the home remembers until the result's day. @throws FOLLOW_UP_AGAIN, OUT_NOT_EMPTY, FILE_WRITE, HOME_BUSY */
export function writeFollowUp(home: PartnerHome, followed: Followed, folder: string, lang: Lang): string[] {
  const files = followUpFiles(followed, home.name, lang);
  keepFollowUp(home, followed);
  recordExport(home, { request: followed.opened.request.id, folder, files: files.map(({ name }) => name) });
  return writeFolder(folder, files);
}
