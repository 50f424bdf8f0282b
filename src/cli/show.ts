import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { EcluseError } from '../base/errors.ts';
import { formatNumber } from '../base/text.ts';
import type { Card } from '../keys/card.ts';
import type { Voice } from './voice.ts';

/** Refuses at once an output file that would be refused at the end, before anybody types a passphrase. */
export function requireAbsent(path: string): void {
  if (existsSync(path)) throw new EcluseError('FILE_EXISTS', { file: basename(path) });
}

/** Twelve words, numbered, four a line. */
export function wordLines(voice: Voice, words: readonly string[]): string[] {
  const numbered = words.map((word, i) => `${String(i + 1).padStart(2)} ${word.normalize('NFC').padEnd(10)}`);
  const lines: string[] = [];
  for (let from = 0; from < numbered.length; from += 4)
    lines.push(
      `  ${numbered
        .slice(from, from + 4)
        .join(' ')
        .trimEnd()}`,
    );
  return [voice.t('wordsHead'), ...lines];
}

/** A card as `--json` tells it. */
export function cardResult(card: Card, words: readonly string[]) {
  return { id: card.id, name: card.name, role: card.role, fingerprint: card.hash, words: words.map((word) => word.normalize('NFC')) };
}

export function percent(voice: Voice, share: number): string {
  return formatNumber(share, voice.lang, { style: 'percent', maximumFractionDigits: 0 });
}
