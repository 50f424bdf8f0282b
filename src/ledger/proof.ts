import { equalBytes, fromBase64, fromDecimal, fromUtf8, toBase64, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { type SignedCheckpoint, verifyCheckpoint } from './checkpoint.ts';
import { EMPTY_ROOT, leafHash, type NodeReader, nodeHash, rangeHash, splitPoint } from './merkle.ts';

/** Audit path of leaf `index` in the tree of `size` leaves, from the leaf's sibling to the root's child (RFC 9162 §2.1.3.1). */
export function inclusionProof(nodes: NodeReader, index: number, size: number): Uint8Array[] {
  if (!isSize(index) || !isSize(size) || index >= size) throw new EcluseError('LEDGER_RANGE', { entry: index, size });
  const path: Uint8Array[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const middle = from + splitPoint(to - from);
    if (index < middle) {
      path.push(rangeHash(nodes, middle, to));
      to = middle;
    } else {
      path.push(rangeHash(nodes, from, middle));
      from = middle;
    }
  }
  return path.reverse();
}

/** Proof that the tree of `second` leaves only adds to the tree of `first` (RFC 9162 §2.1.4.1). Empty when either is trivial. */
export function consistencyProof(nodes: NodeReader, first: number, second: number): Uint8Array[] {
  if (!isSize(first) || !isSize(second) || first > second) throw new EcluseError('LEDGER_RANGE', { entry: first, size: second });
  if (first === 0 || first === second) return [];
  const proof: Uint8Array[] = [];
  let from = 0;
  let to = second;
  // The part of the old tree at hand is [from, first); while it does not fill the part of the new tree, descend.
  while (first !== to) {
    const middle = from + splitPoint(to - from);
    if (first <= middle) {
      proof.push(rangeHash(nodes, middle, to));
      to = middle;
    } else {
      proof.push(rangeHash(nodes, from, middle));
      from = middle;
    }
  }
  if (from !== 0) proof.push(rangeHash(nodes, from, to));
  return proof.reverse();
}

/** RFC 9162 §2.1.3.2. `leaf` is a leaf's hash, not its entry. Any malformed argument is a plain `false`. */
export function verifyInclusion(leaf: Uint8Array, index: number, size: number, proof: readonly Uint8Array[], root: Uint8Array): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes([leaf, root, ...proof])) return false;
  let fn = index;
  let sn = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) {
        fn /= 2;
        sn = half(sn);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && equalBytes(hash, root);
}

/** RFC 9162 §2.1.4.2, with the trivial cases: an empty first tree is a prefix of everything, equal sizes need equal roots. */
export function verifyConsistency(
  first: number,
  second: number,
  firstRoot: Uint8Array,
  secondRoot: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!isSize(first) || !isSize(second) || first > second || !areHashes([firstRoot, secondRoot, ...proof])) return false;
  if (first === second) return proof.length === 0 && equalBytes(firstRoot, secondRoot);
  if (first === 0) return proof.length === 0 && equalBytes(firstRoot, EMPTY_ROOT);
  let fn = first - 1;
  let sn = second - 1;
  while (fn % 2 === 1) {
    fn = half(fn);
    sn = half(sn);
  }
  const path = fn === 0 ? [firstRoot, ...proof] : [...proof];
  if (path.length === 0 || (fn === 0 && proof.length === 0)) return false;
  let fr = path[0]!;
  let sr = fr;
  for (const hash of path.slice(1)) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(hash, fr);
      sr = nodeHash(hash, sr);
      while (fn % 2 === 0 && fn !== 0) {
        fn /= 2;
        sn = half(sn);
      }
    } else {
      sr = nodeHash(sr, hash);
    }
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && equalBytes(fr, firstRoot) && equalBytes(sr, secondRoot);
}

const half = (n: number) => Math.floor(n / 2);

function isSize(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}

function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((hash) => hash.length === 32);
}

/** C2SP tlog-proof: one entry's place in a signed tree, in a text that is checked offline. */
export type EntryProof = {
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
  readonly checkpoint: string;
  readonly extra: Uint8Array | null;
};

const PROOF_HEADER = 'c2sp.org/tlog-proof@v1';
/** A path in a tree of 2⁵³ leaves has 53 hashes. */
const MAX_HASHES = 64;
const PROOF_LIMIT = 65_536;

/** Writes a proof (`.tlog-proof`); `checkpoint` is a whole signed note. */
export function encodeEntryProof({ index, hashes, checkpoint, extra }: EntryProof): string {
  const lines = [PROOF_HEADER, ...(extra ? [`extra ${toBase64(extra)}`] : []), `index ${index}`, ...hashes.map(toBase64)];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** Reads a proof; attacker-controlled. `LEDGER_PROOF_FORM`. */
export function parseEntryProof(bytes: Uint8Array): EntryProof {
  try {
    if (bytes.length > PROOF_LIMIT) throw new Error('length');
    const text = fromUtf8(bytes, 'preuve');
    const cut = text.indexOf('\n\n');
    const lines = text.slice(0, Math.max(cut, 0)).split('\n');
    const header = lines.shift();
    const extra = lines[0]?.startsWith('extra ') ? fromBase64(lines.shift()!.slice(6)) : null;
    const index = lines.shift() ?? '';
    if (header !== PROOF_HEADER || !index.startsWith('index ') || lines.length > MAX_HASHES) throw new Error('rows');
    const proof = {
      index: fromDecimal(index.slice(6)),
      hashes: lines.map((line) => fromBase64(line)),
      checkpoint: text.slice(cut + 2),
      extra,
    };
    if (!areHashes(proof.hashes) || encodeEntryProof(proof) !== text) throw new Error('form');
    return proof;
  } catch (error) {
    throw new EcluseError('LEDGER_PROOF_FORM', {}, { cause: error });
  }
}

/** Checks the checkpoint's origin and signature (which throw), then the path (`LEDGER_PROOF`). */
export function verifyEntryProof(
  bytes: Uint8Array,
  entry: Uint8Array,
  origin: string,
  key: Uint8Array,
): { index: number; checkpoint: SignedCheckpoint } {
  const proof = parseEntryProof(bytes);
  const checkpoint = verifyCheckpoint(utf8(proof.checkpoint), origin, key);
  if (!verifyInclusion(leafHash(entry), proof.index, checkpoint.size, proof.hashes, checkpoint.root)) {
    throw new EcluseError('LEDGER_PROOF', { entry: proof.index, size: checkpoint.size });
  }
  return { index: proof.index, checkpoint };
}
