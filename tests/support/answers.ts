import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { concat, utf8 } from '../../src/base/bytes.ts';
import { writeAtomically } from '../../src/base/files.ts';
import { canonicalJsonBytes, type Json } from '../../src/base/json.ts';
import { checkBundle } from '../../src/bundle/check.ts';
import type { Core } from '../../src/bundle/core.ts';
import { type ShardInput, sealBundle } from '../../src/bundle/seal.ts';
import { readShard, unlockBundle } from '../../src/bundle/unlock.ts';
import type { Card } from '../../src/keys/card.ts';
import type { Secrets } from '../../src/keys/secrets.ts';
import { ledgerOrigin, signCheckpoint } from '../../src/ledger/checkpoint.ts';
import type { OutputFile } from '../../src/partner/export/folder.ts';
import { initHome, type PartnerHome, readState, unlockHome, writeState } from '../../src/partner/home.ts';
import { prepareTable, sealRequest } from '../../src/partner/prepare.ts';
import { trust } from '../../src/partner/trust.ts';
import { decodeArrow, encodeArrow } from '../../src/table/arrow.ts';
import { auditVariables, CATEGORIES, type Dictionary, dictionaryBytes, PSEUDONYM } from '../../src/table/dictionary.ts';
import { column, type Table } from '../../src/table/table.ts';
import { type PartyKeys, party, seededRandom } from './parties.ts';
import { both, dictionaryOf, outcome, variable } from './tables.ts';

export const NOW = new Date('2026-10-01T12:00:00Z');
export const PASSPHRASE = utf8('phrase de passe d’un essai, sans plus');
export const KDF = { memoryMiB: 1, passes: 1 };
/** What stands for the digest of a model in crafted answers. */
export const DIGEST = 'b'.repeat(64);
export const MODEL = 'decrochage-sec-3-0001';

export type Desk = {
  readonly home: PartnerHome;
  readonly secrets: Secrets;
  readonly appliance: PartyKeys;
  readonly folder: string;
  readonly clock: () => Date;
};

/** A partner's home that trusts an appliance whose keys the test holds. */
export function desk(folder: string, name = 'CSS d’un essai', appliance = party('appliance', 'Appareil d’un essai')): Desk {
  mkdirSync(folder, { recursive: true });
  const clock = () => NOW;
  const home = initHome(join(folder, 'home'), { name, passphrase: PASSPHRASE, kdf: KDF }, { clock, random: seededRandom(`home/${name}`) });
  trust(home, appliance.card);
  return { home, secrets: unlockHome(home, PASSPHRASE), appliance, folder, clock };
}

export const DICTIONARY: Dictionary = dictionaryOf(
  variable('fiche', { role: 'identifier', type: 'text' }),
  variable('école', { role: 'group', type: 'text', group: 'school' }),
  variable('absences', { category: 'attendance', label: { fr: 'Absences <b>non</b> motivées', en: 'Unexcused <b>absences</b>' } }),
  variable('moyenne', { category: 'performance' }),
  outcome('issue'),
);

export type Request = { readonly id: string; readonly core: string; readonly file: string; readonly fiches: readonly string[] };
let serial = 0;

/** Prepares and seals a request for these pupils; no answer exists yet. */
export function ask(at: Desk, fiches: readonly string[], purpose: 'score' | 'train' = 'score', dictionary = DICTIONARY): Request {
  const stem = join(at.folder, `request-${++serial}`);
  const table = `${stem}.csv`;
  const outcomes = purpose === 'train' ? ['OUI', 'NON'] : null;
  const audited = purpose === 'train' ? auditVariables(dictionary) : [];
  const graded = dictionary.variables.some(({ name }) => name === 'niveau');
  const lines = fiches.map((fiche, i) =>
    [
      `"${fiche.replaceAll('"', '""')}"`,
      `École ${i % 2}`,
      i % 7,
      50 + (i % 40),
      ...(graded ? [1 + (i % 3)] : []),
      ...(outcomes ? [outcomes[i % 2]] : []),
      ...audited.map(({ codes }) => codes?.[0]?.code),
    ].join(';'),
  );
  writeFileSync(
    table,
    `${['fiche', 'école', 'absences', 'moyenne', ...(graded ? ['niveau'] : []), ...(outcomes ? ['issue'] : []), ...audited.map(({ name }) => name)].join(';')}\n${lines.join('\n')}\n`,
  );
  const dictionaryFile = `${stem}.json`;
  writeFileSync(dictionaryFile, dictionaryBytes(dictionary));
  const prepared = prepareTable({ table, dictionary: dictionaryFile, purpose }, at.clock);
  const file = `${stem}.bundle`;
  const { id, coreHash } = sealRequest(at.home, at.secrets, prepared, file, { clock: at.clock, random: seededRandom(stem) });
  return { id, core: coreHash, file, fiches };
}

/** What the appliance reads in a request: the pseudonyms, in the order in which they came. */
export function pseudonymsIn({ home, appliance }: Desk, request: Request): string[] {
  const checked = checkBundle(request.file, { recipientId: appliance.card.id, cardOf: (id) => (id === home.id ? home.card : null) });
  const unlocked = unlockBundle(checked, appliance.secrets);
  return checked.core.shards.flatMap((shard, i) => {
    if (shard.type !== 'table') return [];
    const held = column(decodeArrow(readShard(unlocked, i), { rows: shard.rows, columns: 100, bytes: shard.bytes }), PSEUDONYM);
    return held?.type === 'text' ? [...held.values] : [];
  });
}

const share = (count: number, of: number) => ({
  count,
  of,
  value: count / of,
  low: Math.max(0, count / of - 0.05),
  high: Math.min(1, count / of + 0.05),
});

/** A model as both documents tell it. */
export function modelSaid(changes: { readonly [member: string]: Json } = {}): { readonly [member: string]: Json } {
  const stance = (recall: Json, precision: Json): Json => ({ cutoff: 0.5, recall, precision });
  return {
    id: MODEL,
    digest: DIGEST,
    family: 'decrochage',
    target: 'sec-3',
    grade: null,
    base: 0.2,
    evaluation: {
      rows: 1000,
      positives: 200,
      rocAuc: 0.85,
      rocAucInterval: { low: 0.82, high: 0.88 },
      averagePrecision: 0.6,
      baseline: { variables: ['absences'], rocAuc: 0.78, gain: { value: 0.07, low: 0.04, high: 0.1 } },
      leaks: [],
      brier: 0.11,
      brierOfBase: 0.16,
      stances: { targeted: stance(share(110, 200), share(110, 180)), wide: stance(share(164, 200), share(164, 410)) },
      curves: { calibration: [] },
    },
    topFeatures: [{ name: 'absences', weight: 0.4 }],
    approval: { stance: 'targeted', cut: null, until: '2027-06-30' },
    ...changes,
  };
}

const counted = (count: number, of: number): Json => share(count, of);
const unknown: Json = { count: null, of: null, value: null, low: null, high: null };

/** How two groups are treated: the second is found far less; its false alarms are but bounded. */
export function fairnessSaid(variable: string, codes: readonly [string, string]): Json {
  const group = (code: string, rows: number, positives: number, treatment: Json): Json => {
    return { codes: [code], from: null, below: null, missing: false, rows, positives, targeted: treatment, wide: treatment };
  };
  const treatment = (recall: Json, falseAlarm: Json): Json => ({ recall, falseAlarm, precision: unknown, flagged: unknown });
  return [
    {
      variable,
      groups: [
        group(codes[0], 800, 150, treatment(counted(95, 150), counted(60, 650))),
        group(codes[1], 200, 50, treatment(counted(15, 50), { count: null, of: 150, value: null, low: 0, high: 0.1 })),
      ],
    },
    { variable: 'moyenne', groups: [] },
  ];
}

/** One row a pupil and model, as the chamber writes it. `bandOf` chooses each pupil's band. */
export function scoreTable(pseudonyms: readonly string[], bandOf: (pupil: number) => 0 | 1 | 2 = () => 0, models = 1): Table {
  const rows = pseudonyms.length * models;
  const pupil = (row: number) => row % pseudonyms.length;
  const number = (name: string, value: (row: number) => number) => {
    return { name, type: 'number' as const, values: Float64Array.from({ length: rows }, (_, row) => value(row)) };
  };
  const band = (row: number) => bandOf(pupil(row));
  const factors = (
    [
      ['raising', 0.01, 3],
      ['lowering', -0.01, 3],
      ['actionable', 0.01, 2],
    ] as const
  ).flatMap(([side, step, held]) =>
    [1, 2, 3].flatMap((rank) => [
      number(`${side}${rank}`, () => (rank < held ? rank - 1 : -1)),
      number(`${side}${rank}_value`, () => (rank < held ? step * rank : Number.NaN)),
    ]),
  );
  /** Each pupil in five lacks one value, each in seven has one out of the ordinary. */
  const doubt = (name: string, every: number, share: number, feature: number) => [
    number(name, (row) => (pupil(row) % every === 0 ? share : 0)),
    ...[1, 2, 3].map((rank) => number(`${name}${rank}`, (row) => (rank === 1 && pupil(row) % every === 0 ? feature : Number.NaN))),
  ];
  return {
    rows,
    columns: [
      { name: PSEUDONYM, type: 'text', values: Array.from({ length: rows }, (_, row) => pseudonyms[pupil(row)]!) },
      number('model', (row) => Math.floor(row / pseudonyms.length)),
      number('score', (row) => 0.1 + 0.4 * band(row)),
      number('probability', (row) => 0.05 + 0.45 * band(row)),
      number('band', band),
      number('targeted', (row) => (band(row) === 2 ? 1 : 0)),
      number('wide', (row) => (band(row) >= 1 ? 1 : 0)),
      // With the base they add up to the score.
      ...CATEGORIES.map((name, i) => number(name, (row) => (i - 2) / 100 + (name === 'performance' ? 0.4 * band(row) - 0.1 : 0))),
      ...factors,
      number('odd', () => 0),
      ...doubt('missing', 5, 0.25, 1),
      ...doubt('unusual', 7, 0.12, 0),
    ],
  };
}

export const document = (name: string, value: Json): ShardInput => ({ type: 'document', name, rows: 0, bytes: canonicalJsonBytes(value) });
export const table = (name: string, value: Table): ShardInput => ({ type: 'table', name, rows: value.rows, bytes: encodeArrow(value) });
export const qualitySaid: Json = {
  format: 'ecluse.quality/v1',
  rows: 100,
  variables: [{ name: 'absences', missing: 12, missingShare: 0.12 }],
  blank: [],
};

export function reportSaid(request: string, changes: { readonly [member: string]: Json } = {}): Json {
  return {
    format: 'ecluse.report/v1',
    request,
    gap: 'chamber',
    models: [modelSaid()],
    features: ['absences', 'moyenne'],
    refused: [],
    ...changes,
  };
}

export function evaluationSaid(request: string, changes: { readonly [member: string]: Json } = {}): Json {
  return { format: 'ecluse.evaluation/v1', request, gap: 'chamber', models: [modelSaid({ outcome: 'issue' })], setAside: [], ...changes };
}

export type AnswerOptions = {
  readonly core?: Partial<Core>;
  readonly shards: readonly ShardInput[];
  readonly sender?: PartyKeys;
  readonly recipient?: Card;
  readonly name?: string;
};

/** Seals an answer to a request as the appliance would, or as an impostor, and gives its path. */
export function answer(at: Desk, request: Request, options: AnswerOptions): string {
  const path = join(at.folder, `${options.name ?? `answer-${++serial}`}.bundle`);
  const random = seededRandom(path);
  const core = {
    id: Buffer.from(random(16)).toString('hex'),
    kind: 'result' as const,
    sequence: 1,
    previous: null,
    answers: request.core,
    dictionary: null,
    models: [],
    created: '2026-10-01T12:30:00Z',
    destroyBy: '2027-06-30',
    checkpoint: null,
    ...options.core,
  };
  const sender = options.sender ?? at.appliance;
  const recipient = options.recipient ?? at.home.card;
  writeAtomically(path, (sink) => {
    sealBundle({ core, shards: options.shards, sender, recipient, random }, sink);
  });
  return path;
}

/** A sound result for a request, to be spoilt one thing at a time. */
export function soundResult(at: Desk, request: Request, bandOf?: (pupil: number) => 0 | 1 | 2): ShardInput[] {
  const scores = scoreTable(pseudonymsIn(at, request), bandOf);
  return [document('report', reportSaid(request.core)), document('quality', qualitySaid), table('scores', scores)];
}

/** Writes in the home that this model was approved, as `approve` does. */
export function approveIn({ home }: Desk, model = MODEL, digest = DIGEST, cut: number | null = null): void {
  const state = readState(home);
  const approval = { model, digest, stance: 'targeted', cut, until: '2027-06-30', sequence: state.approvals.length + 1 };
  writeState(home, { ...state, approvals: [...state.approvals, approval] });
}

/** A checkpoint that the appliance's ledger would sign. */
export function checkpointOf(at: Desk, size: number, root: Uint8Array, seed: Uint8Array): string {
  return signCheckpoint({ origin: ledgerOrigin(at.appliance.card.id), size, root }, seed);
}

export const label = both;

/** A made file, whole. */
export function bytesOf({ parts }: OutputFile): Uint8Array {
  return concat(...parts());
}
