import { EcluseError } from '../../src/base/errors.ts';
import { orders } from '../store/destruction.ts';
import { allKept, type KeptRow } from '../store/kept.ts';
import type { Store } from '../store/open.ts';

/** A kept file and when it must go. `order`: hash of the order of its CSS, which makes it due at once. */
export type Retained = Pick<KeptRow, 'bundle' | 'kind' | 'party' | 'request'> & {
  readonly destroyBy: string;
  readonly order: string | null;
  /** It may be destroyed now: its date is reached, or its CSS ordered it. */
  readonly due: boolean;
  /** It should have been, the day before at the latest: no session takes bundles of its CSS. */
  readonly overdue: boolean;
};

/** Everything that rests here, soonest first. `today`: a UTC day. */
export function retained(store: Store, today: string): Retained[] {
  const given = orders(store);
  return allKept(store).map(({ bundle, kind, party, request, destroy_by }) => {
    const order = given.find((one) => one.bundle === request && (kind !== 'model' || one.models === 'destroy')) ?? null;
    const due = destroy_by <= today || order !== null;
    const overdue = destroy_by < today || (order !== null && order.received.slice(0, 10) < today);
    return { bundle, kind, party, request, destroyBy: destroy_by, order: order?.hash ?? null, due, overdue };
  });
}

/** Why no session takes up bundles of this CSS, or null. What waits itself past its date says so by its own code. */
export function overdueRefusal(store: Store, party: string, today: string): EcluseError | null {
  const late = retained(store, today).filter((one) => one.overdue && one.party === party);
  const [first] = late;
  return first === undefined ? null : new EcluseError('DESTRUCTION_OVERDUE', { count: late.length, date: first.destroyBy });
}
