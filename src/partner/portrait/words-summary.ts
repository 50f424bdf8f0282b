import type { Text } from '../../base/text.ts';

/** Words of the table that opens an evaluation, of its curves and of the model cards. */
export const summaryWords = {
  summaryTitle: { fr: 'Tous les modèles', en: 'All models' },
  summaryLead: {
    fr: 'Un modèle par ligne, dans l’ordre de l’évaluation : aucun classement. Le mot de la dernière colonne dit ce qu’il faut savoir avant ses chiffres; les pages qui suivent l’expliquent.',
    en: 'One model a line, in the order of the evaluation: nothing is ranked. The word of the last column says what must be known before its figures; the pages that follow explain it.',
  },
  summaryArea: { fr: 'Aire ROC', en: 'ROC area' },
  summaryFound: { fr: 'Retrouvés sur 100 concernés', en: 'Found of 100 concerned' },
  summaryRight: { fr: 'Concernés sur 100 signalés', en: 'Concerned of 100 flagged' },
  summarySays: { fr: 'À savoir', en: 'To know' },
  saysChance: {
    fr: 'ne peut pas être approuvé : rien ne le montre meilleur que le hasard',
    en: 'cannot be approved: nothing shows it better than chance',
  },
  saysLeak: { fr: 'fuite possible', en: 'possible leak' },
  saysBeaten: { fr: 'rien ne le montre meilleur qu’une règle simple', en: 'nothing shows it better than a plain rule' },
  saysFloor: { fr: 'sous un plancher à l’approche agressive', en: 'below a floor at the targeted stance' },
  saysFloorHidden: {
    fr: 'nombres masqués à l’approche agressive, peut-être sous un plancher',
    en: 'numbers hidden at the targeted stance, perhaps below a floor',
  },
  saysGroups: { fr: '{count} écarts établis entre groupes', en: '{count} established differences between groups' },
  saysGroup: { fr: '1 écart établi entre groupes', en: '1 established difference between groups' },
  saysUnchecked: { fr: 'équité non vérifiée', en: 'fairness not checked' },
  saysNothing: { fr: 'rien à signaler', en: 'nothing to report' },
  summaryChance: {
    fr: 'Chaque modèle est comparé au hasard pour lui-même : un modèle sans valeur passe ce contrôle environ une fois sur 35. Parmi {count} modèles, il n’est pas rare que l’un d’eux le passe ainsi.',
    en: 'Each model is held beside chance by itself: a worthless model passes that check about once in 35. Among {count} models it is not rare that one does.',
  },
  summaryNote: {
    fr: 'Rappel et précision à l’approche agressive, puis à la conservatrice (en petit), en intervalles à 95 %.',
    en: 'Recall and precision at the targeted stance, then at the wide one (small), as 95% intervals.',
  },
  curvesTitle: { fr: 'Ce que vaut le classement, seuil par seuil', en: 'What the ranking is worth, cut by cut' },
  curvesLead: {
    fr: 'En tirets, ce que ferait le hasard. Chaque point d’une courbe compte au moins dix élèves de plus que le précédent.',
    en: 'Dashed, what chance would do. Each point of a curve counts at least ten pupils more than the one before.',
  },
  rocTitle: { fr: 'Courbe ROC', en: 'ROC curve' },
  rocX: { fr: 'non concernés signalés', en: 'not concerned, yet flagged' },
  rocY: { fr: 'concernés retrouvés', en: 'concerned and found' },
  prTitle: { fr: 'Courbe précision-rappel', en: 'Precision–recall curve' },
  prX: { fr: 'concernés retrouvés', en: 'concerned and found' },
  prY: { fr: 'signalés à raison', en: 'flagged rightly' },
  cardTitle: { fr: 'Fiche du modèle', en: 'Model card' },
  cardKind: { fr: 'Sept principes', en: 'Seven principles' },
  cardPurpose: { fr: 'À quoi il sert', en: 'What it is for' },
  cardPurposeSaid: {
    fr: 'Aider la direction et les services éducatifs de {sender} à voir quels élèves pourraient avoir besoin d’aide. Il prévoit : {definition}',
    en: 'Helping school direction and educational services of {sender} to see which pupils may need help. It foresees: {definition}',
  },
  cardNot: { fr: 'À quoi il ne sert pas', en: 'What it is not for' },
  cardNotDecide: {
    fr: 'Décider à la place d’une personne du sort d’un élève : classement, redoublement, sanction, renvoi.',
    en: 'Deciding about a pupil in a person’s place: placement, repeating, sanction, exclusion.',
  },
  cardNotTeachers: {
    fr: 'Juger un enseignant, une classe, un groupe, ou classer des écoles.',
    en: 'Judging a teacher, a class or a group, or ranking schools.',
  },
  cardNotOthers: {
    fr: 'Évaluer les élèves d’un autre CSS ou d’une autre issue : il n’a rien appris d’eux.',
    en: 'Scoring pupils of another CSS or for another outcome: it has learnt nothing of them.',
  },
  cardIdentity: { fr: 'Identité', en: 'Identity' },
  cardAuthor: { fr: 'Auteur et responsable', en: 'Author, accountable' },
  cardModel: { fr: 'Modèle', en: 'Model' },
  cardDigest: { fr: 'Empreinte (SHA-256)', en: 'Digest (SHA-256)' },
  cardDictionary: { fr: 'Dictionnaire', en: 'Dictionary' },
  cardTrained: { fr: 'Entraîné le', en: 'Trained on' },
  cardDestroy: { fr: 'À détruire au plus tard le', en: 'To be destroyed by' },
  cardData: { fr: 'Données', en: 'Data' },
  cardDataSaid: {
    fr: 'Élèves jugés : {rows}, dont concernés : {positives}. Prédicteurs : {predictors}. Variables gardées pour la seule vérification d’équité : {audited}.',
    en: 'Pupils judged: {rows}, of whom concerned: {positives}. Predictors: {predictors}. Variables kept for the fairness check alone: {audited}.',
  },
  p_robustness: { fr: 'Robustesse', en: 'Robustness' },
  p_privacy: { fr: 'Protection de la vie privée', en: 'Privacy' },
  p_explainability: { fr: 'Explicabilité', en: 'Explainability' },
  p_equity: { fr: 'Équité', en: 'Equity' },
  p_wellbeing: { fr: 'Bien-être', en: 'Well-being' },
  p_autonomy: { fr: 'Autonomie', en: 'Autonomy' },
  p_accountability: { fr: 'Responsabilité', en: 'Accountability' },
  cardArea: {
    fr: 'Aire sous la courbe ROC : {auc} ({low} à {high}; au hasard : 0,5).',
    en: 'Area under the ROC curve: {auc} ({low} to {high}; by chance: 0.5).',
  },
  cardNoArea: { fr: 'Aire sous la courbe ROC : non mesurée.', en: 'Area under the ROC curve: not measured.' },
  cardPrivacyRows: {
    fr: 'Les élèves ont été évalués sous pseudonyme, sur un appareil débranché; aucun nombre de moins de 10 élèves n’est montré, ni calculable.',
    en: 'Pupils were judged under pseudonyms, on an unplugged appliance; no count under 10 pupils is shown, nor can be worked out.',
  },
  cardPrivacyTrial: {
    fr: 'Les élèves ont été évalués sous pseudonyme, dans un sas sans réseau (mode d’essai : la machine pouvait être en ligne); aucun nombre de moins de 10 élèves n’est montré, ni calculable.',
    en: 'Pupils were judged under pseudonyms, in a chamber without network (trial mode: the machine may have been online); no count under 10 pupils is shown, nor can be worked out.',
  },
  cardExplain: {
    fr: 'Chaque score vient avec ses facteurs, ceux qui élèvent le risque et ceux qui l’abaissent, en valeurs de Shapley exactes. Ce qui compte le plus ici : {top}.',
    en: 'Each score comes with its factors, those raising the risk and those lowering it, as exact Shapley values. What counts most here: {top}.',
  },
  cardActionable: {
    fr: 'Parmi elles, on peut agir sur : {names}.',
    en: 'Among them, one can act upon: {names}.',
  },
  cardActionableNone: {
    fr: 'Le dictionnaire ne dit d’aucune d’elles qu’on peut agir dessus.',
    en: 'The dictionary says of none of them that it can be acted upon.',
  },
  cardEquity: {
    fr: 'Groupes comparés : {compared}. Écarts établis : {sure}; à surveiller : {maybe}. Le détail est dans evaluation.html.',
    en: 'Groups compared: {compared}. Established differences: {sure}; to be watched: {maybe}. Details are in evaluation.html.',
  },
  cardWellbeing: {
    fr: 'Un signalement ouvre une offre d’aide, jamais une sanction. Un facteur qui fait baisser le risque compte autant qu’un facteur qui l’élève.',
    en: 'A flag opens an offer of help, never a sanction. A factor that lowers the risk counts as much as one that raises it.',
  },
  cardWrong: {
    fr: 'À l’approche agressive, élèves signalés à tort : {wrong}; manqués : {missed}.',
    en: 'At the targeted stance, pupils flagged for nothing: {wrong}; missed: {missed}.',
  },
  cardAutonomy: {
    fr: 'Une personne décide, avec son jugement et ce qu’elle sait de l’élève; le score n’est qu’un avis. Le CSS choisit l’approche et son seuil.',
    en: 'A person decides, with their own judgement and what they know of the pupil; the score is but an opinion. The CSS chooses the stance and its cut.',
  },
  cardAccountability: {
    fr: 'Ce modèle n’évalue personne tant que {sender} n’a pas signé son approbation, datée et révocable. Chaque entraînement et chaque évaluation sont inscrits au registre scellé, que chacun peut vérifier.',
    en: 'This model scores nobody until {sender} has signed its approval, dated and revocable. Each training and each scoring stands in the sealed ledger, which anyone entitled may verify.',
  },
  cardNone: { fr: 'aucun', en: 'none' },
} as const satisfies Record<string, Text>;
