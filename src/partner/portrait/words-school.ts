import type { Text } from '../../base/text.ts';

/** Words of the pages by school and grade. */
export const schoolWords = {
  schoolTitle: { fr: 'Portrait de l’école', en: 'Portrait of the school' },
  schoolUnknown: { fr: 'École non précisée', en: 'School not told' },
  gradeUnknown: { fr: 'Niveau non précisé', en: 'Grade not told' },
  factSchool: { fr: 'École', en: 'School' },
  schoolAlone: {
    fr: 'Cette page ne parle que de cette école. Elle ne sert pas à la comparer à d’autres, dont les élèves, les moyens et le milieu ne sont pas les mêmes.',
    en: 'This page is about this school alone. It does not serve to compare it with others, whose pupils, means and setting differ.',
  },
  hiddenByEarlier: {
    fr: 'Un nombre est masqué aussi quand, rapproché d’une autre page ou d’un rapport antérieur, il dirait ce qu’il en est de moins de 10 élèves.',
    en: 'A count is also hidden when, put beside another page or an earlier report, it would tell of fewer than 10 pupils.',
  },
  bandsByGrade: { fr: 'Élèves par palier et par niveau', en: 'Pupils by band and grade' },
  grade: { fr: 'Niveau', en: 'Grade' },
  wholeSchool: { fr: 'Toute l’école', en: 'The whole school' },
  wholeCss: { fr: 'Tout le CSS', en: 'The whole CSS' },
  or: { fr: ' ou ', en: ' or ' },
  together: { fr: '{bands} : {count}', en: '{bands}: {count}' },
  factorsTitle: { fr: 'Facteurs les plus présents', en: 'Factors most present' },
  factorsLead: {
    fr: 'Parmi les trois facteurs principaux de chaque élève, ceux qui reviennent chez au moins 10 élèves de l’école, du plus au moins pesant. Un facteur accompagne un risque; il n’en est pas forcément la cause.',
    en: 'Among each pupil’s three main factors, those that come up for at least 10 pupils of the school, weightiest first. A factor goes with a risk; it need not be its cause.',
  },
  factorsActionable: { fr: 'Élèvent le risque, et l’école peut agir', en: 'Raise the risk, and the school can act' },
  factorsContext: { fr: 'Élèvent le risque, hors de portée de l’école', en: 'Raise the risk, beyond the school’s reach' },
  factorsProtective: { fr: 'Protègent les élèves', en: 'Protect the pupils' },
  factorsNone: { fr: 'Aucun ne concerne assez d’élèves.', en: 'None concerns enough pupils.' },
  limitsShort: {
    fr: 'Mesuré à l’entraînement sur des élèves passés de tout le CSS; l’école peut s’en écarter. Intervalles à 95 %.',
    en: 'Measured at training on past pupils of the whole CSS; the school may differ. 95% intervals.',
  },
} as const satisfies Record<string, Text>;
