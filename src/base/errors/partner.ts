import type { ErrorCatalogue } from './entry.ts';

/** Refusals of a partner’s home, of the appliance it trusts, and of dates. */
export const partnerErrors = {
  HOME_NOT_EMPTY: {
    what: {
      fr: 'Le dossier « {folder} » n’est pas vide : rien n’a été créé.',
      en: 'The folder “{folder}” is not empty: nothing was created.',
    },
    fix: { fr: 'Choisissez un dossier neuf.', en: 'Choose a new folder.' },
  },
  HOME_MISSING: {
    what: { fr: 'Le dossier « {folder} » n’est pas celui d’un partenaire.', en: 'The folder “{folder}” is not a partner’s home.' },
    fix: {
      fr: 'Vérifiez le chemin, ou créez ce dossier avec « ecluse partner init ».',
      en: 'Check the path, or create the folder with “ecluse partner init”.',
    },
  },
  HOME_DAMAGED: {
    what: {
      fr: 'Le fichier « {file} » du dossier du partenaire est altéré ({where}).',
      en: 'The file “{file}” of the partner’s home is damaged ({where}).',
    },
    fix: {
      fr: 'Restaurez ce fichier depuis la dernière copie de sécurité du dossier.',
      en: 'Restore the file from the home’s last backup.',
    },
  },
  HOME_BUSY: {
    what: { fr: 'Une autre commande travaille en ce moment dans « {folder} ».', en: 'Another command is working in “{folder}” right now.' },
    fix: { fr: 'Attendez qu’elle finisse, puis recommencez.', en: 'Wait until it ends, then try again.' },
  },
  TRUST_ROLE: {
    what: { fr: 'La carte « {name} » n’est pas celle d’un appareil.', en: 'The card “{name}” is not an appliance’s.' },
    fix: {
      fr: 'Demandez au CSS central la carte que donne « ecluse appliance card ».',
      en: 'Ask the central CSS for the card that “ecluse appliance card” gives.',
    },
  },
  TRUST_OTHER: {
    what: {
      fr: 'Ce dossier se fie déjà à un autre appareil, « {name} » : sa carte n’a pas été remplacée.',
      en: 'This home already trusts another appliance, “{name}”: its card was not replaced.',
    },
    fix: {
      fr: 'Si l’appareil a vraiment changé, confirmez ses mots de vive voix, retirez keys/trusted/appliance.card, puis recommencez.',
      en: 'If the appliance really changed, confirm its words aloud, remove keys/trusted/appliance.card, then try again.',
    },
  },
  TRUST_MISSING: {
    what: { fr: 'Ce dossier ne se fie encore à aucun appareil.', en: 'This home trusts no appliance yet.' },
    fix: { fr: 'Ajoutez sa carte avec « ecluse partner trust ».', en: 'Add its card with “ecluse partner trust”.' },
  },
  DATE_FORM: {
    what: { fr: 'L’option {option} attend une date AAAA-MM-JJ qui existe.', en: 'The option {option} takes an existing date, YYYY-MM-DD.' },
    fix: { fr: 'Écrivez la date ainsi : 2027-06-30.', en: 'Write the date like this: 2027-06-30.' },
  },
  DATE_PAST: {
    what: { fr: 'La date de l’option {option} ({date}) est déjà passée.', en: 'The date of the option {option} ({date}) is already past.' },
    fix: { fr: 'Choisissez une date à venir.', en: 'Choose a date to come.' },
  },
  DATE_FAR: {
    what: {
      fr: 'La date de l’option {option} ({date}) est à plus de {years} ans : une durée de conservation aussi longue n’est pas admise.',
      en: 'The date of the option {option} ({date}) is more than {years} years away: keeping data that long is not allowed.',
    },
    fix: { fr: 'Choisissez la date la plus proche qui serve encore.', en: 'Choose the nearest date that still serves.' },
  },
} as const satisfies ErrorCatalogue;
