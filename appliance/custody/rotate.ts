import { toHex, utf8 } from '../../src/base/bytes.ts';
import { dayOf, isDay } from '../../src/base/calendar.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { writeFileAtomically } from '../../src/base/files.ts';
import { sha256 } from '../../src/base/hash.ts';
import { timestamp } from '../../src/base/random.ts';
import { type Card, makeCard, parseCard } from '../../src/keys/card.ts';
import { type CustodianSecret, rotateCustody } from '../../src/keys/custody.ts';
import { parseCustody } from '../../src/keys/custody-file.ts';
import { pastKeyContext } from '../../src/keys/past-key.ts';
import { ROTATION_DAYS, type Rotation, readRotation, signRotation } from '../../src/keys/rotation.ts';
import { newRoot, secretsFromRoot } from '../../src/keys/secrets.ts';
import { sealVault } from '../../src/keys/vault.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { type Appliance, paths } from '../home.ts';
import { rootInForce, wrapKey } from '../retention/root.ts';
import { clearFailures } from '../store/attempt.ts';
import { change } from '../store/change.ts';
import { INTAKE_WAIT_MS, takeLock } from '../store/lock.ts';
import { addPastKey, addRotation, markSealedTo, rewrapPastKey } from '../store/rotation.ts';
import { liveSession } from '../store/session.ts';
import { byPair, withPair } from './change.ts';
import { custodianName, replaceCustody } from './file.ts';
import { pastVaults, resealVault } from './past-keys.ts';

/** What partners sealed before they knew is received for so many days, unless told otherwise. */
const GRACE_DAYS = 30;

export type RotateOptions = {
  /** Every custodian who stays, two at least: the first two open the old keys. Their passphrases are wiped; whoever is not among them leaves. */
  readonly custodians: readonly [CustodianSecret, CustodianSecret, ...CustodianSecret[]];
  /** The last UTC day on which a bundle sealed to the old card is received. */
  readonly until?: string;
};
export type Rotated = { readonly rotation: Rotation<Card>; readonly custodians: readonly number[]; readonly left: readonly number[] };

/**
 * Gives the appliance a new root, hence new keys and a new card, between sessions. The old decryption key stays, under the new root and the retention
 * root, as long as something sealed to it may come or rests (`pastKeysAt`); the old signing key is gone. The ledger's key does not change: its
 * checkpoints are what witnesses hold. One transaction is the whole of it: before it the old keys, after it the new ones.
 * @throws as `admitCustodian` does, ROTATION_SESSION, ROTATION_UNTIL, DATE_FORM, INTAKE_BUSY, RETENTION_ROOT
 */
export function rotateKeys(app: Appliance, options: RotateOptions): Rotated {
  const { custodians } = options;
  const [first, second] = custodians;
  try {
    return withPair(app, [first, second], (bytes) => {
      const intake = takeLock(paths(app.dir).intakeLock, INTAKE_WAIT_MS);
      if (intake === null) throw new EcluseError('INTAKE_BUSY');
      try {
        if (liveSession(app.store) !== null) throw new EcluseError('ROTATION_SESSION');
        return rotate(app, bytes, options);
      } finally {
        intake.release();
      }
    });
  } finally {
    for (const { passphrase } of custodians) passphrase.fill(0);
  }
}

function rotate(app: Appliance, bytes: Uint8Array, { custodians, until: asked }: RotateOptions): Rotated {
  const { store, card: from, random } = app;
  const now = app.clock();
  const until = untilOf(asked, now);
  const next = newRoot(random);
  const { file, root } = rotateCustody(bytes, custodians, next, random);
  const [old, fresh] = [secretsFromRoot(root), secretsFromRoot(next)];
  const wrapping = rootInForce(app);
  try {
    const created = timestamp(now);
    const { role, name, id, log } = from;
    const to = makeCard({ role, name, id, log, created }, fresh);
    const note = signRotation({ from, to, until, created }, { old: old.sign, next: fresh.sign });
    const rotation = readRotation(utf8(note), parseCard);
    const kept = pastVaults(app).map(({ card, vault }) => {
      return { card, wrapped: wrapKey(wrapping, card, resealVault(card, vault, { old: old.vault, next: fresh.vault }, random)) };
    });
    const own = wrapKey(wrapping, from.hash, sealVault(fresh.vault, pastKeyContext(from.hash), old.seal, random));
    const staying = parseCustody(file).custodians.map(({ number }) => number);
    const left = parseCustody(bytes).custodians.flatMap(({ number }) => (staying.includes(number) ? [] : [number]));
    const pair = byPair([custodians[0], custodians[1]]);
    const counts = { custodians: staying.length };
    const digests = { custody: toHex(sha256(file)) };
    const told: LedgerEvent[] = [
      ...left.map((number): LedgerEvent => {
        const { actor, subjects } = byPair([custodians[0], custodians[1]], { custodian: custodianName(number) });
        return { actor, type: 'custodian.retired', subjects, digests, counts };
      }),
      {
        actor: pair.actor,
        type: 'keys.rotated',
        subjects: { ...pair.subjects, until },
        digests: { ...digests, card: to.hash, previous: from.hash, note: rotation.hash },
        counts,
      },
    ];
    writeFileAtomically(paths(app.dir).custodyNext, file, { replace: true });
    change(store, told, (tx) => {
      clearFailures(tx, 'passphrase');
      addRotation(tx, { party: id, from_hash: from.hash, to_hash: to.hash, until, note, rotated: created });
      for (const { card, wrapped } of kept) rewrapPastKey(tx, card, wrapped);
      addPastKey(tx, from.hash, own);
      markSealedTo(tx, from.hash);
    });
    replaceCustody(app);
    writeCard(app);
    return { rotation, custodians: staying, left };
  } finally {
    for (const secrets of [old, fresh]) for (const secret of Object.values(secrets)) secret.fill(0);
    wrapping.secret.fill(0);
  }
}

function untilOf(asked: string | undefined, now: Date): string {
  const day = (after: number) => dayOf(new Date(now.getTime() + after * 86_400_000));
  if (asked === undefined) return day(GRACE_DAYS);
  if (!isDay(asked)) throw new EcluseError('DATE_FORM', { option: '--until' });
  if (asked < day(0) || asked > day(ROTATION_DAYS)) throw new EcluseError('ROTATION_UNTIL', { date: asked, days: ROTATION_DAYS });
  return asked;
}

/** The card on file is a copy for people: the ledger's word goes before it. */
export function writeCard(app: Pick<Appliance, 'dir' | 'card'>): void {
  writeFileAtomically(paths(app.dir).card, utf8(app.card.text), { replace: true, mode: 0o644 });
}
