import type { EcluseError } from '../../src/base/errors.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { startGuard } from '../airgap/guard.ts';
import type { Look } from '../airgap/reading.ts';
import type { Look as ChamberLook } from '../airgap/watch.ts';
import type { Appliance } from '../home.ts';
import { tell } from '../store/change.ts';
import { session } from '../store/session.ts';

/** What guards a sealed session, and what it has the ledger say. In mode `chamber`, the chamber's own links alone are watched. */
export type SessionGuard = {
  /** Digest of the clean reading that let the session be sealed, and the entry that tells it. */
  readonly probes: string | null;
  readonly entries: readonly LedgerEvent[];
  /** Has the session ended at the first sign; at once if there has been one. */
  watch(end: (error: EcluseError) => void): void;
  /** What to kill; null once it is dead. */
  hold(pid: number | null): void;
  chamberSeen(look: ChamberLook): void;
  /** The last clean reading, the chamber being dead, told to the ledger. @throws what it found instead */
  end(): Promise<void>;
  /** A chamber that the guard has killed dies before its cause is told: waits for that. */
  settled(): Promise<void>;
  /** The reading that ended it all, if there is one to be told. */
  seen(): readonly LedgerEvent[];
  stop(): void;
};

type Pace = { readonly evidenceMs?: number };

function told(id: string, gap: 'chamber' | 'machine', probes: string, counts: Record<string, number>): LedgerEvent {
  return { actor: 'appliance', type: 'gap.evidence', subjects: { session: id, gap }, digests: { probes }, counts };
}

function chamberGuard(app: Appliance, id: string): SessionGuard {
  return {
    probes: null,
    entries: [],
    watch: () => {},
    hold: () => {},
    chamberSeen: ({ minute, links, probes }) => tell(app.store, told(id, 'chamber', probes, { minute, links })),
    end: async () => {},
    settled: async () => {},
    seen: () => [],
    stop: () => {},
  };
}

/**
 * Looks at every link before a drafted session may be sealed, and watches from then on. A refusal is told to the ledger when there was something to
 * see. @throws GAP_CABLE, GAP_WIFI, GAP_RADIO, GAP_USB…, GAP_CONTAINER, GAP_FOREIGN, GAP_UNREADABLE, GAP_WATCH, GAP_ASLEEP
 */
async function machineGuard(app: Appliance, id: string, pace: Pace): Promise<SessionGuard> {
  let minutes = 0;
  let inChamber: string | null = null;
  let broken: { error: EcluseError; look: Look | null } | null = null;
  let end: (error: EcluseError) => void = () => {};
  const evidence = (minute: number, { probes, links, changes }: Look, code?: string): LedgerEvent => {
    const event = told(id, 'machine', probes, { minute, links, changes });
    const digests = inChamber === null ? event.digests! : { probes, chamber: inChamber };
    return { ...event, digests, ...(code === undefined ? {} : { code }) };
  };
  const broke = (error: EcluseError, look: Look | null) => {
    broken = { error, look };
    end(error);
  };
  const pollMs = Math.min(250, pace.evidenceMs ?? 250);
  const options = { pollMs, ...(pace.evidenceMs === undefined ? {} : { evidenceMs: pace.evidenceMs }) };
  const guard = await startGuard({
    ...options,
    onEvidence(minute, look) {
      minutes = minute;
      try {
        tell(app.store, evidence(minute, look));
      } catch (error) {
        // Without its evidence the session cannot go on.
        end(error as EcluseError);
      }
    },
    onBreach: broke,
  }).catch((error: EcluseError) => {
    const look = (broken as { look: Look | null } | null)?.look;
    if (look) tell(app.store, evidence(0, look, error.code));
    throw error;
  });
  return {
    probes: guard.first.probes,
    entries: [evidence(0, guard.first)],
    watch(whenBroken) {
      end = whenBroken;
      if (broken !== null) end(broken.error);
    },
    hold: guard.hold,
    chamberSeen({ probes }) {
      inChamber = probes;
    },
    async end() {
      tell(app.store, evidence(minutes, await guard.end()));
    },
    settled: guard.settled,
    seen: () => (broken?.look ? [evidence(minutes, broken.look, broken.error.code)] : []),
    stop: guard.stop,
  };
}

/** The guard of a session that is about to be sealed. */
export function guardSession(app: Appliance, id: string, pace: Pace): SessionGuard | Promise<SessionGuard> {
  const row = session(app.store, id);
  return row?.gap === 'machine' && row.state === 'drafted' ? machineGuard(app, id, pace) : chamberGuard(app, id);
}
