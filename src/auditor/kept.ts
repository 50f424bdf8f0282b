import { equalBytes } from '../base/bytes.ts';
import type { ErrorCode } from '../base/errors.ts';
import { parseCheckpoint, type SignedCheckpoint, verifyCheckpoint } from '../ledger/checkpoint.ts';
import { type Finding, finding } from './finding.ts';

/** A checkpoint that someone kept: it came home inside a result. `name` is shown (a file's name). */
export type Kept = { readonly name: string; readonly bytes: Uint8Array };
export type KeptVerdict = { readonly name: string; readonly size: number | null; readonly verdict: 'consistent' | 'unchecked' | ErrorCode };
export type KeptCheckpoint = { readonly name: string; readonly checkpoint: SignedCheckpoint | null; readonly refusal: Finding | null };

/** Reads kept checkpoints before the log is read, so that the roots at their sizes can be taken on the way. `keys`: the log's, the present one first. */
export function readKept(kept: readonly Kept[], origin: string, keys: readonly Uint8Array[]): KeptCheckpoint[] {
  return kept.map(({ name, bytes }) => {
    let checkpoint: SignedCheckpoint | null = null;
    let code: ErrorCode = 'KEPT_FORM';
    try {
      checkpoint = parseCheckpoint(bytes);
      code = checkpoint.origin === origin ? 'KEPT_SIGNATURE' : 'KEPT_OTHER_LEDGER';
      if (keys.some((key) => isSigned(bytes, origin, key))) return { name, checkpoint, refusal: null };
    } catch {
      // Said below, by what it was found to be.
    }
    return { name, checkpoint, refusal: finding(code, { file: name }) };
  });
}

function isSigned(bytes: Uint8Array, origin: string, key: Uint8Array): boolean {
  try {
    return verifyCheckpoint(bytes, origin, key) !== null;
  } catch {
    return false;
  }
}

type Head = { readonly size: number; readonly root: Uint8Array };

/**
 * Says of each kept checkpoint whether the log grew out of it. The change lies after the largest kept size that still agrees. `roots`: the roots
 * of the export's entries at the kept sizes. A root that agrees is proof by itself; one that does not is held against the log
 * only if its entries are those of its head, since otherwise they were tampered with on the way.
 */
export function compareKept(
  kept: readonly KeptCheckpoint[],
  head: Head,
  roots: ReadonlyMap<number, Uint8Array>,
  intact: boolean,
): { verdicts: KeptVerdict[]; findings: Finding[] } {
  const rootAt = ({ size, root }: Head) => {
    const own = size === head.size ? head.root : roots.get(size);
    return own !== undefined && (intact || size === head.size || equalBytes(own, root)) ? own : undefined;
  };
  const sound = kept.flatMap(({ checkpoint, refusal }) => (checkpoint !== null && refusal === null ? [checkpoint] : []));
  const agreed = sound.filter((one) => agrees(one, rootAt(one))).map(({ size }) => size);
  const findings: Finding[] = [];
  const verdicts = kept.map(({ name, checkpoint, refusal }): KeptVerdict => {
    const size = checkpoint?.size ?? null;
    if (checkpoint === null || refusal !== null) {
      if (refusal !== null) findings.push(refusal);
      return { name, size, verdict: refusal?.code ?? 'KEPT_FORM' };
    }
    const own = rootAt(checkpoint);
    const fault = contradiction(name, checkpoint, head.size, own, agreed);
    if (fault !== null) findings.push(fault);
    return { name, size, verdict: fault?.code ?? (own === undefined ? 'unchecked' : 'consistent') };
  });
  findings.push(...contradictory(kept, head.size));
  return { verdicts, findings };
}

function agrees(checkpoint: SignedCheckpoint, root: Uint8Array | undefined): boolean {
  return root !== undefined && equalBytes(root, checkpoint.root);
}

function contradiction(
  name: string,
  checkpoint: SignedCheckpoint,
  size: number,
  root: Uint8Array | undefined,
  agreed: readonly number[],
): Finding | null {
  const kept = checkpoint.size;
  if (kept > size) return finding('KEPT_ROLLED_BACK', { file: name, kept, size, entry: size });
  if (root === undefined || agrees(checkpoint, root)) return null;
  const from = Math.max(0, ...agreed.filter((other) => other < kept));
  return finding('KEPT_FORKED', { file: name, kept, entry: from, last: kept - 1 });
}

/** Two kept checkpoints that seal two different logs of one size, both longer than the export: the fork shows without it. */
function contradictory(kept: readonly KeptCheckpoint[], size: number): Finding[] {
  const first = new Map<number, { name: string; root: Uint8Array }>();
  const findings: Finding[] = [];
  for (const { name, checkpoint, refusal } of kept) {
    if (checkpoint === null || refusal !== null || checkpoint.size <= size) continue;
    const other = first.get(checkpoint.size);
    if (other === undefined) first.set(checkpoint.size, { name, root: checkpoint.root });
    else if (!equalBytes(other.root, checkpoint.root)) {
      findings.push(finding('KEPT_CONTRADICTORY', { file: name, other: other.name, kept: checkpoint.size }));
    }
  }
  return findings;
}
