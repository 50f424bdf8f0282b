import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Lot, type ToldRow, tellsNothing, toldTable, type Unit } from '../../src/study/disclosure.ts';
import { lotOn } from '../support/lot.ts';
import { long } from '../support/requires.ts';

/** One model of two bands; `high` are the counts of its upper one, school after school, grade by grade. */
type Table = { readonly schools: number; readonly grades: number; readonly sizes: readonly number[]; readonly high: readonly number[] };
const WANTED = 10;
const FARTHEST = 30;
const lots = Array.from({ length: 60 }, (_, seed) => lotOn(seed));
/** Every way as long as its pupils say. */
const NO_LOT: Lot = () => 1 - 1 / Math.E;

const placeOf = ({ grades }: Table, at: number) => ({ school: Math.floor(at / grades), grade: at % grades });

function told(table: Table, high: readonly number[], lot: Lot): ToldRow[] {
  const units = table.sizes.map((pupils, at): Unit => ({ ...placeOf(table, at), pupils, bands: [[pupils - high[at]!, high[at]!]] }));
  return toldTable(units, [null], { withSchools: table.schools > 1, withGrades: true }, lot);
}

function countOf(table: Table, high: readonly number[], row: ToldRow): number {
  const holds = (at: number) => {
    const { school, grade } = placeOf(table, at);
    return (row.school === null || row.school === school) && (row.grade === null || row.grade === grade);
  };
  return high.reduce((sum, count, at) => sum + (holds(at) ? count : 0), 0);
}

/** Every table of these pupils. */
function* everyTable(sizes: readonly number[], first: readonly number[] = []): Generator<readonly number[]> {
  if (first.length === sizes.length) yield first;
  else for (let count = 0; count <= sizes[first.length]!; count++) yield* everyTable(sizes, [...first, count]);
}

/** Tables on straight lines from this one: each count a step up, a step down, or as it is. */
function* tablesAround({ sizes, high }: Table): Generator<readonly number[]> {
  for (let far = 1; far <= FARTHEST; far++) {
    for (let code = 0; code < 3 ** high.length; code++) {
      const other = high.map((count, at) => count + far * ((Math.floor(code / 3 ** at) % 3) - 1));
      if (other.every((count, at) => count >= 0 && count <= sizes[at]!)) yield other;
    }
  }
}

/**
 * How many values the narrowest hidden count takes for one who knows the pupils of every grade and this program, and not the lot: among tables that it
 * tells in the very same way under some lot, tried one by one until there are ten.
 */
function leftBy(table: Table, others: Iterable<readonly number[]>, drawn: Lot, known: readonly Lot[]): number {
  const { high } = table;
  const said = (rows: readonly ToldRow[]) => JSON.stringify(rows.map(({ pupils, models }) => [pupils, models[0]!.sums]));
  const rows = told(table, high, drawn);
  const seen = said(rows);
  const hidden = rows.filter(({ models }) => tellsNothing(models[0]!.partition));
  const open = rows.filter(({ models }) => !tellsNothing(models[0]!.partition));
  const values = hidden.map((row) => new Set([countOf(table, high, row)]));
  const left = () => values.reduce((least, { size }) => Math.min(least, size), WANTED);
  for (const other of others) {
    if (left() >= WANTED) break;
    if (open.some((row) => countOf(table, other, row) !== countOf(table, high, row))) continue;
    const fresh = hidden.some((row, i) => values[i]!.size < WANTED && !values[i]!.has(countOf(table, other, row)));
    if (!fresh || !known.some((lot) => said(told(table, other, lot)) === seen)) continue;
    for (const [i, row] of hidden.entries()) values[i]!.add(countOf(table, other, row));
  }
  return left();
}

const tables = (schools: number, grades: fc.Arbitrary<number>) =>
  grades.chain((width) =>
    fc
      .array(fc.tuple(fc.integer({ min: 14, max: 40 }), fc.integer({ min: 0, max: 28 })), {
        minLength: schools * width,
        maxLength: schools * width,
      })
      .map(
        (units): Table => ({ schools, grades: width, sizes: units.map(([size]) => size), high: units.map((each) => Math.min(...each)) }),
      ),
  );

describe('a table told by one who is known to run this program', () => {
  // The last grade is told although it would have been hidden first: the two others are small, both of them.
  const plain: Table = { schools: 1, grades: 3, sizes: [40, 35, 30], high: [0, 26, 10] };

  it('would give away all of a hidden count if nothing were drawn by lot', () => {
    expect(leftBy(plain, everyTable(plain.sizes), NO_LOT, [NO_LOT])).toBe(1);
  });

  it('leaves ten values at least for each hidden count of a page by grade', () => {
    expect(leftBy(plain, everyTable(plain.sizes), lots[0]!, lots)).toBe(WANTED);
    fc.assert(
      fc.property(tables(1, fc.integer({ min: 2, max: 3 })), fc.nat(lots.length - 1), (table, drawn) => {
        expect(leftBy(table, everyTable(table.sizes), lots[drawn]!, lots)).toBe(WANTED);
      }),
      { numRuns: long ? 1000 : 60, seed: 9 },
    );
  }, 600_000);

  it('leaves ten more often where two schools cross two grades', () => {
    const ten = { drawn: 0, plain: 0 };
    const numRuns = long ? 500 : 12;
    fc.assert(
      fc.property(tables(2, fc.constant(2)), fc.nat(lots.length - 1), (table, drawn) => {
        if (leftBy(table, tablesAround(table), lots[drawn]!, lots) === WANTED) ten.drawn++;
        if (leftBy(table, tablesAround(table), NO_LOT, [NO_LOT]) === WANTED) ten.plain++;
      }),
      { numRuns, seed: 11 },
    );
    console.log(
      `two schools by two grades: ten values left in ${ten.drawn} tables of ${numRuns}, in ${ten.plain} if nothing were drawn by lot`,
    );
    expect(ten.drawn).toBeGreaterThan(ten.plain);
  }, 600_000);
});
