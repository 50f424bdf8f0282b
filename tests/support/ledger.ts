import { utf8 } from '../../src/base/bytes.ts';
import type { Clock } from '../../src/base/random.ts';
import { inOneGo } from '../../src/base/steps.ts';
import type { Card } from '../../src/keys/card.ts';
import { secretsFromRoot } from '../../src/keys/secrets.ts';
import { appendEvents } from '../../src/ledger/append.ts';
import { ledgerOrigin, signCheckpoint } from '../../src/ledger/checkpoint.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { exportingLog } from '../../src/ledger/export.ts';
import { memoryLedger } from '../../src/ledger/memory.ts';
import { treeRoot } from '../../src/ledger/merkle.ts';
import type { LedgerStore } from '../../src/ledger/store.ts';
import { party, seededRandom } from './parties.ts';

export type LogKeeper = { readonly card: Card; readonly origin: string; readonly key: Uint8Array; readonly seed: Uint8Array };

/** An appliance and the seed of its ledger. */
export function logKeeper(name = 'CSS central'): LogKeeper {
  const { card } = party('appliance', name);
  return { card, origin: ledgerOrigin(card.id), key: card.log!, seed: secretsFromRoot(seededRandom(`log/${name}`)(32)).sign };
}

/** A clock that goes on by so many seconds each time it is read. */
export function stepping(seconds = 1, start = '2026-09-07T12:00:00Z'): Clock {
  let at = Date.parse(start);
  return () => {
    const now = new Date(at);
    at += seconds * 1000;
    return now;
  };
}

export const hex = (text: string, length = 64) => Buffer.from(text).toString('hex').padEnd(length, '0').slice(0, length);
export const id = (text: string) => hex(text, 32);

const [A, B] = [id('css-a'), id('css-b')];
const [train, score] = [id('train'), id('score')];
export const MODEL = 'decrochage-sec3';
const operator = { actor: 'operateur' } as const;
const reviewer = { actor: 'reviseur' } as const;
const machine = { actor: 'appliance' } as const;

function opened(session: string): LedgerEvent[] {
  const gap = { session, gap: 'chamber' } as const;
  return [
    { ...operator, type: 'session.drafted', subjects: gap, counts: { bundles: 1 } },
    { ...operator, type: 'session.sealed', subjects: gap },
    { ...machine, type: 'gap.evidence', subjects: gap, digests: { probes: hex('probes') } },
    { actor: 'depositaire-1', type: 'unlock.succeeded', subjects: { session, second: 'depositaire-2' } },
  ];
}

function finished(session: string, bundle: string, output: string): LedgerEvent[] {
  const about = { session, bundle, party: A };
  const said = { subjects: about, digests: { output } };
  return [
    { ...machine, type: 'bundle.scored', subjects: about, digests: { input: hex(`core/${bundle}`), output } },
    { ...machine, type: 'session.scored', subjects: { session } },
    { ...machine, type: 'chamber.ended', subjects: { session }, counts: { exit: 0 } },
    { ...reviewer, type: 'login.succeeded', subjects: { role: 'reviewer' } },
    { ...reviewer, type: 'result.approved', ...said },
    { ...reviewer, type: 'session.reviewed', subjects: { session } },
    { ...operator, type: 'result.released', ...said },
    { ...operator, type: 'session.released', subjects: { session } },
    { ...operator, type: 'session.closed', subjects: { session } },
  ];
}

const received = (bundle: string, kind: 'score' | 'train', sequence: number): LedgerEvent => ({
  ...machine,
  type: 'bundle.received',
  subjects: { bundle, party: A, kind, destroyBy: '2027-06-30' },
  digests: { core: hex(`core/${bundle}`), manifest: hex(`manifest/${bundle}`) },
  counts: { sequence, bytes: 70_000 },
});

/** The whole trip as a ledger tells it: enrolment, training, approval, scoring, review, release; a refusal and a failed log-in. 35 entries. */
export function trip(card: Card): LedgerEvent[] {
  const digest = hex('model');
  const use = (session: string, bundle: string) => ({ subjects: { session, bundle, party: A, model: MODEL }, digests: { model: digest } });
  const enrolled = (one: string, name: string): LedgerEvent => ({
    ...operator,
    type: 'party.enrolled',
    subjects: { party: one, second: 'reviseur', name },
    digests: { card: hex(`card/${one}`) },
  });
  return [
    {
      ...machine,
      type: 'appliance.created',
      subjects: { appliance: card.id, format: 'ecluse.ledger/v1', name: card.name },
      digests: { card: card.hash, custody: hex('custody') },
      counts: { custodians: 2 },
    },
    { ...operator, type: 'login.failed', subjects: { role: 'operator' }, counts: { failures: 1 }, code: 'LOGIN_FAILED' },
    { ...operator, type: 'login.succeeded', subjects: { role: 'operator' } },
    enrolled(A, 'CSS fictif A'),
    enrolled(B, 'CSS fictif B'),
    received(train, 'train', 1),
    { ...machine, type: 'bundle.refused', subjects: { party: B }, code: 'BUNDLE_SIGNATURE' },
    ...opened('s-1'),
    { ...machine, type: 'model.trained', ...use('s-1', train) },
    ...finished('s-1', train, hex('evaluation')),
    {
      ...machine,
      type: 'approval.received',
      subjects: { party: A, model: MODEL, stance: 'targeted', until: '2027-06-30' },
      digests: { model: digest },
    },
    received(score, 'score', 2),
    ...opened('s-2'),
    { ...machine, type: 'model.loaded', ...use('s-2', score) },
    ...finished('s-2', score, hex('result')),
  ];
}

export type Log = { readonly keeper: LogKeeper; readonly store: LedgerStore };

/** A log in memory that tells these events, one second apart. */
export function logOf(events: readonly LedgerEvent[], keeper = logKeeper(), clock = stepping()): Log {
  const store = memoryLedger();
  for (const event of events) appendEvents(store, [event], clock);
  return { keeper, store };
}

export function checkpointOf({ keeper, store }: Log, size = store.size()): string {
  return signCheckpoint({ origin: keeper.origin, size, root: treeRoot(store, size) }, keeper.seed);
}

/** An export in memory: path → bytes. */
export function filesOf(log: Log, checkpoint = checkpointOf(log)): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  inOneGo(exportingLog(log.store, checkpoint, log.keeper.card.text, (path, bytes) => files.set(path, bytes)));
  return files;
}

export const reader = (files: ReadonlyMap<string, Uint8Array>) => (path: string) => files.get(path) ?? null;
export const kept = (checkpoint: string, name = 'conservé') => ({ name, bytes: utf8(checkpoint) });

/** As many log-ins as asked, for logs where only the size matters; the first is the appliance's creation. */
export function manyEvents(count: number, card: Card): LedgerEvent[] {
  const [created] = trip(card);
  return Array.from({ length: count }, (_, i) =>
    i === 0 ? created! : { ...operator, type: 'login.failed', subjects: { role: 'operator' }, counts: { failures: i } },
  );
}
