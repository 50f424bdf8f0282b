import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/base/bytes.ts';
import type { Json } from '../../src/base/json.ts';
import {
  DICTIONARY_LIMITS,
  type Dictionary,
  dictionaryBytes,
  dictionaryDigest,
  featureNames,
  identifierVariable,
  parseDictionary,
  type Variable,
} from '../../src/table/dictionary.ts';
import { refusal } from '../support/refusal.ts';
import { both, dictionaryOf, outcome, variable } from '../support/tables.ts';

const write = (value: unknown) => utf8(JSON.stringify(value));
const sound: Dictionary = dictionaryOf(
  variable('note', { min: 0, max: 100, unit: both('%'), actionable: true }),
  variable('motif', {
    type: 'code',
    codes: [
      { code: 'A', label: both('A'), aliases: ['a', '1'] },
      { code: 'B', label: both('B') },
    ],
  }),
  variable('actif', { type: 'boolean' }),
  variable('sexe', { role: 'audit-only', type: 'boolean' }),
  variable('nom', { role: 'direct-identifier', type: 'text' }),
  variable('école', { role: 'group', type: 'text', group: 'school' }),
  outcome('sorti'),
);

/** The sound dictionary, one variable of which is changed. */
function changed(name: string, change: (variable: Record<string, Json>) => void): Uint8Array {
  const copy = JSON.parse(JSON.stringify(sound)) as { variables: Record<string, Json>[] };
  change(copy.variables.find((each) => each.name === name)!);
  return write(copy);
}
const refused = (bytes: Uint8Array) => refusal(() => parseDictionary(bytes));
const withVariables = (...variables: Variable[]) => write(dictionaryOf(...variables));

describe('a sound dictionary', () => {
  it('is read as it stands, from canonical JSON or from a person’s, with a BOM or not', () => {
    expect(parseDictionary(dictionaryBytes(sound), { canonical: true })).toEqual(sound);
    expect(parseDictionary(utf8(`\ufeff${JSON.stringify(sound, null, 2)}`))).toEqual(sound);
    expect(refusal(() => parseDictionary(write(sound), { canonical: true })).code).toBe('JSON_FORM');
  });

  it('has one digest however it is laid out, another when a letter changes', () => {
    const digest = dictionaryDigest(parseDictionary(utf8(JSON.stringify(sound, null, 3))));
    expect(digest).toBe(dictionaryDigest(sound));
    expect(dictionaryDigest({ ...sound, version: '2026-2' })).not.toBe(digest);
  });

  it('gives features in its order and its identifier', () => {
    expect(featureNames(sound)).toEqual(['note', 'motif', 'actif']);
    expect(identifierVariable(sound).name).toBe('fiche');
  });

  it('reads accents in any Unicode form as one', () => {
    expect(parseDictionary(changed('école', (each) => (each.name = 'e\u0301cole'))).variables.map(({ name }) => name)).toContain('école');
  });

  it('admits 2,000 predictors, refuses 2,001', () => {
    const many = (count: number) => withVariables(...Array.from({ length: count }, (_, i) => variable(`v${i}`)));
    expect(featureNames(parseDictionary(many(DICTIONARY_LIMITS.predictors)))).toHaveLength(2000);
    expect(refused(many(2001))).toEqual({ code: 'DICTIONARY_PREDICTORS', params: { count: 2001, limit: 2000 } });
    expect(refused(many(3000)).code).toBe('DICTIONARY_MEMBER');
  });
});

describe('a closed schema', () => {
  const MEMBERS: readonly [string, string, (variable: Record<string, Json>) => void, string, string][] = [
    ['an unknown member', 'note', (each) => (each.weight = 1), 'DICTIONARY_MEMBER_UNKNOWN', 'weight'],
    [
      'an unknown member of a label',
      'note',
      (each) => (each.label = { fr: 'x', en: 'x', de: 'x' }),
      'DICTIONARY_MEMBER_UNKNOWN',
      'label.de',
    ],
    ['a label without its English', 'note', (each) => (each.label = { fr: 'x' }), 'DICTIONARY_MEMBER_MISSING', 'label.en'],
    ['no role', 'note', (each) => delete each.role, 'DICTIONARY_MEMBER_MISSING', 'role'],
    ['a role left null', 'note', (each) => (each.role = null), 'DICTIONARY_MEMBER', 'role'],
    ['an unknown role', 'note', (each) => (each.role = 'teacher'), 'DICTIONARY_MEMBER', 'role'],
    ['a role of the prototype', 'note', (each) => (each.role = 'constructor'), 'DICTIONARY_MEMBER', 'role'],
    ['a predictor without category', 'note', (each) => delete each.category, 'DICTIONARY_MEMBER_MISSING', 'category'],
    ['an unknown type', 'note', (each) => (each.type = 'date'), 'DICTIONARY_MEMBER', 'type'],
    ['a minimum in text', 'note', (each) => (each.min = '0'), 'DICTIONARY_MEMBER', 'min'],
    ['a minimum above the maximum', 'note', (each) => (each.min = 101), 'DICTIONARY_MEMBER', 'max'],
    ['a range on codes', 'motif', (each) => (each.min = 0), 'DICTIONARY_MEMBER_FOREIGN', 'min'],
    ['codes on a number', 'note', (each) => (each.codes = []), 'DICTIONARY_MEMBER_FOREIGN', 'codes'],
    ['actionable on an audit-only variable', 'sexe', (each) => (each.actionable = true), 'DICTIONARY_MEMBER_FOREIGN', 'actionable'],
    ['an outcome on a predictor', 'note', (each) => (each.outcome = {}), 'DICTIONARY_MEMBER_FOREIGN', 'outcome'],
    ['a group on a predictor', 'note', (each) => (each.group = 'school'), 'DICTIONARY_MEMBER_FOREIGN', 'group'],
    ['an unknown group', 'école', (each) => (each.group = 'class'), 'DICTIONARY_MEMBER', 'group'],
    ['an empty list of codes', 'motif', (each) => (each.codes = []), 'DICTIONARY_MEMBER', 'codes'],
    ['a code that is a number', 'motif', (each) => (each.codes = [{ code: 1, label: both('x') }]), 'DICTIONARY_MEMBER', 'codes[0].code'],
    ['a code with a blank end', 'motif', (each) => (each.codes = [{ code: 'A ', label: both('x') }]), 'DICTIONARY_MEMBER', 'codes[0].code'],
    [
      'an alias that is a number',
      'motif',
      (each) => (each.codes = [{ code: 'A', label: both('x'), aliases: [1] }]),
      'DICTIONARY_MEMBER',
      'codes[0].aliases',
    ],
    ['a label of nothing', 'note', (each) => (each.label = { fr: '', en: 'x' }), 'DICTIONARY_MEMBER', 'label.fr'],
    ['a label with a control character', 'note', (each) => (each.label = { fr: 'a\u0007', en: 'x' }), 'DICTIONARY_MEMBER', 'label.fr'],
    ['a file number of type number', 'fiche', (each) => (each.type = 'number'), 'DICTIONARY_MEMBER', 'type'],
  ];
  it.each(MEMBERS)('%s', (_name, name, change, code, member) => {
    expect(refused(changed(name, change))).toEqual({ code, params: { variable: name, member } });
  });

  it.each([
    ['an alias twice', [{ code: 'A', label: both('x'), aliases: ['a', 'a'] }], 'codes[0].aliases[1]'],
    [
      'an alias that is another code',
      [
        { code: 'A', label: both('x') },
        { code: 'B', label: both('x'), aliases: ['A'] },
      ],
      'codes[1].aliases[0]',
    ],
    [
      'a code twice',
      [
        { code: 'A', label: both('x') },
        { code: 'A', label: both('x') },
      ],
      'codes[1].code',
    ],
    [
      'a code twice in two Unicode forms',
      [
        { code: 'é', label: both('x') },
        { code: 'e\u0301', label: both('x') },
      ],
      'codes[1].code',
    ],
  ])('%s', (_name, codes, member) => {
    expect(refused(changed('motif', (each) => (each.codes = codes)))).toEqual({
      code: 'DICTIONARY_CODE_TWICE',
      params: { variable: 'motif', member },
    });
  });

  it.each([
    [
      'an outcome without definition',
      (each: Record<string, Json>) => delete each.definition,
      'DICTIONARY_MEMBER_MISSING',
      'outcome.definition',
    ],
    ['a family that is no slug', (each: Record<string, Json>) => (each.family = 'Décrochage'), 'DICTIONARY_MEMBER', 'outcome.family'],
    [
      'a positive code that is not listed',
      (each: Record<string, Json>) => (each.positive = { codes: ['X'] }),
      'DICTIONARY_MEMBER',
      'outcome.positive.codes',
    ],
    [
      'every code positive',
      (each: Record<string, Json>) => (each.positive = { codes: ['OUI', 'NON'] }),
      'DICTIONARY_MEMBER',
      'outcome.positive.codes',
    ],
    [
      'a threshold on codes',
      (each: Record<string, Json>) => (each.positive = { below: 60 }),
      'DICTIONARY_MEMBER_UNKNOWN',
      'outcome.positive.below',
    ],
  ])('%s', (_name, change, code, member) => {
    const bytes = changed('sorti', (each) => void change(each.outcome as Record<string, Json>));
    expect(refused(bytes)).toEqual({ code, params: { variable: 'sorti', member } });
  });

  it.each([
    ['text that would leave', [variable('note', { type: 'text' })], 'DICTIONARY_FREE_TEXT', { variable: 'note' }],
    ['a name twice', [variable('note'), variable('note')], 'DICTIONARY_TWICE', { variable: 'note' }],
    [
      'two identifiers',
      [variable('a', { role: 'identifier', type: 'text' }), variable('b', { role: 'identifier', type: 'text' }), variable('c')],
      'DICTIONARY_IDENTIFIER',
      { count: 2 },
    ],
    ['no predictor', [variable('a', { role: 'audit-only' })], 'DICTIONARY_NO_PREDICTOR', {}],
    ['a variable called pseudonym', [variable('Pseudonym')], 'DICTIONARY_MEMBER', { variable: 'Pseudonym', member: 'name' }],
    ['a teacher', [variable('nom_enseignant')], 'DICTIONARY_TEACHING', { variable: 'nom_enseignant' }],
    [
      'a class kept as a group',
      [variable('classe', { role: 'group', type: 'text', group: 'school' }), variable('v')],
      'DICTIONARY_TEACHING',
      { variable: 'classe' },
    ],
    [
      'a teaching group kept as a direct identifier',
      [variable('no_groupe', { role: 'direct-identifier', type: 'text' }), variable('v')],
      'DICTIONARY_TEACHING',
      { variable: 'no_groupe' },
    ],
  ] as const)('%s', (_name, variables, code, params) => {
    expect(refused(withVariables(...variables))).toEqual({ code, params });
  });

  it('no identifier', () => {
    expect(refused(write({ ...sound, variables: [variable('v')] }))).toEqual({ code: 'DICTIONARY_IDENTIFIER', params: { count: 0 } });
  });

  it.each([
    ['no JSON', utf8('{'), 'JSON_FORM'],
    ['a list', write([]), 'DICTIONARY_MEMBER'],
    ['null', write(null), 'DICTIONARY_MEMBER'],
    ['another format', write({ ...sound, format: 'ecluse.dictionary/v2' }), 'DICTIONARY_MEMBER'],
    ['a member more', write({ ...sound, author: 'x' }), 'DICTIONARY_MEMBER_UNKNOWN'],
    ['no version', write({ ...sound, version: undefined }), 'DICTIONARY_MEMBER_MISSING'],
    ['variables that are an object', write({ ...sound, variables: {} }), 'DICTIONARY_MEMBER'],
    ['a variable that is a text', write({ ...sound, variables: ['note'] }), 'DICTIONARY_MEMBER'],
    ['bytes that are not UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d), 'ENCODING'],
    ['17 MiB', new Uint8Array(17 << 20).fill(0x20), 'DICTIONARY_TOO_LARGE'],
  ])('%s', (_name, bytes, code) => {
    expect(refused(bytes).code).toBe(code);
  });
});
