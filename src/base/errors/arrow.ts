import type { ErrorCatalogue } from './entry.ts';

/** Refusals of an Arrow stream. */
export const arrowErrors = {
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
    what: {
      fr: 'Les données Arrow sont compressées; Écluse ne les lit pas ainsi.',
      en: 'The Arrow data are compressed; Écluse does not read them so.',
    },
    fix: {
      fr: 'Exportez le fichier de nouveau, sans compression (avec pyarrow, compression="uncompressed"), ou en Parquet.',
      en: 'Export the file again, without compression (with pyarrow, compression="uncompressed"), or as Parquet.',
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
} as const satisfies ErrorCatalogue;
