import type { ErrorCatalogue } from './entry.ts';

/** Refusals of a preparation, and of the list of pupils who opted out. */
export const preparationErrors = {
  PREPARE_EMPTY: {
    what: { fr: 'La table « {file} » ne contient aucun élève.', en: 'The table “{file}” holds no pupil.' },
    fix: {
      fr: 'Vérifiez l’extraction : il faut une ligne d’en-tête et au moins une ligne d’élève.',
      en: 'Check the export: a header line and at least one pupil’s line are needed.',
    },
  },
  PREPARE_IDENTIFIER: {
    what: {
      fr: 'Le dictionnaire donne {count} variables de rôle « identifier »; il en faut exactement une, le numéro de fiche.',
      en: 'The dictionary gives {count} variables of role “identifier”; exactly one is needed, the file number.',
    },
    fix: {
      fr: 'Donnez ce rôle au seul numéro de fiche; les autres identifiants ont le rôle « direct-identifier ».',
      en: 'Give that role to the file number alone; other identifiers take the role “direct-identifier”.',
    },
  },
  PREPARE_NO_FILE_NUMBER: {
    what: {
      fr: 'La colonne du numéro de fiche, « {column} », manque dans « {file} ».',
      en: 'The file number’s column, “{column}”, is missing from “{file}”.',
    },
    fix: {
      fr: 'Ajoutez la colonne à l’extraction ou corrigez son nom dans le dictionnaire.',
      en: 'Add the column to the export or correct its name in the dictionary.',
    },
  },
  PREPARE_BLANK_FILE_NUMBER: {
    what: {
      fr: 'La colonne « {column} » est vide à la ligne {line} ({count} au total) : on ne saurait pas à qui rendre le résultat.',
      en: 'The column “{column}” is blank on line {line} ({count} in all): nobody could tell whose result it is.',
    },
    fix: { fr: 'Complétez ou retirez ces lignes.', en: 'Complete or remove those lines.' },
  },
  PREPARE_DUPLICATE_FILE_NUMBER: {
    what: {
      fr: 'Deux lignes différentes portent le même numéro de fiche dans « {column} » : la ligne {line} répète la ligne {first} ({count} cas au total).',
      en: 'Two different lines bear the same file number in “{column}”: line {line} repeats line {first} ({count} cases in all).',
    },
    fix: {
      fr: 'Gardez une seule ligne par élève; les lignes entièrement identiques sont retirées d’elles-mêmes.',
      en: 'Keep one line a pupil; lines identical throughout are removed by themselves.',
    },
  },
  PREPARE_PROBLEMS: {
    what: {
      fr: 'La table « {file} » ne suit pas le dictionnaire : {count} {count|cellule ou colonne|cellules ou colonnes} à corriger. Rien n’a été écrit.',
      en: 'The table “{file}” does not follow the dictionary: {count} {count|cell or column|cells or columns} to correct. Nothing was written.',
    },
    fix: {
      fr: 'Corrigez l’extraction aux lignes et colonnes nommées, ou ajoutez au dictionnaire le code manquant.',
      en: 'Correct the export at the lines and columns named, or add the missing code to the dictionary.',
    },
  },
  PREPARE_NO_OUTCOME: {
    what: {
      fr: 'Un lot d’entraînement demande au moins une issue observée; « {file} » n’en contient aucune.',
      en: 'A training bundle needs at least one outcome; “{file}” holds none.',
    },
    fix: {
      fr: 'Ajoutez la colonne de l’issue et donnez-lui le rôle « outcome » dans le dictionnaire.',
      en: 'Add the outcome’s column and give it the role “outcome” in the dictionary.',
    },
  },
  PREPARE_TABLE_KIND: {
    what: {
      fr: 'Le contenu de « {file} » n’est ni du CSV ni de l’Arrow IPC.',
      en: 'The content of “{file}” is neither CSV nor Arrow IPC.',
    },
    fix: { fr: 'Exportez la table en CSV ou en Arrow (Feather 2).', en: 'Export the table as CSV or Arrow (Feather 2).' },
  },
  OPT_OUT_COLUMN: {
    what: {
      fr: 'La liste des élèves qui se sont opposés n’a pas de colonne « {column} ».',
      en: 'The list of pupils who opted out has no column “{column}”.',
    },
    fix: {
      fr: 'Donnez à la colonne des numéros de fiche le nom qu’elle a dans le dictionnaire, sur la première ligne de la liste.',
      en: 'Give the column of file numbers the name it has in the dictionary, on the first line of the list.',
    },
  },
  OPT_OUT_BLANK: {
    what: {
      fr: 'Sur la liste des élèves qui se sont opposés, la ligne {line} n’a pas de numéro de fiche : cet élève partirait avec les autres.',
      en: 'On the list of pupils who opted out, line {line} has no file number: that pupil would leave with the others.',
    },
    fix: {
      fr: 'Écrivez le numéro de fiche de cet élève, ou retirez la ligne si elle ne parle de personne.',
      en: 'Write that pupil’s file number, or remove the line if it speaks of nobody.',
    },
  },
  OPT_OUT_ZEROS: {
    what: {
      fr: 'Sur la liste des élèves qui se sont opposés, {count} {count|numéro ne diffère|numéros ne diffèrent} de celui d’un élève qui partirait que par des zéros de tête, des espaces ou des majuscules (le premier : ligne {line}).',
      en: 'On the list of pupils who opted out, {count} {count|number differs|numbers differ} from that of a pupil who would leave by leading zeros, blanks or capitals alone (the first: line {line}).',
    },
    fix: {
      fr: 'Écrivez chaque numéro d’une seule manière, sur la liste et dans la table : un tableur retire les zéros de tête d’une colonne qui n’est pas du texte.',
      en: 'Write each number one way, on the list and in the table: a spreadsheet drops the leading zeros of a column that is not text.',
    },
  },
} as const satisfies ErrorCatalogue;
