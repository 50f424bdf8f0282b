import { concat } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';

/** Cuts a byte stream into lines, newline kept. A line longer than `limit` throws `CHAMBER_PROTOCOL` before it is held whole. */
export function lineCutter(limit: number, onLine: (line: Uint8Array) => void): (chunk: Uint8Array) => void {
  let parts: Uint8Array[] = [];
  let held = 0;
  return (chunk) => {
    let from = 0;
    for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, from)) {
      const line = concat(...parts, chunk.subarray(from, at + 1));
      parts = [];
      held = 0;
      from = at + 1;
      onLine(line);
    }
    if (from === chunk.length) return;
    held += chunk.length - from;
    if (held > limit) throw new EcluseError('CHAMBER_PROTOCOL', { where: 'line' });
    parts.push(Uint8Array.from(chunk.subarray(from)));
  };
}
