import { utf8 } from '../../base/bytes.ts';
import { EcluseError } from '../../base/errors.ts';
import { readFileCapped, writeFileAtomically } from '../../base/files.ts';
import type { Clock, Random } from '../../base/random.ts';
import { campaignModels, campaignSaid } from '../../partner/campaign-words.ts';
import { exceptionSubject, pageOf, writeException } from '../../partner/clearance.ts';
import { EXCEPTION_BYTES, readException } from '../../partner/exception.ts';
import { type PartnerHome, unlockHome } from '../../partner/home.ts';
import { destroyedBy, PreparationRefused, type Prepared, prepareTable, sealRequest } from '../../partner/prepare.ts';
import { checkCeiling, readPolicy } from '../../partner/risk.ts';
import { readSource, type Source } from '../../partner/source.ts';
import { DICTIONARY_LIMITS, type Dictionary, parseDictionary } from '../../table/dictionary.ts';
import { applyConfirmed, propose } from '../../table/map.ts';
import type { CampaignView, CheckView, ColumnView, Jobs, Refused } from '../jobs.ts';

/** What the thread holds of one preparation; it goes with the thread. */
export type Held = { source: Source | null; dictionary: Dictionary | null; prepared: Prepared | null };
type Environment = { readonly clock: Clock; readonly random: Random };

const PROBLEMS_SHOWN = 200;

export async function read(held: Held, { path, told }: Jobs['read']['in']): Promise<Jobs['read']['out']> {
  Object.assign(held, { source: null, prepared: null });
  const source = await readSource(path, told);
  held.source = source;
  return { readAs: source.readAs, rows: source.table.rows, columns: source.table.columns.map(({ name }) => name) };
}

export async function check(
  home: PartnerHome,
  held: Held,
  { optedOut: list, purpose, campaign, ...input }: Jobs['check']['in'],
  { clock }: Environment,
): Promise<CheckView> {
  const { source } = held;
  if (source === null) throw new EcluseError('DESK_STALE');
  held.prepared = null;
  const policy = readPolicy(home);
  const dictionary = parseDictionary(readFileCapped(input.dictionary, DICTIONARY_LIMITS.bytes));
  held.dictionary = dictionary;
  const here = purpose === 'local';
  const said = { dictionary: { name: dictionary.name, version: dictionary.version }, columns: columnsOf(source, dictionary), policy };
  const optedOut = list === null ? {} : { optedOut: (await readSource(list)).table };
  try {
    const told = { ...input, ...optedOut, ...(campaign === null ? {} : { campaign }), purpose: here ? ('score' as const) : purpose };
    const prepared = prepareTable({ ...told, source, policy }, clock);
    held.prepared = prepared;
    const { warnings, preview } = prepared;
    // What is scored here does not leave: no ceiling stands in its way.
    const over = here ? null : refusalOf(() => checkCeiling(preview.risk, policy));
    const asked = campaignView(prepared);
    return { ...said, proposals: [], unreadable: 0, codes: {}, totals: [], problems: [], warnings, preview, campaign: asked, over };
  } catch (error) {
    if (!(error instanceof PreparationRefused)) throw error;
    const { proposals, unreadable } = propose(dictionary, error.unmapped);
    const named = new Set(proposals.map(({ variable }) => variable));
    const codes = Object.fromEntries(
      dictionary.variables.flatMap(({ name, codes: list = [] }) =>
        named.has(name) ? [[name, list.map(({ code, label }) => ({ code, label }))]] : [],
      ),
    );
    const { totals, problems } = error;
    return {
      ...said,
      proposals,
      unreadable,
      codes,
      totals,
      problems: problems.slice(0, PROBLEMS_SHOWN),
      warnings: [],
      preview: null,
      campaign: null,
      over: null,
    };
  }
}

function campaignView({ campaign, dictionary }: Prepared): CampaignView | null {
  if (campaign === null) return null;
  const said = { fr: campaignSaid(campaign, 'fr'), en: campaignSaid(campaign, 'en') };
  return { name: campaign.name, models: campaignModels(campaign, dictionary), said };
}

function columnsOf({ table }: Source, dictionary: Dictionary): ColumnView[] {
  const variables = new Map(dictionary.variables.map((each) => [each.name, each]));
  return table.columns.map(({ name }) => {
    const found = variables.get(name);
    return { name, variable: found ? { label: found.label, role: found.role, category: found.category ?? null } : null };
  });
}

function refusalOf(act: () => void): Refused | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof EcluseError) return { code: error.code, params: error.params };
    throw error;
  }
}

/** Writes the dictionary with what a person has confirmed, under its new version; the old one stays as it is. */
export function map({ dictionary }: Held, { confirmed, version, out }: Jobs['map']['in']): null {
  if (dictionary === null) throw new EcluseError('DESK_STALE');
  const { dictionary: mapped } = applyConfirmed({ dictionary, proposals: confirmed });
  writeFileAtomically(out, utf8(`${JSON.stringify({ ...mapped, version }, null, 2)}\n`), { mode: 0o644 });
  return null;
}

/** The page of what would leave, under the destruction date that was last chosen; one that is refused is told where it is chosen. */
export function preview(
  home: PartnerHome,
  { prepared }: Held,
  { lang, destroyBy }: Jobs['preview']['in'],
  { clock }: Environment,
): Uint8Array {
  if (prepared === null) throw new EcluseError('DESK_STALE');
  const dated = destroyBy !== null && refusalOf(() => destroyedBy(prepared, destroyBy, clock)) === null;
  return pageOf(home, dated ? destroyedBy(prepared, destroyBy, clock) : prepared, lang).bytes;
}

/** Two people sign for these rows, this page and this date. */
export function except(home: PartnerHome, held: Held, input: Jobs['except']['in'], environment: Environment): Jobs['except']['out'] {
  if (held.prepared === null) throw new EcluseError('DESK_STALE');
  const { lang, ...said } = input;
  const prepared = destroyedBy(held.prepared, said.destroyBy, environment.clock);
  const { signers, until } = writeException(home, exceptionSubject(home, prepared, lang), said, environment);
  return { signers, until };
}

export function seal(home: PartnerHome, held: Held, input: Jobs['seal']['in'], environment: Environment): Jobs['seal']['out'] {
  if (held.prepared === null) throw new EcluseError('DESK_STALE');
  const { lang, passphrase, out } = input;
  const exception = input.exception === null ? null : readException(home, readFileCapped(input.exception, EXCEPTION_BYTES + 1));
  // Two people have signed for one destruction date: it is the one.
  const destroyBy = exception?.destroyBy ?? input.destroyBy;
  const prepared = destroyedBy(held.prepared, destroyBy, environment.clock);
  const secrets = unlockHome(home, passphrase);
  const sealed = sealRequest(home, secrets, prepared, out, environment, { lang, exception });
  Object.assign(held, { source: null, prepared: null, dictionary: null });
  return { ...sealed, destroyBy };
}
