import { utf8 } from '../base/bytes.ts';
import type { Card } from '../keys/card.ts';
import type { Done } from './command.ts';
import { cardResult, wordLines } from './show.ts';
import type { Voice } from './voice.ts';

/** A card to give to the other party: its text on stdout, or in a file; its words for people to read aloud. */
export async function giveCard(voice: Voice, card: Card, out: string | undefined): Promise<Done> {
  const { fingerprintWords } = await import('../keys/words.ts');
  const { writeFileAtomically } = await import('../base/files.ts');
  const words = fingerprintWords(card.hash);
  const said = wordLines(voice, words);
  if (out !== undefined) {
    writeFileAtomically(out, utf8(card.text), { mode: 0o644 });
    return { result: { ...cardResult(card, words), card: card.text, out }, lines: [voice.t('written', { file: out }), ...said] };
  }
  for (const line of said) voice.progress(line);
  return { result: { ...cardResult(card, words), card: card.text }, lines: card.text.trimEnd().split('\n') };
}
