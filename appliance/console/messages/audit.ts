import type { Text } from '../../../src/base/text.ts';

export const audit = {
  askTitle: { fr: 'Questions au registre', en: 'Questions to the ledger' },
  askSay: {
    fr: 'Chaque réponse est une suite d’écritures, et chaque écriture porte sa preuve à télécharger.',
    en: 'Each answer is a series of entries, and each entry has its proof to download.',
  },
  askBundle: { fr: 'Qu’est-il arrivé au lot ou au résultat…', en: 'What happened to the bundle or result…' },
  askBundleHelp: {
    fr: 'Son identifiant, ou ses huit premiers caractères au moins.',
    en: 'Its id, or its first eight characters at least.',
  },
  askModel: { fr: 'Quel modèle a évalué le CSS…', en: 'Which model scored the CSS…' },
  askMonth: { fr: 'Mois (AAAA-MM), au choix', en: 'Month (YYYY-MM), optional' },
  askSubmit: { fr: 'Chercher', en: 'Search' },
  filterParty: { fr: 'Partenaire', en: 'Partner' },
  filterAllParties: { fr: 'Tous les partenaires', en: 'All partners' },
  filterBundle: { fr: 'Lot ou résultat', en: 'Bundle or result' },
  filterMonth: { fr: 'Mois (AAAA-MM)', en: 'Month (YYYY-MM)' },
  filterSession: { fr: 'Séance : {session}.', en: 'Session: {session}.' },
  filterNone: { fr: 'Tout le registre', en: 'The whole ledger' },
  ledgerRead: {
    fr: 'Écritures {from} à {to} lues pour cette page.',
    en: 'Entries {from} to {to} read for this page.',
  },
  lineTitle: { fr: 'Les séances dans le temps', en: 'Sessions over time' },
  lineSay: {
    fr: 'Chaque trait va du scellement à la fin du sas; chaque repère est une preuve de l’isolement inscrite au registre. D’après les {count} dernières écritures.',
    en: 'Each line goes from the sealing to the end of the chamber; each mark is a piece of gap evidence in the ledger. From the last {count} entries.',
  },
  lineNeverSealed: { fr: 'Jamais scellée : aucune clé n’a servi.', en: 'Never sealed: no key was used.' },
  lineGoes: { fr: 'Scellée en ce moment.', en: 'Sealed at this moment.' },
  lineProofs: {
    fr: '{count} {count|preuve|preuves} de l’isolement, {seconds} s au plus sans preuve.',
    en: '{count} {count|piece|pieces} of gap evidence, {seconds} s at most without one.',
  },
  lineUnbroken: {
    fr: 'Mode « machine » : ligne sans rupture, aucun lien n’a bougé.',
    en: 'Mode “machine”: unbroken line, no link moved.',
  },
  lineMoved: {
    fr: 'Mode « machine » : les compteurs des liens diffèrent d’une preuve à l’autre.',
    en: 'Mode “machine”: the links’ counters differ from one piece of evidence to another.',
  },
  lineSilent: {
    fr: 'Mode « machine » : plus de {seconds} s sans preuve.',
    en: 'Mode “machine”: more than {seconds} s without evidence.',
  },
  lineUnmeasured: {
    fr: 'Mode « machine » : moins de deux lectures des liens de la machine, donc rien à comparer.',
    en: 'Mode “machine”: fewer than two readings of the machine’s links, hence nothing to compare.',
  },
  lineUnread: {
    fr: 'Scellée avant la partie lue du registre.',
    en: 'Sealed before the part of the ledger that was read.',
  },
  lineChamber: {
    fr: 'Mode « sas » : ces preuves sont celles du sas seul; elles ne disent rien de la machine.',
    en: 'Mode “chamber”: this evidence is the chamber’s alone; it says nothing of the machine.',
  },
  lineBroken: { fr: 'Rompue par :', en: 'Broken by:' },
  lineEntries: { fr: 'Toutes les écritures de la séance n° {number}', en: 'Every entry of session no. {number}' },
  lineEvidence: { fr: 'Preuves de l’isolement de la séance n° {number}', en: 'Gap evidence of session no. {number}' },
  linePicture: {
    fr: 'Séance n° {number} : {count} {count|preuve|preuves} entre {from} et {to} UTC',
    en: 'Session no. {number}: {count} {count|piece|pieces} of evidence between {from} and {to} UTC',
  },
  lineMore: {
    fr: 'Les {shown} dernières séances; les autres sont au tableau.',
    en: 'The last {shown} sessions; the others are in the table.',
  },
} as const satisfies Record<string, Text>;
