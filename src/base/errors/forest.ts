import type { ErrorCatalogue } from './entry.ts';

const remake = {
  fr: 'Le fichier a été altéré ou vient d’un autre outil : demandez-en une nouvelle copie à son auteur.',
  en: 'The file was altered or comes from another tool: ask its author for a new copy.',
};

export const forestErrors = {
  TRAIN_DATA: {
    what: {
      fr: 'L’entraînement est impossible : {where} ne correspond pas au tableau (nombre de lignes, valeurs permises ou nombre de variables).',
      en: 'Training is impossible: {where} does not fit the table (row count, allowed values or number of variables).',
    },
    fix: {
      fr: 'Préparez de nouveau le lot d’entraînement à partir du dictionnaire.',
      en: 'Prepare the training bundle again from the dictionary.',
    },
  },
  TRAIN_CLASSES: {
    what: {
      fr: 'L’issue observée est la même pour tous les élèves : il n’y a rien à apprendre.',
      en: 'The observed outcome is the same for every pupil: there is nothing to learn.',
    },
    fix: {
      fr: 'Vérifiez la définition de l’issue dans le dictionnaire et les années retenues.',
      en: 'Check the outcome’s definition in the dictionary and the years kept.',
    },
  },
  TRAIN_OPTION: {
    what: {
      fr: 'L’option d’entraînement « {option} » doit se situer entre {least} et {most}.',
      en: 'The training option “{option}” must lie between {least} and {most}.',
    },
    fix: { fr: 'Corrigez l’option, puis relancez l’entraînement.', en: 'Correct the option, then train again.' },
  },
  MODEL_OLD: {
    what: {
      fr: 'Le modèle est d’un ancien format ({format}), que cette version ne lit plus.',
      en: 'The model is of an older format ({format}), which this version no longer reads.',
    },
    fix: {
      fr: 'Entraînez-le de nouveau : préparez un lot d’entraînement, puis approuvez ce qui en revient.',
      en: 'Train it again: prepare a training bundle, then approve what comes back.',
    },
  },
  MODEL_GRADE: {
    what: {
      fr: 'Le modèle « {model} » est fait pour les élèves de niveau « {grade} » : le lot n’en contient aucun.',
      en: 'Model “{model}” is made for pupils of grade “{grade}”: the bundle holds none.',
    },
    fix: {
      fr: 'Rien à faire si ces élèves ne sont pas attendus; sinon, préparez un lot où ils sont.',
      en: 'Nothing to do if these pupils are not expected; otherwise prepare a bundle that holds them.',
    },
  },
  MODEL_GRADE_UNTOLD: {
    what: {
      fr: 'Le modèle « {model} » est fait pour les élèves de niveau « {grade} » : le lot ne dit pas le niveau des élèves.',
      en: 'Model “{model}” is made for pupils of grade “{grade}”: the bundle does not tell the pupils’ grade.',
    },
    fix: {
      fr: 'Ajoutez à l’extrait la colonne du niveau que décrit le dictionnaire, puis préparez le lot de nouveau.',
      en: 'Add to the extract the grade column that the dictionary describes, then prepare the bundle again.',
    },
  },
  MODEL_FAR: {
    what: {
      fr: 'Le tableau est trop loin de celui dont le modèle « {model} » a appris : {share} % de ce sur quoi il s’appuie a dérivé; la limite est {limit} %.',
      en: 'The table is too far from the one that model “{model}” learnt from: {share}% of what it relies on has drifted; the limit is {limit}%.',
    },
    fix: {
      fr: 'Comparez l’extrait à celui de l’entraînement (unités, codes, colonnes vides, autre niveau); si l’école a changé pour de bon, entraînez de nouveau.',
      en: 'Compare the extract with the training one (units, codes, blank columns, another grade); if school has changed for good, train again.',
    },
  },
  FOREST_FORM: {
    what: {
      fr: 'La forêt n’a pas la forme prévue ({where}).',
      en: 'The forest does not have the expected form ({where}).',
    },
    fix: remake,
  },
  FOREST_LIMIT: {
    what: {
      fr: 'La forêt dépasse une limite ({where}) : au plus {limit}.',
      en: 'The forest exceeds a limit ({where}): at most {limit}.',
    },
    fix: {
      fr: 'Entraînez une forêt plus petite : moins d’arbres, moins de profondeur ou de plus grandes feuilles.',
      en: 'Train a smaller forest: fewer trees, less depth or larger leaves.',
    },
  },
  FOREST_COLUMNS: {
    what: {
      fr: 'Le tableau compte {found} variables; le modèle en attend {expected}.',
      en: 'The table holds {found} variables; the model expects {expected}.',
    },
    fix: {
      fr: 'Préparez le lot avec la version du dictionnaire sur laquelle le modèle a été entraîné.',
      en: 'Prepare the bundle with the dictionary version on which the model was trained.',
    },
  },
  FOREST_COVER: {
    what: {
      fr: 'Le fichier de la forêt ne dit pas combien de lignes ont atteint chaque nœud : les facteurs ne peuvent être calculés.',
      en: 'The forest’s file does not tell how many rows reached each node: factors cannot be computed.',
    },
    fix: {
      fr: 'Faites recompter les nœuds sur un tableau de référence, ou entraînez la forêt avec Écluse.',
      en: 'Have the nodes counted again over a reference table, or train the forest with Écluse.',
    },
  },
  MODEL_FORM: {
    what: {
      fr: 'Le fichier du modèle n’a pas la forme prévue ({where}).',
      en: 'The model’s file does not have the expected form ({where}).',
    },
    fix: remake,
  },
  MODEL_DIGEST: {
    what: {
      fr: 'L’empreinte inscrite dans le modèle ne correspond pas à son contenu.',
      en: 'The digest written in the model does not match its content.',
    },
    fix: remake,
  },
  ONNX_FORM: {
    what: { fr: 'Le fichier ONNX est mal formé ({where}).', en: 'The ONNX file is malformed ({where}).' },
    fix: remake,
  },
  ONNX_UNSUPPORTED: {
    what: {
      fr: 'Le fichier ONNX emploie ce qu’Écluse ne sait pas reprendre exactement ({where}).',
      en: 'The ONNX file uses what Écluse cannot take over exactly ({where}).',
    },
    fix: {
      fr: 'Exportez un TreeEnsembleClassifier à deux classes, sans autre étape avant lui.',
      en: 'Export a two-class TreeEnsembleClassifier, with no other step before it.',
    },
  },
} as const satisfies ErrorCatalogue;
