import type { ErrorCatalogue } from './entry.ts';

export const replayErrors = {
  REPLAY_ENDED: {
    what: {
      fr: 'La séance refaisait le travail d’une autre, pour comparer; rien n’en sort.',
      en: 'The session did another one’s work again, to compare; nothing leaves it.',
    },
    fix: { fr: 'Lisez la comparaison dans le registre.', en: 'Read the comparison in the ledger.' },
  },
  REPLAY_DIFFERS: {
    what: {
      fr: 'Le lot {bundle}, traité de nouveau, ne donne pas ce que le registre en dit ({where}).',
      en: 'Bundle {bundle}, processed again, does not give what the ledger says of it ({where}).',
    },
    fix: {
      fr: 'Comparez la version du programme d’alors à celle-ci, et prévenez le vérificateur.',
      en: 'Compare the program’s version then with this one, and tell the auditor.',
    },
  },
  REPLAY_NOTHING: {
    what: { fr: 'Cette séance n’a traité aucun lot qui soit encore gardé.', en: 'This session processed no bundle that is still kept.' },
    fix: {
      fr: 'Ce qui est détruit ne se refait pas; choisissez une séance plus récente.',
      en: 'What is destroyed cannot be done again; choose a more recent session.',
    },
  },
} as const satisfies ErrorCatalogue;
