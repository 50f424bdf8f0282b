import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/base/random.ts';
import { type Scope, type ToldRow, tellsNothing, toldTable, type Unit } from '../../src/study/disclosure.ts';
import { type Line, propagate, tryAll } from '../support/attacker.ts';
import { lotOn } from '../support/lot.ts';
import { long } from '../support/requires.ts';

const LOT = lotOn(0);
const BOTH = { withSchools: true, withGrades: true };

type Case = { seed: number; schools: number; grades: number; models: number; least: number; most: number; high: number; gaps: number };
const sizes = (schools: number, grades: number, most: number) =>
  fc.record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    schools: fc.integer({ min: 1, max: schools }),
    grades: fc.integer({ min: 1, max: grades }),
    models: fc.integer({ min: 1, max: 3 }),
    least: fc.integer({ min: 1, max: 12 }),
    most: fc.integer({ min: 12, max: most }),
    high: fc.double({ min: 0, max: 0.5, noNaN: true }),
    gaps: fc.constantFrom(0, 0.3),
  });

function made({ seed, schools, grades, models, least, most, high, gaps }: Case): Unit[] {
  const draw = seeded(seed);
  const units: Unit[] = [];
  for (let school = 0; school < schools; school++) {
    for (let grade = 0; grade < grades; grade++) {
      if (grade > 0 && draw() < gaps) continue;
      const pupils = least + Math.floor(draw() ** 2 * (most - least + 1));
      const bands = Array.from({ length: models }, () => {
        const counts = [0, 0, 0];
        for (let i = 0; i < pupils; i++) counts[draw() < high ? 2 : draw() < high ? 1 : 0]!++;
        return counts;
      });
      units.push({ school, grade, pupils, bands });
    }
  }
  return units;
}

const linesOf = (rows: readonly ToldRow[], model: number): Line[] =>
  rows.map(({ school, grade, pupils, models }) => ({ school, grade, pupils, bands: models[model]!.bands }));

/** What a hurried person does: hides what is under ten, and no more. */
function naive(rows: readonly ToldRow[], units: readonly Unit[], model: number): Line[] {
  return rows.map(({ school, grade }) => {
    const held = units.filter((unit) => (school === null || unit.school === school) && (grade === null || unit.grade === grade));
    const bands = [0, 1, 2].map((band) => held.reduce((sum, unit) => sum + unit.bands[model]![band]!, 0));
    const pupils = bands.reduce((a, b) => a + b, 0);
    return { school, grade, pupils: pupils < 10 ? null : pupils, bands: bands.map((count) => (count < 10 ? null : count)) };
  });
}

const linked = (each: Case) => {
  const units = made(each);
  return { units, rows: toldTable(units, all(each.models), BOTH, lotOn(each.seed)) };
};

const all = (models: number): Scope[] => new Array(models).fill(null);

/** Models of two bands, each for the pupils of a grade; beside them, one for everybody. */
function scoped(each: Case): { units: Unit[]; scopes: Scope[]; rows: ToldRow[] } {
  const scopes: Scope[] = [...Array.from({ length: each.models }, (_, model) => model % each.grades), null];
  const units = made({ ...each, models: scopes.length }).map((unit) => ({
    ...unit,
    bands: unit.bands.map(([low, moderate, high], model) =>
      scopes[model] === null || scopes[model] === unit.grade ? [low! + moderate!, high!] : [0, 0],
    ),
  }));
  return { units, scopes, rows: toldTable(units, scopes, BOTH, lotOn(each.seed)) };
}

/** As an attacker lays them out: pupils whom the model is not for, then its two bands. */
function scopedLines(rows: readonly ToldRow[], model: number, scope: Scope): Line[] {
  return rows.map(({ school, grade, pupils, models }) => {
    const line = { school, grade, pupils };
    if (scope === null || grade === scope) return { ...line, bands: [0, ...models[model]!.bands] };
    expect(tellsNothing(models[model]!.partition)).toBe(true);
    return { ...line, bands: grade === null ? [null, null, null] : [pupils, 0, 0], silent: true };
  });
}

describe('a table of schools and grades, small counts hidden', () => {
  it('shows no count under ten, and what it shows is true', () => {
    fc.assert(
      fc.property(sizes(8, 6, 90), (each) => {
        const { units, rows } = linked(each);
        for (const { school, grade, pupils, models } of rows) {
          const held = units.filter((unit) => (school === null || unit.school === school) && (grade === null || unit.grade === grade));
          for (const [model, { bands }] of models.entries()) {
            const true_ = [0, 1, 2].map((band) => held.reduce((sum, unit) => sum + unit.bands[model]![band]!, 0));
            for (const [band, value] of bands.entries()) if (value !== null) expect([value, value >= 10]).toEqual([true_[band], true]);
            if (pupils !== null) expect([pupils, pupils >= 10]).toEqual([true_.reduce((a, b) => a + b, 0), true]);
          }
        }
      }),
      { numRuns: long ? 2000 : 120, seed: 1 },
    );
  });

  it('leaves whoever tries every table ten values at least for each hidden count', () => {
    fc.assert(
      fc.property(sizes(2, 2, 16), (each) => {
        const { rows } = linked(each);
        for (let model = 0; model < each.models; model++) expect(tryAll(linesOf(rows, model), 12)).toBeGreaterThanOrEqual(10);
      }),
      { numRuns: long ? 300 : 12, seed: 2 },
    );
  }, 300_000);

  it('leaves whoever adds and subtracts across all pages ten values at least', () => {
    fc.assert(
      fc.property(sizes(12, 6, 120), (each) => {
        const { rows } = linked(each);
        for (let model = 0; model < each.models; model++) expect(propagate(linesOf(rows, model)).width).toBeGreaterThanOrEqual(10);
      }),
      { numRuns: long ? 2000 : 120, seed: 3 },
    );
  });

  it('holds against one who knows how many pupils there are in all, as every page says at its head', () => {
    fc.assert(
      fc.property(sizes(4, 3, 40), (each) => {
        const { units, rows } = linked({ ...each, models: 1 });
        const known = units.reduce((sum, { bands }) => sum + bands[0]!.reduce((a, b) => a + b, 0), 0);
        fc.pre(known >= 20);
        const lines = linesOf(rows, 0).map((line) => (line.school === null && line.grade === null ? { ...line, pupils: known } : line));
        expect(propagate(lines).width).toBeGreaterThanOrEqual(10);
      }),
      { numRuns: long ? 6000 : 400, seed: 4 },
    );
  });

  it('holds as well where models are each for one grade, against all pages together', () => {
    fc.assert(
      fc.property(sizes(2, 2, 16), (each) => {
        const { rows, scopes } = scoped(each);
        for (const [model, scope] of scopes.entries()) expect(tryAll(scopedLines(rows, model, scope), 12)).toBeGreaterThanOrEqual(10);
      }),
      { numRuns: long ? 300 : 12, seed: 5 },
    );
    fc.assert(
      fc.property(sizes(10, 5, 120), (each) => {
        const { rows, scopes } = scoped(each);
        for (const [model, scope] of scopes.entries()) {
          expect(propagate(scopedLines(rows, model, scope)).width).toBeGreaterThanOrEqual(10);
        }
      }),
      { numRuns: long ? 2000 : 120, seed: 6 },
    );
  }, 300_000);

  it('tells of a model for one grade what it would tell if there were no other', () => {
    const units = made({ seed: 7, schools: 20, grades: 3, models: 2, least: 60, most: 220, high: 0.18, gaps: 0.2 });
    const one = units.filter(({ grade }) => grade === 1);
    const alone = toldTable(one, [1, 1], BOTH, LOT).filter(({ grade }) => grade === 1);
    const among = toldTable(
      units.map((unit) => (unit.grade === 1 ? unit : { ...unit, bands: unit.bands.map((bands) => bands.map(() => 0)) })),
      [1, 1],
      BOTH,
      LOT,
    ).filter(({ grade }) => grade === 1);
    expect(among).toEqual(alone);
  });

  it('shows much of what can be shown', () => {
    const units = made({ seed: 7, schools: 30, grades: 5, models: 2, least: 60, most: 220, high: 0.18, gaps: 0.2 });
    const rows = toldTable(units, all(2), BOTH, LOT);
    const told = rows.flatMap(({ models }) => models).filter(({ partition }) => !tellsNothing(partition)).length;
    expect(told / (rows.length * 2)).toBeGreaterThan(0.8);
    const small = made({ seed: 8, schools: 40, grades: 6, models: 2, least: 6, most: 75, high: 0.2, gaps: 0.2 });
    const wholes = toldTable(small, all(2), BOTH, LOT).filter(({ grade }) => grade === null);
    const seen = wholes.flatMap(({ models }) => models).filter(({ partition }) => !tellsNothing(partition)).length;
    expect(seen / (wholes.length * 2)).toBeGreaterThan(0.6);
  });
});

describe('the same attackers', () => {
  it('break pages on which only the small counts are hidden', () => {
    let broken = 0;
    let tried = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const each = { seed, schools: 2, grades: 2, models: 1, least: 10, most: 26, high: 0.3, gaps: 0 };
      const { units, rows } = linked(each);
      const lines = naive(rows, units, 0);
      if (!lines.some(({ bands }) => bands.includes(null))) continue;
      tried++;
      if (tryAll(lines, 16) < 10) broken++;
    }
    expect(tried).toBeGreaterThan(40);
    expect(broken).toBe(tried);
  });

  it('find by sums alone a count that stands alone in its grade and its school', () => {
    const units = made({ seed: 3, schools: 3, grades: 3, models: 1, least: 80, most: 90, high: 0.3, gaps: 0 });
    const rare = units.map((unit, i) => (i === 4 ? { ...unit, bands: [[60, 30, 4]] } : unit));
    const lines = naive(toldTable(rare, all(1), BOTH, LOT), rare, 0);
    const { low, high, width } = propagate(lines);
    expect(width).toBe(1);
    const at = lines.findIndex(({ school, grade }) => school === 1 && grade === 1) * 4 + 2;
    expect([low[at], high[at]]).toEqual([4, 4]);
  });
});
