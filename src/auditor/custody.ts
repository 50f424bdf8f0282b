import type { Entry } from '../ledger/event.ts';
import { type Custodians, type Report, subject } from './past.ts';

export function custodyWatch(report: Report): Custodians {
  const present = new Set<string>();
  const twoOf = ({ actor, subjects }: Entry) => {
    const second = subjects?.second ?? '';
    return actor !== second && present.has(actor) && present.has(second);
  };
  const changed = (entry: Entry, apply: (custodian: string) => void) => {
    const custodian = subject(entry, 'custodian');
    const own = custodian === entry.actor || custodian === subject(entry, 'second');
    if (!twoOf(entry) || own) report('TRIP_CUSTODIANS');
    apply(custodian);
  };
  return {
    twoOf,
    handlers: {
      'custodian.added': (entry) =>
        changed(entry, (custodian) => {
          if (present.has(custodian)) report('TRIP_CUSTODIANS');
          present.add(custodian);
        }),
      'custodian.retired': (entry) =>
        changed(entry, (custodian) => {
          if (!present.delete(custodian)) report('TRIP_CUSTODIANS');
        }),
      'recovery.made': (entry) => {
        if (!twoOf(entry)) report('TRIP_CUSTODIANS');
      },
      'custody.recovered': (entry) => {
        if (entry.actor === subject(entry, 'second')) report('TRIP_TWO_PERSONS');
        present.clear();
        for (let i = 0; i < (entry.counts?.custodians ?? 0); i++) present.add(`depositaire-${(entry.counts?.first ?? 1) + i}`);
      },
      'appliance.created': ({ counts }) => {
        for (let number = 1; number <= (counts?.custodians ?? 0); number++) present.add(`depositaire-${number}`);
      },
    },
  };
}
