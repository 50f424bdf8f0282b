import { createHash } from 'node:crypto';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { pageAligned } from '../../src/base/aligned.ts';
import type { Steps } from '../../src/base/steps.ts';

/**
 * What a file on a drive holds. `drive`: asked of the drive itself, past the kernel's memory of what was just written. `memory`: this file system has no
 * such reading (some network and memory ones), and the kernel may have answered out of its own pages.
 */
export type ReadBack = { readonly digest: string; readonly size: number; readonly from: 'drive' | 'memory' };

/** A multiple of any device's block. */
const PIECE = 1 << 20;

/** Reads a flushed file back, with a pause after each piece. Throws the system's own errors: a drive that is gone answers `EIO`, `ENODEV`, `ENOENT`… */
export function* readingBack(path: string): Steps<ReadBack> {
  try {
    return { ...(yield* read(path, constants.O_DIRECT)), from: 'drive' };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EINVAL') throw error;
    return { ...(yield* read(path, 0)), from: 'memory' };
  }
}

function* read(path: string, flags: number): Steps<Pick<ReadBack, 'digest' | 'size'>> {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | flags);
  try {
    const buffer = pageAligned(PIECE);
    const hash = createHash('sha256');
    let size = 0;
    for (;;) {
      const got = readSync(fd, buffer, 0, buffer.length, size);
      hash.update(buffer.subarray(0, got));
      size += got;
      // Only the end of a file cuts a piece short; to ask past it from an odd place would be refused.
      if (got < buffer.length) return { digest: hash.digest('hex'), size };
      yield null;
    }
  } finally {
    closeSync(fd);
  }
}
