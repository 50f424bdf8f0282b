import type { ErrorCatalogue } from './entry.ts';

/** What cells and columns say against their dictionary. */
export const tableErrors = {
  TABLE_COLUMN_MISSING: {
    what: {
      fr: 'La colonne « {column} », décrite au dictionnaire, manque dans le fichier.',
      en: 'The column “{column}”, described in the dictionary, is missing from the file.',
    },
    fix: {
      fr: 'Ajoutez-la à l’extraction, ou retirez-la du dictionnaire.',
      en: 'Add it to the extract, or remove it from the dictionary.',
    },
  },
  TABLE_COLUMN_UNKNOWN: {
    what: {
      fr: 'La colonne « {column} » n’est pas au dictionnaire : elle ne quittera pas le CSS.',
      en: 'The column “{column}” is not in the dictionary: it will not leave the school service centre.',
    },
    fix: {
      fr: 'Rien à faire si c’est voulu; sinon, décrivez-la au dictionnaire.',
      en: 'Nothing to do if intended; otherwise describe it in the dictionary.',
    },
  },
  TABLE_OUTCOME_KEPT: {
    what: {
      fr: 'La colonne « {column} » est une issue observée : elle ne quittera pas le CSS dans un lot à évaluer.',
      en: 'The column “{column}” is an outcome: it will not leave the school service centre in a bundle to score.',
    },
    fix: {
      fr: 'Rien à faire si vous voulez évaluer ces élèves; pour entraîner un modèle, préparez le lot avec « --purpose train ».',
      en: 'Nothing to do if you mean to score these pupils; to train a model, prepare the bundle with “--purpose train”.',
    },
  },
  TABLE_COLUMN_BLANK: {
    what: { fr: 'La colonne « {column} » ne contient aucune valeur.', en: 'The column “{column}” holds no value at all.' },
    fix: {
      fr: 'Vérifiez l’extraction : une colonne vide n’apprend rien au modèle.',
      en: 'Check the extract: an empty column teaches the model nothing.',
    },
  },
  TABLE_NUMBER: {
    what: {
      fr: 'Ligne {line}, colonne « {column} » : ce n’est pas un nombre.',
      en: 'Line {line}, column “{column}”: this is not a number.',
    },
    fix: {
      fr: 'Corrigez l’extraction à la source, puis recommencez; rien n’a été écrit.',
      en: 'Correct the extract at its source, then try again; nothing was written.',
    },
  },
  TABLE_NUMBER_AMBIGUOUS: {
    what: {
      fr: 'Ligne {line}, colonne « {column} » : le point ou la virgule peut être décimal ou séparer les milliers.',
      en: 'Line {line}, column “{column}”: the point or comma may be decimal or may separate thousands.',
    },
    fix: { fr: 'Exportez les nombres sans séparateur de milliers.', en: 'Export the numbers without a thousands separator.' },
  },
  TABLE_NUMBER_HUGE: {
    what: {
      fr: 'Ligne {line}, colonne « {column} » : le nombre dépasse ce qui peut être représenté.',
      en: 'Line {line}, column “{column}”: the number exceeds what can be represented.',
    },
    fix: {
      fr: 'Corrigez l’extraction à la source, puis recommencez; rien n’a été écrit.',
      en: 'Correct the extract at its source, then try again; nothing was written.',
    },
  },
  TABLE_INTEGER: {
    what: {
      fr: 'Ligne {line}, colonne « {column} » : un nombre entier est attendu.',
      en: 'Line {line}, column “{column}”: a whole number is expected.',
    },
    fix: {
      fr: 'Corrigez la valeur, ou donnez le type « number » à la variable.',
      en: 'Correct the value, or give the variable the type “number”.',
    },
  },
  TABLE_BOOLEAN: {
    what: {
      fr: 'Ligne {line}, colonne « {column} » : un oui ou un non est attendu.',
      en: 'Line {line}, column “{column}”: a yes or a no is expected.',
    },
    fix: { fr: 'Employez oui/non, vrai/faux, O/N ou 1/0.', en: 'Use yes/no, true/false, Y/N or 1/0.' },
  },
  TABLE_RANGE: {
    what: {
      fr: 'Ligne {line}, colonne « {column} » : la valeur sort de l’intervalle du dictionnaire.',
      en: 'Line {line}, column “{column}”: the value lies outside the dictionary’s range.',
    },
    fix: {
      fr: 'Corrigez la valeur à la source, ou élargissez l’intervalle s’il est trop étroit.',
      en: 'Correct the value at its source, or widen the range if it is too narrow.',
    },
  },
  CODE_UNMAPPED: {
    what: {
      fr: 'Ligne {line}, colonne « {column} » : le code n’est pas dans la liste du dictionnaire.',
      en: 'Line {line}, column “{column}”: the code is not in the dictionary’s list.',
    },
    fix: {
      fr: 'Ajoutez-le comme synonyme (« aliases ») d’un code de la liste, après l’avoir vérifié.',
      en: 'Add it as an alias of one of the listed codes, once checked.',
    },
  },
  TABLE_FILE_NUMBER_MISSING: {
    what: {
      fr: 'Ligne {line}, colonne « {column} » : le numéro de fiche manque.',
      en: 'Line {line}, column “{column}”: the file number is missing.',
    },
    fix: { fr: 'Chaque ligne doit porter le numéro de fiche d’un élève.', en: 'Every row must carry a pupil’s file number.' },
  },
  TABLE_FILE_NUMBER_FORM: {
    what: {
      fr: 'Ligne {line}, colonne « {column} » : le numéro de fiche est trop long, contient un caractère de contrôle, ou fut abrégé par un tableur (1,23E+09).',
      en: 'Line {line}, column “{column}”: the file number is too long, holds a control character, or was shortened by a spreadsheet (1.23E+09).',
    },
    fix: {
      fr: 'Corrigez l’extraction à la source, puis recommencez; rien n’a été écrit.',
      en: 'Correct the extract at its source, then try again; nothing was written.',
    },
  },
  TABLE_FILE_NUMBER_TWICE: {
    what: {
      fr: 'Ligne {line}, colonne « {column} » : ce numéro de fiche figure déjà sur une autre ligne, avec d’autres valeurs.',
      en: 'Line {line}, column “{column}”: this file number already stands on another row, with other values.',
    },
    fix: { fr: 'Gardez une seule ligne par élève.', en: 'Keep one row per pupil.' },
  },
  TABLE_FILE_NUMBER_NEAR: {
    what: {
      fr: 'Colonne « {column} » : {count} {count|numéro ne diffère|numéros ne diffèrent} d’un autre que par des zéros de tête, des espaces ou des majuscules (le premier : ligne {line}). Ce sont pour Écluse autant d’élèves.',
      en: 'Column “{column}”: {count} {count|number differs|numbers differ} from another by leading zeros, blanks or capitals alone (the first: line {line}). To Écluse they are as many pupils.',
    },
    fix: {
      fr: 'S’il s’agit du même élève, écrivez son numéro d’une seule manière dans l’extraction, puis recommencez.',
      en: 'If they are the same pupil, write the number one way in the extract, then try again.',
    },
  },
  TABLE_ROWS_MERGED: {
    what: {
      fr: '{count} ligne(s) disaient la même chose qu’une autre ligne du même élève : chaque élève n’est compté qu’une fois.',
      en: '{count} row(s) said the same as another row of the same pupil: each pupil is counted once.',
    },
    fix: {
      fr: 'Rien à faire si c’est attendu; sinon, vérifiez la jointure de l’extraction.',
      en: 'Nothing to do if expected; otherwise check the extract’s join.',
    },
  },
} as const satisfies ErrorCatalogue;
