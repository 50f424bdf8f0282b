import { fromBase64, fromHex, toHex, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { sha256 } from '../base/hash.ts';
import { parseNote, verifyNote } from '../base/note.ts';

/** What an auditor needs of an appliance's card. `hash` is the fingerprint whose words people compare aloud. */
export type LedgerCard = {
  readonly role: 'appliance';
  readonly id: string;
  readonly name: string;
  readonly sign: Uint8Array;
  readonly seal: Uint8Array;
  readonly log: Uint8Array;
  readonly hash: string;
};

const CARD_LIMIT = 8192;

/**
 * Reads an appliance's card with nothing but Node: the auditor's tool must not need the cryptography that seals bundles. Attacker-controlled;
 * the fields are in the order of SPEC.md, Cards. Throws `EXPORT_CARD`.
 */
export function readLedgerCard(bytes: Uint8Array): LedgerCard {
  try {
    if (bytes.length > CARD_LIMIT) throw new Error('size');
    const note = parseNote(bytes);
    const lines = note.text.slice(0, -1).split('\n');
    const names = ['role', 'name', 'id', 'sign', 'seal', 'log', 'created'];
    if (lines.shift() !== 'ecluse.card/v1' || lines.length !== names.length) throw new Error('fields');
    const value = (name: string) => {
      const line = lines[names.indexOf(name)] ?? '';
      if (!line.startsWith(`${name} `)) throw new Error(name);
      return line.slice(name.length + 1);
    };
    const id = value('id');
    const [sign, seal, log] = [fromBase64(value('sign')), fromBase64(value('seal')), fromBase64(value('log'))];
    if (value('role') !== 'appliance' || fromHex(id).length !== 16 || sign.length !== 32 || log.length !== 32) throw new Error('keys');
    // The name is shown on a terminal before anybody vouches for the card.
    if (!/^[^\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]{1,120}$/u.test(value('name'))) throw new Error('name');
    if (!verifyNote(note, `ecluse/${id}`, sign)) throw new Error('signature');
    return { role: 'appliance', id, name: value('name'), sign, seal, log, hash: toHex(sha256(utf8(note.text))) };
  } catch (error) {
    throw new EcluseError('EXPORT_CARD', {}, { cause: error });
  }
}
