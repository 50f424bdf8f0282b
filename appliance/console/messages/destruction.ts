import type { Text } from '../../../src/base/text.ts';

export const destruction = {
  keptTitle: { fr: 'À détruire', en: 'To be destroyed' },
  keptSay: {
    fr: 'Ce que l’appareil garde, et le jour où il doit le détruire : celui que le CSS a inscrit, ou dès que le CSS l’ordonne. L’opérateur détruit au terminal :',
    en: 'What the appliance keeps, and the day on which it must destroy it: the one that the CSS wrote, or as soon as the CSS orders it. The operator destroys at the terminal:',
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
  keptMore: {
    fr: 'Les {shown} premiers de {total}, par échéance.',
    en: 'The first {shown} of {total}, by due date.',
  },
} as const satisfies Record<string, Text>;
