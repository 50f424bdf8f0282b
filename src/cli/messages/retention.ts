import type { Text } from '../../base/text.ts';

export const retentionMessages = {
  partnerDestroy: {
    fr: 'ordonner la destruction d’une demande à l’appareil; contresigner son certificat et détruire ici ce qui en est venu',
    en: 'order the appliance to destroy a request; countersign its certificate and destroy here what came of it',
  },
  applianceDue: {
    fr: 'dire ce qui est gardé, et quand chaque fichier doit être détruit',
    en: 'tell what is kept, and when each file must be destroyed',
  },
  applianceDestroy: {
    fr: 'détruire ce qui est échu : clés, fichiers, certificat (deux personnes)',
    en: 'destroy what is due: keys, files, certificate (two persons)',
  },
  optRequest: { fr: 'demande à détruire, par son identifiant', en: 'request to destroy, by its identifier' },
  optModelsToo: { fr: 'avec les modèles entraînés de cette demande', en: 'with the models trained from this request' },
  optCertificate: { fr: 'certificat de destruction, fait par l’appareil', en: 'destruction certificate, made by the appliance' },
  optDueHere: { fr: 'détruire ici ce dont la date est atteinte', en: 'destroy here what has reached its date' },
  optDue: {
    fr: 'tout ce dont la date est atteinte, ou que son CSS a ordonné',
    en: 'all that has reached its date, or that its CSS ordered',
  },
  optBundle: { fr: 'cette demande seulement, avec ce qui en est venu', en: 'this request only, with what came of it' },
  usageOneOf: { fr: 'il faut une de ces options, et une seule : {names}', en: 'one of these options is needed, and one only: {names}' },
  destroyOrdered: { fr: 'Ordre signé de détruire la demande {request}.', en: 'Order signed to destroy the request {request}.' },
  destroyOrderNext: { fr: 'Portez ce fichier à l’appareil.', en: 'Carry this file to the appliance.' },
  countersigned: {
    fr: 'Certificat vérifié et contresigné ({count} {count|fichier|fichiers}).',
    en: 'Certificate verified and countersigned ({count} files).',
  },
  destroyedHere: {
    fr: 'Détruits ici : {rosters} liste(s) d’élèves, {files} fichier(s) écrits à l’ouverture.',
    en: 'Destroyed here: {rosters} roster(s), {files} file(s) written when opened.',
  },
  dueNothing: { fr: 'L’appareil ne garde aucun fichier.', en: 'The appliance keeps no file.' },
  dueLate: { fr: 'EN RETARD', en: 'OVERDUE' },
  dueNow: { fr: 'échu', en: 'due' },
  dueOrdered: { fr: 'ordonné', en: 'ordered' },
  dueLater: { fr: 'gardé', en: 'kept' },
  dueCertificate: {
    fr: 'Certificat du {date} pour « {name} » : pas encore contresigné.',
    en: 'Certificate of {date} for “{name}”: not countersigned yet.',
  },
  destroyed: { fr: 'Clés détruites, fichiers effacés : {count}.', en: 'Keys destroyed, files removed: {count}.' },
  destroyedNothing: { fr: 'Rien n’est échu.', en: 'Nothing is due.' },
  certificateWritten: { fr: 'Certificat pour « {name} » : {file}', en: 'Certificate for “{name}”: {file}' },
  certificateNext: {
    fr: 'Remettez-le à son CSS, qui le contresigne : ecluse partner destroy DOSSIER --certificate FICHIER --out FICHIER',
    en: 'Hand it to its CSS, which countersigns it: ecluse partner destroy HOME --certificate FILE --out FILE',
  },
} as const satisfies Record<string, Text>;
