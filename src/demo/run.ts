import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { initAppliance, openAppliance } from '../../appliance/appliance.ts';
import type { Actor } from '../../appliance/gate/roles.ts';
import type { Appliance, Environment } from '../../appliance/home.ts';
import { enrol } from '../../appliance/intake/enrol.ts';
import { receiveAll } from '../../appliance/intake/receive.ts';
import { exportLedger } from '../../appliance/release/ledger.ts';
import { release } from '../../appliance/release/release.ts';
import { logIn } from '../../appliance/session/login.ts';
import { reviewSession } from '../../appliance/session/review.ts';
import { runSession } from '../../appliance/session/run.ts';
import { sessionDetail } from '../../appliance/views.ts';
import { folderReader, readKeptFile } from '../auditor/folder.ts';
import { verifyExport } from '../auditor/verify.ts';
import { utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { writeFileAtomically } from '../base/files.ts';
import type { Lang } from '../base/text.ts';
import { type Kdf, kdfFloor } from '../keys/keyfile.ts';
import type { Secrets } from '../keys/secrets.ts';
import { approve } from '../partner/approve.ts';
import type { ModelRead } from '../partner/documents.ts';
import { answerFiles } from '../partner/export/answer.ts';
import { writeFolder } from '../partner/export/folder.ts';
import { initHome, type PartnerHome, unlockHome } from '../partner/home.ts';
import { labelsOf, shortName } from '../partner/labels.ts';
import { keepAnswer, type Opened, openAnswer } from '../partner/open.ts';
import { type ModelPortrait, portraits } from '../partner/portrait/aggregate.ts';
import { prepareTable, sealRequest } from '../partner/prepare.ts';
import { inspectAppliance, trust } from '../partner/trust.ts';
import { dictionaryBytes } from '../table/dictionary.ts';
import type { Purpose } from '../table/harmonise.ts';
import { DEMO_CSS, syntheticCss } from './css.ts';

/** Secrets of the demonstration, known to everyone: nothing but fictional pupils stands behind them. */
export const DEMO_SECRETS = {
  custodians: ['demo canal sas porte amont aval', 'demo quai bief vantail musoir étiage'],
  partner: 'demo partenaire encre papier boussole rivage',
  operator: 'demo opérateur vanne treuil',
  reviewer: 'demo réviseur phare balise',
  auditor: 'demo vérificateur sonde registre',
} as const;

export type DemoStep =
  | { readonly step: 'appliance' | 'audit' }
  | { readonly step: 'prepare'; readonly purpose: Purpose }
  | { readonly step: 'partner'; readonly name: string; readonly pupils: number; readonly variables: number }
  | { readonly step: 'received'; readonly files: number }
  | { readonly step: 'session'; readonly purpose: Purpose }
  | { readonly step: 'working'; readonly phase: string; readonly done: number; readonly total: number }
  | { readonly step: 'released'; readonly files: number }
  | { readonly step: 'approved'; readonly name: string; readonly models: number }
  | { readonly step: 'opened'; readonly name: string; readonly pupils: number }
  | { readonly step: 'neighbour'; readonly name: string; readonly other: string; readonly code: string };

export type DemoModel = { readonly model: ModelRead; readonly label: string; readonly name: string; readonly portrait: ModelPortrait };
export type DemoCss = {
  readonly name: string;
  readonly pupils: number;
  readonly models: readonly DemoModel[];
  readonly folder: string;
  readonly evaluation: string;
};
export type DemoOutcome = {
  readonly home: string;
  readonly appliance: string;
  readonly csses: readonly DemoCss[];
  readonly ledger: {
    readonly folder: string;
    readonly size: number;
    readonly root: string;
    readonly ok: boolean;
    readonly findings: readonly string[];
    readonly witnesses: number;
  };
};
export type DemoOptions = {
  readonly lang: Lang;
  readonly environment: Environment;
  readonly onStep: (step: DemoStep) => void;
  readonly signal?: AbortSignal;
  /** Pupils and variables of each CSS, for tests. */
  readonly pupils?: number;
  readonly variables?: number;
};

const MARKER = '.ecluse-demo';

export function demoPaths(home: string) {
  return {
    marker: join(home, MARKER),
    done: join(home, 'termine.json'),
    appliance: join(home, 'appareil'),
    ledger: join(home, 'registre'),
    drive: join(home, 'cle-usb'),
  } as const;
}

/** True when a demonstration has been played to its end in this folder. */
export function isDemoHome(home: string): boolean {
  return existsSync(demoPaths(home).marker) && existsSync(demoPaths(home).done);
}

/** Empties an old demonstration's home. A folder that holds anything and was not made here stays as it is. @throws DEMO_HOME */
function startAfresh(home: string): void {
  const found = lstatSync(home, { throwIfNoEntry: false });
  if (found) {
    const folder = basename(resolve(home));
    if (!found.isDirectory()) throw new EcluseError('DEMO_HOME', { folder });
    const names = readdirSync(home);
    if (names.length > 0 && !names.includes(MARKER)) throw new EcluseError('DEMO_HOME', { folder });
    // The marker goes last: cut off in between, the next run still knows the folder for its own.
    for (const name of names) if (name !== MARKER) rmSync(join(home, name), { recursive: true, force: true });
  }
  mkdirSync(home, { recursive: true, mode: 0o700 });
  writeFileAtomically(join(home, MARKER), utf8('ecluse.demo/v1\n'), { replace: true });
}

type Partner = {
  readonly home: PartnerHome;
  readonly secrets: Secrets;
  readonly folder: string;
  readonly name: string;
  readonly slug: string;
};

/** Plays the whole trip: two CSSs train, approve, score, take home; an auditor verifies. Everything is real but the pupils. */
export async function runDemo(home: string, options: DemoOptions): Promise<DemoOutcome> {
  const { environment, onStep, lang } = options;
  startAfresh(home);
  const at = demoPaths(home);
  const kdf = kdfFloor();
  onStep({ step: 'appliance' });
  const passwords = { operator: utf8(DEMO_SECRETS.operator), reviewer: utf8(DEMO_SECRETS.reviewer), auditor: utf8(DEMO_SECRETS.auditor) };
  const { card } = initAppliance(
    at.appliance,
    { name: 'Appareil de démonstration', custodians: DEMO_SECRETS.custodians.map(utf8), passwords, kdf },
    environment,
  );
  mkdirSync(at.drive, { mode: 0o700 });
  const cardFile = join(at.drive, 'appareil.carte');
  writeFileAtomically(cardFile, utf8(card.text));
  const app = openAppliance(at.appliance, environment);
  try {
    const people = { operator: logIn(app, 'operator', passwords.operator), reviewer: logIn(app, 'reviewer', passwords.reviewer) };
    const partners = DEMO_CSS.map((css) => {
      const partner = settle(home, css, cardFile, kdf, options);
      enrol(app, utf8(partner.home.card.text), people);
      return partner;
    });

    const evaluations = await roundTrip(app, partners, 'train', people, at.drive, options);
    const approvals = partners.flatMap((partner, i) => {
      const file = evaluations[i]!;
      const opened = openInto(partner, file, join(partner.folder, 'evaluation'), false, options);
      const { models } = opened.kind === 'evaluation' ? opened.evaluation : opened.report;
      const signed = models.map(({ id }) => {
        const out = join(at.drive, `${partner.slug}.${id}.approbation`);
        approve(partner.home, partner.secrets, { evaluation: file, model: id, out }, environment.clock);
        return out;
      });
      onStep({ step: 'approved', name: partner.name, models: signed.length });
      return signed;
    });
    take(app, approvals, people.operator, onStep);

    const results = await roundTrip(app, partners, 'score', people, at.drive, options);
    const csses = partners.map((partner, i) => {
      const folder = join(partner.folder, 'resultat');
      const opened = openInto(partner, results[i]!, folder, true, options);
      if (opened.kind !== 'result') throw new EcluseError('OPEN_KIND', { kind: opened.kind });
      onStep({ step: 'opened', name: partner.name, pupils: opened.roster.fileNumbers.length });
      const labels = labelsOf(opened.dictionary, lang);
      const shown = portraits(opened.scores, opened.report.models);
      const models = opened.report.models.map((model, index) => ({
        model,
        label: labels.model(model),
        name: shortName(model),
        portrait: shown[index]!,
      }));
      return {
        name: partner.name,
        pupils: opened.roster.fileNumbers.length,
        models,
        folder,
        evaluation: join(partner.folder, 'evaluation'),
      };
    });
    tryNeighbour(partners, results, options);

    onStep({ step: 'audit' });
    const { size, root } = exportLedger(app, at.ledger);
    const against = csses.flatMap((css) => [css.folder, css.evaluation]).map((folder) => readKeptFile(join(folder, 'checkpoint.note')));
    const { ok, findings } = verifyExport(folderReader(at.ledger), { against, card: readFileSync(cardFile) });
    const ledger = { folder: at.ledger, size, root, ok, findings: findings.map((each) => each.code), witnesses: against.length };
    writeFileAtomically(at.done, utf8('{}\n'));
    return { home, appliance: at.appliance, csses, ledger };
  } finally {
    app.close();
  }
}

/** A fictional CSS moves in: home, extracts as its systems would write them, the appliance's card trusted. */
function settle(home: string, css: (typeof DEMO_CSS)[number], cardFile: string, kdf: Kdf, options: DemoOptions): Partner {
  const { environment, onStep } = options;
  const sizes = { ...(options.pupils ? { pupils: options.pupils } : {}), ...(options.variables ? { variables: options.variables } : {}) };
  const made = syntheticCss({ ...css, ...sizes });
  const slug = slugOf(css.name);
  const folder = join(home, slug);
  const passphrase = utf8(DEMO_SECRETS.partner);
  const partner = initHome(join(folder, 'dossier'), { name: css.name, passphrase, kdf }, environment);
  trust(partner, inspectAppliance(cardFile).card);
  const extracts = join(folder, 'extraits');
  mkdirSync(extracts, { mode: 0o700 });
  writeFileAtomically(join(extracts, 'dictionnaire.json'), dictionaryBytes(made.dictionary));
  writeFileAtomically(join(extracts, 'train.csv'), made.trainCsv);
  writeFileAtomically(join(extracts, 'score.csv'), made.scoreCsv);
  onStep({ step: 'partner', name: css.name, pupils: options.pupils ?? 3000, variables: options.variables ?? 120 });
  return { home: partner, secrets: unlockHome(partner, passphrase), folder, name: css.name, slug };
}

function slugOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
}

type People = { readonly operator: Actor; readonly reviewer: Actor };

/** One bundle from each CSS through the lock and back: the files that came back, in the partners' order. */
async function roundTrip(
  app: Appliance,
  partners: readonly Partner[],
  purpose: Purpose,
  people: People,
  drive: string,
  options: DemoOptions,
): Promise<string[]> {
  const { environment, onStep, signal } = options;
  onStep({ step: 'prepare', purpose });
  const requests = partners.map(({ home, secrets, folder, slug }) => {
    const extracts = join(folder, 'extraits');
    const prepared = prepareTable(
      { table: join(extracts, `${purpose}.csv`), dictionary: join(extracts, 'dictionnaire.json'), purpose },
      environment.clock,
    );
    const out = join(drive, `${slug}.${purpose}.bundle`);
    sealRequest(home, secrets, prepared, out, environment);
    return out;
  });
  take(app, requests, people.operator, onStep);

  onStep({ step: 'session', purpose });
  const run = await runSession(app, {
    gap: 'chamber',
    operator: people.operator,
    custodians: [
      { number: 1, passphrase: utf8(DEMO_SECRETS.custodians[0]) },
      { number: 2, passphrase: utf8(DEMO_SECRETS.custodians[1]) },
    ],
    onProgress: ({ phase, bundlesDone, bundlesTotal }) => onStep({ step: 'working', phase, done: bundlesDone, total: bundlesTotal }),
    ...(signal ? { signal } : {}),
  });
  const [aside] = run.setAside;
  if (aside) throw new EcluseError('SESSION_NOTHING_SCORED', { bundle: aside.bundle, code: aside.code });
  const decisions = Object.fromEntries(sessionDetail(app, run.session).answers.map(({ id }) => [id, 'approve' as const]));
  reviewSession(app, run.session, people.reviewer, decisions);
  const back = join(drive, purpose === 'train' ? 'evaluations' : 'resultats');
  mkdirSync(back, { mode: 0o700 });
  const { files } = release(app, back, people.operator, { session: run.session });
  onStep({ step: 'released', files: files.length });
  return partners.map(({ home }) => {
    const file = files.find(({ recipient }) => recipient === home.id);
    if (!file) throw new EcluseError('INTERNAL', { where: 'demo' });
    return join(back, basename(file.file));
  });
}

function take(app: Appliance, files: readonly string[], operator: Actor, onStep: DemoOptions['onStep']): void {
  for (const receipt of receiveAll(app, files, operator)) if ('refused' in receipt) throw receipt.refused;
  onStep({ step: 'received', files: files.length });
}

function openInto(
  { home, secrets, name }: Partner,
  file: string,
  folder: string,
  pupils: boolean,
  { environment, lang }: DemoOptions,
): Opened {
  const opened = openAnswer(home, secrets, file, environment.clock);
  writeFolder(folder, answerFiles(opened, { sender: name, lang, excel: true, xlsx: true, parquet: false, pupils }));
  keepAnswer(home, opened);
  return opened;
}

/** One CSS tries its neighbour's result: it must be refused. */
function tryNeighbour(partners: readonly Partner[], results: readonly string[], { environment, onStep }: DemoOptions): void {
  const [first, second] = partners;
  if (!first || !second) return;
  try {
    openAnswer(first.home, first.secrets, results[1]!, environment.clock);
  } catch (error) {
    if (!(error instanceof EcluseError)) throw error;
    onStep({ step: 'neighbour', name: first.name, other: second.name, code: error.code });
    return;
  }
  throw new EcluseError('INTERNAL', { where: 'demo: neighbour' });
}
