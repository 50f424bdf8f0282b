import type { Text } from '../../base/text.ts';

/** A follow-up, and the regulator's file. */
export const accountMessages = {
  followTitle: { fr: 'Suivi, un an après', en: 'Follow-up, a year on' },
  followLead: {
    fr: 'Les signalements d’un résultat, à côté de ce qui est arrivé aux mêmes élèves. Il n’en sort que des agrégats.',
    en: 'The flags of a result, beside what happened to the same pupils. Aggregates alone come of it.',
  },
  followOnce: {
    fr: 'Un résultat ne se suit qu’avec une seule table : une autre, plus tard, dirait par différence ce qui est arrivé à quelques élèves.',
    en: 'A result is followed with one table alone: another, later, would tell by difference what happened to a few pupils.',
  },
  followResult: { fr: 'Résultat à suivre', en: 'Result to follow' },
  followResultNone: { fr: 'Aucun résultat à cet endroit encore.', en: 'No result here yet.' },
  followTable: { fr: 'Ce qui est arrivé : numéros de fiche et issues', en: 'What happened: file numbers and outcomes' },
  followHelp: { fr: 'Colonne de l’aide reçue', en: 'Column of the help given' },
  followHelpSay: {
    fr: 'Une colonne de oui ou de non que le dictionnaire ne décrit pas, s’il y en a une.',
    en: 'A column of yes or no that the dictionary does not describe, if there is one.',
  },
  followMake: { fr: 'Faire le suivi', en: 'Make the follow-up' },
  followRefused: { fr: 'Le suivi n’a pas été fait', en: 'The follow-up was not made' },
  followDone: { fr: 'Suivi du résultat du {date}', en: 'Follow-up of the result of {date}' },
  followScored: { fr: 'Élèves évalués', en: 'Pupils scored' },
  followAbsent: { fr: 'Sans issue dans la table', en: 'Without an outcome in the table' },
  followStrangers: { fr: 'De la table, non évalués', en: 'In the table, not scored' },
  followModels: { fr: 'Modèles suivis', en: 'Models followed' },
  followAside: { fr: 'Non suivis', en: 'Not followed' },
  followRead: { fr: 'Lire le suivi', en: 'Read the follow-up' },
  followCaution: {
    fr: 'L’aide donnée à un élève signalé peut avoir changé ce qui lui est arrivé : une alerte qui ne s’est pas réalisée n’est pas forcément une erreur.',
    en: 'Help given to a pupil who was flagged may have changed what happened: an alarm that did not come true need not be an error.',
  },

  registerTitle: { fr: 'Répondre au régulateur et aux parents', en: 'Answer the regulator and parents' },
  registerLead: {
    fr: 'Des documents tirés de ce que ce dossier a vraiment fait : registre public des modèles, avis aux parents, ébauche de l’évaluation des facteurs relatifs à la vie privée et, si un parent le demande, réponse sur son enfant.',
    en: 'Documents drawn from what this home has really done: public register of models, notice to parents, draft privacy impact assessment and, where a parent asks, the answer on their child.',
  },
  registerEvaluations: { fr: 'Évaluations', en: 'Evaluations' },
  registerEvaluationsSay: {
    fr: 'Elles disent ce que valent les modèles. Sans elles, le registre n’en donne que le nom.',
    en: 'They tell what models are worth. Without them, the register gives but their names.',
  },
  registerEvaluationsNone: { fr: 'Aucune évaluation dans le dossier de travail.', en: 'No evaluation in the working folder.' },
  registerLedger: { fr: 'Export du registre de l’appareil', en: 'Export of the appliance’s ledger' },
  registerLedgerSay: {
    fr: 'Un dossier remis par le CSS central, déposé dans {folder}. Il est vérifié en entier avant d’être cité.',
    en: 'A folder handed over by the central CSS, laid in {folder}. It is verified whole before it is cited.',
  },
  registerLedgerNone: { fr: 'Aucun', en: 'None' },
  registerRecipe: { fr: 'Recette des extraits', en: 'Recipe of the extracts' },
  registerRecipeSay: { fr: 'Elle dit de quels fichiers viennent les variables.', en: 'It tells which files variables come from.' },
  registerRecipeNone: { fr: 'Aucune', en: 'None' },
  registerChild: { fr: 'Numéro de fiche d’un enfant', en: 'A child’s file number' },
  registerChildSay: {
    fr: 'Seulement si son parent l’a demandé. Il n’est gardé nulle part, sauf dans la réponse si vous l’écrivez.',
    en: 'Only where the parent asked. It is kept nowhere, save in the answer if you write it.',
  },
  registerMake: { fr: 'Réunir les documents', en: 'Gather the documents' },
  registerRefused: { fr: 'Les documents n’ont pas été réunis', en: 'The documents were not gathered' },
  registerDone: { fr: 'Documents réunis', en: 'Documents gathered' },
  registerDoneLead: {
    fr: 'Lisez-les avant de les remettre. Ce qu’aucune donnée ne dit y est laissé en blanc, à remplir par une personne.',
    en: 'Read them before handing them over. What no data tell is left blank in them, for a person to fill in.',
  },
  registerApproved: { fr: 'Modèles approuvés', en: 'Models approved' },
  registerOthers: { fr: 'Autres modèles', en: 'Other models' },
  registerLeaving: { fr: 'Variables qui sont parties', en: 'Variables that left' },
  registerStaying: { fr: 'Variables restées', en: 'Variables that stayed' },
  registerRequests: { fr: 'Demandes', en: 'Requests' },
  registerVerified: { fr: 'Registre de l’appareil', en: 'The appliance’s ledger' },
  registerVerifiedSize: {
    fr: 'vérifié, {size} écritures, {sessions} {sessions|séance|séances} de ce CSS',
    en: 'verified, {size} entries, {sessions} {sessions|session|sessions} of this CSS',
  },
  registerUnverified: { fr: 'non fourni', en: 'not given' },
  page_register: { fr: 'Registre public des modèles', en: 'Public register of models' },
  page_parents: { fr: 'Avis aux parents', en: 'Notice to parents' },
  page_assessment: { fr: 'Évaluation des facteurs relatifs à la vie privée, ébauche', en: 'Privacy impact assessment, a draft' },
  page_child: { fr: 'Réponse sur un enfant', en: 'Answer on one child' },
  registerChildCaution: {
    fr: 'Cette réponse porte le numéro de fiche de l’enfant : elle est à son parent. Écrite, elle sera détruite avec la demande.',
    en: 'This answer bears the child’s file number: it is the parent’s. Once written, it is destroyed with the request.',
  },

  accountClose: { fr: 'Refermer', en: 'Close' },
  accountCloseSay: {
    fr: 'Refermer efface de la mémoire ce qui a été lu. Les fichiers écrits restent.',
    en: 'Closing clears from memory what was read. Files that were written stay.',
  },
  accountClosed: { fr: 'C’est refermé.', en: 'It is closed.' },
  accountSave: { fr: 'Écrire les fichiers', en: 'Write the files' },
  accountSaveSay: { fr: 'Dans un nouveau sous-dossier de {folder}.', en: 'In a new folder under {folder}.' },
  accountAdd: { fr: 'Ajouter des fichiers', en: 'Add files' },
  accountAddSay: {
    fr: 'Ils sont gardés dans un dossier privé du poste, puis écrasés. Ceux de {folder} sont proposés sans être copiés.',
    en: 'They are kept in a private folder of the desk, then written over. Those of {folder} are proposed without being copied.',
  },
} as const satisfies Record<string, Text>;
