import { readExactly, readingFile, unread } from '../../src/base/files.ts';
import { LIMITS } from '../../src/bundle/limits.ts';
import { HEAD_BYTES, MAGIC, parseManifest } from '../../src/bundle/manifest.ts';
import { headOf } from './quarantine.ts';

type Claim = { readonly path: string; readonly sender: string; readonly sequence: number };

/**
 * Files in the order in which their senders made them. What a file claims decides on the order alone: it is verified when its turn comes.
 * @throws FILE_READ where the drive fails: one that is read later would come after those it precedes, and be shut out
 */
export function inOrder(paths: readonly string[]): string[] {
  const claims = paths.map(claimOf);
  return claims.sort((a, b) => compare(a.sender, b.sender) || a.sequence - b.sequence).map(({ path }) => path);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Approvals are numbered apart and bear on models that are kept already: they come first, in their own order; what cannot be read comes last. */
function claimOf(path: string): Claim {
  try {
    const { size } = headOf(path);
    return readingFile(path, (fd) => {
      const bytes = (length: number, at: number) => {
        const into = new Uint8Array(length);
        readExactly(fd, into, at, path);
        return into;
      };
      if (size <= LIMITS.approvalBytes) {
        const text = Buffer.from(bytes(size, 0)).toString('latin1');
        const sender = /^sender ([0-9a-f]{32}) /m.exec(text)?.[1];
        if (sender) return { path, sender: `0${sender}`, sequence: Number(/^sequence (\d{1,15})$/m.exec(text)?.[1] ?? 0) };
      }
      const length = new DataView(bytes(HEAD_BYTES, 0).buffer).getUint32(MAGIC.length);
      const { core } = parseManifest(bytes(Math.min(length, LIMITS.manifestBytes), HEAD_BYTES), LIMITS);
      return { path, sender: `1${core.sender.id}`, sequence: core.sequence };
    });
  } catch (error) {
    const refused = unread(path, error);
    if (refused.code === 'FILE_READ') throw refused;
    return { path, sender: '2', sequence: 0 };
  }
}
