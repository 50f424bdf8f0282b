import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLaunch } from '../../appliance/chamber/launch.ts';
import type { ChamberEvent, ChamberJob, EventOf } from '../../appliance/chamber/protocol.ts';
import { type ChamberOptions, type ChamberOutcome, type RequestOutcome, runChamber } from '../../appliance/chamber/spawn.ts';
import { toHex, utf8 } from '../../src/base/bytes.ts';
import { seeded } from '../../src/base/random.ts';
import { type Approval, type SignedApproval, signApproval } from '../../src/bundle/approval.ts';
import { checkBundle } from '../../src/bundle/check.ts';
import type { Core, Kind } from '../../src/bundle/core.ts';
import { readShard, unlockBundle } from '../../src/bundle/unlock.ts';
import type { Card } from '../../src/keys/card.ts';
import { makeCustody, type Pair } from '../../src/keys/custody.ts';
import { pseudonym } from '../../src/pseudonym/pseudonym.ts';
import { decodeArrow, encodeArrow } from '../../src/table/arrow.ts';
import { type Dictionary, dictionaryBytes, dictionaryDigest, PSEUDONYM, type Variable } from '../../src/table/dictionary.ts';
import type { Column, Table } from '../../src/table/table.ts';
import { type PartyKeys, party, sealAt, seededRandom } from './parties.ts';
import { absent } from './requires.ts';

export const PASSPHRASES = ['six mots pour ouvrir le sas', 'à deux dépositaires'] as const;

export function pair(phrases: readonly [string, string] = PASSPHRASES): Pair {
  return [
    { number: 1, passphrase: utf8(phrases[0]) },
    { number: 2, passphrase: utf8(phrases[1]) },
  ];
}
export const NOW = '2026-09-05T09:00:00Z';

const both = (text: string) => ({ fr: text, en: text });
const OUTCOME_NAMES = ['decrochage', 'echec', 'retard'];

/** A small dictionary: numbers, a boolean, a code, an audit-only variable, outcomes. */
export function smallDictionary(options: { noise?: number; outcomes?: number; version?: string } = {}): Dictionary {
  const number = (name: string, category: 'performance' | 'attendance', unit: object = {}): Variable => {
    return { name, label: both(name), role: 'predictor', type: 'number', category, ...unit };
  };
  return {
    format: 'ecluse.dictionary/v1',
    version: options.version ?? '2026.1',
    name: both('Essai'),
    variables: [
      { name: 'fiche', label: both('fiche'), role: 'identifier', type: 'text' },
      number('moyenne', 'performance', { min: 0, max: 100 }),
      { name: 'absences', label: both('absences'), role: 'predictor', type: 'integer', category: 'attendance', actionable: true },
      { name: 'plan', label: both('plan'), role: 'predictor', type: 'boolean', category: 'profile' },
      {
        name: 'motif',
        label: both('motif'),
        role: 'predictor',
        type: 'code',
        category: 'behaviour',
        codes: ['A', 'B', 'C'].map((code) => ({ code, label: both(code) })),
      },
      { name: 'defavorisation', label: both('indice'), role: 'predictor', type: 'number', category: 'sociodemography' },
      ...Array.from({ length: options.noise ?? 0 }, (_, i) => number(`bruit${i + 1}`, 'performance')),
      {
        name: 'genre',
        label: both('genre'),
        role: 'audit-only',
        type: 'code',
        codes: ['x', 'y'].map((code) => ({ code, label: both(code) })),
      },
      ...OUTCOME_NAMES.slice(0, options.outcomes ?? 1).map((name): Variable => {
        const outcome = { family: 'decrochage', target: name, positive: { atLeast: 1 }, definition: both(name) };
        return { name, label: both(name), role: 'outcome', type: 'boolean', outcome };
      }),
    ],
  };
}

export type PupilsOptions = { rows: number; seed?: number; kind: 'train' | 'score' };

/** Pupils whose outcomes follow from their marks and absences, with some chance; missing values here and there. */
export function pupils(dictionary: Dictionary, { rows, seed = 1, kind }: PupilsOptions): Table {
  const draw = seeded(seed);
  const values = new Map<string, Float64Array>();
  const blank = (chance: number, value: number) => (draw() < chance ? Number.NaN : value);
  const leaving = dictionary.variables.filter(
    ({ role }) => role === 'predictor' || (kind === 'train' && (role === 'audit-only' || role === 'outcome')),
  );
  for (const { name } of leaving) values.set(name, new Float64Array(rows));
  for (let row = 0; row < rows; row++) {
    const mark = Math.round((35 + 65 * draw()) * 10) / 10;
    const absences = Math.floor(draw() * draw() * 60);
    const risk = 1 / (1 + Math.exp((mark - 60) / 5 - (absences - 20) / 8));
    for (const { name, role, type, codes } of leaving) {
      let value = Math.fround(draw());
      if (name === 'moyenne') value = blank(0.05, mark);
      else if (name === 'absences') value = absences;
      else if (role === 'outcome') value = draw() < risk ? 1 : 0;
      else if (type === 'boolean') value = draw() < 0.2 ? 1 : 0;
      else if (codes) value = blank(0.1, Math.floor(draw() * codes.length));
      values.get(name)![row] = value;
    }
  }
  return { rows, columns: leaving.map(({ name }): Column => ({ name, type: 'number', values: values.get(name)! })) };
}

export type Request = {
  readonly path: string;
  readonly id: string;
  readonly coreHash: string;
  readonly kind: Kind;
  readonly sender: PartyKeys;
  readonly pseudonyms: readonly string[];
};
export type RequestOptions = {
  readonly kind?: 'train' | 'score';
  readonly shardRows?: number;
  readonly core?: Partial<Core>;
  readonly seed?: string;
  /** Bytes of the pupils' tables in place of those of `table`. */
  readonly shards?: readonly { readonly rows: number; readonly bytes: Uint8Array }[];
  readonly kindSealed?: Kind;
  /** Bytes of a campaign that goes with the pupils. */
  readonly campaign?: Uint8Array;
};

/** Seals pupils' tables to an appliance as a partner would, checked by nobody; the file is `<request id>.bundle` in `folder`. */
export function sealRequest(
  folder: string,
  sender: PartyKeys,
  recipient: Card,
  dictionary: Dictionary,
  table: Table,
  options: RequestOptions & { readonly seed: string },
): Request {
  const { kind = 'score', shardRows = 4000 } = options;
  const id = toHex(seededRandom(`request ${options.seed}`)(16));
  const pseudonyms = Array.from({ length: table.rows }, (_, row) => pseudonym(sender.secrets.pseudonym, id, `F${row}`));
  const whole: Column[] = [{ name: PSEUDONYM, type: 'text', values: pseudonyms }, ...table.columns];
  const shards: { rows: number; bytes: Uint8Array }[] = [];
  for (let from = 0; from < table.rows; from += shardRows) {
    const to = Math.min(table.rows, from + shardRows);
    shards.push({ rows: to - from, bytes: encodeArrow({ rows: to - from, columns: whole.map((each) => cut(each, from, to)) }) });
  }
  const path = join(folder, `${id}.bundle`);
  const sealed = sealAt(path, sender, recipient, {
    kind,
    seed: `seal ${id}`,
    shards: [
      { type: 'document', name: 'dictionary', rows: 0, bytes: dictionaryBytes(dictionary) },
      ...(options.campaign ? [{ type: 'document' as const, name: 'campaign', rows: 0, bytes: options.campaign }] : []),
      ...(options.shards ?? shards).map(({ rows, bytes }) => ({ type: 'table' as const, name: 'pupils', rows, bytes })),
    ],
    core: { id, dictionary: { version: dictionary.version, sha256: dictionaryDigest(dictionary) }, ...options.core },
  });
  return { path, id, coreHash: sealed.coreHash, kind, sender, pseudonyms };
}

/** An appliance's keys and folders, on the disk. */
export function openLab(folder: string, name = 'Écluse centrale') {
  const appliance = party('appliance', name);
  for (const each of ['in', 'out', 'models']) mkdirSync(join(folder, each), { recursive: true });
  const custody = join(folder, 'custody.key');
  const kdf = { memoryMiB: 1, passes: 1 };
  writeFileSync(custody, makeCustody(appliance.secrets.root, appliance.card.id, PASSPHRASES.map(utf8), kdf, seededRandom('custody')));
  let serial = 0;

  const partner = (who: string) => party('partner', who);

  const request = (sender: PartyKeys, dictionary: Dictionary, table: Table, options: RequestOptions = {}): Request =>
    sealRequest(join(folder, 'in'), sender, appliance.card, dictionary, table, { ...options, seed: options.seed ?? String(serial++) });

  const job = (requests: readonly Request[], changes: Partial<ChamberJob> = {}): ChamberJob => ({
    format: 'ecluse.chamber/v1',
    gap: 'chamber',
    now: NOW,
    custody,
    card: appliance.card.text,
    bundles: requests.map(({ kind, id, path, coreHash, sender }) => ({
      purpose: kind as 'train' | 'score',
      id,
      path,
      coreHash,
      sender: sender.card.text,
    })),
    models: [],
    approvals: [],
    rotations: [],
    past: [],
    only: null,
    chains: {},
    checkpoint: null,
    outgoing: join(folder, 'out'),
    modelsFolder: join(folder, 'models'),
    forest: { trees: 20, maxDepth: 6, minLeaf: 5, featuresPerNode: null, seed: 7 },
    workers: 2,
    secondsPerBundle: 3_600,
    keep: null,
    ...changes,
  });

  const approve = (sender: PartyKeys, model: { id: string; digest: string }, changes: Partial<Approval> = {}): SignedApproval => {
    const fields = {
      model: model.id,
      digest: model.digest,
      stance: 'wide' as const,
      until: '2027-06-30',
      sequence: 1,
      created: NOW,
      ...changes,
    };
    return signApproval(fields, sender, appliance.card);
  };

  /** Opens a bundle as its recipient would. */
  const open = (path: string, recipient: PartyKeys) => {
    const checked = checkBundle(path, {
      recipientId: recipient.card.id,
      cardOf: (id) => (id === appliance.card.id ? appliance.card : null),
    });
    const unlocked = unlockBundle(checked, recipient.secrets);
    const shards = checked.core.shards.map((entry, index) => ({ ...entry, content: readShard(unlocked, index) }));
    const documents = new Map(shards.filter(({ type }) => type === 'document').map(({ name: each, content }) => [each, content]));
    const tables = shards
      .filter(({ type }) => type === 'table')
      .map(({ content, rows }) => decodeArrow(content, { rows, columns: 64, bytes: content.length }));
    return { core: checked.core, shards, documents, tables };
  };

  return { folder, appliance, custody, partner, request, job, approve, open };
}
export type Lab = ReturnType<typeof openLab>;

function cut(column: Column, from: number, to: number): Column {
  if (column.type === 'text') return { ...column, values: column.values.slice(from, to) };
  if (column.type === 'code') return { ...column, values: column.values.slice(from, to) };
  return { ...column, values: column.values.slice(from, to) };
}

/** Runs the chamber and keeps every event. */
export async function run(job: ChamberJob, options: Partial<ChamberOptions> = {}): Promise<ChamberOutcome & { events: ChamberEvent[] }> {
  const events: ChamberEvent[] = [];
  const outcome = await runChamber(job, { custodians: pair(), onEvent: (event) => events.push(event), ...options });
  return { ...outcome, events };
}

/** Whether this machine can isolate a chamber at all; tests that need it skip visibly where it cannot. */
export const noChamber = absent(
  await findLaunch(true).then(
    () => true,
    () => false,
  ),
);

/** The outcome of one request of a run, of the kind expected. */
export function outcomeOf<K extends RequestOutcome['event']>(
  outcome: ChamberOutcome,
  index: number,
  event: K,
): Extract<RequestOutcome, { event: K }> {
  const found = outcome.requests[index];
  if (found?.event !== event) throw new Error(`${found?.event} ${found?.event === 'set-aside' ? found.code : ''}`);
  return found as Extract<RequestOutcome, { event: K }>;
}

/** The models of one training as a later job lists them. */
export function listed(trained: EventOf<'trained'>): ChamberJob['models'] {
  return trained.models.map(({ id, sealed }) => ({ id, path: sealed.path, partner: trained.sender }));
}
