import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/base/random.ts';
import { disclosureRisk, type Fact } from '../../src/pseudonym/risk.ts';

const fact = (name: string, values: number[], ordered = false): Fact => ({ name, values, ordered });

describe('disclosure risk', () => {
  it('counts the pupils whom the facts single out, by hand', () => {
    const sex = fact('sexe', [0, 0, 0, 1, 1, 1]);
    const language = fact('langue', [0, 0, 1, 0, 0, 2]);
    const outcome = { name: 'issue', values: [1, 1, 0, 0, 1, 0], outcome: true };
    const risk = disclosureRisk(6, [sex, language], [outcome]);
    expect(risk).toMatchObject({ pupils: 6, facts: ['sexe', 'langue'], k: 1, unique: 2 / 6, underFive: 1, underTen: 1 });
    expect(risk.drivers).toEqual([
      { name: 'langue', without: 0, generalised: 0, how: 'rare' },
      { name: 'sexe', without: 2 / 6, generalised: 2 / 6, how: 'rare' },
    ]);
    // The first two share their outcome, and each of the two who are alone tells theirs.
    expect(risk.diversity).toEqual([{ name: 'issue', outcome: true, l: 1, told: 4 / 6 }]);
    // Only five pupils of six stay told apart by the language, until it leaves.
    expect(risk.plan).toEqual([{ name: 'langue', how: 'rare', unique: 0 }]);
  });

  it('measures how many values a set holds, and names first the outcomes, then what is told most', () => {
    const sets = fact('sexe', [0, 0, 0, 0, 1, 1, 1, 1]);
    const other = (name: string, values: number[]) => ({ name, values, outcome: false });
    const { diversity } = disclosureRisk(
      8,
      [sets],
      [
        other('varié', [0, 1, 2, 3, 0, 1, 2, 3]),
        other('à moitié', [0, 0, 0, 0, 1, 2, 1, 2]),
        other('partout', [5, 5, 5, 5, 5, 5, 5, 5]),
        { name: 'issue', values: [0, 1, 1, Number.NaN, 0, 1, 1, 1], outcome: true },
      ],
    );
    expect(diversity).toEqual([
      { name: 'issue', outcome: true, l: 2, told: 0 },
      { name: 'partout', outcome: false, l: 1, told: 1 },
      { name: 'à moitié', outcome: false, l: 1, told: 0.5 },
    ]);
  });

  it('plans as few changes as reach the ceiling, and leaves a variable out only when bands are not enough', () => {
    const pupils = 200;
    const wide = fact(
      'distance',
      Array.from({ length: pupils }, (_, at) => at),
      true,
    );
    const few = fact(
      'sexe',
      Array.from({ length: pupils }, (_, at) => at % 2),
    );
    const plan = (ceiling: number | null, ...facts: Fact[]) => disclosureRisk(pupils, facts, [], ceiling).plan;
    expect(plan(null, wide, few)).toEqual([{ name: 'distance', how: 'bands', unique: 0 }]);
    expect(plan(1, wide, few)).toEqual([]);
    // Each tells every pupil apart: neither gains anything alone, both together do.
    const second = fact(
      'revenu',
      Array.from({ length: pupils }, (_, at) => (at * 77) % pupils),
      true,
    );
    const steps = plan(0.02, wide, second);
    expect(steps).toEqual([
      { name: 'distance', how: 'bands', unique: 1 },
      { name: 'revenu', how: 'bands', unique: 0 },
    ]);
  });

  it('takes what is missing as something that may be known', () => {
    expect(disclosureRisk(3, [fact('a', [1, 1, Number.NaN])]).unique).toBe(1 / 3);
    expect(disclosureRisk(3, [fact('a', [0, 0, -1])]).unique).toBe(1 / 3);
  });

  it('says what five bands would gain for a measure that singles everybody out', () => {
    const values = Array.from({ length: 100 }, (_, at) => at * 1.5);
    const { unique, k, drivers } = disclosureRisk(100, [fact('distance', values, true)]);
    expect([unique, k]).toEqual([1, 1]);
    expect(drivers).toEqual([{ name: 'distance', without: 0, generalised: 0, how: 'bands' }]);
  });

  it('puts rare codes together, and no others', () => {
    const codes = [...new Array<number>(40).fill(0), ...new Array<number>(40).fill(1), 2, 3, 4, 5];
    const risk = disclosureRisk(84, [fact('langue', codes)]);
    expect(risk.unique).toBe(4 / 84);
    expect(risk.drivers[0]).toEqual({ name: 'langue', without: 0, generalised: 0, how: 'rare' });
  });

  it('knows an empty table and a table without facts', () => {
    expect(disclosureRisk(0, [fact('a', [])])).toMatchObject({ k: 0, unique: 0 });
    expect(disclosureRisk(50, [])).toMatchObject({ k: 50, unique: 0, underTen: 0, drivers: [] });
  });

  it('agrees with sets kept as text, over drawn tables', () => {
    const random = seeded(9);
    for (let trial = 0; trial < 60; trial++) {
      const pupils = 1 + Math.floor(random() * 80);
      const facts = Array.from({ length: 1 + Math.floor(random() * 5) }, (_, at) =>
        fact(
          `f${at}`,
          Array.from({ length: pupils }, () => Math.floor(random() * 4) - 1),
        ),
      );
      const alone = (chosen: readonly Fact[]) => {
        const keys = Array.from({ length: pupils }, (_, row) => chosen.map(({ values }) => values[row]).join());
        return (limit: number) => keys.filter((key) => keys.filter((each) => each === key).length < limit).length / pupils;
      };
      const risk = disclosureRisk(pupils, facts);
      expect([risk.unique, risk.underFive, risk.underTen]).toEqual([2, 5, 10].map(alone(facts)));
      for (const { name, without } of risk.drivers) expect(without).toBe(alone(facts.filter((each) => each.name !== name))(2));
    }
  });
});
