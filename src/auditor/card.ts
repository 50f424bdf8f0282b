import { fromBase64, fromHex, toHex, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { sha256 } from '../base/hash.ts';
import { parseNote, verifyNote } from '../base/note.ts';

/** What an auditor needs of the card of whoever keeps a log: an appliance, or a CSS that scores on its own machine. `hash`: whose words people compare. */
export type LedgerCard = {
  readonly role: 'appliance' | 'partner';
  readonly id: string;
  readonly name: string;
  readonly sign: Uint8Array;
  readonly seal: Uint8Array;
  /** An appliance's log has a key of its own. */
  readonly log: Uint8Array | null;
  readonly hash: string;
};

const CARD_LIMIT = 8192;

/**
 * Reads such a card with nothing but Node: the auditor's tool must not need the cryptography that seals bundles. Attacker-controlled;
 * the fields are in the order of SPEC.md, Cards. Throws `EXPORT_CARD`.
 */
export function readLedgerCard(bytes: Uint8Array): LedgerCard {
  try {
    if (bytes.length > CARD_LIMIT) throw new Error('size');
    const note = parseNote(bytes);
    const lines = note.text.slice(0, -1).split('\n');
    const role = lines[1] === 'role appliance' ? 'appliance' : 'partner';
    const names = ['role', 'name', 'id', 'sign', 'seal', ...(role === 'appliance' ? ['log'] : []), 'created'];
    if (lines.shift() !== 'ecluse.card/v1' || lines.length !== names.length) throw new Error('fields');
    const value = (name: string) => {
      const line = lines[names.indexOf(name)] ?? '';
      if (!line.startsWith(`${name} `)) throw new Error(name);
      return line.slice(name.length + 1);
    };
    const id = value('id');
    const [sign, seal] = [fromBase64(value('sign')), fromBase64(value('seal'))];
    const log = role === 'appliance' ? fromBase64(value('log')) : null;
    if (value('role') !== role || fromHex(id).length !== 16 || [sign, log ?? sign].some((key) => key.length !== 32))
      throw new Error('keys');
    // The name is shown on a terminal before anybody vouches for the card.
    if (!/^[^\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]{1,120}$/u.test(value('name'))) throw new Error('name');
    if (!verifyNote(note, `ecluse/${id}`, sign)) throw new Error('signature');
    return { role, id, name: value('name'), sign, seal, log, hash: toHex(sha256(utf8(note.text))) };
  } catch (error) {
    throw new EcluseError('EXPORT_CARD', {}, { cause: error });
  }
}

/** By which its log's checkpoints are signed. */
export const ledgerKey = ({ log, sign }: LedgerCard): Uint8Array => log ?? sign;
