import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '../../../appliance/gate/roles.ts';
import { utf8 } from '../../base/bytes.ts';
import { writeFileAtomically } from '../../base/files.ts';
import type { Kdf } from '../../keys/keyfile.ts';
import type { Secrets } from '../../keys/secrets.ts';
import { initHome, type PartnerHome, unlockHome } from '../../partner/home.ts';
import { inspectAppliance, trust } from '../../partner/trust.ts';
import { dictionaryBytes } from '../../table/dictionary.ts';
import { type DEMO_CSS, DEMO_YEAR, syntheticCss } from '../css.ts';
import { syntheticCampaign } from './campaign.ts';
import type { DemoOptions } from './steps.ts';

/** Secrets of the demonstration, known to everyone: nothing but fictional pupils stands behind them. */
export const DEMO_SECRETS = {
  custodians: ['demo canal sas porte amont aval', 'demo quai bief vantail musoir étiage'],
  partner: 'demo partenaire encre papier boussole rivage',
  operator: 'demo opérateur vanne treuil',
  reviewer: 'demo réviseur phare balise',
  auditor: 'demo vérificateur sonde registre',
} as const;

export type People = { readonly operator: Actor; readonly reviewer: Actor };

export type Partner = {
  readonly home: PartnerHome;
  readonly secrets: Secrets;
  readonly folder: string;
  readonly name: string;
  readonly slug: string;
  /** Its extracts, and the campaign that goes with those of past pupils, if any. */
  readonly extracts: string;
  readonly campaign: string | null;
};

/** Enough for each grade of each cohort to tell more than a few cases. */
const PUPILS = 6000;
const VARIABLES = 120;

/** A fictional CSS moves in: home, extracts as its systems would write them, the appliance's card trusted. */
export function settle(home: string, css: (typeof DEMO_CSS)[number], cardFile: string, kdf: Kdf, options: DemoOptions): Partner {
  const { environment, onStep } = options;
  const { pupils = PUPILS, variables = VARIABLES } = options;
  const made = syntheticCss({ ...css, pupils, variables });
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
  const campaign = css.campaign ? join(extracts, 'campagne.json') : null;
  if (campaign !== null) writeFileAtomically(campaign, syntheticCampaign(DEMO_YEAR));
  onStep({ step: 'partner', name: css.name, pupils, variables });
  return { home: partner, secrets: unlockHome(partner, passphrase), folder, name: css.name, slug, extracts, campaign };
}

function slugOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
}
