import type { ErrorCatalogue } from './entry.ts';

export const witnessErrors = {
  WITNESS_KEY: {
    what: {
      fr: 'La clé de témoin est mal formée, ou n’est pas celle de ce dossier.',
      en: 'The witness key is malformed, or not the one of this folder.',
    },
    fix: {
      fr: 'Une clé publique de témoin tient sur une ligne : NOM+IDENTIFIANT+BASE64 (C2SP). Demandez son fichier witness.vkey au témoin.',
      en: 'A witness’s public key is one line: NAME+IDENTIFIER+BASE64 (C2SP). Ask the witness for its file witness.vkey.',
    },
  },
  WITNESS_NAME: {
    what: { fr: 'Le nom d’un témoin ne contient ni blanc ni « + ».', en: 'A witness’s name holds neither blank nor “+”.' },
    fix: { fr: 'Prenez un nom comme commission.example/temoin.', en: 'Take a name such as commission.example/witness.' },
  },
  WITNESS_MISSING: {
    what: { fr: 'Ce dossier n’est pas celui d’un témoin.', en: 'This folder is not a witness’s.' },
    fix: { fr: 'Créez-le : ecluse audit witness DOSSIER --name NOM.', en: 'Make it: ecluse audit witness FOLDER --name NAME.' },
  },
} as const satisfies ErrorCatalogue;
