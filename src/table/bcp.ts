import { EcluseError } from '../base/errors.ts';
import { type CsvOptions, SEPARATORS, type Separator } from './csv.ts';
import { type Encoding, readEncoding } from './encoding.ts';
import { checkNames, cleanName } from './header.ts';

/** What a file without header needs to be read: its columns, and what SQL Server's `bcp` says of their form. */
export type Format = Required<Pick<CsvOptions, 'header' | 'quotes'>> & { readonly separator?: Separator; readonly encoding?: Encoding };

const FIELD = /^(\d+)\s+(\S+)\s+(\d+)\s+\d+\s+"([^"]*)"\s+\d+\s+("[^"]*"|\S+)(?:\s+(?:""|\S+))?$/;

/**
 * A format file as `bcp … format nul -c -f` (or `-w`) writes it, else a list of column names, one a line. Files of `bcp` know no quotes.
 * Error: `TABLE_FORMAT` with the line.
 */
export function parseFormat(bytes: Uint8Array): Format {
  const lines = readEncoding(bytes).bytes.toString('utf8').replace(/\s+$/, '').split(/\r?\n/);
  const refuse = (line: number): never => {
    throw new EcluseError('TABLE_FORMAT', { line });
  };
  if (!/^\d+\.\d+$/.test(lines[0]?.trim() ?? '')) {
    const header = lines.map(cleanName);
    const blank = header.indexOf('');
    if (blank >= 0) refuse(blank + 1);
    checkNames(header);
    return { header, quotes: true };
  }
  const fields = lines.slice(2).map((line, at) => FIELD.exec(line.trim()) ?? refuse(at + 3));
  if (fields.length === 0 || Number(lines[1]) !== fields.length) refuse(2);
  const wide = fields.map(([, , type]) => type === 'SQLNCHAR');
  const ends = fields.map(([, , , , end]) => unescaped(end ?? ''));
  for (const [at, [, order, type, prefix]] of fields.entries()) {
    const last = at === fields.length - 1;
    const expected = last ? /^\r?\n$/ : ends[0] === ends[at];
    const sound = typeof expected === 'boolean' ? expected : expected.test(ends[at] ?? '');
    const text = type === 'SQLCHAR' || type === 'SQLNCHAR';
    if (Number(order) !== at + 1 || prefix !== '0' || !text || wide[at] !== wide[0] || !sound) refuse(at + 3);
  }
  const separator = SEPARATORS.find((each) => each === ends[0]);
  if (fields.length > 1 && separator === undefined) refuse(3);
  const header = fields.map(([, , , , , name]) => cleanName(name?.replace(/^"|"$/g, '')));
  checkNames(header);
  return { header, quotes: false, ...(separator ? { separator } : {}), ...(wide[0] ? { encoding: 'utf-16le' } : {}) };
}

/** `bcp` writes UTF-16 terminators byte by byte: "\t\0". */
function unescaped(end: string): string {
  const named: Record<string, string> = { t: '\t', n: '\n', r: '\r', '0': '' };
  return end.replace(/\\([tnr0])/g, (_, letter: string) => named[letter] ?? '');
}
