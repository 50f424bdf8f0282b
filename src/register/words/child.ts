import type { Text } from '../../base/text.ts';

/** Words of the answer to a parent: which data on my child, for what, until when. */
export const childWords = {
  title: { fr: 'Quelles données sur mon enfant, pour quoi, jusqu’à quand', en: 'Which data on my child, for what, until when' },
  kind: { fr: 'Réponse à une demande d’accès (art. 83)', en: 'Answer to a request for access (s. 83)' },
  file: { fr: 'Numéro de fiche', en: 'File number' },
  lead: {
    fr: 'D’après les listes d’élèves que {css} garde encore, cet enfant est dans les envois que voici.',
    en: 'By the lists of pupils that {css} still holds, this child is in the sendings below.',
  },
  lost: {
    fr: 'La liste d’élèves de {count} {count|envoi plus ancien|envois plus anciens} est détruite : elle ne peut plus dire qui y était, à personne.',
    en: 'The list of pupils of {count} older {count|sending|sendings} is destroyed: it can no longer tell who was in it, to anyone.',
  },
  onSite: { fr: 'Évaluation faite au CSS le {created}, sans envoi', en: 'Scoring at the CSS on {created}, nothing sent' },
  sending: { fr: 'Envoi du {created}', en: 'Sending of {created}' },
  forWhat: { fr: 'Pour quoi', en: 'For what' },
  learnSaid: {
    fr: 'Apprendre, sur les élèves des années passées, à reconnaître ce qui annonce une difficulté. Aucun résultat n’est rendu sur cet enfant.',
    en: 'To learn, from pupils of past years, to recognise what announces a difficulty. No result is given on this child.',
  },
  estimateSaid: {
    fr: 'Estimer si la situation de cet enfant ressemble à celle d’élèves qui ont eu besoin d’aide.',
    en: 'To estimate whether this child’s situation resembles that of pupils who needed help.',
  },
  answered: { fr: 'Résultat reçu le {date}.', en: 'Result received on {date}.' },
  unanswered: { fr: 'Aucun résultat reçu.', en: 'No result received.' },
  what: { fr: 'Quelles données', en: 'Which data' },
  until: { fr: 'Jusqu’à quand', en: 'Until when' },
  untilSaid: {
    fr: 'Détruit au plus tard le {destroyBy}, avec le résultat, ici et sur l’appareil.',
    en: 'Destroyed by {destroyBy}, with the result, here and on the appliance.',
  },
  names: {
    fr: 'Ni le nom de cet enfant, ni son numéro de fiche n’ont quitté {css} : un code les remplaçait.',
    en: 'Neither this child’s name nor file number left {css}: a code stood in their place.',
  },
  values: {
    fr: 'Les valeurs elles-mêmes sont celles du dossier scolaire; demandez-en copie, et celle de tout résultat reçu, au responsable nommé plus bas.',
    en: 'The values themselves are those of the school record; ask the person named below for a copy of them, and of any result received.',
  },
} as const satisfies Record<string, Text>;
