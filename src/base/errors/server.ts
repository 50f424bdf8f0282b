import type { ErrorCatalogue } from './entry.ts';

export const serverErrors = {
  SERVER_HOST: {
    what: {
      fr: 'La requête nomme un hôte que ce serveur ne sert pas.',
      en: 'The request names a host that this server does not serve.',
    },
    fix: {
      fr: 'Ouvrez l’adresse affichée au démarrage, sur cette machine.',
      en: 'Open the address shown when it started, on this machine.',
    },
  },
  SERVER_ORIGIN: {
    what: { fr: 'La requête ne vient pas d’une page de ce serveur.', en: 'The request does not come from a page of this server.' },
    fix: {
      fr: 'Revenez à la page d’accueil et recommencez à partir de là.',
      en: 'Go back to the first page and start again from there.',
    },
  },
  SERVER_CSRF: {
    what: {
      fr: 'Le formulaire ne porte pas le jeton de votre séance de travail.',
      en: 'The form does not carry the token of your sign-in.',
    },
    fix: { fr: 'Rechargez la page, puis envoyez le formulaire de nouveau.', en: 'Reload the page, then send the form again.' },
  },
  SERVER_SIGN_IN: {
    what: { fr: 'Cette page demande une connexion.', en: 'This page requires you to sign in.' },
    fix: { fr: 'Connectez-vous, puis recommencez.', en: 'Sign in, then try again.' },
  },
  SERVER_EXPIRED: {
    what: {
      fr: 'Votre connexion a pris fin, faute d’activité ou après sa durée maximale.',
      en: 'Your sign-in ended, through inactivity or at its longest duration.',
    },
    fix: { fr: 'Connectez-vous de nouveau.', en: 'Sign in again.' },
  },
  SERVER_ROLE: {
    what: { fr: 'Votre rôle n’a pas accès à cette page ou à ce geste.', en: 'Your role has no access to this page or act.' },
    fix: {
      fr: 'Demandez à la personne qui tient ce rôle, ou connectez-vous avec le compte voulu.',
      en: 'Ask the person who holds that role, or sign in with the right account.',
    },
  },
  SERVER_NOT_FOUND: {
    what: { fr: 'Cette page n’existe pas.', en: 'This page does not exist.' },
    fix: { fr: 'Revenez à la page d’accueil.', en: 'Go back to the first page.' },
  },
  SERVER_REQUEST: {
    what: { fr: 'La requête est mal formée ({where}).', en: 'The request is malformed ({where}).' },
    fix: { fr: 'Revenez à la page et remplissez de nouveau le formulaire.', en: 'Go back to the page and fill in the form again.' },
  },
  SERVER_TOO_LARGE: {
    what: { fr: 'L’envoi dépasse la taille permise ({limit} octets).', en: 'What was sent exceeds the allowed size ({limit} bytes).' },
    fix: { fr: 'Vérifiez qu’il s’agit du bon fichier.', en: 'Check that it is the right file.' },
  },
  SERVER_MEDIA_TYPE: {
    what: { fr: 'Le type de contenu de la requête n’est pas accepté ici.', en: 'The content type of the request is not accepted here.' },
    fix: { fr: 'Utilisez le formulaire de la page.', en: 'Use the page’s own form.' },
  },
  SERVER_TIMEOUT: {
    what: { fr: 'La requête a mis trop de temps à arriver.', en: 'The request took too long to arrive.' },
    fix: {
      fr: 'Recommencez; pour un fichier, vérifiez que le support répond.',
      en: 'Try again; for a file, check that the drive responds.',
    },
  },
  SERVER_BUSY: {
    what: { fr: 'Une autre tâche est déjà en cours ({task}).', en: 'Another task is already under way ({task}).' },
    fix: { fr: 'Attendez qu’elle se termine, puis recommencez.', en: 'Wait until it ends, then try again.' },
  },
  SERVER_FOLDER: {
    what: {
      fr: 'Le dossier indiqué ne peut pas recevoir les résultats ({reason}).',
      en: 'The given folder cannot receive the results ({reason}).',
    },
    fix: {
      fr: 'Branchez le support, puis indiquez un dossier existant sous l’un des emplacements permis affichés sur la page.',
      en: 'Plug the drive in, then give an existing folder under one of the allowed places shown on the page.',
    },
  },
  SERVER_DECISION: {
    what: {
      fr: 'Les décisions envoyées ne répondent pas exactement aux résultats de la séance.',
      en: 'The decisions sent do not answer exactly the results of the session.',
    },
    fix: {
      fr: 'Rechargez la page, puis approuvez ou refusez chacun des résultats.',
      en: 'Reload the page, then approve or refuse each of the results.',
    },
  },
  SERVER_STATE: {
    what: {
      fr: 'La séance n’est plus à l’étape que montrait votre page.',
      en: 'The session is no longer at the step your page showed.',
    },
    fix: { fr: 'Rechargez la page pour voir l’étape en cours.', en: 'Reload the page to see the current step.' },
  },
  SERVER_PORT: {
    what: { fr: 'Le port {port} ne peut pas être ouvert ({reason}).', en: 'Port {port} cannot be opened ({reason}).' },
    fix: {
      fr: 'Fermez l’autre programme qui s’en sert ou choisissez un autre port avec --port.',
      en: 'Close the other program that uses it or choose another port with --port.',
    },
  },
} as const satisfies ErrorCatalogue;
