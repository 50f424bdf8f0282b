import { concat, u16 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { ENTRY_LIMIT } from './event.ts';

/**
 * C2SP tlog-tiles: hashes and entries of a log as files of 256. A hash tile of level L holds nodes of tree level 8·L; a tile that is
 * not full yet bears its width. `level` is `entries` for bundles of entries, which line up with the tiles of level 0.
 */
export type Tile = { readonly level: number | 'entries'; readonly index: number; readonly width: number };

export const TILE_WIDTH = 256;
export const HASH_BYTES = 32;
const MAX_LEVEL = 63;

/** `tile/0/x001/x234/067.p/8`: index in groups of three digits, all but the last begun by x; `.p/W` when not full. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/.{3}/g) ?? [];
  const elements = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group));
  return `tile/${level}/${elements.join('/')}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}

/** The tile a path names, or null when the path is not exactly as `tilePath` writes it. */
export function parseTilePath(path: string): Tile | null {
  const match = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (!match) return null;
  const level = match[1] === 'entries' ? 'entries' : Number(match[1]);
  const index = Number(match[2]!.replace(/[x/]/g, ''));
  const width = match[3] === undefined ? TILE_WIDTH : Number(match[3]);
  const tile: Tile = { level, index, width };
  const good = (level === 'entries' || level <= MAX_LEVEL) && width >= 1 && Number.isSafeInteger(index) && tilePath(tile) === path;
  return good ? tile : null;
}

/** The files of one level of a log of `size` entries: its full tiles, then the partial one if any. */
export function* tilesOfLevel(level: number | 'entries', size: number): Generator<Tile> {
  const count = level === 'entries' ? size : Math.floor(size / TILE_WIDTH ** level);
  const full = Math.floor(count / TILE_WIDTH);
  for (let index = 0; index < full; index++) yield { level, index, width: TILE_WIDTH };
  const width = count % TILE_WIDTH;
  if (width > 0) yield { level, index: full, width };
}

/** Levels that have at least one hash in a log of `size` entries. */
export function tileLevels(size: number): number {
  let levels = 0;
  for (let count = size; count > 0; count = Math.floor(count / TILE_WIDTH)) levels++;
  return levels;
}

/** A bundle of entries: each preceded by its length on 16 bits, big-endian. */
export function encodeEntries(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length === 0 || entries.length > TILE_WIDTH || entries.some((entry) => entry.length > ENTRY_LIMIT)) {
    throw new EcluseError('LEDGER_TILE_FORM', { file: 'entries' });
  }
  return concat(...entries.flatMap((entry) => [u16(entry.length), entry]));
}

export type DecodedEntries = {
  readonly entries: Uint8Array[];
  /** True when the bytes end in the middle of an entry. */
  readonly cut: boolean;
};

/** Reads a bundle as far as it goes; never more than 256 entries and one (enough to see that there are too many). Attacker-controlled. */
export function decodeEntries(bytes: Uint8Array): DecodedEntries {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length && entries.length <= TILE_WIDTH) {
    if (at + 2 > bytes.length) return { entries, cut: true };
    const length = (bytes[at]! << 8) | bytes[at + 1]!;
    if (at + 2 + length > bytes.length) return { entries, cut: true };
    entries.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return { entries, cut: false };
}
