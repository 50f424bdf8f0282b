import type { Text } from '../../../src/base/text.ts';

export const destruction = {
  keptTitle: { fr: 'À détruire', en: 'To be destroyed' },
  keptSay: {
    fr: 'Ce que l’appareil garde, et le jour où il doit le détruire : celui que le CSS a inscrit, ou dès que le CSS l’ordonne.',
    en: 'What the appliance keeps, and the day on which it must destroy it: the one that the CSS wrote, or as soon as the CSS orders it.',
  },
  keptNone: { fr: 'L’appareil ne garde rien.', en: 'The appliance keeps nothing.' },
  keptOverdue: {
    fr: '{count} {count|fichier est|fichiers sont} en retard : aucune séance ne prend les lots de ce CSS avant leur destruction.',
    en: '{count} {count|file is|files are} overdue: no session takes up bundles of that CSS before they are destroyed.',
  },
  keptDue: {
    fr: '{count} {count|fichier est|fichiers sont} à détruire aujourd’hui.',
    en: '{count} {count|file is|files are} to be destroyed today.',
  },
  keptQuiet: { fr: 'Rien n’est à détruire aujourd’hui.', en: 'Nothing is to be destroyed today.' },
  colDue: { fr: 'Échéance', en: 'Due' },
  dueOverdue: { fr: 'en retard', en: 'overdue' },
  dueNow: { fr: 'à détruire', en: 'due' },
  dueLater: { fr: 'à venir', en: 'to come' },
  dueOrdered: { fr: 'ordonnée par le CSS', en: 'ordered by the CSS' },
  kindModel: { fr: 'Modèle', en: 'Model' },
  certificatesTitle: { fr: 'Destructions certifiées', en: 'Certified destructions' },
  certificatesNone: { fr: 'Aucune destruction n’a encore été certifiée.', en: 'No destruction has been certified yet.' },
  colCertificate: { fr: 'Certificat', en: 'Certificate' },
  colMade: { fr: 'Fait', en: 'Made' },
  colCountersigned: { fr: 'Contresigné par le CSS', en: 'Countersigned by the CSS' },
  notCountersigned: { fr: 'pas encore', en: 'not yet' },
  destroyTitle: { fr: 'Détruire ce qui est dû', en: 'Destroy what is due' },
  destroyGo: { fr: 'Détruire ce qui est dû…', en: 'Destroy what is due…' },
  certificatesGo: { fr: 'Remettre les certificats…', en: 'Hand the certificates over…' },
  destroyIntro: {
    fr: 'Deux personnes détruisent : l’opérateur et le réviseur, au même poste. La clé de chaque fichier est détruite, puis le fichier; un certificat signé est écrit pour chaque CSS, qui le contresigne et le renvoie.',
    en: 'Two persons destroy: the operator and the reviewer, at the same desk. Each file’s key is destroyed, then the file; a signed certificate is written for each CSS, which countersigns it and sends it back.',
  },
  destroyGoing: { fr: 'Ce qui sera détruit', en: 'What will be destroyed' },
  destroyNothing: {
    fr: 'Rien n’est à détruire aujourd’hui. Les certificats qui ne sont pas revenus contresignés peuvent être écrits de nouveau sur un support.',
    en: 'Nothing is to be destroyed today. Certificates that did not come back countersigned may be written on a drive again.',
  },
  destroyNoWork: {
    fr: 'Rien n’est à détruire aujourd’hui, et aucun certificat n’attend.',
    en: 'Nothing is to be destroyed today, and no certificate waits.',
  },
  destroyKnow: {
    fr: 'Rien ici ne rouvrira {count|ce fichier|ces fichiers} ({count}), pas même deux dépositaires ensemble.',
    en: 'Nothing here will open {count|this file|these files} ({count}) again, not even two custodians together.',
  },
  destroyPassword: { fr: 'Mot de passe du réviseur', en: 'The reviewer’s password' },
  destroyPasswordHelp: {
    fr: 'Saisi par le réviseur lui-même, qui a lu cette liste.',
    en: 'Typed by the reviewer in person, who has read this list.',
  },
  destroySubmit: { fr: 'Détruire et écrire les certificats', en: 'Destroy and write the certificates' },
  certificatesSubmit: { fr: 'Écrire les certificats', en: 'Write the certificates' },
  destroyRefused: { fr: 'Rien n’a été remis', en: 'Nothing was handed over' },
  destroyedTitle: { fr: 'Destruction faite', en: 'Destruction done' },
  destroyedCount: {
    fr: '{count} {count|fichier détruit|fichiers détruits}; le registre le dit.',
    en: '{count} {count|file|files} destroyed; the ledger says so.',
  },
  destroyedNone: { fr: 'Aucun fichier n’était à détruire.', en: 'No file was to be destroyed.' },
  destroyedFiles: { fr: 'Certificats écrits', en: 'Certificates written' },
  destroyedNext: {
    fr: 'Portez chaque certificat à son CSS : il le vérifie, le contresigne (« ecluse partner destroy ») et le renvoie par la page « Recevoir ».',
    en: 'Take each certificate to its CSS: it checks it, countersigns it (“ecluse partner destroy”) and sends it back through the page “Receive”.',
  },
  keptMore: {
    fr: 'Les {shown} premiers de {total}, par échéance.',
    en: 'The first {shown} of {total}, by due date.',
  },
} as const satisfies Record<string, Text>;
