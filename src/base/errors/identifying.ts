import type { ErrorCatalogue } from './entry.ts';

/** What would tell who a pupil is, or whose pupil. */
export const identifyingErrors = {
  TABLE_TEACHING: {
    what: {
      fr: 'La colonne « {column} » désigne un enseignant, une classe ou un groupe. Les colonnes d’enseignant, de classe ou de groupe ne quittent jamais le CSS.',
      en: 'The column “{column}” says a teacher, a class or a teaching group. Teacher, class and teaching-group columns never leave the school service centre.',
    },
    fix: { fr: 'Retirez cette colonne de l’extraction.', en: 'Remove this column from the extract.' },
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
} as const satisfies ErrorCatalogue;
