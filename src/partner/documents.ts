import { parseCanonicalJson } from '../base/json.ts';
import type { Params } from '../base/text.ts';
import type { Distance } from '../study/distance.ts';
import { type Band, bandNames } from '../study/thresholds.ts';
import { atCut, type GuessRead, type Measures, readGuess, readMeasures } from './measures.ts';
import { Place, SLUG } from './place.ts';

export type ModelRead = {
  readonly id: string;
  readonly digest: string;
  readonly family: string;
  readonly target: string;
  readonly grade: string | null;
  /** Its bands, from the lowest: what the scores' column `band` counts. */
  readonly bands: readonly Band[];
  readonly base: number | null;
  /** In a result: the consent by which it scored. */
  readonly approval: { readonly stance: 'targeted' | 'wide'; readonly cut: number | null } | null;
  readonly measures: Measures;
  /** In a result: how far its pupils are from those that the model learnt from; null where it was not told. */
  readonly distance: Distance | null;
  readonly topFeatures: readonly { readonly name: string; readonly weight: number }[];
  /** The outcome's variable, in an evaluation. */
  readonly outcome: string | null;
};
/** `local`: at the CSS itself, where nothing has crossed. */
export type GapMode = 'chamber' | 'machine' | 'local';
export type Report = {
  readonly request: string;
  readonly gap: GapMode;
  readonly models: readonly ModelRead[];
  readonly features: readonly string[];
  /** Models of this CSS that scored nothing, and why. */
  readonly refused: readonly { readonly id: string; readonly code: string }[];
};
/** A model that came to nothing, and why. */
export type SetAsideModel = { readonly outcome: string; readonly grade: string | null; readonly code: string; readonly params: Params };
export type EvaluationRead = {
  readonly request: string;
  readonly gap: GapMode;
  readonly models: readonly ModelRead[];
  /** How well audit-only attributes can be guessed from the predictors. */
  readonly guesses: readonly GuessRead[];
  readonly setAside: readonly SetAsideModel[];
};

const LIMITS = { models: 4096, features: 2000, audited: 2200 };

const CODE = /^[A-Z][A-Z0-9_]{1,60}$/;
const HASH = /^[0-9a-f]{64}$/;
const MODEL_ID = /^(?=.{1,128}$)[a-z0-9]+(?:[-_.][a-z0-9]+)*$/;

function document(bytes: Uint8Array, name: string, format: string): Place {
  const root = new Place(name, '', parseCanonicalJson(bytes, name));
  if (root.at('format').value !== format) root.at('format').refuse();
  return root;
}

const CROSSED = /^(chamber|machine)$/;

function gapOf(root: Place, known = CROSSED): GapMode {
  return root.at('gap').text(known) as GapMode;
}

/** `gap`: another than an appliance may say. */
export function readReport(bytes: Uint8Array, gap?: RegExp): Report {
  const root = document(bytes, 'report', 'ecluse.report/v1');
  return {
    request: root.at('request').text(HASH),
    gap: gapOf(root, gap),
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
    guesses: (root.at('guesses').optional()?.list(LIMITS.audited) ?? []).map(readGuess),
    setAside: root
      .at('setAside')
      .list(LIMITS.models)
      .map((each) => ({
        outcome: each.at('outcome').text(SLUG),
        grade: each.at('grade').optional()?.text(SLUG) ?? null,
        code: each.at('code').text(CODE),
        params: readParams(each.at('params')),
      })),
  };
}

function readModel(model: Place): ModelRead {
  const measures = readMeasures(model.at('evaluation'));
  const approved = model.at('approval').optional();
  const approval = approved && {
    stance: approved.at('stance').text(/^(targeted|wide)$/) as 'targeted' | 'wide',
    cut: approved.at('cut').optional()?.number(0, 1) ?? null,
  };
  return {
    id: model.at('id').text(MODEL_ID),
    digest: model.at('digest').text(HASH),
    family: model.at('family').text(SLUG),
    target: model.at('target').text(SLUG),
    grade: model.at('grade').optional()?.text(SLUG) ?? null,
    bands: readBands(model.at('bands')),
    base: model.at('base').optional()?.number() ?? null,
    approval,
    measures: approval ? atCut(measures, approval) : measures,
    distance: readDistance(model.at('distance')),
    topFeatures: (model.at('topFeatures').optional()?.list(LIMITS.features) ?? []).map((each) => ({
      name: each.at('name').text(SLUG),
      weight: each.at('weight').number(),
    })),
    outcome: model.at('outcome').optional()?.text(SLUG) ?? null,
  };
}

function readDistance(place: Place): Distance | null {
  const held = place.optional();
  return (
    held && {
      share: held.at('share').number(0, 1),
      variables: held
        .at('variables')
        .list(LIMITS.features)
        .map((each) => ({
          variable: each.at('variable').text(SLUG),
          weight: each.at('weight').number(0, 1),
          psi: each.at('psi').number(),
          missingShift: each.at('missingShift').number(-1, 1),
          outside: each.at('outside').number(0, 1),
          drifted: each.at('drifted').flag(),
        })),
    }
  );
}

/** A result of before bands could be chosen tells none: there were three. */
function readBands(place: Place): readonly Band[] {
  const names = place.optional()?.list(5);
  if (!names) return bandNames(3);
  const known = bandNames(names.length);
  if (names.length !== known.length || names.some(({ value }, at) => value !== known[at])) place.refuse();
  return known;
}

/** What a refusal's words name: variables, outcomes and counts. */
function readParams(place: Place): Params {
  const { value } = place.optional() ?? { value: {} };
  if (typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).length > 16) return place.refuse();
  return Object.fromEntries(
    Object.keys(value).map((name) => {
      const held = place.at(name);
      return [name, typeof held.value === 'number' ? held.number() : held.text(SLUG)];
    }),
  );
}
