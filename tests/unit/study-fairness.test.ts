import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/base/random.ts';
import { findings } from '../../src/study/differences.ts';
import { evaluate } from '../../src/study/evaluation.ts';
import { fairness, type VariableFairness } from '../../src/study/fairness.ts';
import { shownEvaluation } from '../../src/study/shown.ts';
import { auditVariables, featureNames, parseDictionary, type Variable } from '../../src/table/dictionary.ts';
import { featureMatrix } from '../../src/table/features.ts';
import type { Table } from '../../src/table/table.ts';
import { smallDictionary } from '../support/chamber.ts';
import { variable } from '../support/tables.ts';

const IDENTITY = { kind: 'isotonic', scores: [0, 1], probabilities: [0, 1] } as const;
const LANGUAGES = ['FRA', 'ANG', 'AUT', 'INU'];
const VARIABLES: readonly Variable[] = [
  variable('langue', {
    role: 'audit-only',
    type: 'code',
    codes: LANGUAGES.map((code) => ({ code, label: { fr: code, en: code } })),
  }),
  variable('première_nation', { role: 'audit-only', type: 'boolean' }),
  variable('revenu', { role: 'audit-only', type: 'number' }),
];

/** Pupils judged by a fair score, save that those for whom `harmed` holds are seen as safer than they are. */
function study(seed: number, harmed: (row: { language: number; nation: number; income: number }) => boolean, rows = 4000) {
  const draw = seeded(seed);
  const values = VARIABLES.map(() => new Float64Array(rows));
  const outcome = new Uint8Array(rows);
  const probability = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const language = Math.floor(draw() ** 2 * 3);
    const nation = draw() < 0.1 ? 1 : 0;
    const income = Math.floor(draw() * 100);
    values[0]![row] = language;
    values[1]![row] = nation;
    values[2]![row] = draw() < 0.02 ? Number.NaN : income;
    outcome[row] = draw() < 0.3 ? 1 : 0;
    const bell = (draw() + draw() + draw()) / 3;
    const seen = 0.45 * outcome[row]! + 0.55 * bell;
    probability[row] = Math.round((harmed({ language, nation, income }) ? seen * 0.7 : seen) * 1e4) / 1e4;
  }
  const table: Table = { rows, columns: VARIABLES.map(({ name }, at) => ({ name, type: 'number', values: values[at]! })) };
  const evaluation = evaluate(probability, outcome, IDENTITY);
  const shown = shownEvaluation(evaluation, probability, outcome, { rowsTold: true });
  const all = Uint32Array.from({ length: rows }, (_, row) => row);
  return fairness(table, VARIABLES, { rows: all, probability, outcome, cutoffs: evaluation.cutoffs, shown });
}

const differences = (found: readonly VariableFairness[]) => findings(found).differences;

describe('groups of pupils', () => {
  it('finds and names the group that a model fails', () => {
    for (const seed of [1, 2, 3]) {
      const found = differences(study(seed, ({ nation }) => nation === 1));
      const recall = found.filter(({ measure }) => measure === 'recall');
      expect(recall.map(({ variable, group, stance }) => [variable, group.codes, stance])).toEqual([
        ['première_nation', ['1'], 'targeted'],
        ['première_nation', ['1'], 'wide'],
      ]);
      expect(recall.every(({ share, others }) => share.high < others.low)).toBe(true);
      expect(new Set(found.map(({ variable }) => variable))).toEqual(new Set(['première_nation']));
    }
  });

  it('finds it among several groups, and in a band of numbers', () => {
    const language = differences(study(4, ({ language }) => language === 1)).filter(({ measure }) => measure === 'recall');
    expect(language.filter(({ group, share, others }) => group.codes?.[0] === 'ANG' && share.high < others.low).length).toBe(2);
    const poor = differences(study(5, ({ income }) => income < 25)).filter(({ measure }) => measure === 'recall');
    const named = poor.filter(({ group, share, others }) => group.from === null && share.high < others.low);
    expect(named.map(({ stance }) => stance)).toContain('targeted');
    expect(named.every(({ variable, group }) => variable === 'revenu' && group.below! >= 23 && group.below! <= 36)).toBe(true);
  });

  it('names nobody when the model is fair', () => {
    for (const seed of [11, 12, 13, 14, 15]) {
      const found = study(seed, () => false);
      expect(found.map(({ groups }) => groups.length)).toEqual([3, 2, 4]);
      expect(differences(found)).toEqual([]);
    }
  });

  it('merges what is too small, and says so by its codes', () => {
    const [language] = study(6, () => false);
    // Nobody is INU, which itself may not be told.
    expect(language!.groups.map(({ codes, missing }) => [codes, missing])).toEqual([
      [['FRA'], false],
      [['ANG'], false],
      [['AUT', 'INU'], false],
    ]);
    expect(study(6, () => false, 90).map(({ groups }) => groups)).toEqual([[], [], []]);
  });
});

describe('audit-only variables', () => {
  const dictionary = smallDictionary({ noise: 1 });

  it('are no predictor: a variable has one role, and forests read the predictors alone', () => {
    const audited = auditVariables(dictionary).map(({ name }) => name);
    expect(audited).toEqual(['genre']);
    expect(featureNames(dictionary).filter((name) => audited.includes(name))).toEqual([]);
    const twice = { ...dictionary, variables: [...dictionary.variables, { ...dictionary.variables[1]!, name: 'genre' }] };
    expect(() => parseDictionary(new TextEncoder().encode(JSON.stringify(twice)))).toThrowError(/DICTIONARY_TWICE/);
    const columns = dictionary.variables.map(({ name }, at) => ({ name, type: 'number' as const, values: Float64Array.of(at, at) }));
    const read = featureMatrix({ rows: 2, columns }, dictionary).columns.map((column) => dictionary.variables[column[0]!]!.role);
    expect(new Set(read)).toEqual(new Set(['predictor']));
  });
});
