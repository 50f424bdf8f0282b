import { structuredIdentifier } from '../pseudonym/identifiers.ts';
import { spelling } from './cells.ts';

/** A local code without a place in the dictionary. Shown at home only; `code` is null where the cell does not look like a code. */
export type UnmappedCode = { readonly column: string; readonly code: string | null; readonly count: number; readonly line: number };

const DISTINCT_SHOWN = 500;

export type UnmappedList = { add(column: string, cell: string, line: number): void; list(): UnmappedCode[] };

/** Gathers what a person has to map, the most frequent first; what does not look like a code is counted under null. */
export function unmappedList(): UnmappedList {
  const columns = new Map<string, Map<string | null, { count: number; line: number }>>();
  return {
    add(column, cell, line) {
      let codes = columns.get(column);
      if (!codes) {
        codes = new Map();
        columns.set(column, codes);
      }
      const text = spelling(cell);
      const code = codeLike(text) && (codes.has(text) || codes.size < DISTINCT_SHOWN) ? text : null;
      const held = codes.get(code);
      if (held) held.count++;
      else codes.set(code, { count: 1, line });
    },
    list: () =>
      [...columns].flatMap(([column, codes]) =>
        [...codes]
          .map(([code, { count, line }]): UnmappedCode => ({ column, code, count, line }))
          .sort((a, b) => b.count - a.count || a.line - b.line),
      ),
  };
}

/** Short, few words, no form of an identifier: what a list of codes may hold. */
function codeLike(text: string): boolean {
  return (
    text.length <= 40 &&
    /^[\p{L}\p{M}\p{N} ._+/*°'’&,()–-]+$/u.test(text) &&
    text.split(' ').length <= 6 &&
    structuredIdentifier(text) === null
  );
}
