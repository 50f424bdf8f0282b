import type { ErrorCatalogue } from './entry.ts';

export const deskErrors = {
  DESK_LINK: {
    what: { fr: 'Ce lien a déjà servi, ou son délai est passé.', en: 'This link has been used already, or its time is over.' },
    fix: {
      fr: 'Demandez un nouveau lien sur cette page : il s’affiche dans le terminal où le poste a été lancé.',
      en: 'Ask for a new link on this page: it is shown in the terminal where the desk was started.',
    },
  },
  DESK_CLOSED: {
    what: { fr: 'Le poste est fermé à ce navigateur.', en: 'The desk is closed to this browser.' },
    fix: {
      fr: 'Ouvrez le lien affiché dans le terminal, ou demandez-en un nouveau.',
      en: 'Open the link shown in the terminal, or ask for a new one.',
    },
  },
  DESK_FILE_NAME: {
    what: {
      fr: 'Un fichier envoyé porte un nom que le poste ne peut pas garder.',
      en: 'A file that was sent has a name that the desk cannot keep.',
    },
    fix: {
      fr: 'Renommez-le : ni barre oblique ni point au début, au plus 120 caractères.',
      en: 'Rename it: no slash, no dot at the start, at most 120 characters.',
    },
  },
  DESK_FILES_MANY: {
    what: { fr: 'Le poste garde déjà {limit} fichiers.', en: 'The desk already keeps {limit} files.' },
    fix: { fr: 'Retirez ceux qui ne servent pas, puis recommencez.', en: 'Remove those that are not needed, then try again.' },
  },
  DESK_STALE: {
    what: {
      fr: 'Le travail a changé depuis que cette page a été affichée, sans doute dans un autre onglet.',
      en: 'The work has changed since this page was shown, probably in another tab.',
    },
    fix: { fr: 'Relisez la page telle qu’elle est maintenant, puis recommencez.', en: 'Read the page as it stands now, then try again.' },
  },
  DESK_NONE_CONFIRMED: {
    what: { fr: 'Aucune correspondance n’a été confirmée.', en: 'No mapping was confirmed.' },
    fix: {
      fr: 'Choisissez un code normalisé et cochez « Confirmer », une ligne à la fois.',
      en: 'Choose a standard code and tick “Confirm”, one line at a time.',
    },
  },
  DESK_STOPPED: {
    what: {
      fr: 'Le travail s’est arrêté avant la fin, le plus souvent faute de mémoire.',
      en: 'The work stopped before its end, most often for want of memory.',
    },
    fix: {
      fr: 'Fermez d’autres programmes et recommencez à l’étape des fichiers; rien n’a été écrit.',
      en: 'Close other programs and start again from the step of files; nothing was written.',
    },
  },
} as const satisfies ErrorCatalogue;
