import { inflateRawSync } from 'node:zlib';

/** Cells, or ranges of them, as Excel calls them. */
export type LostCells = {
  readonly faulty: readonly string[];
  readonly merged: readonly string[];
  /** Numbers that are shown with leading zeros, which the cell does not hold. */
  readonly padded: readonly string[];
};

const CELL = /<c\s([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g;
const MERGED = /<mergeCell\s[^>]*?\bref=["']([A-Z]+\d+:[A-Z]+\d+)["']/g;
const SHEET = /<sheet\s[^>]*?\b\w+:id=["']([^"']+)["']/g;
const RELATION = /<Relationship\s[^>]*>/g;
const FORMAT = /<numFmt\s[^>]*>/g;
const STYLE = /<xf\s[^>]*>/g;
const PLACE = /(?:^|\s)r=["']([^"']*)["']/;
const TYPE = /(?:^|\s)t=["']([^"']*)["']/;
const STYLED = /(?:^|\s)s=["'](\d+)["']/;
const WHOLE = /<v[^>]*>(\d+)</;

/**
 * What the library that reads workbooks gives as blank cells: errors (#DIV/0!), formulas whose result was not kept, and all of a merged range but
 * its first cell; and what it gives as 123 although everybody reads 0000123. `sheet`: its place in the workbook, from 0. Throws whatever it meets where the archive is not sound.
 */
export function lostCells(bytes: Uint8Array, sheet: number): LostCells {
  const parts = archive(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const read = (name: string) => parts(name).toString('latin1');
  const id = [...read('xl/workbook.xml').matchAll(SHEET)][sheet]?.[1];
  const relation = read('xl/_rels/workbook.xml.rels')
    .match(RELATION)
    ?.find((each) => attribute(each, 'Id') === id);
  const target = attribute(relation ?? '', 'Target') ?? '';
  const xml = read(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  const zeros = zerosShown(parts('xl/styles.xml', '').toString('latin1'));
  const faulty: string[] = [];
  const padded: string[] = [];
  for (const [, about = '', content = ''] of xml.matchAll(CELL)) {
    const place = () => PLACE.exec(about)?.[1] ?? '?';
    const type = TYPE.exec(about)?.[1] ?? 'n';
    if (type === 'e' || (/<f[\s>/]/.test(content) && !/<v[\s>/]/.test(content))) faulty.push(place());
    const shown = type === 'n' && zeros.size > 0 ? (zeros.get(STYLED.exec(about)?.[1] ?? '0') ?? 0) : 0;
    if (shown > (WHOLE.exec(content)?.[1]?.length ?? shown)) padded.push(place());
  }
  return { faulty, padded, merged: [...xml.matchAll(MERGED)].map(([, range = '']) => range) };
}

/** Styles whose numbers are whole ones filled with zeros (0000000), by their place: how many digits are shown. */
function zerosShown(styles: string): Map<string, number> {
  const formats = new Map((styles.match(FORMAT) ?? []).map((each) => [attribute(each, 'numFmtId'), attribute(each, 'formatCode') ?? '']));
  const cells = /<cellXfs[\s>][\s\S]*?<\/cellXfs>/.exec(styles)?.[0] ?? '';
  const digits = (cells.match(STYLE) ?? []).map((each) => /^0{2,}$/.exec(formats.get(attribute(each, 'numFmtId')) ?? '')?.[0].length ?? 0);
  return new Map(digits.flatMap((count, at) => (count > 0 ? [[String(at), count] as const] : [])));
}

function attribute(element: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)${name}=["']([^"']*)["']`).exec(element)?.[1];
}

/** The parts of a ZIP archive by its central directory (APPNOTE 6.3), ZIP64 included: some servers write it whatever the size. */
function archive(bytes: Buffer): (name: string, absent?: string) => Buffer {
  const end = bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  const wide = bytes.readUInt32LE(end + 16) === 0xffffffff ? Number(bytes.readBigUInt64LE(end - 12)) : null;
  const entries = new Map<string, { readonly at: number; readonly packed: number; readonly stored: boolean }>();
  let at = wide === null ? bytes.readUInt32LE(end + 16) : Number(bytes.readBigUInt64LE(wide + 48));
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [number, number, number];
    const from = at + 46 + name;
    const [, packed, local] = wider(
      bytes.subarray(from, from + extra),
      [24, 20, 42].map((field) => bytes.readUInt32LE(at + field)),
    );
    const stored = bytes.readUInt16LE(at + 10) === 0;
    entries.set(bytes.toString('utf8', at + 46, from), { at: local as number, packed: packed as number, stored });
    at = from + extra + comment;
  }
  return (name, absent) => {
    const entry = entries.get(name);
    if (!entry && absent !== undefined) return Buffer.from(absent);
    if (!entry) throw new RangeError(name);
    const from = entry.at + 30 + bytes.readUInt16LE(entry.at + 26) + bytes.readUInt16LE(entry.at + 28);
    const packed = bytes.subarray(from, from + entry.packed);
    return entry.stored ? packed : inflateRawSync(packed);
  };
}

/** Sizes and place of an entry, in its extra field where 32 bits do not hold them. */
function wider(extra: Buffer, fields: readonly number[]): number[] {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2);
  at += 4;
  return fields.map((field) => {
    if (field !== 0xffffffff) return field;
    at += 8;
    return Number(extra.readBigUInt64LE(at - 8));
  });
}
