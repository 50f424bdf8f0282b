import { hideSmallCount } from '../../base/counts.ts';
import { EcluseError } from '../../base/errors.ts';
import type { Clock } from '../../base/random.ts';
import { writeFollowUp } from '../../partner/export/follow-up.ts';
import { type Followed, followResult, keepFollowUp } from '../../partner/follow-up.ts';
import { type PartnerHome, unlockHome } from '../../partner/home.ts';
import { labelsOf } from '../../partner/labels.ts';
import { followUpPage } from '../../partner/portrait/follow-up.ts';
import { PreparationRefused } from '../../partner/prepare.ts';
import { readSource } from '../../partner/source.ts';
import { askedChild, type Child, gatherRegister, type RegisterFacts } from '../../register/facts.ts';
import { registerPage as drawPage, writeRegister } from '../../register/files.ts';
import type { FollowView, Jobs, RegisterView } from '../jobs.ts';

/** What the thread holds of an account: a follow-up, or a regulator's file with the child that was asked about. */
export type HeldAccount = { followed: Followed | null; register: { readonly facts: RegisterFacts; readonly child: Child | null } | null };

const PROBLEMS_SHOWN = 200;

function required<T>(held: T | null): T {
  if (held === null) throw new EcluseError('DESK_STALE');
  return held;
}

/** Follows a result, and writes down with what it was before anything is shown: a second one with other data would tell of few pupils. */
export async function follow(home: PartnerHome, held: HeldAccount, input: Jobs['follow']['in'], clock: Clock): Promise<FollowView> {
  Object.assign(held, { followed: null, register: null });
  const { passphrase, told, help, ...asked } = input;
  const source = await readSource(asked.table, told);
  let followed: Followed;
  try {
    followed = followResult(home, unlockHome(home, passphrase), { ...asked, source, ...(help === null ? {} : { help }) }, clock);
  } catch (error) {
    if (!(error instanceof PreparationRefused)) throw error;
    return { kind: 'refused', totals: error.totals, problems: error.problems.slice(0, PROBLEMS_SHOWN) };
  }
  keepFollowUp(home, followed);
  held.followed = followed;
  const { opened, pupils, models, setAside, dictionary } = followed;
  const [fr, en] = [labelsOf(dictionary, 'fr'), labelsOf(dictionary, 'en')];
  return {
    kind: 'followed',
    scored: opened.core.created,
    destroyBy: opened.core.destroyBy,
    pupils: { scored: hideSmallCount(pupils.scored), absent: hideSmallCount(pupils.absent), strangers: hideSmallCount(pupils.strangers) },
    models: models.map(({ model }) => ({ fr: fr.model(model), en: en.model(model) })),
    setAside,
  };
}

export function followPage(home: PartnerHome, { followed }: HeldAccount, { lang }: Jobs['followPage']['in']): Uint8Array {
  return followUpPage(required(followed), home.name, lang);
}

export function followSave(home: PartnerHome, { followed }: HeldAccount, { folder, lang }: Jobs['followSave']['in']): readonly string[] {
  return writeFollowUp(home, required(followed), folder, lang);
}

export function register(home: PartnerHome, held: HeldAccount, input: Jobs['register']['in'], clock: Clock): RegisterView {
  Object.assign(held, { followed: null, register: null });
  const { passphrase, child: typed, evaluations, ledger, recipe } = input;
  const keys = unlockHome(home, passphrase);
  const asked = { evaluations, ...(ledger === null ? {} : { ledger }), ...(recipe === null ? {} : { recipe }) };
  const facts = gatherRegister(home, keys, asked, clock);
  const child = typed === null ? null : askedChild(home, keys, typed);
  held.register = { facts, child };
  const approved = facts.models.filter(({ state }) => state === 'approved').length;
  const leaving = facts.inventory.filter(({ uses }) => uses.length > 0).length;
  return {
    approved,
    others: facts.models.length - approved,
    leaving,
    staying: facts.inventory.length - leaving,
    requests: facts.requests.length,
    ledger: facts.ledger && { size: facts.ledger.size, sessions: facts.ledger.sessions.length },
    child: child !== null,
  };
}

export function registerPage({ register: held }: HeldAccount, { page, lang }: Jobs['registerPage']['in']): Uint8Array {
  const { facts, child } = required(held);
  return required(drawPage(page, facts, child, lang));
}

export function registerSave(
  home: PartnerHome,
  { register: held }: HeldAccount,
  { folder, lang }: Jobs['registerSave']['in'],
): readonly string[] {
  const { facts, child } = required(held);
  return writeRegister(home, facts, child, folder, lang);
}
