import { join } from 'node:path';
import { utf8 } from '../base/bytes.ts';
import type { Card } from '../keys/card.ts';
import type { Done } from './command.ts';
import { cardResult, requireAbsent, wordLines } from './show.ts';
import type { Voice } from './voice.ts';

/** A card to give to the other party: its text on stdout, or in a file; its words for people to read aloud; the notes of its rotations, if asked for. */
export async function giveCard(
  voice: Voice,
  card: Card,
  options: { readonly out: string | undefined; readonly folder: string | undefined },
  rotations: readonly string[],
): Promise<Done> {
  const { out, folder } = options;
  const { fingerprintWords } = await import('../keys/words.ts');
  const { writeFileAtomically } = await import('../base/files.ts');
  const words = fingerprintWords(card.hash);
  const said = wordLines(voice, words);
  const notes = folder === undefined ? [] : rotations.map((_, i) => join(folder, `rotation-${i + 1}.note`));
  for (const file of notes) requireAbsent(file);
  for (const [i, file] of notes.entries()) writeFileAtomically(file, utf8(rotations[i] ?? ''), { mode: 0o644 });
  const written = notes.map((file) => voice.t('written', { file }));
  const result = { ...cardResult(card, words), card: card.text, ...(folder === undefined ? {} : { rotations: notes }) };
  if (out !== undefined) {
    writeFileAtomically(out, utf8(card.text), { mode: 0o644 });
    return { result: { ...result, out }, lines: [voice.t('written', { file: out }), ...written, ...said] };
  }
  for (const line of [...written, ...said]) voice.progress(line);
  return { result, lines: card.text.trimEnd().split('\n') };
}
