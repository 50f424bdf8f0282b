import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/base/random.ts';
import { train } from '../../src/forest/train.ts';
import { findingsAmong, tally } from '../../src/study/among.ts';
import { findings } from '../../src/study/differences.ts';
import { evaluate } from '../../src/study/evaluation.ts';
import { wholeFairness } from '../../src/study/fairness.ts';
import { bestGuesses, GUESS_FOREST, guessTargets } from '../../src/study/guess.ts';
import { wilson } from '../../src/study/metrics.ts';
import { holm, twoSided } from '../../src/study/normal.ts';
import { shownEvaluation } from '../../src/study/shown.ts';
import type { Variable } from '../../src/table/dictionary.ts';
import type { Table } from '../../src/table/table.ts';
import { variable } from '../support/tables.ts';

const IDENTITY = { kind: 'isotonic', scores: [0, 1], probabilities: [0, 1] } as const;
const VARIABLES: readonly Variable[] = [
  variable('langue', { role: 'audit-only', type: 'code', codes: ['FRA', 'AUT'].map((code) => ({ code, label: { fr: code, en: code } })) }),
  variable('première_nation', { role: 'audit-only', type: 'boolean' }),
  variable('sexe', { role: 'audit-only', type: 'boolean' }),
];

/** Pupils judged by a fair score, save those for whom `harmed` holds, seen as safer than they are. */
function study(seed: number, harmed: (row: readonly number[]) => boolean, rows = 6000) {
  const draw = seeded(seed);
  const values = VARIABLES.map(() => new Float64Array(rows));
  const outcome = new Uint8Array(rows);
  const probability = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const held = [draw() < 0.4 ? 1 : 0, draw() < 0.4 ? 1 : 0, draw() < 0.5 ? 1 : 0];
    for (const [at, value] of held.entries()) values[at]![row] = value;
    outcome[row] = draw() < 0.35 ? 1 : 0;
    const seen = 0.2 * outcome[row]! + (0.8 * (draw() + draw() + draw())) / 3;
    probability[row] = Math.round((harmed(held) ? seen * 0.85 : seen) * 1e4) / 1e4;
  }
  const table: Table = { rows, columns: VARIABLES.map(({ name }, at) => ({ name, type: 'number', values: values[at]! })) };
  const evaluation = evaluate(probability, outcome, IDENTITY);
  const shown = shownEvaluation(evaluation, probability, outcome, { rowsTold: true });
  const all = Uint32Array.from({ length: rows }, (_, row) => row);
  return wholeFairness(table, VARIABLES, { rows: all, probability, outcome, cutoffs: evaluation.cutoffs, shown });
}

describe('a probability and many', () => {
  it('of a normal deviate is that of the tables', () => {
    // Abramowitz and Stegun, table 26.1 and 26.2: 2·Q(z).
    for (const [z, expected] of [
      [0, 1],
      [0.5, 0.6170750774519738],
      [1, 0.31731050786291415],
      [1.959963984540054, 0.05],
      [2.8, 0.005110260660855184],
      [4, 6.334248366623996e-5],
      [6, 1.9731752900753e-9],
    ] as const) {
      expect(Math.abs(twoSided(z) - expected) / Math.max(expected, 1e-12)).toBeLessThan(1e-6);
      expect(twoSided(-z)).toBe(twoSided(z));
    }
  });

  it('names of many at once no more than Holm allows', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([true, false, false, true]);
    expect(holm([0.04])).toEqual([true]);
    expect(holm([0.04, 0.04])).toEqual([false, false]);
    expect(holm([])).toEqual([]);
    const draw = seeded(3);
    // Without any true difference, one in twenty at most for all together.
    const wrong = Array.from({ length: 400 }, () => holm(Array.from({ length: 40 }, () => draw())).some((stands) => stands));
    expect(wrong.filter((named) => named).length / wrong.length).toBeLessThan(0.08);
  });
});

describe('a group harmed only where two characteristics meet', () => {
  it('is found and named by its pair, and told to be sure', () => {
    const { pairs } = study(1, ([langue, nation]) => langue === 1 && nation === 1);
    expect(pairs.map(({ variables }) => variables)).toContainEqual(['langue', 'première_nation']);
    const { differences } = findings(pairs.map(({ variables, groups }) => ({ variable: variables.join(), groups })));
    const recall = differences.filter(({ measure, stance, variable: name }) => {
      return measure === 'recall' && stance === 'targeted' && name === 'langue,première_nation';
    });
    const [worst] = recall.filter(({ share, others }) => share.high < others.low);
    expect(worst!.group.of.map(({ codes }) => codes)).toEqual([['AUT'], ['1']]);
    expect(worst!.sure).toBe(true);
  });

  it('has its cost told: lifted, more are found, and more flagged for nothing', () => {
    const { fairness } = study(2, ([, nation]) => nation === 1);
    const { equalised, groups } = fairness[1]!;
    expect(equalised.targeted!.lowered).toBe(1);
    const before = groups.reduce((sum, { targeted }) => sum + targeted.falseAlarm.count!, 0);
    expect(equalised.targeted!.falseAlarm.count).toBeGreaterThan(before);
  });

  it('has its risk said to be underestimated', () => {
    const { fairness } = study(3, ([, nation]) => nation === 1);
    const { miscalibrated } = findings(fairness);
    const nation = miscalibrated.find(({ variable: name, group }) => name === 'première_nation' && group.codes?.[0] === '1')!;
    const other = fairness[1]!.groups[0]!.calibration!;
    expect(nation.observed.value! - nation.announced).toBeGreaterThan(other.observed.value! - other.announced);
  });

  it('is nobody when the model is fair: few differences are named, none of them sure', () => {
    for (const seed of [4, 5, 6]) {
      const { fairness, pairs } = study(seed, () => false);
      expect(pairs.length).toBe(2);
      const double = findings(pairs.map(({ variables, groups }) => ({ variable: variables.join(), groups })));
      for (const { differences, comparisons } of [findings(fairness), double]) {
        expect(differences.filter(({ sure }) => sure)).toEqual([]);
        expect(comparisons).toBeGreaterThan(20);
      }
    }
  });
});

describe('variables and their pairs, compared as one', () => {
  const FAIR = wilson(200, 400);
  const part = (code: string) => ({ codes: [code], from: null, below: null, missing: false });
  const treated = (recall = FAIR) => {
    const stance = { recall, falseAlarm: FAIR, precision: FAIR, flagged: FAIR };
    return { rows: 800, positives: 400, calibration: null, targeted: stance, wide: { ...stance, recall: FAIR } };
  };
  const alike = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      variable: `v${at}`,
      groups: ['A', 'B', 'C'].map((code) => ({ ...part(code), ...treated() })),
    }));
  const pair = (recall: ReturnType<typeof wilson>) => ({
    variables: ['v0', 'v1'] as [string, string],
    groups: [
      ['A', 'A', recall],
      ['A', 'B', FAIR],
      ['B', 'A', FAIR],
      ['B', 'B', FAIR],
    ].map(([a, b, share]) => ({ of: [part(a as string), part(b as string)] as const, ...treated(share as typeof FAIR) })),
  });

  it('establish a pair’s difference among all comparisons made, not among those of pairs alone', () => {
    // Its probability by chance is about one in sixteen hundred.
    const pairs = [pair(wilson(161, 400))];
    const [few, many] = [alike(1), alike(4)].map((fairness) => findingsAmong({ fairness, pairs }));
    expect([few!.comparisons, many!.comparisons]).toEqual([24 + 32, 96 + 32]);
    expect(few!.differences.map(({ variable: names, sure }) => [names, sure])).toEqual([[['v0', 'v1'], true]]);
    expect(many!.differences.map(({ sure }) => sure)).toEqual([false]);
    expect([tally(few!), tally(many!)]).toEqual([
      { established: 1, toWatch: 0 },
      { established: 0, toWatch: 1 },
    ]);
  });

  it('name a pair only for what neither of its groups is named for', () => {
    const low = wilson(40, 400);
    const fairness = [
      { variable: 'v0', groups: [part('A'), part('B'), part('C')].map((each, at) => ({ ...each, ...treated(at === 0 ? low : FAIR) })) },
    ];
    const { differences } = findingsAmong({ fairness, pairs: [pair(low)] });
    expect(differences.map(({ variable: names, group }) => [names, 'of' in group])).not.toContainEqual([['v0', 'v1'], true]);
    expect(differences.length).toBeGreaterThan(0);
  });
});

describe('an attribute guessed from what models read', () => {
  const ROWS = 1500;
  const draw = seeded(8);
  const attribute = Float64Array.from({ length: ROWS }, () => (draw() < 0.3 ? 1 : 0));
  const number = Float64Array.from({ length: ROWS }, () => draw() * 100);
  const noise = () => Float32Array.from({ length: ROWS }, () => draw());
  const table: Table = {
    rows: ROWS,
    columns: [
      { name: 'langue', type: 'number', values: attribute },
      { name: 'revenu', type: 'number', values: number },
      { name: 'rare', type: 'number', values: Float64Array.from(attribute, (_, row) => (row < 30 ? 1 : 0)) },
    ],
  };
  const audited = [
    variable('langue', { role: 'audit-only', type: 'boolean' }),
    variable('revenu', { role: 'audit-only', type: 'number' }),
    variable('rare', { role: 'audit-only', type: 'boolean' }),
  ];
  const guess = async (columns: Float32Array[]) => {
    const targets = guessTargets(table, audited);
    const scores = [];
    for (const { rows, inside } of targets) {
      const matrix = { rows: rows.length, columns: columns.map((column) => Float32Array.from(rows, (row) => column[row]!)) };
      scores.push((await train(matrix, inside, { ...GUESS_FOREST, featuresPerNode: 2, seed: 1, workers: 1 })).oob);
    }
    return new Map(bestGuesses(targets, scores).map((each) => [each.variable, each.rocAuc]));
  };

  it('is told from a trace of it, and not from noise; too small a group is not tried', async () => {
    const traced = await guess([Float32Array.from(attribute, (value) => value + 0.8 * draw()), noise(), noise()]);
    expect(traced.get('langue')!.low).toBeGreaterThan(0.8);
    const blind = await guess([noise(), noise(), noise()]);
    expect([...blind.keys()]).toEqual(['langue', 'revenu']);
    for (const { low, high } of blind.values()) expect(low <= 0.53 && high >= 0.47).toBe(true);
    const half = await guess([Float32Array.from(number, (value) => value + 30 * draw()), noise()]);
    expect(half.get('revenu')!.low).toBeGreaterThan(0.8);
  });
});
