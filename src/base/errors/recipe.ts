import type { ErrorCatalogue } from './entry.ts';

/** Refusals of a recipe and of the sources it joins. */
export const recipeErrors = {
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
      fr: 'Recette, source « {source} », ligne {line}, colonne « {column} » : ce n’est pas un nombre ({count} {count|cellule|cellules} en tout).',
      en: 'Recipe, source “{source}”, line {line}, column “{column}”: this is not a number ({count} {count|cell|cells} in all).',
    },
    fix: {
      fr: 'Corrigez l’extraction, ou écartez ces lignes avec « where ».',
      en: 'Correct the extract, or set those rows aside with “where”.',
    },
  },
  RECIPE_ORDER: {
    what: {
      fr: 'Recette, source « {source} », ligne {line} : « {column} » n’ordonne pas les lignes (ni nombre, ni date AAAA-MM-JJ, ou les deux à la fois).',
      en: 'Recipe, source “{source}”, line {line}: “{column}” does not order the rows (neither a number nor a date YYYY-MM-DD, or both at once).',
    },
    fix: { fr: 'Exportez des nombres seuls, ou des dates AAAA-MM-JJ seules.', en: 'Export numbers alone, or dates YYYY-MM-DD alone.' },
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
  RECIPE_SOURCE_ZEROS: {
    what: {
      fr: 'Recette, source « {source} », ligne {line} : ce numéro de fiche n’est celui d’un élève qu’à ses zéros de tête près ({count} {count|ligne|lignes} en tout).',
      en: 'Recipe, source “{source}”, line {line}: this file number is that of a pupil but for its leading zeros ({count} {count|row|rows} in all).',
    },
    fix: {
      fr: 'Dites dans la recette « leadingZeros » : « ignored » si c’est le même élève, « kept » si c’en est un autre.',
      en: 'Say in the recipe “leadingZeros”: “ignored” if it is the same pupil, “kept” if it is another.',
    },
  },
  RECIPE_TEACHING: {
    what: {
      fr: 'Recette, source « {source} » : une variable est tirée de « {column} », qui désigne un enseignant, une classe ou un groupe. Rien n’en quitte jamais le CSS, sous aucun nom.',
      en: 'Recipe, source “{source}”: a variable is derived from “{column}”, which says a teacher, a class or a group. Nothing of it ever leaves the CSS, under any name.',
    },
    fix: { fr: 'Retirez cette variable de la recette.', en: 'Remove that variable from the recipe.' },
  },
  RECIPE_ZEROS: {
    what: {
      fr: 'Recette, table des élèves « {source} », ligne {line} : ce numéro de fiche et celui d’une ligne précédente ne diffèrent que par leurs zéros de tête, que la recette ignore ({count} en tout).',
      en: 'Recipe, table of pupils “{source}”, line {line}: this file number and that of an earlier line differ by their leading zeros alone, which the recipe ignores ({count} in all).',
    },
    fix: {
      fr: 'Écrivez le numéro d’un élève d’une seule manière dans cette table. Si ce sont deux élèves, gardez les zéros (« leadingZeros » : « kept »).',
      en: 'Write a pupil’s number one way in this table; if these are two pupils, keep the zeros (“leadingZeros”: “kept”).',
    },
  },
} as const satisfies ErrorCatalogue;
