import { canonicalJsonBytes } from '../../base/json.ts';
import type { Lang } from '../../base/text.ts';
import { type Followed, followUpDocument } from '../follow-up.ts';
import { followUpPage } from '../portrait/follow-up.ts';
import type { OutputFile } from './folder.ts';

/** The page to read and the document that may travel: the same aggregates in both. */
export function followUpFiles(followed: Followed, sender: string, lang: Lang): OutputFile[] {
  return [
    { name: 'follow-up.html', bytes: followUpPage(followed, sender, lang) },
    { name: 'follow-up.json', bytes: canonicalJsonBytes(followUpDocument(followed)) },
  ];
}
