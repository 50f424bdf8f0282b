import { dayOf } from '../../src/base/calendar.ts';
import { pastKeyContext } from '../../src/keys/past-key.ts';
import { openVault, sealVault } from '../../src/keys/vault.ts';
import type { Appliance } from '../home.ts';
import { type Root, rootInForce, unwrapKey, wrapKey } from '../retention/root.ts';
import type { Tx } from '../store/change.ts';
import { allKept } from '../store/kept.ts';
import type { Store } from '../store/open.ts';
import { type PastKeyRow, pastKeys, rewrapPastKey, rotationsOf } from '../store/rotation.ts';

/** The vaults of the past cards' decryption keys, as they lie under the present root; those destroyed are not among them. */
export function pastVaults(app: Appliance): { card: string; vault: Uint8Array }[] {
  const held = pastKeys(app.store).filter(({ wrapped }) => wrapped !== null);
  if (held.length === 0) return [];
  const root = rootInForce(app);
  try {
    return held.map(({ card, wrapped }) => ({ card, vault: unwrapKey(root, card, wrapped!) }));
  } finally {
    root.secret.fill(0);
  }
}

/** Puts the past keys under another retention root, those aside that go. */
export function rewrapPastKeys(tx: Tx, rows: readonly PastKeyRow[], from: Root, to: Root, going: ReadonlySet<string>): void {
  for (const { card, wrapped } of rows) {
    if (wrapped !== null && !going.has(card)) rewrapPastKey(tx, card, wrapKey(to, card, unwrapKey(from, card, wrapped)));
  }
}

/** The same vault under another root of the appliance. */
export function resealVault(
  card: string,
  vault: Uint8Array,
  keys: { old: Uint8Array; next: Uint8Array },
  random: Appliance['random'],
): Uint8Array {
  const seed = openVault(keys.old, pastKeyContext(card), vault);
  try {
    return sealVault(keys.next, pastKeyContext(card), seed, random);
  } finally {
    seed.fill(0);
  }
}

export type PastKey = {
  readonly card: string;
  readonly rotated: string;
  /** What is sealed to it is received until that day, included. */
  readonly until: string;
  /** How many files sealed to it still rest. */
  readonly files: number;
  /** It may be destroyed: that day is past, and nothing sealed to it rests. */
  readonly due: boolean;
  readonly destroyed: string | null;
};

/** The past keys of this appliance, and which are due. `but`: files that are going with them. */
export function pastKeysAt(
  { store, card, clock }: Pick<Appliance, 'store' | 'card' | 'clock'>,
  but: ReadonlySet<string> = new Set(),
): PastKey[] {
  const today = dayOf(clock());
  const rows = new Map(pastKeys(store).map((row) => [row.card, row]));
  const files = restingUnder(store, but);
  return rotationsOf(store, card.id).flatMap(({ from_hash: hash, until, rotated }) => {
    const row = rows.get(hash);
    if (row === undefined) return [];
    const resting = files.get(hash) ?? 0;
    const due = row.wrapped !== null && until < today && resting === 0;
    return [{ card: hash, rotated, until, files: resting, due, destroyed: row.destroyed }];
  });
}

function restingUnder(store: Store, but: ReadonlySet<string>): Map<string, number> {
  const files = new Map<string, number>();
  for (const { bundle, sealed_to: card } of allKept(store)) {
    if (card !== null && !but.has(bundle)) files.set(card, (files.get(card) ?? 0) + 1);
  }
  return files;
}
