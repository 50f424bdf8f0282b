import { realpathSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { writeFileAtomically } from '../base/files.ts';
import type { Clock } from '../base/random.ts';
import type { Lang } from '../base/text.ts';
import type { Card } from '../keys/card.ts';
import { sharePage } from '../keys/share-page.ts';
import { readShare } from '../keys/shares.ts';

/** Somewhere to write shares: a folder that exists, outside the home whose keys they are. @throws RECOVERY_FOLDER */
export function requireApart(home: string, folder: string): void {
  const there = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  // A link may lead back home.
  const apart = there(folder) && (!there(home) || /^\.\.(\/|$)/.test(relative(realpathSync(home), realpathSync(folder))));
  if (!apart) throw new EcluseError('RECOVERY_FOLDER');
}

/** Writes one page a share; the shares are wiped. Returns the files. */
export function writeShares(folder: string, card: Card, shares: readonly Uint8Array[], drill: string, clock: Clock, lang: Lang): string[] {
  const day = clock().toISOString().slice(0, 10);
  return shares.map((share, i) => {
    const file = join(folder, `part-${i + 1}.html`);
    writeFileAtomically(file, utf8(sharePage({ card, share, number: i + 1, day, drill }, lang)));
    share.fill(0);
    return file;
  });
}

/** Two shares as they were typed. @throws as `readShare` does */
export function sharesOf(typed: readonly Uint8Array[], card: Card): [Uint8Array, Uint8Array] {
  const [first, second] = typed.map((each) => readShare(Buffer.from(each).toString('utf8'), card.id));
  return [first!, second!];
}
