import { applianceErrors } from './errors/appliance.ts';
import { approvingErrors } from './errors/approving.ts';
import { arrowErrors } from './errors/arrow.ts';
import { baseErrors } from './errors/base.ts';
import { bundleErrors } from './errors/bundle.ts';
import { campaignErrors } from './errors/campaign.ts';
import { chamberErrors } from './errors/chamber.ts';
import { commandErrors } from './errors/command.ts';
import { custodyErrors } from './errors/custody.ts';
import { deskErrors } from './errors/desk.ts';
import { dictionaryErrors } from './errors/dictionary.ts';
import { doctorErrors } from './errors/doctor.ts';
import { exceptionErrors } from './errors/exception.ts';
import { exportErrors } from './errors/export.ts';
import { followUpErrors } from './errors/follow-up.ts';
import { forestErrors } from './errors/forest.ts';
import { gapErrors } from './errors/gap.ts';
import { gapDeviceErrors } from './errors/gap-devices.ts';
import { identifyingErrors } from './errors/identifying.ts';
import { intakeErrors } from './errors/intake.ts';
import { keyErrors } from './errors/keys.ts';
import { ledgerErrors } from './errors/ledger.ts';
import { ledgerExportErrors } from './errors/ledger-export.ts';
import { ledgerTripErrors } from './errors/ledger-trip.ts';
import { localErrors } from './errors/local.ts';
import { modelErrors } from './errors/models.ts';
import { openingErrors } from './errors/opening.ts';
import { partnerErrors } from './errors/partner.ts';
import { places } from './errors/places.ts';
import { preparationErrors } from './errors/preparation.ts';
import { recipeErrors } from './errors/recipe.ts';
import { replayErrors } from './errors/replay.ts';
import { retentionErrors } from './errors/retention.ts';
import { rotationErrors } from './errors/rotation.ts';
import { serverErrors } from './errors/server.ts';
import { sessionErrors } from './errors/session.ts';
import { shardErrors } from './errors/shard.ts';
import { shareErrors } from './errors/shares.ts';
import { tableErrors } from './errors/table.ts';
import { tableFileErrors } from './errors/table-file.ts';
import { witnessErrors } from './errors/witness.ts';
import { fill, type Lang, type Params } from './text.ts';

/** Every refusal of the product: a closed list. Tests assert codes, people read the catalogue's words. */
const catalogue = {
  ...baseErrors,
  ...keyErrors,
  ...custodyErrors,
  ...shareErrors,
  ...rotationErrors,
  ...bundleErrors,
  ...ledgerErrors,
  ...ledgerExportErrors,
  ...ledgerTripErrors,
  ...dictionaryErrors,
  ...recipeErrors,
  ...tableFileErrors,
  ...arrowErrors,
  ...tableErrors,
  ...identifyingErrors,
  ...shardErrors,
  ...forestErrors,
  ...campaignErrors,
  ...partnerErrors,
  ...followUpErrors,
  ...localErrors,
  ...exportErrors,
  ...preparationErrors,
  ...exceptionErrors,
  ...openingErrors,
  ...approvingErrors,
  ...commandErrors,
  ...applianceErrors,
  ...intakeErrors,
  ...sessionErrors,
  ...chamberErrors,
  ...modelErrors,
  ...gapErrors,
  ...gapDeviceErrors,
  ...doctorErrors,
  ...replayErrors,
  ...retentionErrors,
  ...witnessErrors,
  ...serverErrors,
  ...deskErrors,
};

export type ErrorCode = keyof typeof catalogue;

/**
 * A refusal, said in words of the catalogue. `params` hold names, places and counts only: neither a value
 * of the data nor a secret may enter them, since they are shown, written in the ledger and sent to logs.
 */
export class EcluseError extends Error {
  readonly code: ErrorCode;
  readonly params: Params;

  constructor(code: ErrorCode, params: Params = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(params)}`, options);
    this.name = 'EcluseError';
    this.code = code;
    this.params = params;
  }
}

export type Explained = { code: ErrorCode; what: string; fix: string };

/** What happened (with where and why) and what to do about it, in one language. */
export function explain(error: { code: ErrorCode; params: Params }, lang: Lang): Explained {
  const entry = catalogue[error.code];
  const params = { ...error.params };
  for (const name of ['where', 'what']) {
    const place = params[name];
    if (typeof place === 'string' && Object.hasOwn(places, place)) params[name] = places[place]![lang];
  }
  return { code: error.code, what: fill(entry.what[lang], params, lang), fix: fill(entry.fix[lang], params, lang) };
}

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(catalogue, code);
}

export const errorCodes = Object.keys(catalogue) as ErrorCode[];
