import { join } from 'node:path';
import { fromUtf8, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { readFileCapped } from '../base/files.ts';
import { parseJson } from '../base/json.ts';
import { openVault } from '../keys/vault.ts';
import type { Group } from '../table/dictionary.ts';
import type { OpeningKeys } from './cards.ts';
import { homePaths, type PartnerHome } from './home.ts';

const FORMAT = 'ecluse.roster/v1';
const LIMIT = 256 << 20;

/** Who was in a request: what never leaves, sealed under the partner's own vault key. Rows in the extract's order. */
export type Roster = {
  readonly format: typeof FORMAT;
  readonly id: string;
  readonly kind: 'score' | 'train' | 'local';
  readonly fileNumbers: readonly string[];
  readonly groups: readonly { readonly name: string; readonly group: Group; readonly values: readonly string[] }[];
  /** The variables that left with the pupils, or that models read on site. */
  readonly leaving: readonly string[];
  /** The dictionary as it went, to put labels on what comes back. */
  readonly dictionary: string;
};

export function makeRoster(roster: Omit<Roster, 'format'>): Roster {
  return { format: FORMAT, ...roster };
}

export function rosterPath(home: PartnerHome, id: string): string {
  return join(homePaths(home.dir).requests, `${id}.vault`);
}

/** The page that told what left, kept beside the roster; the same digest is in the bundle. */
export function pagePath(home: PartnerHome, id: string): string {
  return join(homePaths(home.dir).requests, `${id}.preview.html`);
}

export function exceptionPath(home: PartnerHome, id: string): string {
  return join(homePaths(home.dir).requests, `${id}.exception.note`);
}

export function rosterContext(id: string): string {
  return `ecluse.roster/v1/${id}`;
}

export function encodeRoster(roster: Roster): Uint8Array {
  return utf8(JSON.stringify(roster));
}

export function readSealedRoster(home: PartnerHome, id: string): Uint8Array {
  return readFileCapped(rosterPath(home, id), LIMIT);
}

export function decodeRoster(bytes: Uint8Array, id: string): Roster {
  const file = `${id}.vault`;
  const roster = parseJson(fromUtf8(bytes, file), file) as unknown as Roster;
  if (roster?.format !== FORMAT || roster.id !== id || !Array.isArray(roster.fileNumbers) || !Array.isArray(roster.leaving)) {
    throw new EcluseError('HOME_DAMAGED', { file, where: 'format' });
  }
  return roster;
}

/** A request's roster lies under the keys that made it, whose pseudonyms its answer speaks of. @throws VAULT_OPEN, HOME_DAMAGED, FILE_MISSING */
export function openRoster(home: PartnerHome, keys: readonly OpeningKeys[], id: string): { roster: Roster; pseudonym: Uint8Array } {
  const sealed = readSealedRoster(home, id);
  for (const [i, { vault, pseudonym }] of keys.entries()) {
    try {
      return { roster: decodeRoster(openVault(vault, rosterContext(id), sealed), id), pseudonym };
    } catch (error) {
      if (!(error instanceof EcluseError) || error.code !== 'VAULT_OPEN' || i === keys.length - 1) throw error;
    }
  }
  throw new EcluseError('VAULT_OPEN');
}
