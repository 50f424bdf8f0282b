import type { Text } from '../../base/text.ts';

/** Words on what may be wrong of one pupil: the pupils' sheets, and what an evaluation says of such pupils. */
export const sheetWords = {
  doubtsTitle: { fr: 'Quand le modèle connaît mal l’élève', en: 'When the model knows the pupil poorly' },
  doubtsLead: {
    fr: 'Un modèle peut se tromper davantage sur un élève dont il manque des données, ou qui ressemble à peu de ceux dont il a appris. Voici ce qu’il en a été à l’évaluation. Les parts sont celles de ce sur quoi le modèle s’appuie; une valeur est inhabituelle quand moins d’un élève sur cent l’avait, ou l’avait aussi basse ou aussi haute.',
    en: 'A model may err more on a pupil with missing data, or who resembles few of those it learnt from. Here is how it went at the evaluation. Shares are those of what the model relies on; a value is unusual when fewer than one pupil in a hundred had it, or had it as low or as high.',
  },
  doubt_missing: { fr: 'Données manquantes', en: 'Missing data' },
  doubt_unusual: { fr: 'Valeurs inhabituelles', en: 'Unusual values' },
  doubtSuch_missing: {
    fr: 'Élèves à qui il manquait {share} ou plus de ce sur quoi le modèle s’appuie :',
    en: 'Pupils who lacked {share} or more of what the model relies on:',
  },
  doubtSuch_unusual: {
    fr: 'Élèves dont les valeurs étaient inhabituelles pour {share} ou plus de ce sur quoi le modèle s’appuie :',
    en: 'Pupils whose values were unusual for {share} or more of what the model relies on:',
  },
  doubtMuch_missing: { fr: '{share} ou plus manque', en: '{share} or more is missing' },
  doubtLess_missing: { fr: 'Moins de {share} manque', en: 'Less than {share} is missing' },
  doubtMuch_unusual: { fr: '{share} ou plus est inhabituel', en: '{share} or more is unusual' },
  doubtLess_unusual: { fr: 'Moins de {share} est inhabituel', en: 'Less than {share} is unusual' },
  doubtRight: {
    fr: '{stance}, de 100 de ces élèves qui étaient signalés, de {low} à {high} l’étaient à raison (chez les autres élèves, de {otherLow} à {otherHigh}).',
    en: '{stance}, of 100 such pupils who were flagged, {low} to {high} rightly were (among the other pupils, {otherLow} to {otherHigh}).',
  },
  doubtMissed: {
    fr: '{stance}, de 100 de ces élèves qui étaient concernés, de {low} à {high} ont été manqués (chez les autres élèves, de {otherLow} à {otherHigh}).',
    en: '{stance}, of 100 such pupils who were concerned, {low} to {high} were missed (among the other pupils, {otherLow} to {otherHigh}).',
  },
  doubtAnnounced: {
    fr: 'Le modèle leur annonçait {announced} en moyenne; de 100 d’entre eux, de {low} à {high} ont été concernés.',
    en: 'The model announced {announced} to them on average; of 100 of them, {low} to {high} were concerned.',
  },
  doubtHidden: {
    fr: 'Trop peu d’élèves étaient dans ce cas à l’évaluation pour dire combien de fois le modèle s’y trompe.',
    en: 'Too few pupils were in this case at the evaluation to say how often the model is wrong about them.',
  },
  atTargeted: { fr: 'À l’approche agressive', en: 'At the targeted stance' },
  atWide: { fr: 'À l’approche conservatrice', en: 'At the wide stance' },
  pupilsDoubts: {
    fr: 'Une mention sous le palier signale un élève que le modèle connaît mal : une grande part de ce sur quoi il s’appuie manque, ou est inhabituelle.',
    en: 'A mention below the band marks a pupil whom the model knows poorly: a large part of what it relies on is missing, or unusual.',
  },
  missingMark: { fr: 'données manquantes : {share}', en: 'missing data: {share}' },
  unusualMark: { fr: 'valeurs inhabituelles : {share}', en: 'unusual values: {share}' },
  sheetTitle: { fr: 'Fiches d’élèves', en: 'Pupil sheets' },
  sheetPersonal: {
    fr: 'Chaque fiche porte le numéro d’un élève : ne la remettez qu’à qui doit l’aider. Elle ne sert ni à sanctionner, ni à classer.',
    en: 'Each sheet bears a pupil’s file number: hand it only to those who must help. It serves neither to sanction nor to rank.',
  },
  sheetPupil: { fr: 'Fiche {pupil}', en: 'File {pupil}' },
  sheetNobody: {
    fr: 'Aucun de ces modèles n’est pour un élève de ce niveau.',
    en: 'None of these models is for a pupil of this grade.',
  },
  sheetBand: { fr: 'Palier {band}', en: 'Band: {band}' },
  sheetChance: {
    fr: 'Probabilité estimée : {chance}. De 100 élèves aux données semblables, le modèle s’attend à ce qu’environ {count} {count|soit concerné|soient concernés}.',
    en: 'Estimated probability: {chance}. Of 100 pupils with similar data, the model expects about {count} to be concerned.',
  },
  sheetChanceFew: {
    fr: 'Probabilité estimée : {chance}. De 100 élèves aux données semblables, le modèle s’attend à ce que presque aucun ne soit concerné.',
    en: 'Estimated probability: {chance}. Of 100 pupils with similar data, the model expects hardly any to be concerned.',
  },
  sheetChanceMost: {
    fr: 'Probabilité estimée : {chance}. De 100 élèves aux données semblables, le modèle s’attend à ce que presque tous soient concernés.',
    en: 'Estimated probability: {chance}. Of 100 pupils with similar data, the model expects nearly all to be concerned.',
  },
  sheetFlagged: {
    fr: '{stance}, que le CSS a choisie, cet élève est signalé.',
    en: '{stance}, which the CSS chose, this pupil is flagged.',
  },
  sheetNotFlagged: {
    fr: '{stance}, que le CSS a choisie, cet élève n’est pas signalé.',
    en: '{stance}, which the CSS chose, this pupil is not flagged.',
  },
  sheetCategories: { fr: 'Ce qui pèse, par catégorie', en: 'What weighs, by category' },
  sheetCategoriesNote: {
    fr: 'Ce qui pèse, en points sur 100 : à droite du trait, élève le risque; à gauche, l’abaisse.',
    en: 'What weighs, in points of 100: right of the line, raises the risk; left, lowers it.',
  },
  sheetRaising: { fr: 'Ce qui élève le risque', en: 'What raises the risk' },
  sheetStrengths: { fr: 'Forces : ce qui l’abaisse', en: 'Strengths: what lowers it' },
  sheetActionable: { fr: 'Ce sur quoi on peut agir', en: 'What can be acted upon' },
  sheetNone: { fr: 'Rien dans ses données.', en: 'Nothing in the data.' },
  sheetActionableNone: { fr: 'Rien de ce qui élève le risque.', en: 'Nothing of what raises the risk.' },
  sheetMissing: { fr: 'donnée manquante', en: 'missing' },
  sheetUnusual: { fr: 'valeur inhabituelle', en: 'unusual' },
  sheetFactorsNote: {
    fr: 'Entre parenthèses, l’effet sur le score, en points sur 100. Un facteur accompagne un risque; il n’en est pas forcément la cause.',
    en: 'In brackets, the effect on the score, in points of 100. A factor goes with a risk; it need not be its cause.',
  },
  wrongTitle: { fr: 'Pourquoi cela peut être faux', en: 'Why this may be wrong' },
  wrongAll: { fr: 'Il ne manque rien de ce sur quoi le modèle s’appuie.', en: 'Nothing is missing of what the model relies on.' },
  wrongMissing: {
    fr: 'Il manque {share} de ce sur quoi le modèle s’appuie : {names}.',
    en: 'Of what the model relies on, {share} is missing: {names}.',
  },
  wrongMissingMost: {
    fr: 'Il manque {share} de ce sur quoi le modèle s’appuie, surtout : {names}.',
    en: 'Of what the model relies on, {share} is missing, above all: {names}.',
  },
  wrongOrdinary: {
    fr: 'Aucune de ses valeurs n’est inhabituelle, parmi celles sur lesquelles le modèle s’appuie.',
    en: 'None of this pupil’s values is unusual, among those that the model relies on.',
  },
  wrongUnusual: {
    fr: 'Pour {share} de ce sur quoi le modèle s’appuie, sa valeur est de celles que moins d’un élève sur cent avait parmi ceux dont il a appris : {names}. {count|Vérifiez cette valeur : elle peut|Vérifiez ces valeurs : elles peuvent} aussi être une erreur de saisie.',
    en: 'For {share} of what the model relies on, this pupil’s value is one that fewer than one in a hundred had of those it learnt from: {names}. Check {count|this value: it|these values: they} may also be an error of entry.',
  },
  wrongUnusualMost: {
    fr: 'Pour {share} de ce sur quoi le modèle s’appuie, sa valeur est de celles que moins d’un élève sur cent avait parmi ceux dont il a appris, surtout : {names}. Vérifiez ces valeurs : elles peuvent aussi être une erreur de saisie.',
    en: 'For {share} of what the model relies on, this pupil’s value is one that fewer than one in a hundred had of those it learnt from, above all: {names}. Check these values: they may also be an error of entry.',
  },
  wrongBand: {
    fr: 'De 100 élèves que le modèle plaçait dans ce palier à son évaluation, de {low} à {high} ont vraiment été concernés; les autres, non.',
    en: 'Of 100 pupils whom the model placed in this band at its evaluation, {low} to {high} truly were concerned; the others were not.',
  },
  wrongBandHidden: {
    fr: 'On ne peut dire combien d’élèves de ce palier ont été concernés à l’évaluation du modèle sans risquer d’en faire reconnaître.',
    en: 'How many pupils of this band were concerned at the model’s evaluation cannot be told without some being recognisable.',
  },
  wrongSuch_missing: {
    fr: 'Le modèle connaît mal cet élève. De ceux à qui il manquait autant ({share} ou plus) à l’évaluation :',
    en: 'The model knows this pupil poorly. Of those with as much missing ({share} or more) at the evaluation:',
  },
  wrongSuch_unusual: {
    fr: 'Cet élève sort de l’ordinaire. De ceux qui avaient autant de valeurs inhabituelles ({share} ou plus) à l’évaluation :',
    en: 'This pupil is out of the ordinary. Of those with as many unusual values ({share} or more) at the evaluation:',
  },
  wrongOwnCut: {
    fr: 'Ces derniers chiffres valent au seuil du modèle; le CSS en a choisi un autre.',
    en: 'These last figures are those at the model’s own cut; the CSS chose another.',
  },
  wrongFar: {
    fr: 'Chez les élèves évalués, {share} de ce sur quoi le modèle s’appuie a changé de façon marquée depuis ceux dont il a appris : ses chiffres valent moins pour eux.',
    en: 'Among the pupils scored, {share} of what the model relies on has changed markedly since those it learnt from: its figures hold less for them.',
  },
  wrongKnown: { fr: 'À savoir de ce modèle : {said}.', en: 'To know of this model: {said}.' },
  crystalBall: {
    fr: 'Une aide à la décision, pas une boule de cristal : le modèle ne connaît ni l’élève ni ce qui se fait déjà pour lui. C’est une personne qui décide.',
    en: 'A decision aid, not a crystal ball: the model knows neither the pupil nor what is already being done. A person decides.',
  },
} as const satisfies Record<string, Text>;
