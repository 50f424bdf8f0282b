import type { Text } from '../../base/text.ts';

/** Words on how far the pupils of a result are from those that a model learnt from. */
export const distanceWords = {
  distanceTitle: {
    fr: 'Ces élèves ressemblent-ils à ceux dont le modèle a appris?',
    en: 'Are these pupils like those that the model learnt from?',
  },
  distanceNone: {
    fr: 'Rien ne montre le contraire : rien de ce sur quoi le modèle s’appuie n’a changé de façon marquée, et sûre, depuis les élèves dont il a appris.',
    en: 'Nothing shows otherwise: nothing that the model relies on has changed markedly, and surely, since the pupils that it learnt from.',
  },
  distanceSome: {
    fr: 'Pas en tout : {share} de ce sur quoi le modèle s’appuie a changé de façon marquée. Plus cette part est grande, moins les chiffres mesurés à l’entraînement valent pour ces élèves.',
    en: 'Not in all: {share} of what the model relies on has changed markedly. The larger this part, the less the figures measured at training hold for these pupils.',
  },
  distanceOutside: {
    fr: 'Des valeurs sortent de tout ce que le modèle a vu : {variables}.',
    en: 'Some values lie beyond all that the model has seen: {variables}.',
  },
  distanceWeight: { fr: 'Part de ce sur quoi le modèle s’appuie', en: 'Part of what the model relies on' },
  distanceChange: { fr: 'Ce qui a changé', en: 'What has changed' },
  changedSpread: { fr: 'la répartition des valeurs', en: 'how values are spread' },
  changedMore: { fr: 'plus souvent absente ({points} points)', en: 'missing more often ({points} points)' },
  changedLess: { fr: 'moins souvent absente ({points} points)', en: 'missing less often ({points} points)' },
} as const satisfies Record<string, Text>;
