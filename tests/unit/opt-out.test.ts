import { describe, expect, it } from 'vitest';
import { findOptedOut } from '../../src/table/opt-out.ts';
import type { Table } from '../../src/table/table.ts';
import { refusal } from '../support/refusal.ts';
import { variable } from '../support/tables.ts';

const text = (name: string, ...values: string[]): Table => ({ rows: values.length, columns: [{ name, type: 'text', values }] });
const asText = variable('fiche', { role: 'identifier', type: 'text' });
const asNumber = variable('fiche', { role: 'identifier', type: 'integer' });

describe('pupils who opted out', () => {
  it('are found by their file number, blanks aside; each once, with all their rows; the others are counted', () => {
    const list = text('fiche', ' A1', 'A1', '', 'B7', 'C9');
    const { leftOut, optOut } = findOptedOut(text('fiche', 'A1', 'A2', 'A1 ', 'B7'), list, asText);
    expect([...leftOut]).toEqual([1, 0, 1, 1]);
    expect(optOut).toEqual({ listed: 3, pupils: 2, rows: 3, unknown: 1 });
  });

  it('are found whatever their zeros where file numbers are whole numbers', () => {
    const { leftOut } = findOptedOut(text('fiche', '00123', '45'), text('fiche', '123', '0045'), asNumber);
    expect([...leftOut]).toEqual([1, 1]);
  });

  it('whose zeros a spreadsheet dropped stop everything, by line and not by number', () => {
    const act = () => findOptedOut(text('fiche', '00123', '00045'), text('fiche', '00045', '123'), asText);
    expect(refusal(act)).toEqual({ code: 'OPT_OUT_ZEROS', params: { count: 1, line: 3 } });
  });

  it('stop everything where the number differs by blanks or capitals alone, or stands a second time in the table without its zeros', () => {
    const spelled = () => findOptedOut(text('fiche', 'F001', 'F002'), text('fiche', 'F002', 'f 001'), asText);
    expect(refusal(spelled)).toEqual({ code: 'OPT_OUT_ZEROS', params: { count: 1, line: 3 } });
    const twin = () => findOptedOut(text('fiche', '001', '1'), text('fiche', '001'), asText);
    expect(refusal(twin)).toEqual({ code: 'OPT_OUT_ZEROS', params: { count: 1, line: 2 } });
  });

  it('stop everything where a line of the list names somebody without a file number', () => {
    const names = { name: 'nom', type: 'text' as const, values: ['Q', ' ', 'R'] };
    const list: Table = { rows: 3, columns: [...text('fiche', 'A1', '', ' ').columns, names] };
    expect(refusal(() => findOptedOut(text('fiche', 'A1', 'A2'), list, asText))).toEqual({ code: 'OPT_OUT_BLANK', params: { line: 4 } });
  });

  it('on a list without that column, or without a header, are not passed over', () => {
    const act = () => findOptedOut(text('fiche', '1'), text('00123', '00124'), asText);
    expect(refusal(act)).toEqual({ code: 'OPT_OUT_COLUMN', params: { column: 'fiche' } });
  });
});
