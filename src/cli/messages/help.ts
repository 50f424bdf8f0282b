import type { Text } from '../../base/text.ts';

/** Help texts: what `--help` shows, in both languages. */
export const helpMessages = {
  usage: { fr: 'Usage :', en: 'Usage:' },
  arguments: { fr: 'Arguments :', en: 'Arguments:' },
  options: { fr: 'Options :', en: 'Options:' },
  commands: { fr: 'Commandes :', en: 'Commands:' },
  helpOption: { fr: 'afficher cette aide', en: 'show this help' },
  versionOption: { fr: 'afficher la version', en: 'show the version' },
  json: { fr: 'un seul objet JSON sur la sortie standard', en: 'one JSON object on standard output' },
  lang: { fr: 'langue des messages : fr (par défaut) ou en', en: 'language of messages: fr (the default) or en' },
  passphraseFile: {
    fr: 'fichier des secrets, un par ligne, dans l’ordre que dit la commande',
    en: 'file of secrets, one a line, in the order the command tells',
  },
  passphraseFd: {
    fr: 'descripteur ouvert d’où lire les secrets, un par ligne',
    en: 'open descriptor to read the secrets from, one a line',
  },
  secretsOrder: { fr: 'Secrets, dans l’ordre : {order}.', en: 'Secrets, in order: {order}.' },

  ecluse: {
    fr: 'Écluse fait traverser des données d’élèves, pseudonymisées et chiffrées, par un serveur débranché.',
    en: 'Écluse takes pupils’ data, pseudonymised and encrypted, through an unplugged server.',
  },
  partner: { fr: 'les gestes d’un CSS partenaire, dans son bâtiment', en: 'what a partner CSS does, in its own building' },
  appliance: { fr: 'les gestes du CSS central, à l’appareil', en: 'what the central CSS does, at the appliance' },
  ledger: { fr: 'le registre scellé', en: 'the sealed ledger' },
  audit: { fr: 'les gestes d’un vérificateur, hors ligne', en: 'what an auditor does, offline' },
  dictionary: { fr: 'le dictionnaire des variables', en: 'the dictionary of variables' },

  partnerInit: { fr: 'créer le dossier du partenaire : ses clés et sa carte', en: 'create the partner’s home: its keys and its card' },
  partnerCard: { fr: 'écrire la carte du partenaire et dire ses mots de contrôle', en: 'write the partner’s card and tell its words' },
  partnerTrust: { fr: 'se fier à la carte d’un appareil', en: 'trust an appliance’s card' },
  partnerPrepare: {
    fr: 'préparer un lot signé et chiffré à partir d’une table CSV, Excel, Parquet ou Arrow',
    en: 'prepare a signed, encrypted bundle from a CSV, Excel, Parquet or Arrow table',
  },
  partnerExcept: {
    fr: 'faire signer par deux personnes une exception au plafond de risque',
    en: 'have two people sign an exception to the ceiling of risk',
  },
  signer: { fr: 'les signataires, dont deux ensemble signent une exception', en: 'the signers, two of whom together sign an exception' },
  signerList: { fr: 'dire qui peut signer', en: 'tell who may sign' },
  signerAdd: { fr: 'ajouter un signataire, sous sa propre phrase de passe', en: 'add a signer, under a passphrase of their own' },
  argSigner: { fr: 'nom d’une fonction (direction-generale)', en: 'name of a function (general-management)' },
  partnerPolicy: {
    fr: 'dire ou resserrer la règle du CSS : le plafond du risque de reconnaissance',
    en: 'tell or tighten the CSS’s policy: the ceiling of the risk of recognition',
  },
  partnerOpen: {
    fr: 'ouvrir un résultat ou une évaluation, et rendre aux élèves leur numéro de fiche',
    en: 'open a result or an evaluation, and give pupils their file numbers back',
  },
  partnerScore: {
    fr: 'évaluer des élèves sur place, par un modèle approuvé revenu de l’appareil',
    en: 'score pupils on site, by an approved model that came home from the appliance',
  },
  partnerSheet: {
    fr: 'écrire la fiche d’un élève, ou de quelques-uns : ce que disent les modèles, et pourquoi ce peut être faux',
    en: 'write the sheet of a pupil, or of some: what the models say, and why it may be wrong',
  },
  partnerFollowUp: { fr: 'un an après, comparer les signalements à ce qui est arrivé', en: 'a year on, compare flags with what happened' },
  partnerRegister: {
    fr: 'écrire le registre public, l’avis aux parents et l’évaluation de vie privée',
    en: 'write the public register, the notice to parents and the privacy assessment',
  },
  partnerWithdraw: { fr: 'signer le retrait d’une approbation', en: 'sign the withdrawal of an approval' },
  partnerApprove: { fr: 'signer l’approbation d’un modèle évalué', en: 'sign the approval of an evaluated model' },
  applianceInit: {
    fr: 'créer l’appareil : ses clés, sa carte, son registre et ses trois comptes',
    en: 'create the appliance: its keys, its card, its ledger and its three accounts',
  },
  custodian: {
    fr: 'les dépositaires, dont deux ensemble déverrouillent les clés',
    en: 'the custodians, two of whom together unlock the keys',
  },
  recovery: { fr: 'les parts de papier, dont deux sur trois rouvrent les clés', en: 'paper shares, two of three of which reopen the keys' },
  recoveryMake: { fr: 'écrire les trois parts, une page à imprimer chacune', en: 'write the three shares, one page to print each' },
  applianceRecover: {
    fr: 'donner de nouveaux dépositaires à l’appareil, avec deux parts de papier',
    en: 'give the appliance new custodians, from two paper shares',
  },
  partnerRecover: {
    fr: 'donner une nouvelle phrase de passe au partenaire, avec deux parts de papier',
    en: 'give the partner a new passphrase, from two paper shares',
  },
  optDrill: {
    fr: 'exercice : prouver que le papier vaut encore, sans toucher à rien',
    en: 'drill: prove that the paper still works, touching nothing',
  },
  custodianList: { fr: 'dire les numéros des dépositaires', en: 'tell the custodians’ numbers' },
  custodianAdd: { fr: 'ajouter un dépositaire (deux autres présents)', en: 'add a custodian (two others being there)' },
  custodianRetire: { fr: 'retirer un dépositaire (deux autres présents)', en: 'retire a custodian (two others being there)' },
  applianceCard: { fr: 'écrire la carte de l’appareil et dire ses mots de contrôle', en: 'write the appliance’s card and tell its words' },
  applianceEnrol: { fr: 'inscrire la carte d’un partenaire (deux personnes)', en: 'enrol a partner’s card (two persons)' },
  applianceReceive: {
    fr: 'recevoir des lots ou des approbations; rien n’est déchiffré',
    en: 'receive bundles or approvals; nothing is decrypted',
  },
  applianceSession: {
    fr: 'tenir une séance scellée : sceller, traiter, réviser (une seconde personne), fermer',
    en: 'hold a sealed session: seal, score, review (a second person), close',
  },
  applianceRelease: { fr: 'écrire les résultats approuvés sur un support', en: 'write the approved results to a drive' },
  ledgerExport: {
    fr: 'écrire tout le registre dans un dossier, pour un vérificateur',
    en: 'write the whole ledger to a folder, for an auditor',
  },
  partnerServe: {
    fr: 'servir le poste guidé dans le navigateur, sur cette machine seulement',
    en: 'serve the guided desk in the browser, on this machine only',
  },
  applianceServe: { fr: 'servir la console sur cette machine seulement', en: 'serve the console, on this machine only' },
  auditVerify: {
    fr: 'vérifier un registre exporté, ou celui d’évaluations faites sur place, sans se fier à qui le tient',
    en: 'verify an exported ledger, or one of scorings on site, without trusting whoever keeps it',
  },
  dictionaryDraft: {
    fr: 'ébaucher un dictionnaire : les types sont devinés, jamais les rôles ni les catégories',
    en: 'draft a dictionary: types are guessed, never roles nor categories',
  },
  dictionaryStarter: {
    fr: 'écrire un dictionnaire de départ, à adapter : variables courantes des écoles québécoises',
    en: 'write a starter dictionary, to be adapted: common variables of Quebec schools',
  },
  dictionaryMap: {
    fr: 'proposer une place aux codes locaux que le dictionnaire ignore; une personne confirme chacune',
    en: 'propose a place for local codes that the dictionary does not know; a person confirms each',
  },
  dictionaryCompare: {
    fr: 'dire en mots ce qui change d’une version à l’autre',
    en: 'tell in words what changes from one version to the next',
  },
  demo: {
    fr: 'jouer tout le voyage avec deux CSS fictifs, dans demo-home/',
    en: 'play the whole trip with two fictional CSSs, in demo-home/',
  },

  argHome: { fr: 'dossier du partenaire ou de l’appareil', en: 'home of the partner or of the appliance' },
  argTable: {
    fr: 'table en CSV, Excel (.xlsx), Parquet ou Arrow, ou recette (.json)',
    en: 'table: CSV, Excel (.xlsx), Parquet or Arrow, or a recipe (.json)',
  },
  argCard: { fr: 'carte (note signée)', en: 'card (signed note)' },
  argResult: { fr: 'lot de résultat ou d’évaluation', en: 'result or evaluation bundle' },
  argScored: { fr: 'lot de résultat', en: 'result bundle' },
  argLastResult: { fr: 'lot de résultat reçu l’an dernier', en: 'result bundle received last year' },
  argOutcomes: { fr: 'table de ce qui est arrivé aux élèves', en: 'table of what happened to the pupils' },
  argEvaluation: { fr: 'lot d’évaluation', en: 'evaluation bundle' },
  argFiles: { fr: 'lots et approbations', en: 'bundles and approvals' },
  argExport: { fr: 'dossier du registre', en: 'folder of the ledger' },
  optName: { fr: 'nom du CSS ou de l’appareil', en: 'name of the CSS or of the appliance' },
  optCardOut: { fr: 'écrire aussi la carte dans ce fichier', en: 'also write the card to this file' },
  optDictionary: { fr: 'dictionnaire (JSON)', en: 'dictionary (JSON)' },
  optDictionaryPending: {
    fr: 'dictionnaire (JSON), avec ou sans correspondances à confirmer',
    en: 'dictionary (JSON), with or without mappings to confirm',
  },
  argDictionaryBefore: { fr: 'ancienne version du dictionnaire', en: 'old version of the dictionary' },
  argDictionaryAfter: { fr: 'nouvelle version du dictionnaire', en: 'new version of the dictionary' },
  optPurpose: { fr: 'train : entraîner avec les issues observées; score : évaluer', en: 'train: with known outcomes; score: score' },
  optOut: { fr: 'fichier à écrire', en: 'file to write' },
  optHelpGiven: { fr: 'colonne de oui ou de non : l’élève a-t-il été aidé', en: 'column of yes or no: was the pupil helped' },
  optEvaluations: { fr: 'lots d’évaluation, pour les chiffres des modèles', en: 'evaluation bundles, for the models’ figures' },
  optLedgerExport: { fr: 'registre exporté, à vérifier et à citer', en: 'exported ledger, to be verified and quoted' },
  optRecipe: { fr: 'recette des extraits, pour en dire les sources', en: 'the extracts’ recipe, to tell their sources' },
  optChild: { fr: 'répondre aussi pour un enfant, par son numéro de fiche', en: 'answer for one child too, by file number' },
  optOutFolder: { fr: 'dossier à écrire (neuf)', en: 'folder to write (new)' },
  optDryRun: { fr: 'dire exactement ce qui sortirait, et ne rien écrire', en: 'tell exactly what would leave, and write nothing' },
  optPreview: { fr: 'écrire la page d’aperçu (HTML) dans ce fichier', en: 'write the preview page (HTML) to this file' },
  optApprovals: { fr: 'approbations des modèles qui évalueront', en: 'approvals of the models that are to score' },
  optOptedOut: {
    fr: 'liste des numéros de fiche à retirer (CSV, Excel…), sous le nom de colonne du dictionnaire',
    en: 'list of file numbers to remove (CSV, Excel…), under the dictionary’s column name',
  },
  optException: { fr: 'exception au plafond, que deux personnes ont signée', en: 'exception to the ceiling, signed by two people' },
  optSigners: { fr: 'les deux signataires présents', en: 'the two signers who are there' },
  optSignersPresent: { fr: 'deux signataires présents, s’il y en a déjà deux', en: 'two signers who are there, if two exist already' },
  optReason: { fr: 'pourquoi, en une phrase qui ne nomme personne', en: 'why, in a sentence that names nobody' },
  optExceptUntil: { fr: 'dernier jour où l’exception vaut, AAAA-MM-JJ', en: 'last day on which the exception holds, YYYY-MM-DD' },
  optCampaign: {
    fr: 'campagne (JSON) : les modèles à entraîner, leurs options et leurs limites',
    en: 'campaign (JSON): the models to train, their options and limits',
  },
  optDestroyBy: {
    fr: 'date de destruction AAAA-MM-JJ (par défaut : dans un an)',
    en: 'destruction date YYYY-MM-DD (by default: a year from now)',
  },
  optEncoding: {
    fr: 'encodage du CSV : utf-8, utf-16le, utf-16be ou windows-1252 (deviné sinon)',
    en: 'encoding of the CSV: utf-8, utf-16le, utf-16be or windows-1252 (else guessed)',
  },
  optSeparator: {
    fr: "séparateur du CSV : ';', ',', '|' ou tab (deviné sinon)",
    en: "separator of the CSV: ';', ',', '|' or tab (else guessed)",
  },
  optDecimal: { fr: 'signe décimal : « , » ou « . » (deviné sinon)', en: 'decimal sign: , or . (else guessed)' },
  optFormat: {
    fr: 'colonnes d’un fichier sans en-tête : format de bcp (-c ou -w), ou noms, un par ligne',
    en: 'columns of a file without header: format file of bcp (-c or -w), or names, one a line',
  },
  optSheet: { fr: 'feuille du classeur Excel', en: 'sheet of the Excel workbook' },
  optRiskCeiling: {
    fr: 'plus grande part d’élèves seuls de leur genre, en pour cent (5 ou 2,5)',
    en: 'largest share of pupils alone of their kind, in per cent (5 or 2.5)',
  },
  optFact: { fr: 'variable que l’entourage d’un élève connaît', en: 'variable that people around a pupil know' },
  optExcel: { fr: 'écrire aussi le CSV qu’un Excel français ouvre bien', en: 'also write the CSV that a French Excel opens well' },
  optXlsx: { fr: 'écrire aussi des classeurs Excel', en: 'also write Excel workbooks' },
  optParquet: { fr: 'écrire aussi en Parquet', en: 'also write as Parquet' },
  optPupils: { fr: 'écrire aussi la liste des élèves', en: 'also write the list of pupils' },
  optModel: { fr: 'identifiant du modèle', en: 'the model’s identifier' },
  optStance: {
    fr: 'approche : targeted (agressive, par défaut) ou wide (conservatrice)',
    en: 'stance: targeted (the default) or wide',
  },
  optCut: {
    fr: 'seuil de cette approche, en pour cent, choisi dans le tableau de l’évaluation (par défaut : celui du modèle)',
    en: 'cut of that stance, in percent, chosen in the evaluation’s table (by default: the model’s own)',
  },
  optRecallFloor: {
    fr: 'plancher de rappel en pour cent, sous lequel le modèle est refusé (40 par défaut)',
    en: 'recall floor in percent, below which the model is refused (40 by default)',
  },
  optPrecisionFloor: {
    fr: 'plancher de précision en pour cent, sous lequel le modèle est refusé (20 par défaut)',
    en: 'precision floor in percent, below which the model is refused (20 by default)',
  },
  optUntil: {
    fr: 'dernier jour de l’approbation AAAA-MM-JJ (par défaut : dans un an)',
    en: 'last day of the approval YYYY-MM-DD (by default: a year from now)',
  },
  optGap: {
    fr: 'machine : tous les liens coupés; chamber : seul le sas est sans réseau (essai)',
    en: 'machine: every link down; chamber: the chamber alone has no network (trial)',
  },
  optCustodianCount: { fr: 'nombre de dépositaires (2 par défaut)', en: 'how many custodians (2 by default)' },
  optCustodians: {
    fr: 'les deux dépositaires présents, par leurs numéros (par défaut les deux premiers)',
    en: 'the two custodians who are there, by their numbers (the first two by default)',
  },
  argCustodian: { fr: 'numéro d’un dépositaire', en: 'a custodian’s number' },
  optModels: { fr: 'ne traiter qu’avec ces modèles', en: 'score with these models only' },
  optTo: { fr: 'dossier de destination', en: 'destination folder' },
  optDeskPort: { fr: 'port du poste (8435 par défaut)', en: 'the desk’s port (8435 by default)' },
  optDeskFolder: {
    fr: 'dossier des extraits, où s’écrivent aussi lots et résultats (le dossier courant par défaut)',
    en: 'folder of the extracts, where bundles and results are written too (the current one by default)',
  },
  optPort: { fr: 'port de la console (8434 par défaut)', en: 'the console’s port (8434 by default)' },
  optAuditCard: {
    fr: 'carte de qui tient le registre, telle que vous la connaissez',
    en: 'card of whoever keeps the ledger, as you know it',
  },
  optAgainst: { fr: 'points de contrôle rapportés dans des résultats', en: 'checkpoints that came home in results' },
  optAuditHtml: { fr: 'écrire aussi le rapport en une page à imprimer', en: 'also write the report as one page to print' },
  optServe: {
    fr: 'servir ensuite la console sur le dossier de la démonstration',
    en: 'then serve the console over the demonstration’s home',
  },
} as const satisfies Record<string, Text>;
