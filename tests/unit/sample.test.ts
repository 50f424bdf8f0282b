import { describe, expect, it } from 'vitest';
import { sampleOf, timeOf } from '../../appliance/chamber/sample.ts';
import { parseCampaign } from '../../src/study/campaign.ts';
import { planModels } from '../../src/study/plan.ts';
import type { Table } from '../../src/table/table.ts';
import { campaignOf } from '../support/campaign.ts';
import { code } from '../support/code.ts';
import { dictionaryOf, outcome, variable } from '../support/tables.ts';

const DICTIONARY = dictionaryOf(
  variable('fiche', { role: 'identifier', type: 'text' }),
  variable('annee', { role: 'group', type: 'integer', group: 'cohort' }),
  variable('moyenne', { category: 'performance' }),
  outcome('issue'),
);
const EACH = 100;

/** A hundred pupils a year, every third concerned; of the years `unknown` nobody knows. */
function pupils(years: readonly number[], unknown: readonly number[] = []): Table {
  const rows = years.length * EACH;
  const year = (row: number) => years[Math.floor(row / EACH)]!;
  const number = (name: string, value: (row: number) => number) => {
    return { name, type: 'number' as const, values: Float64Array.from({ length: rows }, (_, row) => value(row)) };
  };
  const happened = (row: number) => (unknown.includes(year(row)) ? Number.NaN : row % 3 === 0 ? 1 : 0);
  return { rows, columns: [number('moyenne', (row) => row % 50), number('annee', year), number('issue', happened)] };
}

function sample(table: Table, cohorts: object = {}) {
  const { family } = DICTIONARY.variables.find(({ name }) => name === 'issue')!.outcome!;
  const campaign = parseCampaign(campaignOf({ cohorts: { ...cohorts }, models: [{ family }] }), { canonical: true });
  const [planned] = planModels(campaign, DICTIONARY);
  return sampleOf(table, planned!, timeOf(table, DICTIONARY, campaign), campaign.cohorts.judged, 2026);
}

describe('the pupils of a model', () => {
  it('are of no year of which nothing is known: it is neither learnt from nor judged', () => {
    const { cohorts, learnt, judged } = sample(pupils([2021, 2022, 2023, 2024], [2022, 2024]));
    expect(cohorts).toEqual({ trained: [{ cohort: 2021, weight: 1 }], judged: [2023] });
    expect([learnt.length, judged!.length]).toEqual([EACH, EACH]);
  });

  it('are told with what each year weighs; one that weighs nothing is told as such, and nobody learns from it', () => {
    const weights = [
      { cohort: 2020, weight: 0.3 },
      { cohort: 2021, weight: 0 },
      { cohort: 2024, weight: 0 },
    ];
    const { cohorts, learnt, weights: held } = sample(pupils([2020, 2021, 2022, 2023, 2024]), { weights });
    expect(cohorts).toEqual({
      trained: [
        { cohort: 2020, weight: 0.3 },
        { cohort: 2021, weight: 0 },
        { cohort: 2022, weight: 1 },
        { cohort: 2024, weight: 0 },
      ],
      judged: [2023],
    });
    expect([...new Set(Array.from(learnt, (row) => held![row]!))]).toEqual([0.3, 1]);
  });

  it('are judged on later years where more are asked for than there are', () => {
    for (const judged of [3, 4, 10]) {
      expect(sample(pupils([2021, 2022, 2023, 2024]), { judged }).cohorts).toEqual({
        trained: [{ cohort: 2021, weight: 1 }],
        judged: [2022, 2023, 2024],
      });
    }
    expect(sample(pupils([2024]), { judged: 3 })).toMatchObject({ judged: null, cohorts: { judged: [] } });
  });

  it('of one class alone, or of none, make no model', () => {
    const table = pupils([2023, 2024]);
    for (const value of [0, 1]) {
      const columns = table.columns.map((each) =>
        each.name === 'issue' ? { ...each, values: new Float64Array(table.rows).fill(value) } : each,
      );
      expect(code(() => sample({ ...table, columns } as Table))).toBe('OUTCOME_ONE_CLASS');
    }
    // Nobody at all is not one class: it is too few.
    expect(code(() => sample(pupils([2023, 2024], [2023, 2024])))).toBe('OUTCOME_TOO_FEW');
    const weights = [2023, 2024].map((cohort) => ({ cohort, weight: 0 }));
    expect(code(() => sample(pupils([2023, 2024]), { weights }))).toBe('OUTCOME_TOO_FEW');
  });
});
