import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { equalBytes } from '../../src/base/bytes.ts';
import { dayOf } from '../../src/base/calendar.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { timestamp } from '../../src/base/random.ts';
import { CLOCK_TOLERANCE_SECONDS } from '../../src/ledger/append.ts';
import { parseEntry } from '../../src/ledger/event.ts';
import { growTree, leafHash, treeRoot } from '../../src/ledger/merkle.ts';
import { readCustody } from '../custody/file.ts';
import { type Appliance, paths } from '../home.ts';
import { bundlePath } from '../intake/quarantine.ts';
import { keyOf } from '../retention/kept.ts';
import { plan } from '../session/plan.ts';
import { secondsToWait } from '../session/slowed.ts';
import { requireConsistentWithWitnesses } from '../session/witnesses.ts';
import { pendingBundles } from '../store/bundle.ts';
import { liveSession } from '../store/session.ts';
import type { Finding } from './finding.ts';

const LONGEST_REST_MS = 400 * 86_400_000;

/** Nobody else of the machine may read or change the home, its keys, its database. The cards alone are public. */
export function checkPermissions(dir: string): Finding[] {
  const { keys, database } = paths(dir);
  const secret = existsSync(keys) ? readdirSync(keys).filter((name) => name !== 'card.note') : [];
  const places = [dir, keys, ...secret.map((name) => join(keys, name)), database, `${database}-wal`];
  const owner = process.getuid?.();
  const faults = places.flatMap((place) => {
    const stat = statSync(place, { throwIfNoEntry: false });
    if (stat === undefined) return [];
    const open = (stat.mode & 0o077) !== 0 || (owner !== undefined && owner !== 0 && stat.uid !== owner);
    const mode = (stat.mode & 0o777).toString(8).padStart(3, '0');
    return open ? [new EcluseError('HOME_PERMISSIONS', { file: relative(dir, place) || '.', mode })] : [];
  });
  if (faults.length === 0) return [{ check: 'permissions', error: null, weight: 'stop' }];
  return faults.map((error) => ({ check: 'permissions', error, weight: 'stop' }));
}

/** Without the custody file that the ledger tells, no passphrase opens anything. */
export function checkCustody(app: Appliance): Finding {
  return refusalOf('custody', () => readCustody(app));
}

/** Every entry read again, the tree grown from them, compared with the one that is kept. */
export function checkLedger({ store }: Appliance): Finding {
  const finding = (error: EcluseError | null, size: number): Finding => ({ check: 'ledger', error, weight: 'stop', told: { size } });
  const size = store.ledger.size();
  try {
    const tree = growTree([], 0);
    for (let at = 0; at < size; at++) {
      const bytes = store.ledger.entry(at);
      if (bytes === null) throw new EcluseError('LEDGER_ENTRY_MISSING', { entry: at });
      const leaf = leafHash(bytes);
      const kept = store.ledger.node(0, at);
      if (kept === null || !equalBytes(kept, leaf) || parseEntry(bytes).sequence !== at)
        throw new EcluseError('LEDGER_DAMAGED', { entry: at });
      tree.add(leaf);
    }
    if (!equalBytes(tree.root(), treeRoot(store.ledger, size))) throw new EcluseError('LEDGER_DAMAGED', { entry: size - 1 });
    return finding(null, size);
  } catch (error) {
    if (!(error instanceof EcluseError)) throw error;
    return finding(error, size);
  }
}

export function checkWitnesses(app: Appliance): Finding {
  return refusalOf('witnesses', () => requireConsistentWithWitnesses(app));
}

/** What a session would be refused by, if this refuses. */
function refusalOf(check: Finding['check'], act: () => unknown): Finding {
  try {
    act();
    return { check, error: null, weight: 'stop' };
  } catch (error) {
    if (!(error instanceof EcluseError)) throw error;
    return { check, error, weight: 'stop' };
  }
}

/** A clock well before the last entry stops the ledger; one more than a year ahead of it would expire approvals. */
export function checkClock({ store, clock }: Appliance): Finding {
  const now = clock();
  const bytes = store.ledger.entry(store.ledger.size() - 1);
  if (bytes === null) return { check: 'clock', error: null, weight: 'stop' };
  const { time: last } = parseEntry(bytes);
  const ahead = now.getTime() - Date.parse(last);
  const params = { clock: timestamp(now), last };
  if (ahead < -CLOCK_TOLERANCE_SECONDS * 1000) return { check: 'clock', error: new EcluseError('LEDGER_CLOCK', params), weight: 'stop' };
  return { check: 'clock', error: ahead > LONGEST_REST_MS ? new EcluseError('CLOCK_ODD', params) : null, weight: 'warn', told: params };
}

/** A session that is under way keeps another from beginning; a draft does not. */
export function checkSession({ store }: Appliance): Finding {
  const live = liveSession(store);
  const error = live && live.state !== 'drafted' ? new EcluseError('SESSION_LIVE', { number: live.number, state: live.state }) : null;
  return { check: 'session', error, weight: 'stop' };
}

/** What waits, what of it could not be worked on today and why. */
export function checkBundles(app: Appliance): { findings: Finding[]; bytes: number } {
  const { store, clock } = app;
  const waiting = pendingBundles(store);
  const findings: Finding[] = [];
  for (const row of waiting) {
    const error = keptFault(app, row.id, row.size);
    if (error !== null) findings.push({ check: 'bundles', error, weight: 'stop' });
  }
  const { take, left } = plan(store, dayOf(clock()), null);
  for (const { error } of left) findings.push({ check: 'bundles', error, weight: 'warn' });
  const told = { ready: take.length, waiting: waiting.length };
  if (findings.length === 0) {
    findings.push({ check: 'bundles', error: take.length > 0 ? null : new EcluseError('SESSION_EMPTY'), weight: 'note', told });
  }
  return { findings, bytes: waiting.reduce((sum, { size }) => sum + size, 0) };
}

/** A waiting bundle rests whole under its own key: as long as it came, or longer. */
function keptFault(app: Appliance, bundle: string, size: number): EcluseError | null {
  const file = lstatSync(bundlePath(app, bundle), { throwIfNoEntry: false });
  if (file === undefined || file.size < size) return new EcluseError('QUARANTINE_FILE', { bundle });
  try {
    keyOf(app, bundle).fill(0);
    return null;
  } catch (error) {
    if (error instanceof EcluseError) return error;
    throw error;
  }
}

/** Failed attempts make everyone wait. */
export function checkAttempts({ store }: Appliance): Finding {
  const seconds = Math.max(...(['operator', 'reviewer', 'passphrase'] as const).map((what) => secondsToWait(store, what)));
  return { check: 'attempts', error: seconds > 0 ? new EcluseError('LOGIN_SLOWED', { seconds }) : null, weight: 'warn' };
}
