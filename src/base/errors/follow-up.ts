import type { ErrorCatalogue } from './entry.ts';

/** Refusals of what a CSS does once the results are home: pupils' sheets, follow-up, and the regulator's file. */
export const followUpErrors = {
  REGISTER_NOTHING: {
    what: {
      fr: 'Ce dossier n’a encore préparé aucune demande : il n’y a rien à dire à un régulateur.',
      en: 'This home has prepared no request yet: there is nothing to tell a regulator.',
    },
    fix: {
      fr: 'Préparez une demande avec « ecluse partner prepare », puis recommencez.',
      en: 'Prepare a request with “ecluse partner prepare”, then try again.',
    },
  },
  REGISTER_CHILD: {
    what: {
      fr: 'Aucune des demandes encore gardées ne contient cet élève.',
      en: 'None of the requests still held contains this pupil.',
    },
    fix: {
      fr: 'Vérifiez le numéro de fiche. Ce qui est détruit ne peut plus répondre.',
      en: 'Check the file number. What is destroyed can no longer answer.',
    },
  },
  PUPIL_NOT_RESULT: {
    what: {
      fr: 'Ce lot est de nature « {kind} » : seul un résultat, qui a évalué des élèves, donne des fiches.',
      en: 'This bundle is of kind “{kind}”: only a result, which scored pupils, gives sheets.',
    },
    fix: { fr: 'Donnez le lot de résultat reçu pour ces élèves.', en: 'Give the result bundle received for these pupils.' },
  },
  PUPIL_UNKNOWN: {
    what: {
      fr: 'Des numéros de fiche donnés ne sont pas dans ce résultat; leur rang parmi ceux qui ont été donnés : {ranks}.',
      en: 'Some of the file numbers given are not in this result; their rank among those given: {ranks}.',
    },
    fix: {
      fr: 'Vérifiez ces numéros, et que le résultat porte bien sur ces élèves. Aucune fiche n’a été écrite.',
      en: 'Check these numbers, and that the result is of these pupils. No sheet was written.',
    },
  },
  FOLLOW_UP_NOT_RESULT: {
    what: {
      fr: 'Ce lot est de nature « {kind} » : seul un résultat, qui a évalué des élèves, se suit.',
      en: 'This bundle is of kind “{kind}”: only a result, which scored pupils, can be followed.',
    },
    fix: { fr: 'Donnez le lot reçu l’an dernier pour ces élèves.', en: 'Give the bundle received last year for these pupils.' },
  },
  FOLLOW_UP_NO_OUTCOME: {
    what: {
      fr: 'Le dictionnaire ne définit aucune des issues que ces modèles prévoyaient.',
      en: 'The dictionary defines none of the outcomes that these models foresaw.',
    },
    fix: {
      fr: 'Donnez le dictionnaire de l’entraînement, où chaque issue porte sa famille, sa cible et son niveau.',
      en: 'Give the training’s dictionary, in which each outcome has its family, target and grade.',
    },
  },
  FOLLOW_UP_FEW: {
    what: {
      fr: 'Parmi les élèves de ce modèle dont l’issue est connue, moins de dix sont concernés, ou moins de dix ne le sont pas : rien n’en est dit.',
      en: 'Among this model’s pupils whose outcome is known, fewer than ten are concerned, or fewer than ten are not: nothing is told of them.',
    },
    fix: { fr: 'Donnez une table où plus d’élèves ont une issue connue.', en: 'Give a table in which more pupils have a known outcome.' },
  },
  FOLLOW_UP_OUTCOME: {
    what: {
      fr: 'L’issue que prévoyait ce modèle n’est pas dans la table, ou pas dans le dictionnaire.',
      en: 'The outcome that this model foresaw is not in the table, or not in the dictionary.',
    },
    fix: { fr: 'Ajoutez cette colonne à l’extrait, puis recommencez.', en: 'Add that column to the extract, then try again.' },
  },
  FOLLOW_UP_STRANGERS: {
    what: {
      fr: 'Aucun élève de « {file} » n’était dans ce résultat.',
      en: 'No pupil of “{file}” was in this result.',
    },
    fix: {
      fr: 'Vérifiez la colonne du numéro de fiche, et que l’extrait porte sur les élèves évalués l’an dernier.',
      en: 'Check the column of file numbers, and that the extract covers the pupils scored last year.',
    },
  },
  FOLLOW_UP_HELP: {
    what: {
      fr: 'La colonne « {column} », qui dit l’aide reçue, n’est pas dans la table, ou le dictionnaire lui donne un autre rôle.',
      en: 'The column “{column}”, which tells the help given, is not in the table, or the dictionary gives it another role.',
    },
    fix: {
      fr: 'Nommez une colonne de oui ou de non que le dictionnaire ne décrit pas.',
      en: 'Name a column of yes or no that the dictionary does not describe.',
    },
  },
  FOLLOW_UP_AGAIN: {
    what: {
      fr: 'Un suivi de ce résultat a déjà été fait avec d’autres données : comparer les deux dirait ce qui est arrivé à quelques élèves.',
      en: 'A follow-up of this result was already made with other data: comparing the two would tell what happened to a few pupils.',
    },
    fix: {
      fr: 'Gardez le premier. S’il était faux, détruisez-le avec ses copies, retirez sa ligne de follow-ups.json, puis recommencez.',
      en: 'Keep the first. If it was wrong, destroy it and its copies, remove its line from follow-ups.json, then try again.',
    },
  },
} as const satisfies ErrorCatalogue;
