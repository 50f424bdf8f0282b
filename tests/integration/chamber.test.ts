import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../appliance/chamber/context.ts';
import { openPool } from '../../appliance/chamber/pool.ts';
import type { ChamberEvent, EventOf } from '../../appliance/chamber/protocol.ts';
import { scoreRequest } from '../../appliance/chamber/score.ts';
import { toHex } from '../../src/base/bytes.ts';
import { sha256 } from '../../src/base/hash.ts';
import { calibrate } from '../../src/forest/calibration.ts';
import type { Tree } from '../../src/forest/forest.ts';
import { decodeModel, modelDigest } from '../../src/forest/model.ts';
import { openScorer } from '../../src/forest/score.ts';
import { readEvaluation, readReport } from '../../src/partner/documents.ts';
import { readQuality } from '../../src/partner/missing.ts';
import { doubtOfFactor, readScores, reidentify } from '../../src/partner/scores.ts';
import { DOUBTS } from '../../src/study/doubts.ts';
import { CATEGORIES, featureNames, predictors } from '../../src/table/dictionary.ts';
import { listed, noChamber, openLab, outcomeOf, pupils, type Request, run, smallDictionary } from '../support/chamber.ts';
import { scratch, seededRandom } from '../support/parties.ts';
import * as second from '../support/second/model.ts';

const { folder, remove } = scratch();
afterAll(remove);
const lab = openLab(folder);
const css = lab.partner('CSS des Essais');
const dictionary = smallDictionary({ noise: 3, outcomes: 2 });
const ROWS = 300;
const table = pupils(dictionary, { rows: ROWS, kind: 'score', seed: 2 });

describe.skipIf(noChamber)('train, approve, score, open', () => {
  let train: Request;
  let score: Request;
  let trained: EventOf<'trained'>;
  let scored: EventOf<'scored'>;
  let events: ChamberEvent[];
  const jobOf = (request: Request, workers = 2, outgoing = join(folder, 'out')) => {
    const approvals = trained.models.map((model) => lab.approve(css, model).text);
    return lab.job([request], {
      models: listed(trained),
      approvals,
      workers,
      outgoing,
      chains: { [css.card.id]: { sequence: 1, previous: 'e'.repeat(64) } },
    });
  };

  beforeAll(async () => {
    const known = pupils(dictionary, { rows: 600, kind: 'train' });
    train = lab.request(css, dictionary, known, { kind: 'train', shardRows: 250 });
    trained = outcomeOf(await run(lab.job([train])), 0, 'trained');
    score = lab.request(css, dictionary, table, { shardRows: 130 });
    const outcome = await run(jobOf(score));
    events = outcome.events;
    scored = outcomeOf(outcome, 0, 'scored');
  });

  it('seals a model an outcome to the appliance itself, and their evaluation to the CSS', () => {
    expect(trained.models.map(({ outcome }) => outcome)).toEqual(['decrochage', 'echec']);
    const { core, documents } = lab.open(trained.sealed.path, css);
    expect(core).toMatchObject({ kind: 'evaluation', answers: train.coreHash, sequence: 1, models: trained.models.map(({ id }) => id) });
    const evaluation = readEvaluation(documents.get('evaluation')!);
    expect(evaluation).toMatchObject({ request: train.coreHash, gap: 'chamber', setAside: [] });
    expect(readQuality(documents.get('quality')!).variables.map(({ name }) => name)).toContain('genre');
    for (const [index, said] of evaluation.models.entries()) {
      const event = trained.models[index]!;
      expect(said).toMatchObject({ id: event.id, digest: event.digest, outcome: event.outcome });
      expect(said.measures.rocAuc).toBeGreaterThan(0.8);
      expect(said.measures.brier).toBeLessThan(said.measures.brierOfBase!);
      expect(said.topFeatures[0]?.name).toBe('moyenne');
      const { missing, unusual } = said.measures.doubts;
      expect(missing.map(({ from, below }) => [from, below])).toEqual([
        [null, 0.2],
        [0.2, null],
      ]);
      expect(missing.reduce((sum, { positives }) => sum + positives!, 0)).toBe(said.measures.positives);
      // Of six hundred, too few have much that is rare.
      expect(unusual).toEqual([]);
      expect(said.measures.wide.recall.value).toBeGreaterThanOrEqual(0.8);
      expect(said.measures.targeted.recall.value).toBeGreaterThanOrEqual(0.5);
      const [fair] = said.measures.fairness;
      expect(said.measures.fairness.length).toBe(1);
      expect([fair!.variable, fair!.groups.flatMap(({ codes }) => codes ?? [])]).toEqual(['genre', ['x', 'y']]);
      expect(fair!.groups.reduce((sum, { positives }) => sum + positives!, 0)).toBe(said.measures.positives);
      expect(fair!.groups.reduce((sum, { targeted }) => sum + targeted.recall.count!, 0)).toBe(said.measures.targeted.recall.count);
      const kept = lab.open(event.sealed.path, lab.appliance);
      expect(kept.core).toMatchObject({ kind: 'model', models: [event.id], sequence: index + 1 });
      const bytes = kept.documents.get('model')!;
      expect(modelDigest(bytes)).toBe(event.digest);
      const model = decodeModel(bytes);
      expect(model.identity).toMatchObject({ id: event.id, partner: css.card.id, year: 2026, family: 'decrochage' });
      expect(model.features).toEqual(featureNames(dictionary));
      expect(model.training).toMatchObject({ rows: 600, seed: 7, date: '2026-09-05' });
    }
    expect(existsSync(join(folder, 'models', `${trained.models[0]!.id}.bundle`))).toBe(true);
  });

  it('returns scores that the partner’s own readers take, for every pupil and model', async () => {
    const { core, documents, tables } = lab.open(scored.sealed.path, css);
    expect(core).toMatchObject({ kind: 'result', answers: score.coreHash, sequence: 2, previous: 'e'.repeat(64), destroyBy: '2027-06-30' });
    const report = readReport(documents.get('report')!);
    expect(report).toMatchObject({ request: score.coreHash, gap: 'chamber', features: featureNames(dictionary) });
    const scores = readScores(tables, { models: report.models, features: report.features.length });
    expect(scores.rows).toBe(ROWS * 2);
    const names = Array.from({ length: ROWS }, (_, row) => `F${row}`);
    const roster = { id: score.id, fileNumbers: names, groups: [] };
    const found = reidentify(scores, report.models, { roster, dictionary, key: css.secrets.pseudonym });
    expect([...found]).toEqual([...names.keys(), ...names.keys()]);

    const columns = featureNames(dictionary).map((name) => table.columns.find((each) => each.name === name)!.values as Float64Array);
    let odd = 0;
    for (const [index, said] of report.models.entries()) {
      const path = trained.models.find(({ id }) => id === said.id)!.sealed.path;
      const bytes = lab.open(path, lab.appliance).documents.get('model')!;
      const model = decodeModel(bytes);
      const read = second.readModel(bytes);
      const canAct = predictors(dictionary).map(({ actionable }) => actionable === true);
      const scorer = await openScorer([model.forest]);
      const [whole] = await scorer.explain({ rows: ROWS, columns }, { full: true });
      await scorer.close();
      for (let pupil = 0; pupil < ROWS; pupil++) {
        const row = index * ROWS + pupil;
        expect(scores.model[row]).toBe(index);
        const walked =
          model.forest.trees.reduce((sum, tree) => sum + walk(tree, (feature) => columns[feature]![pupil]!), 0) / model.forest.trees.length;
        expect(scores.score[row]).toBeCloseTo(walked, 12);
        expect(scores.probability[row]).toBe(calibrate(model.calibration, scores.score[row]!));
        const { targeted, wide } = model.cutoffs;
        const probability = scores.probability[row]!;
        expect(scores.targeted[row]).toBe(probability >= targeted ? 1 : 0);
        expect(scores.wide[row]).toBe(probability >= wide ? 1 : 0);
        expect(scores.band[row]).toBe(scores.targeted[row]! + scores.wide[row]!);
        const sum = CATEGORIES.reduce((total, category) => total + scores.contributions[category][row]!, said.base!);
        expect(sum).toBeCloseTo(scores.score[row]!, 6);
        for (const [side, sign] of [
          [scores.raising, 1],
          [scores.lowering, -1],
        ] as const) {
          const values = side.map(({ feature, value }) => (feature[row]! < 0 ? 0 : value[row]! * sign));
          expect(values.every((value, place) => value >= 0 && value <= (values[place - 1] ?? 1))).toBe(true);
        }
        const brute = canAct
          .flatMap((can, feature) => (can ? [{ feature, value: whole!.values![pupil * canAct.length + feature]! }] : []))
          .filter(({ value }) => value > 0)
          .sort((a, b) => b.value - a.value);
        expect(scores.actionable.map(({ feature }) => feature[row])).toEqual([0, 1, 2].map((place) => brute[place]?.feature ?? -1));
        expect(scores.actionable[0]!.value[row]).toBe(brute[0] ? Math.fround(brute[0].value) : Number.NaN);
        const doubts = second.doubtsOf(
          read,
          columns.map((column) => column[pupil]!),
        );
        for (const side of ['raising', 'lowering', 'actionable'] as const) {
          for (const [place, { feature }] of scores[side].entries()) {
            const held = feature[row]!;
            const expected = held < 0 ? null : second.doubtOf(read, held, columns[held]![pupil]!);
            expect(doubtOfFactor(scores, row, side, place)).toBe(expected);
            if (expected) odd++;
          }
        }
        for (const name of DOUBTS) {
          expect(Math.abs(scores.doubts[name].share[row]! - doubts[name].share)).toBeLessThan(0.005 + 1e-9);
          expect(scores.doubts[name].features.flatMap((each) => (each[row]! < 0 ? [] : [each[row]]))).toEqual(doubts[name].features);
        }
      }
      const bands = [0, 1, 2].map((band) => scores.band.subarray(index * ROWS, (index + 1) * ROWS).filter((each) => each === band).length);
      const event = scored.models[index]!;
      expect(bands.every((count) => count >= 10)).toBe(true);
      expect(event.bands).toEqual([2, 1, 0].map((band) => ({ name: ['low', 'moderate', 'high'][band], pupils: bands[band] })));
      expect(JSON.parse(new TextDecoder().decode(documents.get('report')!)).models[index].aggregates.bands).toEqual(event.bands);
    }
    expect(odd).toBeGreaterThan(50);
  });

  it('flags by the cut that the CSS signed, and says so; figures at home are those of that cut', async () => {
    const evaluation = readEvaluation(lab.open(trained.sealed.path, css).documents.get('evaluation')!);
    const { measures } = evaluation.models[0]!;
    const { cutoff, recall } = measures.choices.find(({ stance }) => stance === null)!;
    const [first, second] = trained.models;
    const job = jobOf(score, 1, mkdtempSync(join(folder, 'cut-')));
    const approvals = [lab.approve(css, first!, { stance: 'targeted', cut: cutoff }).text, lab.approve(css, second!).text];
    const { sealed } = outcomeOf(await run({ ...job, approvals }), 0, 'scored');
    const { documents, tables } = lab.open(sealed.path, css);
    const report = readReport(documents.get('report')!);
    const scores = readScores(tables, { models: report.models, features: report.features.length });
    const index = report.models.findIndex(({ id }) => id === first!.id);
    const rows = [...scores.model.keys()].filter((row) => scores.model[row] === index);
    expect(rows.filter((row) => scores.targeted[row] === 1).length).toBeGreaterThan(0);
    expect(rows.every((row) => (scores.targeted[row] === 1) === scores.probability[row]! >= cutoff)).toBe(true);
    expect(cutoff).not.toBe(measures.targeted.cutoff);
    const wide = Math.min(cutoff, measures.wide.cutoff);
    expect(rows.every((row) => (scores.wide[row] === 1) === scores.probability[row]! >= wide)).toBe(true);
    expect(report.models[index]!.measures.targeted).toMatchObject({ cutoff, recall });
    expect(report.models[index]!.measures.wide.cutoff).toBe(wide);
  });

  it('tells what it does in order: isolated, unlocked, models, opened, scored, done', () => {
    const told = events.map(({ event }) => event).filter((event) => event !== 'progress');
    expect(told).toEqual([
      'isolated',
      ...Array(3).fill('unlocking'),
      'unlocked',
      'model-loaded',
      'model-loaded',
      'opened',
      'scored',
      'done',
    ]);
    const stages = new Set(events.flatMap((event) => (event.event === 'progress' ? [event.stage] : [])));
    expect([...stages]).toEqual(['opening', 'scoring', 'checking', 'sealing']);
  });

  it('gives the same plaintext whatever the workers', async () => {
    const plain = (path: string, to = css) => lab.open(path, to).shards.map(({ content }) => toHex(sha256(content)));
    const first = plain(scored.sealed.path);
    const again = outcomeOf(await run(jobOf(score, 1)), 0, 'scored');
    const many = outcomeOf(await run(jobOf(score, 5)), 0, 'scored');
    expect(plain(again.sealed.path)).toEqual(first);
    expect(plain(many.sealed.path)).toEqual(first);
    expect(new Set([scored, again, many].map(({ sealed }) => sealed.digest)).size).toBe(1);

    const other = openLab(join(folder, 'other'));
    const repeated = outcomeOf(await run({ ...other.job([train]), workers: 5 }), 0, 'trained');
    expect(repeated.models.map(({ id, digest }) => [id, digest])).toEqual(trained.models.map(({ id, digest }) => [id, digest]));
    expect(plain(repeated.sealed.path)).toEqual(plain(trained.sealed.path));
    expect(repeated.sealed.path).not.toBe(trained.sealed.path);
  });

  it('gives the same quality report however few columns it holds at once', async () => {
    const job = jobOf(score);
    const pool = openPool(2);
    const context: Context = {
      job,
      now: new Date(job.now),
      card: lab.appliance.card,
      secrets: lab.appliance.secrets,
      keys: new Map([[lab.appliance.card.hash, lab.appliance.secrets]]),
      rotations: [],
      random: seededRandom('few columns'),
      pool,
      chains: new Map(),
      sealed: [],
      emit: () => {},
    };
    try {
      for (const held of [1, ROWS * 4 * 3]) {
        const { sealed } = await scoreRequest(context, job.bundles[0]!, held);
        expect(sealed.digest).toBe(scored.sealed.digest);
      }
    } finally {
      await pool.close();
    }
  });

  it('never writes over a model of the same name', async () => {
    const before = readdirSync(join(folder, 'models')).length;
    const again = outcomeOf(await run(lab.job([train])), 0, 'trained');
    expect(again.models.map(({ id }) => id)).toEqual(trained.models.map(({ id }) => id));
    for (const [index, { sealed }] of again.models.entries()) expect(sealed.path).not.toBe(trained.models[index]!.sealed.path);
    expect(readdirSync(join(folder, 'models')).length).toBe(before + 2);
  });

  it('gives the same scores however the pupils were cut into shards', async () => {
    const request = lab.request(css, dictionary, table, { shardRows: 37 });
    const outcome = outcomeOf(await run(jobOf(request)), 0, 'scored');
    const values = (path: string) => lab.open(path, css).tables.map(({ columns }) => columns.slice(1).map((each) => [...each.values]));
    expect(values(outcome.sealed.path)).toEqual(values(scored.sealed.path));
  });
});

function walk({ feature, cut, left, share }: Tree, value: (feature: number) => number): number {
  let node = 0;
  while (feature[node]! >= 0) node = value(feature[node]!) < cut[node]! ? left[node]! : left[node]! + 1;
  return share[node]!;
}
