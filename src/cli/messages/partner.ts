import type { Text } from '../../base/text.ts';

export const partnerMessages = {
  homeMade: { fr: 'Dossier créé pour « {name} ».', en: 'Home created for “{name}”.' },
  homeKeep: {
    fr: 'Gardez ce dossier et sa phrase de passe : sans eux, aucun résultat ne peut être ouvert.',
    en: 'Keep this home and its passphrase: without them no result can be opened.',
  },
  trusted: { fr: 'Ce dossier se fie maintenant à « {name} ».', en: 'This home now trusts “{name}”.' },
  trustedAlready: {
    fr: 'Ce dossier se fiait déjà à « {name} » : rien n’a changé.',
    en: 'This home already trusted “{name}”: nothing changed.',
  },

  reading: { fr: 'Lecture de {file}…', en: 'Reading {file}…' },
  sealing: { fr: 'Scellement pour « {name} »…', en: 'Sealing for “{name}”…' },
  previewTitleTrain: { fr: 'Ce qui sort du bâtiment, pour entraîner :', en: 'What leaves the building, to train:' },
  previewTitleScore: { fr: 'Ce qui sort du bâtiment, pour évaluer :', en: 'What leaves the building, to score:' },
  previewRows: {
    fr: '{kept} élèves ({read} lignes lues, {merged} répétitions retirées), à détruire au plus tard le {date}.',
    en: '{kept} pupils ({read} lines read, {merged} repetitions removed), to be destroyed by {date}.',
  },
  previewPseudonym: {
    fr: 'Le numéro de fiche (« {column} ») est remplacé par un pseudonyme propre à ce lot.',
    en: 'The file number (“{column}”) is replaced by a pseudonym of this bundle alone.',
  },
  previewDictionary: {
    fr: 'Le dictionnaire, version {version}, part avec les données.',
    en: 'The dictionary, version {version}, goes with the data.',
  },
  keptHead: { fr: 'Colonnes qui sortent ({count}) :', en: 'Columns that leave ({count}):' },
  removedHead: { fr: 'Colonnes qui restent ici ({count}) :', en: 'Columns that stay here ({count}):' },
  removedNone: { fr: 'Aucune autre colonne dans la table.', en: 'No other column in the table.' },
  columnName: { fr: 'Colonne', en: 'Column' },
  columnRole: { fr: 'Rôle', en: 'Role' },
  columnCategory: { fr: 'Catégorie', en: 'Category' },
  columnMissing: { fr: 'Vides', en: 'Blank' },
  columnReason: { fr: 'Pourquoi', en: 'Why' },
  role_predictor: { fr: 'prédicteur', en: 'predictor' },
  'role_audit-only': { fr: 'vérification d’équité seulement', en: 'fairness check only' },
  role_identifier: { fr: 'numéro de fiche', en: 'file number' },
  'role_direct-identifier': { fr: 'identifiant direct', en: 'direct identifier' },
  role_group: { fr: 'groupe', en: 'group' },
  role_outcome: { fr: 'issue observée', en: 'outcome' },
  reason_pseudonymised: { fr: 'numéro de fiche : seul son pseudonyme sort', en: 'file number: only its pseudonym leaves' },
  'reason_direct-identifier': { fr: 'identifiant direct', en: 'direct identifier' },
  reason_group: { fr: 'groupe : ne sert qu’au retour, ici', en: 'group: used on return, here only' },
  reason_outcome: { fr: 'issue observée : inutile pour évaluer', en: 'outcome: of no use to score' },
  'reason_audit-only': { fr: 'vérification d’équité : inutile pour évaluer', en: 'fairness check: of no use to score' },
  reason_unknown: { fr: 'absente du dictionnaire', en: 'not in the dictionary' },
  dryRunDone: { fr: 'Essai à blanc : rien n’a été écrit.', en: 'Dry run: nothing was written.' },
  prepared: { fr: 'Lot n° {sequence} pour « {name} » : {size} Mo.', en: 'Bundle no. {sequence} for “{name}”: {size} MB.' },
  preparedNext: {
    fr: 'Portez ce fichier à l’appareil. Il est chiffré et signé; lui seul peut l’ouvrir.',
    en: 'Carry this file to the appliance. It is encrypted and signed; it alone can open it.',
  },
  unmappedHead: { fr: 'Codes locaux sans place dans le dictionnaire :', en: 'Local codes without a place in the dictionary:' },
  unmappedLine: {
    fr: '{column} : {code} ({count} fois, d’abord à la ligne {line})',
    en: '{column}: {code} ({count} times, first on line {line})',
  },
  unmappedHidden: { fr: '(valeur qui ne ressemble pas à un code)', en: '(a value that does not look like a code)' },

  openResult: {
    fr: 'Résultat vérifié : il vient de « {name} » et répond à votre demande du {date}.',
    en: 'Result verified: it comes from “{name}” and answers your request of {date}.',
  },
  openEvaluation: {
    fr: 'Évaluation vérifiée : elle vient de « {name} » et répond à votre demande du {date}.',
    en: 'Evaluation verified: it comes from “{name}” and answers your request of {date}.',
  },
  openGapChamber: {
    fr: 'Mode d’essai : le sas était sans réseau, mais la machine n’était pas débranchée.',
    en: 'Trial mode: the chamber had no network, but the machine was not unplugged.',
  },
  openPupilsNot: {
    fr: 'Aucun élève n’est nommé dans ces fichiers. Pour la liste et les tables de Power BI, ouvrez de nouveau dans un autre dossier avec --pupils.',
    en: 'No pupil is named in these files. For the list and the Power BI tables, open again into another folder with --pupils.',
  },
  openPupils: {
    fr: 'Les fichiers qui nomment des élèves sont des renseignements personnels, à détruire au plus tard le {date}.',
    en: 'The files that name pupils are personal information, to be destroyed by {date}.',
  },
  colModel: { fr: 'Modèle', en: 'Model' },
  colPupils: { fr: 'Élèves', en: 'Pupils' },
  colHigh: { fr: 'Élevé', en: 'High' },
  colModerate: { fr: 'Modéré', en: 'Moderate' },
  colLow: { fr: 'Bas', en: 'Low' },
  colAuc: { fr: 'AUC', en: 'AUC' },
  colStance: { fr: 'Approche', en: 'Stance' },
  colRecall: { fr: 'Rappel', en: 'Recall' },
  colPrecision: { fr: 'Précision', en: 'Precision' },
  targetedName: { fr: 'agressive', en: 'targeted' },
  wideName: { fr: 'conservatrice', en: 'wide' },
  shareOf: { fr: '{percent} ({count} sur {of})', en: '{percent} ({count} of {of})' },
  hiddenCount: { fr: 'masqué', en: 'hidden' },
  setAsideOutcome: { fr: 'Issue laissée de côté : {outcome} ({code})', en: 'Outcome set aside: {outcome} ({code})' },
  evaluationNext: {
    fr: 'Un modèle n’évalue personne tant que vous ne l’avez pas approuvé. Lisez {file}, puis, pour chaque modèle retenu :',
    en: 'A model scores nobody until you have approved it. Read {file}, then, for each model kept:',
  },
  evaluationApprove: {
    fr: '  ecluse partner approve {home} {evaluation} --model {model} --out {model}.approbation',
    en: '  ecluse partner approve {home} {evaluation} --model {model} --out {model}.approval',
  },
  approved: {
    fr: 'Approbation signée du modèle « {model} » (approche {stance}), jusqu’au {until}.',
    en: 'Approval signed for the model “{model}” ({stance} stance), until {until}.',
  },
  approvedNext: {
    fr: 'Portez ce fichier à l’appareil : sans lui, le modèle n’évalue personne.',
    en: 'Carry this file to the appliance: without it the model scores nobody.',
  },
} as const satisfies Record<string, Text>;
