import { equalBytes, utf8 } from '../base/bytes.ts';
import { dayOf } from '../base/calendar.ts';
import { EcluseError } from '../base/errors.ts';
import type { Clock } from '../base/random.ts';
import { lotOf, type NamedLot, timestamp } from '../base/random.ts';
import { type CheckedBundle, checkBundle } from '../bundle/check.ts';
import type { Core } from '../bundle/core.ts';
import { openShards } from '../bundle/open-ahead.ts';
import { readShard, shardAccess, type UnlockedBundle, unlockBundle } from '../bundle/unlock.ts';
import { modelDigest } from '../forest/model.ts';
import type { Card } from '../keys/card.ts';
import { cardAmong, type Rotation } from '../keys/rotation.ts';
import type { Secrets } from '../keys/secrets.ts';
import { ledgerOrigin, parseCheckpoint, verifyCheckpoint } from '../ledger/checkpoint.ts';
import { decodeArrow } from '../table/arrow.ts';
import { type Dictionary, parseDictionary } from '../table/dictionary.ts';
import type { Table } from '../table/table.ts';
import { openingKeys, trustedRotations } from './cards.ts';
import { type EvaluationRead, type Report, readEvaluation, readReport } from './documents.ts';
import { type PartnerHome, readState, trustedAppliance, withLock, writeState } from './home.ts';
import { type MissingValues, readQuality } from './missing.ts';
import { openRoster, type Roster } from './roster.ts';
import { readScores, reidentify, type Scores } from './scores.ts';
import type { PartnerState, RequestState } from './state.ts';

/** For what the key of pseudonyms is taken, beside pseudonyms. */
export const LOT = 'ecluse.told/v1';
/** More columns than a scores table has; a shard that declares more is not one. */
const SCORE_COLUMNS = 64;

type Common = {
  readonly core: Core;
  readonly coreHash: string;
  readonly appliance: Card;
  readonly request: RequestState;
  readonly dictionary: Dictionary;
  /** The appliance's signed checkpoint that came home in the bundle, verified, and its size. */
  readonly checkpoint: { readonly note: string; readonly size: number } | null;
  readonly missing: MissingValues;
  readonly opened: string;
};
export type OpenedResult = Common & {
  readonly kind: 'result';
  readonly report: Report;
  readonly scores: Scores;
  /** For each row of the scores, its pupil in the roster. */
  readonly pupils: Int32Array;
  readonly roster: Roster;
  /** By which rows are told less: it follows from the home's own secret. */
  readonly lot: NamedLot;
};
export type OpenedEvaluation = Common & { readonly kind: 'evaluation'; readonly evaluation: EvaluationRead };
export type Opened = OpenedResult | OpenedEvaluation;

/**
 * Verifies an answer whole before anything in it is shown: signature of the trusted appliance, address, the very request it answers,
 * ledger, content, then every row's pupil. It writes nothing.
 * @throws TRUST_MISSING, OPEN_…, what the bundle, ledger and table rooms throw
 */
export function openAnswer(home: PartnerHome, secrets: Secrets, path: string, clock: Clock): Opened {
  return openWhole(home, secrets, path, clock).opened;
}

export type OpenedModels = {
  readonly opened: OpenedEvaluation /** The model of that digest, where it came home. */;
  readonly bytesOf: (digest: string) => Uint8Array | null;
};

/** The same of an evaluation, with the models that came home in it. @throws as `openAnswer` does, APPROVE_NOT_EVALUATION */
export function openModels(home: PartnerHome, secrets: Secrets, path: string, clock: Clock): OpenedModels {
  const { opened, unlocked } = openWhole(home, secrets, path, clock);
  if (opened.kind !== 'evaluation') throw new EcluseError('APPROVE_NOT_EVALUATION', { kind: opened.kind });
  const places = [...opened.core.shards.keys()].filter((index) => opened.core.shards[index]?.name === 'model');
  const digests = new Map(places.map((index) => [modelDigest(readShard(unlocked, index)), index]));
  const bytesOf = (digest: string) => {
    const index = digests.get(digest);
    return index === undefined ? null : readShard(unlocked, index);
  };
  return { opened, bytesOf };
}

function openWhole(home: PartnerHome, secrets: Secrets, path: string, clock: Clock): { opened: Opened; unlocked: UnlockedBundle } {
  const appliance = trustedAppliance(home);
  const state = readState(home);
  const now = clock();
  const keys = openingKeys(home, secrets);
  const rotations = trustedRotations(home);
  const takenOf = (core: Core) => {
    const request = requestOf([...keys.keys()], state, core, now);
    if (core.sender.card !== appliance.hash) requireUnderWay(core, request, rotations, now);
    return request;
  };
  const checked = checkBundle(path, {
    recipientId: home.id,
    cardOf: (id, hash) => (id === appliance.id ? cardAmong(appliance, rotations, hash) : null),
    replay: (core) => takenOf(core),
  });
  const { core, coreHash } = checked;
  const request = takenOf(core);
  if (request.answer !== null && request.answer.core !== coreHash) throw new EcluseError('OPEN_ALREADY');
  const checkpoint = checkpointOf(core, appliance, state);
  const { roster, pseudonym } = openRoster(home, [...keys.values()], request.id);
  const dictionary = parseDictionary(utf8(roster.dictionary), { canonical: true });
  const unlocked = unlockBundle(checked, keys.get(core.recipient.card) ?? secrets);
  const missing = readQuality(readShard(unlocked, 1));
  const common = { core, coreHash, appliance, request, dictionary, checkpoint, missing, opened: timestamp(now) };
  if (core.kind === 'evaluation') {
    const evaluation = readEvaluation(readShard(unlocked, 0));
    requireRequest('evaluation', evaluation.request, request);
    return { opened: { ...common, kind: 'evaluation', evaluation }, unlocked };
  }
  const report = readReport(readShard(unlocked, 0));
  requireRequest('report', report.request, request);
  requireApproved(report, state);
  const scores = readScores(scoreTables(unlocked, checked), { models: report.models, features: report.features.length });
  const pupils = reidentify(scores, report.models, { roster, dictionary, key: pseudonym });
  return { opened: { ...common, kind: 'result', report, scores, pupils, roster, lot: lotOf(LOT, pseudonym) }, unlocked };
}

/** Records the answer, after what was made of it stands on the disk: the same file opens again, another one no more. */
export function keepAnswer(home: PartnerHome, opened: Opened): void {
  withLock(home, () => {
    const state = readState(home);
    const answer = { id: opened.core.id, core: opened.coreHash, opened: opened.opened };
    const requests = state.requests.map((request) => {
      if (request.core !== opened.request.core) return request;
      if (request.answer !== null && request.answer.core !== answer.core) throw new EcluseError('OPEN_ALREADY');
      return { ...request, answer: request.answer ?? answer };
    });
    writeState(home, { ...state, requests, checkpoint: latest(state.checkpoint, opened.checkpoint) });
  });
}

/** The request of this home that the bundle answers, or a refusal. The sender's signature has been verified by now, the content not yet. */
function requestOf(cards: readonly string[], state: PartnerState, core: Core, now: Date): RequestState {
  if (core.kind !== 'result' && core.kind !== 'evaluation') throw new EcluseError('OPEN_KIND', { kind: core.kind });
  if (!cards.includes(core.recipient.card)) throw new EcluseError('BUNDLE_RECIPIENT_CARD');
  const request = state.requests.find((each) => each.core === core.answers);
  const asked = core.kind === 'result' ? 'score' : 'train';
  if (request === undefined || request.kind !== asked) throw new EcluseError('OPEN_NOT_ASKED');
  if (request.answer !== null && request.answer.id !== core.id) throw new EcluseError('OPEN_ALREADY');
  if (core.destroyBy < dayOf(now)) throw new EcluseError('OPEN_EXPIRED', { date: core.destroyBy });
  return request;
}

/** What the appliance signed under a past card is taken until the day its rotation set; what was opened before opens again. */
function requireUnderWay(core: Core, { answer }: RequestState, rotations: readonly Rotation<Card>[], now: Date): void {
  const until = rotations.find(({ from }) => from.hash === core.sender.card)?.until ?? '';
  if (answer?.id !== core.id && until < dayOf(now)) throw new EcluseError('BUNDLE_CARD', { sender: core.sender.id });
}

/** The partner is a witness: the log may have grown since the last checkpoint seen, never have another past at the same size. */
function checkpointOf(core: Core, appliance: Card, state: PartnerState): Common['checkpoint'] {
  if (core.checkpoint === null || appliance.log === null) return null;
  const { size, root } = verifyCheckpoint(core.checkpoint, ledgerOrigin(appliance.id), appliance.log);
  const seen = state.checkpoint === null ? null : parseCheckpoint(state.checkpoint);
  if (seen !== null && seen.size === size && !equalBytes(seen.root, root)) throw new EcluseError('OPEN_FORK', { size });
  return { note: core.checkpoint, size };
}

function latest(seen: string | null, brought: Common['checkpoint']): string | null {
  if (brought === null) return seen;
  return seen !== null && parseCheckpoint(seen).size >= brought.size ? seen : brought.note;
}

function requireRequest(document: string, told: string, request: RequestState): void {
  if (told !== request.core) throw new EcluseError('OPEN_DOCUMENT', { document, where: '.request' });
}

/** The appliance enforces approvals; the partner, who signed them, checks that it did. */
function requireApproved(report: Report, state: PartnerState): void {
  for (const { id, digest, approval: used } of report.models) {
    const bears = state.approvals.some(
      (each) => each.model === id && each.digest === digest && each.stance === used?.stance && each.cut === used.cut,
    );
    if (!bears) throw new EcluseError('OPEN_UNAPPROVED', { model: id });
  }
}

function scoreTables(unlocked: UnlockedBundle, { core }: CheckedBundle): Table[] {
  const places = Array.from(core.shards.keys()).filter((index) => core.shards[index]?.type === 'table');
  const opened = openShards(places.map((index) => shardAccess(unlocked, index)));
  return Array.from(opened, (bytes, k) => {
    const index = places[k] as number;
    const rows = core.shards[index]?.rows ?? 0;
    const table = decodeArrow(bytes, { rows, columns: SCORE_COLUMNS, bytes: bytes.length });
    if (table.rows !== rows) throw new EcluseError('OPEN_DOCUMENT', { document: 'scores', where: `shards[${index}].rows` });
    return table;
  });
}
