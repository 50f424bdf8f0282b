import type { Text } from '../../base/text.ts';

/** Words on the cuts among which a CSS may choose. */
export const choiceWords = {
  choicesTitle: { fr: 'Choisir un seuil : ce que chacun coûte', en: 'Choosing a cut: what each costs' },
  choicesLead: {
    fr: 'Un élève est signalé quand sa probabilité atteint le seuil. Plus haut, on se trompe moins sur ceux qu’on signale, mais on en manque davantage : c’est l’approche agressive. Plus bas, on en manque moins, mais on en signale davantage à tort : c’est l’approche conservatrice. Seul votre CSS sait quelle aide il peut offrir, donc quel seuil lui convient.',
    en: 'A pupil is flagged when the probability reaches the cut. Higher up, those flagged are more surely concerned, but more are missed: that is the targeted stance. Lower down, fewer are missed, but more are flagged for nothing: that is the wide stance. Only your CSS knows what help it can give, hence which cut suits it.',
  },
  choicesNote: {
    fr: 'Pour un autre seuil que celui de l’approche, ajoutez --cut SEUIL à la commande d’approbation, par exemple --cut {cut}. Les écarts entre groupes, plus loin, valent pour les seuils marqués.',
    en: 'For another cut than the stance’s own, add --cut CUT to the command that approves, for instance --cut {cut}. The differences between groups, below, are those at the cuts marked.',
  },
  choiceCut: { fr: 'Seuil', en: 'Cut' },
  choiceHundred: { fr: 'De 100 signalés, vraiment concernés', en: 'Of 100 flagged, truly concerned' },
  choiceFlagged: { fr: 'Signalés', en: 'Flagged' },
  choiceFound: { fr: 'Retrouvés', en: 'Found' },
  choiceMissed: { fr: 'Manqués', en: 'Missed' },
  choiceWrong: { fr: 'À tort', en: 'For nothing' },
  ofHundred: { fr: 'de {low} à {high}', en: '{low} to {high}' },
  hundredTargeted: {
    fr: 'Approche agressive : de 100 élèves signalés, de {low} à {high} étaient vraiment concernés; de 100 élèves concernés, de {foundLow} à {foundHigh} sont retrouvés.',
    en: 'Targeted stance: of 100 pupils flagged, {low} to {high} were truly concerned; of 100 pupils concerned, {foundLow} to {foundHigh} are found.',
  },
  hundredWide: {
    fr: 'Approche conservatrice : de 100 élèves signalés, de {low} à {high} étaient vraiment concernés; de 100 élèves concernés, de {foundLow} à {foundHigh} sont retrouvés.',
    en: 'Wide stance: of 100 pupils flagged, {low} to {high} were truly concerned; of 100 pupils concerned, {foundLow} to {foundHigh} are found.',
  },
} as const satisfies Record<string, Text>;
