import type { Text } from '../../base/text.ts';

export const sealMessages = {
  sealTitle: { fr: 'Relire, puis sceller', en: 'Read over, then seal' },
  sealLead: {
    fr: 'Voici exactement ce qui part, et rien d’autre. Une fois scellé, le lot ne s’ouvre que dans l’appareil « {name} ».',
    en: 'This is exactly what leaves, and nothing else. Once sealed, the bundle opens in the appliance “{name}” alone.',
  },
  sealNoAppliance: {
    fr: 'Il manque la carte de l’appareil : échangez d’abord les cartes.',
    en: 'The appliance’s card is missing: exchange cards first.',
  },
  sealNotReady: { fr: 'Il reste une étape à régler : {step}.', en: 'A step remains to be settled: {step}.' },
  leavesRows: { fr: 'Élèves', en: 'Pupils' },
  leavesRead: { fr: 'Lignes lues', en: 'Rows read' },
  leavesMerged: { fr: 'Répétitions retirées', en: 'Repetitions removed' },
  leavesColumns: { fr: 'Colonnes qui partent', en: 'Columns that leave' },
  leavesStay: { fr: 'Colonnes qui restent', en: 'Columns that stay' },
  leavesPurpose: { fr: 'But', en: 'Purpose' },
  leavesPseudonym: {
    fr: 'Le numéro de fiche (« {column} ») est remplacé par un pseudonyme propre à ce lot. Le dictionnaire, version {version}, part avec les données.',
    en: 'The file number (“{column}”) is replaced by a pseudonym of this bundle alone. The dictionary, version {version}, goes with the data.',
  },
  leavesTitle: { fr: 'Colonnes qui partent ({count})', en: 'Columns that leave ({count})' },
  destroyBy: { fr: 'À détruire au plus tard le', en: 'To be destroyed by' },
  destroyByHelp: {
    fr: 'Ce jour-là, les données et leurs résultats sont détruits là-bas comme ici. Au plus cinq ans.',
    en: 'On that day, the data and their results are destroyed there as well as here. At most five years.',
  },
  exception: { fr: 'Exception signée par deux personnes', en: 'Exception signed by two people' },
  exceptionNone: {
    fr: 'Le risque dépasse le plafond, et aucune exception n’est dans le dossier de travail. Rien ne peut être scellé.',
    en: 'The risk is above the ceiling, and no exception is in the working folder. Nothing can be sealed.',
  },
  doneDigest: { fr: 'Empreinte de la page gardée', en: 'Digest of the page kept' },
  seal: { fr: 'Sceller le lot', en: 'Seal the bundle' },
  sealRefused: { fr: 'Le lot n’a pas été scellé', en: 'The bundle was not sealed' },

  doneTitle: { fr: 'Le lot est scellé', en: 'The bundle is sealed' },
  doneLead: {
    fr: 'Lot n° {sequence} pour « {name} » : {rows} élèves, chiffrés et signés.',
    en: 'Bundle no. {sequence} for “{name}”: {rows} pupils, encrypted and signed.',
  },
  doneFile: { fr: 'Fichier', en: 'File' },
  doneFolder: { fr: 'Dossier', en: 'Folder' },
  doneSize: { fr: 'Taille', en: 'Size' },
  doneId: { fr: 'Identifiant', en: 'Id' },
  doneDownload: { fr: 'Télécharger le lot', en: 'Download the bundle' },
  doneNext: { fr: 'Et maintenant', en: 'What next' },
  doneNextCarry: {
    fr: 'Copiez ce fichier sur une clé et portez-le à l’appareil. Lui seul peut l’ouvrir.',
    en: 'Copy this file to a drive and carry it to the appliance. It alone can open it.',
  },
  doneNextKeep: {
    fr: 'Gardez ce dossier de partenaire et sa phrase de passe : sans eux, le résultat ne s’ouvrira pas.',
    en: 'Keep this partner’s home and its passphrase: without them the result will not open.',
  },
  doneNextWiped: {
    fr: 'Les fichiers envoyés au poste ont été écrasés. Ceux de votre dossier de travail sont à ranger ou à détruire par vous.',
    en: 'The files sent to the desk were written over. Those of your working folder are yours to put away or destroy.',
  },
  doneAgain: { fr: 'Préparer un autre lot', en: 'Prepare another bundle' },
} as const satisfies Record<string, Text>;
