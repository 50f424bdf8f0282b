import { equalBytes } from '../base/bytes.ts';
import type { ErrorCode } from '../base/errors.ts';
import { parseCheckpoint, type SignedCheckpoint, verifyCheckpoint } from '../ledger/checkpoint.ts';
import { type Finding, finding } from './finding.ts';

/** A checkpoint that someone kept: it came home inside a result. `name` is shown (a file's name). */
export type Kept = { readonly name: string; readonly bytes: Uint8Array };
export type KeptVerdict = { readonly name: string; readonly size: number | null; readonly verdict: 'consistent' | 'unchecked' | ErrorCode };
export type KeptCheckpoint = { readonly name: string; readonly checkpoint: SignedCheckpoint | null; readonly refusal: Finding | null };

/** Reads kept checkpoints before the log is read, so that the roots at their sizes can be taken on the way. */
export function readKept(kept: readonly Kept[], origin: string, key: Uint8Array): KeptCheckpoint[] {
  return kept.map(({ name, bytes }) => {
    let checkpoint: SignedCheckpoint | null = null;
    let code: ErrorCode = 'KEPT_FORM';
    try {
      checkpoint = parseCheckpoint(bytes);
      code = checkpoint.origin === origin ? 'KEPT_SIGNATURE' : 'KEPT_OTHER_LEDGER';
      verifyCheckpoint(bytes, origin, key);
      return { name, checkpoint, refusal: null };
    } catch {
      return { name, checkpoint, refusal: finding(code, { file: name }) };
    }
  });
}

/**
 * Says of each kept checkpoint whether the log grew out of it. The change lies after the largest kept size that still agrees.
 * `rootAt` gives the log's own root at a size, or undefined when the export's entries are not to be believed.
 */
export function compareKept(
  kept: readonly KeptCheckpoint[],
  size: number,
  rootAt: (size: number) => Uint8Array | undefined,
): { verdicts: KeptVerdict[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const agreed = kept
    .filter(({ checkpoint, refusal }) => refusal === null && agrees(checkpoint!, rootAt(checkpoint!.size)))
    .map(({ checkpoint }) => checkpoint!.size);
  const verdicts = kept.map(({ name, checkpoint, refusal }): KeptVerdict => {
    const fault = refusal ?? contradiction(name, checkpoint!, size, rootAt(checkpoint!.size), agreed);
    if (fault !== null) findings.push(fault);
    const unchecked = fault === null && rootAt(checkpoint!.size) === undefined;
    return { name, size: checkpoint?.size ?? null, verdict: fault?.code ?? (unchecked ? 'unchecked' : 'consistent') };
  });
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
