import { DICTIONARY_FORMAT, type Dictionary, type Variable } from '../../src/table/dictionary.ts';
import type { Table, TextColumn } from '../../src/table/table.ts';

export const both = (text: string) => ({ fr: text, en: text });

export function variable(name: string, rest: Partial<Variable> = {}): Variable {
  const role = rest.role ?? 'predictor';
  return { name, label: both(name), role, type: 'number', ...(role === 'predictor' ? { category: 'profile' as const } : {}), ...rest };
}

const fileNumber = variable('fiche', { role: 'identifier', type: 'text' });

/** A dictionary of these variables, with a file number `fiche` where none stands. */
export function dictionaryOf(...variables: Variable[]): Dictionary {
  const whole = variables.some(({ role }) => role === 'identifier') ? variables : [fileNumber, ...variables];
  return { format: DICTIONARY_FORMAT, version: '2026-1', name: both('Essai'), variables: whole };
}

export const text = (name: string, ...values: string[]): TextColumn => ({ name, type: 'text', values });

/** A table as a CSV gives it; file numbers A1, A2… are added where no column is called `fiche`. */
export function tableOf(...columns: TextColumn[]): Table {
  const rows = columns[0]?.values.length ?? 0;
  const numbers = text('fiche', ...Array.from({ length: rows }, (_, row) => `A${row + 1}`));
  return { rows, columns: columns.some(({ name }) => name === 'fiche') ? columns : [numbers, ...columns] };
}

export const outcome = (name: string, rest: Partial<Variable> = {}): Variable =>
  variable(name, {
    role: 'outcome',
    type: 'code',
    codes: [
      { code: 'OUI', label: both('Oui'), aliases: ['o'] },
      { code: 'NON', label: both('Non'), aliases: ['n'] },
    ],
    outcome: { family: 'decrochage', target: 'sec-3', positive: { codes: ['OUI'] }, definition: both('Définition.') },
    ...rest,
  });
