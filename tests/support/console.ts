import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { GapView } from '../../appliance/airgap/view.ts';
import { ACCOUNT_NAMES, type Role, requireRole } from '../../appliance/gate/roles.ts';
import type { Received } from '../../appliance/intake/receive.ts';
import type { RetentionView } from '../../appliance/retention/view.ts';
import type { Uses } from '../../appliance/server/uses.ts';
import type { Progress } from '../../appliance/session/progress.ts';
import type { BundleView, EntryView, ModelView, PartyView, ResultView, SessionView } from '../../appliance/views.ts';
import { EcluseError } from '../../src/base/errors.ts';
import type { Json } from '../../src/base/json.ts';
import { timestamp } from '../../src/base/random.ts';
import { fingerprintWords } from '../../src/keys/words.ts';

export const PASSWORDS: Readonly<Record<Role, string>> = {
  operator: 'mot de passe opérateur',
  reviewer: 'mot de passe réviseur',
  auditor: 'mot de passe vérificateur',
};
export const PASSPHRASES = ['phrase de passe du premier', 'phrase de passe du second'] as const;
/** The seal form’s two custodians, as the page sends them. */
export const SEAL = { custodian1: '1', passphrase1: PASSPHRASES[0], custodian2: '2', passphrase2: PASSPHRASES[1] };
export const HOSTILE = '<img src=x onerror=alert(1)> & "CSS" \'';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const id = (text: string): string => hash(text).slice(0, 32);
const WORDS = [
  'abaisser',
  'crayon',
  'féroce',
  'galerie',
  'hameau',
  'jardin',
  'loyal',
  'mésange',
  'neutron',
  'ouvrage',
  'poésie',
  'ruisseau',
];

export type Call = readonly [name: string, ...args: readonly unknown[]];
export type Fake = Uses & {
  readonly calls: Call[];
  time: number;
  state: {
    session: Session | null;
    past: SessionView[];
    bundles: BundleView[];
    entries: EntryView[];
    parties: PartyView[];
    models: ModelView[];
    gap: GapView;
    retention: RetentionView;
  };
  /** Lets a running session end; otherwise it goes on until aborted. */
  finish(): void;
  refuseNext: EcluseError | null;
  /** What a machine that is not unplugged says to whoever seals. */
  sealRefusal: EcluseError | null;
};
type Session = SessionView & { answers: ResultView[]; progress: Progress | null };

export function scoreAggregates(model = 'decrochage-sec1'): Json {
  return {
    rows: 2987,
    models: [
      {
        id: model,
        digest: hash(model),
        family: 'décrochage',
        target: 'décrochage en 2 ans',
        grade: 'sec1',
        rows: 2987,
        bands: [
          { name: 'high', pupils: 212 },
          { name: 'moderate', pupils: 655 },
          { name: 'low', pupils: 2120 },
        ],
        meanContributions: { profile: 0.0121, behaviour: -0.0042, attendance: 0.0206, performance: -0.0311, sociodemography: 0.0018 },
      },
      {
        id: 'echec-math-sec2',
        digest: hash('echec'),
        family: 'échec',
        target: 'épreuve de mathématique',
        grade: null,
        rows: 2987,
        bands: [
          { name: 'high', pupils: null },
          { name: 'moderate', pupils: null },
          { name: 'low', pupils: 2941 },
        ],
        meanContributions: null,
      },
    ],
    refused: [{ id: 'echec-francais-sec2', code: 'MODEL_NOT_APPROVED', params: {} }],
    quality: {
      rows: 2987,
      variables: 120,
      missing: [
        { name: 'resultat_francais_t1', share: 0.1842 },
        { name: 'absences_non_motivees', share: 0.031 },
        { name: 'retards', share: null },
        { name: 'age', share: 0 },
      ],
    },
  };
}

export function trainAggregates(): Json {
  const stance = (recall: number, precision: number, of: number) => ({
    cutoff: 0.412,
    recall: { value: recall, low: recall - 0.04, high: recall + 0.04, of: 314 },
    precision: { value: precision, low: precision - 0.05, high: precision + 0.05, of },
  });
  return {
    rows: 2990,
    models: [
      {
        id: 'decrochage-sec1',
        digest: hash('decrochage-sec1'),
        outcome: 'decroche',
        family: 'décrochage',
        target: 'décrochage en 2 ans',
        grade: 'sec1',
        rows: 2990,
        positives: 314,
        auc: 0.8731,
        brier: 0.0712,
        targeted: stance(0.52, 0.61, 268),
        wide: stance(0.81, 0.37, 690),
      },
    ],
    skipped: [{ outcome: 'echec_ethique', code: 'OUTCOME_TOO_FEW', params: {} }],
    quality: { rows: 2990, variables: 120, missing: [] },
  };
}

export function unplugged(): GapView {
  return {
    refusal: null,
    first: true,
    items: [{ what: 'interface', name: 'eth0', kind: 'wired', state: 'down', problem: null }],
    problems: [],
    unplugged: true,
  };
}

/** A machine that everything keeps plugged in. */
export function plugged(): GapView {
  const problems: GapView['problems'] = [
    { code: 'GAP_CABLE', params: { name: 'eth0' } },
    { code: 'GAP_RADIO_WIFI', params: { name: 'phy0' } },
    { code: 'GAP_USB_PHONE', params: { name: '1-2', device: 'Pixel 8 (1-2)' } },
    { code: 'GAP_NAMESPACE', params: { net: 'net:[4026532000]', names: 'veth0, eth0' } },
  ];
  const [cable, radio, usb, elsewhere] = problems;
  return {
    refusal: null,
    first: false,
    items: [
      { what: 'interface', name: 'lo', kind: 'loopback', state: 'down', problem: null },
      { what: 'interface', name: 'eth0', kind: 'wired', state: 'up', problem: cable! },
      { what: 'interface', name: HOSTILE, kind: 'wireless', state: 'off', problem: null },
      { what: 'radio', name: 'phy0', kind: 'wlan', state: 'up', problem: radio! },
      { what: 'usb', name: '1-2', kind: 'tethering', state: 'up', problem: usb! },
      { what: 'namespace', name: 'net:[4026532000]', kind: '', state: 'up', problem: elsewhere! },
    ],
    problems,
    unplugged: false,
  };
}

/** The use cases in memory, with the same refusals in the same places: what the console is tried against. */
export function fakeUses(home: string): Fake {
  mkdirSync(join(home, 'quarantine'), { recursive: true });
  const css = { id: id('css'), name: 'CSS des Trois-Écluses' };
  const hostile = { id: id('hostile'), name: HOSTILE };
  const party = (from: typeof css): PartyView => ({
    ...from,
    hash: hash(from.name),
    words: WORDS,
    enrolled: '2026-09-01T12:00:00Z',
    lastSequence: 2,
  });
  const bundle = (name: string, sender: typeof css, kind: 'score' | 'train', more: Partial<BundleView> = {}): BundleView => ({
    id: id(name),
    kind,
    sender,
    sequence: 2,
    size: 4_312_456,
    received: '2026-11-22T07:20:55Z',
    destroyBy: '2027-06-30',
    state: 'pending',
    code: null,
    session: null,
    ...more,
  });
  type Kept = RetentionView['kept'][number];
  const rests = (name: string, kind: Kept['kind'], owner: typeof css, destroyBy: string, more: Partial<Kept> = {}): Kept => {
    const about = { bundle: id(name), kind, party: owner.id, partyName: owner.name, request: id(name), destroyBy };
    return { ...about, order: null, due: false, overdue: false, ...more };
  };
  let release: (() => void) | null = null;
  const fake: Fake = {
    calls: [],
    time: Date.parse('2026-11-22T12:00:00Z'),
    refuseNext: null,
    sealRefusal: null,
    state: {
      session: null,
      past: [],
      bundles: [
        bundle('one', css, 'score'),
        bundle('two', hostile, 'train'),
        bundle('three', css, 'score', { state: 'set-aside', code: 'CODE_UNMAPPED', sequence: 1, session: 'seance-0' }),
      ],
      entries: [],
      gap: plugged(),
      retention: {
        keys: [],
        kept: [
          rests('late', 'score', css, '2026-11-20', { due: true, overdue: true }),
          rests('today', 'result', hostile, '2026-11-22', { due: true }),
          rests('ordered', 'model', css, '2027-06-30', { due: true, order: hash('order') }),
          rests('one', 'score', css, '2027-06-30'),
        ],
        certificates: [
          { hash: hash('c1'), party: css.id, partyName: css.name, made: '2026-10-01T12:00:00Z', countersigned: '2026-10-09T12:00:00Z' },
          { hash: hash('c2'), party: hostile.id, partyName: hostile.name, made: '2026-11-01T12:00:00Z', countersigned: null },
        ],
      },
      parties: [party(css), party(hostile)],
      models: [
        {
          id: 'decrochage-sec1',
          party: css,
          digest: hash('decrochage-sec1'),
          family: 'décrochage',
          target: 'décrochage en 2 ans',
          state: 'kept',
          trained: '2026-11-20T15:00:00Z',
          approval: { stance: 'targeted', until: '2027-06-30', received: '2026-11-21T10:00:00Z', expired: false },
        },
        {
          id: 'echec-math-sec2',
          party: hostile,
          digest: hash('echec'),
          family: 'échec',
          target: 'épreuve de mathématique',
          state: 'kept',
          trained: '2026-11-20T15:00:00Z',
          approval: null,
        },
      ],
    },
    home,
    quarantine: join(home, 'quarantine'),
    clock: () => new Date(fake.time),
    random: (length) => new Uint8Array(randomBytes(length)),
    finish: () => release?.(),
    started: () => tell('appliance', 'server.started'),
    stopped: () => tell('appliance', 'server.stopped'),
    overview() {
      const { session, bundles, parties, models, entries } = fake.state;
      const answers = session?.answers ?? [];
      return {
        appliance: { id: id('appliance'), name: 'CSS central – essai', hash: hash('appliance'), words: WORDS },
        ledger: { size: entries.length, root: hash(String(entries.length)) },
        live: session && view(session),
        progress: session?.progress ?? null,
        pending: bundles.filter((each) => each.state === 'pending').length,
        parties: parties.length,
        models: { kept: models.length, approved: models.filter((each) => each.approval).length },
        waiting: {
          review: answers.filter((each) => each.state === 'sealed').length,
          release: answers.filter((each) => each.state === 'approved').length,
        },
      };
    },
    bundles: () => fake.state.bundles,
    sessions: () => fake.state.past,
    session(wanted) {
      const live = fake.state.session;
      const found = live?.id === wanted ? live : (fake.state.past.find((each) => each.id === wanted) as Session | undefined);
      if (!found) throw new EcluseError('SESSION_UNKNOWN');
      return {
        ...view(found),
        requests: fake.state.bundles.filter((each) => each.session === wanted),
        answers: found.answers ?? [],
        models: fake.state.models.map(({ id, digest, party }) => ({ id, digest, party })),
        progress: found.progress ?? null,
      };
    },
    gap: () => fake.state.gap,
    retention: () => fake.state.retention,
    custody: () => ({
      custodians: [
        { number: 1, since: '2026-09-01T12:00:00Z' },
        { number: 3, since: '2026-10-01T12:00:00Z' },
      ],
      card: { hash: hash('card'), words: fingerprintWords(hash('card')), since: '2026-10-01T12:00:00Z' },
      rotated: '2026-10-01T12:00:00Z',
      paper: { made: '2026-09-02T12:00:00Z', stale: true },
      recovered: null,
      keys: [
        { card: hash('past'), rotated: '2026-10-01T12:00:00Z', until: '2026-10-31', files: 4, due: false, destroyed: null },
        { card: hash('older'), rotated: '2025-10-01T12:00:00Z', until: '2025-10-31', files: 0, due: true, destroyed: null },
      ],
    }),
    models: () => fake.state.models,
    parties: () => fake.state.parties,
    entries({ from, limit }) {
      const { entries } = fake.state;
      const start = from ?? Math.max(0, entries.length - limit);
      return { size: entries.length, entries: entries.slice(start, start + limit) };
    },
    checkpoint: () => `ecluse/${id('appliance')}/ledger\n${fake.state.entries.length}\n`,
    proof: (sequence) => ({
      entry: new TextEncoder().encode(`{"sequence":${sequence}}`),
      proof: `c2sp.org/tlog-proof@v1\nindex ${sequence}\n`,
    }),
    logIn(role, password) {
      refuse();
      const actor = { role, name: ACCOUNT_NAMES[role] };
      if (new TextDecoder().decode(password) !== PASSWORDS[role]) {
        tell(actor.name, 'login.failed', { role }, 'LOGIN_FAILED');
        throw new EcluseError('LOGIN_FAILED');
      }
      tell(actor.name, 'login.succeeded', { role });
      return actor;
    },
    logOut: (actor) => tell(actor.name, 'login.ended', { role: actor.role }),
    inspectCard(card) {
      const name = new TextDecoder().decode(card).trim();
      if (!name.startsWith('CSS')) throw new EcluseError('CARD_ROLE');
      return { id: id(name), name, hash: hash(name), words: WORDS };
    },
    enrol(card, { operator, reviewer }) {
      requireRole(operator, 'enrol');
      requireRole(reviewer, 'countersign');
      const found = fake.inspectCard(card);
      if (fake.state.parties.some((each) => each.id === found.id)) throw new EcluseError('PARTY_ENROLLED', { party: found.id });
      fake.state.parties.push({ ...found, enrolled: timestamp(fake.clock()), lastSequence: 0 });
      tell(operator.name, 'party.enrolled', { party: found.id, name: found.name, second: reviewer.name });
      return found;
    },
    receive(path, actor) {
      requireRole(actor, 'receive');
      refuse();
      fake.calls.push(['receive', basename(path), readFileSync(path).length]);
      return take(path, actor.name);
    },
    receiveAll(paths, actor) {
      requireRole(actor, 'receive');
      return paths.map((path) => {
        fake.calls.push(['receiveAll', path]);
        if (readFileSync(path, 'utf8').startsWith('mauvais')) {
          tell(actor.name, 'bundle.refused', {}, 'BUNDLE_SIGNATURE');
          return { path, refused: new EcluseError('INTAKE_FILE', { file: basename(path) }) };
        }
        return { path, received: take(path, actor.name) };
      });
    },
    async destroy(to, { operator, reviewer }) {
      requireRole(operator, 'destroy');
      requireRole(reviewer, 'countersign');
      if (fake.state.session) throw new EcluseError('DESTROY_SESSION_LIVE');
      const { kept, certificates } = fake.state.retention;
      const items = kept.filter(({ due }) => due);
      fake.calls.push(['destroy', to, items.length]);
      const owners = [...new Map(items.map((one) => [one.party, one.partyName]))];
      const made = owners.map(([party, partyName]) => ({
        hash: hash(`c ${party}`),
        party,
        partyName,
        made: timestamp(fake.clock()),
        countersigned: null,
      }));
      fake.state.retention = { keys: [], kept: kept.filter(({ due }) => !due), certificates: [...certificates, ...made] };
      const waiting = fake.state.retention.certificates.filter(({ countersigned }) => countersigned === null);
      for (const { bundle } of items) tell('appliance', 'bundle.destroyed', { bundle });
      return {
        items,
        keys: [],
        certificates: waiting.map(({ hash: of, party, partyName: name }) => ({
          hash: of,
          party,
          name,
          file: `${to}/${party.slice(0, 8)}-destruction.note`,
        })),
      };
    },
    draft(gap, operator) {
      requireRole(operator, 'draft');
      if (fake.state.session) throw new EcluseError('SESSION_LIVE', { number: 1, state: 'drafted' });
      if (gap === 'machine') throw new EcluseError('GAP_LINK', { reason: 'eth0' });
      const number = fake.state.past.length + 1;
      const session = `seance-${number}`;
      const taken = fake.state.bundles.filter((each) => each.state === 'pending');
      fake.state.bundles = fake.state.bundles.map((each) => (each.state === 'pending' ? { ...each, state: 'taken', session } : each));
      fake.state.session = {
        id: session,
        number,
        state: 'drafted',
        gap,
        operator: operator.name,
        reviewer: null,
        drafted: timestamp(fake.clock()),
        sealed: null,
        scored: null,
        reviewed: null,
        released: null,
        closed: null,
        aborted: null,
        code: null,
        dead: false,
        bundles: taken.length,
        results: 0,
        answers: [],
        progress: null,
      };
      tell(operator.name, 'session.drafted', { session, gap });
      return { session, bundles: taken.map((each) => each.id), left: [] };
    },
    custodians: () => [1, 2, 4],
    async seal(wanted, operator, custodians, signal) {
      requireRole(operator, 'seal');
      const session = live(wanted, 'drafted');
      if (fake.sealRefusal) {
        end(session, fake.sealRefusal.code);
        throw fake.sealRefusal;
      }
      const known = custodians.every(({ number, passphrase }) => new TextDecoder().decode(passphrase) === PASSPHRASES[number - 1]);
      if (!known) {
        session.dead = true;
        end(session, 'CUSTODY_PASSPHRASE');
        throw new EcluseError('CUSTODY_PASSPHRASE');
      }
      const requests = fake.state.bundles.filter((each) => each.session === wanted);
      move(session, 'sealed');
      Object.assign(session, {
        progress: {
          session: wanted,
          phase: 'scoring',
          bundle: requests[0]?.id ?? null,
          bundlesDone: 1,
          bundlesTotal: requests.length,
          share: 0.42,
          model: 'decrochage (sec. 2)',
          secondsLeft: 400,
          at: timestamp(fake.clock()),
        },
      });
      await new Promise<void>((resolve, reject) => {
        release = resolve;
        signal.addEventListener('abort', () => reject(new EcluseError('CHAMBER_ABORTED')), { once: true });
      }).catch((error: unknown) => {
        if (fake.state.session === session) end(session, 'CHAMBER_ABORTED');
        throw error;
      });
      fake.state.bundles = fake.state.bundles.map((each) => (each.session === wanted ? { ...each, state: 'answered' } : each));
      const answers = requests.map(
        (request): ResultView => ({
          id: id(`result ${request.id}`),
          request: request.id,
          kind: request.kind === 'score' ? 'result' : 'evaluation',
          recipient: request.sender,
          size: 1_204_331,
          digest: hash(request.id),
          state: 'sealed',
          aggregates: request.kind === 'score' ? scoreAggregates() : trainAggregates(),
        }),
      );
      Object.assign(session, { answers, results: answers.length, progress: null });
      session.dead = true;
      move(session, 'scored');
    },
    abort(wanted, actor) {
      requireRole(actor, 'abort');
      const session = fake.state.session;
      if (session?.id !== wanted) throw new EcluseError('SESSION_UNKNOWN');
      end(session, 'SESSION_ABORTED_BY_HAND');
    },
    review(wanted, reviewer, decisions) {
      requireRole(reviewer, 'review');
      const session = live(wanted, 'scored');
      const answers = session.answers.map(
        (each): ResultView => ({ ...each, state: decisions[each.id] === 'approve' ? 'approved' : 'refused' }),
      );
      Object.assign(session, { answers, reviewer: reviewer.name });
      move(session, 'reviewed');
    },
    release(wanted, to, operator) {
      requireRole(operator, 'release');
      const session = live(wanted, 'reviewed');
      const files = session.answers
        .filter((each) => each.state === 'approved')
        .map((each) => {
          const file = `${each.id}.bundle`;
          writeFileSync(join(to, file), 'scellé');
          return {
            id: each.id,
            recipient: each.recipient.id,
            file,
            size: each.size,
            digest: each.digest,
            already: false,
            readBack: 'drive' as const,
          };
        });
      Object.assign(session, {
        answers: session.answers.map((each) => (each.state === 'approved' ? { ...each, state: 'delivered' } : each)),
      });
      move(session, 'released');
      move(session, 'closed');
      fake.state.past.unshift(session);
      fake.state.session = null;
      return { session: wanted, files };
    },
    exportLedger(to) {
      if (existsSync(to)) throw new EcluseError('FILE_EXISTS', { file: basename(to) });
      mkdirSync(to);
      writeFileSync(join(to, 'checkpoint'), fake.checkpoint());
      tell('verificateur', 'ledger.exported');
      return { size: fake.state.entries.length, root: hash('root'), files: 4 };
    },
  };

  function view({ answers: _answers, progress: _progress, ...rest }: Session): SessionView {
    return rest;
  }
  function tell(actor: string, type: string, subjects: Record<string, string> = {}, code: string | null = null): void {
    const { entries } = fake.state;
    entries.push({
      sequence: entries.length,
      time: timestamp(fake.clock()),
      actor,
      type,
      subjects,
      digests: { card: hash(type) },
      counts: {},
      code,
    });
  }
  function refuse(): void {
    const error = fake.refuseNext;
    fake.refuseNext = null;
    if (error) throw error;
  }
  function take(path: string, actor: string): Received {
    const name = `${path} ${fake.state.bundles.length}`;
    fake.state.bundles.push(bundle(name, css, 'score', { sequence: fake.state.bundles.length }));
    tell(actor, 'bundle.received', { bundle: id(name), party: css.id, kind: 'score' });
    return { what: 'bundle', id: id(name), kind: 'score', sender: css, sequence: 3, missing: 0 };
  }
  function live(wanted: string, state: SessionView['state']): Session {
    const session = fake.state.session;
    if (session?.id !== wanted) throw new EcluseError('SESSION_UNKNOWN');
    if (session.state !== state) throw new EcluseError('SESSION_STATE', { from: session.state, to: '?' });
    return session;
  }
  function move(session: Session, state: SessionView['state']): void {
    Object.assign(session, { state, [state]: timestamp(fake.clock()) });
    tell(session.operator, `session.${state}`, { session: session.id });
  }
  function end(session: Session, code: string): void {
    Object.assign(session, { code, progress: null });
    move(session, 'aborted');
    fake.state.bundles = fake.state.bundles.map((each) =>
      each.session === session.id ? { ...each, state: 'pending', session: null } : each,
    );
    fake.state.past.unshift(session);
    fake.state.session = null;
  }
  for (const [actor, type, subjects, code] of [
    ['appliance', 'appliance.created', { appliance: id('appliance'), format: 'ecluse.ledger/v1', name: HOSTILE }, null],
    ['operateur', 'party.enrolled', { party: css.id, second: 'reviseur', name: css.name }, null],
    ['operateur', 'bundle.refused', { party: hostile.id }, 'BUNDLE_SIGNATURE'],
  ] as const) {
    tell(actor, type, subjects, code);
  }
  return fake;
}
