import { equalBytes, utf8 } from '../base/bytes.ts';
import { CARD_FORMAT } from '../keys/card.ts';
import { ROTATION_FORMAT } from '../keys/rotation.ts';
import { APPROVAL_FORMAT } from './approval.ts';
import { CERTIFICATE_FORMAT } from './certificate.ts';
import { ORDER_FORMAT } from './destroy-order.ts';
import { MAGIC } from './manifest.ts';

export type FileKind = 'bundle' | 'approval' | 'card' | 'rotation' | 'order' | 'certificate';

/** Bytes of a file's beginning that `kindOfFile` looks at, at most. */
export const KIND_BYTES = 32;
const HEADS: readonly (readonly [FileKind, Uint8Array])[] = [
  ['bundle', MAGIC],
  ['approval', utf8(`${APPROVAL_FORMAT}\n`)],
  ['card', utf8(`${CARD_FORMAT}\n`)],
  ['rotation', utf8(`${ROTATION_FORMAT}\n`)],
  ['order', utf8(`${ORDER_FORMAT}\n`)],
  ['certificate', utf8(`${CERTIFICATE_FORMAT}\n`)],
];

/** Which format a file claims by its first bytes; `null`: none of ours. Claims only: each format's reader judges the rest. */
export function kindOfFile(head: Uint8Array): FileKind | null {
  return HEADS.find(([, magic]) => equalBytes(head.subarray(0, magic.length), magic))?.[0] ?? null;
}
