import type { Text } from '../../base/text.ts';

export const demoMessages = {
  optHome: {
    fr: 'dossier de la démonstration (sinon ECLUSE_DEMO_HOME, sinon demo-home)',
    en: 'the demonstration’s home (else ECLUSE_DEMO_HOME, else demo-home)',
  },
  demoHead: {
    fr: 'Démonstration : deux CSS fictifs et un appareil, dans {folder}',
    en: 'Demonstration: two fictional CSSs and one appliance, in {folder}',
  },
  demoAppliance: {
    fr: 'L’appareil crée ses clés, son registre scellé et ses trois comptes',
    en: 'The appliance makes its keys, its sealed ledger and its three accounts',
  },
  demoPartner: {
    fr: '{name} : {pupils} élèves fictifs, {variables} variables; cartes échangées et inscrites',
    en: '{name}: {pupils} fictional pupils, {variables} variables; cards exchanged and enrolled',
  },
  demoPrepareTrain: {
    fr: 'Chaque CSS prépare ses élèves passés, aux issues connues, et scelle un lot',
    en: 'Each CSS prepares its past pupils, outcomes known, and seals a bundle',
  },
  demoPrepareScore: {
    fr: 'Chaque CSS prépare ses élèves d’aujourd’hui et scelle un lot',
    en: 'Each CSS prepares today’s pupils and seals a bundle',
  },
  demoReceived: {
    fr: 'Porte amont : {files} {files|fichier reçu, vérifié, mis|fichiers reçus, vérifiés, mis} en quarantaine sans être {files|ouvert|ouverts}',
    en: 'Upstream gate: {files} files received, checked, quarantined unopened',
  },
  demoSessionTrain: {
    fr: 'Séance scellée : le sas, sans réseau, entraîne les modèles',
    en: 'Sealed session: the chamber, without network, trains the models',
  },
  demoSessionScore: {
    fr: 'Séance scellée : le sas évalue chaque élève et explique chaque score',
    en: 'Sealed session: the chamber scores every pupil and explains every score',
  },
  demoReleased: {
    fr: 'Révision par une autre personne, porte aval : {files} {files|fichier écrit, relu, identique|fichiers écrits, relus, identiques}',
    en: 'Review by another person, downstream gate: {files} files written, read back, identical',
  },
  demoApproved: {
    fr: '{name} lit l’évaluation et signe l’approbation de {models} {models|modèle|modèles}',
    en: '{name} reads the evaluation and signs the approval of {models} {models|model|models}',
  },
  demoDeclined: {
    fr: '{name} : le modèle « {model} » ne servira pas ({code})',
    en: '{name}: the model “{model}” will not be used ({code})',
  },
  demoOpened: { fr: '{name} ouvre son résultat : {pupils} élèves retrouvés', en: '{name} opens its result: {pupils} pupils found again' },
  demoNeighbour: {
    fr: '{name} essaie le résultat de {other} : refusé ({code})',
    en: '{name} tries the result of {other}: refused ({code})',
  },
  demoDestroyed: {
    fr: '{name} ordonne la destruction de ses élèves passés : deux personnes détruisent {files} {files|fichier|fichiers}, le CSS contresigne le certificat',
    en: '{name} orders its past pupils destroyed: two persons destroy {files} files, the CSS countersigns the certificate',
  },
  demoAudit: { fr: 'Un vérificateur contrôle le registre exporté', en: 'An auditor verifies the exported ledger' },
  demoLedgerGood: {
    fr: 'Registre : {size} écritures, intactes et conformes aux règles du trajet; {witnesses} points de contrôle rapportés par les CSS concordent.',
    en: 'Ledger: {size} entries, intact and following the rules of the trip; {witnesses} checkpoints brought home by the CSSs agree.',
  },
  demoLedgerBad: {
    fr: 'Registre : {count} {count|constat|constats} ({codes}).',
    en: 'Ledger: {count} {count|finding|findings} ({codes}).',
  },
  demoGap: {
    fr: 'Mode d’essai « chamber » : le sas était sans réseau; la machine, elle, n’était pas débranchée.',
    en: 'Trial mode “chamber”: the chamber had no network; the machine itself was not unplugged.',
  },
  demoBandsHead: { fr: 'Élèves par palier', en: 'Pupils by band' },
  demoMeasuresHead: { fr: 'Jusqu’où s’y fier, mesuré à l’entraînement', en: 'How far to trust them, as measured at training' },
  demoStances: {
    fr: 'L’approche agressive signale moins d’élèves, plus sûrement; la conservatrice en signale plus, avec plus de fausses alarmes.',
    en: 'The targeted stance flags fewer pupils, more surely; the wide one flags more, with more false alarms.',
  },
  colCss: { fr: 'CSS', en: 'CSS' },
  demoOpenHead: { fr: 'À ouvrir :', en: 'To open:' },
  demoOpenPortrait: { fr: '{name}, portrait', en: '{name}, portrait' },
  demoOpenPupils: { fr: '{name}, liste des élèves', en: '{name}, list of pupils' },
  demoOpenSheet: { fr: '{name}, fiche d’un élève', en: '{name}, sheet of one pupil' },
  demoOpenEvaluation: { fr: '{name}, évaluation des modèles', en: '{name}, evaluation of the models' },
  demoOpenLedger: { fr: 'registre exporté', en: 'exported ledger' },
  demoNext: { fr: 'Console de l’appareil, sur ce même dossier : npm start', en: 'The appliance’s console, over this same home: npm start' },
  demoTime: { fr: 'Durée : {seconds} s', en: 'Time: {seconds} s' },
  demoServing: {
    fr: 'Console : {url} (cette machine seulement; Ctrl+C pour arrêter)',
    en: 'Console: {url} (this machine only; Ctrl+C to stop)',
  },
  demoPasswords: {
    fr: 'Mots de passe de la démonstration, connus de tous; ils ne protègent que des élèves fictifs :',
    en: 'Passwords of the demonstration, known to all; they protect none but fictional pupils:',
  },
} as const satisfies Record<string, Text>;
