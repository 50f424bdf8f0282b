import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { float64, list, tableFromArrays, tableToIPC } from '@uwdata/flechette';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChamberJob, EventOf } from '../../appliance/chamber/protocol.ts';
import type { RequestOutcome } from '../../appliance/chamber/spawn.ts';
import { utf8 } from '../../src/base/bytes.ts';
import { type SignedApproval, WITHDRAWN } from '../../src/bundle/approval.ts';
import { encodeArrow } from '../../src/table/arrow.ts';
import type { Dictionary } from '../../src/table/dictionary.ts';
import type { Table } from '../../src/table/table.ts';
import {
  listed,
  noChamber,
  openLab,
  outcomeOf,
  PASSPHRASES,
  pair,
  pupils,
  type Request,
  type RequestOptions,
  run,
  smallDictionary,
} from '../support/chamber.ts';
import { type PartyKeys, scratch } from '../support/parties.ts';

const { folder, remove } = scratch();
afterAll(remove);
const lab = openLab(folder);
const css = lab.partner('CSS des Essais');
const dictionary = smallDictionary({ outcomes: 2 });
const table = pupils(dictionary, { rows: 40, kind: 'score' });
const known = pupils(dictionary, { rows: 300, kind: 'train' });

/** What became of each request of a job: `scored`, `trained`, or its code. */
const codes = (requests: readonly RequestOutcome[]) => requests.map((each) => (each.event === 'set-aside' ? each.code : each.event));
const rejected = (job: ChamberJob, custodians = pair()) =>
  run(job, { custodians }).then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

describe.skipIf(noChamber)('what the chamber refuses', () => {
  let trained: EventOf<'trained'>;
  /** One good request, to be scored by an approved model whatever stands beside it. */
  let good: Request;
  let approved: Partial<ChamberJob>;

  beforeAll(async () => {
    const request = lab.request(css, dictionary, known, { kind: 'train' });
    trained = outcomeOf(await run(lab.job([request])), 0, 'trained');
    good = lab.request(css, dictionary, table);
    approved = { models: listed(trained), approvals: trained.models.map((model) => lab.approve(css, model).text) };
  });

  it('refuses the whole job for a wrong passphrase, another’s key, or a card that is not one', async () => {
    const stranger = openLab(join(folder, 'stranger'), 'Autre appareil');
    const [first, second] = PASSPHRASES;
    expect(await rejected(lab.job([good], approved), pair(['une autre phrase', second]))).toBe('CUSTODY_PASSPHRASE');
    expect(await rejected(lab.job([good], approved), pair([first, first]))).toBe('CUSTODY_PASSPHRASE');
    expect(await rejected(lab.job([good], approved), pair([second, first]))).toBe('CUSTODY_PASSPHRASE');
    const alone = pair()[0];
    expect(await rejected(lab.job([good], approved), [alone, { ...alone, passphrase: utf8(first) }])).toBe('CUSTODY_SAME');
    expect(await rejected(lab.job([good], { ...approved, card: stranger.appliance.card.text }))).toBe('KEY_CARD');
    expect(await rejected(lab.job([good], { ...approved, card: 'ecluse.card/v1\n' }))).toBe('CARD_FORM');
    expect(await rejected(lab.job([good], { ...approved, custody: join(folder, 'absent.key') }))).toBe('FILE_MISSING');
    expect(readdirSync(join(folder, 'out')).length).toBe(1);
  });

  it('ends the job when nothing can be written', async () => {
    expect(await rejected(lab.job([good], { ...approved, outgoing: join(folder, 'nowhere') }))).toBe('FILE_WRITE');
  });

  it('sets aside, alone and with its code, each bundle that is not what it should be', async () => {
    const score = (options: RequestOptions = {}, changed: Table = table, by: Dictionary = dictionary) =>
      lab.request(css, by, changed, options);
    const shardOf = (bytes: Uint8Array, rows = 40) => score({ shards: [{ rows, bytes }] });
    const withColumn = (name: string, values: (value: number, row: number) => number): Table => ({
      ...table,
      columns: table.columns.map((each) =>
        each.name === name ? { ...each, values: Float64Array.from(each.values as Float64Array, values) } : each,
      ) as Table['columns'],
    });
    const text = Array.from({ length: 40 }, (_, row) => `p${row}`);
    const cases: [Request, string][] = [
      [touched(score(), 'swapped'), 'CHAMBER_BUNDLE_CHANGED'],
      [touched(score(), 'flipped'), 'BUNDLE_SHARD_HASH'],
      [touched(score(), 'cut'), 'BUNDLE_LENGTH'],
      [touched(score(), 'gone'), 'FILE_MISSING'],
      [{ ...score(), kind: 'train' }, 'CHAMBER_KIND'],
      [{ ...lab.request(css, dictionary, known, { kind: 'train' }), kind: 'score' }, 'CHAMBER_KIND'],
      [{ ...score(), sender: lab.partner('CSS inconnu') }, 'BUNDLE_SENDER'],
      [score({ core: { destroyBy: '2026-09-04', created: '2026-09-01T08:00:00Z' } }), 'BUNDLE_DESTROY_BY'],
      [score({ core: { dictionary: { version: '2026.1', sha256: 'a'.repeat(64) } } }), 'CHAMBER_CONTENT'],
      [score({}, withoutAudit(pupils(dictionary, { rows: 40, kind: 'train' }))), 'SHARD_OUTCOME'],
      [
        score(
          {},
          withColumn('motif', (value, row) => (row === 3 ? 7 : value)),
        ),
        'SHARD_VALUE',
      ],
      [
        score(
          {},
          withColumn('moyenne', (value, row) => (row === 3 ? 101 : value)),
        ),
        'SHARD_VALUE',
      ],
      [
        score({}, { ...table, columns: table.columns.map((each) => (each.name === 'plan' ? { ...each, name: 'enseignant' } : each)) }),
        'SHARD_TEACHING',
      ],
      [score({}, { ...table, columns: table.columns.slice(1) }), 'SHARD_COLUMN_MISSING'],
      [score({}, table, wide(2001)), 'DICTIONARY_PREDICTORS'],
      [shardOf(encodeArrow(columnsOf(2300))), 'TABLE_ARROW_LIMIT'],
      [
        shardOf(
          encodeArrow({
            rows: 0,
            columns: [
              { name: 'pseudonym', type: 'text', values: [] },
              ...table.columns.map((each) => ({ ...each, values: new Float64Array(0) })),
            ] as Table['columns'],
          }),
        ),
        'TABLE_ARROW_ROWS',
      ],
      [shardOf(utf8('ceci n’est pas une table '.repeat(40))), 'TABLE_ARROW_FORM'],
      [shardOf(goodShard().subarray(0, 900)), 'TABLE_ARROW_BOUNDS'],
      [shardOf(goodShard(), 39), 'TABLE_ARROW_LIMIT'],
      [shardOf(goodShard(), 41), 'TABLE_ARROW_ROWS'],
      [
        shardOf(
          tableToIPC(tableFromArrays({ pseudonym: text, moyenne: text.map(() => [1, 2]) }, { types: { moyenne: list(float64()) } }), {
            format: 'stream',
          }) as Uint8Array,
        ),
        'TABLE_ARROW_DICTIONARY',
      ],
      [score({ shards: [1, 2].map(() => ({ rows: 40, bytes: goodShard() })) }), 'SHARD_PSEUDONYM'],
      [good, 'scored'],
    ];
    const outcome = await run(
      lab.job(
        cases.map(([request]) => request),
        approved,
      ),
    );
    expect(codes(outcome.requests)).toEqual(cases.map(([, code]) => code));
    const scored = outcomeOf(outcome, cases.length - 1, 'scored');
    // What was set aside took no place in the chain towards its sender, and left nothing behind.
    expect(scored.sealed.sequence).toBe(1);
    expect(readdirSync(join(folder, 'out')).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('refuses no pupil at all before anything is sealed', () => {
    expect(() => lab.request(css, dictionary, pupils(dictionary, { rows: 0, kind: 'score' }))).toThrow(/BUNDLE_EMPTY/);
  });

  it('takes back every file of a training that fails at its end', async () => {
    const other = openLab(join(folder, 'taken-back'));
    const first = other.request(css, dictionary, known, { kind: 'train' });
    const stranger = other.partner('CSS suivant');
    const second = other.request(stranger, dictionary, known, { kind: 'train' });
    // A chain that cannot be continued: the evaluation is refused by its own reader after the models were sealed.
    const chains = { [css.card.id]: { sequence: 3, previous: null } };
    const outcome = await run(other.job([first, second], { chains }));
    expect(codes(outcome.requests)).toEqual(['BUNDLE_CORE', 'trained']);
    const kept = outcomeOf(outcome, 1, 'trained').models.map(({ sealed }) => sealed);
    expect(kept.map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect(readdirSync(join(other.folder, 'models')).length).toBe(2);
    expect(readdirSync(join(other.folder, 'out')).length).toBe(1);
  });

  it('trains what can be and says why the rest cannot', async () => {
    const all = smallDictionary({ outcomes: 3 });
    const whole = pupils(all, { rows: 300, kind: 'train' });
    const change =
      (name: string, values: (value: number, row: number) => number) =>
      (held: Table): Table => ({
        ...held,
        columns: held.columns.map((each) =>
          each.name === name ? { ...each, values: Float64Array.from(each.values as Float64Array, values) } : each,
        ) as Table['columns'],
      });
    const few = change('echec', (_, row) => (row < 19 ? 1 : 0));
    const none = change('retard', () => 0);
    const request = lab.request(css, all, none(few(whole)), { kind: 'train' });
    const absent = lab.request(css, all, { ...whole, columns: whole.columns.filter(({ name }) => name !== 'retard') }, { kind: 'train' });
    const nothing = lab.request(css, all, change('decrochage', () => 1)(none(few(whole))), { kind: 'train' });
    const hidden = lab.request(css, all, change('decrochage', (value, row) => (row < 4 ? Number.NaN : value))(whole), { kind: 'train' });
    const outcome = await run(lab.job([request, absent, nothing, hidden]));
    const first = outcomeOf(outcome, 0, 'trained');
    expect(first.models.map((each) => each.outcome)).toEqual(['decrochage']);
    expect(first.skipped.map(({ outcome: name, code }) => [name, code])).toEqual([
      ['echec', 'OUTCOME_TOO_FEW'],
      ['retard', 'OUTCOME_ONE_CLASS'],
    ]);
    expect(outcomeOf(outcome, 1, 'trained').skipped).toEqual([
      { outcome: 'retard', grade: null, code: 'CHAMBER_OUTCOME_ABSENT', params: { outcome: 'retard' } },
    ]);
    expect(codes(outcome.requests)[2]).toBe('OUTCOME_ONE_CLASS');
    // Four pupils without a known outcome: the number of rows would tell of them.
    const told = outcomeOf(outcome, 3, 'trained').models.map(({ rows, outcome: name }) => [name, rows === null]);
    expect(told).toEqual([
      ['decrochage', true],
      ['echec', false],
      ['retard', false],
    ]);
  });

  it('lets a model score by its own CSS’s last word alone', async () => {
    const names = [
      'none',
      'expired',
      'digest',
      'other',
      'forged',
      'addressed',
      'shortened',
      'withdrawn',
      'restored',
      'twice',
      'targeted',
      'partial',
    ] as const;
    const parties = Object.fromEntries(names.map((name) => [name, lab.partner(`CSS ${name}`)])) as Record<
      (typeof names)[number],
      PartyKeys
    >;
    const trainings = names.map((name) => lab.request(parties[name], dictionary, known, { kind: 'train' }));
    const outcome = await run(lab.job(trainings));
    const models = Object.fromEntries(names.map((name, index) => [name, outcomeOf(outcome, index, 'trained').models]));
    const elsewhere = openLab(join(folder, 'elsewhere'), 'Autre appareil');
    const approvals: SignedApproval[] = [];
    const sign = (
      name: (typeof names)[number],
      changes: Parameters<typeof lab.approve>[2] = {},
      by: PartyKeys = parties[name],
      to = lab,
    ) => {
      const signed = models[name]!.map((model) => to.approve(by, model, changes));
      approvals.push(...signed);
      return signed;
    };
    sign('expired', { created: '2026-06-01T09:00:00Z', until: '2026-09-04' });
    sign('digest', { digest: 'd'.repeat(64) });
    sign('other', {}, parties.none);
    sign('addressed', {}, parties.addressed, elsewhere);
    sign('shortened', { sequence: 1, until: '2027-06-30', created: '2026-08-01T09:00:00Z' });
    sign('shortened', { sequence: 2, until: '2026-09-01', created: '2026-08-02T09:00:00Z' });
    sign('withdrawn', { sequence: 1 });
    sign('withdrawn', { sequence: 2, until: WITHDRAWN });
    sign('restored', { sequence: 1, until: WITHDRAWN });
    sign('restored', { sequence: 2 });
    sign('twice', { sequence: 4, stance: 'wide' });
    sign('twice', { sequence: 4, stance: 'targeted' });
    sign('targeted', { sequence: 1, stance: 'wide' });
    sign('targeted', { sequence: 2, stance: 'targeted', until: '2026-09-05' });
    approvals.push(lab.approve(parties.partial, models.partial![0]!));
    const forged = lab.approve(parties.forged, models.forged![0]!).text.replace('stance wide', 'stance targeted');
    const requests = names.map((name) => lab.request(parties[name], dictionary, table));
    const scoring = await run(
      lab.job(requests, {
        models: names.flatMap((name) => models[name]!.map(({ id, sealed }) => ({ id, path: sealed.path, partner: parties[name].card.id }))),
        approvals: [...approvals.map(({ text }) => text), forged],
      }),
    );
    const expected = {
      none: 'MODEL_NOT_APPROVED',
      expired: 'APPROVAL_EXPIRED',
      digest: 'APPROVAL_DIGEST',
      other: 'MODEL_NOT_APPROVED',
      forged: 'APPROVAL_SIGNATURE',
      addressed: 'APPROVAL_RECIPIENT',
      shortened: 'APPROVAL_EXPIRED',
      withdrawn: 'APPROVAL_WITHDRAWN',
      restored: 'scored',
      twice: 'CHAMBER_APPROVAL_TWICE',
      targeted: 'scored',
      partial: 'scored',
    };
    expect(Object.fromEntries(codes(scoring.requests).map((code, index) => [names[index], code]))).toEqual(expected);
    const targeted = outcomeOf(scoring, names.indexOf('targeted'), 'scored');
    const report = JSON.parse(new TextDecoder().decode(lab.open(targeted.sealed.path, parties.targeted).documents.get('report')!));
    expect(report.models.map(({ approval }: { approval: object }) => approval)).toEqual(
      [1, 2].map(() => ({ stance: 'targeted', cut: null, until: '2026-09-05' })),
    );
    const partial = outcomeOf(scoring, names.indexOf('partial'), 'scored');
    expect(partial.models.map(({ id }) => id)).toEqual([models.partial![0]!.id]);
    expect(partial.refused).toEqual([
      { id: models.partial![1]!.id, code: 'MODEL_NOT_APPROVED', params: { model: models.partial![1]!.id } },
    ]);
    const loaded = scoring.events.flatMap((event) => (event.event === 'model-loaded' ? [event.approval] : []));
    expect(loaded.every((hash) => approvals.some((approval) => approval.hash === hash))).toBe(true);
  });

  it('never lets a model score another CSS, whatever the job says', async () => {
    const other = lab.partner('CSS voisin');
    const [first] = trained.models as [(typeof trained.models)[number]];
    const asks = lab.request(other, dictionary, table, { core: { models: [first.id] } });
    const open = lab.request(other, dictionary, table);
    const own = { id: first.id, path: first.sealed.path, partner: css.card.id };
    const both = [lab.approve(css, first).text, lab.approve(other, first).text];
    const honest = await run(lab.job([asks, open], { models: [own], approvals: both }));
    expect(codes(honest.requests)).toEqual(['MODEL_OTHER_CSS', 'MODEL_NONE']);
    const lying = await run(lab.job([asks, open], { models: [{ ...own, partner: other.card.id }], approvals: both }));
    expect(codes(lying.requests)).toEqual(['MODEL_OTHER_CSS', 'MODEL_OTHER_CSS']);
  });

  it('loads the models that are asked for, kept, whole, and trained with the same dictionary', async () => {
    const [first, second] = trained.models as [(typeof trained.models)[number], (typeof trained.models)[number]];
    const request = (core = {}, by = dictionary) => lab.request(css, by, pupils(by, { rows: 40, kind: 'score' }), { core });
    const planted = join(folder, 'planted.bundle');
    const damaged = join(folder, 'damaged.bundle');
    const bytes = readFileSync(first.sealed.path);
    bytes[bytes.length - 9]! ^= 1;
    writeFileSync(damaged, bytes);
    writeFileSync(planted, readFileSync(good.path));
    const entry = (path: string, id = first.id) => ({ id, path, partner: css.card.id });
    const job = (each: Request, models: ChamberJob['models'], only: string[] | null = null) =>
      run(lab.job([each], { ...approved, models, only }));
    const codeOf = async (...job_: Parameters<typeof job>) => codes((await job(...job_)).requests)[0];
    const all = listed(trained);
    expect(await codeOf(request({ models: ['inconnu'] }), all)).toBe('MODEL_UNKNOWN');
    expect(await codeOf(request({}, smallDictionary({ outcomes: 2, version: '2026.2' })), all)).toBe('MODEL_DICTIONARY');
    expect(await codeOf(request(), [])).toBe('MODEL_NONE');
    expect(await codeOf(request(), all, [])).toBe('MODEL_NONE');
    expect(await codeOf(request({ models: [first.id] }), all, [second.id])).toBe('CHAMBER_MODEL_LEFT_OUT');
    for (const path of [planted, damaged, second.sealed.path, join(folder, 'absent.bundle')]) {
      expect(await codeOf(request(), [entry(path)])).toBe('MODEL_DAMAGED');
    }
    const narrowed = outcomeOf(await job(request(), all, [second.id]), 0, 'scored');
    expect(narrowed.models.map(({ id }) => id)).toEqual([second.id]);
    const asked = outcomeOf(await job(request({ models: [second.id] }), all), 0, 'scored');
    expect(asked.models.map(({ id }) => id)).toEqual([second.id]);
    // A model follows the destruction date of the data it was trained on.
    const later = await run(lab.job([request({ destroyBy: '2027-12-31' })], { ...approved, models: all, now: '2027-07-01T00:00:00Z' }));
    expect(codes(later.requests)).toEqual(['BUNDLE_DESTROY_BY']);
  });

  function touched(request: Request, how: 'swapped' | 'flipped' | 'cut' | 'gone'): Request {
    if (how === 'swapped') copyFileSync(lab.request(css, dictionary, table).path, request.path);
    if (how === 'gone') rmSync(request.path);
    if (how === 'flipped' || how === 'cut') {
      const bytes = readFileSync(request.path);
      if (how === 'flipped') bytes[bytes.length - 9]! ^= 1;
      writeFileSync(request.path, how === 'cut' ? bytes.subarray(0, -1) : bytes);
    }
    return request;
  }

  function goodShard(): Uint8Array {
    const names = good.pseudonyms;
    return encodeArrow({ rows: 40, columns: [{ name: 'pseudonym', type: 'text', values: names }, ...table.columns] });
  }
});

function withoutAudit(table: Table): Table {
  return { ...table, columns: table.columns.filter(({ name }) => name !== 'genre') };
}

function wide(predictors: number): Dictionary {
  const base = smallDictionary({ noise: predictors - 5 });
  expect(base.variables.filter(({ role }) => role === 'predictor').length).toBe(predictors);
  return base;
}

function columnsOf(count: number): Table {
  const names = Array.from({ length: 40 }, (_, row) => `p${row}`);
  const column = (_: unknown, index: number) => ({ name: `c${index}`, type: 'number' as const, values: new Float64Array(40) });
  return { rows: 40, columns: [{ name: 'pseudonym', type: 'text', values: names }, ...Array.from({ length: count }, column)] };
}
