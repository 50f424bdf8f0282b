import type { Entry } from '../ledger/event.ts';
import { digest, type Handlers, type Past, type Report, subject } from './past.ts';

type Resting = { readonly party: string; readonly destroyBy: string | null; readonly model: string | null };

export type RetentionWatch = {
  readonly handlers: Handlers;
  rests(core: string, party: string, destroyBy: string | null, model?: string): void;
  gone(model: string): boolean;
  overdue(party: string, day: string): string | null;
};

/** What rests on the appliance and what was destroyed, from the entries alone: when it might be, by whom, and that nothing uses it afterwards. */
export function retentionWatch(past: Past, report: Report): RetentionWatch {
  /** By core hash: the one name that every entry gives a file. */
  const resting = new Map<string, Resting>();
  const begun = new Set<string>();
  const orders = new Map<string, Set<string>>();
  const living = new Map<string, number>();
  const held = new Set<string>();
  /** Of each CSS the soonest day among its requests that still rest; absent when it must be looked for again. */
  const soonest = new Map<string, string>();
  const certificates = new Map<string, Past['facts']['certificates'][number]>();

  const rests = (core: string, party: string, destroyBy: string | null, model?: string) => {
    resting.set(core, { party, destroyBy, model: model ?? null });
    if (model !== undefined) {
      living.set(model, (living.get(model) ?? 0) + 1);
      held.add(model);
    }
    const known = soonest.get(party);
    if (destroyBy !== null && (known === undefined || destroyBy < known)) soonest.set(party, destroyBy);
  };
  const lookAgain = (party: string) => {
    soonest.delete(party);
    for (const one of resting.values()) {
      const known = soonest.get(party);
      if (one.party === party && one.destroyBy !== null && (known === undefined || one.destroyBy < known))
        soonest.set(party, one.destroyBy);
    }
  };
  /** Its date is reached, or its own CSS ordered it; two persons; something that was kept. */
  const lawful = (entry: Entry) => {
    const [party, core] = [subject(entry, 'party'), digest(entry, 'core')];
    const file = resting.get(core);
    const order = entry.digests?.order;
    const ordered = order !== undefined && (orders.get(party)?.has(order) ?? false);
    const reached = (entry.subjects?.destroyBy ?? '9999-12-31') <= entry.time.slice(0, 10);
    if (subject(entry, 'second') === entry.actor) report('TRIP_TWO_PERSONS');
    if (file?.party !== party || !(order === undefined ? reached : ordered)) report('TRIP_DESTRUCTION');
  };

  return {
    rests,
    gone: (model) => held.has(model) && living.get(model) === 0,
    overdue(party, day) {
      const date = soonest.get(party);
      return date !== undefined && date < day ? date : null;
    },
    handlers: {
      'destruction.ordered': (entry) => {
        const party = subject(entry, 'party');
        if (past.bundles.get(subject(entry, 'bundle'))?.party !== party) report('TRIP_DESTRUCTION');
        orders.set(party, (orders.get(party) ?? new Set()).add(digest(entry, 'order')));
      },
      'destruction.begun': (entry) => {
        lawful(entry);
        begun.add(digest(entry, 'core'));
      },
      'bundle.destroyed': (entry) => {
        const [party, core, id] = [subject(entry, 'party'), digest(entry, 'core'), subject(entry, 'bundle')];
        const file = resting.get(core);
        if (!begun.delete(core) || file === undefined) report('TRIP_DESTRUCTION');
        resting.delete(core);
        if (file?.model) living.set(file.model, (living.get(file.model) ?? 1) - 1);
        if (file?.destroyBy === soonest.get(party)) lookAgain(party);
        const bundle = past.bundles.get(id);
        if (bundle) bundle.destroyed = entry.time;
        const { sequence, time, digests } = entry;
        const about = { bundle: id, party, kind: subject(entry, 'kind'), destroyBy: entry.subjects?.destroyBy ?? null };
        past.facts.destructions.push({ ...about, entry: sequence, time, ordered: digests?.order !== undefined });
      },
      'destruction.certified': (entry) => {
        const fact = {
          party: subject(entry, 'party'),
          certificate: digest(entry, 'certificate'),
          entry: entry.sequence,
          countersigned: null,
        };
        certificates.set(fact.certificate, fact);
        past.facts.certificates.push(fact);
      },
      'destruction.countersigned': (entry) => {
        const fact = certificates.get(digest(entry, 'certificate'));
        if (fact === undefined || fact.party !== subject(entry, 'party')) report('TRIP_DESTRUCTION');
        else fact.countersigned = entry.time;
      },
    },
  };
}
