import { toHex, utf8 } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { sha256 } from '../../src/base/hash.ts';
import { canonicalJson } from '../../src/base/json.ts';
import { networkNamespace, notIsolated, readLinks } from '../chamber/isolation.ts';

export type Look = { readonly minute: number; readonly links: number; readonly probes: string };
export type Watch = {
  /** How often the chamber's links are looked at, and how often the look becomes evidence. */
  readonly pollMs?: number;
  readonly evidenceMs?: number;
  /** Where processes are read. */
  readonly proc?: string;
  onEvidence(look: Look): void;
  /** Called once; nothing is looked at afterwards. */
  onBreach(error: EcluseError): void;
};

/** Watches, from outside, that a chamber stays cut off: what it says of itself is not asked again. Returns how to stop. */
export function watchChamber(pid: number, watch: Watch): () => void {
  const { pollMs = 250, evidenceMs = 60_000, proc = '/proc' } = watch;
  const every = Math.max(1, Math.round(evidenceMs / pollMs));
  let looks = 0;
  const timer = setInterval(() => {
    try {
      const found = lookAt(pid, proc);
      if (found === null || ++looks % every !== 0) return;
      watch.onEvidence({ minute: looks / every, links: found.interfaces.length, probes: toHex(sha256(utf8(canonicalJson(found)))) });
    } catch (error) {
      clearInterval(timer);
      watch.onBreach(error instanceof EcluseError ? error : new EcluseError('GAP_LINK', { reason: '/proc/PID' }, { cause: error }));
    }
  }, pollMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** What the kernel says of the process's links; null once it has died. @throws GAP_LINK */
function lookAt(pid: number, proc: string) {
  const net = networkNamespace(pid, proc);
  if (net === null) return null;
  let links: ReturnType<typeof readLinks>;
  try {
    links = readLinks(`${proc}/${pid}`);
  } catch (error) {
    if (networkNamespace(pid, proc) === null) return null;
    throw error;
  }
  const reason = notIsolated({ net, ...links, addresses: 0 }, networkNamespace('self', proc));
  if (reason !== null) throw new EcluseError('GAP_LINK', { reason });
  return { net, ...links };
}
