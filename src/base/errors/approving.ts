import type { ErrorCatalogue } from './entry.ts';

/** Refusals of a consent to a model, or of its end. */
export const approvingErrors = {
  APPROVE_NOT_EVALUATION: {
    what: { fr: 'Ce fichier n’est pas une évaluation (type « {kind} »).', en: 'This file is not an evaluation (kind “{kind}”).' },
    fix: { fr: 'Donnez le lot d’évaluation que l’appareil a remis.', en: 'Give the evaluation bundle that the appliance handed over.' },
  },
  APPROVE_MODEL: {
    what: { fr: 'L’évaluation ne contient pas le modèle « {model} ».', en: 'The evaluation does not hold the model “{model}”.' },
    fix: { fr: 'Modèles évalués : {known}.', en: 'Models evaluated: {known}.' },
  },
  APPROVE_CHANCE: {
    what: {
      fr: 'Rien ne montre que le modèle « {model} » fasse mieux que le hasard : il n’a pas été approuvé.',
      en: 'Nothing shows that the model “{model}” is better than chance: it was not approved.',
    },
    fix: {
      fr: 'N’utilisez pas ce modèle. Réunissez davantage d’élèves ou de variables connues avant l’issue, puis entraînez de nouveau.',
      en: 'Do not use this model. Gather more pupils or more variables known before the outcome, then train again.',
    },
  },
  APPROVE_CUT: {
    what: {
      fr: 'Le seuil demandé n’est pas de ceux que l’évaluation donne pour le modèle « {model} » : on ne sait pas ce qu’il coûterait. Il n’a pas été approuvé.',
      en: 'The cut asked for is not one that the evaluation gives for the model “{model}”: what it would cost is not known. It was not approved.',
    },
    fix: { fr: 'Choisissez-en un de son tableau : {known}.', en: 'Choose one of its table: {known}.' },
  },
  APPROVE_RECALL: {
    what: {
      fr: 'Le modèle « {model} » ne retrouve que {share} % des élèves concernés à l’approche choisie; le plancher est de {floor} %. Il n’a pas été approuvé.',
      en: 'The model “{model}” finds only {share}% of the pupils concerned at the stance chosen; the floor is {floor}%. It was not approved.',
    },
    fix: {
      fr: 'Choisissez l’approche conservatrice (--stance wide) si l’aide est légère, ou n’utilisez pas ce modèle. Le plancher se règle avec --recall-floor.',
      en: 'Choose the wide stance (--stance wide) if the help is light, or do not use this model. The floor is set with --recall-floor.',
    },
  },
  APPROVE_PRECISION: {
    what: {
      fr: 'Seuls {share} % des élèves que le modèle « {model} » signale à l’approche choisie étaient concernés; le plancher est de {floor} %. Il n’a pas été approuvé.',
      en: 'Only {share}% of the pupils that the model “{model}” flags at the stance chosen were concerned; the floor is {floor}%. It was not approved.',
    },
    fix: {
      fr: 'Choisissez l’approche agressive (--stance targeted), ou n’utilisez pas ce modèle. Le plancher se règle avec --precision-floor.',
      en: 'Choose the targeted stance (--stance targeted), or do not use this model. The floor is set with --precision-floor.',
    },
  },
  APPROVE_HIDDEN: {
    what: {
      fr: 'Trop peu d’élèves sont en jeu pour dire ce qu’est la mesure « {what} » du modèle « {model} » à l’approche choisie : on sait seulement qu’elle peut n’être que de {share} %, et le plancher est de {floor} %. Il n’a pas été approuvé.',
      en: 'Too few pupils are involved for the measure “{what}” of the model “{model}” at the stance chosen to be told: all that is known is that it may be as low as {share}%, and the floor is {floor}%. It was not approved.',
    },
    fix: {
      fr: 'Choisissez un seuil dont l’évaluation donne les nombres (--cut), l’autre approche (--stance), ou un autre plancher (--recall-floor, --precision-floor).',
      en: 'Choose a cut of which the evaluation tells the numbers (--cut), the other stance (--stance), or another floor (--recall-floor, --precision-floor).',
    },
  },
  WITHDRAW_UNKNOWN: {
    what: {
      fr: 'Ce dossier n’a jamais approuvé le modèle « {model} » : il n’y a rien à retirer.',
      en: 'This home never approved the model “{model}”: there is nothing to withdraw.',
    },
    fix: { fr: 'Modèles approuvés : {known}.', en: 'Models approved: {known}.' },
  },
} as const satisfies ErrorCatalogue;
