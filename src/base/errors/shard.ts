import type { ErrorCatalogue } from './entry.ts';

/** Refusals of the chamber’s own check of what a bundle holds. */
export const shardErrors = {
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
