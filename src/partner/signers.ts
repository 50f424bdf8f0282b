import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fromBase64, toBase64, utf8 } from '../base/bytes.ts';
import { isTimestamp } from '../base/calendar.ts';
import { EcluseError } from '../base/errors.ts';
import { readFields, writeFields } from '../base/fields.ts';
import { ensureFolder, readFileCapped, writeFileAtomically } from '../base/files.ts';
import { ed25519Public, parseNote, signNote } from '../base/note.ts';
import type { Clock, Random } from '../base/random.ts';
import { timestamp } from '../base/random.ts';
import type { Party } from '../bundle/core.ts';
import { partyLine, readPartyLine } from '../bundle/party-line.ts';
import { signedByCard } from '../keys/card.ts';
import { type Kdf, openKeyFile, wrapRoot } from '../keys/keyfile.ts';
import { newRoot, type Secrets, secretsFromRoot } from '../keys/secrets.ts';
import { signerName } from '../keys/signer.ts';
import { type PartnerHome, withLock } from './home.ts';

/** Somebody of the CSS who signs exceptions, under the name of a function, never a person's. */
export type Signer = { readonly name: string; readonly sign: Uint8Array; readonly created: string };
export type UnlockedSigner = { readonly name: string; readonly seed: Uint8Array };

const FORMAT = 'ecluse.signers/v1';
const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LONGEST = 40;
const LIMIT = 64 << 10;
const KEY_LIMIT = 1 << 20;
export const SIGNERS_WANTED = 2;

const listPath = (home: PartnerHome) => join(home.dir, 'keys', 'signers.note');
const keyPath = (home: PartnerHome, name: string) => join(home.dir, 'keys', 'signers', `${name}.key`);

/** Those who may sign, as this home's own key vouches. @throws HOME_DAMAGED */
export function readSigners(home: PartnerHome): Signer[] {
  const path = listPath(home);
  if (!existsSync(path)) return [];
  const damaged = (where: string, cause?: unknown) => new EcluseError('HOME_DAMAGED', { file: 'signers.note', where }, { cause });
  try {
    const note = parseNote(readFileCapped(path, LIMIT));
    if (!signedByCard(note, home.card)) throw damaged('signature');
    const fields = readFields(note.text, FORMAT, damaged);
    const party = readPartyLine(fields.take('partner'));
    if (party?.id !== home.id) throw damaged('partner');
    const signers: Signer[] = [];
    while (fields.next('signer')) {
      const [name = '', sign = '', created = '', ...more] = fields.take('signer').split(' ');
      if (more.length > 0 || !NAME.test(name) || !isTimestamp(created)) throw damaged('signer');
      signers.push({ name, sign: fromBase64(sign), created });
    }
    fields.end();
    return signers;
  } catch (error) {
    throw error instanceof EcluseError && error.code === 'HOME_DAMAGED' ? error : damaged('note', error);
  }
}

/**
 * Makes a signer's key under a passphrase of their own. The first two come in by the home's passphrase alone; once they are there, another comes in only
 * when two of them are present. @throws SIGNER_NAME, SIGNER_EXISTS, SIGNER_TWINS, SIGNER_PRESENT, KEY_…
 */
export function addSigner(
  home: PartnerHome,
  secrets: Secrets,
  added: { readonly name: string; readonly passphrase: Uint8Array; readonly kdf: Kdf; readonly present: readonly UnlockedSigner[] },
  environment: { readonly clock: Clock; readonly random: Random },
): Signer {
  const { name, passphrase, kdf, present } = added;
  requireNewSigner(home, name);
  return withLock(home, () => {
    const signers = readSigners(home);
    if (signers.length >= SIGNERS_WANTED && !areTwo(signers, present)) throw new EcluseError('SIGNER_PRESENT');
    for (const other of signers) if (opens(home, other.name, passphrase)) throw new EcluseError('SIGNER_TWINS', { signer: other.name });
    const root = newRoot(environment.random);
    const { sign } = secretsFromRoot(root);
    const signer = { name, sign: ed25519Public(sign), created: timestamp(environment.clock()) };
    ensureFolder(join(home.dir, 'keys', 'signers'));
    writeFileAtomically(keyPath(home, name), wrapRoot(root, passphrase, kdf, environment.random), { replace: true });
    writeFileAtomically(listPath(home), signersNote({ id: home.id, card: home.card.hash }, [...signers, signer], secrets), {
      replace: true,
    });
    return signer;
  });
}

/** The list as a home's key vouches for it: signed again when that key changes. */
export function signersNote(partner: Party, signers: readonly Signer[], { sign }: Pick<Secrets, 'sign'>): Uint8Array {
  const text = writeFields(FORMAT, [
    ['partner', partyLine(partner)],
    ...signers.map((each) => ['signer', `${each.name} ${toBase64(each.sign)} ${each.created}`] as const),
  ]);
  return utf8(signNote(text, signerName(partner.id), sign));
}

/** Before anybody types a passphrase. @throws SIGNER_NAME, SIGNER_EXISTS */
export function requireNewSigner(home: PartnerHome, name: string): void {
  if (!NAME.test(name) || name.length > LONGEST) throw new EcluseError('SIGNER_NAME');
  if (readSigners(home).some((each) => each.name === name)) throw new EcluseError('SIGNER_EXISTS', { signer: name });
}

function opens(home: PartnerHome, name: string, passphrase: Uint8Array): boolean {
  try {
    openKeyFile(readFileCapped(keyPath(home, name), KEY_LIMIT), passphrase);
    return true;
  } catch (error) {
    if (error instanceof EcluseError && error.code === 'KEY_PASSPHRASE') return false;
    throw error;
  }
}

/** @throws SIGNER_UNKNOWN, HOME_DAMAGED, KEY_PASSPHRASE */
export function unlockSigner(home: PartnerHome, name: string, passphrase: Uint8Array): UnlockedSigner {
  const signer = signerNamed(home, name);
  const { sign } = openKeyFile(readFileCapped(keyPath(home, name), KEY_LIMIT), passphrase);
  if (toBase64(ed25519Public(sign)) !== toBase64(signer.sign))
    throw new EcluseError('HOME_DAMAGED', { file: `${name}.key`, where: 'sign' });
  return { name, seed: sign };
}

/** @throws SIGNER_UNKNOWN */
export function signerNamed(home: PartnerHome, name: string): Signer {
  const signers = readSigners(home);
  const found = signers.find((each) => each.name === name);
  if (!found)
    throw new EcluseError('SIGNER_UNKNOWN', { signer: name.slice(0, LONGEST), known: signers.map((each) => each.name).join(', ') || '—' });
  return found;
}

/** True when two different signers of the list are there with their keys. */
export function areTwo(signers: readonly Signer[], present: readonly UnlockedSigner[]): boolean {
  const known = signers.filter(({ name, sign }) =>
    present.some((each) => each.name === name && toBase64(ed25519Public(each.seed)) === toBase64(sign)),
  );
  return new Set(known.map(({ sign }) => toBase64(sign))).size >= SIGNERS_WANTED;
}
