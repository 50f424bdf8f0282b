import { distance } from 'fastest-levenshtein';
import { fromUtf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { type Json, parseJson } from '../base/json.ts';
import { closed } from './closed.ts';
import { type Code, DICTIONARY_FORMAT, type Dictionary, parseDictionary, type Variable } from './dictionary.ts';
import type { UnmappedCode } from './unmapped.ts';

/**
 * A local code and the standard code proposed for it (`to`, null where nothing is near enough). `because` says how near: `same` but for
 * case, accents and punctuation; `label`, the same as a label; `near`, few letters apart. Only a person sets `confirmed`.
 */
export type Proposal = {
  readonly variable: string;
  readonly code: string;
  readonly count: number;
  readonly to: string | null;
  readonly because: 'same' | 'label' | 'near' | null;
  readonly confirmed: boolean;
};
/** A dictionary, and what awaits a person in it under `toConfirm`: `parseDictionary` refuses it until nothing does. */
export type Pending = { readonly dictionary: Dictionary; readonly proposals: readonly Proposal[] };

const MEMBER = 'toConfirm';
const BECAUSE = ['same', 'label', 'near'] as const;

/** Reads a dictionary with or without `toConfirm`. Errors: `DICTIONARY_…`. */
export function parsePending(bytes: Uint8Array): Pending {
  const json = parseJson(fromUtf8(bytes, DICTIONARY_FORMAT).replace(/^\uFEFF/, ''), DICTIONARY_FORMAT);
  if (json === null || typeof json !== 'object' || !(MEMBER in json)) return { dictionary: parseDictionary(bytes), proposals: [] };
  const { [MEMBER]: pending, ...rest } = json as { readonly [member: string]: Json };
  const dictionary = parseDictionary(new TextEncoder().encode(JSON.stringify(rest)));
  if (!Array.isArray(pending)) throw new EcluseError('DICTIONARY_MEMBER', { variable: '/', member: MEMBER });
  return { dictionary, proposals: pending.map((item, at) => readProposal(item, at)) };
}

function readProposal(item: Json, at: number): Proposal {
  const each = closed(item, ['variable', 'code', 'count', 'to', 'because', 'confirmed'], '/', `${MEMBER}[${at}]`);
  const absent = (member: string) => (item as { readonly [key: string]: Json })[member] === null;
  const confirmed = each.flag('confirmed');
  const to = absent('to') ? null : each.text('to', 60);
  if (confirmed && to === null) each.refuse('to');
  return {
    variable: each.text('variable', 120),
    code: each.text('code', 60),
    count: each.number('count'),
    to,
    because: absent('because') ? null : each.oneOf('because', BECAUSE),
    confirmed,
  };
}

/**
 * Writes the confirmed mappings into the code lists as aliases. Error: `DICTIONARY_MAP` where one names a variable or a code that is not
 * there, or a spelling that already leads elsewhere.
 */
export function applyConfirmed({ dictionary, proposals }: Pending): { dictionary: Dictionary; applied: number } {
  let { variables } = dictionary;
  const confirmed = proposals.filter((each) => each.confirmed);
  for (const { variable, code, to } of confirmed) {
    const found = variables.find((each) => each.name === variable);
    const taken = found?.codes?.find((each) => each.code === code || each.aliases?.includes(code));
    const refused = !found?.codes?.some((each) => each.code === to) || (taken !== undefined && taken.code !== to);
    if (refused) throw new EcluseError('DICTIONARY_MAP', { variable, code: to ?? '' });
    if (taken) continue;
    const codes = found?.codes?.map((each): Code => (each.code === to ? { ...each, aliases: [...(each.aliases ?? []), code] } : each));
    variables = variables.map((each) => (each.name === variable && codes ? { ...each, codes } : each));
  }
  return { dictionary: { ...dictionary, variables }, applied: confirmed.length };
}

/** One proposal for each code that has no place, the most frequent first; what does not look like a code is left out, and counted. */
export function propose(dictionary: Dictionary, unmapped: readonly UnmappedCode[]): { proposals: Proposal[]; unreadable: number } {
  const variables = new Map(dictionary.variables.map((each) => [each.name, each]));
  let unreadable = 0;
  const proposals: Proposal[] = [];
  for (const { column, code, count } of unmapped) {
    const variable = variables.get(column);
    if (code === null || !variable) unreadable += count;
    else proposals.push({ variable: column, code, count, ...nearest(variable, code), confirmed: false });
  }
  return { proposals, unreadable };
}

/** What spelling a code leaves out: case, accents, punctuation, blanks, a leading zero. */
function plain(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return bare.replace(/[^\p{L}\p{N}]/gu, '').replace(/^0+(?=\d+$)/, '');
}

function nearest({ codes = [] }: Variable, code: string): Pick<Proposal, 'to' | 'because'> {
  const sought = plain(code);
  let best: { to: string; far: number; because: Proposal['because'] } | null = null;
  let twice = false;
  for (const each of codes) {
    const spelled = [each.code, ...(each.aliases ?? [])].map(plain);
    const labelled = [each.label.fr, each.label.en].map(plain);
    const far = Math.min(...[...spelled, ...labelled].map((one) => distance(sought, one)));
    const because = spelled.includes(sought) ? 'same' : labelled.includes(sought) ? 'label' : 'near';
    if (best === null || far < best.far) {
      best = { to: each.code, far, because };
      twice = false;
    } else if (far === best.far) twice = true;
  }
  // A third of the letters, and never one letter for another in a code of one or two: R and M are both absences.
  const near = best !== null && best.far <= Math.floor(sought.length / 3) && !twice;
  return near && best !== null ? { to: best.to, because: best.because } : { to: null, because: null };
}

/** The document to write: a plain dictionary where nothing awaits anybody. */
export function pendingDocument({ dictionary, proposals }: Pending): Json {
  const document = dictionary as unknown as { readonly [member: string]: Json };
  return proposals.length === 0 ? document : { ...document, [MEMBER]: proposals as unknown as Json };
}
