import type { ErrorCatalogue } from './entry.ts';

/** Refusals of a dictionary. */
export const dictionaryErrors = {
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
} as const satisfies ErrorCatalogue;
