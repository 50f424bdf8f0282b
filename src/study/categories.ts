import type { Text } from '../base/text.ts';
import { CATEGORIES, type Category, type Dictionary, predictors } from '../table/dictionary.ts';

/** What each of the five groups of factors is called on screens, and what it holds. */
export const CATEGORY_TEXTS: Readonly<Record<Category, { readonly label: Text; readonly meaning: Text }>> = {
  profile: {
    label: { fr: 'Profil scolaire', en: 'School profile' },
    meaning: {
      fr: 'Parcours de l’élève : reprises d’année, changements d’école, plan d’intervention, type de classe.',
      en: 'The pupil’s path: repeated years, changes of school, intervention plan, kind of programme.',
    },
  },
  behaviour: {
    label: { fr: 'Comportement', en: 'Behaviour' },
    meaning: {
      fr: 'Manquements, suspensions et retenues inscrits au dossier.',
      en: 'Incidents, suspensions and detentions on file.',
    },
  },
  attendance: {
    label: { fr: 'Assiduité', en: 'Attendance' },
    meaning: {
      fr: 'Absences et retards, selon les motifs normalisés.',
      en: 'Absences and late arrivals, by standard reason.',
    },
  },
  performance: {
    label: { fr: 'Performance', en: 'Performance' },
    meaning: {
      fr: 'Résultats aux bulletins et aux épreuves, et leur évolution.',
      en: 'Report-card and examination results, and how they move.',
    },
  },
  sociodemography: {
    label: { fr: 'Sociodémographie', en: 'Sociodemography' },
    meaning: {
      fr: 'Milieu et situation de l’élève. Ces facteurs décrivent un contexte ; on ne peut pas agir sur eux.',
      en: 'The pupil’s background and situation. These factors describe a context; they cannot be acted upon.',
    },
  },
};

/** Category (index in `CATEGORIES`) of each predictor, in dictionary order: the `groups` of an explanation. */
export function categoryOfFeatures(dictionary: Dictionary): Int32Array {
  return Int32Array.from(predictors(dictionary), (variable) => (variable.category ? CATEGORIES.indexOf(variable.category) : -1));
}

/** 1 for each predictor that one can act upon, in dictionary order: the `marked` features of an explanation. */
export function actionableFeatures(dictionary: Dictionary): Uint8Array {
  return Uint8Array.from(predictors(dictionary), ({ actionable }) => (actionable ? 1 : 0));
}

/** One number a category, keyed by its code. */
export function byCategory(values: ArrayLike<number>): Record<Category, number> {
  return Object.fromEntries(CATEGORIES.map((category, index) => [category, values[index] ?? 0])) as Record<Category, number>;
}
