import type { ErrorCatalogue } from './entry.ts';

/** Who may act, who is enrolled, what is taken in. */
export const intakeErrors = {
  PASSWORD_LENGTH: {
    what: {
      fr: 'Le mot de passe du rôle « {role} » doit compter de {min} à {max} octets.',
      en: 'The password of role “{role}” must have {min} to {max} bytes.',
    },
    fix: { fr: 'Choisissez-en un plus long, par exemple plusieurs mots.', en: 'Choose a longer one, for instance several words.' },
  },
  PASSWORD_SAME: {
    what: {
      fr: 'Deux rôles ont reçu le même mot de passe : la règle des deux personnes ne tiendrait pas.',
      en: 'Two roles were given the same password: the two-person rule would not hold.',
    },
    fix: { fr: 'Faites choisir à chaque personne son propre mot de passe.', en: 'Have each person choose their own password.' },
  },
  LOGIN_FAILED: {
    what: { fr: 'Le mot de passe ne correspond pas à ce compte.', en: 'The password does not match this account.' },
    fix: {
      fr: 'Réessayez; chaque échec allonge l’attente et reste au registre.',
      en: 'Try again; each failure lengthens the wait and stays in the ledger.',
    },
  },
  LOGIN_SLOWED: {
    what: {
      fr: 'Trop d’échecs de suite : l’essai n’a pas été examiné. Prochain essai possible dans {seconds} s.',
      en: 'Too many failures in a row: the attempt was not examined. Next attempt possible in {seconds} s.',
    },
    fix: { fr: 'Attendez, puis réessayez avec soin.', en: 'Wait, then try again with care.' },
  },
  ROLE_FORBIDDEN: {
    what: {
      fr: 'Le compte « {actor} » n’a pas le droit de faire ce geste ({act}).',
      en: 'Account “{actor}” is not allowed this act ({act}).',
    },
    fix: { fr: 'Connectez-vous avec le compte qui a ce rôle.', en: 'Log in with the account that has this role.' },
  },
  TWO_PERSONS: {
    what: { fr: 'Ce geste ({act}) demande deux personnes différentes.', en: 'This act ({act}) takes two different people.' },
    fix: { fr: 'Faites venir la deuxième personne avec son propre compte.', en: 'Have the second person come with their own account.' },
  },
  CARD_ROLE: {
    what: { fr: 'La carte n’est pas celle d’un CSS partenaire.', en: 'The card is not a partner CSS’s card.' },
    fix: { fr: 'Demandez au CSS sa carte (ecluse partner card).', en: 'Ask the CSS for its card (ecluse partner card).' },
  },
  PARTY_ENROLLED: {
    what: {
      fr: 'Le CSS {party} est déjà inscrit; sa carte n’a pas été remplacée.',
      en: 'CSS {party} is already enrolled; its card was not replaced.',
    },
    fix: { fr: 'Comparez les mots de sa carte à ceux de la console.', en: 'Compare the words of its card with those of the console.' },
  },
  PARTY_UNKNOWN: {
    what: { fr: 'L’expéditeur {party} n’est pas inscrit sur cet appareil.', en: 'Sender {party} is not enrolled on this appliance.' },
    fix: {
      fr: 'Inscrivez d’abord sa carte, à deux personnes (ecluse appliance enrol).',
      en: 'Enrol its card first, with two people (ecluse appliance enrol).',
    },
  },
  INTAKE_FILE: {
    what: { fr: 'Le fichier « {file} » n’est ni un lot ni une approbation.', en: 'The file “{file}” is neither a bundle nor an approval.' },
    fix: {
      fr: 'Vérifiez qu’il s’agit du bon fichier; une carte s’inscrit, elle ne se reçoit pas.',
      en: 'Check that it is the right file; a card is enrolled, not received.',
    },
  },
  INTAKE_KIND: {
    what: {
      fr: 'Un lot de genre « {kind} » ne se reçoit pas sur l’appareil.',
      en: 'A bundle of kind “{kind}” is not received on the appliance.',
    },
    fix: {
      fr: 'Un CSS envoie des lots à évaluer (score) ou d’entraînement (train).',
      en: 'A CSS sends bundles to score or to train with.',
    },
  },
  INTAKE_SEALED: {
    what: { fr: 'La porte d’amont est fermée : une séance est scellée.', en: 'The upstream gate is closed: a session is sealed.' },
    fix: {
      fr: 'Attendez la fin de la séance pour recevoir ou inscrire.',
      en: 'Wait for the session to end before receiving or enrolling.',
    },
  },
  INTAKE_BUSY: {
    what: { fr: 'Un autre programme reçoit des fichiers en ce moment.', en: 'Another program is receiving files right now.' },
    fix: { fr: 'Attendez qu’il ait fini, puis recommencez.', en: 'Wait until it is done, then try again.' },
  },
  BUNDLE_DESTROY_BY: {
    what: { fr: 'La date de destruction du lot ({date}) est passée.', en: 'The bundle’s destruction date ({date}) has passed.' },
    fix: { fr: 'Demandez au CSS un nouveau lot avec une date à venir.', en: 'Ask the CSS for a new bundle with a date to come.' },
  },
} as const satisfies ErrorCatalogue;
