import type { ErrorCatalogue } from './entry.ts';

export const keyErrors = {
  CARD_FORM: {
    what: { fr: 'La carte est mal formée ({where}).', en: 'The card is malformed ({where}).' },
    fix: { fr: 'Demandez à la partie de vous remettre de nouveau sa carte.', en: 'Ask the party to hand over its card again.' },
  },
  CARD_NAME: {
    what: {
      fr: 'Le nom ne peut figurer sur une carte : de 1 à 120 caractères visibles, sans caractère de contrôle.',
      en: 'The name cannot stand on a card: 1 to 120 visible characters, no control character.',
    },
    fix: { fr: 'Choisissez un nom plus simple.', en: 'Choose a plainer name.' },
  },
  CARD_KEY: {
    what: { fr: 'Une clé publique de la carte n’est pas valide.', en: 'A public key of the card is not valid.' },
    fix: { fr: 'Refusez cette carte et demandez-en une nouvelle à la partie.', en: 'Refuse this card and ask the party for a new one.' },
  },
  CARD_SIGNATURE: {
    what: { fr: 'La carte n’est pas signée par la clé qu’elle porte.', en: 'The card is not signed by the key it bears.' },
    fix: { fr: 'Refusez cette carte et demandez-en une nouvelle à la partie.', en: 'Refuse this card and ask the party for a new one.' },
  },
  KEY_FORM: {
    what: { fr: 'Le fichier de clés est mal formé ({where}).', en: 'The key file is malformed ({where}).' },
    fix: { fr: 'Reprenez le fichier de clés d’une sauvegarde.', en: 'Take the key file from a backup.' },
  },
  KEY_KDF: {
    what: {
      fr: 'Le coût de dérivation est hors limites : au moins {memory} Mio et {passes} passes, au plus {most} Mio et {longest} passes.',
      en: 'The derivation cost is out of bounds: at least {memory} MiB and {passes} passes, at most {most} MiB and {longest} passes.',
    },
    fix: {
      fr: 'Employez le coût par défaut; si le fichier vient d’ailleurs, ne vous y fiez pas.',
      en: 'Use the default cost; if the file came from elsewhere, do not trust it.',
    },
  },
  KEY_PASSPHRASE: {
    what: { fr: 'La phrase secrète n’ouvre pas le fichier de clés.', en: 'The passphrase does not open the key file.' },
    fix: {
      fr: 'Retapez la phrase; si elle est exacte, le fichier a été altéré : reprenez une sauvegarde.',
      en: 'Type the passphrase again; if it is right, the file was altered: take a backup.',
    },
  },
  KEY_PASSPHRASE_LENGTH: {
    what: { fr: 'La phrase secrète doit compter de {min} à {max} octets.', en: 'The passphrase must hold {min} to {max} bytes.' },
    fix: { fr: 'Choisissez au moins six mots au hasard.', en: 'Choose at least six words at random.' },
  },
  KEY_PASSPHRASE_UTF8: {
    what: { fr: 'La phrase secrète n’est pas écrite en UTF-8.', en: 'The passphrase is not written in UTF-8.' },
    fix: {
      fr: 'Enregistrez de nouveau le fichier qui la contient, en UTF-8.',
      en: 'Save the file that holds it again, in UTF-8.',
    },
  },
  KEY_MEMORY: {
    what: {
      fr: 'La machine n’a pas pu réserver les {memory} Mio que demande le fichier de clés.',
      en: 'The machine could not set aside the {memory} MiB that the key file asks for.',
    },
    fix: { fr: 'Fermez d’autres programmes, puis recommencez.', en: 'Close other programs, then try again.' },
  },
  KEY_CARD: {
    what: { fr: 'Les clés secrètes ne sont pas celles de la carte.', en: 'The secret keys are not those of the card.' },
    fix: {
      fr: 'Vérifiez que la carte et le fichier de clés viennent du même dossier.',
      en: 'Check that the card and the key file come from the same folder.',
    },
  },
  VAULT_FORM: {
    what: { fr: 'Le coffre n’est pas un coffre d’Écluse, ou il est tronqué.', en: 'The vault is not an Écluse vault, or it is truncated.' },
    fix: { fr: 'Reprenez le fichier d’une sauvegarde.', en: 'Take the file from a backup.' },
  },
  VAULT_OPEN: {
    what: {
      fr: 'Le coffre ne s’ouvre pas : il est d’une autre clé, d’un autre usage, ou il a été altéré.',
      en: 'The vault does not open: it belongs to another key or another use, or it was altered.',
    },
    fix: {
      fr: 'Vérifiez que le fichier vient de ce dossier; sinon, reprenez une sauvegarde.',
      en: 'Check that the file comes from this folder; otherwise take a backup.',
    },
  },
  VAULT_SIZE: {
    what: {
      fr: 'Le contenu du coffre compte {size} octets; la limite est de {limit}.',
      en: 'The vault’s content holds {size} bytes; the limit is {limit}.',
    },
    fix: { fr: 'Préparez un lot plus petit.', en: 'Prepare a smaller bundle.' },
  },
  PSEUDONYM_INPUT: {
    what: {
      fr: 'Un pseudonyme ne peut être calculé : numéro de fiche vide, ou clé ou lot de mauvaise longueur.',
      en: 'A pseudonym cannot be computed: empty file number, or a key or bundle id of the wrong length.',
    },
    fix: { fr: 'Vérifiez que chaque élève a un numéro de fiche.', en: 'Check that every pupil has a file number.' },
  },
} as const satisfies ErrorCatalogue;
