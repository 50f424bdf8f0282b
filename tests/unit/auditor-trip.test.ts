import { describe, expect, it } from 'vitest';
import type { SessionState } from '../../src/auditor/facts.ts';
import { reportPage } from '../../src/auditor/page.ts';
import { reportJson, reportLines } from '../../src/auditor/report.ts';
import { verifyExport } from '../../src/auditor/verify.ts';
import type { ErrorCode } from '../../src/base/errors.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { EVENT_TYPES, type EventType } from '../../src/ledger/event.ts';
import { filesOf, hex, id, logKeeper, logOf, MODEL, reader, stepping, trip } from '../support/ledger.ts';
import { typography } from '../support/typography.ts';

const keeper = logKeeper();
const events = trip(keeper.card);
const at = (type: EventType, nth = 0) => events.flatMap((event, i) => (event.type === type ? [i] : []))[nth]!;

const told = (others: readonly LedgerEvent[], clock = stepping()) => verifyExport(reader(filesOf(logOf(others, keeper, clock))));
const codesOf = (others: readonly LedgerEvent[]) => told(others).findings.map(({ code, entry }) => [code, entry]);
const drop = (...indices: number[]) => events.filter((_, i) => !indices.includes(i));
const edit = (index: number, change: (event: LedgerEvent) => LedgerEvent) =>
  events.map((event, i) => (i === index ? change(event) : event));
const insert = (index: number, ...more: LedgerEvent[]) => [...events.slice(0, index), ...more, ...events.slice(index)];
const subject = (name: string, value: string) => (event: LedgerEvent) => ({ ...event, subjects: { ...event.subjects, [name]: value } });
const digest = (name: string, value: string) => (event: LedgerEvent) => ({ ...event, digests: { ...event.digests, [name]: value } });
const actor = (name: string) => (event: LedgerEvent) => ({ ...event, actor: name });

const cited = events.map((event) => {
  if (event.type === 'approval.received') return digest('approval', hex('approbation'))(event);
  return event.type === 'model.loaded' ? digest('approval', hex('une autre'))(event) : event;
});

/** The CSS takes its approval back before the model is loaded all the same. */
const withdrawn = insert(at('approval.received') + 1, {
  type: 'approval.withdrawn',
  actor: 'appliance',
  subjects: Object.fromEntries(Object.entries(events[at('approval.received')]!.subjects ?? {}).filter(([name]) => name !== 'until')),
  digests: { model: events[at('approval.received')]!.digests!.model! },
});

/** The same story on a machine that was measured: at each sealing, and once the last bundle is answered. */
function onMachine(): LedgerEvent[] {
  const counts = { minute: 0, links: 2, changes: 12 };
  return events.flatMap((event) => {
    const told = event.subjects?.gap ? subject('gap', 'machine')(event) : event;
    if (event.type === 'session.sealed') return [digest('probes', hex('probes'))(told)];
    if (event.type === 'gap.evidence') return [{ ...told, counts }];
    if (event.type !== 'session.scored') return [told];
    const last = { session: event.subjects!.session!, gap: 'machine' };
    return [{ actor: 'appliance', type: 'gap.evidence' as const, subjects: last, digests: { probes: hex('probes') }, counts }, told];
  });
}

/** Custodians 1 and `second` let this one in, or send it away. */
function custodian(what: 'added' | 'retired', number: number, second = 'depositaire-2'): LedgerEvent {
  const subjects = { custodian: `depositaire-${number}`, second };
  return { actor: 'depositaire-1', type: `custodian.${what}`, subjects, digests: { custody: hex('custody') }, counts: { custodians: 3 } };
}

/** A story that was truly sealed, and the first rule it breaks. */
const STORIES: readonly [story: string, others: readonly LedgerEvent[], code: ErrorCode, entry: number][] = [
  ['begins without its creation', drop(0), 'TRIP_FIRST_ENTRY', 0],
  ['begins with another appliance', edit(0, subject('appliance', id('autre'))), 'TRIP_FIRST_ENTRY', 0],
  ['begins with another card', edit(0, digest('card', hex('autre'))), 'TRIP_FIRST_ENTRY', 0],
  ['is created again half-way', insert(5, events[0]!), 'TRIP_FIRST_ENTRY', 5],
  ['enrols a card with one person', edit(3, subject('second', 'operateur')), 'TRIP_TWO_PERSONS', 3],
  [
    'is unlocked by one custodian twice',
    edit(at('unlock.succeeded'), subject('second', 'depositaire-1')),
    'TRIP_CUSTODIANS',
    at('unlock.succeeded'),
  ],
  [
    'is unlocked by one custodian',
    edit(at('unlock.succeeded'), (e) => ({ ...e, subjects: { session: 's-1' } })),
    'TRIP_CUSTODIANS',
    at('unlock.succeeded'),
  ],
  [
    'is unlocked by someone who is no custodian',
    edit(at('unlock.succeeded'), (e) => ({ ...e, actor: 'operateur' })),
    'TRIP_CUSTODIANS',
    at('unlock.succeeded'),
  ],
  [
    'is unlocked by a custodian who has left',
    insert(5, custodian('added', 3), custodian('retired', 2, 'depositaire-3')),
    'TRIP_CUSTODIANS',
    at('unlock.succeeded') + 2,
  ],
  ['sees a custodian let in by one', insert(5, custodian('added', 3, 'depositaire-1')), 'TRIP_CUSTODIANS', 5],
  ['sees a custodian send away another who was not there', insert(5, custodian('retired', 3)), 'TRIP_CUSTODIANS', 5],
  ['sees a custodian retired by himself', insert(5, custodian('retired', 2)), 'TRIP_CUSTODIANS', 5],
  ['receives from a stranger', drop(3), 'TRIP_PARTY_UNKNOWN', at('bundle.received') - 1],
  [
    'takes a stranger’s approval',
    edit(at('approval.received'), subject('party', id('inconnu'))),
    'TRIP_PARTY_UNKNOWN',
    at('approval.received'),
  ],
  ['receives a bundle twice', insert(6, events[5]!), 'TRIP_REPLAY', 6],
  [
    'receives numbers out of order',
    edit(at('bundle.received', 1), (e) => ({ ...e, counts: { sequence: 1, bytes: 1 } })),
    'TRIP_REPLAY',
    at('bundle.received', 1),
  ],
  ['works in a session that nothing opened', drop(at('session.drafted')), 'TRIP_SESSION_UNKNOWN', at('session.drafted')],
  ['drafts a session twice', insert(at('session.sealed'), events[at('session.drafted')]!), 'TRIP_STATE', at('session.sealed')],
  ['changes its gap mode', edit(at('session.sealed'), subject('gap', 'machine')), 'TRIP_GAP_MODE', at('session.sealed')],
  ['never seals', drop(at('session.sealed')), 'TRIP_STATE', at('gap.evidence')],
  ['unlocks before isolation is proved', drop(at('gap.evidence')), 'TRIP_UNSEALED', at('gap.evidence')],
  [
    'goes on when the proof of isolation failed',
    edit(at('gap.evidence'), (e) => ({ ...e, code: 'CHAMBER_ISOLATION' })),
    'TRIP_UNSEALED',
    at('gap.evidence') + 1,
  ],
  ['works without unlocking', drop(at('unlock.succeeded')), 'TRIP_LOCKED', at('unlock.succeeded')],
  ['processes a bundle never received', drop(at('bundle.received', 1)), 'TRIP_BUNDLE_UNKNOWN', at('model.loaded') - 1],
  [
    'processes other bytes than were received',
    edit(at('bundle.scored', 1), digest('input', hex('autre'))),
    'TRIP_BUNDLE_UNKNOWN',
    at('bundle.scored', 1),
  ],
  [
    'processes a bundle for another CSS',
    edit(at('bundle.scored', 1), subject('party', id('css-b'))),
    'TRIP_BUNDLE_UNKNOWN',
    at('bundle.scored', 1),
  ],
  ['loads a model without approval', drop(at('approval.received')), 'TRIP_MODEL_UNAPPROVED', at('model.loaded') - 1],
  [
    'loads another model under an approved name',
    edit(at('model.loaded'), digest('model', hex('autre'))),
    'TRIP_MODEL_UNAPPROVED',
    at('model.loaded'),
  ],
  [
    'loads a model after its approval’s last day',
    edit(at('approval.received'), subject('until', '2026-09-06')),
    'TRIP_MODEL_UNAPPROVED',
    at('model.loaded'),
  ],
  [
    'loads a model whose CSS took its approval back',
    insert(at('approval.received') + 1, subject('until', '2026-09-01')(events[at('approval.received')]!)),
    'TRIP_MODEL_UNAPPROVED',
    at('model.loaded') + 1,
  ],
  ['loads a model after its CSS withdrew its approval', withdrawn, 'TRIP_MODEL_UNAPPROVED', at('model.loaded') + 1],
  [
    'loads a model that another CSS approved',
    edit(at('approval.received'), subject('party', id('css-b'))),
    'TRIP_MODEL_UNAPPROVED',
    at('model.loaded'),
  ],
  ['loads a model that no session trained', drop(at('model.trained')), 'TRIP_MODEL_UNTRAINED', at('model.loaded') - 1],
  ['cites another approval than the last', cited, 'TRIP_MODEL_UNAPPROVED', at('model.loaded')],
  ['scores without any model', drop(at('model.loaded')), 'TRIP_MODEL_NONE', at('bundle.scored', 1) - 1],
  ['is reviewed by who ran it', edit(at('result.approved', 1), actor('operateur')), 'TRIP_REVIEWER_IS_OPERATOR', at('result.approved', 1)],
  [
    'is reviewed by who never logged in as reviewer',
    edit(at('result.approved', 1), actor('verificateur')),
    'TRIP_REVIEWER_ROLE',
    at('result.approved', 1),
  ],
  [
    'approves a result it did not produce',
    edit(at('result.approved', 1), digest('output', hex('autre'))),
    'TRIP_RESULT_UNKNOWN',
    at('result.approved', 1),
  ],
  ['releases without approval', drop(at('result.approved', 1)), 'TRIP_UNREVIEWED', at('result.released', 1) - 1],
  [
    'releases other bytes than were approved',
    edit(at('result.released', 1), digest('output', hex('autre'))),
    'TRIP_UNREVIEWED',
    at('result.released', 1),
  ],
  [
    'releases what the reviewer refused',
    edit(at('result.approved', 1), (e) => ({ ...e, type: 'result.refused' })),
    'TRIP_UNREVIEWED',
    at('result.released', 1),
  ],
  ['releases to another CSS', edit(at('result.released', 1), subject('party', id('css-b'))), 'TRIP_OTHER_PARTY', at('result.released', 1)],
  ['releases before the review is closed', drop(at('session.reviewed', 1)), 'TRIP_STATE', at('result.released', 1) - 1],
  ['releases while the chamber lives', drop(at('chamber.ended', 1)), 'TRIP_CHAMBER_ALIVE', at('result.released', 1) - 1],
  ['closes without releasing', drop(at('session.released', 1)), 'TRIP_STATE', at('session.closed', 1) - 1],
];

describe('a ledger that was truly sealed, but tells a story that must not be', () => {
  it.each(STORIES)('%s', (_, others, code, entry) => {
    expect(codesOf(others)[0]).toEqual([code, entry]);
    const { intact, checks } = told(others);
    expect(intact).toBe(true);
    expect(checks.find(({ name }) => name === 'entries')?.holds).toBe(true);
  });

  it('covers every rule but the four below', () => {
    const covered = new Set(STORIES.map(([, , code]) => code));
    expect([...covered].sort()).toEqual(
      [
        'TRIP_BUNDLE_UNKNOWN',
        'TRIP_CUSTODIANS',
        'TRIP_CHAMBER_ALIVE',
        'TRIP_FIRST_ENTRY',
        'TRIP_GAP_MODE',
        'TRIP_LOCKED',
        'TRIP_MODEL_NONE',
        'TRIP_MODEL_UNAPPROVED',
        'TRIP_MODEL_UNTRAINED',
        'TRIP_OTHER_PARTY',
        'TRIP_PARTY_UNKNOWN',
        'TRIP_REPLAY',
        'TRIP_RESULT_UNKNOWN',
        'TRIP_REVIEWER_IS_OPERATOR',
        'TRIP_REVIEWER_ROLE',
        'TRIP_SESSION_UNKNOWN',
        'TRIP_STATE',
        'TRIP_TWO_PERSONS',
        'TRIP_UNREVIEWED',
        'TRIP_UNSEALED',
      ].sort(),
    );
  });

  it('says that its machine is unplugged without a measure to prove it', () => {
    const whole = onMachine();
    const proofs = whole.flatMap(({ type }, i) => (type === 'gap.evidence' ? [i] : []));
    const without = (index: number, change: (event: LedgerEvent) => LedgerEvent | null) => {
      const others = whole.flatMap((event, i) => (i === index ? (change(event) ?? []) : event));
      return codesOf(others)[0];
    };
    const [first, last] = [proofs[0]!, proofs[1]!];
    const unmeasured = ({ counts: _, ...event }: LedgerEvent): LedgerEvent => event;
    const { digests: _, ...unsigned } = whole[first - 1]!;
    expect(without(first - 1, () => unsigned)).toEqual(['TRIP_UNPROVED', first - 1]);
    expect(without(first, unmeasured)).toEqual(['TRIP_UNPROVED', first + 1]);
    expect(without(last, () => null)).toEqual(['TRIP_UNPROVED', last]);
    expect(without(last, unmeasured)).toEqual(['TRIP_UNPROVED', last + 1]);
    expect(without(last, (event) => ({ ...event, code: 'GAP_MOVED' }))).toEqual(['TRIP_UNPROVED', last + 1]);
  });

  it('goes on although a link of its machine moved', () => {
    const whole = onMachine();
    const last = whole.findIndex(({ type }) => type === 'session.scored') - 1;
    for (const counts of [
      { minute: 1, links: 2, changes: 13 },
      { minute: 1, links: 3, changes: 12 },
    ]) {
      const moved = whole.map((event, i) => (i === last ? { ...event, counts } : event));
      expect(codesOf(moved)).toEqual([['TRIP_COUNTERS', last]]);
    }
  });

  it('is silent for too long in a session that says its machine is unplugged', () => {
    const machine = onMachine();
    expect(told(machine).findings).toEqual([]);
    const codes = told(machine, stepping(200)).findings.map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['TRIP_SILENCE']));
    expect(told(events, stepping(200)).findings).toEqual([]);
  });

  it('gives two different answers to one bundle', () => {
    const again = events.slice(at('session.drafted', 1)).map((event) => {
      const other = event.subjects?.session ? subject('session', 's-3')(event) : event;
      return other.digests?.output ? digest('output', hex('deuxième'))(other) : other;
    });
    expect(codesOf([...events, ...again])[0]?.[0]).toBe('TRIP_RELEASED_TWICE');
  });
});

describe('sessions', () => {
  /** Every state, with the events that lead to it; then every event of a session, one after the other. */
  const STEPS: Record<Exclude<SessionState, 'aborted'>, number> = {
    drafted: at('session.drafted', 1),
    sealed: at('unlock.succeeded', 1),
    scored: at('chamber.ended', 1),
    reviewed: at('session.reviewed', 1),
    released: at('session.released', 1),
    closed: at('session.closed', 1),
  };
  const MOVES: Record<string, readonly string[]> = {
    'session.sealed': ['drafted'],
    'session.scored': ['sealed'],
    'session.reviewed': ['scored'],
    'session.released': ['reviewed'],
    'session.closed': ['released'],
    'session.aborted': ['drafted', 'sealed', 'scored', 'reviewed'],
  };
  it.each(Object.entries(STEPS))('%s: takes the steps its state allows, and no other', (state, last) => {
    for (const [type, from] of Object.entries(MOVES)) {
      const gap = type === 'session.sealed' ? { gap: 'chamber' } : {};
      const next: LedgerEvent = {
        actor: 'reviseur',
        type: type as EventType,
        subjects: { session: 's-2', ...gap },
        ...(type === 'session.aborted' ? { code: 'ABORTED' } : {}),
      };
      const codes = codesOf([...events.slice(0, last + 1), next]).map(([code]) => code);
      expect(codes.includes('TRIP_STATE'), `${state} → ${type}`).toBe(!from.includes(state));
    }
  });

  it('that were aborted may have their bundle taken up again', () => {
    const first = events.slice(at('session.drafted', 1), at('chamber.ended', 1) + 1).map((event) => subject('session', 's-1b')(event));
    const aborted: LedgerEvent = { actor: 'operateur', type: 'session.aborted', subjects: { session: 's-1b' }, code: 'ABORTED' };
    const { findings, facts } = told(insert(at('session.drafted', 1), ...first, aborted));
    expect(findings).toEqual([]);
    expect(facts?.sessions.map(({ state }) => state)).toEqual(['closed', 'aborted', 'closed']);
  });
});

it('a session that runs past midnight on the last day of an approval is within it', () => {
  const until = subject('until', '2026-09-07')(events[at('approval.received')]!);
  const others = events.map((event) => (event.type === 'approval.received' ? until : event));
  const late = stepping(1, `2026-09-07T23:59:${String(60 - at('model.loaded')).padStart(2, '0')}Z`);
  const { findings, facts } = told(others, late);
  expect(findings).toEqual([]);
  expect(facts?.lastTime?.slice(0, 10)).toBe('2026-09-08');
});

describe('the report', () => {
  it('speaks French as Quebec typesets it, says the gap mode and what was not checked', () => {
    for (const verification of [told(events), ...STORIES.map(([, others]) => told(others)), verifyExport(() => null)]) {
      for (const line of reportLines(verification, 'fr')) expect(typography(line)).toEqual([]);
      expect(reportLines(verification, 'en').length).toBe(reportLines(verification, 'fr').length);
    }
    const text = reportLines(told(events), 'fr', { words: ['abeille', 'zèbre'] }).join('\n');
    expect(text).toContain('rien ne prouve que la machine était débranchée');
    expect(text).toContain('abeille zèbre');
    expect(text).toContain('--against');
    expect(text).toContain('BUNDLE_SIGNATURE');
    expect(text).not.toMatch(/\{\w+\}|undefined|NaN/);
    const bad = reportLines(told(drop(at('approval.received'))), 'fr').join('\n');
    expect(bad).toContain('NE TIENT PAS');
    expect(bad).toContain('TRIP_MODEL_UNAPPROVED');
  });

  it('is one JSON object with the same findings', () => {
    const verification = told(drop(at('result.approved', 1)));
    const json = JSON.parse(JSON.stringify(reportJson(verification, 'en')));
    expect(json.ok).toBe(false);
    expect(json.findings[0]).toMatchObject({ code: 'TRIP_UNREVIEWED', entry: at('result.released', 1) - 1 });
    expect(json.checks.find(({ name }: { name: string }) => name === 'review').holds).toBe(false);
    expect(json.facts.sessions).toHaveLength(2);
  });
});

describe('the printed page', () => {
  const page = (others: readonly LedgerEvent[], lang: 'fr' | 'en' = 'fr') =>
    reportPage(told(others), lang, { today: '2027-07-01', words: ['abeille'] });
  const textOf = (markup: string) =>
    markup
      .replace(/<style>[\s\S]*?<\/style>|<[^>]+>/g, '\n')
      .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
      .split('\n')
      .filter((line) => line.trim() !== '');

  it('tells sessions, models, approvals, bundles and refusals, without script nor anything fetched', () => {
    const markup = page(events);
    expect(markup).not.toMatch(/<script|<link|<img|https?:|url\(/i);
    expect(markup).toContain("default-src 'none'");
    for (const said of ['s-1', 's-2', MODEL, hex('model'), 'CSS fictif A', 'BUNDLE_SIGNATURE', 'rien ne prouve que la machine', 'abeille'])
      expect(markup).toContain(said);
    expect(markup).toContain('2027-06-30 (échu)');
    for (const line of textOf(markup)) expect(typography(line)).toEqual([]);
    expect(markup).not.toMatch(/undefined|NaN|\{\w+\}<|null/);
    expect(page(events, 'en')).toContain('What could be checked holds.');
  });

  it('puts findings before what the log tells, and says nothing of a log that is not as it was sealed', () => {
    const markup = page(drop(at('approval.received')));
    expect(markup.indexOf('TRIP_MODEL_UNAPPROVED')).toBeGreaterThan(0);
    expect(markup.indexOf('TRIP_MODEL_UNAPPROVED')).toBeLessThan(markup.indexOf('s-2'));
    const empty = reportPage(
      verifyExport(() => null),
      'fr',
      { today: '2027-07-01' },
    );
    expect(empty).toContain('EXPORT_FILE_MISSING');
    expect(empty).not.toContain('Séances scellées');
  });

  it('shows a name as text, whatever it holds', () => {
    const name = `<b onclick="x">&'</b>`;
    const markup = page(edit(3, subject('name', name)));
    expect(markup).not.toContain('<b ');
    expect(textOf(markup)).toContain(name);
  });
});

it('the story used here is made of known types', () => {
  expect(events.every(({ type }) => EVENT_TYPES.includes(type))).toBe(true);
});
