import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChamberOutcome } from '../../appliance/chamber/spawn.ts';
import { readEvaluation, readReport } from '../../src/partner/documents.ts';
import { readScores, reidentify } from '../../src/partner/scores.ts';
import { type Floors, verdicts } from '../../src/study/verdicts.ts';
import { CATEGORIES } from '../../src/table/dictionary.ts';
import type { Column } from '../../src/table/table.ts';
import { campaignOf, timedDictionary, timedPupils } from '../support/campaign.ts';
import { listed, noChamber, openLab, outcomeOf, type Request, run } from '../support/chamber.ts';
import { code } from '../support/code.ts';

const root = mkdtempSync(join(tmpdir(), 'ecluse-campaign-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Dropped = { variable: string; cohort: number | null; reason: string; value: number | null };
type Said = {
  outcome: string;
  grade: string | null;
  id: string;
  evaluation: {
    method: string;
    rocAuc: number;
    cohorts: { trained: { cohort: number; weight: number }[]; judged: number[] };
    moment: string | null;
    horizon: number | null;
    dropped: Dropped[];
    bands: { name: string; cutoff: number }[];
    leaks: { variable: string }[];
  };
};

describe.skipIf(noChamber)('a campaign', () => {
  const lab = openLab(root);
  const css = lab.partner('CSS de l’essai');
  const dictionary = timedDictionary();
  const early = { moment: 'etape-1', later: 'drop' };
  let request: Request;
  let outcome: ChamberOutcome & { events: { event: string }[] };
  let models: Said[];
  let setAside: { outcome: string; grade: string | null; code: string; params: Record<string, string | number> }[];
  const of = (name: string, grade: string | null = null) =>
    models.find((each) => each.outcome === name && each.grade === grade)!.evaluation;

  beforeAll(async () => {
    const campaign = campaignOf({
      cohorts: { weights: [{ cohort: 2018, weight: 0.5 }] },
      bands: [{ recall: 25 }, { recall: 50 }, { recall: 80 }],
      options: { trees: 40, maxDepth: 8 },
      models: [
        { family: 'abandon', grades: ['1', '2'], ...early },
        { family: 'echec', moment: 'etape-1' },
        { family: 'echec', moment: 'fin', bands: [{ probability: 0.5 }] },
        { family: 'hasard', ...early },
        { family: 'constante', ...early },
        { family: 'rare', ...early },
        { family: 'lointain', ...early },
      ],
    });
    request = lab.request(css, dictionary, timedPupils(4000), { kind: 'train', campaign });
    outcome = await run(lab.job([request]));
    const { sealed } = outcomeOf(outcome, 0, 'trained');
    const document = lab.open(sealed.path, css).documents.get('evaluation')!;
    ({ models, setAside } = JSON.parse(new TextDecoder().decode(document)));
    // The partner's own reader takes all of it.
    expect(readEvaluation(document).models).toHaveLength(models.length);
  });

  it('trains what it can and sets the rest aside, each with its reason', () => {
    expect(models.map((each) => [each.outcome, each.grade])).toEqual([
      ['abandon', '1'],
      ['abandon', '2'],
      ['echec', null],
      ['hasard', null],
    ]);
    expect(setAside.map((each) => [each.outcome, each.code])).toEqual([
      ['echec', 'TRAIN_LATE'],
      ['constante', 'OUTCOME_ONE_CLASS'],
      ['rare', 'OUTCOME_TOO_FEW'],
      ['lointain', 'OUTCOME_TOO_SOON'],
    ]);
    expect(setAside[0]!.params).toEqual({ outcome: 'echec', moment: 'etape-1', variable: 'note_finale', count: 2 });
    expect(new Set(models.map(({ id }) => id)).size).toBe(4);
    expect(models[0]!.id).toMatch(/^abandon-essai-1-[0-9a-f]{8}$/);
  });

  it('learns from earlier cohorts and judges on the last', () => {
    for (const { evaluation } of models) {
      expect(evaluation.method).toBe('later-cohorts');
      expect(evaluation.cohorts.judged).toEqual([2023]);
      expect(evaluation.cohorts.trained.map(({ cohort }) => cohort)).toEqual([2018, 2019, 2020, 2021, 2022]);
      expect(evaluation.cohorts.trained[0]).toEqual({ cohort: 2018, weight: 0.5 });
    }
    expect(of('abandon', '1')).toMatchObject({ moment: 'etape-1', horizon: 1 });
    expect(of('abandon', '1').rocAuc).toBeGreaterThan(0.75);
  });

  it('names the variable that lost its meaning in one cohort, and the one that changed for good', () => {
    const { dropped } = of('abandon', '2');
    const find = (variable: string) => dropped.filter((each) => each.variable === variable);
    expect(find('absences')).toMatchObject([{ cohort: 2020, reason: 'drift' }]);
    expect(find('absences')[0]!.value).toBeGreaterThan(0.25);
    expect(find('retenues')).toMatchObject([{ cohort: null, reason: 'drift' }]);
    expect(dropped.filter(({ reason }) => reason === 'drift' || reason === 'missing')).toHaveLength(2);
  });

  it('names variables known too late, and one that tells the outcome', () => {
    const late = of('abandon', '1').dropped.filter(({ reason }) => reason === 'late');
    expect(late.map(({ variable }) => variable)).toEqual(['note_finale', 'statut']);
    const { dropped, leaks } = of('echec');
    const named = [...dropped.filter(({ reason }) => reason === 'sensitivity'), ...leaks].map(({ variable }) => variable);
    expect(named).toContain('statut');
  });

  it('shows that a model of random labels is no better than chance', () => {
    const document = lab.open(outcomeOf(outcome, 0, 'trained').sealed.path, css).documents.get('evaluation')!;
    const read = readEvaluation(document).models;
    expect(read.filter(({ measures }) => verdicts(measures).chance).map((each) => each.outcome)).toEqual(['hasard']);
  });

  it('cuts as many bands as the CSS asked for', () => {
    expect(of('abandon', '1').bands.map(({ name }) => name)).toEqual(['very-high', 'high', 'moderate', 'low']);
    expect(of('echec').bands.map(({ name, cutoff }) => [name, cutoff])).toEqual([
      ['high', 0.5],
      ['low', 0],
    ]);
  });

  it('gives the same models on any number of threads', async () => {
    const again = await run(lab.job([request], { workers: 1, outgoing: join(root, 'in'), modelsFolder: join(root, 'in') }));
    const digests = (from: ChamberOutcome) => outcomeOf(from, 0, 'trained').models.map(({ id, digest }) => [id, digest]);
    expect(digests(again)).toEqual(digests(outcome));
  });

  it('tells progress over all the models at once', () => {
    const told = outcome.events.filter((each) => each.event === 'progress') as unknown as { stage: string; done: number; total: number }[];
    const training = told.filter(({ stage }) => stage === 'training');
    expect(new Set(training.map(({ total }) => total))).toEqual(new Set([8 * 40]));
    expect(training.every(({ done }, at) => at === 0 || done >= training[at - 1]!.done)).toBe(true);
    expect(training.at(-1)?.done).toBe(320);
  });

  describe('when its models score', () => {
    const score = timedPupils(1500, 9);
    const roleOf = (name: string) => dictionary.variables.find((each) => each.name === name)?.role;
    const columns = [
      ...score.columns.filter(({ name }) => roleOf(name) === 'predictor'),
      ...score.columns.filter(({ name }) => name === 'niveau'),
    ];
    const floors = { recall: 0.4, precision: 0.2 };
    type Asked = { floors?: Floors | null; models?: number[]; without?: string; workers?: number };
    const ask = (change: (name: string, value: number) => number, without?: string) => {
      const changed = columns
        .filter(({ name }) => name !== without)
        .map(
          (each): Column => ({
            ...each,
            type: 'number',
            values: Float64Array.from(each.values as Float64Array, (v) => change(each.name, v)),
          }),
        );
      return lab.request(css, dictionary, { rows: score.rows, columns: changed });
    };
    const scoreWith = async (change: (name: string, value: number) => number, asked: Asked = {}) => {
      const trained = outcomeOf(outcome, 0, 'trained');
      const chosen = (asked.models ?? [0]).map((at) => trained.models[at]!);
      const approvals = chosen.map((model, at) => lab.approve(css, model, { floors: asked.floors ?? floors, sequence: at + 1 }).text);
      const only = chosen.map(({ id }) => id).sort();
      const { workers = 2 } = asked;
      return run(lab.job([ask(change, asked.without)], { models: listed(trained), approvals, only, workers }));
    };
    const same = (_: string, value: number) => value;
    const read = (done: ReturnType<typeof outcomeOf<'scored'>>) => {
      const { documents, tables, core } = lab.open(done.sealed.path, css);
      const report = readReport(documents.get('report')!);
      return { report, documents, core, tables, scores: readScores(tables, { models: report.models, features: report.features.length }) };
    };

    it('scores by each the pupils of its grade alone, and by the others all of them', async () => {
      const done = outcomeOf(await scoreWith(same, { models: [0, 1, 2] }), 0, 'scored');
      const { report, scores } = read(done);
      expect(report.models.map(({ family, grade }) => [family, grade])).toEqual([
        ['abandon', '1'],
        ['abandon', '2'],
        ['echec', null],
      ]);
      const grades = score.columns.find(({ name }) => name === 'niveau')!.values as Float64Array;
      const fileNumbers = Array.from(grades, (_, row) => `F${row}`);
      const roster = {
        id: done.bundle,
        fileNumbers,
        groups: [{ name: 'niveau', group: 'grade' as const, values: Array.from(grades, String) }],
      };
      const known = { roster, dictionary, key: css.secrets.pseudonym };
      const pupils = reidentify(scores, report.models, known);
      for (const [model, { grade }] of report.models.entries()) {
        const own = [...pupils.keys()].filter((row) => scores.model[row] === model).map((row) => pupils[row]!);
        const expected = [...grades.keys()].filter((pupil) => grade === null || String(grades[pupil]) === grade);
        expect(own.sort((a, b) => a - b)).toEqual(expected);
        expect(done.models[model]).toMatchObject({ grade, rows: expected.length });
      }
      for (const [row, model] of scores.model.entries()) {
        const sum = CATEGORIES.reduce((total, category) => total + scores.contributions[category][row]!, report.models[model]!.base!);
        expect(sum).toBeCloseTo(scores.score[row]!, 6);
      }
      // One who says another grade of a pupil than the home knows is not believed.
      const others = { ...roster, groups: [{ ...roster.groups[0]!, values: Array.from(grades, (grade) => String(3 - grade)) }] };
      expect(code(() => reidentify(scores, report.models, { ...known, roster: others }))).toBe('OPEN_ROSTER');
    });

    it('gives a pupil the same answer whoever is scored beside', async () => {
      const [alone, among] = await Promise.all([scoreWith(same, { models: [1] }), scoreWith(same, { models: [0, 1, 2], workers: 1 })]);
      const [one, all] = [read(outcomeOf(alone, 0, 'scored')), read(outcomeOf(among, 0, 'scored'))];
      const rows = [...all.scores.model.keys()].filter((row) => all.scores.model[row] === 1);
      expect(rows).toHaveLength(one.scores.rows);
      const of = (values: ArrayLike<number>) => rows.map((row) => values[row]);
      expect(of(all.scores.score)).toEqual([...one.scores.score]);
      expect(of(all.scores.contributions.performance)).toEqual([...one.scores.contributions.performance]);
      expect(of(all.scores.raising[0]!.feature)).toEqual([...one.scores.raising[0]!.feature]);
      expect(all.report.models[1]).toEqual(one.report.models[0]);
    });

    it('leaves out a model whose grade is not there, or not told; the others go on', async () => {
      const second = outcomeOf(await scoreWith((name, value) => (name === 'niveau' ? 2 : value), { models: [0, 1] }), 0, 'scored');
      expect(second.refused).toMatchObject([{ code: 'MODEL_GRADE', params: { grade: '1' } }]);
      expect(second.models.map(({ grade }) => grade)).toEqual(['2']);
      const untold = outcomeOf(await scoreWith(same, { models: [0, 2], without: 'niveau' }), 0, 'scored');
      expect(untold.refused).toMatchObject([{ code: 'MODEL_GRADE_UNTOLD', params: { grade: '1' } }]);
      expect(untold.models.map(({ family, rows }) => [family, rows])).toEqual([['echec', score.rows]]);
      expect(outcomeOf(await scoreWith(same, { without: 'niveau' }), 0, 'set-aside')).toMatchObject({ code: 'MODEL_GRADE_UNTOLD' });
    });

    it('tells of no grade how many its pupils are where that would tell of a few of another', async () => {
      let row = 0;
      const four = (name: string, value: number) => (name === 'niveau' ? (++row % 400 === 0 ? 3 : 2) : value);
      const done = outcomeOf(await scoreWith(four, { models: [1, 2] }), 0, 'scored');
      const { report, documents } = read(done);
      expect(report.models.map(({ grade }) => grade)).toEqual(['2', null]);
      const { bands, meanContributions, rows } = done.models[0]!;
      expect([rows, meanContributions, ...bands.map(({ pupils }) => pupils)]).toEqual(new Array(bands.length + 2).fill(null));
      expect(done.models[1]!.rows).toBe(score.rows);
      const [said] = JSON.parse(new TextDecoder().decode(documents.get('report')!)).models;
      expect(said.aggregates).toEqual({ rows: null, bands: done.models[0]!.bands, meanContributions: null });
    });

    it('says how far the table is, by variable, and writes its bands', async () => {
      const done = outcomeOf(await scoreWith(same), 0, 'scored');
      expect(done.models[0]!.bands.map(({ name }) => name)).toEqual(['very-high', 'high', 'moderate', 'low']);
      const { documents, tables } = lab.open(done.sealed.path, css);
      const report = readReport(documents.get('report')!);
      const [said] = JSON.parse(new TextDecoder().decode(documents.get('report')!)).models;
      expect(said.distance.share).toBeLessThanOrEqual(0.3);
      const mark = said.distance.variables.find((each: { variable: string }) => each.variable === 'moyenne');
      expect(mark).toMatchObject({ drifted: false, outside: 0 });
      expect(mark.psi).toBeLessThan(0.1);
      expect(new Set(readScores(tables, { models: report.models, features: report.features.length }).band)).toEqual(new Set([0, 1, 2, 3]));
    });

    it('refuses one that is farther than the CSS allows', async () => {
      const far = await scoreWith((name, value) => (name === 'moyenne' ? value / 10 : name.startsWith('indice') ? value * 3 : value));
      expect(outcomeOf(far, 0, 'set-aside')).toMatchObject({ code: 'MODEL_FAR', params: { limit: 30 } });
    });

    it('refuses a model below the floors that its CSS signed', async () => {
      const low = await scoreWith(same, { floors: { recall: 0.4, precision: 1 } });
      expect(outcomeOf(low, 0, 'set-aside')).toMatchObject({ code: 'MODEL_FLOOR', params: { measure: 'precision' } });
    });
  });
});
