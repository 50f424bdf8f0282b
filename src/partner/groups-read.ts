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

const MOST_CODES = 5000;

export function readPart(group: Place): PartRead {
  const edge = (name: string) => group.at(name).optional()?.number(-Number.MAX_VALUE, Number.MAX_VALUE) ?? null;
  const codes = group.at('codes').optional()?.list(MOST_CODES) ?? null;
  return {
    codes: codes?.map((code) => code.text(SLUG)) ?? null,
    from: edge('from'),
    below: edge('below'),
    missing: group.at('missing').flag(),
  };
}

export function readTreated(group: Place): TreatedRead {
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

export const readGroup = (group: Place): GroupRead => ({ ...readPart(group), ...readTreated(group) });

export function readShare(side: Place): ShareRead {
  const part = (name: string, high: number) => side.at(name).optional()?.number(0, high) ?? null;
  return { count: part('count', 1e9), of: part('of', 1e9), value: part('value', 1), low: part('low', 1), high: part('high', 1) };
}
