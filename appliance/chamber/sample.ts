import { EcluseError } from '../../src/base/errors.ts';
import type { Campaign } from '../../src/study/campaign.ts';
import { cohortsOf, enough, FEWEST, MOST_COHORTS, splitInTime } from '../../src/study/cohorts.ts';
import type { PlannedModel } from '../../src/study/plan.ts';
import type { Dictionary } from '../../src/table/dictionary.ts';
import { cohortVariable, gradesOf } from '../../src/table/groups.ts';
import { column, type Table } from '../../src/table/table.ts';

/** Cohort of each row (NaN where untold), its grade, and what each cohort weighs; null where the bundle does not tell. */
export type Time = {
  readonly cohort: Float64Array | null;
  readonly years: readonly number[];
  readonly gradeOf: ((row: number) => string | null) | null;
  weightOf(cohort: number): number;
};

/** The rows of one model, by their places in the table. */
export type Sample = {
  readonly learnt: Uint32Array;
  /** Of later cohorts; null: those learnt from are judged, out of bag. */
  readonly judged: Uint32Array | null;
  /** Of every row; 0 where it is not known. */
  readonly outcome: Uint8Array;
  readonly cohorts: { readonly trained: readonly { cohort: number; weight: number }[]; readonly judged: readonly number[] } | null;
  readonly weights: Float64Array | null;
  readonly unknown: number;
};

export function timeOf(table: Table, dictionary: Dictionary, campaign: Campaign | null): Time {
  const variable = campaign && cohortVariable(dictionary);
  const held = variable && column(table, variable.name);
  const cohort = held?.type === 'number' ? Float64Array.from(held.values) : null;
  const years = cohort ? cohortsOf(everyRow(table.rows), cohort) : [];
  if (years.length > MOST_COHORTS) throw new EcluseError('CAMPAIGN_COHORT');
  const weights = new Map(campaign?.cohorts.weights.map((each) => [each.cohort, each.weight]));
  return {
    cohort: years.length > 0 ? cohort : null,
    years,
    gradeOf: campaign && gradesOf(table, dictionary),
    weightOf: (year) => weights.get(year) ?? 1,
  };
}

/**
 * The pupils of one model: of its grade, of cohorts that weigh something and whose outcome has had the time to happen, parted in time.
 * @throws CHAMBER_OUTCOME_ABSENT, OUTCOME_TOO_SOON, OUTCOME_ONE_CLASS, OUTCOME_TOO_FEW, CAMPAIGN_GRADE
 */
export function sampleOf(table: Table, planned: PlannedModel, time: Time, judgedCohorts: number, year: number): Sample {
  const { name, outcome: defined } = planned.outcome;
  const { cohort, gradeOf, weightOf } = time;
  const held = column(table, name);
  if (held?.type !== 'number') throw new EcluseError('CHAMBER_OUTCOME_ABSENT', { outcome: name });
  if (planned.only !== null && gradeOf === null) throw new EcluseError('CAMPAIGN_GRADE', { grade: planned.only });
  const { horizon = 0 } = defined!;
  const ofGrade = everyRow(table.rows).filter((row) => planned.only === null || gradeOf?.(row) === planned.only);
  const ripe = cohort ? ofGrade.filter((row) => !(cohort[row]! + horizon > year)) : ofGrade;
  if (ripe.length === 0 && ofGrade.length > 0) throw new EcluseError('OUTCOME_TOO_SOON', { outcome: name, horizon });
  const weighed = cohort ? ripe.filter((row) => Number.isNaN(cohort[row]!) || weightOf(cohort[row]!) > 0) : ripe;
  const known = weighed.filter((row) => !Number.isNaN(held.values[row]!));
  const outcome = Uint8Array.from(held.values, (value) => (value === 1 ? 1 : 0));
  const split = splitInTime({ rows: known, cohort, outcome }, judgedCohorts);
  requireClasses(split.learnt, outcome, name);
  const among = split.cohorts && split.judged ? new Set(split.cohorts.judged) : null;
  const wouldBeJudged = weighed.filter((row) => among === null || among.has(cohort![row]!)).length;
  // Those that somebody was learnt from, and those that the CSS told to count for nothing.
  const learntYears = cohort
    ? cohortsOf(Uint32Array.from([...split.learnt, ...ripe.filter((row) => weightOf(cohort[row]!) === 0)]), cohort)
    : [];
  const weights = learntYears.some((each) => weightOf(each) !== 1)
    ? Float64Array.from(cohort!, (each) => (Number.isNaN(each) ? 1 : weightOf(each)))
    : null;
  return {
    learnt: split.learnt,
    judged: split.judged,
    outcome,
    cohorts: split.cohorts && {
      trained: learntYears.map((each) => ({ cohort: each, weight: weightOf(each) })),
      judged: split.cohorts.judged,
    },
    weights,
    unknown: wouldBeJudged - (split.judged ?? split.learnt).length,
  };
}

function requireClasses(rows: Uint32Array, outcome: Uint8Array, name: string): void {
  const positives = rows.reduce((sum, row) => sum + outcome[row]!, 0);
  if (rows.length > 0 && (positives === 0 || positives === rows.length)) throw new EcluseError('OUTCOME_ONE_CLASS', { outcome: name });
  if (!enough(rows, outcome)) throw new EcluseError('OUTCOME_TOO_FEW', { outcome: name, minimum: FEWEST });
}

function everyRow(rows: number): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, row) => row);
}
