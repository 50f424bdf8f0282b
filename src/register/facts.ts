import { existsSync } from 'node:fs';
import { folderReader } from '../auditor/folder.ts';
import { refusalOf, verifyExport } from '../auditor/verify.ts';
import { fromUtf8, toHex, utf8 } from '../base/bytes.ts';
import { dayOf } from '../base/calendar.ts';
import { hideSmallCount } from '../base/counts.ts';
import { EcluseError } from '../base/errors.ts';
import { readFileCapped } from '../base/files.ts';
import { sha256 } from '../base/hash.ts';
import type { Clock } from '../base/random.ts';
import { isWithdrawal, type Stance } from '../bundle/approval.ts';
import type { Card } from '../keys/card.ts';
import type { Secrets } from '../keys/secrets.ts';
import { openingKeys } from '../partner/cards.ts';
import type { ModelRead } from '../partner/documents.ts';
import { type PartnerHome, readState, trustedAppliance } from '../partner/home.ts';
import { atCut } from '../partner/measures.ts';
import { openAnswer } from '../partner/open.ts';
import { type RiskPolicy, readPolicy } from '../partner/risk.ts';
import { openRoster, type Roster, rosterPath } from '../partner/roster.ts';
import type { PartnerState, RequestState } from '../partner/state.ts';
import { type Dictionary, identifierVariable, parseDictionary, type Variable } from '../table/dictionary.ts';
import { fileNumberPlaces } from '../table/file-numbers.ts';
import { parseRecipe, type Recipe } from '../table/recipe.ts';
import { type LedgerSaid, ledgerSaid } from './ledger.ts';

export type Purpose = 'score' | 'train';
export type RequestFact = {
  readonly id: string;
  readonly kind: RequestState['kind'];
  readonly created: string;
  readonly destroyBy: string;
  readonly pupils: number | null;
  readonly answered: string | null;
  /** Who was in it is still kept here. */
  readonly held: boolean;
  readonly dictionary: { readonly version: string; readonly sha256: string } | null;
};
/** A variable of the requests that are still held, and what it left the building for; an empty list: it never left. */
export type InventoryLine = { readonly variable: Variable; readonly uses: readonly Purpose[] };
export type ModelState = 'approved' | 'expired' | 'withdrawn' | 'unapproved';
export type ModelFact = {
  readonly id: string;
  readonly digest: string;
  readonly state: ModelState;
  readonly stance: Stance | null;
  /** The cut that was approved, where it is not the model's own. */
  readonly cut: number | null;
  readonly until: string | null;
  /** From the evaluation, where it was given: its measures are those at the cut approved. */
  readonly evaluated: {
    readonly model: ModelRead;
    readonly dictionary: Dictionary;
    readonly destroyBy: string;
    readonly created: string;
  } | null;
};
/** What the regulator's file is written from: nothing in it is a template's. */
export type RegisterFacts = {
  readonly css: string;
  readonly today: string;
  readonly appliance: Card;
  readonly requests: readonly RequestFact[];
  readonly inventory: readonly InventoryLine[];
  readonly models: readonly ModelFact[];
  readonly policy: RiskPolicy;
  readonly recipe: Recipe | null;
  readonly ledger: LedgerSaid | null;
};
export type RegisterOptions = { readonly evaluations: readonly string[]; readonly ledger?: string; readonly recipe?: string };
/** What the home knows of one child: the requests it was in. Its file number is the caller's to keep. */
export type ChildFacts = {
  readonly requests: readonly (RequestFact & { readonly variables: readonly Variable[] })[];
  readonly lost: number;
};
export type Child = { readonly fileNumber: string; readonly facts: ChildFacts };

const RECIPE_LIMIT = 4 << 20;
type Held = { readonly request: RequestState; readonly roster: Roster; readonly dictionary: Dictionary };

/**
 * Reads this home, the evaluations it is given, and a verified export of the ledger. Writes nothing.
 * @throws what `openAnswer` throws, the gravest finding where the ledger does not hold, REGISTER_NOTHING
 */
export function gatherRegister(home: PartnerHome, secrets: Secrets, options: RegisterOptions, clock: Clock): RegisterFacts {
  const state = readState(home);
  if (state.requests.length === 0) throw new EcluseError('REGISTER_NOTHING');
  const appliance = trustedAppliance(home);
  const held = heldBy(home, secrets, state);
  const today = dayOf(clock());
  return {
    css: home.name,
    today,
    appliance,
    requests: state.requests.map((request) =>
      requestFact(
        request,
        held.find((each) => each.request.id === request.id),
      ),
    ),
    inventory: inventoryOf(held),
    models: modelsOf(state, evaluationsOf(home, secrets, options.evaluations, clock), today),
    policy: readPolicy(home),
    recipe: options.recipe === undefined ? null : parseRecipe(readFileCapped(options.recipe, RECIPE_LIMIT)),
    ledger: options.ledger === undefined ? null : readLedger(home, options.ledger, appliance, state.checkpoint),
  };
}

/** The requests that hold this child. `lost`: how many can no longer tell, their list of pupils destroyed. */
export function childFacts(home: PartnerHome, secrets: Secrets, fileNumber: string): ChildFacts {
  const state = readState(home);
  const held = heldBy(home, secrets, state);
  const requests = held.flatMap(({ request, roster, dictionary }) => {
    if (fileNumberPlaces(identifierVariable(dictionary), roster.fileNumbers)(fileNumber) === undefined) return [];
    const variables = dictionary.variables.filter(({ name }) => roster.leaving.includes(name));
    return [{ ...requestFact(request, { request, roster, dictionary }), variables }];
  });
  return { requests, lost: state.requests.length - held.length };
}

/** The same of a child that somebody asked about, by its file number as it was typed. @throws REGISTER_CHILD */
export function askedChild(home: PartnerHome, secrets: Secrets, typed: Uint8Array): Child {
  const fileNumber = fromUtf8(typed, 'file number').trim();
  const facts = childFacts(home, secrets, fileNumber);
  if (facts.requests.length === 0) throw new EcluseError('REGISTER_CHILD');
  return { fileNumber, facts };
}

function heldBy(home: PartnerHome, secrets: Secrets, { requests }: PartnerState): Held[] {
  const keys = [...openingKeys(home, secrets).values()];
  return requests.flatMap((request) => {
    if (!existsSync(rosterPath(home, request.id))) return [];
    const { roster } = openRoster(home, keys, request.id);
    return [{ request, roster, dictionary: parseDictionary(utf8(roster.dictionary), { canonical: true }) }];
  });
}

function requestFact({ id, kind, created, destroyBy, rows, answer }: RequestState, held: Held | undefined): RequestFact {
  return {
    id,
    kind,
    created: created.slice(0, 10),
    destroyBy,
    pupils: hideSmallCount(rows),
    answered: answer === null ? null : answer.opened.slice(0, 10),
    held: held !== undefined,
    dictionary: held === undefined ? null : { version: held.dictionary.version, sha256: toHex(sha256(utf8(held.roster.dictionary))) },
  };
}

/** Every variable of every dictionary still held, the last description of each, in the dictionaries' order. */
function inventoryOf(held: readonly Held[]): InventoryLine[] {
  const lines = new Map<string, { variable: Variable; uses: Set<Purpose> }>();
  for (const { request, roster, dictionary } of held) {
    const leaving = new Set(roster.leaving);
    for (const variable of dictionary.variables) {
      const line = lines.get(variable.name) ?? { variable, uses: new Set<Purpose>() };
      line.variable = variable;
      if (leaving.has(variable.name)) line.uses.add(request.kind === 'train' ? 'train' : 'score');
      lines.set(variable.name, line);
    }
  }
  return [...lines.values()].map(({ variable, uses }) => ({ variable, uses: [...uses].sort().reverse() }));
}

type Evaluated = NonNullable<ModelFact['evaluated']>;

function evaluationsOf(home: PartnerHome, secrets: Secrets, paths: readonly string[], clock: Clock): Evaluated[] {
  return paths.flatMap((path) => {
    const opened = openAnswer(home, secrets, path, clock);
    if (opened.kind !== 'evaluation') throw new EcluseError('APPROVE_NOT_EVALUATION', { kind: opened.kind });
    const { destroyBy, created } = opened.core;
    return opened.evaluation.models.map((model) => ({ model, dictionary: opened.dictionary, destroyBy, created: created.slice(0, 10) }));
  });
}

/** One line a model: the last that this CSS said of it, then what it evaluated and never approved. */
function modelsOf({ approvals }: PartnerState, evaluated: readonly Evaluated[], today: string): ModelFact[] {
  const last = new Map(approvals.map((approval) => [approval.model, approval]));
  const of = (id: string, digest: string) => evaluated.find(({ model }) => model.id === id && model.digest === digest) ?? null;
  const said = [...last.values()].map(({ model, digest, until, cut, ...approval }): ModelFact => {
    const state = isWithdrawal({ until }) ? 'withdrawn' : until < today ? 'expired' : 'approved';
    const stance = approval.stance === 'wide' ? 'wide' : 'targeted';
    const found = of(model, digest);
    const evaluated = found && { ...found, model: { ...found.model, measures: atCut(found.model.measures, { stance, cut }) } };
    return { id: model, digest, state, stance, cut, until, evaluated };
  });
  const unsaid = evaluated
    .filter(({ model }) => !last.has(model.id))
    .map(
      (each): ModelFact => ({
        id: each.model.id,
        digest: each.model.digest,
        state: 'unapproved',
        stance: null,
        cut: null,
        until: null,
        evaluated: each,
      }),
    );
  return [...said, ...unsaid];
}

/** The export is verified as any auditor would, against the card trusted here and the checkpoint that came home. */
function readLedger(home: PartnerHome, folder: string, appliance: Card, checkpoint: string | null): LedgerSaid {
  const verification = verifyExport(folderReader(folder), {
    card: utf8(appliance.text),
    ...(checkpoint === null ? {} : { against: [{ name: 'state.json', bytes: utf8(checkpoint) }] }),
  });
  const refusal = refusalOf(verification);
  if (refusal) throw refusal;
  if (verification.facts === null || verification.checkpoint === null) throw new EcluseError('INTERNAL', { where: 'ledger' });
  return ledgerSaid(verification.facts, verification.checkpoint, home.id, checkpoint !== null);
}
