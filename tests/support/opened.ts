import { utf8 } from '../../src/base/bytes.ts';
import { lotOf, seeded } from '../../src/base/random.ts';
import { readMeasures } from '../../src/partner/measures.ts';
import type { OpenedResult } from '../../src/partner/open.ts';
import { Place } from '../../src/partner/place.ts';
import { NAMED } from '../../src/study/doubts.ts';
import { CATEGORIES } from '../../src/table/dictionary.ts';
import { DICTIONARY, modelSaid } from './answers.ts';

export const SCHOOLS = ['École du Ruisseau', 'École « <b>A</b> »', 'Polyvalente des Îles', 'École des Bouleaux'];
export const GRADES = ['1', '2', '3'];
export type Pupil = { school: string; grade: string; bands: readonly number[] };
export const TARGETS = ['sec-3', 'sec-4'];

/** An opened result of these pupils, as `openAnswer` gives it once all is verified. */
export function openedOf(pupils: readonly Pupil[], request = 'a'.repeat(32), secret = 'lot'): OpenedResult {
  const rows = pupils.length * TARGETS.length;
  const pupil = (row: number) => row % pupils.length;
  const model = Int32Array.from({ length: rows }, (_, row) => Math.floor(row / pupils.length));
  const band = Int32Array.from({ length: rows }, (_, row) => pupils[pupil(row)]!.bands[model[row]!]!);
  const numbers = (value: (row: number) => number) => Float64Array.from({ length: rows }, (_, row) => value(row));
  const factor = (feature: number, value: number) => [{ feature: new Int16Array(rows).fill(feature), value: numbers(() => value) }];
  const none = { share: new Float64Array(rows), features: Array.from({ length: NAMED }, () => new Int16Array(rows).fill(-1)) };
  const dictionary = {
    ...DICTIONARY,
    variables: DICTIONARY.variables.map((each) => (each.name === 'absences' ? { ...each, actionable: true } : each)),
  };
  const { evaluation, ...read } = modelSaid();
  const measures = readMeasures(new Place('essai', '', evaluation));
  return {
    kind: 'result',
    core: { id: 'c'.repeat(32), destroyBy: '2027-06-30', created: '2026-10-01T12:30:00Z' },
    coreHash: 'd'.repeat(64),
    appliance: { name: 'Appareil' },
    request: { id: request, core: 'e'.repeat(64), created: '2026-10-01T12:00:00Z', answer: null },
    dictionary,
    checkpoint: null,
    missing: { rows: 100, variables: [] },
    opened: '2026-10-02T12:00:00Z',
    report: {
      request: 'e'.repeat(64),
      gap: 'machine',
      models: TARGETS.map((target) => ({
        ...read,
        measures,
        distance: null,
        id: `decrochage-${target}`,
        target,
        bands: ['low', 'moderate', 'high'],
      })),
      features: ['absences', 'moyenne'],
      refused: [],
    },
    scores: {
      rows,
      pseudonyms: [],
      model,
      score: numbers(() => 0.3),
      probability: numbers(() => 0.3),
      band,
      targeted: band.map((each) => (each === 2 ? 1 : 0)),
      wide: band.map((each) => (each > 0 ? 1 : 0)),
      contributions: Object.fromEntries(CATEGORIES.map((name) => [name, numbers(() => 0.01)])),
      raising: factor(0, 0.02),
      lowering: factor(1, -0.02),
      actionable: factor(0, 0.02),
      odd: new Int32Array(rows),
      doubts: { missing: none, unusual: none },
    },
    pupils: Int32Array.from({ length: rows }, (_, row) => pupil(row)),
    lot: lotOf('essai', utf8(secret)),
    roster: {
      fileNumbers: pupils.map((_, i) => `F${10_000 + i}`),
      groups: [
        { name: 'école', group: 'school', values: pupils.map(({ school }) => school) },
        { name: 'niveau', group: 'grade', values: pupils.map(({ grade }) => grade) },
      ],
    },
  } as unknown as OpenedResult;
}

export function population(seed: number, least = 8, most = 70): Pupil[] {
  const draw = seeded(seed);
  return SCHOOLS.flatMap((school) =>
    GRADES.flatMap((grade) =>
      Array.from({ length: least + Math.floor(draw() * (most - least)) }, () => ({
        school,
        grade,
        bands: TARGETS.map(() => (draw() < 0.2 ? 2 : draw() < 0.3 ? 1 : 0)),
      })),
    ),
  );
}
