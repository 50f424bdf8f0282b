import { equalBytes } from '../base/bytes.ts';
import { growTree, leafHash } from '../ledger/merkle.ts';
import { decodeEntries, HASH_BYTES, TILE_WIDTH, tilePath } from '../ledger/tile.ts';
import { type Finding, finding, type Read } from './finding.ts';

export type Pass = {
  /** Entries read in their places, up to the first file that is missing or malformed. */
  readonly count: number;
  /** Root of those entries. */
  readonly root: Uint8Array;
  /** Roots at the sizes asked for. */
  readonly roots: ReadonlyMap<number, Uint8Array>;
  /** Hash tiles that do not say what the entries say. */
  readonly tiles: readonly Finding[];
  /** More entries than the checkpoint seals stand in the last bundle. */
  readonly surplus: boolean;
};

const MAX_TILE_FINDINGS = 16;

/**
 * Reads every entry of a log of `size`, once and in order, hashes it again and rebuilds the tree; compares each hash tile on the way. Memory does not
 * grow with the log. Attacker-controlled: `size` is only believed as far as there are files.
 */
export function readThrough(
  read: Read,
  size: number,
  wanted: ReadonlySet<number>,
  onEntry: (index: number, bytes: Uint8Array) => void,
): Pass {
  const tiles = tileCheck(read, size);
  const tree = growTree([], 0, tiles.compare);
  const roots = new Map<number, Uint8Array>();
  const note = () => {
    if (wanted.has(tree.size)) roots.set(tree.size, tree.root());
  };
  note();
  let surplus = false;
  for (let index = 0; index * TILE_WIDTH < size; index++) {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
    const bytes = read(tilePath({ level: 'entries', index, width }));
    if (bytes === null) break;
    const { entries, cut } = decodeEntries(bytes);
    for (const entry of entries.slice(0, width)) {
      onEntry(tree.size, entry);
      tree.add(leafHash(entry));
      note();
    }
    if (entries.length > width) surplus = true;
    if (cut || entries.length !== width) break;
  }
  return { count: tree.size, root: tree.root(), roots, tiles: tiles.findings, surplus };
}

/** Holds one tile of each level at a time, since nodes of a level come in order. */
function tileCheck(read: Read, size: number) {
  const findings: Finding[] = [];
  const open: { bytes: Uint8Array | null; file: string; faulty: boolean }[] = [];
  const compare = (level: number, index: number, hash: Uint8Array) => {
    if (level % 8 !== 0) return;
    const tileLevel = level / 8;
    const at = index % TILE_WIDTH;
    if (at === 0 || open[tileLevel] === undefined) {
      const count = Math.floor(size / TILE_WIDTH ** tileLevel);
      const tile = Math.floor(index / TILE_WIDTH);
      const width = Math.min(TILE_WIDTH, count - tile * TILE_WIDTH);
      const file = tilePath({ level: tileLevel, index: tile, width });
      const bytes = read(file);
      const faulty = bytes === null || bytes.length !== width * HASH_BYTES;
      open[tileLevel] = { bytes, file, faulty };
      if (faulty && findings.length < MAX_TILE_FINDINGS)
        findings.push(finding(bytes === null ? 'EXPORT_FILE_MISSING' : 'LEDGER_TILE_FORM', { file }));
    }
    const tile = open[tileLevel]!;
    if (tile.faulty || equalBytes(tile.bytes!.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES), hash)) return;
    tile.faulty = true;
    if (findings.length < MAX_TILE_FINDINGS)
      findings.push(finding('EXPORT_TILE', { file: tile.file, entry: index * TILE_WIDTH ** tileLevel }));
  };
  return { findings, compare };
}
