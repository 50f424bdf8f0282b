import type { Text } from '../../base/text.ts';

export const gapMessages = {
  applianceGap: {
    fr: 'dire l’état de chaque lien de la machine, et comment la débrancher',
    en: 'tell the state of each of the machine’s links, and how to unplug it',
  },
  applianceDoctor: {
    fr: 'avant le jour venu, dire tout ce qui arrêterait une séance',
    en: 'before the day, tell everything that would stop a session',
  },
  gapUnplugged: {
    fr: 'Débranchée : aucun lien, aucune radio, aucun appareil de réseau. Une séance peut être scellée.',
    en: 'Unplugged: no link, no radio, no network device. A session may be sealed.',
  },
  gapNotFirst: {
    fr: 'Rien n’exclut qu’Écluse voie ici les liens d’un conteneur sans marque, ou d’un essai, plutôt que ceux de la machine.',
    en: 'Nothing rules out that Écluse sees here the links of a container without a mark, or of a trial, rather than the machine’s.',
  },
  gapFault: { fr: '✗ {what}', en: '✗ {what}' },
  gapFix: { fr: '  {fix}', en: '  {fix}' },
  plugAgain: {
    fr: 'Le sas est mort, et les clés avec lui : vous pouvez rebrancher la machine.',
    en: 'The chamber is dead, and the keys with it: you may plug the machine in again.',
  },
  gapMachineSaid: {
    fr: 'Mode « machine » : tous les liens sont surveillés. Ne branchez ni ne retirez rien avant qu’on vous le dise.',
    en: 'Mode “machine”: every link is watched. Plug and unplug nothing until told.',
  },
  gapMeasured: { fr: 'Mesure des liens de la machine…', en: 'Measuring the machine’s links…' },
  doctor_node: { fr: 'Node', en: 'Node' },
  doctor_isolation: { fr: 'Isolement du sas', en: 'Chamber’s isolation' },
  doctor_gap: { fr: 'Mode machine', en: 'Mode machine' },
  doctor_links: { fr: 'Liens', en: 'Links' },
  doctor_swap: { fr: 'Mémoire d’échange', en: 'Swap' },
  doctor_core: { fr: 'Fichiers core', en: 'Core files' },
  doctor_memory: { fr: 'Mémoire', en: 'Memory' },
  doctor_disk: { fr: 'Disque', en: 'Disk' },
  doctor_home: { fr: 'Appareil', en: 'Appliance' },
  doctor_permissions: { fr: 'Droits des fichiers', en: 'File permissions' },
  doctor_clock: { fr: 'Horloge', en: 'Clock' },
  doctor_ledger: { fr: 'Registre', en: 'Ledger' },
  doctor_witnesses: { fr: 'Témoins', en: 'Witnesses' },
  doctor_session: { fr: 'Séance en cours', en: 'Live session' },
  doctor_bundles: { fr: 'Lots', en: 'Bundles' },
  doctor_attempts: { fr: 'Mots de passe', en: 'Passwords' },
  doctorGood: { fr: 'bon', en: 'good' },
  doctorClean: { fr: 'Rien n’arrêterait une séance.', en: 'Nothing would stop a session.' },
  doctorLegend: {
    fr: '✓ bon   ✗ arrêterait une séance   ▲ à voir   · à faire le jour venu',
    en: '✓ good   ✗ would stop a session   ▲ to be looked at   · to be done on the day',
  },
  doctorRow: { fr: '{mark} {name}{told}', en: '{mark} {name}{told}' },
  doctorTold: { fr: ' : {told}', en: ': {told}' },
  doctorVersion: { fr: '{version}', en: '{version}' },
  doctorWayRoot: {
    fr: 'essayé en root : sans réseau, ni autre fichier, ni autre processus',
    en: 'tried as root: no network, no other file, no other process',
  },
  doctorWayUser: {
    fr: 'essayé par un espace de noms d’utilisateur : sans réseau, ni autre fichier, ni autre processus',
    en: 'tried through a user namespace: no network, no other file, no other process',
  },
  doctorFree: { fr: '{free} Mo libres', en: '{free} MB free' },
  doctorEntries: { fr: '{size} écritures relues', en: '{size} entries read again' },
  doctorReady: { fr: '{ready} prêt(s) sur {waiting}', en: '{ready} ready of {waiting}' },
  swap_none: { fr: 'aucune', en: 'none' },
  swap_encrypted: { fr: 'chiffrée', en: 'encrypted' },
} as const satisfies Record<string, Text>;
