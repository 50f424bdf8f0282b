import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/base/random.ts';
import { fitCalibration } from '../../src/forest/calibration.ts';
import { type Doubtful, doubtful } from '../../src/study/doubtful.ts';
import { DOUBTS, MUCH } from '../../src/study/doubts.ts';
import { evaluate, probabilities } from '../../src/study/evaluation.ts';
import { fairness, type Group, type VariableFairness, type WholeFairness, wholeFairness } from '../../src/study/fairness.ts';
import type { Part } from '../../src/study/groups.ts';
import { hiddenRanges } from '../../src/study/ranges.ts';
import { type ShownEvaluation, shownEvaluation } from '../../src/study/shown.ts';
import type { Variable } from '../../src/table/dictionary.ts';
import { quality } from '../../src/table/quality.ts';
import type { Column, Table } from '../../src/table/table.ts';
import { long } from '../support/requires.ts';
import { dictionaryOf, variable } from '../support/tables.ts';

/** Times as many cases in the long tests. */
const EFFORT = long ? 4 : 1;
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const audited = (codes: number): Variable[] => [
  variable('code', {
    role: 'audit-only',
    type: 'code',
    codes: LETTERS.slice(0, codes).map((code) => ({ code, label: { fr: code, en: code } })),
  }),
  variable('oui', { role: 'audit-only', type: 'boolean' }),
  variable('nombre', { role: 'audit-only', type: 'number' }),
];

const cases = fc.record({
  seed: fc.integer({ min: 1, max: 1e6 }),
  rows: fc.integer({ min: 60, max: 2500 }),
  share: fc.double({ min: 0.05, max: 0.9, noNaN: true }),
  skill: fc.double({ min: 0, max: 0.6, noNaN: true }),
  codes: fc.integer({ min: 2, max: 18 }),
  /** How unequal the groups are. */
  slope: fc.double({ min: 1, max: 6, noNaN: true }),
  blank: fc.constantFrom(0, 0.004, 0.1),
  unknown: fc.constantFrom(0, 0.003, 0.05),
  levels: fc.constantFrom(3, 20, 4000),
});
/** Groups large enough, and a model middling enough, for most to be told. */
const ordinary = cases.map((each) => ({
  ...each,
  rows: each.rows + 1500,
  share: 0.2 + each.share / 3,
  skill: each.skill / 4,
  codes: 2 + (each.codes % 3),
  slope: 1 + each.slope / 6,
  levels: 4000 as const,
}));
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

type Made = {
  readonly variables: readonly Variable[];
  readonly table: Table;
  readonly rows: Uint32Array;
  readonly probability: Float64Array;
  readonly outcome: Uint8Array;
  readonly shown: ShownEvaluation;
  readonly found: readonly VariableFairness[];
  readonly whole: WholeFairness;
  /** Of every row of the table, what part of a model's reliance is missing, or rare; and what is told of it. */
  readonly shares: Readonly<Record<'missing' | 'unusual', Float64Array>>;
  readonly doubts: Doubtful;
};

function made({ seed, rows: count, share, skill, codes, slope, blank, unknown, levels }: Case): Made {
  const draw = seeded(seed);
  const variables = audited(codes);
  const drawn = [() => Math.floor(draw() ** slope * codes), () => (draw() ** slope > 0.5 ? 1 : 0), () => Math.floor(draw() ** slope * 30)];
  const columns = variables.map(({ name }, at): Column => {
    const values = Float64Array.from({ length: count }, () => (draw() < blank ? Number.NaN : drawn[at]!()));
    return { name, type: 'number', values };
  });
  const known: number[] = [];
  const happened: number[] = [];
  for (let row = 0; row < count; row++) {
    if (draw() < unknown) continue;
    known.push(row);
    happened.push(draw() < share ? 1 : 0);
  }
  happened[0] = 1;
  happened[1] = 0;
  const rows = Uint32Array.from(known);
  const outcome = Uint8Array.from(happened);
  const bell = () => (draw() + draw() + draw()) / 3;
  const scores = Float64Array.from(outcome, (value) => Math.round((skill * value + (1 - skill) * bell()) * levels) / levels);
  const calibration = fitCalibration(scores, outcome);
  const evaluation = evaluate(scores, outcome, calibration);
  const probability = probabilities(scores, calibration);
  const missing = count - rows.length;
  const shown = shownEvaluation(evaluation, probability, outcome, { rowsTold: missing === 0 || missing >= 10 });
  const table = { rows: count, columns };
  const judged = { rows, probability, outcome, cutoffs: evaluation.cutoffs, shown };
  const found = fairness(table, variables, judged);
  const part = (most: number) => Float64Array.from({ length: count }, () => Math.floor(draw() ** slope * most) / 100);
  const shares = { missing: part(60), unusual: part(20) };
  const doubts = doubtful({ missing: { share: shares.missing, features: [] }, unusual: { share: shares.unusual, features: [] } }, judged);
  return { variables, table, rows, probability, outcome, shown, found, whole: wholeFairness(table, variables, judged), shares, doubts };
}

const inPart = (group: Part, variable: Variable, value: number) => {
  if (Number.isNaN(value)) return group.missing;
  const code = variable.type === 'boolean' ? String(value) : variable.codes?.[value]?.code;
  if (code !== undefined) return group.codes?.includes(code) ?? false;
  return group.codes === null && (group.from ?? value) <= value && value < (group.below ?? Number.POSITIVE_INFINITY) && banded(group);
};
const banded = ({ from, below, missing }: Part) => from !== null || below !== null || !missing;

/** Cumulative counts of one class of one group that its shares tell: at the targeted cut, at the wide one, at the end; null when not told. */
function told(group: Omit<Group, keyof Part>, line: 'positives' | 'negatives'): (number | null)[] {
  const at = (stance: 'targeted' | 'wide') => {
    const { recall, falseAlarm, precision, flagged } = group[stance];
    const ways =
      line === 'positives'
        ? [recall.count, precision.count]
        : [
            falseAlarm.count,
            precision.of === null ? null : precision.of - precision.count!,
            flagged.count === null ? null : flagged.count - recall.count!,
          ];
    const said = new Set(ways.filter((way) => way !== null));
    expect(said.size).toBeLessThanOrEqual(1);
    return [...said][0] ?? null;
  };
  const end = line === 'positives' ? group.positives : group.rows === null ? null : group.rows - group.positives!;
  return [at('targeted'), at('wide'), end];
}

describe('counts that may not be told', () => {
  /** Every way for counts to lie between their neighbours. */
  function* within(spans: readonly number[]): Generator<number[]> {
    if (spans.length === 0) return yield [];
    for (let first = 0; first <= spans[0]!; first++) for (const rest of within(spans.slice(1))) yield [first, ...rest];
  }

  it('keep ten choices for whoever knows the rule, their neighbours and their sum: every small table', () => {
    const tables = [
      ...Array.from({ length: 40 }, (_, at) => [10 + at, 10]),
      ...[19, 29, 30, 31, 45].flatMap((a) => [20, 29, 30, 33].map((b) => [a, b])),
      ...[10, 30, 34].flatMap((a) => [10, 30].flatMap((b) => [10, 31].map((c) => [a, b, c]))),
    ];
    for (const spans of tables) {
      const neighbours = spans.map((high) => ({ low: 0, high }));
      const seen = new Map<string, Set<number>[]>();
      for (const counts of within(spans)) {
        const sum = counts.reduce((total, count) => total + count, 0);
        // The whole tells the cut: ten at least lie on each side of it.
        if (sum < 10 || spans.reduce((total, span) => total + span, 0) - sum < 10) continue;
        const ranges = hiddenRanges(counts, neighbours);
        expect(ranges.every(({ low, high }, at) => low <= counts[at]! && counts[at]! <= high)).toBe(true);
        const key = `${sum} ${JSON.stringify(ranges)}`;
        const values = seen.get(key) ?? spans.map(() => new Set<number>());
        seen.set(key, values);
        for (const [at, count] of counts.entries()) values[at]!.add(count);
      }
      for (const [key, values] of seen) expect([spans, key, Math.min(...values.map(({ size }) => size)) >= 10]).toEqual([spans, key, true]);
    }
  });
});

describe('how wrong a model is of pupils who lack much, or are out of the ordinary, as it leaves the chamber', () => {
  const ends = ({ shown }: Made) => ({
    positives: [shown.stances.targeted.recall.count, shown.stances.wide.recall.count, shown.positives],
    negatives: [
      ...[shown.stances.targeted.precision, shown.stances.wide.precision].map(({ of, count }) => (of === null ? null : of - count!)),
      shown.rows === null ? null : shown.rows - shown.positives!,
    ],
  });

  it('tells no count under ten, nor one that follows from it, from the whole, or from any audit-only attribute', () => {
    let [tables, crossed] = [0, 0];
    fc.assert(
      fc.property(fc.oneof(cases, ordinary), (each) => {
        const done = made(each);
        const overall = ends(done);
        const attributes = [...DOUBTS.map((name) => done.doubts[name]), ...done.found.map(({ groups }) => groups)];
        for (const groups of attributes.slice(0, DOUBTS.length)) {
          expect([0, 2]).toContain(groups.length);
          tables += groups.length / 2;
          for (const line of ['positives', 'negatives'] as const) {
            const all = groups.map((group) => told(group, line));
            for (const counts of all) {
              const known = [...new Set([0, ...counts.filter((count) => count !== null)])];
              for (const [at, count] of known.entries()) if (at > 0) expect(count - known[at - 1]!).toBeGreaterThanOrEqual(10);
            }
            for (const place of [0, 1, 2]) {
              const here = all.map((counts) => counts[place]!);
              expect(new Set(here.map((count) => count === null)).size).toBeLessThanOrEqual(1);
              if (here.length > 0 && here[0] !== null) expect(here.reduce((sum, count) => sum! + count!, 0)).toBe(overall[line][place]);
            }
          }
        }
        // Of two attributes told apart, whoever joins them is left ten choices at least for each cell (Fréchet).
        for (const line of ['positives', 'negatives'] as const) {
          for (const place of [0, 1, 2]) {
            const total = overall[line][place];
            const sides = attributes.map((groups) => groups.flatMap((group) => told(group, line)[place] ?? []));
            for (const [first, one] of sides.slice(0, DOUBTS.length).entries()) {
              for (const a of one) {
                for (const b of sides.slice(first + 1).flat()) {
                  expect(Math.min(a, b) - Math.max(0, a + b - total!)).toBeGreaterThanOrEqual(10);
                  crossed++;
                }
              }
            }
          }
        }
      }),
      { seed: 16, numRuns: 60 * EFFORT },
    );
    expect([tables > 30, crossed > 250]).toEqual([true, true]);
  });

  it('never lies: rows that were not judged aside, every count is that of its pupils, and every interval holds it', () => {
    let counted = 0;
    fc.assert(
      fc.property(fc.oneof(cases, ordinary), (each) => {
        const { doubts, shares, rows, probability, outcome, shown } = made(each);
        for (const name of DOUBTS) {
          expect(doubts[name].map(({ from, below }) => [from, below])).toEqual(
            doubts[name].length === 0
              ? []
              : [
                  [null, MUCH[name]],
                  [MUCH[name], null],
                ],
          );
          for (const [much, group] of doubts[name].entries()) {
            const held = [...rows.keys()].filter((at) => (shares[name][rows[at]!]! >= MUCH[name] ? 1 : 0) === much);
            const positives = held.filter((at) => outcome[at] === 1);
            expect([group.positives, [null, held.length].includes(group.rows)]).toEqual([positives.length, true]);
            for (const stance of ['targeted', 'wide'] as const) {
              const flagged = held.filter((at) => probability[at]! >= shown.cutoffs[stance]);
              const found = flagged.filter((at) => outcome[at] === 1).length;
              for (const [share, count, of] of [
                [group[stance].recall, found, positives.length],
                [group[stance].precision, found, flagged.length],
              ] as const) {
                expect([[null, count].includes(share.count), [null, of].includes(share.of)]).toEqual([true, true]);
                if (share.count !== null) counted++;
                if (share.low !== null && of > 0) expect(share.low <= count / of && count / of <= share.high!).toBe(true);
              }
            }
          }
        }
      }),
      { seed: 17, numRuns: 40 * EFFORT },
    );
    expect(counted).toBeGreaterThan(100);
  });
});

describe('how groups are treated, as it leaves the chamber', () => {
  it('tells no count under ten, of a group, of its complement, or of a difference between two that are told', () => {
    let groups = 0;
    fc.assert(
      fc.property(cases, (each) => {
        const { found, shown, variables, table, outcome } = made(each);
        const overall = {
          positives: [shown.stances.targeted.recall.count, shown.stances.wide.recall.count, shown.positives],
          negatives: [
            ...[shown.stances.targeted.precision, shown.stances.wide.precision].map(({ of, count }) => (of === null ? null : of - count!)),
            shown.rows === null ? null : shown.rows - shown.positives!,
          ],
        };
        const judged = quality(
          table,
          dictionaryOf(variable('fiche', { role: 'identifier', type: 'text' }), variable('p', {}), ...variables),
        );
        for (const [index, { groups: parts }] of found.entries()) {
          groups += parts.length;
          expect(parts.length).not.toBe(1);
          for (const line of ['positives', 'negatives'] as const) {
            const all = parts.map((group) => told(group, line));
            for (const place of [0, 1, 2]) {
              // Told for all groups or for none: nobody finds one by taking the others from the whole.
              const here = all.map((counts) => counts[place]!);
              expect(new Set(here.map((count) => count === null)).size).toBeLessThanOrEqual(1);
              // Whoever adds them up learns nothing that the whole hides.
              if (here.length > 0 && here[0] !== null) expect(here.reduce((sum, count) => sum! + count!, 0)).toBe(overall[line][place]);
            }
            for (const counts of all) {
              const known = [...new Set([0, ...counts.filter((count) => count !== null)])];
              for (const [at, count] of known.entries()) if (at > 0) expect(count - known[at - 1]!).toBeGreaterThanOrEqual(10);
            }
          }
          // The quality report counts the same groups before any is left out for want of an outcome.
          const counts = judged.variables.find(({ name }) => name === variables[index]!.name)?.counts;
          for (const group of parts) {
            const held = group.codes?.map((code) => counts?.find((one) => one.code === code)?.count ?? Number.NaN) ?? [Number.NaN];
            const unjudged = held.reduce((sum, count) => sum + count, 0) - (group.rows ?? Number.NaN);
            if (!group.missing && !Number.isNaN(unjudged)) expect(unjudged === 0 || unjudged >= 10).toBe(true);
          }
        }
        expect(outcome.length).toBeGreaterThan(0);
      }),
      { seed: 11, numRuns: 75 * EFFORT },
    );
    expect(groups).toBeGreaterThan(250);
  });

  it('never lies: every pupil is in one group, and every count is that of its pupils', () => {
    fc.assert(
      fc.property(cases, (each) => {
        const { found, variables, table, rows, probability, outcome, shown } = made(each);
        for (const [index, { groups }] of found.entries()) {
          if (groups.length === 0) continue;
          const { values } = table.columns[index] as { values: Float64Array };
          const counts = groups.map(() => ({ rows: 0, positives: 0, found: [0, 0], alarms: [0, 0] }));
          for (let at = 0; at < rows.length; at++) {
            const holders = groups.flatMap((group, g) => (inPart(group, variables[index]!, values[rows[at]!]!) ? [g] : []));
            expect(holders.length).toBe(1);
            const held = counts[holders[0]!]!;
            held.rows++;
            held.positives += outcome[at]!;
            for (const [s, cut] of [shown.cutoffs.targeted, shown.cutoffs.wide].entries()) {
              if (probability[at]! >= cut) (outcome[at] === 1 ? held.found : held.alarms)[s]!++;
            }
          }
          for (const [g, group] of groups.entries()) {
            const truth = counts[g]!;
            expect([null, truth.rows]).toContain(group.rows);
            expect([null, truth.positives]).toContain(group.positives);
            for (const [s, stance] of (['targeted', 'wide'] as const).entries()) {
              const { recall, falseAlarm, precision, flagged } = group[stance];
              const all = truth.found[s]! + truth.alarms[s]!;
              expect([null, truth.found[s]]).toContain(recall.count);
              expect([null, truth.alarms[s]]).toContain(falseAlarm.count);
              expect([null, truth.rows - truth.positives]).toContain(falseAlarm.of);
              expect([null, all]).toContain(precision.of);
              expect([null, all]).toContain(flagged.count);
              expect([null, truth.rows]).toContain(flagged.of);
              for (const [share, count, of] of [
                [recall, truth.found[s]!, truth.positives],
                [falseAlarm, truth.alarms[s]!, truth.rows - truth.positives],
                [precision, truth.found[s]!, all],
                [flagged, all, truth.rows],
              ] as const) {
                if (share.low === null || share.high === null || of === 0) continue;
                expect(share.low <= count / of && count / of <= share.high).toBe(true);
              }
            }
          }
        }
      }),
      { seed: 12, numRuns: 30 * EFFORT },
    );
  });

  it('tells of pairs no cell under ten, nor one that its attributes tell otherwise; and no circle of pairs', () => {
    let cells = 0;
    fc.assert(
      fc.property(fc.oneof(cases, ordinary), (each) => {
        const { found, whole, variables, table, rows, probability, outcome, shown } = made(each);
        expect(whole.fairness.map(({ variable, groups }) => ({ variable, groups }))).toEqual(found);
        expect(whole.pairs.length).toBeLessThan(variables.length);
        for (const { variables: names, groups } of whole.pairs) {
          const [a, b] = names.map((name) => found.find(({ variable }) => variable === name)!) as [VariableFairness, VariableFairness];
          expect(groups.length).toBe(a.groups.length * b.groups.length);
          cells += groups.length;
          for (const line of ['positives', 'negatives'] as const) {
            const all = groups.map((group) => told(group, line));
            for (const counts of all) {
              const known = [...new Set([0, ...counts.filter((count) => count !== null)])];
              for (const [at, count] of known.entries()) if (at > 0) expect(count - known[at - 1]!).toBeGreaterThanOrEqual(10);
            }
            // What the cells of an attribute's group add up to is what it tells, and what it tells the cells tell.
            const { groups: others } = b;
            for (const [at, group] of a.groups.entries()) {
              for (const [place, count] of told(group, line).entries()) {
                const parts = others.map((_, other) => all[at * others.length + other]![place] ?? null);
                if (parts.includes(null)) {
                  // Not told, or told twice by the attribute: all of a group may be flagged. Of a class nothing may be told.
                  const again = told(group, line).filter((other) => other === count).length > 1;
                  const nothing = all.every((counts) => counts.every((each) => each === null));
                  expect(parts.every((part) => part === null) && (count === null || again || (line === 'negatives' && nothing))).toBe(true);
                  continue;
                }
                expect([line, place, count, parts.reduce((sum: number, part) => sum + part!, 0)]).toEqual([line, place, count, count]);
              }
            }
          }
          for (const group of groups) {
            const truth = { rows: 0, positives: 0, found: 0 };
            for (let at = 0; at < rows.length; at++) {
              const inside = names.every((name, side) => {
                const index = variables.findIndex((variable) => variable.name === name);
                const { values } = table.columns[index] as { values: Float64Array };
                return inPart(group.of[side]!, variables[index]!, values[rows[at]!]!);
              });
              if (!inside || Number.isNaN(probability[at]!)) continue;
              truth.rows++;
              truth.positives += outcome[at]!;
              if (probability[at]! >= shown.cutoffs.targeted) truth.found += outcome[at]!;
            }
            expect([null, truth.rows]).toContain(group.rows);
            expect(group.positives).toBe(truth.positives);
            if (group.rows === null)
              expect([group.calibration, group.targeted.falseAlarm.high, group.wide.flagged.high]).toEqual([null, null, null]);
            expect([null, truth.found]).toContain(group.targeted.recall.count);
          }
        }
      }),
      { seed: 13, numRuns: 22 * EFFORT },
    );
    expect(cells).toBeGreaterThan(25);
  });

  it('of a cut lowered for some groups tells no count within ten of what those groups tell', () => {
    let lowered = 0;
    fc.assert(
      fc.property(ordinary, (each) => {
        const { whole, shown } = made(each);
        for (const { groups, equalised } of whole.fairness) {
          for (const stance of ['targeted', 'wide'] as const) {
            const cost = equalised[stance];
            if (!cost) continue;
            const before = {
              found: shown.stances[stance].recall.count!,
              alarms: shown.stances[stance].precision.of! - shown.stances[stance].recall.count!,
            };
            const more = { found: cost.recall.count - before.found, alarms: cost.falseAlarm.count - before.alarms };
            expect([more.found >= 10 * cost.lowered, more.alarms >= 10 * cost.lowered]).toEqual([true, true]);
            if (cost.lowered === 0) expect(more).toEqual({ found: 0, alarms: 0 });
            const share = before.found / shown.positives!;
            const low = groups.filter((group) => group[stance].recall.value! < share);
            expect(low.length).toBe(cost.lowered);
            if (low.length !== 1) continue;
            // A single group was lowered: whoever takes the others away has its counts.
            lowered++;
            const [group] = low;
            for (const [line, count] of [
              ['positives', group![stance].recall.count! + more.found],
              ['negatives', group![stance].falseAlarm.count! + more.alarms],
            ] as const) {
              for (const known of told(group!, line)) expect(known === count || Math.abs(known! - count) >= 10).toBe(true);
            }
            expect((group![stance].recall.count! + more.found) / group!.positives!).toBeGreaterThanOrEqual(share);
          }
        }
      }),
      { seed: 14, numRuns: 40 * EFFORT },
    );
    expect(lowered).toBeGreaterThan(10);
  });

  it('announces to a thousandth, the mean of the group’s own probabilities', () => {
    fc.assert(
      fc.property(cases, (each) => {
        const { found, variables, table, rows, probability } = made(each);
        for (const [index, { groups }] of found.entries()) {
          const { values } = table.columns[index] as { values: Float64Array };
          for (const group of groups) {
            expect(group.calibration === null).toBe(group.rows === null);
            if (!group.calibration) continue;
            const held = [...rows.keys()].filter(
              (at) => !Number.isNaN(probability[at]!) && inPart(group, variables[index]!, values[rows[at]!]!),
            );
            const mean = held.reduce((sum, at) => sum + probability[at]!, 0) / held.length;
            expect(Math.abs(group.calibration.announced - mean)).toBeLessThanOrEqual(0.0005 + 1e-9);
            expect(group.calibration.announced).toBe(Math.round(group.calibration.announced * 1000) / 1000);
            expect([group.calibration.observed.count, group.calibration.observed.of]).toEqual([group.positives, group.rows]);
          }
        }
      }),
      { seed: 15, numRuns: 12 * EFFORT },
    );
  });
});
