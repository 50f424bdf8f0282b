import { describe, expect, it } from 'vitest';
import { identifierCorpus, measureDetectors } from '../../src/demo/corpus.ts';
import { contentOf, IDENTIFYING, type Identifying } from '../../src/pseudonym/identifiers.ts';

/** Least recall and precision by kind, of columns, over three corpora. What has a form is refused: it may not be wrong. Names are a warning. */
const FLOORS: Readonly<Record<Identifying, readonly [recall: number, precision: number]>> = {
  email: [0.98, 1],
  phone: [0.98, 0.98],
  'social-insurance': [0.98, 0.98],
  'permanent-code': [0.98, 0.98],
  'health-insurance': [0.98, 0.98],
  'postal-code': [0.98, 1],
  birth: [0.98, 0.98],
  address: [0.98, 0.98],
  name: [0.93, 0.8],
  'free-text': [0.95, 0.95],
};

describe('the detectors, over a generated corpus', () => {
  const corpus = [2026, 7, 8].flatMap((seed) => identifierCorpus(seed));
  const measured = measureDetectors(corpus, ({ cells, rows }) => contentOf(new Set(cells), { names: true, rows }));

  it('is the same corpus for the same seed, and holds every kind', () => {
    expect(identifierCorpus(7)).toEqual(identifierCorpus(7));
    expect(measured.map(({ kind }) => kind).sort()).toEqual([...IDENTIFYING].sort());
    expect(corpus.filter(({ kind }) => kind === null).length).toBeGreaterThan(corpus.length / 2);
  });

  it.each(measured.map((each) => [each.kind, each] as const))(
    '%s: recall and precision above their floors',
    (kind, { columns, found, claimed, right }) => {
      const [recall, precision] = FLOORS[kind];
      expect(columns).toBeGreaterThanOrEqual(120);
      expect(found / columns).toBeGreaterThanOrEqual(recall);
      expect(right / claimed).toBeGreaterThanOrEqual(precision);
    },
  );

  it('nothing with a form of its own is mistaken for another, and no decoy is refused', () => {
    const warned: readonly (Identifying | null)[] = [null, 'name', 'free-text'];
    const refusedWrongly = corpus.filter(({ kind, cells, rows }) => {
      const claim = contentOf(new Set(cells), { names: true, rows });
      return !warned.includes(claim) && claim !== kind;
    });
    expect(refusedWrongly.map(({ what }) => what)).toEqual([]);
  });
});
