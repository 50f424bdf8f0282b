import { utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { writeFileAtomically } from '../base/files.ts';
import type { Clock, Random } from '../base/random.ts';
import type { Lang } from '../base/text.ts';
import type { Campaign } from '../study/campaign.ts';
import type { Dictionary } from '../table/dictionary.ts';
import type { Harmonised, Problem } from '../table/harmonise.ts';
import { contentDigest, requireException, type SignedException, type Subject, signException } from './exception.ts';
import type { PartnerHome } from './home.ts';
import type { Preview } from './preview.ts';
import { type PreviewPage, previewPage } from './preview-page.ts';
import { checkCeiling, measureRisk, type RiskPolicy, readPolicy } from './risk.ts';
import { unlockSigner } from './signers.ts';

/** A table ready to be sealed: checked, harmonised, with the preview of what leaves. No secret was needed, nothing was written. */
export type Prepared = {
  readonly preview: Preview;
  readonly harmonised: Harmonised;
  readonly dictionary: Dictionary;
  readonly campaign: Campaign | null;
  readonly warnings: readonly Problem[];
  /** Under which the risk was measured. */
  readonly policy: RiskPolicy;
};

/** `lang`: language of the page that is kept. `exception`: without it, nothing leaves above the ceiling. */
export type SealOptions = { readonly lang?: Lang; readonly exception?: SignedException | null };

/** The page of a prepared table, as a dry run shows it and sealing keeps it. */
export function pageOf(home: PartnerHome, { preview, harmonised, dictionary, policy }: Prepared, lang: Lang): PreviewPage {
  return previewPage({ sender: home.name, preview, table: harmonised.table, dictionary, ceiling: policy.ceiling }, lang);
}

/** The same table under the home's own policy, whatever it was measured under. */
export function underPolicy(home: PartnerHome, prepared: Prepared): Prepared {
  const policy = readPolicy(home);
  if (JSON.stringify(policy) === JSON.stringify(prepared.policy)) return prepared;
  const risk = measureRisk(prepared.harmonised.table, prepared.dictionary, policy);
  return { ...prepared, policy, preview: { ...prepared.preview, risk } };
}

/** Lets a table leave, or not. @throws RISK_CEILING, EXCEPTION_… */
export function clear(home: PartnerHome, prepared: Prepared, { lang = 'fr', exception = null }: SealOptions, now: Date): PreviewPage {
  const { policy, preview, harmonised } = prepared;
  const page = pageOf(home, prepared, lang);
  if (exception === null) {
    checkCeiling(preview.risk, policy);
    return page;
  }
  // Those who signed may have read it in the other language: it is their page that is kept.
  const signed = page.digest === exception.preview ? page : pageOf(home, prepared, lang === 'fr' ? 'en' : 'fr');
  requireException(exception, { preview: signed.digest, content: contentDigest(harmonised), risk: preview.risk, policy }, now);
  return signed;
}

/** What an exception to the ceiling would be signed for. @throws EXCEPTION_NEEDLESS */
export function exceptionSubject(home: PartnerHome, prepared: Prepared, lang: Lang): Subject {
  const { harmonised, policy, preview } = prepared;
  if (policy.ceiling === null || preview.risk.unique <= policy.ceiling) throw new EcluseError('EXCEPTION_NEEDLESS');
  return { preview: pageOf(home, prepared, lang).digest, content: contentDigest(harmonised), risk: preview.risk, policy };
}

/** Two people of the list, each with their passphrase, sign for what they read; the note is written in `out`. @throws FILE_EXISTS, what `unlockSigner` and `signException` throw */
export function writeException(
  home: PartnerHome,
  subject: Subject,
  said: {
    readonly reason: string;
    readonly until: string;
    readonly destroyBy: string;
    readonly signers: readonly { readonly name: string; readonly passphrase: Uint8Array }[];
    readonly out: string;
  },
  environment: { readonly clock: Clock; readonly random: Random },
): SignedException {
  const signers = said.signers.map(({ name, passphrase }) => unlockSigner(home, name, passphrase));
  const exception = signException(home, subject, { ...said, signers }, environment);
  writeFileAtomically(said.out, utf8(exception.text));
  return exception;
}
