import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/base/bytes.ts';
import { compareDictionaries } from '../../src/table/compare.ts';
import { CATEGORIES, type Dictionary, dictionaryBytes, parseDictionary, predictors, type Variable } from '../../src/table/dictionary.ts';
import { harmonise } from '../../src/table/harmonise.ts';
import { applyConfirmed, parsePending, pendingDocument, propose } from '../../src/table/map.ts';
import { STARTER } from '../../src/table/starter/starter.ts';
import { refusal } from '../support/refusal.ts';

const both = (text: string) => ({ fr: text, en: text });
const code = (code: string, label: string, ...aliases: string[]) => ({
  code,
  label: both(label),
  ...(aliases.length > 0 ? { aliases } : {}),
});
const motif: Variable = {
  name: 'motif',
  label: both('Motif'),
  role: 'predictor',
  type: 'code',
  category: 'attendance',
  codes: [code('MAL', 'Maladie', 'Malade'), code('NM', 'Non motivée'), code('R', 'Retard'), code('M', 'Motivée')],
};
const dictionary = (variables: readonly Variable[] = [motif], version = '1'): Dictionary => ({
  format: 'ecluse.dictionary/v1',
  version,
  name: both('Essai'),
  variables: [{ name: 'fiche', label: both('Fiche'), role: 'identifier', type: 'text' }, ...variables],
});
const unmapped = (...codes: string[]) => codes.map((each, at) => ({ column: 'motif', code: each, count: 10 - at, line: at + 2 }));

describe('mapping local codes', () => {
  it.each([
    ['mal', 'MAL', 'same'],
    ['MALADE.', 'MAL', 'same'],
    ['non-motivee', 'NM', 'label'],
    ['Retards', 'R', 'near'],
    ['maladies', 'MAL', 'near'],
    ['T', null, null],
    ['N', null, null],
    ['Transport', null, null],
  ])('proposes for %s: %s', (local, to, because) => {
    expect(propose(dictionary(), unmapped(local)).proposals).toEqual([
      { variable: 'motif', code: local, count: 10, to, because, confirmed: false },
    ]);
  });

  it('counts what does not look like a code, and never writes it', () => {
    const found = propose(dictionary(), [{ column: 'motif', code: null, count: 4, line: 2 }]);
    expect(found).toEqual({ proposals: [], unreadable: 4 });
  });

  it('goes round: proposed, refused by every reader, confirmed by a person, then a plain dictionary', () => {
    const { proposals } = propose(dictionary(), unmapped('mal', 'Transport'));
    const document = JSON.stringify(pendingDocument({ dictionary: dictionary(), proposals }));
    expect(refusal(() => parseDictionary(utf8(document)))).toEqual({ code: 'DICTIONARY_TO_CONFIRM', params: { count: 2 } });
    const pending = parsePending(utf8(document));
    expect(pending).toEqual({ dictionary: dictionary(), proposals });
    expect(applyConfirmed(pending)).toEqual({ dictionary: dictionary(), applied: 0 });
    const confirmed = pending.proposals.map((each) => ({ ...each, to: each.to ?? 'M', confirmed: true }));
    const { dictionary: mapped, applied } = applyConfirmed({ ...pending, proposals: confirmed });
    expect(applied).toBe(2);
    const plain = parseDictionary(utf8(JSON.stringify(pendingDocument({ dictionary: mapped, proposals: [] }))));
    const table = {
      rows: 2,
      columns: ['fiche', 'motif'].map((name, at) => ({
        name,
        type: 'text' as const,
        values: at === 0 ? ['1', '2'] : ['mal', 'Transport'],
      })),
    };
    expect(harmonise(table, plain, 'score').unmapped).toEqual([]);
    expect(compareDictionaries(dictionary(), plain).map(({ kind, member, to }) => [kind, member, to])).toEqual([
      ['same-version', undefined, undefined],
      ['alias-added', 'mal', 'MAL'],
      ['alias-added', 'Transport', 'M'],
    ]);
  });

  it('refuses a confirmation that leads nowhere or contradicts the list', () => {
    const one = { variable: 'motif', code: 'x', count: 1, to: 'MAL', because: null, confirmed: true };
    const apply = (change: object) => refusal(() => applyConfirmed({ dictionary: dictionary(), proposals: [{ ...one, ...change }] }));
    expect(apply({ to: 'ZZ' })).toEqual({ code: 'DICTIONARY_MAP', params: { variable: 'motif', code: 'ZZ' } });
    expect(apply({ variable: 'autre' }).code).toBe('DICTIONARY_MAP');
    expect(apply({ code: 'Malade', to: 'R' }).code).toBe('DICTIONARY_MAP');
    const written = (item: object) => JSON.stringify({ ...dictionary(), toConfirm: [item] });
    expect(refusal(() => parsePending(utf8(written({ ...one, to: null })))).params).toMatchObject({ member: 'toConfirm[0].to' });
    expect(refusal(() => parsePending(utf8(written({ ...one, note: 1 })))).code).toBe('DICTIONARY_MEMBER_UNKNOWN');
  });
});

describe('two versions compared', () => {
  it('say nothing of what is the same', () => {
    expect(compareDictionaries(dictionary(), dictionary([motif], '2'))).toEqual([]);
  });

  it('tell members, codes, spellings that change meaning, order, and variables that come and go', () => {
    const age: Variable = { name: 'âge', label: both('Âge'), role: 'predictor', type: 'integer', category: 'profile', min: 4, max: 21 };
    const gone: Variable = { ...age, name: 'parti' };
    const changed: Variable = {
      ...motif,
      label: both('Motif d’absence'),
      codes: [code('MAL', 'Maladie'), code('R', 'En retard', 'Malade'), code('T', 'Transport')],
    };
    const changes = compareDictionaries(
      dictionary([gone, age, motif]),
      dictionary([changed, { ...age, max: 22 }, { ...age, name: 'neuf' }], '2'),
    );
    expect(changes).toEqual([
      { kind: 'variable-removed', variable: 'parti' },
      { kind: 'member', variable: 'motif', member: 'label', from: 'Motif', to: 'Motif d’absence' },
      { kind: 'code-removed', variable: 'motif', member: 'NM' },
      { kind: 'code-removed', variable: 'motif', member: 'M' },
      { kind: 'code-label', variable: 'motif', member: 'R', from: 'Retard', to: 'En retard' },
      { kind: 'code-added', variable: 'motif', member: 'T' },
      { kind: 'alias-moved', variable: 'motif', member: 'Malade', from: 'MAL', to: 'R' },
      { kind: 'member', variable: 'âge', member: 'max', from: '21', to: '22' },
      { kind: 'variable-added', variable: 'neuf' },
      { kind: 'order', variable: 'âge' },
    ]);
  });

  it('tell a new definition of an outcome', () => {
    const [observed] = STARTER.variables.filter(({ role }) => role === 'outcome');
    const other = { ...observed!, outcome: { ...observed!.outcome!, positive: { codes: ['PARTI', 'AILLEURS'] } } };
    expect(compareDictionaries(dictionary([motif, observed!]), dictionary([motif, other], '2'))).toEqual([
      { kind: 'outcome', variable: observed!.name },
    ]);
  });
});

describe('the starter dictionary', () => {
  it('is sound, holds at least 150 predictors in all five categories, and says what it is', () => {
    expect(parseDictionary(dictionaryBytes(STARTER))).toEqual(STARTER);
    expect(predictors(STARTER).length).toBeGreaterThanOrEqual(150);
    for (const category of CATEGORIES) expect(predictors(STARTER).filter((each) => each.category === category).length).toBeGreaterThan(15);
    expect(STARTER.name.fr).toMatch(/^POINT DE DÉPART/);
    expect(STARTER.name.en).toMatch(/^STARTING POINT/);
    for (const { outcome } of STARTER.variables) if (outcome) expect(outcome.definition.fr).toMatch(/^À ADAPTER/);
    for (const { label } of STARTER.variables) expect(label.fr).not.toMatch(/ [:;?!»]/);
    // A range that admits anything finds no error: nobody repeats a hundred years.
    for (const { label, max } of STARTER.variables)
      if (/^(Années|Changements|Déménagements|Frères)/.test(label.fr)) expect(max).toBeLessThanOrEqual(30);
  });
});
