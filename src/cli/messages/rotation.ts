import type { Text } from '../../base/text.ts';

/** What the commands that change keys say. */
export const rotationMessages = {
  applianceRotate: {
    fr: 'changer les clés de l’appareil (tous les dépositaires qui restent)',
    en: 'change the appliance’s keys (every custodian who stays)',
  },
  partnerRotate: { fr: 'changer les clés du partenaire', en: 'change the partner’s keys' },
  optStaying: {
    fr: 'les dépositaires qui restent, par leurs numéros (par défaut tous); les deux premiers ouvrent les clés, les autres absents partent',
    en: 'the custodians who stay, by their numbers (all by default); the first two open the keys, those not named leave',
  },
  optGrace: {
    fr: 'dernier jour AAAA-MM-JJ où un lot scellé sous l’ancienne carte est reçu (par défaut : dans 30 jours)',
    en: 'last day YYYY-MM-DD on which a bundle sealed under the old card is received (by default: 30 days from now)',
  },
  optRotationOut: { fr: 'note de rotation à écrire', en: 'rotation note to write' },
  optRotations: { fr: 'écrire dans ce dossier toutes les notes de rotation', en: 'write every rotation note to this folder' },
  rotatedAppliance: {
    fr: 'Clés changées. Dépositaires : {list}. Les lots scellés sous l’ancienne carte sont reçus jusqu’au {until}.',
    en: 'Keys changed. Custodians: {list}. Bundles sealed under the old card are received until {until}.',
  },
  rotatedLeft: { fr: 'Dépositaires partis : {list}.', en: 'Custodians who left: {list}.' },
  rotatedNext: {
    fr: 'Remettez cette note à chaque partenaire et dites-lui les mots de vive voix : ecluse partner trust DOSSIER NOTE',
    en: 'Hand this note to every partner and tell them the words aloud: ecluse partner trust DIR NOTE',
  },
  rotatedPartner: {
    fr: 'Clés changées. Les réponses aux demandes déjà faites s’ouvrent encore; un lot préparé et pas encore reçu est à préparer de nouveau.',
    en: 'Keys changed. Answers to requests already made still open; a bundle prepared and not yet received is to be prepared again.',
  },
  rotatedPartnerNext: {
    fr: 'Remettez cette note au CSS central et dites-lui les mots de vive voix : ecluse appliance enrol DOSSIER NOTE',
    en: 'Hand this note to the central CSS and tell them the words aloud: ecluse appliance enrol DIR NOTE',
  },
  secretPassphraseNew: { fr: 'nouvelle phrase de passe', en: 'new passphrase' },
  rotatedPaper: {
    fr: 'Les parts de papier d’avant n’ouvrent plus rien : détruisez-les et refaites-en (ecluse {group} recovery make).',
    en: 'The paper shares from before open nothing any more: destroy them and make others (ecluse {group} recovery make).',
  },
  usageStaying: {
    fr: '--custodians attend de deux à cinq numéros de dépositaires, séparés par des virgules',
    en: '--custodians takes two to five numbers of custodians, separated by commas',
  },
  trustRotated: {
    fr: '« {name} » a changé de clés : la nouvelle carte remplace l’ancienne, qui sert encore aux résultats en route jusqu’au {until}.',
    en: '“{name}” has changed its keys: the new card takes the place of the old one, which still serves for results under way until {until}.',
  },
  trustRotating: {
    fr: '« {name} » a changé de clés. Comparez ces mots de vive voix avec le CSS central, à un numéro que vous connaissez.',
    en: '“{name}” has changed its keys. Compare these words aloud with the central CSS, at a number you know.',
  },
  enrolledRotated: {
    fr: '« {name} » a changé de clés : sa nouvelle carte remplace l’ancienne, et les résultats seront chiffrés pour elle.',
    en: '“{name}” has changed its keys: its new card takes the place of the old one, and results will be sealed to it.',
  },
  duePastNow: { fr: 'échue', en: 'due' },
  duePastLater: { fr: 'gardée', en: 'kept' },
  duePast: {
    fr: 'ancienne clé (carte {card}), reçue jusqu’au {until}, fichiers qui en dépendent : {files}',
    en: 'old key (card {card}), received until {until}, files that depend on it: {files}',
  },
  destroyedKeys: { fr: 'Anciennes clés détruites : {count}.', en: 'Old keys destroyed: {count}.' },
} as const satisfies Record<string, Text>;
