import { EcluseError } from '../base/errors.ts';
import { type Dictionary, featureNames, outcomes, type Variable } from '../table/dictionary.ts';
import { gradeToldOf, timeVariables } from '../table/groups.ts';
import { BAND_DEFAULTS, type BandCut, type Campaign, type CampaignEntry, type GrowthOptions } from './campaign.ts';

/** One model to train. */
export type PlannedModel = {
  readonly outcome: Variable;
  /** What its record calls its grade. */
  readonly grade: string | null;
  /** The grade whose pupils alone it learns from; null for all those whose outcome is known. */
  readonly only: string | null;
  readonly moment: string | null;
  readonly later: CampaignEntry['later'];
  readonly without: ReadonlySet<string>;
  readonly options: Partial<GrowthOptions>;
  readonly bands: readonly BandCut[];
};

export const MOST_MODELS = 200;

/**
 * The models that a campaign asks for, against its dictionary; without a campaign, one an outcome. An outcome whose definition tells its grade is of that
 * grade; of another, the campaign's grades are those of the pupils' column.
 * @throws CAMPAIGN_OUTCOME, CAMPAIGN_GRADE, CAMPAIGN_MOMENT, CAMPAIGN_VARIABLE, CAMPAIGN_COHORT, CAMPAIGN_TWICE, CAMPAIGN_MODELS
 */
export function planModels(campaign: Campaign | null, dictionary: Dictionary): PlannedModel[] {
  if (campaign === null) {
    return outcomes(dictionary).map((outcome): PlannedModel => {
      const { grade = null, predictedAt = null } = outcome.outcome!;
      return { outcome, grade, only: null, moment: predictedAt, later: 'stop', without: new Set(), options: {}, bands: BAND_DEFAULTS };
    });
  }
  if (campaign.cohorts.weights.length > 0 && !timeVariables(dictionary).some(({ group }) => group === 'cohort')) {
    throw new EcluseError('CAMPAIGN_COHORT');
  }
  const planned = campaign.models.flatMap((entry) => modelsOf(entry, campaign, dictionary));
  if (planned.length > MOST_MODELS) throw new EcluseError('CAMPAIGN_MODELS', { count: planned.length, limit: MOST_MODELS });
  const seen = new Set<string>();
  for (const { outcome, only, moment, grade } of planned) {
    const key = JSON.stringify([outcome.name, only, moment]);
    if (seen.has(key)) throw new EcluseError('CAMPAIGN_TWICE', { outcome: outcome.name, grade: grade ?? '—' });
    seen.add(key);
  }
  return planned;
}

function modelsOf(entry: CampaignEntry, campaign: Campaign, dictionary: Dictionary): PlannedModel[] {
  const { family, targets, grades, moment, later, without } = entry;
  const named = new Set(featureNames(dictionary));
  const stranger = without.find((name) => !named.has(name));
  if (stranger !== undefined) throw new EcluseError('CAMPAIGN_VARIABLE', { variable: stranger });
  if (moment !== undefined && !dictionary.moments?.some(({ name }) => name === moment))
    throw new EcluseError('CAMPAIGN_MOMENT', { moment });
  const ofFamily = outcomes(dictionary).filter(({ outcome }) => outcome?.family === family);
  const unknown = (target: string, grade: string) => new EcluseError('CAMPAIGN_OUTCOME', { family, target, grade });
  const untold = targets?.find((target) => !ofFamily.some(({ outcome }) => outcome?.target === target));
  if (untold !== undefined || ofFamily.length === 0) throw unknown(untold ?? '—', '—');
  const models = ofFamily
    .filter(({ outcome }) => targets?.includes(outcome!.target) ?? true)
    .flatMap((outcome) =>
      gradesOf(outcome, grades, dictionary).map(
        ({ grade, only }): PlannedModel => ({
          outcome,
          grade,
          only,
          moment: moment ?? outcome.outcome?.predictedAt ?? null,
          later,
          without: new Set(without),
          options: { ...campaign.options, ...entry.options },
          bands: entry.bands ?? campaign.bands,
        }),
      ),
    );
  const missed = grades?.find((each) => !models.some(({ grade }) => grade === each));
  if (missed !== undefined || models.length === 0) throw unknown(targets?.[0] ?? '—', missed ?? '—');
  return models;
}

function gradesOf({ outcome }: Variable, grades: readonly string[] | undefined, dictionary: Dictionary) {
  const own = outcome?.grade;
  if (own !== undefined) return grades === undefined || grades.includes(own) ? [{ grade: own, only: null }] : [];
  if (grades === undefined) return [{ grade: null, only: null }];
  return grades.map((grade) => {
    if (gradeToldOf(dictionary, grade) === null) throw new EcluseError('CAMPAIGN_GRADE', { grade });
    return { grade, only: grade };
  });
}
