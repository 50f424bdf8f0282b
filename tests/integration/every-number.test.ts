import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromArrow } from 'arquero';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventOf } from '../../appliance/chamber/protocol.ts';
import { approve } from '../../src/partner/approve.ts';
import { exportAnswer } from '../../src/partner/export/write.ts';
import { followResult } from '../../src/partner/follow-up.ts';
import { type OpenedResult, openAnswer } from '../../src/partner/open.ts';
import { prepareTable, sealRequest } from '../../src/partner/prepare.ts';
import { schoolTables } from '../../src/partner/school-tables.ts';
import { readSource } from '../../src/partner/source.ts';
import { DOUBTS, MUCH } from '../../src/study/doubts.ts';
import { CATEGORIES, predictors } from '../../src/table/dictionary.ts';
import { desk } from '../support/answers.ts';
import { noChamber, openLab, outcomeOf, run } from '../support/chamber.ts';
import { genderOf, type Known, numbersDictionary, pupilMaker, writeExtract } from '../support/numbers.ts';
import { scratch, seededRandom } from '../support/parties.ts';
import { long } from '../support/requires.ts';
import * as second from '../support/second/model.ts';

/*
 * The whole trip, from extracts to every form of the answer, beside what a slow reader of the files works out by itself: each number in its cell, for each
 * pupil and model. Sizes are those of no shard, block or group.
 */
const [LEARNT, SCORED] = long ? [9_001, 12_345] : [1_801, 641];
/** Of so many pupils every factor is worked out, which takes the longest. */
const EXPLAINED = 60;
const NOW = '2026-09-05T09:00:00Z';
const JUDGED = '2023';
const UNTIL = '2027-06-30';
const STANCES = ['targeted', 'wide'] as const;

const { folder: root, remove } = scratch();
afterAll(remove);
const { random, pick, many } = pupilMaker(3);
const dictionary = numbersDictionary();
const features = predictors(dictionary);
const clock = () => new Date(NOW);
type Row = Readonly<Record<string, string>>;

/** A model's own file, read by the second reader. */
type Held = {
  readonly id: string;
  readonly grade: string | null;
  readonly family: string;
  readonly read: second.SecondModel;
  readonly whole: Whole;
};
type Whole = {
  readonly cutoffs: Record<(typeof STANCES)[number], number>;
  readonly bands: readonly number[];
  readonly training: { rows: number };
};

function shuffled<T>(items: readonly T[]): T[] {
  const left = [...items];
  return items.map(() => left.splice(Math.floor(random() * left.length), 1)[0]!);
}

/** Mann–Whitney, pair by pair. */
function aucOf(positives: readonly number[], negatives: readonly number[]): number {
  let wins = 0;
  for (const a of positives) for (const b of negatives) wins += a > b ? 1 : a === b ? 0.5 : 0;
  return wins / (positives.length * negatives.length);
}

/** A count that is told must be this one; it may be hidden. */
function told(count: number | null, expected: number, what: string): void {
  if (count !== null) expect(count, what).toBe(expected);
}

describe.skipIf(noChamber)('every number comes back in its cell', () => {
  mkdirSync(join(root, 'lab'));
  const lab = openLab(join(root, 'lab'));
  const at = desk(join(root, 'home'), 'CSS des Nombres', lab.appliance);
  let serial = 0;
  const environment = () => ({ clock, random: seededRandom(`numbers ${serial++}`) });
  const dictionaryFile = join(root, 'dictionary.json');
  const learnt = many(LEARNT);
  let trained: EventOf<'trained'>;
  let models: Held[];
  let kept: Known[];
  let opened: OpenedResult;
  let result: string;
  let rows: Row[];
  const out = join(root, 'out');

  const seal = async (table: string, purpose: 'train' | 'score', more: object) => {
    const source = await readSource(table);
    const prepared = prepareTable({ table, source, dictionary: dictionaryFile, purpose, destroyBy: UNTIL, ...more }, clock);
    const path = `${table}.bundle`;
    const { id, coreHash } = sealRequest(at.home, at.secrets, prepared, path, environment());
    return { path, id, coreHash, kind: purpose, sender: { card: at.home.card, secrets: at.secrets }, pseudonyms: [] };
  };

  beforeAll(async () => {
    writeFileSync(dictionaryFile, JSON.stringify(dictionary));
    const campaign = join(root, 'campaign.json');
    const bands = [{ probability: 0.6 }, { probability: 0.4 }, { probability: 0.2 }];
    const asked = {
      ...{ format: 'ecluse.campaign/v1', name: { fr: 'Nombres', en: 'Numbers' }, options: { trees: 25, maxDepth: 7 } },
      limits: { sensitivity: 1, distance: 1, drift: 5, missing: 1 },
      cohorts: { judged: 1, weights: [{ cohort: 2020, weight: 0.3 }] },
      models: [
        { family: 'abandon', grades: ['1', '3'], bands },
        { family: 'echec', options: { trees: 31 } },
        { family: 'echec', grades: ['2'], without: ['bruit1', 'absences'] },
      ],
    };
    writeFileSync(campaign, JSON.stringify(asked));
    const request = await seal(writeExtract(root, 'train.csv', learnt, 'train'), 'train', { campaign });
    trained = outcomeOf(await run(lab.job([request], { now: NOW, workers: 3 })), 0, 'trained');
    expect(trained.skipped).toEqual([]);
    models = trained.models.map(({ id, grade, family, sealed }) => {
      const bytes = lab.open(sealed.path, lab.appliance).documents.get('model')!;
      return { id, grade, family, read: second.readModel(bytes), whole: JSON.parse(new TextDecoder().decode(bytes)).model };
    });
    const floors = { recall: 0, precision: 0 };
    const approvals = models.map(({ id }, n) => {
      const asked = { evaluation: trained.sealed.path, model: id, out: join(root, `${id}.note`), until: UNTIL, floors };
      return approve(at.home, at.secrets, { ...asked, stance: STANCES[n % 2]! }, clock).text;
    });

    const pupils = many(SCORED);
    const left = new Set(pupils.filter((_, n) => n === 3 || random() < 0.02).map(({ fiche }) => fiche));
    writeFileSync(join(root, 'opposed.csv'), `fiche;le\n${[...left].map((fiche) => `${fiche};2026`).join('\n')}\n`);
    kept = pupils.filter(({ fiche }) => !left.has(fiche));
    // Some stand twice, saying the same; none in the order of anything.
    const table = writeExtract(root, 'score.csv', shuffled([...pupils, ...pupils.filter(() => random() < 0.02)]), 'score');
    const { table: optedOut } = await readSource(join(root, 'opposed.csv'));
    const job = lab.job([await seal(table, 'score', { optedOut })], {
      ...{
        now: NOW,
        approvals,
        workers: 2,
        models: trained.models.map(({ id, sealed }) => ({ id, path: sealed.path, partner: at.home.id })),
      },
      chains: { [at.home.id]: { sequence: trained.sealed.sequence, previous: trained.sealed.manifestHash } },
    });
    const scored = outcomeOf(await run(job), 0, 'scored');
    expect(scored.refused).toEqual([]);
    result = scored.sealed.path;
    const answer = openAnswer(at.home, at.secrets, result, clock);
    if (answer.kind !== 'result') throw new Error(answer.kind);
    opened = answer;
    exportAnswer(at.home, opened, out, { lang: 'fr', excel: true, xlsx: true, parquet: true, pupils: true });
    rows = parse(readFileSync(join(out, 'pupils.csv')), { columns: true });
  }, 600_000);

  it('of a pupil and model: score, probability, flags, band, categories, factors, doubts, and whose they are', () => {
    const found = new Map(rows.map((row) => [`${row.model} ${row.fiche}`, row]));
    const explained = Math.ceil(kept.length / EXPLAINED);
    let expected = 0;
    for (const { id, grade, read, whole } of models) {
      const names = whole.bands.length === 3 ? ['low', 'moderate', 'high', 'very-high'] : ['low', 'moderate', 'high'];
      const doubts = doubtsOf(read);
      const base = second.baseOf(read);
      for (const [n, pupil] of kept.entries()) {
        if (grade !== null && grade !== pupil.grade) continue;
        expected++;
        const row = found.get(`${id} ${pupil.fiche}`)!;
        const score = second.scoreOf(read, pupil.x);
        const probability = second.probabilityOf(read, score);
        const flag = (cut: number) => String(Number(probability >= cut));
        expect([row.école, row.niveau, row.année, row.destroy_by]).toEqual([pupil.school, pupil.grade, pupil.year, UNTIL]);
        expect(Number(row.score)).toBeCloseTo(score, 10);
        expect(Number(row.probability)).toBeCloseTo(probability, 10);
        expect([row.targeted, row.wide]).toEqual(STANCES.map((stance) => flag(whole.cutoffs[stance])));
        expect(row.band).toBe(names[whole.bands.filter((cut) => probability >= cut).length]);
        expect(CATEGORIES.reduce((sum, category) => sum + Number(row[category]), base)).toBeCloseTo(score, 5);
        for (const name of DOUBTS) {
          const { share, features: named } = doubts(pupil.x, name);
          expect(Math.abs(Number(row[name]) - share)).toBeLessThan(0.00501);
          expect([1, 2, 3].map((k) => row[`${name}${k}`])).toEqual([0, 1, 2].map((k) => (k in named ? features[named[k]!]!.name : '')));
        }
        if (n % explained === 0) expectFactors(row, second.factorsOf(read, pupil.x));
      }
    }
    expect(rows.length).toBe(expected);
  });

  /** By values: of two that are level either may stand first. */
  function expectFactors(row: Row, values: readonly number[]): void {
    for (const category of CATEGORIES) {
      const sum = values.reduce((all, value, feature) => all + (features[feature]!.category === category ? value : 0), 0);
      expect(Number(row[category])).toBeCloseTo(sum, 6);
    }
    const sides = { raising: 1, lowering: -1, actionable: 1 } as const;
    for (const [side, sign] of Object.entries(sides)) {
      const able = (feature: number) => side !== 'actionable' || features[feature]!.actionable === true;
      const largest = values.filter((value, feature) => value * sign > 1e-12 && able(feature)).sort((a, b) => (b - a) * sign);
      for (let k = 0; k < 3; k++) {
        const name = row[`${side}${k + 1}`]!;
        if (largest[k] === undefined) expect(Math.abs(Number(row[`${side}${k + 1}_value`]))).toBeLessThan(1e-12);
        else {
          expect(Number(row[`${side}${k + 1}_value`])).toBeCloseTo(largest[k]!, 6);
          expect(values[features.findIndex((each) => each.name === name)]).toBeCloseTo(largest[k]!, 9);
        }
      }
    }
  }

  it('in every form of the answer', async () => {
    const columns = Object.keys(rows[0]!);
    const text = (value: unknown) => (value === null || value === undefined || Number.isNaN(value) ? '' : String(value));
    const arrow = fromArrow(readFileSync(join(out, 'pupils.arrow'))).objects() as Record<string, unknown>[];
    const file = new Uint8Array(readFileSync(join(out, 'pupils.parquet'))).buffer;
    const parquet = await parquetReadObjects({ file, compressors });
    const excel: string[][] = parse(readFileSync(join(out, 'pupils-excel.csv')), { delimiter: ';', bom: true });
    const [sheet] = (await readWorkbook(readFileSync(join(out, 'pupils.xlsx')))) as unknown as { data: unknown[][] }[];
    const [probabilities, shap] = ['probabilities', 'shap'].map((name): Row[] =>
      parse(readFileSync(join(out, `core_models_reporting_${name}.csv`)), { columns: true }),
    );
    expect([arrow, parquet, probabilities].map((each) => each!.length)).toEqual([rows.length, rows.length, rows.length]);
    expect([excel.length, sheet!.data.length, shap!.length]).toEqual([rows.length + 1, rows.length + 1, CATEGORIES.length * rows.length]);
    const numeric = new Set(columns.filter((name) => typeof parquet.find((row) => row[name] !== null)?.[name] === 'number'));
    expect(numeric.size).toBe(4 + CATEGORIES.length + 9 + 2);
    const shown = (column: string) =>
      !['model', 'band', 'école'].includes(column) && !/^(raising|lowering|actionable|missing|unusual)\d$/.test(column);
    for (const [n, row] of rows.entries()) {
      const cells = columns.map((column) => row[column]);
      expect(columns.map((column) => text(arrow[n]![column]))).toEqual(cells);
      expect(columns.map((column) => text(parquet[n]![column]))).toEqual(cells);
      for (const [k, column] of columns.entries()) {
        if (!shown(column)) continue;
        const [inText, inSheet] = [excel[n + 1]![k]!.replace(/^="(.*)"$/, '$1'), sheet!.data[n + 1]![k]];
        if (!numeric.has(column) || row[column] === '') expect([inText, inSheet ?? '']).toEqual([row[column], row[column]]);
        else for (const value of [Number(inText.replace(',', '.')), inSheet]) expect(value).toBeCloseTo(Number(row[column]), 3.9);
      }
      const { fiche, model, target } = row;
      expect(probabilities![n]).toMatchObject({ fiche, model, target });
      for (const [k, category] of CATEGORIES.entries()) {
        expect(shap![n * CATEGORIES.length + k]).toMatchObject({ fiche, model, target, shap_value: row[category] });
      }
    }
  });

  it('in the aggregates of the portrait, and of schools and grades', () => {
    const of = (id: string, holds: (row: Row) => boolean) => rows.filter((row) => row.model === id && holds(row)).length;
    const portrait: Row[] = parse(readFileSync(join(out, 'portrait.csv')), { columns: true });
    expect(portrait.map(({ model }) => model).sort()).toEqual(models.map(({ id }) => id).sort());
    for (const line of portrait) {
      for (const [name, value] of Object.entries(line)) {
        if (value === '') continue;
        const band = /^band_(.+)$/.exec(name)?.[1]?.replace('_', '-');
        if (band !== undefined)
          told(
            Number(value),
            of(line.model!, (row) => row.band === band),
            name,
          );
        if (name.startsWith('flagged_'))
          told(
            Number(value),
            of(line.model!, (row) => row[name.slice(8)] === '1'),
            name,
          );
      }
    }
    const tables = schoolTables(opened, []);
    let counts = 0;
    for (const { school, grade, models: each } of tables.rows) {
      const within = (row: Row) =>
        (school === null || row.école === tables.schools[school]) && (grade === null || row.niveau === tables.grades[grade]);
      for (const [n, { bands, partition, sums }] of each.entries()) {
        const { id, bands: names } = opened.report.models[n]!;
        const held = names.map((name) => of(id, (row) => row.band === name && within(row)));
        for (const [band, count] of bands.entries()) told(count, held[band]!, `${school} ${grade} ${id}`);
        const together = (part: number) => held.reduce((sum, count, band) => sum + (partition[band] === part ? count : 0), 0);
        expect(sums).toEqual(sums.map((_, part) => together(part)));
        counts += bands.filter((count) => count !== null).length;
      }
    }
    expect(counts).toBeGreaterThan(20);
  });

  it('in the evaluation of each model, judged on the last cohort', () => {
    const answer = openAnswer(at.home, at.secrets, trained.sealed.path, clock);
    if (answer.kind !== 'evaluation') throw new Error(answer.kind);
    for (const { id, grade, family, read, whole } of models) {
      const { measures } = answer.evaluation.models.find((model) => model.id === id)!;
      const own = learnt.filter((pupil) => grade === null || pupil.grade === grade);
      expect(whole.training.rows).toBe(own.filter(({ year }) => year !== JUDGED).length);
      const doubts = doubtsOf(read);
      const judged = own
        .filter(({ year }) => year === JUDGED)
        .map((pupil) => {
          const score = second.scoreOf(read, pupil.x);
          return { pupil, score, chance: second.probabilityOf(read, score), happened: pupil.happened[family] === 1 };
        });
      const count = (holds: (each: (typeof judged)[number]) => boolean) => judged.filter(holds).length;
      const [positives, negatives] = [true, false].map((which) => judged.filter(({ happened }) => happened === which));
      told(measures.rows, judged.length, 'rows');
      told(measures.positives, positives!.length, 'positives');
      expect(measures.rocAuc).toBeCloseTo(
        aucOf(
          positives!.map(({ score }) => score),
          negatives!.map(({ score }) => score),
        ),
        9,
      );
      expect(measures.brier).toBeCloseTo(
        judged.reduce((sum, each) => sum + (each.chance - Number(each.happened)) ** 2, 0) / judged.length,
        9,
      );
      for (const { cutoff, recall, precision } of [measures.targeted, measures.wide, ...measures.choices]) {
        told(
          recall.count,
          count(({ chance, happened }) => happened && chance >= cutoff),
          'recall',
        );
        told(
          precision.of,
          count(({ chance }) => chance >= cutoff),
          'precision',
        );
      }
      for (const [n, band] of measures.bands.entries()) {
        const top = measures.bands[n - 1]?.cutoff ?? Number.POSITIVE_INFINITY;
        told(
          band.rows,
          count(({ chance }) => chance >= band.cutoff && chance < top),
          band.name,
        );
      }
      const groups = [
        ...measures.fairness.flatMap((each) =>
          each.groups.map((group) => ({ group, within: (pupil: Known) => group.codes?.includes(genderOf(pupil)) ?? false })),
        ),
        ...DOUBTS.flatMap((name) =>
          measures.doubts[name].map((group) => ({
            group,
            within: ({ x }: Known) => Math.round(doubts(x, name).share * 100) / 100 >= MUCH[name] === (group.from !== null),
          })),
        ),
      ];
      expect(groups.length).toBeGreaterThan(1);
      for (const { group, within } of groups) {
        told(
          group.rows,
          count(({ pupil }) => within(pupil)),
          'group',
        );
        told(
          group.positives,
          count(({ pupil, happened }) => within(pupil) && happened),
          'group',
        );
        for (const stance of STANCES) {
          const flagged = (happened: boolean) =>
            count((each) => within(each.pupil) && each.happened === happened && each.chance >= whole.cutoffs[stance]);
          told(group[stance].recall.count, flagged(true), stance);
          told(group[stance].falseAlarm.count, flagged(false), stance);
        }
      }
    }
  });

  it('in the follow-up, a year on', async () => {
    const known = kept.filter(() => random() < 0.9);
    const path = join(root, 'happened.csv');
    const lines = shuffled(known).map(
      (each) => `${genderOf(each)};${each.fiche};${each.happened.abandon};${pick(['', each.happened.echec])}`,
    );
    writeFileSync(path, `genre;fiche;abandon;echec\n${lines.join('\n')}\n`);
    const table: Row[] = parse(readFileSync(path), { columns: true, delimiter: ';' });
    const happened = new Map(table.map((line) => [line.fiche, line]));
    const asked = { result, table: path, source: await readSource(path), dictionary: dictionaryFile };
    const followed = followResult(at.home, at.secrets, asked, clock);
    expect(followed.pupils).toEqual({ scored: kept.length, absent: kept.length - known.length, strangers: 0 });
    expect(followed.setAside).toEqual([]);
    for (const { model, followed: found } of followed.models) {
      const own = rows.flatMap((row) => {
        const said = row.model === model.id ? (happened.get(row.fiche)?.[model.family] ?? '') : '';
        return said === '' ? [] : [{ row, happened: said === '1' }];
      });
      const [positives, negatives] = [true, false].map((which) => own.filter((each) => each.happened === which));
      const score = ({ row }: { row: Row }) => Number(row.score);
      expect(found.rocAuc).toBeCloseTo(aucOf(positives!.map(score), negatives!.map(score)), 9);
      told(found.positives, positives!.length, 'positives');
      for (const stance of STANCES) {
        told(found.stances[stance].recall.count, positives!.filter(({ row }) => row[stance] === '1').length, stance);
        told(found.stances[stance].precision.of, own.filter(({ row }) => row[stance] === '1').length, stance);
      }
    }
  });
});

/** What the model relies on is worked out once. */
function doubtsOf(read: second.SecondModel) {
  const relied = second.reliedOn(read);
  return (x: ArrayLike<number>, name: (typeof DOUBTS)[number]) => {
    const held = relied.filter(({ feature }) => second.doubtOf(read, feature, x[feature]!) === name);
    return { share: held.reduce((sum, { weight }) => sum + weight, 0), features: held.slice(0, 3).map(({ feature }) => feature) };
  };
}
