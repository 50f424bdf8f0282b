import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/base/bytes.ts';
import { sha256 } from '../../src/base/hash.ts';
import { seeded } from '../../src/base/random.ts';
import { DEMO_CSS, syntheticCss } from '../../src/demo/css.ts';
import { coarseShare, distributionOf } from '../../src/partner/distribution.ts';
import { columnsOf, type Preview } from '../../src/partner/preview.ts';
import { previewPage } from '../../src/partner/preview-page.ts';
import { PREVIEW_WORDS } from '../../src/partner/preview-words.ts';
import { measureRisk } from '../../src/partner/risk.ts';
import { readPlain } from '../../src/partner/source.ts';
import { leavingGroups } from '../../src/table/groups.ts';
import { harmonise } from '../../src/table/harmonise.ts';
import type { Column } from '../../src/table/table.ts';
import { variable } from '../support/tables.ts';
import { typography } from '../support/typography.ts';

const { dictionary, trainCsv } = syntheticCss({ ...DEMO_CSS[0], pupils: 600, variables: 40 });
const source = readPlain(trainCsv);
const groups = leavingGroups(dictionary, 'train', true);
const harmonised = harmonise(source.table, dictionary, 'train', { ...source.options, groups });
const policy = { ceiling: 0.05, facts: [] };
const preview: Preview = {
  purpose: 'train',
  readAs: source.readAs,
  rows: harmonised.rows,
  repeats: harmonised.repeats,
  optOut: null,
  fileNumber: 'fiche',
  ...columnsOf(source.table, harmonised.table, dictionary),
  risk: measureRisk(harmonised.table, dictionary, policy),
  shards: 1,
  destroyBy: '2027-06-30',
  campaign: null,
};
const previewed = { sender: 'CSS <de l’essai>', preview, table: harmonised.table, dictionary, ceiling: policy.ceiling };
const pageIn = (lang: 'fr' | 'en', changes: Partial<Preview> = {}) =>
  previewPage({ ...previewed, preview: { ...preview, ...changes } }, lang);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const rowsOf = (html: string) =>
  [...html.matchAll(/<tr><th scope="row">(.*?)<\/th><td class="n[^"]*">(.*?)<\/td>/g)].map(([, name = '', value = '']) => [name, value]);
const numberOf = (value: string) => Number(value.replaceAll(/[\u00a0\u202f ]/g, ''));

describe('the preview page', () => {
  it('is the same bytes for the same table, and its digest is theirs', () => {
    const [first, again] = [pageIn('fr'), pageIn('fr')];
    expect(Buffer.compare(first.bytes, again.bytes)).toBe(0);
    expect(first.digest).toBe(toHex(sha256(first.bytes)));
    expect(pageIn('en').digest).not.toBe(first.digest);
    expect(pageIn('fr', { destroyBy: '2027-07-01' }).digest).not.toBe(first.digest);
  });

  it('names every column that leaves and every one that stays, with the reason; what a CSS wrote is never markup', () => {
    const html = textOf(pageIn('fr').bytes);
    expect(preview.kept.flatMap(({ name, role }) => (role === 'group' ? [name] : []))).toEqual(['année_scolaire', 'niveau']);
    for (const { name } of preview.kept) expect(html).toContain(`>${name}</span>`);
    expect(preview.removed.length).toBeGreaterThan(5);
    for (const { name } of preview.removed) expect(html).toContain(`<th scope="row">${name}</th>`);
    expect(html).toContain('CSS &lt;de l’essai&gt;');
    expect(html).not.toMatch(/<script|href=|src=|https?:/);
  });

  it('holds no value of the table that is one pupil’s: no file number, no count of pupils under ten but the zero of a blank', () => {
    const html = textOf(pageIn('fr').bytes);
    for (const fileNumber of harmonised.fileNumbers) expect(html).not.toContain(fileNumber);
    const blocks = html
      .split('<h3>')
      .slice(1)
      .filter((block) => block.includes('class="under mono"'));
    expect(blocks.length).toBe(preview.kept.length);
    let figures = 0;
    for (const block of blocks) {
      for (const [name, value] of rowsOf(block)) {
        if (value === 'masqué') continue;
        const count = numberOf(value ?? '');
        figures++;
        expect(count >= 10 || (count === 0 && name === 'Sans valeur'), `${name} ${value}`).toBe(true);
      }
    }
    expect(figures).toBeGreaterThan(100);
  });

  it('tells how many opted out only from ten on, nor the total from which it would follow', () => {
    const rows = (optedOut: number, merged = 0) => ({ read: 600 + optedOut + merged, optedOut, merged, faulty: 0, kept: 600 });
    const optOut = (rows: number) => ({ listed: rows, pupils: rows, rows, unknown: 0 });
    const figures = (out: number | null, merged = 0) =>
      rowsOf(textOf(pageIn('fr', { rows: rows(out ?? 0, merged), optOut: out === null ? null : optOut(out) }).bytes))
        .slice(0, 4)
        .map(([, value]) => value);
    expect(figures(null)).toEqual(['600', 'aucune liste n’a été donnée', '0', '600']);
    for (const few of [0, 1, 9]) expect(figures(few)).toEqual(['masqué', 'moins de 10', '0', '600']);
    expect(figures(12)).toEqual(['612', '12', '0', '600']);
    expect(figures(12, 3)).toEqual(['masqué', '12', 'moins de 10', '600']);
  });

  it('writes French as Quebec typesets it', () => {
    for (const { fr } of Object.values(PREVIEW_WORDS)) expect(typography(fr)).toEqual([]);
  });
});

describe('how a column is spread', () => {
  const number = (values: number[]): Column => ({ name: 'v', type: 'number', values: Float64Array.from(values) });
  const measured = variable('v', { category: 'performance' });

  it('adds up to the pupils wherever nothing is hidden, and bands stand between round edges', () => {
    const column = number(Array.from({ length: 1000 }, (_, i) => 40 + i / 20));
    const { missing, present, parts, hidden } = distributionOf(column, measured);
    expect([missing, present, hidden]).toEqual([0, 1000, 0]);
    expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(1000);
    expect(parts.map(({ below }) => below)).toEqual([45, 50, 55, 60, 65, 70, 75, 80, 85, null]);
  });

  it('tells nothing of so few values, and hides a small absence with another part', () => {
    expect(distributionOf(number(Array.from({ length: 199 }, (_, i) => i)), measured).parts).toEqual([]);
    const few = [...Array.from({ length: 300 }, (_, i) => i % 7), Number.NaN, Number.NaN];
    const { missing, present, parts, hidden } = distributionOf(number(few), variable('v', { category: 'performance', type: 'integer' }));
    expect([missing, present]).toEqual([null, null]);
    expect(hidden).toBe(1);
    expect(parts.every(({ count }) => count >= 10)).toBe(true);
  });

  it('no count under ten, over drawn columns of every kind', () => {
    const random = seeded(31);
    for (let trial = 0; trial < 200; trial++) {
      const rows = 1 + Math.floor(random() * 500);
      const spread = Math.floor(random() * 40) + 1;
      const values = Array.from({ length: rows }, () => (random() < 0.05 ? Number.NaN : Math.floor(random() ** 3 * spread)));
      const whole = variable('v', { category: 'performance', type: trial % 2 === 0 ? 'integer' : 'number' });
      const { missing, present, parts } = distributionOf(number(values), whole);
      for (const { count } of parts) expect(count).toBeGreaterThanOrEqual(10);
      expect(missing === null || missing === 0 || missing >= 10).toBe(true);
      expect(present === null || present >= 10).toBe(true);
      const told = parts.reduce((sum, { count }) => sum + count, 0);
      if (missing !== null && parts.length > 0) expect(rows - missing - told === 0 || rows - missing - told >= 10).toBe(true);
    }
  });

  it('a share is an upper bound on steps of ten pupils at least', () => {
    for (const pupils of [30, 100, 999, 60_000]) {
      const told = Array.from({ length: pupils + 1 }, (_, heads) => coarseShare(heads / pupils, pupils));
      for (const [heads, share] of told.entries()) expect(share).toBeGreaterThanOrEqual(heads / pupils - 1e-9);
      const levels = [...new Set(told)];
      for (const level of levels.slice(0, -1)) expect(told.filter((each) => each === level).length).toBeGreaterThanOrEqual(10);
    }
  });
});
