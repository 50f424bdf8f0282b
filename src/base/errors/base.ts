import type { ErrorCatalogue } from './entry.ts';

export const baseErrors = {
  ENCODING: {
    what: {
      fr: 'Le texte codé ({what}) n’est pas sous sa forme canonique.',
      en: 'The encoded text ({what}) is not in its canonical form.',
    },
    fix: {
      fr: 'Le fichier a été altéré ou mal copié : demandez-en une nouvelle copie.',
      en: 'The file was altered or badly copied: ask for a new copy.',
    },
  },
  JSON_FORM: {
    what: {
      fr: 'Le JSON de {what} n’a pas la forme prévue ({where}).',
      en: 'The JSON of {what} does not have the expected form ({where}).',
    },
    fix: { fr: 'Comparez-le à la description du format dans SPEC.md.', en: 'Compare it with the format’s description in SPEC.md.' },
  },
  NOTE_FORM: {
    what: { fr: 'La note signée est mal formée ({where}).', en: 'The signed note is malformed ({where}).' },
    fix: {
      fr: 'Le fichier a été altéré ou mal copié : demandez-en une nouvelle copie.',
      en: 'The file was altered or badly copied: ask for a new copy.',
    },
  },
  NOTE_SIGNATURE: {
    what: { fr: 'La signature de la note ne correspond pas à son contenu.', en: 'The note’s signature does not match its content.' },
    fix: {
      fr: 'N’utilisez pas ce fichier; demandez-en un nouveau à son auteur.',
      en: 'Do not use this file; ask its author for a new one.',
    },
  },
  FILE_MISSING: {
    what: { fr: 'Le fichier « {file} » est introuvable ou illisible.', en: 'The file “{file}” cannot be found or read.' },
    fix: { fr: 'Vérifiez le chemin et les droits de lecture.', en: 'Check the path and the read permission.' },
  },
  FILE_READ: {
    what: {
      fr: 'La lecture de « {file} » a échoué ({reason}) : le support ne répond pas comme il le devrait.',
      en: 'Reading “{file}” failed ({reason}): the drive does not answer as it should.',
    },
    fix: {
      fr: 'Rien n’a été pris à moitié. Vérifiez le support, puis recommencez avec les mêmes fichiers.',
      en: 'Nothing was half taken. Check the drive, then try again with the same files.',
    },
  },
  FILE_TOO_LARGE: {
    what: {
      fr: 'Le fichier « {file} » compte {size} octets; la limite est de {limit}.',
      en: 'The file “{file}” holds {size} bytes; the limit is {limit}.',
    },
    fix: { fr: 'Vérifiez qu’il s’agit du bon fichier.', en: 'Check that it is the right file.' },
  },
  FILE_EXISTS: {
    what: { fr: 'Le fichier « {file} » existe déjà; rien n’a été écrit.', en: 'The file “{file}” already exists; nothing was written.' },
    fix: { fr: 'Choisissez un autre nom ou déplacez l’ancien fichier.', en: 'Choose another name or move the old file.' },
  },
  FILE_WRITE: {
    what: {
      fr: 'L’écriture de « {file} » a échoué ({reason}); aucun fichier partiel n’est laissé.',
      en: 'Writing “{file}” failed ({reason}); no partial file is left.',
    },
    fix: {
      fr: 'Vérifiez l’espace libre, les droits et le support, puis recommencez.',
      en: 'Check free space, permissions and the drive, then try again.',
    },
  },
  INTERNAL: {
    what: { fr: 'Une erreur interne est survenue ({where}).', en: 'An internal fault occurred ({where}).' },
    fix: {
      fr: 'Rien n’a été livré. Conservez le journal et signalez le code.',
      en: 'Nothing was delivered. Keep the log and report the code.',
    },
  },
} as const satisfies ErrorCatalogue;
