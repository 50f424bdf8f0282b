export type TableForm = 'xlsx' | 'parquet' | 'arrow' | 'csv';

const begins = (bytes: Uint8Array, magic: string) => [...magic].every((char, at) => bytes[at] === char.codePointAt(0));

/** What a table's first bytes say it is: a ZIP archive (among tables, only a workbook is one), Parquet, an Arrow file or stream; else text. */
export function tableForm(bytes: Uint8Array): TableForm {
  if (begins(bytes, 'PK\u0003\u0004')) return 'xlsx';
  if (begins(bytes, 'PAR1')) return 'parquet';
  const stream = bytes.length >= 8 && begins(bytes, '\u00ff\u00ff\u00ff\u00ff');
  return begins(bytes, 'ARROW1') || stream ? 'arrow' : 'csv';
}
