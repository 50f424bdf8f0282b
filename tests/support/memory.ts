import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';

const PIECE = 8 << 20;

/** True when a needle stands in the readable memory of a process (/proc/PID/mem); null when its memory may not be read, or it has gone. */
export function memoryHolds(pid: number, needles: readonly Buffer[]): boolean | null {
  let memory: number;
  let maps: string;
  try {
    maps = readFileSync(`/proc/${pid}/maps`, 'utf8');
    memory = openSync(`/proc/${pid}/mem`, 'r');
  } catch {
    return null;
  }
  const overlap = Math.max(...needles.map((needle) => needle.length)) - 1;
  const buffer = Buffer.alloc(PIECE + overlap);
  let read = 0;
  try {
    for (const line of maps.split('\n')) {
      const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) r/.exec(line) ?? [];
      if (from === undefined || to === undefined || /\[v(var|syscall)|\[vvar/.test(line)) continue;
      const end = Number.parseInt(to, 16);
      for (let at = Number.parseInt(from, 16); at < end; at += PIECE) {
        const got = readPiece(memory, buffer, Math.min(PIECE + overlap, end - at), at);
        read += got;
        if (needles.some((needle) => buffer.subarray(0, got).includes(needle))) return true;
      }
    }
  } finally {
    closeSync(memory);
  }
  return read > 1 << 20 ? false : null;
}

function readPiece(memory: number, buffer: Buffer, length: number, position: number): number {
  try {
    return readSync(memory, buffer, 0, length, position);
  } catch {
    // A page that was reserved and never used, or given back meanwhile.
    return 0;
  }
}

/** The processes that a process has started, at this moment. */
export function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** The files under a folder in which one of the needles stands. */
export function filesHolding(folder: string, needles: readonly Buffer[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      try {
        const bytes = readFileSync(path);
        return needles.some((needle) => bytes.includes(needle));
      } catch {
        return false;
      }
    });
}
