import { fromUtf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { canonicalJsonBytes, type Json, parseCanonicalJson, parseJson } from '../base/json.ts';
import type { Text } from '../base/text.ts';
import { type Closed, closed } from '../table/closed.ts';

/** A cut between two bands: what share of the positives it must find, in hundredths, or the probability itself. */
export type BandCut = { readonly recall: number } | { readonly probability: number };

export type GrowthOptions = {
  readonly trees: number;
  readonly maxDepth: number;
  readonly minLeaf: number;
  /** Null: the square root of the number of variables. */
  readonly featuresPerNode: number | null;
  readonly positiveWeight: number;
};

/**
 * What a CSS does not accept. `drift` (PSI) and `missing` (change of the share missing): a variable that passes them between the cohorts learnt from and
 * those judged is left out. `sensitivity`: likewise, where that part of the scores' differences rests on it alone. `distance`: part of what a model relies
 * on that may have drifted in a table before it refuses to score it. All 0 to 1, save `drift`.
 */
export type Limits = { readonly drift: number; readonly missing: number; readonly sensitivity: number; readonly distance: number };

/** One model for each outcome of the family, the targets and the grades. */
export type CampaignEntry = {
  readonly family: string;
  readonly targets?: readonly string[];
  readonly grades?: readonly string[];
  readonly moment?: string;
  /** What becomes of variables known after the moment: they stop the model, or are left out of it. */
  readonly later: 'stop' | 'drop';
  readonly without: readonly string[];
  readonly options: Partial<GrowthOptions>;
  readonly bands?: readonly BandCut[];
};

/** Everything that a CSS decides of a training: it crosses signed, in the bundle (CAMPAIGN.md). */
export type Campaign = {
  readonly format: typeof CAMPAIGN_FORMAT;
  readonly name: Text;
  readonly options: GrowthOptions;
  readonly bands: readonly BandCut[];
  readonly limits: Limits;
  readonly cohorts: { readonly judged: number; readonly weights: readonly { readonly cohort: number; readonly weight: number }[] };
  /** Whether the models' own bytes come back in the evaluation, for `partner score`. */
  readonly takeHome: boolean;
  readonly models: readonly CampaignEntry[];
};

export const CAMPAIGN_FORMAT = 'ecluse.campaign/v1';
export const CAMPAIGN_BYTES = 1 << 20;
export const GROWTH_DEFAULTS: GrowthOptions = { trees: 300, maxDepth: 12, minLeaf: 5, featuresPerNode: null, positiveWeight: 1 };
/** PSI: Siddiqi (2006) calls a shift from 0.25 on a major one. */
export const LIMIT_DEFAULTS: Limits = { drift: 0.25, missing: 0.2, sensitivity: 0.8, distance: 0.3 };
export const BAND_DEFAULTS: readonly BandCut[] = [{ recall: 50 }, { recall: 80 }];
const MOST = { entries: 200, names: 2000, weights: 60, judged: 10, bands: 4 } as const;

const CODES = { form: 'CAMPAIGN_MEMBER', unknown: 'CAMPAIGN_MEMBER_UNKNOWN', missing: 'CAMPAIGN_MEMBER_MISSING' } as const;
const GROWTH = ['trees', 'maxDepth', 'minLeaf', 'featuresPerNode', 'positiveWeight'];
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Reads a campaign against its closed schema; what it leaves out is filled in. `canonical`: inside a bundle. Errors: `CAMPAIGN_…`, `JSON_FORM`. */
export function parseCampaign(bytes: Uint8Array, options: { canonical?: boolean } = {}): Campaign {
  if (bytes.length > CAMPAIGN_BYTES) throw new EcluseError('CAMPAIGN_MEMBER', { variable: '/', member: '/' });
  const text = () => fromUtf8(bytes, CAMPAIGN_FORMAT).replace(/^\uFEFF/, '');
  const json = options.canonical ? parseCanonicalJson(bytes, CAMPAIGN_FORMAT) : parseJson(text(), CAMPAIGN_FORMAT);
  const root = closed(json, ['format', 'name', 'options', 'bands', 'limits', 'cohorts', 'takeHome', 'models'], '/', '', CODES);
  return {
    format: root.oneOf('format', [CAMPAIGN_FORMAT]),
    name: root.both('name', 200),
    options: { ...GROWTH_DEFAULTS, ...(root.has('options') ? readGrowth(root.object('options', GROWTH)) : {}) },
    bands: root.has('bands') ? readBands(root) : BAND_DEFAULTS,
    limits: { ...LIMIT_DEFAULTS, ...(root.has('limits') ? readLimits(root) : {}) },
    cohorts: readCohorts(root),
    takeHome: root.has('takeHome') && root.flag('takeHome'),
    models: root.list('models', MOST.entries).map(readEntry),
  };
}

/** As a bundle carries it, every default told. */
export function campaignBytes(campaign: Campaign): Uint8Array {
  return canonicalJsonBytes(campaign as unknown as Json);
}

/** A number from `least` to `most`. */
function within(from: Closed, member: string, least: number, most: number, whole = false): number {
  const found = from.number(member);
  return found >= least && found <= most && (!whole || Number.isInteger(found)) ? found : from.refuse(member);
}

function readGrowth(from: Closed): Partial<GrowthOptions> {
  const whole = (member: 'trees' | 'maxDepth' | 'minLeaf' | 'featuresPerNode', most: number) =>
    from.has(member) ? { [member]: within(from, member, 1, most, true) } : {};
  return {
    ...whole('trees', 2000),
    ...whole('maxDepth', 30),
    ...whole('minLeaf', 100_000),
    ...(from.isNull('featuresPerNode') ? { featuresPerNode: null } : whole('featuresPerNode', 2000)),
    ...(from.has('positiveWeight') ? { positiveWeight: within(from, 'positiveWeight', 0.01, 1000) } : {}),
  };
}

/** From the highest band down: recalls rise, probabilities fall, and the two are not mixed. */
function readBands(from: Closed): BandCut[] {
  const cuts = from.list('bands', MOST.bands).map((item, at): BandCut => {
    const each = closed(item, ['recall', 'probability'], from.place, `bands[${at}]`, CODES);
    if (each.has('recall') === each.has('probability')) each.refuse('');
    return each.has('recall')
      ? { recall: within(each, 'recall', 1, 99, true) }
      : { probability: within(each, 'probability', 0.001, 0.999) };
  });
  const heights = cuts.map((cut) => ('recall' in cut ? -cut.recall : cut.probability));
  const kinds = new Set(cuts.map((cut) => 'recall' in cut));
  if (kinds.size > 1 || heights.some((height, at) => at > 0 && height >= heights[at - 1]!)) from.refuse('bands');
  return cuts;
}

function readLimits(root: Closed): Partial<Limits> {
  const from = root.object('limits', ['drift', 'missing', 'sensitivity', 'distance']);
  const one = (member: keyof Limits, most: number) => (from.has(member) ? { [member]: within(from, member, 0.01, most) } : {});
  return { ...one('drift', 10), ...one('missing', 1), ...one('sensitivity', 1), ...one('distance', 1) };
}

function readCohorts(root: Closed): Campaign['cohorts'] {
  if (!root.has('cohorts')) return { judged: 1, weights: [] };
  const from = root.object('cohorts', ['judged', 'weights']);
  const weights = from.has('weights') && !from.isEmpty('weights') ? from.list('weights', MOST.weights) : [];
  const read = weights.map((item, at) => {
    const each = closed(item, ['cohort', 'weight'], '/', `cohorts.weights[${at}]`, CODES);
    return { cohort: within(each, 'cohort', 1900, 2200, true), weight: within(each, 'weight', 0, 10) };
  });
  if (new Set(read.map(({ cohort }) => cohort)).size < read.length) from.refuse('weights');
  return { judged: from.has('judged') ? within(from, 'judged', 1, MOST.judged, true) : 1, weights: read };
}

const ENTRY = ['family', 'targets', 'grades', 'moment', 'later', 'without', 'options', 'bands'];

function readEntry(item: Json, index: number): CampaignEntry {
  const each = closed(item, ENTRY, `models[${index}]`, '', CODES);
  const slug = (member: string, text: string) => (SLUG.test(text) ? text : each.refuse(member));
  const texts = (member: string, limit: number): string[] => {
    if (!each.has(member) || each.isEmpty(member)) return [];
    const found = each
      .list(member, MOST.names)
      .map((text) => (typeof text === 'string' && text.length <= limit ? text : each.refuse(member)));
    return new Set(found).size === found.length && found.every((text) => text.trim() === text && text !== '') ? found : each.refuse(member);
  };
  const targets = texts('targets', 40).map((text) => slug('targets', text));
  const grades = texts('grades', 20);
  return {
    family: slug('family', each.text('family', 40)),
    ...(targets.length > 0 ? { targets } : {}),
    ...(grades.length > 0 ? { grades } : {}),
    ...(each.has('moment') ? { moment: slug('moment', each.text('moment', 40)) } : {}),
    later: each.has('later') ? each.oneOf('later', ['stop', 'drop']) : 'stop',
    without: texts('without', 120).map((text) => text.normalize('NFC')),
    options: each.has('options') ? readGrowth(each.object('options', GROWTH)) : {},
    ...(each.has('bands') ? { bands: readBands(each) } : {}),
  };
}
