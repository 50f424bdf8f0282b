import type { Text } from '../../base/text.ts';

/** Words on whether a model is worth using at all. */
export const verdictWords = {
  aucInterval: { fr: 'Intervalle à 95 % : {low} à {high}.', en: '95% interval: {low} to {high}.' },
  prAuc: {
    fr: 'Aire sous la courbe précision-rappel : {value} (au hasard, elle serait de {base}).',
    en: 'Area under the precision–recall curve: {value} (by chance it would be {base}).',
  },
  prAucOnly: { fr: 'Aire sous la courbe précision-rappel : {value}.', en: 'Area under the precision–recall curve: {value}.' },
  chanceTitle: { fr: 'Rien ne montre que ce modèle fasse mieux que le hasard', en: 'Nothing shows that this model is better than chance' },
  chance: {
    fr: 'Rien ne montre qu’il distingue les élèves concernés des autres : l’intervalle à 95 % de son aire sous la courbe ROC atteint 0,5. Il ne peut pas être approuvé.',
    en: 'Nothing shows that it tells the pupils concerned from the others: the 95% interval of its area under the ROC curve reaches 0.5. It cannot be approved.',
  },
  leakTitle: { fr: 'Fuite possible', en: 'Possible leak' },
  leak: {
    fr: '« {variable} » classe à elle seule presque tous les élèves comme ce qui leur est arrivé (aire sous la courbe ROC : {auc}). Vérifiez qu’elle était connue avant l’issue : sinon, le modèle paraît bien meilleur qu’il ne le sera.',
    en: '“{variable}” alone ranks nearly all pupils as things turned out (area under the ROC curve: {auc}). Check that it was known before the outcome: otherwise the model looks far better than it will be.',
  },
  beatenTitle: { fr: 'Une seule variable suffit peut-être', en: 'One variable may be enough' },
  beaten: {
    fr: 'Rien ne montre que le modèle classe les élèves mieux que « {variable} » seule (aire sous la courbe ROC : {auc}; écart du modèle : {gain}, de {low} à {high}). Une règle simple rendrait peut-être le même service, et se vérifie plus aisément.',
    en: 'Nothing shows that the model ranks pupils better than “{variable}” alone (area under the ROC curve: {auc}; the model’s gain: {gain}, {low} to {high}). A plain rule might serve as well, and is easier to check.',
  },
  rateTitle: { fr: 'Le taux connu suffit peut-être', en: 'The known rate may be enough' },
  rateBeaten: {
    fr: 'Rien ne montre que le modèle classe les élèves mieux que le taux déjà connu de chaque année d’études (aire sous la courbe ROC : {auc}; écart du modèle : {gain}, de {low} à {high}).',
    en: 'Nothing shows that the model ranks pupils better than the rate already known for each grade (area under the ROC curve: {auc}; the model’s gain: {gain}, {low} to {high}).',
  },
  marksTitle: { fr: 'Les résultats et les absences suffisent peut-être', en: 'Marks and absences may be enough' },
  marksBeaten: {
    fr: 'Rien ne montre que le modèle classe les élèves mieux que les variables de performance et d’assiduité seules (aire sous la courbe ROC : {auc}; écart du modèle : {gain}, de {low} à {high}). Les autres renseignements recueillis n’y ajoutent donc rien d’établi : il y a lieu de se demander s’il faut les recueillir.',
    en: 'Nothing shows that the model ranks pupils better than the variables of performance and attendance alone (area under the ROC curve: {auc}; the model’s gain: {gain}, {low} to {high}). The other information collected thus adds nothing that is established: one should ask whether it need be collected.',
  },
  rivalsTitle: { fr: 'Le modèle, à côté de règles simples', en: 'The model beside plain rules' },
  rivalsLead: {
    fr: 'Chaque règle simple classe les mêmes élèves que le modèle. Quand l’intervalle de l’écart touche zéro ou moins, rien ne montre que le modèle fait mieux.',
    en: 'Each plain rule ranks the same pupils as the model. Where the interval of the gain reaches zero or less, nothing shows that the model does better.',
  },
  rival: { fr: 'Règle simple', en: 'Plain rule' },
  rivalArea: { fr: 'Son aire ROC', en: 'Its ROC area' },
  rivalGain: { fr: 'Écart du modèle', en: 'The model’s gain' },
  rivalSaid: { fr: 'Le modèle fait mieux', en: 'The model does better' },
  rivalYes: { fr: 'oui', en: 'yes' },
  rivalNo: { fr: 'rien ne le montre', en: 'nothing shows it' },
  rivalVariable: { fr: 'La meilleure variable seule : « {variable} »', en: 'The best single variable: “{variable}”' },
  rivalRate: { fr: 'Le taux connu, dit à tous (au hasard : 0,5)', en: 'The known rate, told to everyone (chance: 0.5)' },
  rivalRateByGrade: { fr: 'Le taux connu de chaque année d’études', en: 'The known rate of each grade' },
  rivalMarks: {
    fr: 'Résultats et absences seuls ({variables} {variables|variable|variables})',
    en: 'Marks and absences alone ({variables} {variables|variable|variables})',
  },
  gainWithin: { fr: '{gain} ({low} à {high})', en: '{gain} ({low} to {high})' },
  laterLead: {
    fr: 'Appris sur les cohortes de {trained}, jugé sur des cohortes plus récentes ({judged}), qu’il n’avait jamais vues. Les intervalles sont à 95 %.',
    en: 'Learnt from the cohorts of {trained}, judged on later ones ({judged}), which it had never seen. Intervals are at 95%.',
  },
  cohortWeights: {
    fr: 'Cohortes qui ont compté autrement que pour 1 : {weights}.',
    en: 'Cohorts that counted otherwise than for 1: {weights}.',
  },
  cohortWeight: { fr: '{cohort} (poids de {weight})', en: '{cohort} (weight of {weight})' },
  cohortLeft: { fr: '{cohort} (mise de côté)', en: '{cohort} (left out)' },
  leadTime: {
    fr: 'Préavis : un signalement vient jusqu’à {horizon} années scolaires avant l’issue; chez certains élèves, elle survient plus tôt.',
    en: 'Lead time: a flag comes up to {horizon} school years before the outcome; in some pupils it occurs sooner.',
  },
  leadTimeOne: {
    fr: 'Préavis : un signalement vient jusqu’à une année scolaire avant l’issue; chez certains élèves, elle survient plus tôt.',
    en: 'Lead time: a flag comes up to one school year before the outcome; in some pupils it occurs sooner.',
  },
  leadTimeNone: {
    fr: 'Préavis : un signalement vient la même année scolaire que l’issue.',
    en: 'Lead time: a flag comes in the same school year as the outcome.',
  },
  leadMoment: {
    fr: 'Le modèle peut servir à partir de ce moment de l’année : {moment}.',
    en: 'The model may serve from this moment of the year on: {moment}.',
  },
  droppedTitle: { fr: 'Variables laissées de côté', en: 'Variables left out' },
  dropped_asked: { fr: 'à la demande de la campagne', en: 'as the campaign asked' },
  dropped_late: { fr: 'connues après le moment où le modèle sert', en: 'known after the moment at which the model serves' },
  dropped_drift: { fr: 'leur sens a changé d’une année à l’autre', en: 'their meaning changed from one year to another' },
  dropped_missing: {
    fr: 'bien plus ou moins souvent absentes d’une année à l’autre',
    en: 'missing far more or less often from one year to another',
  },
  dropped_sensitivity: { fr: 'les scores en dépendaient de façon invraisemblable', en: 'scores depended on them implausibly' },
  droppedIn: { fr: '{variable} ({cohort})', en: '{variable} ({cohort})' },
} as const satisfies Record<string, Text>;
