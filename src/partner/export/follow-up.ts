import { canonicalJsonBytes } from '../../base/json.ts';
import type { Lang } from '../../base/text.ts';
import { type Followed, followUpDocument } from '../follow-up.ts';
import { followUpPage } from '../portrait/follow-up.ts';
import { type OutputFile, wholeFile } from './folder.ts';

/** The page to read and the document that may travel: the same aggregates in both. */
export function followUpFiles(followed: Followed, sender: string, lang: Lang): OutputFile[] {
  return [
    wholeFile('follow-up.html', followUpPage(followed, sender, lang)),
    wholeFile('follow-up.json', canonicalJsonBytes(followUpDocument(followed))),
  ];
}
