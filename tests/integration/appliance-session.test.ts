import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { paths } from '../../appliance/home.ts';
import { receive } from '../../appliance/intake/receive.ts';
import { release } from '../../appliance/release/release.ts';
import { reviewSession } from '../../appliance/session/review.ts';
import { abortSession, draftSession, sealAndScore } from '../../appliance/session/run.ts';
import { bundle } from '../../appliance/store/bundle.ts';
import { liveSession } from '../../appliance/store/session.ts';
import { listBundles, listModels, listSessions, overview, sessionDetail } from '../../appliance/views.ts';
import { WITHDRAWN } from '../../src/bundle/approval.ts';
import { actor, chamberThat, codeOf, openSite, PASSPHRASES, pair, type Site, SMALL_CHAMBER, WRONG } from '../support/appliance.ts';
import { noChamber } from '../support/chamber.ts';
import { type PartyKeys, scratch } from '../support/parties.ts';
import { notRoot } from '../support/requires.ts';
import { contents, entriesSince, untold } from '../support/told.ts';

const { folder, remove } = scratch();
let site: Site;
let css: PartyKeys;
let other: PartyKeys;
let serial = 0;
const fresh = () => {
  site = openSite(join(folder, `site-${serial++}`), `site ${serial}`);
  css = site.partner('CSS des Rives');
  other = site.partner('CSS du Plateau');
};
const database = () => paths(site.dir).database;
const take = (from: PartyKeys, kind: 'train' | 'score' = 'train') => {
  const { path, id } = site.bundle(from, kind);
  receive(site.app, path, null);
  return id;
};
const stateOf = (id: string) => bundle(site.app.store, id)?.state;
const draft = (models?: string[]) => draftSession(site.app, { gap: 'chamber', operator: site.operator, ...(models && { models }) });
const codes = (from: number) => entriesSince(database(), from).map(({ type, code }) => (code ? `${type} ${code}` : type));
const work = () => ['outgoing', 'models'].flatMap((name) => readdirSync(join(site.dir, 'bundles', name)));

afterAll(remove);

describe('a draft', () => {
  beforeAll(fresh);
  afterEach(() => expect(untold(database())).toEqual([]));
  afterAll(() => site.app.close());

  /** Refused: the ledger says what lacks, nothing else changes. */
  const refused = async (code: string, entries: string[], act: () => unknown) => {
    const size = site.app.store.ledger.size();
    const before = contents(database());
    expect(await codeOf(act)).toBe(code);
    expect(codes(size)).toEqual(entries);
    expect(contents(database())).toBe(before);
  };

  it('needs the operator, a measured gap and a bundle', async () => {
    await refused('ROLE_FORBIDDEN', [], () => draftSession(site.app, { gap: 'chamber', operator: site.reviewer }));
    await refused('SESSION_EMPTY', [], () => draft());
    await refused('MODEL_UNKNOWN', [], () => draft(['inconnu']));
  });

  it('leaves a request whose CSS has no model, then one whose model is not approved', async () => {
    const id = take(css, 'score');
    await refused('MODEL_NONE', ['bundle.refused MODEL_NONE'], () => draft());
    expect(stateOf(id)).toBe('pending');
  });

  it.skipIf(noChamber)('takes up what it can and says what it leaves', async () => {
    take(other, 'train');
    const outcome = await site.session();
    expect(outcome.setAside.map(({ code }) => code)).toEqual(['MODEL_NONE']);
    site.review(outcome.session);
    release(site.app, site.drive, site.operator);
    const waiting = take(other, 'score');
    expect(await codeOf(() => draft())).toMatch(/^MODEL_N/);
    const [model] = site.kept(other);
    const size = site.app.store.ledger.size();
    expect(await codeOf(() => draft([model!.id]))).toMatch(/^MODEL_N/);
    expect(codes(size).sort()).toEqual(['bundle.refused MODEL_NONE', 'bundle.refused MODEL_NOT_APPROVED']);
    expect(stateOf(waiting)).toBe('pending');
    receive(site.app, site.approval(other, model!, { until: '2026-09-06' }), null);
    expect(draft().bundles).toEqual([waiting]);
    await refused('SESSION_LIVE', [], () => draft());
    abortAll();
    // The CSS takes its consent back: nothing scores from now on, though the day it gave has not come; a later word restores it.
    const before = site.app.store.ledger.size();
    const withdrawal = site.approval(other, model!, { until: WITHDRAWN });
    expect(receive(site.app, withdrawal, site.operator)).toMatchObject({ what: 'approval', until: WITHDRAWN });
    expect(await codeOf(() => draft())).toMatch(/^(MODEL_NONE|APPROVAL_WITHDRAWN)$/);
    expect(codes(before).sort()).toEqual(['approval.withdrawn', 'bundle.refused APPROVAL_WITHDRAWN', 'bundle.refused MODEL_NONE']);
    expect(listModels(site.app).find(({ id }) => id === model!.id)?.approval).toMatchObject({ until: WITHDRAWN, expired: true });
    receive(site.app, site.approval(other, model!, { until: '2026-09-06' }), null);
    expect(draft().bundles).toEqual([waiting]);
    abortAll();
    site.time = new Date('2026-09-07T09:00:00Z');
    expect(await codeOf(() => draft())).toMatch(/^(MODEL_NONE|APPROVAL_EXPIRED)$/);
    expect(codes(0).slice(-2).sort()).toEqual(['bundle.refused APPROVAL_EXPIRED', 'bundle.refused MODEL_NONE']);
    site.time = new Date('2027-07-01T09:00:00Z');
    expect(await codeOf(() => draft())).toBe('BUNDLE_DESTROY_BY');
    site.time = new Date('2027-07-02T09:00:00Z');
  });

  const abortAll = () => {
    const live = liveSession(site.app.store);
    if (live) abortSession(site.app, live.id, site.operator);
  };
});

describe.skipIf(noChamber)('a session', () => {
  beforeEach(fresh);
  afterEach(() => {
    expect(untold(database())).toEqual([]);
    site.app.close();
  });

  it('shows its progress, and leaves the passphrase wiped', async () => {
    take(css);
    const { session } = draft();
    const custodians = pair();
    const phases: string[] = [];
    const options = {
      operator: site.operator,
      chamber: { main: SMALL_CHAMBER },
      onProgress: ({ phase }: { phase: string }) => phases.push(phase),
    };
    const running = sealAndScore(site.app, session, { ...options, custodians });
    expect(overview(site.app)).toMatchObject({ live: { id: session, state: 'sealed' }, progress: { phase: 'unlock' } });
    await running;
    expect([...new Set(phases)]).toEqual(['unlock', 'opening', 'sealing', 'done']);
    for (const { passphrase } of custodians) expect(passphrase.every((byte) => byte === 0)).toBe(true);
    expect(site.app.progress.size + site.app.running.size).toBe(0);
    expect(codes(0).slice(-8)).toEqual([
      'session.drafted',
      'session.sealed',
      'gap.evidence',
      'unlock.succeeded',
      'model.trained',
      'bundle.scored',
      'chamber.ended',
      'session.scored',
    ]);
  });

  it('seals only what is drafted, by the operator', async () => {
    take(css);
    const { session } = draft();
    const seal = (id: string, operator = site.operator) =>
      sealAndScore(site.app, id, { operator, custodians: pair(), chamber: { main: SMALL_CHAMBER } });
    expect(await codeOf(() => seal(session, site.reviewer))).toBe('ROLE_FORBIDDEN');
    expect(await codeOf(() => seal('0'.repeat(32)))).toBe('SESSION_UNKNOWN');
    await seal(session);
    expect(await codeOf(() => seal(session))).toBe('SESSION_STATE');
    expect(liveSession(site.app.store)?.state).toBe('scored');
  });

  it('with a wrong passphrase is aborted, its bundles wait, and the fourth attempt must wait too', async () => {
    const id = take(css);
    for (let i = 0; i < 3; i++) {
      const size = site.app.store.ledger.size();
      expect(await codeOf(() => site.session({ custodians: pair([WRONG, PASSPHRASES[1]]) }))).toBe('CUSTODY_PASSPHRASE');
      expect(codes(size)).toEqual([
        'session.drafted',
        'session.sealed',
        'gap.evidence',
        'unlock.failed CUSTODY_PASSPHRASE',
        'chamber.ended CUSTODY_PASSPHRASE',
        'session.aborted CUSTODY_PASSPHRASE',
      ]);
      expect(stateOf(id)).toBe('pending');
    }
    const size = site.app.store.ledger.size();
    expect(await codeOf(() => site.session())).toBe('LOGIN_SLOWED');
    site.reopen();
    expect(await codeOf(() => site.session())).toBe('LOGIN_SLOWED');
    expect(site.app.store.ledger.size()).toBe(size);
    site.time = new Date(site.time.getTime() + 2_000);
    expect((await site.session()).results).toHaveLength(1);
    expect(site.app.store.db.prepare('SELECT * FROM attempt').all()).toEqual([]);
  });

  it('sets aside alone the bundle that fails alone', async () => {
    const [bad, good] = [take(css), take(other)];
    const main = chamberThat(folder, `{ setAside: (id) => (id === '${bad}' ? 'CHAMBER_CONTENT' : null) }`);
    const outcome = await site.session({ main });
    expect(outcome.setAside).toEqual([{ bundle: bad, code: 'CHAMBER_CONTENT' }]);
    expect(outcome.results.map(({ request }) => request)).toEqual([good]);
    expect([stateOf(bad), stateOf(good)]).toEqual(['set-aside', 'answered']);
    expect(listBundles(site.app).find(({ id }) => id === bad)?.code).toBe('CHAMBER_CONTENT');
  });

  it('comes to nothing when every bundle fails', async () => {
    const id = take(css);
    const main = chamberThat(folder, "{ setAside: () => 'CHAMBER_CONTENT' }");
    expect(await codeOf(() => site.session({ main }))).toBe('SESSION_NOTHING_SCORED');
    expect(stateOf(id)).toBe('set-aside');
    expect(listSessions(site.app)[0]).toMatchObject({ state: 'aborted', code: 'SESSION_NOTHING_SCORED' });
    expect(await codeOf(() => site.session())).toBe('SESSION_EMPTY');
  });

  it('given up by a signal, by its operator, by the reviewer, kills the chamber at once', async () => {
    const id = take(css);
    const main = chamberThat(
      folder,
      "{ before: (event) => event === 'opened' && Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0) }",
    );
    const acts = [
      (stop: AbortController) => stop.abort(),
      () => abortSession(site.app, liveSession(site.app.store)!.id, site.operator),
      () => abortSession(site.app, liveSession(site.app.store)!.id, site.reviewer),
    ];
    for (const act of acts) {
      const stop = new AbortController();
      const size = site.app.store.ledger.size();
      const ended = codeOf(() => site.session({ main, signal: stop.signal }));
      while (!codes(size).includes('unlock.succeeded')) await new Promise((resolve) => setTimeout(resolve, 10));
      const began = Date.now();
      act(stop);
      expect(await ended).toBe('SESSION_GIVEN_UP');
      expect(Date.now() - began).toBeLessThan(1_000);
      expect(stateOf(id)).toBe('pending');
      expect(work()).toEqual([]);
      expect(codes(size).slice(4).sort()).toEqual(['chamber.ended SESSION_GIVEN_UP', 'session.aborted SESSION_GIVEN_UP']);
    }
    expect((await site.session()).results).toHaveLength(1);
  });

  it.each(['isolated', 'unlocked', 'opened', 'trained', 'done'])(
    'aborts when the chamber dies before « %s », and the bundles wait',
    async (step) => {
      const ids = [take(css), take(other)];
      const main = chamberThat(folder, `{ before: (event) => event === '${step}' && process.abort() }`);
      expect(await codeOf(() => site.session({ main }))).toBe('CHAMBER_DIED');
      expect(ids.map(stateOf)).toEqual(['pending', 'pending']);
      expect(work()).toEqual([]);
      expect(listModels(site.app).filter(({ state }) => state !== 'discarded')).toEqual([]);
      expect((await site.session()).results).toHaveLength(2);
    },
  );

  it('writes evidence as long as it is sealed', async () => {
    take(css);
    const main = chamberThat(
      folder,
      "{ before: (event) => event === 'opened' && Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 700) }",
    );
    await site.session({ main, evidenceMs: 100 });
    const found = codes(0).filter((each) => each === 'gap.evidence').length;
    expect(found).toBeGreaterThanOrEqual(4);
  });

  it.skipIf(notRoot)('kills the chamber when its namespace gets a link, within a second', async () => {
    const id = take(css);
    const main = chamberThat(
      folder,
      "{ before: (event) => event === 'opened' && Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0) }",
    );
    const size = site.app.store.ledger.size();
    const ended = codeOf(() => site.session({ main }));
    while (!codes(size).includes('unlock.succeeded')) await new Promise((resolve) => setTimeout(resolve, 10));
    const pid = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .find((each) => readFileSync(`/proc/${each}/cmdline`, 'utf8').includes('chamber-'));
    execFileSync('nsenter', ['-t', pid!, '-n', 'ip', 'link', 'add', 'essai0', 'type', 'veth', 'peer', 'name', 'essai1']);
    const began = Date.now();
    expect(await ended).toBe('GAP_LINK');
    expect(Date.now() - began).toBeLessThan(1_000);
    expect(existsSync(`/proc/${pid}`)).toBe(false);
    expect(codes(size).slice(-2)).toEqual(['chamber.ended GAP_LINK', 'session.aborted GAP_LINK']);
    expect(stateOf(id)).toBe('pending');
  });

  it('can be given up in every state before release; the same bundles are taken up again', async () => {
    const id = take(css);
    for (const until of ['drafted', 'scored', 'reviewed']) {
      const session = until === 'drafted' ? draft().session : (await site.session()).session;
      if (until === 'reviewed') site.review(session, 'refuse');
      expect(listSessions(site.app)[0]?.state).toBe(until);
      abortSession(site.app, session, site.operator);
      expect(stateOf(id)).toBe('pending');
      expect(work()).toEqual([]);
      expect(await codeOf(() => abortSession(site.app, session, site.operator))).toBe('SESSION_STATE');
    }
    const { session } = await site.session();
    expect(await codeOf(() => abortSession(site.app, session, site.auditor))).toBe('ROLE_FORBIDDEN');
    expect(await codeOf(() => abortSession(site.app, '0'.repeat(32), site.operator))).toBe('SESSION_UNKNOWN');
    site.review(session);
    expect(release(site.app, site.drive, site.operator).files).toHaveLength(1);
    // Numbers used for what never left are not used again.
    expect(readdirSync(site.drive)[0]).toMatch(/^css-des-rives-evaluation-0003-[0-9a-f]{8}\.bundle$/);
  });

  it('is reviewed whole, once, by someone else than its operator', async () => {
    take(css);
    take(other);
    const { session } = await site.session();
    const ids = sessionDetail(site.app, session).answers.map(({ id }) => id);
    const all = Object.fromEntries(ids.map((id) => [id, 'approve'])) as Record<string, 'approve' | 'refuse'>;
    const review = (decisions: Record<string, 'approve' | 'refuse'>, who = site.reviewer) =>
      reviewSession(site.app, session, who, decisions);
    const before = contents(database());
    expect(await codeOf(() => review(all, site.operator))).toBe('ROLE_FORBIDDEN');
    expect(await codeOf(() => review(all, { ...actor('reviewer'), name: actor('operator').name }))).toBe('TWO_PERSONS');
    expect(await codeOf(() => review({}))).toBe('REVIEW_INCOMPLETE');
    expect(await codeOf(() => review({ [ids[0]!]: 'approve' }))).toBe('REVIEW_INCOMPLETE');
    expect(await codeOf(() => review({ ...all, ['f'.repeat(32)]: 'approve' }))).toBe('REVIEW_INCOMPLETE');
    expect(await codeOf(() => review({ ...all, [ids[0]!]: 'oui' as 'approve' }))).toBe('REVIEW_INCOMPLETE');
    expect(await codeOf(() => reviewSession(site.app, '0'.repeat(32), site.reviewer, all))).toBe('SESSION_UNKNOWN');
    expect(contents(database())).toBe(before);
    expect(review({ ...all, [ids[0]!]: 'refuse' })).toEqual({ approved: 1, refused: 1 });
    expect(await codeOf(() => review(all))).toBe('SESSION_STATE');
    expect(
      listBundles(site.app)
        .map(({ state }) => state)
        .sort(),
    ).toEqual(['answered', 'refused']);
    expect(release(site.app, site.drive, site.operator).files).toHaveLength(1);
    expect(
      listModels(site.app)
        .map(({ state }) => state)
        .sort(),
    ).toEqual(['discarded', 'kept']);
  });
});

describe.skipIf(noChamber)('a chamber that lies', () => {
  let ids: string[];
  beforeAll(async () => {
    fresh();
    await site.model(css);
    ids = [take(css), take(other)];
  });
  afterAll(() => site.app.close());

  const sealedElsewhere = "change: (e) => (e.event === 'trained' ? { ...e, sealed: { ...e.sealed, path: '/tmp/x.bundle' } } : e)";
  const other32 = "'a'.repeat(32)";
  const trained = (change: string) => `{ change: (e) => (e.event === 'trained' ? { ...e, ${change} } : e) }`;
  const lies: [string, string][] = [
    ['a file elsewhere', `{ ${sealedElsewhere} }`],
    ['another recipient', trained(`sealed: { ...e.sealed, recipient: ${other32} }`)],
    ['another id', trained(`sealed: { ...e.sealed, id: ${other32} }`)],
    ['another size', trained('sealed: { ...e.sealed, bytes: e.sealed.bytes + 1 }')],
    ['another hash', trained("sealed: { ...e.sealed, coreHash: 'b'.repeat(64) }")],
    ['another number', trained('sealed: { ...e.sealed, sequence: 9 }')],
    ['another request', trained("coreHash: 'b'.repeat(64)")],
    ['another sender', trained(`sender: ${other32}`)],
    ['the model’s file for the evaluation’s', trained('sealed: { ...e.models[0].sealed }')],
    [
      'a model that is not there',
      trained("models: [{ ...e.models[0], sealed: { ...e.models[0].sealed, path: e.models[0].sealed.path + 'x' } }]"),
    ],
    ['a request that was not asked', "{ change: (e) => (e.event === 'opened' ? { ...e, coreHash: 'b'.repeat(64) } : e) }"],
    [
      'a bundle of no session',
      `{ change: (e) => (e.event === 'trained' ? { event: 'set-aside', bundle: ${other32}, code: 'INTERNAL', params: {} } : e) }`,
    ],
    [
      'an answer to what it did not open',
      "{ change: (e) => (e.event === 'opened' ? { event: 'progress', bundle: e.bundle, stage: 'opening', model: null, done: 1, total: 1 } : e) }",
    ],
    [
      'a model loaded without approval',
      "{ change: (e) => (e.event === 'opened' ? { event: 'model-loaded', bundle: e.bundle, model: 'm', digest: 'c'.repeat(64), approval: 'd'.repeat(64) } : e) }",
    ],
    ['its keys unlocked a second time', "{ change: (e) => (e.event === 'progress' ? { event: 'unlocked' } : e) }"],
    ['an answer, its keys not unlocked', "{ change: (e) => (e.event === 'unlocked' ? { event: 'unlocking', done: 1, total: 2 } : e) }"],
    [
      'a number used before',
      '{ chains: (chains) => Object.fromEntries(Object.keys(chains).map((id) => [id, { sequence: 0, previous: null }])) }',
    ],
  ];

  it.each(lies)('believes no chamber that names %s', async (_, behaviour) => {
    const size = site.app.store.ledger.size();
    expect(await codeOf(() => site.session({ main: chamberThat(folder, behaviour) }))).toBe('CHAMBER_PROTOCOL');
    expect(codes(size).at(-1)).toBe('session.aborted CHAMBER_PROTOCOL');
    expect(ids.map(stateOf)).toEqual(['pending', 'pending']);
    expect(untold(database())).toEqual([]);
    expect(work().filter((name) => name === listSessions(site.app)[0]?.id)).toEqual([]);
  });

  const nothing = "{ event: 'progress', bundle: e.bundle, stage: 'opening', model: null, done: 1, total: 1 }";
  it.each([
    ['twice', "e.event === 'model-loaded' ? (last = e) : e.event === 'scored' ? last : e"],
    ['after an answer in which it stands', `e.event === 'model-loaded' ? ${nothing} : e`],
  ])('believes no chamber that tells a model as loaded %s', async (_, change) => {
    take(css, 'score');
    const size = site.app.store.ledger.size();
    const main = chamberThat(folder, `(() => { let last = null; return { change: (e) => (${change}) }; })()`);
    expect(await codeOf(() => site.session({ main }))).toBe('CHAMBER_PROTOCOL');
    expect(codes(size).filter((code) => code === 'model.loaded').length).toBeLessThan(2);
  });

  it('leaves nothing beside what is kept of it', async () => {
    const main = chamberThat(
      folder,
      `{ before(event) {
        if (event !== 'done') return;
        const fs = process.getBuiltinModule('fs');
        const mounts = fs.readFileSync('/proc/self/mountinfo', 'utf8').split('\\n').map((line) => line.split(' '));
        for (const [, , , , point] of mounts.filter((fields) => fields[5]?.startsWith('rw'))) {
          fs.writeFileSync(point + '/en-clair.csv', 'CANARI');
          fs.mkdirSync(point + '/en/clair', { recursive: true });
        }
      } }`,
    );
    const { session } = await site.session({ main });
    const left = ['outgoing', 'models'].flatMap((name) => readdirSync(join(site.dir, 'bundles', name, session)));
    expect(left.length).toBeGreaterThan(1);
    expect(left.filter((name) => !name.endsWith('.bundle'))).toEqual([]);
  });
});
