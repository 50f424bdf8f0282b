import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fromUtf8, toHex, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { readFileCapped, writeFileAtomically } from '../base/files.ts';
import { sha256 } from '../base/hash.ts';
import { parseJson } from '../base/json.ts';
import { type PartnerHome, withLock } from './home.ts';

/** Counts that pages of one request have told: how many, of how many pupils. What each counts is hashed: two reports need only be compared. */
export type Published = { readonly request: string; readonly cells: Readonly<Record<string, readonly [number, number]>> };

const FILE = 'published.json';
const LIMIT = 256 << 20;

/** What a count counts: the model's target, the row, the bands. */
export function cellKey(...names: readonly (string | null)[]): string {
  return toHex(sha256(utf8(JSON.stringify(names)))).slice(0, 20);
}

export function readPublished(home: PartnerHome): Published[] {
  const path = join(home.dir, FILE);
  if (!existsSync(path)) return [];
  const list = parseJson(fromUtf8(readFileCapped(path, LIMIT), FILE), FILE) as unknown as Published[];
  const good =
    Array.isArray(list) && list.every((one) => typeof one?.request === 'string' && typeof one.cells === 'object' && one.cells !== null);
  if (!good) throw new EcluseError('HOME_DAMAGED', { file: FILE, where: 'members' });
  return list;
}

/** What was told before this request was opened first: the same answer opened again says the same. */
export function publishedBefore(list: readonly Published[], request: string): readonly Published[] {
  const own = list.findIndex((one) => one.request === request);
  return own < 0 ? list : list.slice(0, own);
}

/** Aggregates alone, kept when the rest is destroyed: next year's report must know what this one told. */
export function recordPublished(home: PartnerHome, published: Published): void {
  withLock(home, () => {
    const list = readPublished(home);
    const at = list.findIndex(({ request }) => request === published.request);
    const next = at < 0 ? [...list, published] : list.with(at, published);
    writeFileAtomically(join(home.dir, FILE), utf8(`${JSON.stringify(next)}\n`), { replace: true });
  });
}
