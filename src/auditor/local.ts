import type { Entry } from '../ledger/event.ts';
import { type LocalFact, noFacts } from './facts.ts';
import { type Finding, finding } from './finding.ts';
import { digest, type Report, subject } from './past.ts';
import { MAX_FINDINGS, type Trip } from './trip.ts';

/** Counts under this are told by their absence. */
const SMALLEST = 10;

/**
 * The rules of the log that a CSS keeps of what it scored on its own machine (SPEC.md, Verification), as far as entries alone can show them: for each
 * scoring its models, each once with the approval it cites, then the scoring itself, in one piece and once. `party`: the card's.
 */
export function watchLocal(party: string): Trip {
  const findings: Finding[] = [];
  const facts = noFacts();
  const scored = new Set<string>();
  let bundle = '';
  let models: LocalFact['models'][number][] = [];
  let at = 0;
  const report: Report = (code, params = {}) => {
    if (findings.length < MAX_FINDINGS) findings.push(finding(code, { entry: at, ...params }));
  };
  const loaded = (entry: Entry) => {
    const use = { model: subject(entry, 'model'), digest: digest(entry, 'model'), stance: subject(entry, 'stance') };
    const approval = digest(entry, 'approval');
    if (approval === '' || use.stance === '') report('TRIP_MODEL_UNAPPROVED', use);
    if (models.some(({ model }) => model === use.model)) report('TRIP_LOCAL_ORDER', { bundle });
    models.push({ ...use, approval });
  };
  const ended = ({ subjects, counts, time }: Entry) => {
    const rows = counts?.rows ?? null;
    if (models.length === 0) report('TRIP_MODEL_NONE');
    else if (counts?.models !== models.length || scored.has(bundle)) report('TRIP_LOCAL_ORDER', { bundle });
    if (subjects?.kind !== 'result' || (rows !== null && rows < SMALLEST)) report('TRIP_LOCAL_ENTRY');
    scored.add(bundle);
    facts.local.push({ entry: at, time, bundle, rows, models });
    models = [];
  };
  const begin = (next: string) => {
    if (models.length > 0) report('TRIP_LOCAL_ORDER', { bundle });
    models = [];
    bundle = next;
  };
  return {
    findings,
    facts,
    feed(entry) {
      at = entry.sequence;
      facts.entries++;
      facts.firstTime ??= entry.time;
      facts.lastTime = entry.time;
      const act = entry.type === 'model.loaded' ? loaded : entry.type === 'bundle.scored' ? ended : null;
      const own = entry.actor === 'partner' && subject(entry, 'party') === party;
      if (act === null || !own || subject(entry, 'session') !== `local-${subject(entry, 'bundle')}`) return report('TRIP_LOCAL_ENTRY');
      if (subject(entry, 'bundle') !== bundle) begin(subject(entry, 'bundle'));
      act(entry);
    },
    end: () => begin(''),
  };
}
