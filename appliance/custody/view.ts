import { fingerprintWords } from '../../src/keys/words.ts';
import type { Entry } from '../../src/ledger/event.ts';
import type { Appliance } from '../home.ts';
import { custodyEntries } from '../store/custody.ts';
import { type PastKey, pastKeysAt } from './past-keys.ts';

export type CustodyView = {
  /** Numbers of the custodians, and since when each is one. */
  readonly custodians: readonly { readonly number: number; readonly since: string }[];
  readonly card: { readonly hash: string; readonly words: readonly string[]; readonly since: string };
  /** The last change of keys; null when they are the first ones. */
  readonly rotated: string | null;
  /** When shares were last made on paper, and whether the keys have changed since: then they open nothing. */
  readonly paper: { readonly made: string; readonly stale: boolean } | null;
  /** When paper last gave new custodians. */
  readonly recovered: string | null;
  readonly keys: readonly PastKey[];
};

/** Who holds the keys and which they are, as the ledger tells it. */
export function custodyView(app: Appliance): CustodyView {
  const { card, store } = app;
  const since = new Map<number, string>();
  let rotated: string | null = null;
  let paper: string | null = null;
  let recovered: string | null = null;
  for (const entry of custodyEntries(store)) {
    const { time, type } = entry;
    if (type === 'custodian.retired') since.delete(numberOf(entry));
    if (type === 'custodian.added') since.set(numberOf(entry), time);
    if (type === 'custody.recovered') since.clear();
    if (type === 'appliance.created' || type === 'custody.recovered') {
      const { first = 1, custodians = 0 } = entry.counts ?? {};
      for (let i = 0; i < custodians; i++) since.set(first + i, time);
    }
    if (type === 'keys.rotated') rotated = time;
    if (type === 'recovery.made') paper = time;
    if (type === 'custody.recovered') recovered = time;
  }
  return {
    custodians: [...since].map(([number, at]) => ({ number, since: at })),
    card: { hash: card.hash, words: fingerprintWords(card.hash), since: card.created },
    rotated,
    paper: paper === null ? null : { made: paper, stale: rotated !== null && rotated >= paper },
    recovered,
    keys: pastKeysAt(app),
  };
}

function numberOf({ subjects }: Entry): number {
  return Number(subjects?.custodian?.replace(/^\D+/, '') ?? 0);
}
