import { dayOf } from '../../src/base/calendar.ts';
import { type PastKey, pastKeysAt } from '../custody/past-keys.ts';
import type { Appliance } from '../home.ts';
import { certificates } from '../store/destruction.ts';
import { party } from '../store/party.ts';
import { type Retained, retained } from './due.ts';

export type RetentionView = {
  /** Decryption keys of this appliance's past cards. */
  readonly keys: readonly PastKey[];
  readonly kept: readonly (Retained & { readonly partyName: string })[];
  readonly certificates: readonly {
    readonly hash: string;
    readonly party: string;
    readonly partyName: string;
    readonly made: string;
    /** When it came back countersigned. */
    readonly countersigned: string | null;
  }[];
};

/** What rests on the appliance, soonest due first, and the certificates of what does no more. */
export function retentionView(app: Appliance): RetentionView {
  const { store, clock } = app;
  const name = (id: string) => party(store, id)?.name ?? id;
  return {
    keys: pastKeysAt(app),
    kept: retained(store, dayOf(clock())).map((one) => ({ ...one, partyName: name(one.party) })),
    certificates: certificates(store).map(({ hash, party: owner, made, received }) => ({
      hash,
      party: owner,
      partyName: name(owner),
      made,
      countersigned: received,
    })),
  };
}
