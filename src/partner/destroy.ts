import { existsSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { utf8 } from '../base/bytes.ts';
import { dayOf } from '../base/calendar.ts';
import { EcluseError } from '../base/errors.ts';
import { flushFolder, overwriteInPlace, readFileCapped, writeFileAtomically } from '../base/files.ts';
import { type Clock, timestamp } from '../base/random.ts';
import { CERTIFICATE_BYTES, countersign, parseCertificate, requireCertified, type SignedCertificate } from '../bundle/certificate.ts';
import { type DestroyOrder, type SignedOrder, signOrder } from '../bundle/destroy-order.ts';
import type { Card } from '../keys/card.ts';
import { type Rotation, rotationsTo } from '../keys/rotation.ts';
import type { Secrets } from '../keys/secrets.ts';
import { ownRotations, pastVaultPath, trustedRotations } from './cards.ts';
import { type Cleared, destroyExports } from './exports.ts';
import { type PartnerHome, readState, trustedAppliance, withLock } from './home.ts';
import { pagePath, rosterPath } from './roster.ts';
import type { RequestState } from './state.ts';

/** Signs the order to destroy one request of this home, with its answers, and its models if told so. @throws HOME_REQUEST, TRUST_MISSING, FILE_EXISTS */
export function orderDestruction(
  home: PartnerHome,
  secrets: Secrets,
  { request, models, out }: { readonly request: string; readonly models: DestroyOrder['models']; readonly out: string },
  clock: Clock,
): SignedOrder {
  if (!readState(home).requests.some(({ id, kind }) => id === request && kind !== 'local'))
    throw new EcluseError('HOME_REQUEST', { request: request.slice(0, 32) });
  const order = signOrder({ bundle: request, models, created: timestamp(clock()) }, { card: home.card, secrets }, trustedAppliance(home));
  writeFileAtomically(out, utf8(order.text));
  return order;
}

export type DestroyedHere = Cleared & { readonly rosters: number; readonly requests: readonly string[] };

/**
 * Verifies the appliance's certificate, destroys here what came of the same requests (rosters, files written by `open`), and only then signs beside it.
 * @throws CERTIFICATE_…, TRUST_MISSING, FILE_EXISTS
 */
export function acceptCertificate(
  home: PartnerHome,
  secrets: Secrets,
  { certificate, out }: { readonly certificate: string; readonly out: string },
): DestroyedHere & { readonly certificate: SignedCertificate } {
  const read = parseCertificate(readFileCapped(certificate, CERTIFICATE_BYTES));
  const appliance = trustedAppliance(home);
  requireCertified(read, appliance, cardsThat(appliance, trustedRotations(home)));
  if (read.party.id !== home.id || !cardsThat(home.card, ownRotations(home)).includes(read.party.card))
    throw new EcluseError('CERTIFICATE_OTHER');
  const { requests } = readState(home);
  const gone: RequestState[] = [];
  for (const { id, kind, core } of read.items) {
    if (kind !== 'score' && kind !== 'train') continue;
    const own = requests.find((one) => one.id === id);
    if (own?.core !== core) throw new EcluseError('CERTIFICATE_OTHER');
    gone.push(own);
  }
  const here = clear(home, gone);
  const countersigned = countersign(read, { card: home.card, secrets });
  writeFileAtomically(out, utf8(countersigned.text));
  return { ...here, certificate: countersigned };
}

/** Hashes of a card and of those that it followed. */
function cardsThat(card: Card, rotations: readonly Rotation<Card>[]): string[] {
  return [card.hash, ...rotationsTo(card, rotations).map(({ from }) => from.hash)];
}

/** Destroys here what came of requests whose day is reached, whatever the appliance has done, then the past keys that open nothing any more. */
export function destroyDue(home: PartnerHome, clock: Clock): DestroyedHere & { readonly keys: number } {
  const today = dayOf(clock());
  const here = clear(
    home,
    readState(home).requests.filter(({ destroyBy }) => destroyBy <= today),
  );
  return withLock(home, () => {
    const { requests } = readState(home);
    let keys = 0;
    for (const { from, created } of ownRotations(home)) {
      const path = pastVaultPath(home, from.hash);
      // A request made after the rotation never needs them.
      if (!existsSync(path) || requests.some((each) => each.created <= created && each.destroyBy > today)) continue;
      overwriteInPlace(path);
      rmSync(path);
      flushFolder(dirname(path));
      keys++;
    }
    return { ...here, keys };
  });
}

function clear(home: PartnerHome, requests: readonly RequestState[]): DestroyedHere {
  let rosters = 0;
  for (const { id } of requests) {
    // The exception stays: it holds no count but those two people signed for, and proves that they did.
    rmSync(pagePath(home, id), { force: true });
    const path = rosterPath(home, id);
    if (!existsSync(path)) continue;
    // The vault's salt lies in it: with the file, its key is gone.
    overwriteInPlace(path);
    rmSync(path);
    flushFolder(dirname(path));
    rosters++;
  }
  const ids = requests.map(({ id }) => id);
  return { ...destroyExports(home, new Set(ids)), rosters, requests: ids };
}
