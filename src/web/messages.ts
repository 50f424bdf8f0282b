import { fill, type Lang, type Params, type Text } from '../base/text.ts';
import type { WebKey } from './words.ts';

/** Says one entry of a catalogue, in the language of the page. */
export type SayOf<Key extends string> = (key: Key, params?: Params) => string;
/** What the shared parts of pages ask of any catalogue. */
export type SayWeb = SayOf<WebKey>;

export function sayerOf<Key extends string>(messages: Readonly<Record<Key, Text>>, lang: Lang): SayOf<Key> {
  return (key, params = {}) => fill(messages[key][lang], params, lang);
}
