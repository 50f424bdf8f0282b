import type { Text } from '../../base/text.ts';

export const frameMessages = {
  navFirst: { fr: 'Accueil', en: 'Home' },
  navPrepare: { fr: 'Préparer un lot', en: 'Prepare a bundle' },
  navOpen: { fr: 'Ouvrir un résultat', en: 'Open a result' },
  navFollow: { fr: 'Suivi', en: 'Follow-up' },
  navRegister: { fr: 'Régulateur', en: 'Regulator' },
  navCards: { fr: 'Cartes', en: 'Cards' },
  navDue: { fr: 'À détruire', en: 'To destroy' },
  footer: {
    fr: 'Poste de « {name} ». Il n’écoute que sur cette machine; aucune donnée n’en sort par le réseau.',
    en: 'Desk of “{name}”. It listens on this machine only; no data leaves it by the network.',
  },
  leave: { fr: 'Fermer le poste', en: 'Close the desk' },
  back: { fr: 'Revenir à l’accueil', en: 'Back to the first page' },

  closedTitle: { fr: 'Le poste est fermé à ce navigateur', en: 'The desk is closed to this browser' },
  closedLead: {
    fr: 'Il s’ouvre par le lien affiché dans le terminal où il a été lancé. Ce lien sert une seule fois, dans les dix minutes.',
    en: 'It opens by the link shown in the terminal where it was started. That link works once, within ten minutes.',
  },
  closedDraft: {
    fr: 'Ce qui était en cours vous attend : un nouveau lien y ramène.',
    en: 'What was under way awaits you: a new link leads back to it.',
  },
  linkAsk: { fr: 'Afficher un nouveau lien dans le terminal', en: 'Show a new link in the terminal' },
  linkShown: {
    fr: 'Le lien est dans le terminal. Ouvrez-le dans ce navigateur.',
    en: 'The link is in the terminal. Open it in this browser.',
  },

  waitTitle: { fr: 'Travail en cours', en: 'Work under way' },
  doing_read: { fr: 'Lecture et vérification de l’extrait', en: 'Reading and checking the extract' },
  doing_check: { fr: 'Vérification selon le dictionnaire', en: 'Checking against the dictionary' },
  doing_seal: { fr: 'Scellement du lot', en: 'Sealing the bundle' },
  doing_open: { fr: 'Vérification et ouverture du résultat', en: 'Verifying and opening the result' },
  doing_export: { fr: 'Écriture des fichiers', en: 'Writing the files' },
  doing_sign: { fr: 'Vérification et signature', en: 'Verifying and signing' },
  doing_score: { fr: 'Évaluation sur place', en: 'Scoring on site' },
  doing_follow: { fr: 'Lecture de ce qui est arrivé', en: 'Reading what happened' },
  doing_register: { fr: 'Réunion de ce que ce dossier sait', en: 'Gathering what this home knows' },
  leftSeconds: { fr: 'Encore {count} {count|seconde|secondes} environ', en: 'About {count} {count|second|seconds} left' },
  leftMinutes: { fr: 'Encore {count} {count|minute|minutes} environ', en: 'About {count} {count|minute|minutes} left' },
  leftSoon: { fr: 'Presque terminé', en: 'Nearly done' },
  leftLonger: { fr: 'Plus long que prévu; le travail continue', en: 'Longer than foreseen; the work goes on' },
  waitNote: {
    fr: 'La page suit d’elle-même. Vous pouvez la quitter : le travail continue, et rien n’est perdu.',
    en: 'The page follows by itself. You may leave it: the work goes on, and nothing is lost.',
  },
  watchStop: { fr: 'Arrêter le rechargement', en: 'Stop reloading' },
  watchStart: { fr: 'Suivre en direct', en: 'Follow live' },

  place_kept: { fr: 'envoyé au poste', en: 'sent to the desk' },
  place_folder: { fr: 'dossier de travail', en: 'working folder' },
  passphrase: { fr: 'Phrase de passe du partenaire', en: 'Partner’s passphrase' },
  passphraseHelp: {
    fr: 'Elle déverrouille les clés le temps de ce seul travail.',
    en: 'It unlocks the keys for this one piece of work.',
  },
} as const satisfies Record<string, Text>;
