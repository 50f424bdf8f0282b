import type { Text } from '../../base/text.ts';

/** The words of the follow-up page. */
export const followUpWords = {
  followTitle: { fr: 'Suivi, un an après', en: 'Follow-up, a year on' },
  followKind: { fr: 'Ce qui était annoncé, ce qui est arrivé', en: 'What was told, what happened' },
  followScored: { fr: 'Évalués le', en: 'Scored on' },
  followCautionTitle: { fr: 'L’aide change l’issue', en: 'Help changes the outcome' },
  followCaution: {
    fr: 'Un élève signalé qu’on a aidé et qui a réussi compte ici comme signalé pour rien. C’est peut-être l’aide qui a réussi. Ces chiffres ne disent donc pas ce que le modèle vaudrait si personne n’avait rien fait, et une précision plus basse qu’à l’entraînement peut être une bonne nouvelle.',
    en: 'A pupil who was flagged, helped, and then succeeded counts here as flagged for nothing. It may be the help that succeeded. These figures therefore do not say what the model would be worth had nobody done anything, and a lower precision than at training may be good news.',
  },
  followUnknown: {
    fr: 'Les élèves dont l’issue n’est pas connue (partis, ou absents de l’extrait) ne sont pas comptés.',
    en: 'Pupils whose outcome is not known (gone, or absent from the extract) are not counted.',
  },
  followUnknownBounds: {
    fr: 'À quelque palier, trop peu d’élèves sont d’issue inconnue pour que leur nombre puisse se déduire : la précision n’est donnée que par un intervalle.',
    en: 'In some band too few pupils are of unknown outcome for their number to be worked out: precision is given by an interval only.',
  },
  followCounted: {
    fr: 'Issue connue de {rows} élèves, dont {positives} concernés.',
    en: 'Outcome known of {rows} pupils, of whom {positives} concerned.',
  },
  followConcerned: {
    fr: '{positives} élèves concernés, parmi ceux dont l’issue est connue.',
    en: '{positives} pupils concerned, among those whose outcome is known.',
  },
  followAnnounced: {
    fr: 'Le modèle annonçait l’issue à {announced} d’entre eux; elle est arrivée à {observed}.',
    en: 'The model told it of {announced} of them; it happened to {observed}.',
  },
  followStances: { fr: 'Trouvés, manqués, signalés pour rien', en: 'Caught, missed, flagged for nothing' },
  followStance: { fr: 'Approche', en: 'Stance' },
  followCaught: { fr: 'Trouvés', en: 'Caught' },
  followMissed: { fr: 'Manqués', en: 'Missed' },
  followFalse: { fr: 'Signalés pour rien', en: 'Flagged for nothing' },
  followMeasure: { fr: 'Mesure', en: 'Measure' },
  followAtTraining: { fr: 'À l’entraînement', en: 'At training' },
  followNow: { fr: 'Un an après', en: 'A year on' },
  followReading: { fr: 'Lecture', en: 'Reading' },
  followSame: { fr: 'aucun écart établi', en: 'no difference established' },
  followHigher: { fr: 'plus haut', en: 'higher' },
  followLower: { fr: 'plus bas', en: 'lower' },
  followUntold: { fr: 'ne se compare pas', en: 'cannot be compared' },
  followBands: { fr: 'Par palier', en: 'By band' },
  followKnown: { fr: 'Issue connue', en: 'Outcome known' },
  followHappened: { fr: 'Concernés', en: 'Concerned' },
  followShare: { fr: 'Part', en: 'Share' },
  followHelp: { fr: 'Selon l’aide reçue', en: 'By help given' },
  followHelpLead: {
    fr: 'On aide d’abord ceux qui vont le plus mal : que l’issue arrive plus souvent aux élèves aidés ne dit pas que l’aide nuit. Ce tableau dit qui a été aidé, non ce que l’aide a changé.',
    en: 'Those who fare worst are helped first: that the outcome happens more often to pupils who were helped does not say that help harms. This table tells who was helped, not what help changed.',
  },
  followHelpNone: {
    fr: 'Trop peu d’élèves aidés, ou trop peu qui ne l’ont pas été, pour le montrer.',
    en: 'Too few pupils helped, or too few who were not, to show it.',
  },
  followHelpAbsent: {
    fr: 'L’extrait ne dit pas quels élèves ont été aidés. Avec une colonne de oui ou de non (--help-given), ce suivi le dirait.',
    en: 'The extract does not tell which pupils were helped. With a column of yes or no (--help-given), this follow-up would.',
  },
  followSetAside: { fr: 'Modèles qui ne peuvent être suivis', en: 'Models that cannot be followed' },
} as const satisfies Record<string, Text>;
