import type { Text } from '../../base/text.ts';

/** Words on how groups of pupils are treated. */
export const fairnessWords = {
  fairnessTitle: { fr: 'Les groupes d’élèves sont-ils traités de la même façon?', en: 'Are groups of pupils treated alike?' },
  fairnessLead: {
    fr: 'Les variables qui suivent n’ont servi qu’à cette vérification : elles ne sont pas des prédicteurs et le modèle ne les a jamais lues. D’autres variables peuvent toutefois en porter la trace.',
    en: 'The variables below served this check alone: they are not predictors and the model never read them. Other variables may still bear their trace.',
  },
  fairnessDiffers: {
    fr: 'Ce qui diffère, même compte tenu du nombre de comparaisons',
    en: 'What differs, even given how many comparisons were made',
  },
  fairnessNone: {
    fr: 'Aucun écart n’est établi entre les groupes comparés. Ce n’est pas la preuve qu’il n’y en a pas : plus un groupe est petit, plus ses intervalles sont larges.',
    en: 'No difference is established between the groups compared. That does not prove there is none: the smaller a group, the wider its intervals.',
  },
  fairnessMayDiffer: {
    fr: 'À surveiller : l’écart peut tenir au hasard, vu le nombre de comparaisons',
    en: 'To be watched: the difference may be due to chance, given how many comparisons were made',
  },
  fairnessHow: {
    fr: 'Un écart n’est nommé que si les intervalles à 95 % du groupe et des autres élèves sont disjoints. Parmi {comparisons} comparaisons, il est dit établi si la probabilité d’en nommer ne serait-ce qu’un par hasard, pour toutes ensemble, reste sous 5 % (correction de Holm). La précision et la part des élèves signalés dépendent aussi de la fréquence de l’issue dans chaque groupe. Rien n’est corrigé d’office : un écart appelle une discussion avant d’approuver le modèle.',
    en: 'A difference is named only when the 95% intervals of the group and of the other pupils are apart. Among {comparisons} comparisons it is said to be established if the risk of naming even one by chance, for all together, stays under 5% (Holm’s correction). Precision and the share of pupils flagged also depend on how frequent the outcome is in each group. Nothing is corrected by itself: a difference calls for a discussion before the model is approved.',
  },
  underestimated: {
    fr: 'le risque est sous-estimé : on annonçait {announced} en moyenne, l’issue s’est produite chez {observed} des élèves.',
    en: 'the risk is underestimated: {announced} was announced on average, the outcome happened to {observed} of the pupils.',
  },
  overestimated: {
    fr: 'le risque est surestimé : on annonçait {announced} en moyenne, l’issue s’est produite chez {observed} des élèves.',
    en: 'the risk is overestimated: {announced} was announced on average, the outcome happened to {observed} of the pupils.',
  },
  targetedShort: { fr: 'agressive', en: 'targeted' },
  wideShort: { fr: 'conservatrice', en: 'wide' },
  recallDots: {
    fr: '{variable} : part des élèves concernés que chaque approche retrouve, et son intervalle à 95 %',
    en: '{variable}: share of the pupils concerned that each stance finds, and its 95% interval',
  },
  costLead: {
    fr: 'Si l’on abaissait le seuil des groupes moins bien retrouvés que l’ensemble, jusqu’à les retrouver autant (un calcul, jamais appliqué) :',
    en: 'If the cut were lowered for the groups found less often than the whole, until they are found as often (a figure, never applied):',
  },
  cost: {
    fr: '{stance} retrouverait {found} élèves concernés et en signalerait {wrong} à tort, soit {alarms} de ceux qui ne sont pas concernés; sa précision serait de {precision} ({low} à {high}).',
    en: '{stance} would find {found} pupils concerned and flag {wrong} for nothing, {alarms} of those not concerned; its precision would be {precision} ({low} to {high}).',
  },
  costNone: {
    fr: '{stance} retrouve déjà chaque groupe autant que l’ensemble.',
    en: '{stance} already finds each group as often as the whole.',
  },
  announcedCaption: { fr: 'ce qui était annoncé et ce qui est arrivé', en: 'what was announced and what happened' },
  announcedMean: { fr: 'Probabilité moyenne annoncée', en: 'Mean probability announced' },
  observedShare: { fr: 'Part observée', en: 'Share observed' },
  pairsTitle: { fr: 'Deux caractéristiques à la fois', en: 'Two characteristics at once' },
  pairsLead: {
    fr: 'Un écart peut n’apparaître que chez les élèves qui ont deux caractéristiques à la fois. Les paires dont une case compterait trop peu d’élèves, ou qui permettraient d’en déduire, ne sont pas montrées.',
    en: 'A difference may show only among pupils who have two characteristics at once. Pairs with a cell of too few pupils, or from which some could be worked out, are not shown.',
  },
  pairRecallTargeted: { fr: 'Rappel, agressive', en: 'Recall, targeted' },
  pairRecallWide: { fr: 'Rappel, conservatrice', en: 'Recall, wide' },
  pairPrecisionTargeted: { fr: 'Précision, agressive', en: 'Precision, targeted' },
  pairPrecisionWide: { fr: 'Précision, conservatrice', en: 'Precision, wide' },
  guessTitle: { fr: 'Ce que les prédicteurs laissent deviner', en: 'What the predictors let one guess' },
  guessLead: {
    fr: 'Aucun modèle ne lit les variables de vérification. Une petite forêt a pourtant tenté de les deviner d’après les prédicteurs : si elle y parvient, un modèle peut en porter la trace, et les écarts entre groupes sont à lire avec d’autant plus de soin.',
    en: 'No model reads the variables kept for this check. A small forest nevertheless tried to guess them from the predictors: where it succeeds, a model may bear their trace, and differences between groups must be read all the more carefully.',
  },
  guessNot: { fr: 'rien ne montre que cela se devine mieux qu’au hasard.', en: 'nothing shows that it is guessed better than by chance.' },
  guessHardly: { fr: 'se devine à peine.', en: 'is hardly guessed.' },
  guessPartly: { fr: 'se devine en partie.', en: 'is partly guessed.' },
  guessWell: { fr: 'se devine bien.', en: 'is guessed well.' },
  guessFigures: {
    fr: '(Aire ROC : {auc}, de {low} à {high}; au hasard : 0,5.)',
    en: '(ROC area: {auc}, {low} to {high}; by chance: 0.5.)',
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
