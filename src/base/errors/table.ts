import type { ErrorCatalogue } from './entry.ts';

export const tableErrors = {
  DICTIONARY_MEMBER: {
    what: {
      fr: 'Dictionnaire, variable « {variable} » : le membre « {member} » n’a pas la forme prévue.',
      en: 'Dictionary, variable “{variable}”: the member “{member}” does not have the expected form.',
    },
    fix: {
      fr: 'Voyez dans SPEC.md ce que ce membre admet, corrigez le dictionnaire, puis recommencez.',
      en: 'See in SPEC.md what this member admits, correct the dictionary, then try again.',
    },
  },
  DICTIONARY_MEMBER_UNKNOWN: {
    what: {
      fr: 'Dictionnaire, variable « {variable} » : le membre « {member} » n’existe pas.',
      en: 'Dictionary, variable “{variable}”: there is no member “{member}”.',
    },
    fix: { fr: 'Retirez-le ou corrigez son nom : le schéma est fermé.', en: 'Remove it or correct its name: the schema is closed.' },
  },
  DICTIONARY_MEMBER_MISSING: {
    what: {
      fr: 'Dictionnaire, variable « {variable} » : le membre « {member} » manque.',
      en: 'Dictionary, variable “{variable}”: the member “{member}” is missing.',
    },
    fix: {
      fr: 'Ajoutez-le. Rôles et catégories sont choisis par une personne, jamais devinés.',
      en: 'Add it. Roles and categories are chosen by a person, never guessed.',
    },
  },
  DICTIONARY_MOMENT: {
    what: {
      fr: 'La variable « {variable} » nomme un moment que le dictionnaire n’énumère pas : « {moment} ».',
      en: 'Variable “{variable}” names a moment that the dictionary does not list: “{moment}”.',
    },
    fix: {
      fr: 'Ajoutez ce moment à « moments », à sa place dans l’année, ou corrigez son nom.',
      en: 'Add this moment to “moments”, at its place in the year, or correct its name.',
    },
  },
  DICTIONARY_MEMBER_FOREIGN: {
    what: {
      fr: 'Dictionnaire, variable « {variable} » : le membre « {member} » ne convient ni à son rôle ni à son type.',
      en: 'Dictionary, variable “{variable}”: the member “{member}” fits neither its role nor its type.',
    },
    fix: {
      fr: 'Retirez ce membre, ou corrigez le rôle ou le type de la variable.',
      en: 'Remove this member, or correct the variable’s role or type.',
    },
  },
  DICTIONARY_TWICE: {
    what: {
      fr: 'Dictionnaire : la variable « {variable} » est décrite deux fois.',
      en: 'Dictionary: the variable “{variable}” is described twice.',
    },
    fix: { fr: 'Corrigez le dictionnaire, puis recommencez.', en: 'Correct the dictionary, then try again.' },
  },
  DICTIONARY_CODE_TWICE: {
    what: {
      fr: 'Dictionnaire, variable « {variable} » : le code ou le synonyme « {member} » figure déjà dans la liste.',
      en: 'Dictionary, variable “{variable}”: the code or alias “{member}” already stands in the list.',
    },
    fix: {
      fr: 'Chaque graphie mène à un seul code : retirez l’une des deux.',
      en: 'Each spelling leads to one code: remove one of the two.',
    },
  },
  DICTIONARY_TEACHING: {
    what: {
      fr: 'Dictionnaire : la variable « {variable} » désigne un enseignant, une classe ou un groupe. Les colonnes d’enseignant, de classe ou de groupe ne quittent jamais le CSS.',
      en: 'Dictionary: the variable “{variable}” says a teacher, a class or a teaching group. Teacher, class and teaching-group columns never leave the school service centre.',
    },
    fix: {
      fr: 'Retirez cette variable du dictionnaire et de l’extraction.',
      en: 'Remove this variable from the dictionary and from the extract.',
    },
  },
  DICTIONARY_FREE_TEXT: {
    what: {
      fr: 'Dictionnaire, variable « {variable} » : un texte libre ne peut pas quitter le CSS.',
      en: 'Dictionary, variable “{variable}”: free text cannot leave the school service centre.',
    },
    fix: {
      fr: 'Donnez-lui le type « code » avec une liste fermée, ou le rôle « direct-identifier ».',
      en: 'Give it the type “code” with a closed list, or the role “direct-identifier”.',
    },
  },
  DICTIONARY_IDENTIFIER: {
    what: {
      fr: 'Le dictionnaire compte {count} variable(s) de rôle « identifier »; il en faut une, et une seule.',
      en: 'The dictionary has {count} variable(s) with the role “identifier”; it needs exactly one.',
    },
    fix: { fr: 'Donnez ce rôle au numéro de fiche seulement.', en: 'Give that role to the file number alone.' },
  },
  DICTIONARY_NO_PREDICTOR: {
    what: { fr: 'Le dictionnaire ne compte aucun prédicteur.', en: 'The dictionary has no predictor.' },
    fix: {
      fr: 'Donnez le rôle « predictor » aux variables sur lesquelles le modèle s’appuiera.',
      en: 'Give the role “predictor” to the variables that the model will rely on.',
    },
  },
  DICTIONARY_PREDICTORS: {
    what: {
      fr: 'Le dictionnaire compte {count} prédicteurs; la limite est de {limit}.',
      en: 'The dictionary has {count} predictors; the limit is {limit}.',
    },
    fix: { fr: 'Retirez les variables les moins utiles.', en: 'Remove the least useful variables.' },
  },
  DICTIONARY_TOO_LARGE: {
    what: { fr: 'Le dictionnaire dépasse {limit} octets.', en: 'The dictionary exceeds {limit} bytes.' },
    fix: { fr: 'Vérifiez qu’il s’agit du bon fichier.', en: 'Check that it is the right file.' },
  },
  DICTIONARY_MAP: {
    what: {
      fr: 'Dictionnaire, variable « {variable} » : une correspondance confirmée ne mène à aucun code de la liste, ou contredit une graphie qui s’y trouve déjà (vers « {code} »).',
      en: 'Dictionary, variable “{variable}”: a confirmed mapping leads to no code of the list, or contradicts a spelling that stands there already (to “{code}”).',
    },
    fix: { fr: 'Corrigez « to » ou remettez « confirmed » à false.', en: 'Correct “to” or set “confirmed” back to false.' },
  },
  DICTIONARY_TO_CONFIRM: {
    what: {
      fr: 'Le dictionnaire porte {count} correspondance(s) que personne n’a encore confirmées (« toConfirm »).',
      en: 'The dictionary holds {count} mapping(s) that nobody has confirmed yet (“toConfirm”).',
    },
    fix: {
      fr: 'Lisez chacune, corrigez « to », mettez « confirmed » à true, puis relancez « ecluse dictionary map ».',
      en: 'Read each, correct “to”, set “confirmed” to true, then run “ecluse dictionary map” again.',
    },
  },
  RECIPE_MEMBER: {
    what: {
      fr: 'Recette, « {variable} » : le membre « {member} » n’a pas la forme prévue.',
      en: 'Recipe, “{variable}”: the member “{member}” does not have the expected form.',
    },
    fix: {
      fr: 'Voyez dans RECIPES.md ce que ce membre admet, corrigez la recette, puis recommencez.',
      en: 'See in RECIPES.md what this member admits, correct the recipe, then try again.',
    },
  },
  RECIPE_MEMBER_UNKNOWN: {
    what: {
      fr: 'Recette, « {variable} » : le membre « {member} » n’existe pas.',
      en: 'Recipe, “{variable}”: there is no member “{member}”.',
    },
    fix: { fr: 'Retirez-le ou corrigez son nom : le schéma est fermé.', en: 'Remove it or correct its name: the schema is closed.' },
  },
  RECIPE_MEMBER_MISSING: {
    what: {
      fr: 'Recette, « {variable} » : le membre « {member} » manque.',
      en: 'Recipe, “{variable}”: the member “{member}” is missing.',
    },
    fix: { fr: 'Ajoutez-le; RECIPES.md en donne la forme.', en: 'Add it; RECIPES.md gives its form.' },
  },
  RECIPE_TWICE: {
    what: {
      fr: 'Recette : deux sources donnent la colonne « {column} ».',
      en: 'Recipe: two sources give the column “{column}”.',
    },
    fix: { fr: 'Retirez l’une des deux ou donnez-lui un autre nom.', en: 'Remove one of the two or give it another name.' },
  },
  RECIPE_COLUMN: {
    what: {
      fr: 'Recette, source « {source} » : la colonne « {column} » manque dans le fichier.',
      en: 'Recipe, source “{source}”: the column “{column}” is missing from the file.',
    },
    fix: { fr: 'Corrigez son nom dans la recette, ou l’extraction.', en: 'Correct its name in the recipe, or the extract.' },
  },
  RECIPE_NUMBER: {
    what: {
      fr: 'Recette, source « {source} », ligne {line}, colonne « {column} » : ce n’est pas un nombre ({count} cellules en tout).',
      en: 'Recipe, source “{source}”, line {line}, column “{column}”: this is not a number ({count} cells in all).',
    },
    fix: {
      fr: 'Corrigez l’extraction, ou écartez ces lignes avec « where ».',
      en: 'Correct the extract, or set those rows aside with “where”.',
    },
  },
  RECIPE_ORDER: {
    what: {
      fr: 'Recette, source « {source} », ligne {line} : « {column} » n’ordonne pas les lignes (ni nombre, ni date AAAA-MM-JJ).',
      en: 'Recipe, source “{source}”, line {line}: “{column}” does not order the rows (neither a number nor a date YYYY-MM-DD).',
    },
    fix: { fr: 'Exportez des nombres ou des dates AAAA-MM-JJ.', en: 'Export numbers or dates YYYY-MM-DD.' },
  },
  RECIPE_ROWS: {
    what: {
      fr: 'Recette, source « {source} », ligne {line} : l’élève a déjà une autre ligne qui dit autre chose ({count} en tout).',
      en: 'Recipe, source “{source}”, line {line}: the pupil already has another row that says otherwise ({count} in all).',
    },
    fix: {
      fr: 'Gardez une ligne par élève, ou tirez de cette source des variables dérivées (« derive »).',
      en: 'Keep one row per pupil, or derive variables from this source (“derive”).',
    },
  },
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
    what: { fr: 'Ligne {line} : {found} champs au lieu de {expected}.', en: 'Line {line}: {found} fields instead of {expected}.' },
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
  TABLE_ARROW_FORM: {
    what: { fr: 'Le fichier Arrow est mal formé ({where}).', en: 'The Arrow file is malformed ({where}).' },
    fix: {
      fr: 'Exportez le fichier de nouveau, sans compression ni type imbriqué.',
      en: 'Export the file again, without compression or nested types.',
    },
  },
  TABLE_ARROW_BOUNDS: {
    what: {
      fr: 'Le fichier Arrow annonce des données hors de ses limites ({where}).',
      en: 'The Arrow file announces data beyond its own bounds ({where}).',
    },
    fix: {
      fr: 'Exportez le fichier de nouveau, sans compression ni type imbriqué.',
      en: 'Export the file again, without compression or nested types.',
    },
  },
  TABLE_ARROW_TYPE: {
    what: {
      fr: 'Colonne « {column} » : ce type Arrow n’est pas admis ici.',
      en: 'Column “{column}”: this Arrow type is not allowed here.',
    },
    fix: { fr: 'Exportez des nombres, des booléens ou du texte.', en: 'Export numbers, booleans or text.' },
  },
  TABLE_ARROW_NESTED: {
    what: {
      fr: 'Colonne « {column} » : les types Arrow imbriqués ne sont pas admis.',
      en: 'Column “{column}”: nested Arrow types are not allowed.',
    },
    fix: { fr: 'Exportez une colonne simple par variable.', en: 'Export one plain column per variable.' },
  },
  TABLE_ARROW_DICTIONARY: {
    what: { fr: 'Les dictionnaires Arrow ne sont pas admis dans un lot.', en: 'Arrow dictionaries are not allowed in a bundle.' },
    fix: {
      fr: 'Refusez ce lot et demandez au partenaire de le préparer de nouveau.',
      en: 'Refuse this bundle and ask the partner to prepare it again.',
    },
  },
  TABLE_ARROW_COMPRESSED: {
    what: { fr: 'Les données Arrow sont compressées; un lot n’en admet pas.', en: 'The Arrow data are compressed; a bundle allows none.' },
    fix: {
      fr: 'Exportez le fichier de nouveau, sans compression ni type imbriqué.',
      en: 'Export the file again, without compression or nested types.',
    },
  },
  TABLE_ARROW_ROWS: {
    what: {
      fr: 'Le fichier Arrow compte {found} lignes au lieu de {expected}.',
      en: 'The Arrow file holds {found} rows instead of {expected}.',
    },
    fix: {
      fr: 'Refusez ce lot et demandez au partenaire de le préparer de nouveau.',
      en: 'Refuse this bundle and ask the partner to prepare it again.',
    },
  },
  TABLE_ARROW_LIMIT: {
    what: { fr: 'Le fichier Arrow dépasse la limite de {limit} ({what}).', en: 'The Arrow file exceeds the limit of {limit} ({what}).' },
    fix: {
      fr: 'Partagez l’extraction ou retirez les colonnes inutiles.',
      en: 'Split the extract or remove the columns that are not needed.',
    },
  },
  TABLE_ARROW_VALUE: {
    what: {
      fr: 'Ligne {line}, colonne « {column} » : la valeur Arrow n’est ni un nombre fini ni un texte valide.',
      en: 'Line {line}, column “{column}”: the Arrow value is neither a finite number nor valid text.',
    },
    fix: {
      fr: 'Corrigez l’extraction à la source, puis recommencez; rien n’a été écrit.',
      en: 'Correct the extract at its source, then try again; nothing was written.',
    },
  },
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
  TABLE_TEACHING: {
    what: {
      fr: 'La colonne « {column} » désigne un enseignant, une classe ou un groupe. Les colonnes d’enseignant, de classe ou de groupe ne quittent jamais le CSS.',
      en: 'The column “{column}” says a teacher, a class or a teaching group. Teacher, class and teaching-group columns never leave the school service centre.',
    },
    fix: { fr: 'Retirez cette colonne de l’extraction.', en: 'Remove this column from the extract.' },
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
      fr: 'Ligne {line}, colonne « {column} » : le numéro de fiche est trop long ou contient un caractère de contrôle.',
      en: 'Line {line}, column “{column}”: the file number is too long or holds a control character.',
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
  TABLE_FILE_NUMBER_COPY: {
    what: {
      fr: 'La colonne « {column} » répète le numéro de fiche : elle dirait qui est l’élève malgré le pseudonyme.',
      en: 'The column “{column}” repeats the file number: it would tell who the pupil is despite the pseudonym.',
    },
    fix: {
      fr: 'Retirez-la, ou donnez-lui le rôle « direct-identifier » : elle restera au CSS.',
      en: 'Remove it, or give it the role “direct-identifier”: it will stay home.',
    },
  },
  TABLE_NEARLY_UNIQUE: {
    what: {
      fr: 'La colonne « {column} » donne à presque chaque élève une valeur à lui seul : ce pourrait être un numéro qui le désigne.',
      en: 'The column “{column}” gives nearly every pupil a value of their own: it may be a number that stands for them.',
    },
    fix: {
      fr: 'Si c’est un numéro, donnez-lui le rôle « direct-identifier »; si c’est une mesure, rien à faire.',
      en: 'If it is a number given to a pupil, give it the role “direct-identifier”; if it is a measure, nothing to do.',
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
  TABLE_IDENTIFYING_EMAIL: {
    what: {
      fr: 'La colonne « {column} » semble contenir des adresses de courriel : elle permettrait de reconnaître un élève.',
      en: 'The column “{column}” seems to hold e-mail addresses: it could tell who a pupil is.',
    },
    fix: {
      fr: 'Retirez-la, ou donnez-lui le rôle « direct-identifier » : elle restera au CSS.',
      en: 'Remove it, or give it the role “direct-identifier”: it will stay home.',
    },
  },
  TABLE_IDENTIFYING_PHONE: {
    what: {
      fr: 'La colonne « {column} » semble contenir des numéros de téléphone : elle permettrait de reconnaître un élève.',
      en: 'The column “{column}” seems to hold telephone numbers: it could tell who a pupil is.',
    },
    fix: {
      fr: 'Retirez-la, ou donnez-lui le rôle « direct-identifier » : elle restera au CSS.',
      en: 'Remove it, or give it the role “direct-identifier”: it will stay home.',
    },
  },
  TABLE_IDENTIFYING_SOCIAL_INSURANCE: {
    what: {
      fr: 'La colonne « {column} » semble contenir des numéros d’assurance sociale : elle permettrait de reconnaître un élève.',
      en: 'The column “{column}” seems to hold social insurance numbers: it could tell who a pupil is.',
    },
    fix: {
      fr: 'Retirez-la, ou donnez-lui le rôle « direct-identifier » : elle restera au CSS.',
      en: 'Remove it, or give it the role “direct-identifier”: it will stay home.',
    },
  },
  TABLE_IDENTIFYING_PERMANENT_CODE: {
    what: {
      fr: 'La colonne « {column} » semble contenir des codes permanents : elle permettrait de reconnaître un élève.',
      en: 'The column “{column}” seems to hold permanent codes: it could tell who a pupil is.',
    },
    fix: {
      fr: 'Retirez-la, ou donnez-lui le rôle « direct-identifier » : elle restera au CSS.',
      en: 'Remove it, or give it the role “direct-identifier”: it will stay home.',
    },
  },
  TABLE_IDENTIFYING_HEALTH_INSURANCE: {
    what: {
      fr: 'La colonne « {column} » semble contenir des numéros d’assurance maladie : elle permettrait de reconnaître un élève.',
      en: 'The column “{column}” seems to hold health insurance numbers: it could tell who a pupil is.',
    },
    fix: {
      fr: 'Retirez-la, ou donnez-lui le rôle « direct-identifier » : elle restera au CSS.',
      en: 'Remove it, or give it the role “direct-identifier”: it will stay home.',
    },
  },
  TABLE_IDENTIFYING_POSTAL_CODE: {
    what: {
      fr: 'La colonne « {column} » semble contenir des codes postaux : elle permettrait de reconnaître un élève.',
      en: 'The column “{column}” seems to hold postal codes: it could tell who a pupil is.',
    },
    fix: {
      fr: 'Retirez-la, ou donnez-lui le rôle « direct-identifier » : elle restera au CSS.',
      en: 'Remove it, or give it the role “direct-identifier”: it will stay home.',
    },
  },
  TABLE_IDENTIFYING_NAME: {
    what: {
      fr: 'La colonne « {column} » semble contenir des noms de personnes : elle permettrait de reconnaître un élève.',
      en: 'The column “{column}” seems to hold people’s names: it could tell who a pupil is.',
    },
    fix: {
      fr: 'Retirez-la, ou donnez-lui le rôle « direct-identifier » : elle restera au CSS.',
      en: 'Remove it, or give it the role “direct-identifier”: it will stay home.',
    },
  },
  TABLE_IDENTIFYING_FREE_TEXT: {
    what: {
      fr: 'La colonne « {column} » semble contenir du texte libre : on y nomme des personnes.',
      en: 'The column “{column}” seems to hold free text: people are named in it.',
    },
    fix: {
      fr: 'Retirez-la, ou donnez-lui le rôle « direct-identifier » : elle restera au CSS.',
      en: 'Remove it, or give it the role “direct-identifier”: it will stay home.',
    },
  },
  TABLE_IDENTIFYING_BIRTH: {
    what: {
      fr: 'La colonne « {column} » semble contenir des dates de naissance : elle permettrait de reconnaître un élève.',
      en: 'The column “{column}” seems to hold dates of birth: it could tell who a pupil is.',
    },
    fix: {
      fr: 'Retirez-la, ou donnez-lui le rôle « direct-identifier » : elle restera au CSS.',
      en: 'Remove it, or give it the role “direct-identifier”: it will stay home.',
    },
  },
  TABLE_IDENTIFYING_ADDRESS: {
    what: {
      fr: 'La colonne « {column} » semble contenir des adresses : elle permettrait de reconnaître un élève.',
      en: 'The column “{column}” seems to hold street addresses: it could tell who a pupil is.',
    },
    fix: {
      fr: 'Retirez-la, ou donnez-lui le rôle « direct-identifier » : elle restera au CSS.',
      en: 'Remove it, or give it the role “direct-identifier”: it will stay home.',
    },
  },
  SHARD_COLUMN: {
    what: {
      fr: 'La colonne « {column} » du lot n’est pas au dictionnaire, ou n’a pas sa place dans ce lot.',
      en: 'The bundle’s column “{column}” is not in the dictionary, or has no place in this bundle.',
    },
    fix: {
      fr: 'Refusez ce lot et demandez au partenaire de le préparer de nouveau.',
      en: 'Refuse this bundle and ask the partner to prepare it again.',
    },
  },
  SHARD_COLUMN_MISSING: {
    what: {
      fr: 'La colonne « {column} » manque dans le lot, ou n’est pas à sa place.',
      en: 'The column “{column}” is missing from the bundle, or not at its place.',
    },
    fix: {
      fr: 'Refusez ce lot et demandez au partenaire de le préparer de nouveau.',
      en: 'Refuse this bundle and ask the partner to prepare it again.',
    },
  },
  SHARD_OUTCOME: {
    what: {
      fr: 'La colonne « {column} » est une issue observée; un lot à évaluer n’en contient jamais.',
      en: 'The column “{column}” is an outcome; a bundle to score never holds one.',
    },
    fix: {
      fr: 'Refusez ce lot et demandez au partenaire de le préparer de nouveau.',
      en: 'Refuse this bundle and ask the partner to prepare it again.',
    },
  },
  SHARD_TEACHING: {
    what: {
      fr: 'La colonne « {column} » du lot désigne un enseignant, une classe ou un groupe.',
      en: 'The bundle’s column “{column}” says a teacher, a class or a teaching group.',
    },
    fix: {
      fr: 'Refusez ce lot et demandez au partenaire de le préparer de nouveau.',
      en: 'Refuse this bundle and ask the partner to prepare it again.',
    },
  },
  SHARD_IDENTIFIER: {
    what: {
      fr: 'La colonne « {column} » du lot est un identifiant ou un groupe : elle devait rester au CSS.',
      en: 'The bundle’s column “{column}” is an identifier or a group: it had to stay home.',
    },
    fix: {
      fr: 'Refusez ce lot et demandez au partenaire de le préparer de nouveau.',
      en: 'Refuse this bundle and ask the partner to prepare it again.',
    },
  },
  SHARD_TYPE: {
    what: {
      fr: 'La colonne « {column} » du lot n’a pas le type décrit au dictionnaire.',
      en: 'The bundle’s column “{column}” does not have the type described in the dictionary.',
    },
    fix: {
      fr: 'Refusez ce lot et demandez au partenaire de le préparer de nouveau.',
      en: 'Refuse this bundle and ask the partner to prepare it again.',
    },
  },
  SHARD_VALUE: {
    what: {
      fr: 'Lot, ligne {line}, colonne « {column} » : la valeur ne respecte pas le dictionnaire.',
      en: 'Bundle, row {line}, column “{column}”: the value does not respect the dictionary.',
    },
    fix: {
      fr: 'Refusez ce lot et demandez au partenaire de le préparer de nouveau.',
      en: 'Refuse this bundle and ask the partner to prepare it again.',
    },
  },
  SHARD_PSEUDONYM: {
    what: {
      fr: 'Lot, ligne {line} : le pseudonyme est mal formé ou figure deux fois.',
      en: 'Bundle, row {line}: the pseudonym is malformed or stands twice.',
    },
    fix: {
      fr: 'Refusez ce lot et demandez au partenaire de le préparer de nouveau.',
      en: 'Refuse this bundle and ask the partner to prepare it again.',
    },
  },
} as const satisfies ErrorCatalogue;
