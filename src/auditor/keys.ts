import type { Rotation } from '../keys/rotation.ts';
import type { Entry } from '../ledger/event.ts';
import type { LedgerCard } from './card.ts';
import { digest, type Handlers, type Past, type Report, subject } from './past.ts';

export type KeysWatch = {
  readonly handlers: Handlers;
  /** The card in force now; null before the first entry. */
  inForce(): string | null;
  /** Keys were unlocked: they must be those in force. */
  unlocked(entry: Entry): void;
  /** A bundle was received that was sealed to a past card: its day must not be past. */
  late(entry: Entry): void;
};

/**
 * Which card was in force when, this appliance's and its partners': each change starts from the card in force, is told with the note that both keys
 * signed, and nothing goes on under the old keys. `rotations`: those that lead to the export's card; null when there is no card to judge by.
 */
export function keysWatch(past: Past, report: Report, rotations: readonly Rotation<LedgerCard>[] | null): KeysWatch {
  let present: string | null = null;
  /** Past cards of the appliance → the last day on which what was under way under them is received. */
  const until = new Map<string, string>();
  const expired = new Set<string>();
  const cards = new Map<string, string>();
  const tell = ({ sequence, time, actor }: Entry, party: string | null, from: string, to: string) =>
    past.facts.rotations.push({ entry: sequence, time, actor, party, from, to });

  return {
    inForce: () => present,
    unlocked({ digests }) {
      if (digests?.card === undefined ? until.size > 0 : digests.card !== present) report('TRIP_KEYS');
    },
    late(entry) {
      const card = entry.digests?.card;
      if (card === undefined) return;
      if (expired.has(card) || (until.get(card) ?? '') < entry.time.slice(0, 10)) report('TRIP_KEYS');
    },
    handlers: {
      'appliance.created': (entry) => {
        present ??= digest(entry, 'card');
      },
      'keys.rotated': (entry) => {
        const [from, to, note] = [digest(entry, 'previous'), digest(entry, 'card'), digest(entry, 'note')];
        const signed = rotations?.some((one) => one.hash === note && one.from.hash === from && one.to.hash === to) ?? true;
        if (!past.custodians.twoOf(entry)) report('TRIP_CUSTODIANS');
        if (from !== present || !signed) report('TRIP_KEYS');
        until.set(from, subject(entry, 'until'));
        present = to;
        tell(entry, null, from, to);
      },
      'keys.expired': (entry) => {
        const card = digest(entry, 'card');
        if (subject(entry, 'second') === entry.actor) report('TRIP_TWO_PERSONS');
        if ((until.get(card) ?? '9999-12-31') >= entry.time.slice(0, 10)) report('TRIP_KEYS');
        expired.add(card);
      },
      'keys.destroyed': (entry) => {
        if (!expired.has(digest(entry, 'card'))) report('TRIP_KEYS');
      },
      'party.enrolled': (entry) => {
        cards.set(subject(entry, 'party'), digest(entry, 'card'));
      },
      'party.rotated': (entry) => {
        const [party, from, to] = [subject(entry, 'party'), digest(entry, 'previous'), digest(entry, 'card')];
        if (subject(entry, 'second') === entry.actor) report('TRIP_TWO_PERSONS');
        if (!cards.has(party)) report('TRIP_PARTY_UNKNOWN');
        else if (cards.get(party) !== from) report('TRIP_KEYS');
        cards.set(party, to);
        tell(entry, party, from, to);
      },
    },
  };
}
