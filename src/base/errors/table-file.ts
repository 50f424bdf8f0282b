import type { ErrorCatalogue } from './entry.ts';

/** Refusals of a table’s file, before any cell is understood. */
export const tableFileErrors = {
  TABLE_EMPTY: {
    what: { fr: 'Le fichier ne contient aucune ligne de données.', en: 'The file holds no row of data.' },
    fix: {
      fr: 'Vérifiez l’extraction : elle doit compter un en-tête et au moins un élève.',
      en: 'Check the extract: it needs a header and at least one pupil.',
    },
  },
  TABLE_TOO_LARGE: {
    what: { fr: 'Le fichier dépasse la limite de {limit} ({what}).', en: 'The file exceeds the limit of {limit} ({what}).' },
    fix: {
      fr: 'Partagez l’extraction ou retirez les colonnes inutiles.',
      en: 'Split the extract or remove the columns that are not needed.',
    },
  },
  TABLE_ENCODING: {
    what: { fr: 'Ligne {line} : le texte n’est pas en {encoding} valide.', en: 'Line {line}: the text is not valid {encoding}.' },
    fix: {
      fr: 'Précisez l’encodage du fichier, ou exportez-le de nouveau en UTF-8.',
      en: 'State the file’s encoding, or export it again as UTF-8.',
    },
  },
  TABLE_ENCODING_MIXED: {
    what: {
      fr: 'Ligne {line} : le fichier n’est pas en UTF-8, mais cette ligne semble l’être, comme si deux fichiers avaient été collés.',
      en: 'Line {line}: the file is not in UTF-8, but this line seems to be, as if two files had been joined.',
    },
    fix: {
      fr: 'Exportez de nouveau le tout d’un seul encodage; si la ligne est juste, dites-le : --encoding windows-1252.',
      en: 'Export all of it again in one encoding; if the line is right, say so: --encoding windows-1252.',
    },
  },
  TABLE_NUL: {
    what: {
      fr: 'Ligne {line}, colonne {column} : un octet nul se trouve dans le texte.',
      en: 'Line {line}, column {column}: a NUL byte stands in the text.',
    },
    fix: {
      fr: 'Le fichier est abîmé ou n’est pas du texte : exportez-le de nouveau.',
      en: 'The file is damaged or is not text: export it again.',
    },
  },
  TABLE_BOM: {
    what: {
      fr: 'Ligne {line}, colonne {column} : une marque d’ordre des octets se trouve au milieu du fichier, comme si deux fichiers avaient été collés.',
      en: 'Line {line}, column {column}: a byte order mark stands in the middle of the file, as if two files had been joined.',
    },
    fix: { fr: 'Exportez le fichier en une seule fois.', en: 'Export the file in one go.' },
  },
  TABLE_RAGGED: {
    what: {
      fr: 'Ligne {line} : {found} {found|champ|champs} au lieu de {expected}.',
      en: 'Line {line}: {found} {found|field|fields} instead of {expected}.',
    },
    fix: {
      fr: 'Cherchez un séparateur ou un guillemet de trop sur cette ligne, corrigez, puis recommencez.',
      en: 'Look for an extra separator or quote on that line, correct it, then try again.',
    },
  },
  TABLE_QUOTE: {
    what: {
      fr: 'Ligne {line}, colonne {column} : un guillemet est mal placé ou n’est jamais fermé.',
      en: 'Line {line}, column {column}: a quote is misplaced or never closed.',
    },
    fix: {
      fr: 'Doublez les guillemets à l’intérieur d’un champ ("") et fermez chaque champ ouvert.',
      en: 'Double the quotes inside a field ("") and close every open field.',
    },
  },
  TABLE_HEADER_TWICE: {
    what: {
      fr: 'L’en-tête donne à la colonne numéro {column} un nom déjà employé.',
      en: 'The header gives column number {column} a name already used.',
    },
    fix: { fr: 'Renommez l’une des deux colonnes, ou retirez-la.', en: 'Rename one of the two columns, or remove it.' },
  },
  TABLE_HEADER_DATA: {
    what: {
      fr: 'La première ligne semble contenir des données, et non les noms des colonnes (colonne numéro {column}).',
      en: 'The first line seems to hold data, not column names (column number {column}).',
    },
    fix: { fr: 'Ajoutez une ligne d’en-tête à l’extraction.', en: 'Add a header line to the extract.' },
  },
  TABLE_HEADER_FORM: {
    what: {
      fr: 'L’en-tête donne à la colonne numéro {column} un nom trop long ou qui contient un caractère de contrôle.',
      en: 'The header gives column number {column} a name that is too long or holds a control character.',
    },
    fix: { fr: 'Donnez à cette colonne un nom court, sur une ligne.', en: 'Give that column a short name, on one line.' },
  },
  TABLE_HEADER_EMPTY: {
    what: { fr: 'L’en-tête ne nomme pas la colonne numéro {column}.', en: 'The header does not name column number {column}.' },
    fix: { fr: 'Nommez cette colonne, ou retirez-la.', en: 'Name that column, or remove it.' },
  },
  TABLE_FORMAT: {
    what: {
      fr: 'Fichier de format, ligne {line} : elle ne décrit pas une colonne de texte que bcp écrit avec -c ou -w.',
      en: 'Format file, line {line}: it does not describe a text column that bcp writes with -c or -w.',
    },
    fix: {
      fr: 'Refaites-le avec « bcp TABLE format nul -c -f F » (ou -w), ou donnez une simple liste de noms, un par ligne.',
      en: 'Make it again with “bcp TABLE format nul -c -f F” (or -w), or give a plain list of names, one a line.',
    },
  },
  TABLE_PARQUET: {
    what: { fr: 'Le fichier Parquet est mal formé ou tronqué ({where}).', en: 'The Parquet file is malformed or truncated ({where}).' },
    fix: { fr: 'Exportez-le de nouveau; s’il persiste, exportez en CSV.', en: 'Export it again; if it persists, export as CSV.' },
  },
  TABLE_XLSX: {
    what: { fr: 'Le fichier n’est pas un classeur Excel (.xlsx) lisible.', en: 'The file is not a readable Excel workbook (.xlsx).' },
    fix: {
      fr: 'Ouvrez-le dans Excel, enregistrez-le de nouveau sans mot de passe en .xlsx, ou exportez en CSV.',
      en: 'Open it in Excel, save it again without a password as .xlsx, or export as CSV.',
    },
  },
  TABLE_SHEETS: {
    what: {
      fr: 'Le classeur compte {count} feuilles qui ne sont pas vides : {names}.',
      en: 'The workbook has {count} sheets that are not empty: {names}.',
    },
    fix: { fr: 'Nommez celle qu’il faut lire avec --sheet.', en: 'Name the one to read with --sheet.' },
  },
  TABLE_SHEET_CELL: {
    what: {
      fr: 'Cellule {cell} : une erreur d’Excel, ou une formule dont le fichier ne garde pas le résultat ({count} en tout).',
      en: 'Cell {cell}: an error of Excel, or a formula whose result the file does not keep ({count} in all).',
    },
    fix: {
      fr: 'Corrigez les formules, ou collez les valeurs seules dans une feuille neuve, et enregistrez depuis Excel.',
      en: 'Correct the formulas, or paste the values alone into a new sheet, and save from Excel.',
    },
  },
  TABLE_SHEET_MERGED: {
    what: {
      fr: 'Cellules {cells} : elles sont fusionnées; la première seule porte la valeur ({count} {count|fusion|fusions} en tout).',
      en: 'Cells {cells}: they are merged; the first alone holds the value ({count} {count|merge|merges} in all).',
    },
    fix: {
      fr: 'Annulez la fusion et répétez la valeur dans chaque cellule.',
      en: 'Unmerge them and repeat the value in each cell.',
    },
  },
  TABLE_SHEET_ZEROS: {
    what: {
      fr: 'Cellule {cell} : Excel y montre des zéros de tête que la cellule ne contient pas (format 0000000; {count} en tout). Un numéro de fiche serait lu sans eux.',
      en: 'Cell {cell}: Excel shows leading zeros that the cell does not hold (format 0000000; {count} in all). A file number would be read without them.',
    },
    fix: {
      fr: 'Faites-en du texte, avec la formule =TEXTE(A2;"0000000") par exemple, collez les valeurs seules, et enregistrez.',
      en: 'Turn it into text, with the formula =TEXT(A2,"0000000") for instance, paste the values alone, and save.',
    },
  },
  TABLE_SHEET_MISSING: {
    what: { fr: 'Le classeur n’a pas de feuille « {sheet} ».', en: 'The workbook has no sheet “{sheet}”.' },
    fix: { fr: 'Vérifiez le nom, majuscules et espaces compris.', en: 'Check the name, capitals and blanks included.' },
  },
  TABLE_NESTED: {
    what: {
      fr: 'Colonne « {column} » : les types imbriqués ne sont pas admis.',
      en: 'Column “{column}”: nested types are not allowed.',
    },
    fix: { fr: 'Exportez une colonne simple par variable.', en: 'Export one plain column per variable.' },
  },
  TABLE_VALUE: {
    what: {
      fr: 'Ligne {line}, colonne « {column} » : la valeur n’est ni un nombre fini, ni un texte, ni une date.',
      en: 'Line {line}, column “{column}”: the value is neither a finite number, nor text, nor a date.',
    },
    fix: {
      fr: 'Corrigez l’extraction à la source, puis recommencez; rien n’a été écrit.',
      en: 'Correct the extract at its source, then try again; nothing was written.',
    },
  },
} as const satisfies ErrorCatalogue;
