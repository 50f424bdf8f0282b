import { EcluseError } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { Problem } from './harmonise.ts';
import type { Table } from './table.ts';

/** A dictionary to be finished by a person: roles and categories are null, which `parseDictionary` refuses until they are filled. */
export type Draft = { readonly document: Json; readonly warnings: readonly Problem[] };

export function draftDictionary(_table: Table): Draft {
  throw new EcluseError('INTERNAL', { where: 'draft' });
}
