import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { toHex, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { readFileCapped, writeAtomically, writeFileAtomically } from '../base/files.ts';
import type { Clock, Random } from '../base/random.ts';
import { timestamp } from '../base/random.ts';
import { type Sealed, sealBundle } from '../bundle/seal.ts';
import type { Secrets } from '../keys/secrets.ts';
import { sealVault } from '../keys/vault.ts';
import { pseudonym } from '../pseudonym/pseudonym.ts';
import { CAMPAIGN_BYTES, type Campaign, campaignBytes, parseCampaign } from '../study/campaign.ts';
import { MOST_COHORTS } from '../study/cohorts.ts';
import { type PlannedModel, planModels } from '../study/plan.ts';
import { encodeArrow } from '../table/arrow.ts';
import {
  dictionaryBytes,
  dictionaryDigest,
  groupVariables,
  identifierVariable,
  outcomes,
  PSEUDONYM,
  parseDictionary,
  type Variable,
} from '../table/dictionary.ts';
import { leavingGroups } from '../table/groups.ts';
import {
  type Harmonised,
  harmonise,
  type Problem,
  type Purpose,
  type Repeat,
  type RowCounts,
  type UnmappedCode,
} from '../table/harmonise.ts';
import { findOptedOut } from '../table/opt-out.ts';
import { column, type Table } from '../table/table.ts';
import { clear, type Prepared, type SealOptions, underPolicy } from './clearance.ts';
import { futureDay, oneYearLater } from './dates.ts';
import { type PartnerHome, readState, trustedAppliance, withLock, writeState } from './home.ts';
import { columnsOf, fileNumberName, type Preview } from './preview.ts';
import { measureRisk, NO_POLICY, type RiskPolicy } from './risk.ts';
import { encodeRoster, exceptionPath, makeRoster, pagePath, type Roster, rosterContext, rosterPath } from './roster.ts';
import { rowOrder, takeRows } from './rows.ts';
import { readPlain, type Source, TABLE_LIMIT } from './source.ts';

export type { Prepared, SealOptions } from './clearance.ts';

const DICTIONARY_LIMIT = 16 << 20;
/** Shards open independently, so that several cores can work on one bundle. */
const ROWS_PER_SHARD = 4000;

export type PrepareOptions = {
  readonly table: string;
  readonly dictionary: string;
  readonly purpose: Purpose;
  readonly destroyBy?: string;
  /** The table already read, where it is neither CSV nor Arrow, or where its form was told. */
  readonly source?: Source;
  /** Pupils who opted out: the list's table as read. They are removed before anything is checked. */
  readonly optedOut?: Table;
  /** What the CSS has decided of risk; sealing holds to the home's own. */
  readonly policy?: RiskPolicy;
  /** A campaign file, for training. */
  readonly campaign?: string;
};

/** A table that does not follow its dictionary: all that is to be corrected, place by place. */
export class PreparationRefused extends EcluseError {
  readonly problems: readonly Problem[];
  readonly totals: readonly Problem[];
  readonly unmapped: readonly UnmappedCode[];
  readonly rows: RowCounts;
  readonly repeats: readonly Repeat[];

  constructor(file: string, harmonised: Harmonised) {
    const count = harmonised.totals.reduce((sum, problem) => sum + (problem.count ?? 1), 0);
    super('PREPARE_PROBLEMS', { file, count: Math.max(count, harmonised.problems.length) });
    this.problems = harmonised.problems;
    this.totals = harmonised.totals;
    this.unmapped = harmonised.unmapped;
    this.rows = harmonised.rows;
    this.repeats = harmonised.repeats;
  }
}

/**
 * Checks a table (read already, else a CSV or Arrow file) against its dictionary.
 * @throws PreparationRefused with every problem; PREPARE_EMPTY, PREPARE_NO_OUTCOME, DATE_…; what the table room throws
 */
export function prepareTable(options: PrepareOptions, clock: Clock): Prepared {
  const file = basename(options.table);
  const now = clock();
  const destroyBy = options.destroyBy === undefined ? oneYearLater(now) : futureDay(options.destroyBy, '--destroy-by', now);
  const dictionary = parseDictionary(readFileCapped(options.dictionary, DICTIONARY_LIMIT));
  const source = options.source ?? readPlain(readFileCapped(options.table, TABLE_LIMIT));
  if (source.table.rows === 0) throw new EcluseError('PREPARE_EMPTY', { file });
  const out = options.optedOut ? findOptedOut(source.table, options.optedOut, identifierVariable(dictionary)) : null;
  const campaign = options.campaign === undefined ? null : parseCampaign(readFileCapped(options.campaign, CAMPAIGN_BYTES));
  if (campaign !== null && options.purpose !== 'train') throw new EcluseError('CAMPAIGN_PURPOSE');
  const planned = campaign === null ? [] : planModels(campaign, dictionary);
  const groups = leavingGroups(dictionary, options.purpose, campaign !== null);
  const leftOut = out ? { leftOut: out.leftOut } : {};
  const harmonised = harmonise(source.table, dictionary, options.purpose, { ...source.options, ...leftOut, groups });
  if (harmonised.problems.length > 0 || harmonised.totals.length > 0) throw new PreparationRefused(file, harmonised);
  if (harmonised.table.rows === 0) throw new EcluseError('PREPARE_EMPTY', { file });
  if (options.purpose === 'train' && !outcomes(dictionary).some(({ name }) => column(harmonised.table, name))) {
    throw new EcluseError('PREPARE_NO_OUTCOME', { file });
  }
  const { policy = NO_POLICY } = options;
  if (campaign !== null) requireTime(harmonised.table, campaign, planned, groups);
  const { kept, removed } = columnsOf(source.table, harmonised.table, dictionary);
  const shards = Math.ceil(harmonised.table.rows / ROWS_PER_SHARD);
  const preview: Preview = {
    purpose: options.purpose,
    readAs: source.readAs,
    rows: harmonised.rows,
    repeats: harmonised.repeats,
    optOut: out?.optOut ?? null,
    fileNumber: fileNumberName(dictionary),
    kept,
    removed,
    risk: measureRisk(harmonised.table, dictionary, policy),
    shards,
    destroyBy,
    campaign: campaign && { name: campaign.name, models: planned.map(modelNamed) },
  };
  return { preview, harmonised, dictionary, campaign, warnings: harmonised.warnings, policy };
}

function modelNamed({ outcome, grade, moment }: PlannedModel) {
  const { family, target } = outcome.outcome!;
  return { family, target, grade, moment };
}

/** What a campaign asks of cohorts and grades, the pupils must tell. @throws CAMPAIGN_COHORT, CAMPAIGN_GRADE */
function requireTime(table: Table, { cohorts }: Campaign, planned: readonly PlannedModel[], groups: readonly Variable[]): void {
  const held = (group: Variable['group']) => {
    const variable = groups.find((each) => each.group === group);
    return variable ? column(table, variable.name) : null;
  };
  const years = held('cohort');
  const distinct = new Set(years?.type === 'number' ? years.values.filter((year) => !Number.isNaN(year)) : []);
  if (distinct.size > MOST_COHORTS || (cohorts.weights.length > 0 && distinct.size === 0)) throw new EcluseError('CAMPAIGN_COHORT');
  const grade = planned.find(({ only }) => only !== null)?.only ?? null;
  if (grade !== null && held('grade') === null) throw new EcluseError('CAMPAIGN_GRADE', { grade });
}

/** The same table, to be destroyed on another day. @throws DATE_… */
export function destroyedBy(prepared: Prepared, day: string, clock: Clock): Prepared {
  return { ...prepared, preview: { ...prepared.preview, destroyBy: futureDay(day, '--destroy-by', clock()) } };
}

/** `preview`: the digest of the page kept at home, which stands in the bundle; `exception`: that of the exception under which it leaves, if any. */
export type SealedRequest = {
  readonly id: string;
  readonly coreHash: string;
  readonly sequence: number;
  readonly bytes: number;
  readonly preview: string;
  readonly exception: string | null;
};
/**
 * Seals a prepared table for the trusted appliance: roster in the vault, bundle in `out`, request in the state. The state takes the
 * request just before the bundle appears under its name, so no bundle can exist that this home would not know again.
 */
export function sealRequest(
  home: PartnerHome,
  secrets: Secrets,
  given: Prepared,
  out: string,
  environment: { readonly clock: Clock; readonly random: Random },
  options: SealOptions = {},
): SealedRequest {
  const recipient = trustedAppliance(home);
  const prepared = underPolicy(home, given);
  const { harmonised, dictionary, campaign, preview } = prepared;
  const page = clear(home, prepared, options, environment.clock());
  const exception = options.exception ?? null;
  const kind = preview.purpose;
  const id = toHex(environment.random(16));
  const names = harmonised.fileNumbers.map((fileNumber) => pseudonym(secrets.pseudonym, id, fileNumber));
  const documents = [
    { type: 'document' as const, name: 'dictionary', rows: 0, bytes: dictionaryBytes(dictionary) },
    ...(campaign ? [{ type: 'document' as const, name: 'campaign', rows: 0, bytes: campaignBytes(campaign) }] : []),
  ];
  const tables = shardTables(harmonised.table, names).map((table) => {
    return { type: 'table' as const, name: 'pupils', rows: table.rows, bytes: encodeArrow(table) };
  });
  return withLock(home, () => {
    const state = readState(home);
    const sequence = state.sequence + 1;
    const created = timestamp(environment.clock());
    const core = {
      id,
      kind,
      sequence,
      previous: state.previous,
      answers: null,
      dictionary: { version: dictionary.version, sha256: dictionaryDigest(dictionary) },
      models: [],
      created,
      destroyBy: preview.destroyBy,
      checkpoint: state.checkpoint,
      preview: { sha256: page.digest, exception: exception?.hash ?? null },
    };
    const vault = rosterPath(home, id);
    writeFileAtomically(vault, sealVault(secrets.vault, rosterContext(id), encodeRoster(rosterOf(id, prepared)), environment.random));
    writeFileAtomically(pagePath(home, id), page.bytes);
    if (exception) writeFileAtomically(exceptionPath(home, id), utf8(exception.text));
    let sealed: Sealed | null = null;
    try {
      writeAtomically(out, (sink) => {
        sealed = sealBundle(
          {
            core,
            shards: [...documents, ...tables],
            sender: { card: home.card, secrets },
            recipient,
            random: environment.random,
          },
          sink,
        );
        const request = {
          id,
          kind,
          core: sealed.coreHash,
          rows: harmonised.table.rows,
          created,
          destroyBy: preview.destroyBy,
          answer: null,
        };
        writeState(home, { ...state, sequence, previous: sealed.manifestHash, requests: [...state.requests, request] });
      });
    } catch (error) {
      writeState(home, state);
      for (const path of [vault, pagePath(home, id), exceptionPath(home, id)]) rmSync(path, { force: true });
      throw error;
    }
    if (sealed === null) throw new EcluseError('INTERNAL', { where: 'seal' });
    const { coreHash, bytes } = sealed as unknown as Sealed;
    return { id, coreHash, sequence, bytes, preview: page.digest, exception: exception?.hash ?? null };
  });
}

/** Rows leave in the order of their pseudonyms, which says nothing of the order in which the extract listed the pupils. */
export function shardTables(table: Table, names: readonly string[]): Table[] {
  const order = rowOrder(names);
  const whole: Table = { rows: table.rows, columns: [{ name: PSEUDONYM, type: 'text', values: names }, ...table.columns] };
  const shards = Math.ceil(table.rows / ROWS_PER_SHARD);
  return Array.from({ length: shards }, (_, i) => {
    const from = Math.floor((i * table.rows) / shards);
    const to = Math.floor(((i + 1) * table.rows) / shards);
    return takeRows(whole, order.subarray(from, to));
  });
}

export function rosterOf(id: string, { harmonised, dictionary, preview }: Prepared, kind: Roster['kind'] = preview.purpose): Roster {
  const groups = groupVariables(dictionary).flatMap((variable) => {
    const held = column(harmonised.home, variable.name);
    if (held?.type !== 'text' || !variable.group) return [];
    return [{ name: variable.name, group: variable.group, values: held.values }];
  });
  return makeRoster({
    id,
    kind,
    fileNumbers: harmonised.fileNumbers,
    groups,
    leaving: harmonised.table.columns.map(({ name }) => name),
    dictionary: new TextDecoder().decode(dictionaryBytes(dictionary)),
  });
}
