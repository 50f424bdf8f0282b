import type { DoubtName } from '../study/doubts.ts';
import { type Band, chosenCutoffs } from '../study/thresholds.ts';
import {
  type GroupRead,
  type PartRead,
  readGroup,
  readPart,
  readShare,
  readTreated,
  type ShareRead,
  type TreatedRead,
} from './groups-read.ts';
import { type Place, SLUG } from './place.ts';

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
/** Of the pupils judged, those of a band, and those of them in whom the outcome was observed; null where hidden. */
export type BandRead = { readonly name: Band; readonly cutoff: number; readonly rows: number | null; readonly positives: number | null };
/** Pupils about whom the model may be wrong, beside the others; no group where they are too few. */
export type DoubtsRead = Readonly<Record<DoubtName, readonly GroupRead[]>>;
/** On whom a model was judged and when it may be used; empty or null where nothing was told. */
export type TimesRead = {
  readonly method: 'out-of-bag' | 'later-cohorts';
  /** School years, by their first. */
  readonly trained: readonly number[];
  readonly judged: readonly number[];
  /** Cohorts that count otherwise than for one; 0: not learnt from. */
  readonly weights: readonly { readonly cohort: number; readonly weight: number }[];
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
  /** From the highest. */
  readonly bands: readonly BandRead[];
  /** The highest cut first. */
  readonly choices: readonly ChoiceRead[];
  readonly calibration: readonly { readonly predicted: number; readonly observed: number }[];
  /** Points (share flagged for nothing, share found), from (0, 0). */
  readonly roc: readonly (readonly [number, number])[];
  /** Points (share found, share right), from the highest cut down. */
  readonly precisionRecall: readonly (readonly [number, number])[];
  /** One an audit-only variable; no group where pupils are too few. */
  readonly fairness: readonly FairnessRead[];
  readonly doubts: DoubtsRead;
  readonly times: TimesRead;
  /** Variables that the model did not learn from, at all or in one cohort. */
  readonly dropped: readonly DroppedRead[];
  /** Pairs of audit-only variables. */
  readonly pairs: readonly PairRead[];
};

const LIMITS = { points: 200, audited: 2200, groups: 12, leaks: 20, choices: 50, cohorts: 200, dropped: 4000 };

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
    bands: (place.at('bands').optional()?.list(5) ?? []).map(readBand),
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
    doubts: readDoubts(place.at('doubts').optional()),
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

/** The measures under a cut that the CSS chose: the stance that gave way shares it (`chosenCutoffs`), and bands cut where the stances are move with them. */
export function atCut(measures: Measures, approval: { readonly stance: 'targeted' | 'wide'; readonly cut: number | null }): Measures {
  const { targeted, wide, choices, bands } = measures;
  const cuts = chosenCutoffs({ targeted: targeted.cutoff, wide: wide.cutoff }, approval);
  const at = (cut: number, own: StanceRead): StanceRead =>
    cut === own.cutoff ? own : (choices.find(({ cutoff }) => cutoff === cut) ?? own);
  const moved = { targeted: at(cuts.targeted, targeted), wide: at(cuts.wide, wide) };
  const usual = bands.length === 3 && bands[0]!.cutoff === targeted.cutoff && bands[1]!.cutoff === wide.cutoff;
  return { ...measures, ...moved, bands: usual && approval.cut !== null ? bandsBetween(measures, moved) : bands };
}

/** Pupils above one cut and not above the next, where both counts are told. */
function bandsBetween({ bands, rows, positives }: Measures, { targeted, wide }: Pick<Measures, 'targeted' | 'wide'>): BandRead[] {
  const ends = [
    { cutoff: targeted.cutoff, rows: targeted.precision.of, positives: targeted.recall.count },
    { cutoff: wide.cutoff, rows: wide.precision.of, positives: wide.recall.count },
    { cutoff: 0, rows, positives },
  ];
  const less = (all: number | null, above: number | null) => (all === null || above === null ? null : all - above);
  return ends.map((end, at) => {
    const above = ends[at - 1] ?? { rows: 0, positives: 0 };
    return { name: bands[at]!.name, cutoff: end.cutoff, rows: less(end.rows, above.rows), positives: less(end.positives, above.positives) };
  });
}

function readBand(place: Place): BandRead {
  const natural = (name: string) => place.at(name).optional()?.number(0, 1e9) ?? null;
  return {
    name: place.at('name').text(/^(very-high|high|moderate|low|very-low)$/) as Band,
    cutoff: place.at('cutoff').number(0, 2),
    rows: natural('rows'),
    positives: natural('positives'),
  };
}

function readDoubts(place: Place | null): DoubtsRead {
  const groups = (name: DoubtName) => place?.at(name).list(2).map(readGroup) ?? [];
  return { missing: groups('missing'), unusual: groups('unusual') };
}

function readTimes(place: Place): TimesRead {
  const cohorts = place.at('cohorts').optional();
  const year = (each: Place) => each.number(1900, 9999);
  const weighed = (cohorts?.at('trained').list(LIMITS.cohorts) ?? []).map((each) => {
    return { cohort: year(each.at('cohort')), weight: each.at('weight').number(0, 10) };
  });
  return {
    method: place.at('method').value === 'later-cohorts' ? 'later-cohorts' : 'out-of-bag',
    trained: weighed.flatMap(({ cohort, weight }) => (weight > 0 ? [cohort] : [])),
    weights: weighed.filter(({ weight }) => weight !== 1),
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

function readStance(place: Place): StanceRead {
  return { cutoff: place.at('cutoff').number(), recall: readShare(place.at('recall')), precision: readShare(place.at('precision')) };
}
