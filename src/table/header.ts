import { EcluseError } from '../base/errors.ts';

/** Names of a table's columns, each once. Columns are told by their number: where a file lacks its header, a "name" is a pupil's value. */
export function checkNames(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const [at, name] of names.entries()) {
    if (name === '') throw new EcluseError('TABLE_HEADER_EMPTY', { column: at + 1 });
    if (name.length > 200 || /\p{Cc}/u.test(name)) throw new EcluseError('TABLE_HEADER_FORM', { column: at + 1 });
    if (seen.has(name)) throw new EcluseError('TABLE_HEADER_TWICE', { column: at + 1 });
    seen.add(name);
  }
}

export function cleanName(name: unknown): string {
  return String(name ?? '')
    .trim()
    .normalize('NFC');
}
