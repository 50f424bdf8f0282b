import type { Text } from '../../base/text.ts';
import { preparationWords } from '../../partner/preparation-words.ts';

export const partnerMessages = {
  ...preparationWords,
  deskServing: {
    fr: 'Ouvrez ce lien dans le navigateur de cette machine; il sert une fois, dans les dix minutes :\n{link}',
    en: 'Open this link in this machine’s browser; it works once, within ten minutes:\n{link}',
  },
  deskLink: { fr: 'Nouveau lien, bon une fois : {link}', en: 'New link, good once: {link}' },
  deskEntered: {
    fr: 'Un navigateur vient d’entrer au poste. Si ce n’est pas vous, arrêtez avec Ctrl+C.',
    en: 'A browser has just come in. If it is not you, stop with Ctrl+C.',
  },
  deskServed: { fr: 'Poste arrêté; les fichiers envoyés ont été écrasés.', en: 'Desk stopped; files that were sent were written over.' },
  homeMade: { fr: 'Dossier créé pour « {name} ».', en: 'Home created for “{name}”.' },
  partnerRecovered: {
    fr: 'Les clés de « {name} » sont sous une nouvelle phrase de passe. L’ancienne n’ouvre plus rien.',
    en: 'The keys of “{name}” are under a new passphrase. The old one opens nothing any more.',
  },
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
  readAsCsv: {
    fr: 'Lu comme : CSV, encodage {encoding}, séparateur {separator}, décimale {decimal}{header}.',
    en: 'Read as: CSV, encoding {encoding}, separator {separator}, decimal {decimal}{header}.',
  },
  readAsNoHeader: { fr: ', sans en-tête', en: ', without header' },
  sealing: { fr: 'Scellement pour « {name} »…', en: 'Sealing for “{name}”…' },
  previewTitleTrain: { fr: 'Ce qui sort du bâtiment, pour entraîner :', en: 'What leaves the building, to train:' },
  previewTitleScore: { fr: 'Ce qui sort du bâtiment, pour évaluer :', en: 'What leaves the building, to score:' },
  previewRows: {
    fr: '{kept} {kept|élève|élèves} ({read} {read|ligne lue|lignes lues}, {merged} {merged|répétition retirée|répétitions retirées}), à détruire au plus tard le {date}.',
    en: '{kept} {kept|pupil|pupils} ({read} {read|line|lines} read, {merged} {merged|repetition|repetitions} removed), to be destroyed by {date}.',
  },
  dryRunPage: {
    fr: 'Essai à blanc : seule la page d’aperçu a été écrite. Son empreinte : {digest}.',
    en: 'Dry run: only the preview page was written. Its digest: {digest}.',
  },
  preparedPage: {
    fr: 'La page d’aperçu est conservée dans ce dossier; son empreinte est dans le lot : {digest}.',
    en: 'The preview page is kept in this home; its digest is in the bundle: {digest}.',
  },
  preparedException: { fr: 'Sorti sous une exception que {signers} ont signée.', en: 'Left under an exception signed by {signers}.' },
  exceptPage: { fr: 'Page d’aperçu à signer : {digest}.', en: 'Preview page to sign: {digest}.' },
  exceptSigned: {
    fr: 'Exception signée par {signers} : {alone} élèves seuls de leur genre sur {pupils}. Elle vaut jusqu’au {until}, pour ces lignes seulement.',
    en: 'Exception signed by {signers}: {alone} pupils alone of their kind out of {pupils}. It holds until {until}, for these rows only.',
  },
  signerLine: { fr: '{name}, depuis le {date} : {sign}', en: '{name}, since {date}: {sign}' },
  signerNone: { fr: 'Aucun signataire : aucune exception n’est possible.', en: 'No signer: no exception is possible.' },
  signerAdded: { fr: 'Signataire « {name} » ajouté. Sa clé publique : {sign}', en: 'Signer “{name}” added. Public key: {sign}' },
  signerKeep: {
    fr: 'Que cette personne note sa clé publique : elle pourra dire un jour ce qu’elle a signé ou non.',
    en: 'Let this person write the public key down: they can tell one day what they signed and what they did not.',
  },
  usageSigners: {
    fr: '--signers attend deux noms différents, séparés par une virgule',
    en: '--signers takes two different names, comma-separated',
  },
  previewPseudonym: {
    fr: 'Le numéro de fiche (« {column} ») est remplacé par un pseudonyme propre à ce lot.',
    en: 'The file number (“{column}”) is replaced by a pseudonym of this bundle alone.',
  },
  previewDictionary: {
    fr: 'Le dictionnaire, version {version}, part avec les données.',
    en: 'The dictionary, version {version}, goes with the data.',
  },
  previewCampaign: { fr: 'Campagne « {name} » : {count} {count|modèle|modèles}', en: 'Campaign “{name}”: {count} {count|model|models}' },
  columnFamily: { fr: 'Famille', en: 'Family' },
  columnTarget: { fr: 'Cible', en: 'Target' },
  columnGrade: { fr: 'Niveau', en: 'Grade' },
  columnMoment: { fr: 'Moment', en: 'Moment' },
  keptHead: { fr: 'Colonnes qui sortent ({count}) :', en: 'Columns that leave ({count}):' },
  removedHead: { fr: 'Colonnes qui restent ici ({count}) :', en: 'Columns that stay here ({count}):' },
  removedNone: { fr: 'Aucune autre colonne dans la table.', en: 'No other column in the table.' },
  dryRunDone: { fr: 'Essai à blanc : rien n’a été écrit.', en: 'Dry run: nothing was written.' },
  prepared: { fr: 'Lot n° {sequence} pour « {name} » : {size} Mo.', en: 'Bundle no. {sequence} for “{name}”: {size} MB.' },
  preparedNext: {
    fr: 'Portez ce fichier à l’appareil. Il est chiffré et signé; lui seul peut l’ouvrir.',
    en: 'Carry this file to the appliance. It is encrypted and signed; it alone can open it.',
  },
  unmappedHead: { fr: 'Codes locaux sans place dans le dictionnaire :', en: 'Local codes without a place in the dictionary:' },
  unmappedLine: {
    fr: '{column} : {code} ({count} fois, d’abord à la ligne {line})',
    en: '{column}: {code} ({count} times, first on line {line})',
  },

  policyCeiling: { fr: 'Plafond : {ceiling} des élèves seuls de leur genre.', en: 'Ceiling: {ceiling} of pupils alone of their kind.' },
  policyFacts: { fr: 'Faits connus, outre ceux d’office : {facts}.', en: 'Known facts, beside the default ones: {facts}.' },
  usagePercent: { fr: '{name} attend un pourcentage de 0 à 100', en: '{name} takes a percentage from 0 to 100' },
  starterWritten: {
    fr: '{count} variables. C’est un point de départ : noms, listes de codes, intervalles et définitions des issues sont à adapter avant tout usage.',
    en: '{count} variables. A starting point: names, code lists, ranges and the definitions of outcomes are to be adapted before any use.',
  },
  mapApplied: { fr: '{count} correspondance(s) confirmée(s), devenue(s) des synonymes.', en: '{count} confirmed mapping(s), now aliases.' },
  mapUnreadable: {
    fr: '{count} cellule(s) ne ressemblent pas à un code : corrigez-les à la source.',
    en: '{count} cell(s) do not look like codes: correct them at the source.',
  },
  mapNext: {
    fr: '{count} code(s) attendent une personne sous « toConfirm ». Lisez chacun, corrigez « to », mettez « confirmed » à true, puis relancez avec --dictionary {file}.',
    en: '{count} code(s) await a person under “toConfirm”. Read each, correct “to”, set “confirmed” to true, then run again with --dictionary {file}.',
  },
  mapDone: {
    fr: 'Chaque code de la table a sa place. Donnez à ce dictionnaire une nouvelle version.',
    en: 'Every code of the table has its place. Give this dictionary a new version.',
  },
  compareHead: {
    fr: 'De la version {from} à la version {to} : {count} changement(s).',
    en: 'From version {from} to version {to}: {count} change(s).',
  },
  compareNone: { fr: 'Aucun changement de sens.', en: 'No change of meaning.' },
  'change_same-version': {
    fr: 'Attention : les deux dictionnaires portent la même version, {variable}, sans dire la même chose.',
    en: 'Beware: both dictionaries bear the same version, {variable}, without saying the same.',
  },
  'change_variable-added': { fr: '{variable} : nouvelle variable', en: '{variable}: new variable' },
  'change_variable-removed': { fr: '{variable} : variable retirée', en: '{variable}: variable removed' },
  change_order: {
    fr: 'L’ordre des prédicteurs change, à partir de {variable}',
    en: 'The order of predictors changes, from {variable} on',
  },
  change_member: { fr: '{variable} : {member} passe de « {from} » à « {to} »', en: '{variable}: {member} goes from “{from}” to “{to}”' },
  'change_code-added': { fr: '{variable} : nouveau code {member}', en: '{variable}: new code {member}' },
  'change_code-removed': { fr: '{variable} : code {member} retiré', en: '{variable}: code {member} removed' },
  'change_code-label': {
    fr: '{variable} : le code {member} s’appelle « {to} », et non plus « {from} »',
    en: '{variable}: the code {member} is called “{to}”, no longer “{from}”',
  },
  'change_alias-added': { fr: '{variable} : « {member} » mène maintenant à {to}', en: '{variable}: “{member}” now leads to {to}' },
  'change_alias-removed': { fr: '{variable} : « {member} » ne mène plus à {from}', en: '{variable}: “{member}” no longer leads to {from}' },
  'change_alias-moved': {
    fr: '{variable} : « {member} » change de sens, de {from} à {to}',
    en: '{variable}: “{member}” changes meaning, from {from} to {to}',
  },
  change_outcome: {
    fr: '{variable} : la définition de l’issue observée change; les modèles d’avant ne s’y comparent plus',
    en: '{variable}: the definition of the outcome changes; earlier models no longer compare to it',
  },

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
  scoringHere: { fr: 'Évaluation sur place…', en: 'Scoring on site…' },
  scoredHere: {
    fr: 'Élèves évalués sur place, au CSS : rien n’est sorti. Le registre de ce dossier compte {size} écritures.',
    en: 'Pupils scored on site, at the CSS: nothing left. This home’s ledger counts {size} entries.',
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
  secretFileNumber: { fr: 'numéro de fiche de l’enfant', en: 'the child’s file number' },
  secretPupils: {
    fr: 'numéro de fiche de l’élève (un par ligne, un ou plusieurs)',
    en: 'the pupil’s file number (one a line, one or more)',
  },
  secretPupilNext: { fr: 'autre numéro de fiche (Entrée pour finir)', en: 'another file number (Enter to end)' },
  sheetDone: {
    fr: '{count} {count|fiche|fiches} à imprimer; ce fichier nomme des élèves : détruisez-le au plus tard le {date}.',
    en: '{count} {count|sheet|sheets} to print; this file names pupils: destroy it by {date}.',
  },
  registerDraft: {
    fr: 'L’évaluation de vie privée est une ébauche : ce que les données ne disent pas y est laissé en blanc, à remplir par des personnes.',
    en: 'The privacy assessment is a draft: what the data do not tell is left blank in it, for people to fill in.',
  },
  registerChild: {
    fr: 'child.html porte le numéro de fiche d’un enfant : remettez-la à ses parents et n’en gardez pas copie.',
    en: 'child.html bears a child’s file number: hand it to the parents and keep no copy.',
  },
  followUpDone: {
    fr: 'Suivi de {scored} élèves évalués; absents de la table : {absent}; élèves de la table qui n’avaient pas été évalués : {strangers}.',
    en: 'Follow-up of {scored} pupils scored; absent from the table: {absent}; pupils of the table who had not been scored: {strangers}.',
  },
  followUpCaution: {
    fr: 'Un élève aidé qui a réussi compte comme signalé pour rien : l’aide change l’issue.',
    en: 'A pupil who was helped and succeeded counts as flagged for nothing: help changes the outcome.',
  },
  approvedTargeted: {
    fr: 'L’approche agressive signale moins d’élèves, plus sûrement : elle en laisse passer davantage.',
    en: 'The targeted stance flags fewer pupils, more surely: it misses more.',
  },
  approvedWide: {
    fr: 'L’approche conservatrice signale plus d’élèves, au prix de plus de fausses alarmes : elle en laisse passer moins.',
    en: 'The wide stance flags more pupils, at the price of more false alarms: it misses fewer.',
  },
  approvedCost: {
    fr: 'Au seuil de {cut} : de 100 élèves signalés, de {low} à {high} étaient concernés; {found} élèves concernés sur {of} retrouvés, {missed} manqués, {wrong} signalés à tort.',
    en: 'At the cut of {cut}: of 100 pupils flagged, {low} to {high} were concerned; {found} of {of} pupils concerned found, {missed} missed, {wrong} flagged wrongly.',
  },
  withdrawn: {
    fr: 'Retrait signé de l’approbation du modèle « {model} ».',
    en: 'Withdrawal signed of the approval of the model “{model}”.',
  },
  withdrawnNext: {
    fr: 'Portez ce fichier à l’appareil : dès qu’il est reçu, le modèle n’évalue plus personne. Une nouvelle approbation le rétablirait.',
    en: 'Carry this file to the appliance: once received, the model scores nobody any more. A new approval would restore it.',
  },
  approvedNext: {
    fr: 'Portez ce fichier à l’appareil : sans lui, le modèle n’évalue personne.',
    en: 'Carry this file to the appliance: without it the model scores nobody.',
  },
} as const satisfies Record<string, Text>;
