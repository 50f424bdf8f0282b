import type { Clock, Random } from '../../src/base/random.ts';
import { lettingOthersPass } from '../../src/base/steps.ts';
import type { Pair } from '../../src/keys/custody.ts';
import { type GapView, lookAtGap } from '../airgap/view.ts';
import { custodianNumbers } from '../custody/file.ts';
import { type CustodyView, custodyView } from '../custody/view.ts';
import type { Actor, Role } from '../gate/roles.ts';
import { type Appliance, paths } from '../home.ts';
import { type EnrolledParty, enrol, inspectCard } from '../intake/enrol.ts';
import { type Receipt, type Received, receiving, receivingAll } from '../intake/receive.ts';
import { currentCheckpoint, type ExportedLedger, exportingLedger } from '../release/ledger.ts';
import { type Released, releasing } from '../release/release.ts';
import { checkFolder, type WrittenCertificate, writeCertificates } from '../retention/certificates.ts';
import { type Destroyed, destroying } from '../retention/destroy.ts';
import { type RetentionView, retentionView } from '../retention/view.ts';
import { logInApart, logOut } from '../session/login.ts';
import { type Decisions, reviewSession } from '../session/review.ts';
import { abortSession, type Draft, draftSession, type GapMode, sealAndScore } from '../session/run.ts';
import { tell } from '../store/change.ts';
import type { BundleView, EntryView, ModelView, Overview, PartyView, SessionDetail, SessionView } from '../views.ts';
import { listBundles, listEntries, listModels, listParties, listSessions, overview, sessionDetail } from '../views.ts';
import { entryProof } from './proof.ts';

/** Everything the console asks of the appliance, in one place: the server knows no other door. */
export type Uses = {
  readonly home: string;
  /** Where an upload waits, under a name of the server's own, until `receive` has judged it. */
  readonly quarantine: string;
  readonly clock: Clock;
  readonly random: Random;
  started(): void;
  stopped(): void;
  overview(): Overview;
  bundles(): readonly BundleView[];
  sessions(): readonly SessionView[];
  session(id: string): SessionDetail;
  /** The machine’s links, read now. */
  gap(): GapView;
  models(): readonly ModelView[];
  /** What rests here, what falls due, and the certificates of what rests no more. */
  retention(): RetentionView;
  parties(): readonly PartyView[];
  /** Entries from `from` on, in order; without it the last `limit`. */
  entries(page: { from?: number; limit: number }): { size: number; entries: readonly EntryView[] };
  checkpoint(): string;
  /** The entry's canonical bytes and its C2SP tlog-proof. */
  proof(sequence: number): { entry: Uint8Array; proof: string };
  /** Off the thread that answers pages. */
  logIn(role: Role, password: Uint8Array): Actor | Promise<Actor>;
  logOut(actor: Actor): void;
  inspectCard(card: Uint8Array): EnrolledParty;
  enrol(card: Uint8Array, actors: { operator: Actor; reviewer: Actor }): EnrolledParty;
  /** In pieces: pages answer meanwhile. */
  receive(path: string, actor: Actor): Received | Promise<Received>;
  receiveAll(paths: readonly string[], actor: Actor): readonly Receipt[] | Promise<readonly Receipt[]>;
  draft(gap: GapMode, operator: Actor): Draft;
  /** Who holds the keys and which they are. */
  custody(): CustodyView;
  /** Numbers of the custodians, two of whom unlock. */
  custodians(): readonly number[];
  seal(session: string, operator: Actor, custodians: Pair, signal: AbortSignal): Promise<void>;
  abort(session: string, actor: Actor): void;
  review(session: string, reviewer: Actor, decisions: Decisions): void;
  /** In pieces, as is what is taken in. */
  release(session: string, to: string, operator: Actor): Released | Promise<Released>;
  /** Destroys what is due, in pieces, then writes every certificate that did not come back. */
  destroy(
    to: string,
    actors: { operator: Actor; reviewer: Actor },
  ): Promise<Destroyed & { readonly certificates: readonly WrittenCertificate[] }>;
  exportLedger(to: string): ExportedLedger | Promise<ExportedLedger>;
};

export function usesOf(app: Appliance): Uses {
  return {
    home: app.dir,
    quarantine: paths(app.dir).quarantine,
    clock: app.clock,
    random: app.random,
    started: () => tell(app.store, { actor: 'appliance', type: 'server.started' }),
    stopped: () => tell(app.store, { actor: 'appliance', type: 'server.stopped' }),
    overview: () => overview(app),
    bundles: () => listBundles(app),
    sessions: () => listSessions(app),
    session: (id) => sessionDetail(app, id),
    gap: () => lookAtGap(),
    models: () => listModels(app),
    retention: () => retentionView(app),
    parties: () => listParties(app),
    entries: (page) => listEntries(app, page),
    checkpoint: () => currentCheckpoint(app),
    proof: (sequence) => entryProof(app, sequence),
    logIn: (role, password) => logInApart(app, role, password),
    logOut: (actor) => logOut(app, actor),
    inspectCard: (card) => inspectCard(card),
    enrol: (card, actors) => enrol(app, card, actors),
    receive: (path, actor) => lettingOthersPass(receiving(app, path, actor)),
    receiveAll: (files, actor) => lettingOthersPass(receivingAll(app, files, actor)),
    draft: (gap, operator) => draftSession(app, { gap, operator }),
    custody: () => custodyView(app),
    custodians: () => custodianNumbers(app),
    async seal(session, operator, custodians, signal) {
      await sealAndScore(app, session, { operator, custodians, signal });
    },
    abort: (session, actor) => abortSession(app, session, actor),
    review(session, reviewer, decisions) {
      reviewSession(app, session, reviewer, decisions);
    },
    release: (session, to, operator) => lettingOthersPass(releasing(app, to, operator, { session })),
    async destroy(to, actors) {
      checkFolder(to);
      const { items, keys } = await lettingOthersPass(destroying(app, actors));
      return { items, keys, certificates: writeCertificates(app, to) };
    },
    exportLedger: (to) => lettingOthersPass(exportingLedger(app, to)),
  };
}
