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
  exceptTitle: { fr: 'Signer une exception à deux', en: 'Sign an exception, the two of you' },
  exceptLead: {
    fr: 'Deux personnes désignées peuvent laisser partir ces lignes-ci, malgré le plafond. Chacune lit d’abord la page de ce qui part, puis tape sa propre phrase de passe. La note est écrite dans le dossier de travail.',
    en: 'Two appointed people may let these very rows leave, in spite of the ceiling. Each first reads the page of what leaves, then types their own passphrase. The note is written in the working folder.',
  },
  exceptFirst: { fr: 'Première personne', en: 'First person' },
  exceptSecond: { fr: 'Deuxième personne', en: 'Second person' },
  exceptPassphrase1: { fr: 'Phrase de passe de la première', en: 'Passphrase of the first' },
  exceptPassphrase2: { fr: 'Phrase de passe de la deuxième', en: 'Passphrase of the second' },
  exceptReason: { fr: 'Motif', en: 'Reason' },
  exceptReasonHelp: {
    fr: 'De 10 à 300 caractères; il reste avec la note. Ne nommez personne.',
    en: '10 to 300 characters; it stays with the note. Name nobody.',
  },
  exceptUntil: { fr: 'Valable jusqu’au', en: 'Valid until' },
  exceptUntilHelp: {
    fr: 'Dernier jour où un lot peut être scellé par cette exception.',
    en: 'Last day on which a bundle may be sealed under this exception.',
  },
  exceptSign: { fr: 'Signer l’exception', en: 'Sign the exception' },
  exceptSigned: {
    fr: 'Exception signée par {signers}, valable jusqu’au {date} : {file}.',
    en: 'Exception signed by {signers}, valid until {date}: {file}.',
  },
  exceptName: { fr: 'NOM', en: 'NAME' },
  exceptFew: {
    fr: 'Il faut deux personnes désignées; ce dossier en compte {count}. Elles se désignent dans un terminal, chacune avec sa phrase de passe :',
    en: 'Two appointed people are wanted; this home has {count}. They are appointed in a terminal, each with their passphrase:',
  },

  campaignTitle: { fr: 'Ce que demande la campagne « {name} »', en: 'What the campaign “{name}” asks' },
  campaignModels: { fr: 'Modèles à entraîner ({count})', en: 'Models to train ({count})' },
  campaignOutcome: { fr: 'Issue prévue', en: 'Outcome foreseen' },
  campaignGrade: { fr: 'Niveau', en: 'Grade' },
  campaignMoment: { fr: 'Moment', en: 'Moment' },
  campaignOwn: { fr: 'À part', en: 'Apart' },
  campaignAll: { fr: 'tous', en: 'all' },

  localTitle: { fr: 'Relire, puis évaluer sur place', en: 'Read over, then score on site' },
  localLead: {
    fr: 'Les modèles liront {rows} {rows|élève|élèves} sur cette machine, comme dans le sas de l’appareil : mêmes modèles approuvés, mêmes refus, mêmes scores.',
    en: 'Models will read {rows} {rows|pupil|pupils} on this machine, as in the appliance’s chamber: same approved models, same refusals, same scores.',
  },
  localCaution: {
    fr: 'Rien ne prouve que cette machine est débranchée, et personne d’autre ne révise le résultat. Pendant le travail, les élèves y sont lus en clair. Le dossier inscrit l’évaluation à son registre; une évaluation faite hors de lui n’y paraîtrait pas.',
    en: 'Nothing proves that this machine is unplugged, and nobody else reviews the result. During the work, pupils are read on it in the clear. The home tells the scoring in its ledger; one made outside of it would not show there.',
  },
  localEvaluation: { fr: 'Évaluation dans laquelle les modèles sont revenus', en: 'Evaluation in which the models came home' },
  localEvaluationNone: {
    fr: 'Aucune évaluation dans le dossier de travail. Déposez-y celle dont la campagne demandait que les modèles reviennent (« takeHome »).',
    en: 'No evaluation in the working folder. Lay there the one whose campaign asked for its models to come home (“takeHome”).',
  },
  localApprovals: { fr: 'Approbations signées par ce CSS', en: 'Approvals signed by this CSS' },
  localApprovalsSay: {
    fr: 'Un modèle dont l’approbation a été remplacée, retirée ou a expiré n’évalue personne.',
    en: 'A model whose approval was replaced, withdrawn or has expired scores nobody.',
  },
  localApprovalsNone: {
    fr: 'Aucune approbation dans le dossier de travail. Approuvez d’abord un modèle de cette évaluation.',
    en: 'No approval in the working folder. First approve a model of that evaluation.',
  },
  localColumns: { fr: 'Colonnes lues ({count})', en: 'Columns read ({count})' },
  localDestroyByHelp: {
    fr: 'Ce jour-là, la liste des élèves et les fichiers écrits sont détruits ici. Au plus cinq ans.',
    en: 'On that day, the list of pupils and the files written are destroyed here. At most five years.',
  },
  localScore: { fr: 'Évaluer ces élèves', en: 'Score these pupils' },
  localRefused: { fr: 'Rien n’a été évalué', en: 'Nothing was scored' },
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
