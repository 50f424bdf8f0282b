import { toHex } from '../base/bytes.ts';
import { hideSmallCount } from '../base/counts.ts';
import { EcluseError } from '../base/errors.ts';
import { readFileCapped, writeFileAtomically } from '../base/files.ts';
import { sha256 } from '../base/hash.ts';
import { canonicalJsonBytes, type Json } from '../base/json.ts';
import { type Clock, lotOf, type Random, timestamp } from '../base/random.ts';
import { isWithdrawal, readApproval, type SignedApproval } from '../bundle/approval.ts';
import { BUNDLE_FORMAT, type Core, coreBytes, hashOfCore } from '../bundle/core.ts';
import { LIMITS } from '../bundle/limits.ts';
import { cardAmong } from '../keys/rotation.ts';
import type { Secrets } from '../keys/secrets.ts';
import { sealVault } from '../keys/vault.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { pseudonym } from '../pseudonym/pseudonym.ts';
import { readApprovals } from '../scoring/approvals.ts';
import { assignPupils, sizesTold } from '../scoring/audience.ts';
import { type Near, nearEnough } from '../scoring/distance.ts';
import { type AdmittedModel, admit, type RefusedModel, refusedFor } from '../scoring/models.ts';
import type { Pupils } from '../scoring/pupils.ts';
import { qualityOfPupils } from '../scoring/quality.ts';
import { reportOf } from '../scoring/report.ts';
import { scorePupils } from '../scoring/score.ts';
import { scoreTables } from '../scoring/scores.ts';
import { encodeArrow } from '../table/arrow.ts';
import { dictionaryBytes, dictionaryDigest, featureNames, PSEUDONYM } from '../table/dictionary.ts';
import { column, type Table } from '../table/table.ts';
import { ownRotations } from './cards.ts';
import type { Prepared } from './clearance.ts';
import { readReport } from './documents.ts';
import { type PartnerHome, readState, trustedAppliance, withLock, writeState } from './home.ts';
import { appendHomeLedger, readHomeLedger } from './ledger.ts';
import { readQuality } from './missing.ts';
import { LOT, type OpenedModels, type OpenedResult, openModels } from './open.ts';
import { rosterOf, shardTables } from './prepare.ts';
import { encodeRoster, rosterContext, rosterPath } from './roster.ts';
import { readScores, reidentify } from './scores.ts';
import type { PartnerState } from './state.ts';

/** As in the chamber: so many bytes of whole columns at once. */
const HELD_BYTES = 64 * 2 ** 20;

export type LocalOptions = {
  /** An evaluation in which models came home. */
  readonly evaluation: string;
  /** The notes by which this CSS approved the models that are to score. */
  readonly approvals: readonly string[];
  readonly prepared: Prepared;
};
export type ScoredHere = {
  readonly opened: OpenedResult;
  /** What the home's log says of it. */
  readonly events: readonly LedgerEvent[];
};

/**
 * Scores a prepared table on this machine by the approved models that came home, as the chamber would: the same models admitted, the same distance, the same
 * engine. It writes nothing. Each model that may not score is told in the report; where none may, the first reason is thrown.
 * @throws LOCAL_MODEL, LOCAL_APPROVAL, APPROVE_MODEL, APPROVE_NOT_EVALUATION, APPROVAL_…, MODEL_…, and what `openAnswer` throws
 */
export async function scoreHere(
  home: PartnerHome,
  secrets: Secrets,
  { evaluation, approvals, prepared }: LocalOptions,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
  progress: (done: number, total: number) => void = () => {},
): Promise<ScoredHere> {
  const now = clock();
  const { dictionary, harmonised, preview } = prepared;
  const state = readState(home);
  readHomeLedger(home, state);
  const models = openModels(home, secrets, evaluation, clock);
  const admitted = admitHere(home, state, models, approvals, prepared, now);

  const id = toHex(random(16));
  const names = harmonised.fileNumbers.map((fileNumber) => pseudonym(secrets.pseudonym, id, fileNumber));
  const tables = shardTables(harmonised.table, names);
  const pupils: Pupils = {
    dictionary,
    rows: harmonised.table.rows,
    tables: () => pieces(tables),
    columns: (only) => someColumns(tables, only),
  };
  const { loaded, refused } = await nearEnough(pupils, await assignPupils(pupils, admitted), HELD_BYTES);
  const [first] = refused;
  if (loaded.length === 0) throw first ? new EcluseError(first.code, first.params) : new EcluseError('MODEL_NONE', { bundle: id });
  const answers = await scorePupils(pupils, loaded, 0, progress);

  const input = digestOf([dictionaryBytes(dictionary), ...tables.map(encodeArrow)]);
  const features = featureNames(dictionary);
  const sizes = sizesTold(pupils.rows, loaded);
  const said = loaded.map((near, index) => {
    const { base, scores } = answers[index]!;
    return { ...near, base, aggregates: scores.aggregates(sizes[index]!) };
  });
  const report = canonicalJsonBytes(reportOf({ request: input, gap: 'local', features, models: said, refused }));
  const judged = await qualityOfPupils(pupils, HELD_BYTES, () => {});
  const quality = canonicalJsonBytes({ format: 'ecluse.quality/v1', ...judged } as unknown as Json);
  const scored = [...scoreTables(answers)];
  const output = digestOf([report, quality, ...scored.map(encodeArrow)]);

  const read = readReport(report, /^local$/);
  const result = readScores(scored, { models: read.models, features: features.length });
  const created = timestamp(now);
  const request = { id, kind: 'local', core: input, rows: pupils.rows, created, destroyBy: preview.destroyBy, answer: null } as const;
  const core = coreOf(home, request, { version: dictionary.version, sha256: dictionaryDigest(dictionary) }, loaded);
  const roster = rosterOf(id, prepared, 'local');
  const opened: OpenedResult = {
    kind: 'result',
    core,
    coreHash: hashOfCore(coreBytes(core)),
    appliance: trustedAppliance(home),
    request,
    dictionary,
    checkpoint: null,
    missing: readQuality(quality),
    opened: created,
    report: read,
    scores: result,
    pupils: reidentify(result, read.models, { roster, dictionary, key: secrets.pseudonym }),
    roster,
    lot: lotOf(LOT, secrets.pseudonym),
  };
  return { opened, events: eventsOf(home, opened, loaded, { input, output }) };
}

/** The models that these notes approve: known by the evaluation's digest, and by the last word of this home on each. */
function admitHere(
  home: PartnerHome,
  state: PartnerState,
  { opened, bytesOf }: OpenedModels,
  paths: readonly string[],
  { dictionary }: Prepared,
  now: Date,
): { loaded: AdmittedModel[]; refused: RefusedModel[] } {
  const appliance = trustedAppliance(home);
  const rotations = ownRotations(home);
  const cardOf = (id: string, hash: string) => (id === home.id ? cardAmong(home.card, rotations, hash) : null);
  const notes = paths.map((path) => readApproval(readFileCapped(path, LIMITS.approvalBytes), { recipientId: appliance.id, cardOf }));
  const approvals = readApprovals(
    notes.map(({ text }) => text),
    home.card,
    { card: appliance, rotations, now },
  );
  const terms = { partner: home.id, dictionary, dictionarySha: dictionaryDigest(dictionary), approvals };
  const known = new Map(opened.evaluation.models.map((model) => [model.id, model.digest]));
  const loaded: AdmittedModel[] = [];
  const refused: RefusedModel[] = [];
  for (const id of [...new Set(notes.map(({ model }) => model))].sort()) {
    try {
      const digest = known.get(id);
      if (digest === undefined) throw new EcluseError('APPROVE_MODEL', { model: id, known: [...known.keys()].join(', ') });
      const bytes = bytesOf(digest);
      if (bytes === null) throw new EcluseError('LOCAL_MODEL', { model: id });
      const admitted = admit(bytes, id, terms);
      requireLastWord(state, admitted.approval);
      loaded.push(admitted);
    } catch (error) {
      if (!(error instanceof EcluseError)) throw error;
      refused.push(refusedFor(id, error));
    }
  }
  return { loaded, refused };
}

/** A note that was good once may have been taken back since, or replaced: the home remembers. @throws APPROVAL_WITHDRAWN, LOCAL_APPROVAL */
function requireLastWord({ approvals }: PartnerState, { model, digest, sequence }: SignedApproval): void {
  const last = approvals.findLast((each) => each.model === model);
  if (last && isWithdrawal(last)) throw new EcluseError('APPROVAL_WITHDRAWN', { model });
  if (last?.sequence !== sequence || last.digest !== digest) throw new EcluseError('LOCAL_APPROVAL', { model });
}

/** What a result would say of itself; nothing of it is sealed or crosses. */
function coreOf(
  { id, card }: PartnerHome,
  request: OpenedResult['request'],
  dictionary: Core['dictionary'],
  loaded: readonly Near[],
): Core {
  const own = { id, card: card.hash };
  return {
    format: BUNDLE_FORMAT,
    id: request.id,
    kind: 'result',
    sender: own,
    recipient: own,
    sequence: 1,
    previous: null,
    answers: request.core,
    dictionary,
    models: loaded.map(({ model }) => model.identity.id),
    shards: [],
    created: request.created,
    destroyBy: request.destroyBy,
    checkpoint: null,
    preview: null,
  };
}

function eventsOf(
  home: PartnerHome,
  { request }: OpenedResult,
  loaded: readonly Near[],
  digests: { input: string; output: string },
): LedgerEvent[] {
  const subjects = { session: `local-${request.id}`, bundle: request.id, party: home.id };
  const rows = hideSmallCount(request.rows);
  return [
    ...loaded.map(({ model, digest, approval }): LedgerEvent => {
      const { stance, hash } = approval;
      return {
        actor: 'partner',
        type: 'model.loaded',
        subjects: { ...subjects, model: model.identity.id, stance },
        digests: { model: digest, approval: hash },
      };
    }),
    {
      actor: 'partner',
      type: 'bundle.scored',
      subjects: { ...subjects, kind: 'result' },
      digests,
      counts: { models: loaded.length, ...(rows === null ? {} : { rows }) },
    },
  ];
}

/** Writes down in the home what was scored, its pupils in the vault, its log first: what it gives may then be shown. @throws HOME_BUSY, LEDGER_…, LOCAL_LEDGER */
export function keepScoring(
  home: PartnerHome,
  secrets: Secrets,
  { opened, events }: ScoredHere,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): OpenedResult {
  return withLock(home, () => {
    const state = readState(home);
    const checkpoint = appendHomeLedger(home, secrets, state, events, clock);
    const { id } = opened.request;
    writeFileAtomically(rosterPath(home, id), sealVault(secrets.vault, rosterContext(id), encodeRoster(opened.roster), random));
    writeState(home, { ...state, requests: [...state.requests, opened.request] });
    return { ...opened, checkpoint };
  });
}

function digestOf(parts: readonly Uint8Array[]): string {
  return toHex(sha256(...parts.map((part) => sha256(part))));
}

async function* pieces(tables: readonly Table[]) {
  for (const table of tables) {
    const names = column(table, PSEUDONYM);
    if (names?.type !== 'text') throw new EcluseError('INTERNAL', { where: 'local' });
    yield { table, pseudonyms: names.values };
  }
}

async function* someColumns(tables: readonly Table[], only: readonly string[]) {
  for (const table of tables) yield { rows: table.rows, columns: table.columns.filter(({ name }) => only.includes(name)) };
}
