import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { equalBytes, fromUtf8, toHex, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { ensureFolder, readFileCapped, writeFileAtomically } from '../base/files.ts';
import { parseJson } from '../base/json.ts';
import { ed25519Public } from '../base/note.ts';
import type { Clock, Random } from '../base/random.ts';
import { timestamp } from '../base/random.ts';
import { type Card, makeCard, parseCard } from '../keys/card.ts';
import { type Kdf, openKeyFile, wrapRoot } from '../keys/keyfile.ts';
import { newRoot, type Secrets, secretsFromRoot } from '../keys/secrets.ts';
import { finishRotation, isRotating } from './rotation-file.ts';
import { EMPTY_STATE, type PartnerState, parseState, stateBytes } from './state.ts';

/** A partner's home that has been opened: public facts only, until its key file is unlocked. */
export type PartnerHome = { readonly dir: string; readonly id: string; readonly name: string; readonly card: Card };

const FORMAT = 'ecluse.partner/v1';
const SMALL = 1 << 20;
const STATE_LIMIT = 64 << 20;

export function homePaths(dir: string) {
  return {
    about: join(dir, 'partner.json'),
    key: join(dir, 'keys', 'party.key'),
    card: join(dir, 'keys', 'card.note'),
    /** Keys of this home's past cards, as far as they still open something, and the notes by which they gave way. */
    past: join(dir, 'keys', 'past'),
    /** A rotation that is decided and not yet carried to its end. */
    rotation: join(dir, 'keys', 'rotation.next'),
    trusted: join(dir, 'keys', 'trusted'),
    appliance: join(dir, 'keys', 'trusted', 'appliance.card'),
    state: join(dir, 'state.json'),
    requests: join(dir, 'requests'),
    /** The log of what was scored here. */
    ledger: join(dir, 'ledger'),
    lock: join(dir, 'state.lock'),
  } as const;
}

/** Makes a partner's home in a folder that is new or empty. The file that makes it a home is written last. @throws HOME_NOT_EMPTY */
export function initHome(
  dir: string,
  options: { readonly name: string; readonly passphrase: Uint8Array; readonly kdf: Kdf },
  environment: { readonly clock: Clock; readonly random: Random },
): PartnerHome {
  checkEmptyHome(dir);
  const paths = homePaths(dir);
  const id = toHex(environment.random(16));
  const root = newRoot(environment.random);
  const secrets = secretsFromRoot(root);
  const card = makeCard({ role: 'partner', name: options.name, id, created: timestamp(environment.clock()), log: null }, secrets);
  const keyFile = wrapRoot(root, options.passphrase, options.kdf, environment.random);
  ensureFolder(paths.trusted);
  ensureFolder(paths.requests);
  writeFileAtomically(paths.key, keyFile);
  writeFileAtomically(paths.card, utf8(card.text));
  writeFileAtomically(paths.state, stateBytes(EMPTY_STATE));
  writeFileAtomically(paths.about, utf8(`${JSON.stringify({ format: FORMAT, id, name: card.name }, null, 2)}\n`));
  return { dir, id, name: card.name, card };
}

/** Refuses a folder that already holds something, before anybody types a passphrase. */
export function checkEmptyHome(dir: string): void {
  let names: string[] = [];
  try {
    if (existsSync(dir)) names = readdirSync(dir);
  } catch (error) {
    throw new EcluseError('HOME_NOT_EMPTY', { folder: basename(resolve(dir)) }, { cause: error });
  }
  if (names.length > 0) throw new EcluseError('HOME_NOT_EMPTY', { folder: basename(resolve(dir)) });
}

/** A rotation that a crash interrupted is carried to its end; one that another process is at, left to it. @throws HOME_BUSY */
function carryOn(dir: string): void {
  const { lock, rotation, past } = homePaths(dir);
  takeLock(lock, basename(resolve(dir)));
  try {
    finishRotation(rotation, past);
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @throws HOME_MISSING, HOME_DAMAGED, HOME_BUSY */
export function openHome(dir: string): PartnerHome {
  const paths = homePaths(dir);
  if (!existsSync(paths.about)) throw new EcluseError('HOME_MISSING', { folder: basename(resolve(dir)) });
  if (isRotating(paths.rotation)) carryOn(dir);
  const about = parseJson(fromUtf8(readFileCapped(paths.about, SMALL), 'partner.json'), 'partner.json');
  const card = parseCard(readFileCapped(paths.card, SMALL));
  const { format, id, name } = (about ?? {}) as Record<string, unknown>;
  if (format !== FORMAT || id !== card.id || name !== card.name)
    throw new EcluseError('HOME_DAMAGED', { file: 'partner.json', where: 'id' });
  if (card.role !== 'partner') throw new EcluseError('HOME_DAMAGED', { file: 'card.note', where: 'role' });
  return { dir, id: card.id, name: card.name, card };
}

/** @throws KEY_CARD when the key file is another card's (an older one put back), and as `openKeyFile` does */
export function unlockHome(home: PartnerHome, passphrase: Uint8Array): Secrets {
  const secrets = openKeyFile(readFileCapped(homePaths(home.dir).key, SMALL), passphrase);
  if (!equalBytes(ed25519Public(secrets.sign), home.card.sign)) throw new EcluseError('KEY_CARD');
  return secrets;
}

/** Puts a root that came back from paper under a new passphrase. Whose root it is has been verified. */
export function rewrapHome(home: PartnerHome, root: Uint8Array, passphrase: Uint8Array, kdf: Kdf, random: Random): void {
  writeFileAtomically(homePaths(home.dir).key, wrapRoot(root, passphrase, kdf, random), { replace: true });
}

export function readState(home: PartnerHome): PartnerState {
  return parseState(readFileCapped(homePaths(home.dir).state, STATE_LIMIT));
}

export function writeState(home: PartnerHome, state: PartnerState): void {
  writeFileAtomically(homePaths(home.dir).state, stateBytes(state), { replace: true });
}

/** The trusted appliance's card. @throws TRUST_MISSING */
export function trustedAppliance(home: PartnerHome): Card {
  const path = homePaths(home.dir).appliance;
  if (!existsSync(path)) throw new EcluseError('TRUST_MISSING');
  return parseCard(readFileCapped(path, SMALL));
}

/**
 * Runs `work` while no other command changes this home: two bundles with one sequence number would break the chain. The lock of a
 * process that is dead is taken over. @throws HOME_BUSY
 */
export function withLock<T>(home: PartnerHome, work: () => T): T {
  const path = homePaths(home.dir).lock;
  takeLock(path, basename(resolve(home.dir)));
  try {
    return work();
  } finally {
    rmSync(path, { force: true });
  }
}

function takeLock(path: string, folder: string): void {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const fd = openSync(path, 'wx', 0o600);
      writeSync(fd, String(process.pid));
      closeSync(fd);
      return;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code !== 'EEXIST') throw new EcluseError('FILE_WRITE', { file: basename(path), reason: code ?? 'EIO' }, { cause: error });
      if (attempt > 0 || alive(path)) throw new EcluseError('HOME_BUSY', { folder });
      rmSync(path, { force: true });
    }
  }
}

function alive(path: string): boolean {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return pid === process.pid;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
