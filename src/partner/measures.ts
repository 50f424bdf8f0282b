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
export type PartRead = {
  readonly codes: readonly string[] | null;
  readonly from: number | null;
  readonly below: number | null;
  readonly missing: boolean;
};
export type TreatedRead = {
  readonly rows: number | null;
  readonly positives: number | null;
  /** Mean probability announced, and the share in whom the outcome happened. */
  readonly calibration: { readonly announced: number; readonly observed: ShareRead } | null;
  readonly targeted: TreatmentRead;
  readonly wide: TreatmentRead;
};
export type GroupRead = PartRead & TreatedRead;
/** What a stance would do to all if its cut were lowered for the groups that it finds less often than the whole. */
export type CostRead = {
  readonly lowered: number;
  readonly recall: ShareRead;
  readonly falseAlarm: ShareRead;
  readonly precision: ShareRead;
};
export type FairnessRead = {
  readonly variable: string;
  readonly groups: readonly GroupRead[];
  readonly equalised: { readonly targeted: CostRead | null; readonly wide: CostRead | null };
};
export type PairGroupRead = TreatedRead & { readonly of: readonly [PartRead, PartRead] };
export type PairRead = { readonly variables: readonly [string, string]; readonly groups: readonly PairGroupRead[] };
/** How well an audit-only attribute can be guessed from what models read: its group guessed best. */
export type GuessRead = { readonly variable: string; readonly group: PartRead; readonly rocAuc: Interval };
type Interval = { readonly value: number; readonly low: number; readonly high: number };
type Gained = { readonly rocAuc: number; readonly gain: Interval };
export type BaselineRead = Gained & { readonly variables: readonly string[] };
/** What happened before, told to everyone, or to each grade. */
export type RateRead = Gained & { readonly byGrade: boolean };
/** A small forest on these many variables of results and attendance. */
export type MarksRead = Gained & { readonly variables: number };
export type StanceRead = { readonly cutoff: number; readonly recall: ShareRead; readonly precision: ShareRead };
/** A cut that a CSS may choose, and what it does; `stance`: whose own it is. */
export type ChoiceRead = StanceRead & { readonly stance: 'targeted' | 'wide' | null };
/** On whom a model was judged and when it may be used; empty or null where nothing was told. */
export type TimesRead = {
  readonly method: 'out-of-bag' | 'later-cohorts';
  /** School years, by their first. */
  readonly trained: readonly number[];
  readonly judged: readonly number[];
  readonly moment: string | null;
  /** School years between the moment and the outcome. */
  readonly horizon: number | null;
};
export type DroppedRead = { readonly variable: string; readonly cohort: number | null; readonly reason: (typeof DROPPED)[number] };
export const DROPPED = ['asked', 'late', 'drift', 'missing', 'sensitivity'] as const;
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
  /** Points (share flagged for nothing, share found), from (0, 0). */
  readonly roc: readonly (readonly [number, number])[];
  /** Points (share found, share right), from the highest cut down. */
  readonly precisionRecall: readonly (readonly [number, number])[];
  /** One an audit-only variable; no group where pupils are too few. */
  readonly fairness: readonly FairnessRead[];
  readonly times: TimesRead;
  /** Variables that the model did not learn from, at all or in one cohort. */
  readonly dropped: readonly DroppedRead[];
  /** Pairs of audit-only variables. */
  readonly pairs: readonly PairRead[];
};

const LIMITS = { points: 200, audited: 2200, groups: 12, codes: 5000, leaks: 20, choices: 50, cohorts: 200, dropped: 4000 };

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
    roc: readPoints(place.at('curves').optional()?.at('roc')),
    precisionRecall: readPoints(place.at('curves').optional()?.at('precisionRecall')),
    fairness: (place.at('fairness').optional()?.list(LIMITS.audited) ?? []).map((each) => ({
      variable: each.at('variable').text(SLUG),
      groups: each.at('groups').list(LIMITS.groups).map(readGroup),
      equalised: {
        targeted: readCost(each.at('equalised').optional()?.at('targeted')),
        wide: readCost(each.at('equalised').optional()?.at('wide')),
      },
    })),
    times: readTimes(place),
    dropped: (place.at('dropped').optional()?.list(LIMITS.dropped) ?? []).map((each) => ({
      variable: each.at('variable').text(SLUG),
      cohort: each.at('cohort').optional()?.number(1900, 9999) ?? null,
      reason: each.at('reason').text(/^(asked|late|drift|missing|sensitivity)$/) as DroppedRead['reason'],
    })),
    pairs: (place.at('pairs').optional()?.list(LIMITS.audited) ?? []).map((pair) => ({
      variables: pairOf(pair.at('variables'), (name) => name.text(SLUG)),
      groups: pair
        .at('groups')
        .list(LIMITS.groups)
        .map((group) => ({ of: pairOf(group.at('of'), readPart), ...readTreated(group) })),
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

function readTimes(place: Place): TimesRead {
  const cohorts = place.at('cohorts').optional();
  const year = (each: Place) => each.number(1900, 9999);
  return {
    method: place.at('method').value === 'later-cohorts' ? 'later-cohorts' : 'out-of-bag',
    trained:
      cohorts
        ?.at('trained')
        .list(LIMITS.cohorts)
        .map((each) => year(each.at('cohort'))) ?? [],
    judged: cohorts?.at('judged').list(LIMITS.cohorts).map(year) ?? [],
    moment: place.at('moment').optional()?.text(SLUG) ?? null,
    horizon: place.at('horizon').optional()?.number(0, 20) ?? null,
  };
}

function readPoints(place: Place | undefined): (readonly [number, number])[] {
  return (place?.optional()?.list(LIMITS.points) ?? []).map((point) => pairOf(point, (each) => each.number(0, 1)));
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

export function readGuess(place: Place): GuessRead {
  const auc = place.at('rocAuc');
  return {
    variable: place.at('variable').text(SLUG),
    group: readPart(place.at('group')),
    rocAuc: { value: auc.at('value').number(0, 1), low: auc.at('low').number(0, 1), high: auc.at('high').number(0, 1) },
  };
}

function readCost(place: Place | undefined): CostRead | null {
  const held = place?.optional();
  if (!held) return null;
  const share = (name: string) => readShare(held.at(name));
  return {
    lowered: held.at('lowered').number(0, LIMITS.groups),
    recall: share('recall'),
    falseAlarm: share('falseAlarm'),
    precision: share('precision'),
  };
}

function pairOf<T>(place: Place, read: (each: Place) => T): readonly [T, T] {
  const [first, second] = place.list(2);
  return first && second ? [read(first), read(second)] : place.refuse();
}

function readPart(group: Place): PartRead {
  const edge = (name: string) => group.at(name).optional()?.number(-Number.MAX_VALUE, Number.MAX_VALUE) ?? null;
  const codes = group.at('codes').optional()?.list(LIMITS.codes) ?? null;
  return {
    codes: codes?.map((code) => code.text(SLUG)) ?? null,
    from: edge('from'),
    below: edge('below'),
    missing: group.at('missing').flag(),
  };
}

function readTreated(group: Place): TreatedRead {
  const natural = (name: string) => group.at(name).optional()?.number(0, 1e9) ?? null;
  const treatment = (stance: Place): TreatmentRead => ({
    recall: readShare(stance.at('recall')),
    falseAlarm: readShare(stance.at('falseAlarm')),
    precision: readShare(stance.at('precision')),
    flagged: readShare(stance.at('flagged')),
  });
  const calibration = group.at('calibration').optional();
  return {
    rows: natural('rows'),
    positives: natural('positives'),
    calibration: calibration && { announced: calibration.at('announced').number(0, 1), observed: readShare(calibration.at('observed')) },
    targeted: treatment(group.at('targeted')),
    wide: treatment(group.at('wide')),
  };
}

const readGroup = (group: Place): GroupRead => ({ ...readPart(group), ...readTreated(group) });

function readShare(side: Place): ShareRead {
  const part = (name: string, high: number) => side.at(name).optional()?.number(0, high) ?? null;
  return { count: part('count', 1e9), of: part('of', 1e9), value: part('value', 1), low: part('low', 1), high: part('high', 1) };
}

function readStance(place: Place): StanceRead {
  return { cutoff: place.at('cutoff').number(), recall: readShare(place.at('recall')), precision: readShare(place.at('precision')) };
}
