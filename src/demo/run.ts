import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { initAppliance, openAppliance } from '../../appliance/appliance.ts';
import { enrol } from '../../appliance/intake/enrol.ts';
import { exportLedger } from '../../appliance/release/ledger.ts';
import { logIn } from '../../appliance/session/login.ts';
import { folderReader, readKeptFile } from '../auditor/folder.ts';
import { verifyExport } from '../auditor/verify.ts';
import { utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { writeFileAtomically } from '../base/files.ts';
import { kdfFloor } from '../keys/keyfile.ts';
import type { ModelRead } from '../partner/documents.ts';
import { labelsOf, shortName } from '../partner/labels.ts';
import type { ModelPortrait } from '../partner/portrait/aggregate.ts';
import { DEMO_CSS } from './css.ts';
import { approveAll } from './run/approvals.ts';
import { openInto, printSheet, roundTrip, take, tryNeighbour } from './run/crossing.ts';
import { destroyPast } from './run/destruction.ts';
import { demoPaths, startAfresh } from './run/home.ts';
import { DEMO_SECRETS, settle } from './run/people.ts';
import type { DemoOptions } from './run/steps.ts';

export type DemoModel = { readonly model: ModelRead; readonly label: string; readonly name: string; readonly portrait: ModelPortrait };
export type DemoCss = {
  readonly name: string;
  readonly pupils: number;
  readonly models: readonly DemoModel[];
  readonly folder: string;
  /** What the models say of the pupil whom the first of them is surest of. */
  readonly sheet: string;
  /** Null where it was destroyed with the request that it answered. */
  readonly evaluation: string | null;
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
    const approvals = partners.flatMap((partner, i) => approveAll(partner, evaluations[i]!, at.drive, options));
    take(app, approvals, people.operator, onStep);

    const results = await roundTrip(app, partners, 'score', people, at.drive, options);
    const csses = partners.map((partner, i) => {
      const folder = join(partner.folder, 'resultat');
      const { opened, portraits: shown } = openInto(partner, results[i]!, folder, true, options);
      if (opened.kind !== 'result') throw new EcluseError('OPEN_KIND', { kind: opened.kind });
      onStep({ step: 'opened', name: partner.name, pupils: opened.roster.fileNumbers.length });
      const labels = labelsOf(opened.dictionary, lang);
      const models = opened.report.models.map((model, index) => ({
        model,
        label: labels.model(model),
        name: shortName(model),
        portrait: shown![index]!,
      }));
      return {
        name: partner.name,
        pupils: opened.roster.fileNumbers.length,
        models,
        folder,
        sheet: printSheet(partner, results[i]!, opened, options),
        evaluation: join(partner.folder, 'evaluation'),
      };
    });
    tryNeighbour(partners, results, options);
    // What came home and was kept: a witness, whatever is destroyed.
    const kept = csses.flatMap((css) => [css.folder, css.evaluation]);
    const against = kept.map((folder) => readKeptFile(join(folder, 'checkpoint.note')));
    destroyPast(app, partners.at(-1)!, people, at.drive, options);
    const left = csses.map((css, i) => (i === csses.length - 1 ? { ...css, evaluation: null } : css));

    onStep({ step: 'audit' });
    const { size, root } = exportLedger(app, at.ledger);
    const { ok, findings } = verifyExport(folderReader(at.ledger), { against, card: readFileSync(cardFile) });
    const ledger = { folder: at.ledger, size, root, ok, findings: findings.map((each) => each.code), witnesses: against.length };
    writeFileAtomically(at.done, utf8('{}\n'));
    return { home, appliance: at.appliance, csses: left, ledger };
  } finally {
    app.close();
  }
}
