import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromBase64, utf8 } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { parseNote, verifierKey, verifyNote } from '../../src/base/note.ts';
import { noVectors, vectorsFolder } from '../support/requires.ts';

describe.skipIf(noVectors)('C2SP signed-note, its own example', () => {
  const { vkey, note } = noVectors
    ? { vkey: '', note: '' }
    : (JSON.parse(readFileSync(join(vectorsFolder, 'signed-note-example.json'), 'utf8')) as { vkey: string; note: string });
  const name = vkey.slice(0, vkey.indexOf('+'));
  const key = vkey === '' ? new Uint8Array(32) : fromBase64(vkey.slice(vkey.lastIndexOf('+') + 1)).subarray(1);

  it('verifies, and its verifier key is written the same', () => {
    const parsed = parseNote(utf8(note));
    expect(parsed.text).toBe('This is an example message.\n');
    expect(verifyNote(parsed, name, key)).toBe(true);
    expect(verifierKey(name, key)).toBe(vkey);
  });

  it('is nobody else’s: another name or key finds no line of its own', () => {
    expect(verifyNote(parseNote(utf8(note)), 'example.com/bar', key)).toBe(false);
    expect(verifyNote(parseNote(utf8(note)), name, new Uint8Array(32).fill(9))).toBe(false);
  });

  it('verifies under no other text: one byte of it changed throws', () => {
    for (let at = 0; at < 'This is an example message.'.length; at++) {
      const bytes = utf8(note);
      bytes[at]! ^= 1;
      expect(() => verifyNote(parseNote(bytes), name, key)).toThrow(EcluseError);
    }
  });
});
