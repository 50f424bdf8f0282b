import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/base/bytes.ts';
import { sha256 } from '../../src/base/hash.ts';
import { DEMO_CSS, DEMO_YEAR, syntheticCss } from '../../src/demo/css.ts';
import { syntheticCampaign } from '../../src/demo/run/campaign.ts';
import { defaultTrainOptions, train } from '../../src/forest/train.ts';
import { parseCampaign } from '../../src/study/campaign.ts';
import { rocAuc } from '../../src/study/metrics.ts';
import { planModels } from '../../src/study/plan.ts';
import { readCsv } from '../../src/table/csv.ts';
import { CATEGORIES, dictionaryBytes, outcomes, parseDictionary, predictors } from '../../src/table/dictionary.ts';
import { featureMatrix } from '../../src/table/features.ts';
import { harmonise, type Purpose } from '../../src/table/harmonise.ts';
import { column } from '../../src/table/table.ts';

const centres = DEMO_CSS.map((options) => ({ options, made: syntheticCss(options) }));
const read = (made: (typeof centres)[number]['made'], purpose: Purpose) => {
  const csv = readCsv(purpose === 'train' ? made.trainCsv : made.scoreCsv);
  return { csv, found: harmonise(csv.table, made.dictionary, purpose, { lines: csv.lines, decimal: csv.dialect.decimal }) };
};

describe('a fictional school service centre', () => {
  it('is the same bytes from the same seed, others from another', () => {
    const digests = centres.map(({ made }) =>
      [made.trainCsv, made.scoreCsv, dictionaryBytes(made.dictionary)].map((bytes) => toHex(sha256(bytes))),
    );
    expect(digests.flat()).toHaveLength(new Set(digests.flat()).size);
    const again = syntheticCss(DEMO_CSS[0]);
    expect([again.trainCsv, again.scoreCsv, dictionaryBytes(again.dictionary)].map((bytes) => toHex(sha256(bytes)))).toEqual(digests[0]);
  });

  it.each(centres)('$options.name has a sound dictionary of 120 predictors in the five categories and two outcomes', ({ made }) => {
    const dictionary = parseDictionary(dictionaryBytes(made.dictionary), { canonical: true });
    expect(dictionary).toEqual(made.dictionary);
    expect(predictors(dictionary)).toHaveLength(120);
    for (const category of CATEGORIES)
      expect(predictors(dictionary).filter((each) => each.category === category).length).toBeGreaterThanOrEqual(10);
    expect(outcomes(dictionary).map(({ outcome }) => outcome?.family)).toEqual(['decrochage', 'echec']);
    const reasons = predictors(dictionary).find(({ name }) => name === 'motif_absence_étape_1')?.codes ?? [];
    expect(reasons).toHaveLength(15);
    expect(reasons.flatMap(({ aliases }) => aliases ?? [])).toHaveLength(115);
  });

  it.each(centres.flatMap((each) => (['train', 'score'] as const).map((purpose) => ({ ...each, purpose }))))(
    '$options.name, $purpose: messy as in the field, and read whole',
    ({ options, made, purpose }) => {
      const { csv, found } = read(made, purpose);
      const old = options.dialect === 'windows-1252';
      expect(csv.dialect).toEqual({ encoding: options.dialect, separator: old ? ';' : ',', decimal: old ? ',' : '.', bom: !old });
      expect(csv.table.columns.map(({ name }) => name)).toContain('résultat_français_étape_1');
      expect(found.totals).toEqual([]);
      expect(found.rows).toEqual({ read: 3030, optedOut: 0, merged: 30, faulty: 0, kept: 3000 });
      expect(found.warnings.map(({ code }) => code)).toEqual(['TABLE_COLUMN_UNKNOWN', 'TABLE_ROWS_MERGED']);
      expect(found.table.columns).toHaveLength(purpose === 'train' ? 125 : 120);

      const blank = found.table.columns.map(
        ({ type, values }) => [...values].filter((each) => (type === 'code' ? each === -1 : Number.isNaN(each))).length,
      );
      expect(Math.min(...blank.slice(0, 120))).toBeGreaterThan(0);
      // The exam is that of one grade.
      expect(Math.max(...(purpose === 'train' ? blank.slice(0, -1) : blank))).toBeLessThan(300);
      const spellings = new Set(csv.table.columns.find(({ name }) => name === 'motif_absence_étape_1')?.values as string[]);
      expect(spellings.size).toBeGreaterThan(60);
      const remarks = csv.table.columns.at(-1)?.values as string[];
      for (const odd of ['\n', '"', 'œ', '«', ';']) expect(remarks.some((each) => each.includes(odd))).toBe(true);
    },
  );

  it('has cohorts of which the first hardly counted absences, and an exam of one grade', () => {
    const { csv } = read(centres[1]!.made, 'train');
    const cells = (name: string) => csv.table.columns.find((each) => each.name === name)!.values as string[];
    const years = cells('année_scolaire');
    expect([...new Set(years)].sort()).toEqual(['2020', '2021', '2022', '2023', '2024']);
    const meanOf = (year: string) => {
      const days = cells('absences_motivées_étape_1').flatMap((cell, row) =>
        years[row] === year && cell.trim() !== '' ? [Number(cell)] : [],
      );
      return days.reduce((sum, each) => sum + each, 0) / days.length;
    };
    expect(meanOf('2020')).toBeLessThan(meanOf('2021') / 4);
    expect(meanOf('2021')).toBeCloseTo(meanOf('2024'), 0);
    const marks = cells('note_épreuve_français');
    expect(new Set(cells('niveau').filter((_, row) => marks[row]!.trim() !== ''))).toEqual(new Set(['2']));
  });

  it('asks for a campaign that its dictionary knows', () => {
    const planned = planModels(parseCampaign(syntheticCampaign(DEMO_YEAR)), centres[0]!.made.dictionary);
    expect(planned.map(({ outcome, grade, only, moment }) => [outcome.name, grade, only, moment])).toEqual([
      ['statut_fin', '1', '1', 'etape-1'],
      ['statut_fin', '2', '2', 'etape-1'],
      ['statut_fin', '3', '3', 'etape-1'],
      ['note_épreuve_français', '2', null, 'etape-2'],
    ]);
  });

  it('repeats no pupil from one table to the other', () => {
    for (const { made } of centres) {
      const trained = new Set(read(made, 'train').found.fileNumbers);
      expect(read(made, 'score').found.fileNumbers.filter((each) => trained.has(each))).toEqual([]);
    }
  });

  it('takes its sizes from the options', () => {
    const small = syntheticCss({
      seed: 9,
      name: 'CSS d’essai',
      pupils: 50,
      variables: 300,
      duplicates: 0,
      dialect: 'windows-1252',
      year: 2030,
    });
    const csv = readCsv(small.scoreCsv);
    expect(csv.table.rows).toBe(50);
    expect(predictors(parseDictionary(dictionaryBytes(small.dictionary)))).toHaveLength(300);
    expect(harmonise(csv.table, small.dictionary, 'score', { decimal: ',' }).problems).toEqual([]);
    expect(new Set(csv.table.columns.find(({ name }) => name === 'année_scolaire')?.values as string[])).toEqual(new Set(['2030']));
  });

  it.each(centres)('$options.name: both outcomes can be foreseen, neither too well', async ({ made }) => {
    const { found } = read(made, 'train');
    const { columns } = featureMatrix(found.table, made.dictionary);
    for (const { name } of outcomes(made.dictionary)) {
      const values = column(found.table, name)?.values as Float32Array;
      const known = [...values.keys()].filter((row) => !Number.isNaN(values[row]));
      expect(known.length).toBeLessThan(3000);
      const observed = Uint8Array.from(known, (row) => values[row] as number);
      const matrix = { rows: known.length, columns: columns.map((each) => Float32Array.from(known, (row) => each[row] as number)) };
      const { oob } = await train(matrix, observed, { ...defaultTrainOptions(120), trees: 60, workers: 1 });
      const share = observed.reduce((sum, each) => sum + each, 0) / known.length;
      expect(share).toBeGreaterThan(0.12);
      expect(share).toBeLessThan(0.35);
      const auc = rocAuc(oob, observed);
      expect(auc).toBeGreaterThan(0.8);
      expect(auc).toBeLessThan(0.9);
    }
  });
});
