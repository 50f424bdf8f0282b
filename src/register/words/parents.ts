import type { Text } from '../../base/text.ts';

/** Words of the notice to parents. */
export const parentWords = {
  title: { fr: 'Avis aux parents', en: 'Notice to parents' },
  kind: { fr: 'Renseignements sur votre enfant', en: 'Information on your child' },
  lead: {
    fr: '{css} étudie les données scolaires de ses élèves pour repérer plus tôt ceux qui auraient besoin d’aide. Voici ce que cela veut dire pour votre enfant.',
    en: '{css} studies its pupils’ school data to notice earlier those who would need help. Here is what this means for your child.',
  },
  why: { fr: 'Pourquoi', en: 'Why' },
  whySaid: {
    fr: 'Pour offrir du soutien avant qu’il ne soit trop tard. Un calcul compare la situation d’un élève à celle d’élèves des années passées, et dit si elle ressemble à celle d’élèves à qui ceci est arrivé :',
    en: 'To offer support before it is too late. A calculation compares a pupil’s situation with that of pupils of past years, and tells whether it resembles that of pupils to whom this happened:',
  },
  whyNone: { fr: 'aucun calcul n’est approuvé en ce moment', en: 'no calculation is approved at this time' },
  what: { fr: 'Quels renseignements', en: 'Which information' },
  whatSaid: { fr: 'Ceux-ci, que l’école détient déjà, et aucun autre :', en: 'These, which the school already holds, and no other:' },
  list: { fr: '{label} : {list}.', en: '{label}: {list}.' },
  others: {
    fr: '{list}; et {count} {count|autre|autres}, dont la liste complète est remise sur demande',
    en: '{list}; and {count} {count|other|others}, whose full list is given on request',
  },
  outcomes: {
    fr: 'Des élèves des années passées, pour que le calcul apprenne, ce qui est arrivé : {list}.',
    en: 'Of pupils of past years, for the calculation to learn, what happened: {list}.',
  },
  grades: {
    fr: 'Pour n’appliquer chaque calcul qu’aux élèves qu’il vise : {list}.',
    en: 'To apply each calculation to the pupils it is meant for alone: {list}.',
  },
  cohorts: {
    fr: 'Pour éprouver chaque calcul d’une année à l’autre : {list}.',
    en: 'To test each calculation from one year to another: {list}.',
  },
  audit: {
    fr: 'Pour vérifier que ces calculs ne traitent pas plus mal certains élèves, et pour cela seulement : {list}. Les calculs eux-mêmes ne lisent jamais ces renseignements.',
    en: 'To check that these calculations treat no pupils worse, and for that alone: {list}. The calculations themselves never read this information.',
  },
  auditNone: {
    fr: 'Aucun renseignement n’est recueilli pour vérifier l’équité de ces calculs.',
    en: 'No information is gathered to check the fairness of these calculations.',
  },
  notSent: { fr: 'Ce qui ne quitte jamais {css}', en: 'What never leaves {css}' },
  notSentSaid: {
    fr: 'Le nom, l’adresse et tout ce qui dit de qui il s’agit ({list}). Votre enfant y est remplacé par un code qui change à chaque envoi et que seul {css} sait relire. Ni l’enseignant, ni la classe, ni le groupe n’y sont : le système les refuse.',
    en: 'The name, the address and all that tells who it is ({list}). Your child is replaced there by a code that changes with each sending and that {css} alone can read back. Neither teacher, class nor group is there: the system refuses them.',
  },
  who: { fr: 'Qui voit le résultat', en: 'Who sees the result' },
  whoSaid: {
    fr: 'La direction de l’école et les services éducatifs de {css}, qui doivent aider votre enfant. Ni le CSS central qui fait le calcul, ni personne d’autre, ne peut lire le résultat ni savoir qu’il s’agit de votre enfant.',
    en: 'The school’s direction and the educational services of {css}, who must help your child. Neither the central CSS that does the calculation, nor anybody else, can read the result or know that it is about your child.',
  },
  decides: { fr: 'Qui décide', en: 'Who decides' },
  decidesSaid: {
    fr: 'Des personnes. Le calcul se trompe dans les deux sens; il ne connaît ni votre enfant ni ce qui se fait déjà pour lui. Aucune décision n’est prise par lui seul. S’il devait en être autrement un jour, la loi oblige à vous le dire, à vous donner les raisons et à entendre vos observations (art. 65.2).',
    en: 'People. The calculation errs both ways; it knows neither your child nor what is already being done. No decision is taken by it alone. Were it ever otherwise, the law requires that you be told, given the reasons, and heard (s. 65.2).',
  },
  until: { fr: 'Jusqu’à quand', en: 'Until when' },
  untilSaid: {
    fr: 'Chaque envoi porte la date à laquelle il sera détruit, avec ses résultats, des deux côtés. Les envois en cours :',
    en: 'Each sending bears the date on which it will be destroyed, with its results, on both sides. The sendings at present:',
  },
  untilLine: {
    fr: 'le {created}, pour {purpose} : détruit au plus tard le {destroyBy}',
    en: 'on {created}, {purpose}: destroyed by {destroyBy}',
  },
  rights: { fr: 'Vos droits', en: 'Your rights' },
  right_see: {
    fr: 'Savoir quels renseignements sur votre enfant servent ici, à quoi et jusqu’à quand, et en recevoir copie (art. 83).',
    en: 'To know which information on your child is used here, for what and until when, and to receive a copy (s. 83).',
  },
  right_correct: { fr: 'Faire corriger ce qui est inexact (art. 89).', en: 'To have what is inaccurate corrected (s. 89).' },
  right_out: {
    fr: 'Demander que votre enfant n’en soit pas. Dites-le au responsable nommé plus bas : {css} retire alors ses données avant chaque envoi.',
    en: 'To ask that your child be left out. Tell the person named below: {css} then removes their data before each sending.',
  },
  right_complain: {
    fr: 'Demander à la {commission} de réviser une réponse, ou vous plaindre.',
    en: 'To ask the {commission} to review an answer, or to complain.',
  },
} as const satisfies Record<string, Text>;
