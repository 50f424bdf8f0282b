import { chosenCutoffs } from '../study/thresholds.ts';
import { type Place, SLUG } from './place.ts';

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
type Gained = { readonly rocAuc: number; readonly gain: { readonly value: number; readonly low: number; readonly high: number } };
export type BaselineRead = Gained & { readonly variables: readonly string[] };
/** What happened before, told to everyone, or to each grade. */
export type RateRead = Gained & { readonly byGrade: boolean };
/** A small forest on these many variables of results and attendance. */
export type MarksRead = Gained & { readonly variables: number };
export type StanceRead = { readonly cutoff: number; readonly recall: ShareRead; readonly precision: ShareRead };
/** A cut that a CSS may choose, and what it does; `stance`: whose own it is. */
export type ChoiceRead = StanceRead & { readonly stance: 'targeted' | 'wide' | null };
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
  /** Plain ways to rank the same pupils, and how much better the model does. */
  readonly plain: { readonly rate: RateRead | null; readonly marks: MarksRead | null };
  /** Variables that all but tell the outcome by themselves. */
  readonly leaks: readonly { readonly variable: string; readonly rocAuc: number }[];
  readonly brier: number | null;
  readonly brierOfBase: number | null;
  readonly targeted: StanceRead;
  readonly wide: StanceRead;
  /** The highest cut first. */
  readonly choices: readonly ChoiceRead[];
  readonly calibration: readonly { readonly predicted: number; readonly observed: number }[];
  /** One an audit-only variable; no group where pupils are too few. */
  readonly fairness: readonly FairnessRead[];
};

const LIMITS = { points: 200, audited: 2200, groups: 12, codes: 5000, leaks: 20, choices: 50 };

export function readMeasures(place: Place): Measures {
  const natural = (name: string) => place.at(name).optional()?.number(0, 1e9) ?? null;
  const stances = place.at('stances');
  return {
    rows: natural('rows'),
    positives: natural('positives'),
    rocAuc: natural('rocAuc'),
    rocAucInterval: readInterval(place.at('rocAucInterval')),
    averagePrecision: natural('averagePrecision'),
    baseline: readBaseline(place.at('baseline')),
    plain: {
      rate: readPlain(place.at('plain').optional()?.at('rate'), (held) => ({ byGrade: held.at('byGrade').flag() })),
      marks: readPlain(place.at('plain').optional()?.at('marks'), (held) => ({ variables: held.at('variables').number(1, 2000) })),
    },
    leaks: (place.at('leaks').optional()?.list(LIMITS.leaks) ?? []).map((leak) => ({
      variable: leak.at('variable').text(SLUG),
      rocAuc: leak.at('rocAuc').number(0, 1),
    })),
    brier: natural('brier'),
    brierOfBase: natural('brierOfBase'),
    targeted: readStance(stances.at('targeted')),
    wide: readStance(stances.at('wide')),
    choices: (place.at('choices').optional()?.list(LIMITS.choices) ?? []).map((choice) => ({
      ...readStance(choice),
      stance: (choice
        .at('stance')
        .optional()
        ?.text(/^(targeted|wide)$/) ?? null) as ChoiceRead['stance'],
    })),
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

/** The measures under a cut that the CSS chose: the stance that gave way shares it (`chosenCutoffs`). */
export function atCut(measures: Measures, approval: { readonly stance: 'targeted' | 'wide'; readonly cut: number | null }): Measures {
  const { targeted, wide, choices } = measures;
  const cuts = chosenCutoffs({ targeted: targeted.cutoff, wide: wide.cutoff }, approval);
  const at = (cut: number, own: StanceRead): StanceRead =>
    cut === own.cutoff ? own : (choices.find(({ cutoff }) => cutoff === cut) ?? own);
  return { ...measures, targeted: at(cuts.targeted, targeted), wide: at(cuts.wide, wide) };
}

function readInterval(place: Place): Measures['rocAucInterval'] {
  const held = place.optional();
  return held && { low: held.at('low').number(0, 1), high: held.at('high').number(0, 1) };
}

function readGained(held: Place): Gained {
  const gain = held.at('gain');
  return {
    rocAuc: held.at('rocAuc').number(0, 1),
    gain: { value: gain.at('value').number(-1, 1), low: gain.at('low').number(-1, 1), high: gain.at('high').number(-1, 1) },
  };
}

function readBaseline(place: Place): BaselineRead | null {
  return readPlain(place, (held) => ({
    variables: held
      .at('variables')
      .list(2)
      .map((name) => name.text(SLUG)),
  }));
}

function readPlain<T extends object>(place: Place | undefined, rest: (held: Place) => T): (Gained & T) | null {
  const held = place?.optional();
  return held ? { ...readGained(held), ...rest(held) } : null;
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
