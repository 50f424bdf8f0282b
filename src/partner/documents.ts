import { EcluseError } from '../base/errors.ts';
import { type Json, parseCanonicalJson } from '../base/json.ts';

/** A share with head-counts and its 95 % interval; every member may be hidden. */
export type ShareRead = {
  readonly count: number | null;
  readonly of: number | null;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
};
/** How a stance treats one group of pupils. */
export type TreatmentRead = {
  readonly recall: ShareRead;
  readonly falseAlarm: ShareRead;
  readonly precision: ShareRead;
  readonly flagged: ShareRead;
};
/** Pupils of some codes of an audit-only variable, or from a number to under another; `missing`: those without a value too. */
export type GroupRead = {
  readonly codes: readonly string[] | null;
  readonly from: number | null;
  readonly below: number | null;
  readonly missing: boolean;
  readonly rows: number | null;
  readonly positives: number | null;
  readonly targeted: TreatmentRead;
  readonly wide: TreatmentRead;
};
export type FairnessRead = { readonly variable: string; readonly groups: readonly GroupRead[] };
export type BaselineRead = {
  readonly variables: readonly string[];
  readonly rocAuc: number;
  readonly gain: { readonly value: number; readonly low: number; readonly high: number };
};
export type StanceRead = { readonly cutoff: number; readonly recall: ShareRead; readonly precision: ShareRead };
/** What is known of how good a model is, as measured at its training. */
export type Measures = {
  readonly rows: number | null;
  readonly positives: number | null;
  readonly rocAuc: number | null;
  /** 95 % interval of `rocAuc`. */
  readonly rocAucInterval: { readonly low: number; readonly high: number } | null;
  readonly averagePrecision: number | null;
  /** The best that one variable does alone, and how much better the model ranks. */
  readonly baseline: BaselineRead | null;
  /** Variables that all but tell the outcome by themselves. */
  readonly leaks: readonly { readonly variable: string; readonly rocAuc: number }[];
  readonly brier: number | null;
  readonly brierOfBase: number | null;
  readonly targeted: StanceRead;
  readonly wide: StanceRead;
  readonly calibration: readonly { readonly predicted: number; readonly observed: number }[];
  /** One an audit-only variable; no group where pupils are too few. */
  readonly fairness: readonly FairnessRead[];
};
export type ModelRead = {
  readonly id: string;
  readonly digest: string;
  readonly family: string;
  readonly target: string;
  readonly grade: string | null;
  readonly base: number | null;
  readonly measures: Measures;
  readonly topFeatures: readonly { readonly name: string; readonly weight: number }[];
  /** The outcome's variable, in an evaluation. */
  readonly outcome: string | null;
};
export type GapMode = 'chamber' | 'machine';
export type Report = {
  readonly request: string;
  readonly gap: GapMode;
  readonly models: readonly ModelRead[];
  readonly features: readonly string[];
  /** Models of this CSS that scored nothing, and why. */
  readonly refused: readonly { readonly id: string; readonly code: string }[];
};
export type EvaluationRead = {
  readonly request: string;
  readonly gap: GapMode;
  readonly models: readonly ModelRead[];
  readonly setAside: readonly { readonly outcome: string; readonly code: string }[];
};

const LIMITS = { models: 4096, features: 2000, points: 200, audited: 2200, groups: 12, codes: 5000, leaks: 20 };

/** A place in a document; what is not there, or of another kind, is refused with its path. */
class Place {
  readonly document: string;
  readonly path: string;
  readonly value: Json | undefined;

  constructor(document: string, path: string, value: Json | undefined) {
    this.document = document;
    this.path = path;
    this.value = value;
  }
  refuse(): never {
    throw new EcluseError('OPEN_DOCUMENT', { document: this.document, where: this.path.slice(0, 120) });
  }
  at(name: string): Place {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.refuse();
    const held = Object.hasOwn(value as object, name) ? (value as Record<string, Json>)[name] : undefined;
    return new Place(this.document, `${this.path}.${name}`, held);
  }
  text(form: RegExp): string {
    return typeof this.value === 'string' && form.test(this.value) ? this.value : this.refuse();
  }
  number(low = -1e9, high = 1e9): number {
    return typeof this.value === 'number' && this.value >= low && this.value <= high ? this.value : this.refuse();
  }
  flag(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.refuse();
  }
  optional(): Place | null {
    return this.value === null || this.value === undefined ? null : this;
  }
  list(limit: number): Place[] {
    if (!Array.isArray(this.value) || this.value.length > limit) return this.refuse();
    return this.value.map((item, i) => new Place(this.document, `${this.path}[${i}]`, item as Json));
  }
}

const CODE = /^[A-Z][A-Z0-9_]{1,60}$/;
const HASH = /^[0-9a-f]{64}$/;
const MODEL_ID = /^(?=.{1,128}$)[a-z0-9]+(?:[-_.][a-z0-9]+)*$/;
const SLUG = /^[^\p{C}]{1,200}$/u;

function document(bytes: Uint8Array, name: string, format: string): Place {
  const root = new Place(name, '', parseCanonicalJson(bytes, name));
  if (root.at('format').value !== format) root.at('format').refuse();
  return root;
}

function gapOf(root: Place): GapMode {
  return root.at('gap').text(/^(chamber|machine)$/) as GapMode;
}

export function readReport(bytes: Uint8Array): Report {
  const root = document(bytes, 'report', 'ecluse.report/v1');
  return {
    request: root.at('request').text(HASH),
    gap: gapOf(root),
    models: root.at('models').list(LIMITS.models).map(readModel),
    features: root
      .at('features')
      .list(LIMITS.features)
      .map((each) => each.text(SLUG)),
    refused: (root.at('refused').optional()?.list(LIMITS.models) ?? []).map((each) => ({
      id: each.at('id').text(MODEL_ID),
      code: each.at('code').text(CODE),
    })),
  };
}

export function readEvaluation(bytes: Uint8Array): EvaluationRead {
  const root = document(bytes, 'evaluation', 'ecluse.evaluation/v1');
  return {
    request: root.at('request').text(HASH),
    gap: gapOf(root),
    models: root.at('models').list(LIMITS.models).map(readModel),
    setAside: root
      .at('setAside')
      .list(LIMITS.models)
      .map((each) => ({ outcome: each.at('outcome').text(SLUG), code: each.at('code').text(CODE) })),
  };
}

function readModel(model: Place): ModelRead {
  return {
    id: model.at('id').text(MODEL_ID),
    digest: model.at('digest').text(HASH),
    family: model.at('family').text(SLUG),
    target: model.at('target').text(SLUG),
    grade: model.at('grade').optional()?.text(SLUG) ?? null,
    base: model.at('base').optional()?.number() ?? null,
    measures: readMeasures(model.at('evaluation')),
    topFeatures: (model.at('topFeatures').optional()?.list(LIMITS.features) ?? []).map((each) => ({
      name: each.at('name').text(SLUG),
      weight: each.at('weight').number(),
    })),
    outcome: model.at('outcome').optional()?.text(SLUG) ?? null,
  };
}

function readMeasures(place: Place): Measures {
  const natural = (name: string) => place.at(name).optional()?.number(0, 1e9) ?? null;
  const stances = place.at('stances');
  return {
    rows: natural('rows'),
    positives: natural('positives'),
    rocAuc: natural('rocAuc'),
    rocAucInterval: readInterval(place.at('rocAucInterval')),
    averagePrecision: natural('averagePrecision'),
    baseline: readBaseline(place.at('baseline')),
    leaks: (place.at('leaks').optional()?.list(LIMITS.leaks) ?? []).map((leak) => ({
      variable: leak.at('variable').text(SLUG),
      rocAuc: leak.at('rocAuc').number(0, 1),
    })),
    brier: natural('brier'),
    brierOfBase: natural('brierOfBase'),
    targeted: readStance(stances.at('targeted')),
    wide: readStance(stances.at('wide')),
    calibration: (place.at('curves').optional()?.at('calibration').optional()?.list(LIMITS.points) ?? []).flatMap((bin) => {
      const observed = bin.at('observed').at('value').optional()?.number(0, 1) ?? null;
      return observed === null ? [] : [{ predicted: bin.at('predicted').number(0, 1), observed }];
    }),
    fairness: (place.at('fairness').optional()?.list(LIMITS.audited) ?? []).map((each) => ({
      variable: each.at('variable').text(SLUG),
      groups: each.at('groups').list(LIMITS.groups).map(readGroup),
    })),
  };
}

function readInterval(place: Place): Measures['rocAucInterval'] {
  const held = place.optional();
  return held && { low: held.at('low').number(0, 1), high: held.at('high').number(0, 1) };
}

function readBaseline(place: Place): BaselineRead | null {
  const held = place.optional();
  if (!held) return null;
  const gain = held.at('gain');
  return {
    variables: held
      .at('variables')
      .list(2)
      .map((name) => name.text(SLUG)),
    rocAuc: held.at('rocAuc').number(0, 1),
    gain: { value: gain.at('value').number(-1, 1), low: gain.at('low').number(-1, 1), high: gain.at('high').number(-1, 1) },
  };
}

function readGroup(group: Place): GroupRead {
  const natural = (name: string) => group.at(name).optional()?.number(0, 1e9) ?? null;
  const codes = group.at('codes').optional()?.list(LIMITS.codes) ?? null;
  const treatment = (stance: Place): TreatmentRead => ({
    recall: readShare(stance.at('recall')),
    falseAlarm: readShare(stance.at('falseAlarm')),
    precision: readShare(stance.at('precision')),
    flagged: readShare(stance.at('flagged')),
  });
  return {
    codes: codes?.map((code) => code.text(SLUG)) ?? null,
    from: group.at('from').optional()?.number(-Number.MAX_VALUE, Number.MAX_VALUE) ?? null,
    below: group.at('below').optional()?.number(-Number.MAX_VALUE, Number.MAX_VALUE) ?? null,
    missing: group.at('missing').flag(),
    rows: natural('rows'),
    positives: natural('positives'),
    targeted: treatment(group.at('targeted')),
    wide: treatment(group.at('wide')),
  };
}

function readShare(side: Place): ShareRead {
  const part = (name: string, high: number) => side.at(name).optional()?.number(0, high) ?? null;
  return { count: part('count', 1e9), of: part('of', 1e9), value: part('value', 1), low: part('low', 1), high: part('high', 1) };
}

function readStance(place: Place): StanceRead {
  return { cutoff: place.at('cutoff').number(), recall: readShare(place.at('recall')), precision: readShare(place.at('precision')) };
}
