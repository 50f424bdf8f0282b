import { fill, formatNumber, type Lang, type Params, type Text } from '../base/text.ts';
import type { BandCut, Campaign } from '../study/campaign.ts';
import { planModels } from '../study/plan.ts';
import { bandNames } from '../study/thresholds.ts';
import type { Dictionary } from '../table/dictionary.ts';
import { gradeLabel } from '../table/groups.ts';
import { BAND_TEXTS } from './portrait/bands.ts';

/** One model that a campaign asks for, in words. `own`: where it departs from the others. */
export type CampaignModel = {
  readonly label: Text;
  /** Null: of every grade. */
  readonly grade: Text | null;
  readonly moment: Text | null;
  readonly own: Text;
};

const words = {
  judged: {
    fr: 'Dernières cohortes sur lesquelles les modèles sont jugés : {count}; ils apprennent des précédentes.',
    en: 'Last cohorts on which models are judged: {count}; they learn from the earlier ones.',
  },
  weights: { fr: 'Cohortes qui comptent autrement : {weights}.', en: 'Cohorts that count otherwise: {weights}.' },
  weight: { fr: '{cohort} (poids de {weight})', en: '{cohort} (weight of {weight})' },
  forest: {
    fr: '{trees} arbres par modèle, d’au plus {depth} niveaux, d’au moins {leaf} {leaf|élève|élèves} par feuille.',
    en: '{trees} trees a model, of at most {depth} levels, of at least {leaf} {leaf|pupil|pupils} a leaf.',
  },
  dropped: {
    fr: 'Une variable est laissée de côté si sa répartition change d’une cohorte à l’autre (PSI de {drift}), si sa part manquante change de {missing}, ou si plus de {sensitivity} des écarts entre les scores reposent sur elle seule.',
    en: 'A variable is left out if its spread changes from one cohort to another (PSI of {drift}), if its share missing changes by {missing}, or if more than {sensitivity} of the differences between scores rest on it alone.',
  },
  distance: {
    fr: 'Plus tard, un modèle refuse une table où plus de {distance} de ce sur quoi il s’appuie a changé.',
    en: 'Later, a model refuses a table in which more than {distance} of what it relies on has changed.',
  },
  bandsRecall: {
    fr: 'Paliers : {bands}; du plus haut au plus bas, coupés pour retrouver {cuts} des élèves concernés.',
    en: 'Bands: {bands}; from the highest down, cut to find {cuts} of the pupils concerned.',
  },
  bandsProbability: {
    fr: 'Paliers : {bands}, coupés aux probabilités de {cuts}.',
    en: 'Bands: {bands}, cut at the probabilities of {cuts}.',
  },
  andThen: { fr: ', puis ', en: ', then ' },
  home: {
    fr: 'Les modèles reviendront dans l’évaluation, pour évaluer sur place une fois approuvés.',
    en: 'Models will come home in the evaluation, to score on site once approved.',
  },
  stay: { fr: 'Les modèles restent dans l’appareil.', en: 'Models stay in the appliance.' },
  without: { fr: '{count} {count|variable retirée|variables retirées}', en: '{count} {count|variable taken out|variables taken out}' },
  later: { fr: 'variables connues plus tard laissées de côté', en: 'variables known later left out' },
  ownForest: { fr: 'arbres à part', en: 'trees of its own' },
  ownBands: { fr: 'paliers à part', en: 'bands of its own' },
} as const satisfies Record<string, Text>;

/** What a campaign asks for all its models, one sentence a line, before anybody signs it away. */
export function campaignSaid({ cohorts, limits, options, bands, takeHome }: Campaign, lang: Lang): string[] {
  const say = (key: keyof typeof words, params: Params = {}) => fill(words[key][lang], params, lang);
  const percent = (share: number) => formatNumber(share, lang, { style: 'percent', maximumFractionDigits: 0 });
  const weights = cohorts.weights.map(({ cohort, weight }) => say('weight', { cohort: String(cohort), weight })).join('; ');
  return [
    say('judged', { count: cohorts.judged }),
    ...(weights === '' ? [] : [say('weights', { weights })]),
    say('forest', { trees: options.trees, depth: options.maxDepth, leaf: options.minLeaf }),
    say('dropped', { drift: limits.drift, missing: percent(limits.missing), sensitivity: percent(limits.sensitivity) }),
    say('distance', { distance: percent(limits.distance) }),
    bandsSaid(bands, lang, say),
    say(takeHome ? 'home' : 'stay'),
  ];
}

function bandsSaid(cuts: readonly BandCut[], lang: Lang, say: (key: keyof typeof words, params?: Params) => string): string {
  const bands = [...bandNames(cuts.length + 1)]
    .reverse()
    .map((name) => BAND_TEXTS[name][lang].toLowerCase())
    .join(', ');
  const shares = cuts.map((cut) => ('recall' in cut ? cut.recall / 100 : cut.probability));
  const told = shares.map((share) => formatNumber(share, lang, { style: 'percent', maximumFractionDigits: 1 })).join(say('andThen'));
  return say(cuts.some((cut) => 'recall' in cut) ? 'bandsRecall' : 'bandsProbability', { bands, cuts: told });
}

/** Its models against a dictionary, as `planModels` lists them. @throws as `planModels` does */
export function campaignModels(campaign: Campaign, dictionary: Dictionary): CampaignModel[] {
  const label = (name: string | null) => dictionary.moments?.find((each) => each.name === name)?.label ?? null;
  return planModels(campaign, dictionary).map((planned) => {
    const { outcome, grade, moment, without, later, options, bands } = planned;
    const said = (lang: Lang) =>
      [
        ...(without.size === 0 ? [] : [fill(words.without[lang], { count: without.size }, lang)]),
        ...(later === 'drop' ? [words.later[lang]] : []),
        ...(JSON.stringify(options) === JSON.stringify(campaign.options) ? [] : [words.ownForest[lang]]),
        ...(bands === campaign.bands ? [] : [words.ownBands[lang]]),
      ].join('; ');
    return {
      label: outcome.label,
      grade: grade === null ? null : gradeLabel(dictionary, grade),
      moment: label(moment),
      own: { fr: said('fr'), en: said('en') },
    };
  });
}
