import { readFileSync } from 'node:fs';
import type { Answer } from '../../../src/web/answer.ts';
import { iconFile } from '../../../src/web/glyph.ts';
import { webSheet } from '../../../src/web/sheet.ts';

/** The one style sheet, read once. */
const sheet = webSheet + readFileSync(new URL('../../console/console.css', import.meta.url), 'utf8');

export function styles(): Answer {
  return { kind: 'file', body: sheet, type: 'text/css; charset=utf-8' };
}

export function icon(): Answer {
  return { kind: 'file', body: iconFile, type: 'image/svg+xml' };
}
