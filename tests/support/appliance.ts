import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { initAppliance, openAppliance } from '../../appliance/appliance.ts';
import { ACCOUNT_NAMES, type Actor, ROLES, type Role } from '../../appliance/gate/roles.ts';
import type { Appliance } from '../../appliance/home.ts';
import { enrol } from '../../appliance/intake/enrol.ts';
import { receive } from '../../appliance/intake/receive.ts';
import { release } from '../../appliance/release/release.ts';
import { logIn } from '../../appliance/session/login.ts';
import type { Progress } from '../../appliance/session/progress.ts';
import { reviewSession } from '../../appliance/session/review.ts';
import { type RunOutcome, runSession } from '../../appliance/session/run.ts';
import { listModels, sessionDetail } from '../../appliance/views.ts';
import { utf8 } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { packageFile } from '../../src/base/program.ts';
import type { Random } from '../../src/base/random.ts';
import { type Approval, signApproval } from '../../src/bundle/approval.ts';
import type { Core } from '../../src/bundle/core.ts';
import type { Sealed, ShardInput } from '../../src/bundle/seal.ts';
import type { Pair } from '../../src/keys/custody.ts';
import { type PartyKeys, party, sealAt, seededRandom } from './parties.ts';

export const PASSPHRASES = ['six mots pour ouvrir les clés', 'six autres mots, et une autre personne'] as const;
export const WRONG = 'une autre suite de mots';

/** The first two custodians, as they come to a session. */
export function pair(phrases: readonly [string, string] = PASSPHRASES, numbers: readonly [number, number] = [1, 2]): Pair {
  return [
    { number: numbers[0], passphrase: utf8(phrases[0]) },
    { number: numbers[1], passphrase: utf8(phrases[1]) },
  ];
}
export const PASSWORDS: Readonly<Record<Role, string>> = { operator: 'premier mot', reviewer: 'deuxième mot', auditor: 'troisième mot' };
export const KDF = { memoryMiB: 1, passes: 1 };
/** The small chamber of the tests, and how one of another behaviour is written. */
export const SMALL_CHAMBER = fileURLToPath(new URL('./programs/chamber.mjs', import.meta.url));

let written = 0;
/** A program of its own beside a copy of the small chamber: a chamber sees its own folder and the built code, and no other of this copy's. */
export function chamberThat(folder: string, behaviour: string): string {
  const built = `from '${pathToFileURL(packageFile('dist')).href}/`;
  writeFileSync(join(folder, 'small-chamber.mjs'), readFileSync(SMALL_CHAMBER, 'utf8').replaceAll("from '../../../dist/", built));
  const path = join(folder, `chamber-${written++}.mjs`);
  writeFileSync(path, `import { play } from './small-chamber.mjs';\nplay(${behaviour});\n`);
  return path;
}

export type SittingOptions = {
  main?: string;
  custodians?: Pair;
  models?: readonly string[];
  signal?: AbortSignal;
  evidenceMs?: number;
  onProgress?: (progress: Progress) => void;
};

export type Site = {
  readonly dir: string;
  readonly drive: string;
  readonly random: Random;
  time: Date;
  readonly app: Appliance;
  readonly operator: Actor;
  readonly reviewer: Actor;
  readonly auditor: Actor;
  /** Closes and opens again, as after a restart. */
  reopen(): Appliance;
  /** A partner, enrolled unless told otherwise. */
  partner(name: string, enrolled?: boolean): PartyKeys;
  /** The partner's next bundle for this appliance, in its own chain. */
  bundle(
    from: PartyKeys,
    kind?: 'train' | 'score',
    core?: Partial<Core>,
    shards?: ShardInput[],
  ): { path: string; id: string; sealed: Sealed };
  approval(from: PartyKeys, model: { id: string; digest: string }, changes?: Partial<Approval>): string;
  session(options?: SittingOptions): Promise<RunOutcome>;
  /** A trained, released and approved model of this partner. */
  model(of: PartyKeys): Promise<{ id: string; digest: string }>;
  /** Approves every result of the session. */
  review(session: string, decision?: 'approve' | 'refuse'): void;
  /** The models kept for a partner. */
  kept(of: PartyKeys): { id: string; digest: string }[];
};

/** A fresh appliance in `folder`, with a clock that stands still and seeded randomness. */
export function openSite(folder: string, seed = 'site'): Site {
  const dir = join(folder, 'appliance');
  const drive = join(folder, 'drive');
  mkdirSync(drive, { recursive: true });
  const random = seededRandom(seed);
  const environment = { clock: () => site.time, random };
  const chains = new Map<string, { sequence: number; previous: string | null; approvals: number }>();
  let app: Appliance;
  const actors = {} as Record<Role, Actor>;
  const chain = (of: PartyKeys) => {
    const found = chains.get(of.card.id) ?? { sequence: 0, previous: null, approvals: 0 };
    chains.set(of.card.id, found);
    return found;
  };
  const site: Site = {
    dir,
    drive,
    random,
    time: new Date('2026-09-05T09:00:00Z'),
    get app() {
      return app;
    },
    get operator() {
      return actors.operator;
    },
    get reviewer() {
      return actors.reviewer;
    },
    get auditor() {
      return actors.auditor;
    },
    reopen() {
      app.close();
      app = openAppliance(dir, environment);
      return app;
    },
    partner(name, enrolled = true) {
      const keys = party('partner', name);
      if (enrolled) enrol(app, utf8(keys.card.text), { operator: actors.operator, reviewer: actors.reviewer });
      return keys;
    },
    bundle(from, kind = 'score', core = {}, shards) {
      const head = chain(from);
      const id = Buffer.from(random(16)).toString('hex');
      const path = join(folder, `${id}.bundle`);
      const sequence = head.sequence + 1;
      const at = { id, sequence, previous: head.previous, ...core };
      const sealed = sealAt(path, from, app.card, { kind, seed: `bundle ${id}`, core: at, ...(shards && { shards }) });
      Object.assign(head, { sequence, previous: sealed.manifestHash });
      return { path, id, sealed };
    },
    approval(from, model, changes = {}) {
      const head = chain(from);
      head.approvals++;
      const fields = { stance: 'wide' as const, until: '2027-06-30', sequence: head.approvals, created: '2026-09-05T09:00:00Z' };
      const signed = signApproval({ model: model.id, digest: model.digest, ...fields, ...changes }, from, app.card);
      const path = join(folder, `${signed.hash.slice(0, 16)}.approval`);
      writeFileSync(path, signed.text);
      return path;
    },
    session({ main = SMALL_CHAMBER, custodians = pair(), ...more } = {}) {
      return runSession(app, { gap: 'chamber', operator: actors.operator, custodians, chamber: { main }, ...more });
    },
    async model(of) {
      receive(app, site.bundle(of, 'train').path, null);
      const { session } = await site.session();
      site.review(session);
      release(app, drive, actors.operator);
      const model = site.kept(of).at(-1)!;
      receive(app, site.approval(of, model), null);
      return model;
    },
    review(id, decision = 'approve') {
      const decisions = Object.fromEntries(sessionDetail(app, id).answers.map((answer) => [answer.id, decision]));
      reviewSession(app, id, actors.reviewer, decisions);
    },
    kept: (of) => listModels(app).filter((model) => model.party.id === of.card.id && model.state === 'kept'),
  };
  const passwords = Object.fromEntries(ROLES.map((role) => [role, utf8(PASSWORDS[role])])) as Record<Role, Uint8Array>;
  initAppliance(dir, { name: 'Écluse centrale', custodians: PASSPHRASES.map(utf8), passwords, kdf: KDF }, environment);
  app = openAppliance(dir, environment);
  for (const role of ROLES) actors[role] = logIn(app, role, utf8(PASSWORDS[role]));
  return site;
}

/** Who an account is, without logging in. */
export function actor(role: Role): Actor {
  return { role, name: ACCOUNT_NAMES[role] };
}

/** The code of the refusal that `work` ends in; null when it ends well. */
export async function codeOf(work: () => unknown): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof EcluseError) return error.code;
    throw error;
  }
}
