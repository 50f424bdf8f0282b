import type { Text } from '../../base/text.ts';

/** Words on how groups of pupils are treated. */
export const fairnessWords = {
  fairnessTitle: { fr: 'Les groupes d’élèves sont-ils traités de la même façon?', en: 'Are groups of pupils treated alike?' },
  fairnessLead: {
    fr: 'Les variables qui suivent n’ont servi qu’à cette vérification : elles ne sont pas des prédicteurs et le modèle ne les a jamais lues. D’autres variables peuvent toutefois en porter la trace.',
    en: 'The variables below served this check alone: they are not predictors and the model never read them. Other variables may still bear their trace.',
  },
  fairnessDiffers: { fr: 'Ce qui diffère', en: 'What differs' },
  fairnessNone: {
    fr: 'Aucun écart n’est établi entre les groupes comparés. Ce n’est pas la preuve qu’il n’y en a pas : plus un groupe est petit, plus ses intervalles sont larges.',
    en: 'No difference is established between the groups compared. That does not prove there is none: the smaller a group, the wider its intervals.',
  },
  fairnessHow: {
    fr: 'Un écart n’est nommé que si les intervalles à 95 % du groupe et des autres élèves sont disjoints; parmi tant de comparaisons, quelques-uns peuvent tenir au hasard. La précision et la part des élèves signalés dépendent aussi de la fréquence de l’issue dans chaque groupe. Rien n’est corrigé d’office : un écart appelle une discussion avant d’approuver le modèle.',
    en: 'A difference is named only when the 95% intervals of the group and of the other pupils are apart; among so many comparisons a few may be due to chance. Precision and the share of pupils flagged also depend on how frequent the outcome is in each group. Nothing is corrected by itself: a difference calls for a discussion before the model is approved.',
  },
  differs_recall: {
    fr: '{stance} retrouve {share} des élèves concernés, contre {others} chez les autres élèves.',
    en: '{stance} finds {share} of the pupils concerned, against {others} among the other pupils.',
  },
  differs_falseAlarm: {
    fr: '{stance} signale à tort {share} des élèves non concernés, contre {others} chez les autres élèves.',
    en: '{stance} wrongly flags {share} of the pupils not concerned, against {others} among the other pupils.',
  },
  differs_precision: {
    fr: '{stance} voit juste pour {share} des élèves signalés, contre {others} chez les autres élèves.',
    en: '{stance} is right about {share} of the pupils flagged, against {others} among the other pupils.',
  },
  differs_flagged: {
    fr: '{stance} signale {share} des élèves, contre {others} chez les autres élèves.',
    en: '{stance} flags {share} of the pupils, against {others} among the other pupils.',
  },
  shareWithin: { fr: '{value} ({low} à {high})', en: '{value} ({low} to {high})' },
  shareBetween: { fr: 'entre {low} et {high}', en: 'between {low} and {high}' },
  theTargeted: { fr: 'l’approche agressive', en: 'the targeted stance' },
  theWide: { fr: 'l’approche conservatrice', en: 'the wide stance' },
  groupColumn: { fr: 'Groupe', en: 'Group' },
  groupPupils: { fr: '{rows} élèves, dont {positives} concernés', en: '{rows} pupils, of whom {positives} concerned' },
  groupConcerned: { fr: '{positives} élèves concernés', en: '{positives} pupils concerned' },
  recallColumn: { fr: 'Rappel', en: 'Recall' },
  falseAlarmColumn: { fr: 'Fausses alarmes', en: 'False alarms' },
  precisionColumn: { fr: 'Précision', en: 'Precision' },
  flaggedColumn: { fr: 'Élèves signalés', en: 'Pupils flagged' },
  fairnessColumns: {
    fr: 'Rappel : part des élèves concernés qui sont signalés. Fausses alarmes : part des élèves non concernés qui sont signalés. Précision : part des élèves signalés qui étaient concernés. Sous chaque part, son intervalle à 95 % et les élèves comptés; quand un nombre est masqué, seules les bornes sont données.',
    en: 'Recall: share of the pupils concerned who are flagged. False alarms: share of the pupils not concerned who are flagged. Precision: share of the pupils flagged who were concerned. Below each share, its 95% interval and the pupils counted; where a count is hidden, only the bounds are given.',
  },
  fairnessWithheld: {
    fr: 'Trop peu d’élèves pour comparer sans qu’on puisse en reconnaître : {variables}.',
    en: 'Too few pupils to compare without some being recognisable: {variables}.',
  },
  fairnessAbsent: {
    fr: 'Le dictionnaire ne contient aucune variable de vérification (« audit-only ») : on ne sait pas si les groupes d’élèves sont traités de la même façon.',
    en: 'The dictionary holds no variable for this check (“audit-only”): whether groups of pupils are treated alike is not known.',
  },
  groupOr: { fr: '{first} ou {last}', en: '{first} or {last}' },
  groupMissing: { fr: 'non renseigné', en: 'not given' },
  groupBelow: { fr: 'moins de {below}', en: 'under {below}' },
  groupBetween: { fr: 'de {from} à moins de {below}', en: '{from} to under {below}' },
  groupFrom: { fr: '{from} et plus', en: '{from} and over' },
  groupAny: { fr: 'toute valeur', en: 'any value' },
} as const satisfies Record<string, Text>;
