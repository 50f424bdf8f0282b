import type { ErrorCatalogue } from './entry.ts';

/** Refusals of the command line itself. */
export const commandErrors = {
  PASSPHRASE_WEAK: {
    what: {
      fr: 'La phrase de passe ({which}) est trop faible : il faut au moins {words} mots ou {characters} caractères variés.',
      en: 'The passphrase ({which}) is too weak: at least {words} words or {characters} varied characters are needed.',
    },
    fix: {
      fr: 'Dans un terminal, la commande en propose une; sinon, tirez six mots au hasard.',
      en: 'In a terminal the command proposes one; otherwise draw six words at random.',
    },
  },
  SECRET_MISSING: {
    what: { fr: 'Il manque un secret : {which}.', en: 'A secret is missing: {which}.' },
    fix: {
      fr: 'Lancez la commande dans un terminal, ou donnez --passphrase-file ou --passphrase-fd, un secret par ligne, dans l’ordre : {order}.',
      en: 'Run the command in a terminal, or give --passphrase-file or --passphrase-fd, one secret a line, in this order: {order}.',
    },
  },
  SECRET_EXTRA: {
    what: {
      fr: 'Le fichier de secrets compte {count} {count|ligne|lignes}; la commande en attend {expected}.',
      en: 'The file of secrets holds {count} {count|line|lines}; the command takes {expected}.',
    },
    fix: { fr: 'Donnez un secret par ligne, dans l’ordre : {order}.', en: 'Give one secret a line, in this order: {order}.' },
  },
  USAGE: {
    what: { fr: 'La commande est mal écrite : {problem}.', en: 'The command is miswritten: {problem}.' },
    fix: { fr: 'Voyez « {command} --help ».', en: 'See “{command} --help”.' },
  },
  ABORTED: {
    what: { fr: 'Interrompu à votre demande.', en: 'Stopped at your request.' },
    fix: {
      fr: 'Ce qui était déjà dit « écrit » est sur le disque; le reste n’a pas eu lieu.',
      en: 'What was already said to be written is on the disk; the rest did not take place.',
    },
  },
  DEMO_LEDGER: {
    what: {
      fr: 'Le vérificateur de la démonstration a fait {count} constat(s) sur le registre.',
      en: 'The demonstration’s auditor made {count} finding(s) on the ledger.',
    },
    fix: {
      fr: 'Lisez-les avec « ecluse audit verify » sur le dossier exporté.',
      en: 'Read them with “ecluse audit verify” on the exported folder.',
    },
  },
  DEMO_HOME: {
    what: {
      fr: 'Le dossier « {folder} » n’a pas été fait par la démonstration : il n’est pas remplacé.',
      en: 'The folder “{folder}” was not made by the demonstration: it is not replaced.',
    },
    fix: {
      fr: 'Déplacez-le, ou choisissez un autre dossier avec ECLUSE_DEMO_HOME.',
      en: 'Move it, or choose another folder with ECLUSE_DEMO_HOME.',
    },
  },
} as const satisfies ErrorCatalogue;
