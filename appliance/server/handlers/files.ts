import { readFileSync } from 'node:fs';
import { iconFile } from '../../console/glyph.ts';
import type { Answer } from '../visit.ts';

/** The one style sheet, read once. */
const sheet = readFileSync(new URL('../../console/console.css', import.meta.url), 'utf8');

export function styles(): Answer {
  return { kind: 'file', body: sheet, type: 'text/css; charset=utf-8' };
}

export function icon(): Answer {
  return { kind: 'file', body: iconFile, type: 'image/svg+xml' };
}
