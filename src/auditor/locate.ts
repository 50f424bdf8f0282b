import { equalBytes, toHex } from '../base/bytes.ts';
import { parseEntry } from '../ledger/event.ts';
import { growTree, leafHash } from '../ledger/merkle.ts';
import { decodeEntries, HASH_BYTES, TILE_WIDTH, tileLevels, tilePath } from '../ledger/tile.ts';
import { type Finding, finding, type Read } from './finding.ts';

/**
 * Names what was done to an export whose entries do not lead to the root that was signed: removal, truncation, alteration, reordering,
 * insertion, and the first entry concerned. Slow and thorough: it runs once something is known to be wrong.
 */
export function locate(read: Read, size: number, root: Uint8Array): Finding {
  const hashes = Array.from(entriesFound(read, size), leafHash);
  const leaves = leafTiles(read, size);
  const sealed = leaves !== null && equalBytes(rootOf(leaves), root);
  const exact = sealed ? againstLeaves(hashes, leaves, size) : null;
  return exact ?? byNumbers(read, hashes.length, size) ?? againstTiles(read, hashes, leaves, size);
}

/** All entries that can still be found, one after the other, whatever gaps the files leave. */
function* entriesFound(read: Read, size: number): Generator<Uint8Array> {
  const last = Math.ceil(size / TILE_WIDTH) - 1;
  let misses = 0;
  for (let index = 0; index <= last && misses <= TILE_WIDTH; index++) {
    const width = index < last ? TILE_WIDTH : size - last * TILE_WIDTH;
    const bytes = read(tilePath({ level: 'entries', index, width })) ?? otherWidth(read, index, width);
    misses = bytes === null ? misses + 1 : 0;
    if (bytes !== null) yield* decodeEntries(bytes).entries;
  }
}

/** The same bundle under another width: what an export holds after entries were taken out and files renamed. */
function otherWidth(read: Read, index: number, width: number): Uint8Array | null {
  for (let other = TILE_WIDTH; other > 0; other--) {
    const bytes = other === width ? null : read(tilePath({ level: 'entries', index, width: other }));
    if (bytes !== null) return bytes;
  }
  return null;
}

/** The number an entry bears, or null when it cannot be read. */
function numberOf(entry: Uint8Array): number | null {
  try {
    return parseEntry(entry).sequence;
  } catch {
    return null;
  }
}

function leafTiles(read: Read, size: number): Uint8Array[] | null {
  const leaves: Uint8Array[] = [];
  for (let index = 0; index * TILE_WIDTH < size; index++) {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
    const bytes = read(tilePath({ level: 0, index, width }));
    if (bytes?.length !== width * HASH_BYTES) return null;
    for (let i = 0; i < width; i++) leaves.push(bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES));
  }
  return leaves;
}

function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const tree = growTree([], 0);
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}

/** Exact: the leaf hashes are those that were sealed, only the entries are not. Null when every entry agrees. */
function againstLeaves(hashes: readonly Uint8Array[], leaves: readonly Uint8Array[], size: number): Finding | null {
  const first = leaves.findIndex((leaf, i) => hashes[i] === undefined || !equalBytes(leaf, hashes[i]));
  if (first < 0) return hashes.length > size ? finding('EXPORT_SURPLUS', { entry: size }) : null;
  if (first >= hashes.length) return finding('EXPORT_TRUNCATED', { entry: first, size });
  const places = new Map(leaves.map((leaf, i) => [toHex(leaf), i]));
  const present = new Set(hashes.map(toHex));
  const here = places.get(toHex(hashes[first]!));
  const stillThere = present.has(toHex(leaves[first]!));
  if (here === undefined) return finding(stillThere ? 'EXPORT_INSERTED' : 'EXPORT_ALTERED', { entry: first });
  if (stillThere) return finding('EXPORT_REORDERED', { entry: first });
  return here > first ? finding('EXPORT_REMOVED', { entry: first, missing: here - first }) : finding('EXPORT_ALTERED', { entry: first });
}

/** Without sealed leaves to compare with, the numbers that entries bear tell removal and reordering. */
function byNumbers(read: Read, found: number, size: number): Finding | null {
  const numbers = Array.from(entriesFound(read, size), numberOf);
  const first = numbers.findIndex((number, i) => number !== null && number !== i);
  if (first >= 0) {
    const number = numbers[first]!;
    const gone = number > first && !numbers.includes(first);
    if (gone) return finding('EXPORT_REMOVED', { entry: first, missing: number - first });
    return finding(found > size ? 'EXPORT_INSERTED' : 'EXPORT_REORDERED', { entry: first });
  }
  return found < size ? finding('EXPORT_TRUNCATED', { entry: found, size }) : null;
}

/** The lowest tile that was not remade tells between which entries the change lies. */
function againstTiles(read: Read, hashes: readonly Uint8Array[], leaves: readonly Uint8Array[] | null, size: number): Finding {
  const altered = leaves?.findIndex((leaf, i) => hashes[i] === undefined || !equalBytes(leaf, hashes[i])) ?? -1;
  if (altered >= 0) return finding('EXPORT_ALTERED', { entry: altered });
  let first: { level: number; index: number } | null = null;
  const levels = tileLevels(size);
  const tree = growTree([], 0, (level, index, hash) => {
    const tileLevel = level / 8;
    if (first !== null || level === 0 || !Number.isInteger(tileLevel) || tileLevel >= levels) return;
    const tile = Math.floor(index / TILE_WIDTH);
    const width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** tileLevel) - tile * TILE_WIDTH);
    const at = (index % TILE_WIDTH) * HASH_BYTES;
    const said = read(tilePath({ level: tileLevel, index: tile, width }))?.subarray(at, at + HASH_BYTES);
    if (said !== undefined && !equalBytes(said, hash)) first = { level: tileLevel, index };
  });
  for (const hash of hashes.slice(0, size)) tree.add(hash);
  if (first === null) return finding('EXPORT_ROOT');
  const { level, index } = first as { level: number; index: number };
  const span = TILE_WIDTH ** level;
  return finding('EXPORT_ALTERED_BETWEEN', { entry: index * span, last: (index + 1) * span - 1 });
}
