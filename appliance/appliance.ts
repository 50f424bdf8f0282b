import { existsSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { equalBytes, toHex, utf8 } from '../src/base/bytes.ts';
import { EcluseError } from '../src/base/errors.ts';
import { ensureFolder, readFileCapped, writeFileAtomically } from '../src/base/files.ts';
import { sha256 } from '../src/base/hash.ts';
import { ed25519Public } from '../src/base/note.ts';
import { timestamp } from '../src/base/random.ts';
import { CARD_BYTES, type Card, makeCard, parseCard } from '../src/keys/card.ts';
import { makeCustody } from '../src/keys/custody.ts';
import { KDF_DEFAULT, type Kdf } from '../src/keys/keyfile.ts';
import { newRoot, secretsFromRoot } from '../src/keys/secrets.ts';
import { fingerprintWords } from '../src/keys/words.ts';
import { presentCard } from './custody/cards.ts';
import { finishCustody } from './custody/file.ts';
import { writeCard } from './custody/rotate.ts';
import { onDisk } from './disk.ts';
import { ACCOUNT_NAMES, ROLES, type Role } from './gate/roles.ts';
import { type Appliance, type Environment, type Paths, paths } from './home.ts';
import { sweepQuarantine } from './intake/quarantine.ts';
import { finishDestructions } from './retention/destroy.ts';
import { writeRoot } from './retention/root.ts';
import { hashPassword } from './session/password.ts';
import { recoverSessions } from './session/recover.ts';
import { addAccount } from './store/account.ts';
import { change } from './store/change.ts';
import { openStore } from './store/open.ts';

export type { Actor, Role } from './gate/roles.ts';
export type { Appliance, Environment } from './home.ts';

export type InitOptions = {
  readonly name: string;
  /** The custodians' passphrases, two to five; they are numbered from 1 in this order. */
  readonly custodians: readonly Uint8Array[];
  readonly passwords: Readonly<Record<Role, Uint8Array>>;
  readonly kdf?: Kdf;
};

/**
 * Makes a fresh appliance in `dir`: keys, ledger, accounts, and last its card, without which there is no appliance, so that an
 * interrupted `init` can be begun again.
 * @throws APPLIANCE_EXISTS, PASSWORD_LENGTH, PASSWORD_SAME, CARD_NAME, CUSTODY_COUNT, CUSTODY_TWINS, KEY_PASSPHRASE_LENGTH, KEY_KDF
 */
export function initAppliance(dir: string, options: InitOptions, environment: Environment): { card: Card; words: string[] } {
  const { clock, random } = environment;
  const at = paths(dir);
  if (existsSync(at.card)) throw new EcluseError('APPLIANCE_EXISTS');
  const accounts = ROLES.map((role) => ({ role, name: ACCOUNT_NAMES[role], hash: hashPassword(role, options.passwords[role]) }));
  requireDistinct(options.passwords);

  const root = newRoot(random);
  const ledgerSeed = random(32);
  const fields = {
    role: 'appliance',
    name: options.name,
    id: toHex(random(16)),
    log: ed25519Public(ledgerSeed),
    created: timestamp(clock()),
  } as const;
  const card = makeCard(fields, secretsFromRoot(root));
  const custody = makeCustody(root, card.id, options.custodians, options.kdf ?? KDF_DEFAULT, random);

  for (const folder of [dir, at.keys, at.quarantine, at.outgoing, at.models]) onDisk(folder, () => ensureFolder(folder));
  writeFileAtomically(at.custody, custody, { replace: true });
  writeFileAtomically(at.ledgerKey, utf8(`${toHex(ledgerSeed)}\n`), { replace: true });
  writeRoot(at.retentionKey, { generation: 1, secret: random(32) });
  for (const suffix of ['', '-wal', '-shm']) onDisk(at.database, () => rmSync(`${at.database}${suffix}`, { force: true }));
  const store = openStore(at.database, clock);
  try {
    const created = { appliance: card.id, format: 'ecluse.ledger/v1', name: card.name };
    const digests = { card: card.hash, custody: toHex(sha256(custody)) };
    const counts = { custodians: options.custodians.length };
    change(store, [{ actor: 'appliance', type: 'appliance.created', subjects: created, digests, counts }], (tx) => {
      for (const row of accounts) addAccount(tx, row);
    });
  } finally {
    store.close();
  }
  writeFileAtomically(at.card, utf8(card.text), { mode: 0o644 });
  return { card, words: fingerprintWords(card.hash) };
}

function requireDistinct(passwords: InitOptions['passwords']): void {
  for (const [i, role] of ROLES.entries()) {
    for (const other of ROLES.slice(i + 1)) if (equalBytes(passwords[role], passwords[other])) throw new EcluseError('PASSWORD_SAME');
  }
}

/**
 * Opens an appliance. Whatever was sealed by a process that has died is aborted in the ledger, and its bundles wait again.
 * @throws APPLIANCE_MISSING, APPLIANCE_LEDGER_KEY, STORE_PRAGMA, STORE_VERSION
 */
export function openAppliance(dir: string, environment: Environment): Appliance {
  const at = paths(dir);
  for (const file of [at.card, at.database, at.ledgerKey, at.retentionKey]) {
    if (!existsSync(file)) throw new EcluseError('APPLIANCE_MISSING', { file: basename(file) });
  }
  const onFile = parseCard(readFileCapped(at.card, CARD_BYTES));
  const ledgerSeed = readLedgerSeed(at, onFile);
  for (const folder of [at.quarantine, at.outgoing, at.models]) onDisk(folder, () => ensureFolder(folder));
  const store = openStore(at.database, environment.clock);
  const card = presentCard(store, onFile);
  const app: Appliance = {
    dir,
    get card() {
      return card();
    },
    store,
    ledgerSeed,
    progress: new Map(),
    running: new Map(),
    close: () => store.close(),
    ...environment,
  };
  try {
    finishCustody(app);
    if (app.card.hash !== onFile.hash) writeCard(app);
    recoverSessions(app);
    finishDestructions(app);
    sweepQuarantine(app);
  } catch (error) {
    store.close();
    throw error;
  }
  return app;
}

function readLedgerSeed(at: Paths, card: Card): Uint8Array {
  const text = Buffer.from(readFileCapped(at.ledgerKey, 65)).toString('latin1');
  if (!/^[0-9a-f]{64}\n$/.test(text)) throw new EcluseError('APPLIANCE_LEDGER_KEY');
  const seed = new Uint8Array(Buffer.from(text.trimEnd(), 'hex'));
  if (card.log === null || !equalBytes(ed25519Public(seed), card.log)) throw new EcluseError('APPLIANCE_LEDGER_KEY');
  return seed;
}
