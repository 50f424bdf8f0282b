import { EcluseError } from '../base/errors.ts';

const LEAST = {
  passphrase: { words: 6, characters: 20, varied: 10 },
  password: { words: 4, characters: 12, varied: 8 },
} as const;

/**
 * A new passphrase holds at least six different words of three letters, or 20 characters of which 10 differ (an account's password:
 * four words, or 12 characters of which 8 differ). @throws PASSPHRASE_WEAK
 */
export function checkStrength(secret: string, kind: 'passphrase' | 'password', which: string): void {
  const least = LEAST[kind];
  const words = new Set(
    secret
      .normalize('NFC')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length >= 3),
  );
  const characters = [...secret.normalize('NFC')];
  const strong = words.size >= least.words || (characters.length >= least.characters && new Set(characters).size >= least.varied);
  if (!strong) throw new EcluseError('PASSPHRASE_WEAK', { which, words: least.words, characters: least.characters });
}
