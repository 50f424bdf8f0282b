import iconv from 'iconv-lite';
import { concat, utf8 } from '../base/bytes.ts';

/** How one school service centre's system writes a table: a French Excel of old, or a recent export. */
export type SyntheticDialect = 'windows-1252' | 'utf-8';

export type Writer = {
  row(cells: readonly string[]): void;
  number(value: number, decimals: number): string;
  bytes(): Uint8Array;
};

const ROWS_AT_ONCE = 500;

export function delimitedWriter(dialect: SyntheticDialect): Writer {
  const old = dialect === 'windows-1252';
  const separator = old ? ';' : ',';
  const newline = old ? '\r\n' : '\n';
  const parts: Uint8Array[] = old ? [] : [utf8('\ufeff')];
  let held: string[] = [];
  const flush = () => {
    const text = held.join('');
    parts.push(old ? Uint8Array.from(iconv.encode(text, 'windows-1252')) : utf8(text));
    held = [];
  };
  return {
    row(cells) {
      held.push(cells.map(quoted).join(separator), newline);
      if (held.length >= 2 * ROWS_AT_ONCE) flush();
    },
    number: (value, decimals) => (old ? value.toFixed(decimals).replace('.', ',') : value.toFixed(decimals)),
    bytes() {
      flush();
      return concat(...parts);
    },
  };
}

function quoted(cell: string): string {
  return /[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
