import type { Text } from '../../base/text.ts';

/** Words on whether a model is worth using at all. */
export const verdictWords = {
  aucInterval: { fr: 'Intervalle à 95 % : {low} à {high}.', en: '95% interval: {low} to {high}.' },
  prAuc: {
    fr: 'Aire sous la courbe précision-rappel : {value} (au hasard, elle serait de {base}).',
    en: 'Area under the precision–recall curve: {value} (by chance it would be {base}).',
  },
  prAucOnly: { fr: 'Aire sous la courbe précision-rappel : {value}.', en: 'Area under the precision–recall curve: {value}.' },
  chanceTitle: { fr: 'Ce modèle ne fait pas mieux que le hasard', en: 'This model is no better than chance' },
  chance: {
    fr: 'Rien ne montre qu’il distingue les élèves concernés des autres : l’intervalle à 95 % de son aire sous la courbe ROC atteint 0,5. Il ne peut pas être approuvé.',
    en: 'Nothing shows that it tells the pupils concerned from the others: the 95% interval of its area under the ROC curve reaches 0.5. It cannot be approved.',
  },
  leakTitle: { fr: 'Fuite possible', en: 'Possible leak' },
  leak: {
    fr: '« {variable} » classe à elle seule presque tous les élèves comme ce qui leur est arrivé (aire sous la courbe ROC : {auc}). Vérifiez qu’elle était connue avant l’issue : sinon, le modèle paraît bien meilleur qu’il ne le sera.',
    en: '“{variable}” alone ranks nearly all pupils as things turned out (area under the ROC curve: {auc}). Check that it was known before the outcome: otherwise the model looks far better than it will be.',
  },
  beatenTitle: { fr: 'Une seule variable suffit', en: 'One variable is enough' },
  beaten: {
    fr: 'Rien ne montre que le modèle classe les élèves mieux que « {variable} » seule (aire sous la courbe ROC : {auc}; écart du modèle : {gain}, de {low} à {high}). Une règle simple rendrait le même service et se vérifie plus aisément.',
    en: 'Nothing shows that the model ranks pupils better than “{variable}” alone (area under the ROC curve: {auc}; the model’s gain: {gain}, {low} to {high}). A plain rule would serve as well and is easier to check.',
  },
  baseline: {
    fr: 'La meilleure variable seule, « {variable} », atteint une aire de {auc}; le modèle fait mieux de {gain} ({low} à {high}).',
    en: 'The best single variable, “{variable}”, reaches an area of {auc}; the model does better by {gain} ({low} to {high}).',
  },
} as const satisfies Record<string, Text>;
