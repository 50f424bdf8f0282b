import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorCodes, explain } from '../../src/base/errors.ts';
import { typography } from '../support/typography.ts';

describe('the error catalogue', () => {
  it.each(errorCodes)('%s says what is wrong and what to do, in both languages with the same parameters', (code) => {
    const named = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    const fr = explain({ code, params: {} }, 'fr');
    const en = explain({ code, params: {} }, 'en');
    for (const said of [fr.what, fr.fix, en.what, en.fix]) expect(said.length).toBeGreaterThan(8);
    expect(new Set(named(fr.what))).toEqual(new Set(named(en.what)));
    expect(new Set(named(fr.fix))).toEqual(new Set(named(en.fix)));
    expect(fr.what).not.toEqual(en.what);
  });

  it.each(errorCodes)('%s writes French as Quebec typesets it', (code) => {
    const { what, fix } = explain({ code, params: {} }, 'fr');
    for (const said of [what, fix]) expect(typography(said)).toEqual([]);
  });

  it('holds each code once: a second entry in another room would hide the first', () => {
    const folder = new URL('../../src/base/errors/', import.meta.url);
    const texts = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
    const codes = texts.flatMap((text) => [...text.matchAll(/^ {2}([A-Z][A-Z0-9_]*): \{/gm)].map((match) => match[1]));
    expect(codes.length).toBe(errorCodes.length);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

describe('the part of a file that a refusal names', () => {
  it('is said in the reader’s language, and is the same word for programs', () => {
    const error = { code: 'FOREST_LIMIT', params: { where: 'nodes of a tree', limit: 3 } } as const;
    expect(explain(error, 'fr').what).toContain('(nœuds d’un arbre)');
    expect(explain(error, 'en').what).toContain('(nodes of a tree)');
    expect(explain({ ...error, params: { ...error.params, where: 'nodes_treeids' } }, 'fr').what).toContain('(nodes_treeids)');
  });
});

describe('a name that a stranger gave', () => {
  it.each([
    ['orders a terminal', 'lot\u001b[2J\u009b31m.bundle', 'lot\ufffd[2J\ufffd31m.bundle'],
    ['begins another line', 'lot\r\nreçu\u2028.bundle', 'lot\ufffd\ufffdreçu\ufffd.bundle'],
    ['reads backwards', 'lot\u202eeldnub.\u2066', 'lot\ufffdeldnub.\ufffd'],
    ['is a name', 'élèves 2e cycle, nᵒ 3 — été.bundle', 'élèves 2e cycle, nᵒ 3 — été.bundle'],
  ])('and that %s is shown as a name', (_, file, shown) => {
    for (const lang of ['fr', 'en'] as const) expect(explain({ code: 'INTAKE_FILE', params: { file } }, lang).what).toContain(shown);
  });
});

describe('a message that counts', () => {
  it('writes one of anything in the singular', () => {
    const said = (code: 'PREPARE_PROBLEMS' | 'TRAIN_LATE', count: number) => {
      const params = { file: 'f.csv', outcome: 'o', moment: 'm', variable: 'v', count };
      return (['fr', 'en'] as const).map((lang) => explain({ code, params }, lang).what).join(' ');
    };
    expect(said('PREPARE_PROBLEMS', 1)).toMatch(/ 1 cellule ou colonne à .* 1 cell or column to /);
    expect(said('PREPARE_PROBLEMS', 2)).toMatch(/ 2 cellules ou colonnes à .* 2 cells or columns to /);
    expect(said('TRAIN_LATE', 1)).toMatch(/ 1 variable n’est connue que .* 1 variable is known /);
    expect(said('TRAIN_LATE', 2)).toMatch(/ 2 variables ne sont connues que .* 2 variables are known /);
  });
});
