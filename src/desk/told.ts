import { type TSchema, Type } from 'typebox';
import type { Form } from '../web/forms.ts';
import type { Told } from './draft.ts';

const literal = (...values: readonly string[]): TSchema => Type.Union(values.map((value) => Type.Literal(value)));

/** What a form may say of a table's form; its `format` names a file, which its handler finds. */
export const TOLD_FIELDS = {
  encoding: literal('', 'utf-8', 'utf-16le', 'utf-16be', 'windows-1252'),
  separator: literal('', ';', ',', '|', 'tab'),
  decimal: literal('', ',', '.'),
  sheet: Type.String({ maxLength: 100 }),
} as const;

export function toldOf(form: Form): Told {
  const told = {
    encoding: form.encoding,
    separator: form.separator === 'tab' ? '\t' : form.separator,
    decimal: form.decimal,
    sheet: form.sheet,
  };
  // The choices of the form are those of the types.
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined && value !== '')) as Told;
}
