import type { ErrorCatalogue } from './entry.ts';

/** Refusals of the risk of recognition, and of the exceptions that two people sign. */
export const exceptionErrors = {
  RISK_CEILING: {
    what: {
      fr: 'Trop d’élèves seraient reconnaissables : {unique} % sont seuls de leur genre, et le plafond de ce CSS est de {ceiling} %. Rien n’a été écrit.',
      en: 'Too many pupils could be recognised: {unique} % are alone of their kind, and this CSS’s ceiling is {ceiling} %. Nothing was written.',
    },
    fix: {
      fr: 'Retirez ou regroupez les variables que l’aperçu nomme, puis recommencez. Sinon, deux signataires peuvent signer une exception : « ecluse partner except ».',
      en: 'Remove or group the variables that the preview names, then try again. Else two signers can sign an exception: “ecluse partner except”.',
    },
  },
  RISK_POLICY_LOOSER: {
    what: {
      fr: 'Un plafond de risque ne se relève pas : une personne seule peut seulement l’abaisser.',
      en: 'A risk ceiling is not raised: one person alone may only lower it.',
    },
    fix: { fr: 'Donnez un plafond plus bas, ou gardez celui qui tient.', en: 'Give a lower ceiling, or keep the one that stands.' },
  },
  RISK_FACT: {
    what: {
      fr: 'La règle de ce CSS compte « {variable} » parmi les faits connus; le dictionnaire ne la décrit pas.',
      en: 'This CSS’s policy counts “{variable}” among known facts; the dictionary does not describe it.',
    },
    fix: {
      fr: 'Décrivez-la au dictionnaire, ou prenez le dictionnaire auquel la règle convient.',
      en: 'Describe it in the dictionary, or take the dictionary that the policy fits.',
    },
  },
  EXCEPTION_NEEDLESS: {
    what: {
      fr: 'Le risque ne dépasse pas le plafond de ce CSS : une exception n’a pas lieu d’être.',
      en: 'The risk is within this CSS’s ceiling: there is no need of an exception.',
    },
    fix: { fr: 'Préparez le lot sans exception.', en: 'Prepare the bundle without an exception.' },
  },
  EXCEPTION_SIGNERS: {
    what: {
      fr: 'Une exception demande deux signatures valides, de deux signataires différents de ce CSS; ce n’est pas le cas ici.',
      en: 'An exception takes two valid signatures, of two different signers of this CSS; that is not so here.',
    },
    fix: {
      fr: 'Deux signataires signent ensemble avec « ecluse partner except ». « ecluse partner signer list » les nomme.',
      en: 'Two signers sign together with “ecluse partner except”. “ecluse partner signer list” names them.',
    },
  },
  EXCEPTION_REASON: {
    what: {
      fr: 'La raison d’une exception tient en une ligne de {min} à {max} caractères.',
      en: 'The reason of an exception is one line of {min} to {max} characters.',
    },
    fix: {
      fr: 'Écrivez une phrase que le responsable de la protection des renseignements pourra juger, sans y nommer personne.',
      en: 'Write a sentence that the privacy officer can judge, and name nobody in it.',
    },
  },
  EXCEPTION_FORM: {
    what: { fr: 'Ce fichier n’est pas une exception bien formée ({where}).', en: 'This file is no well-formed exception ({where}).' },
    fix: {
      fr: 'Reprenez le fichier tel que « ecluse partner except » l’a écrit.',
      en: 'Take the file as “ecluse partner except” wrote it.',
    },
  },
  EXCEPTION_PARTNER: {
    what: { fr: 'Cette exception n’est pas de ce CSS.', en: 'This exception is not of this CSS.' },
    fix: { fr: 'Faites signer une exception dans ce dossier.', en: 'Have an exception signed in this home.' },
  },
  EXCEPTION_OTHER: {
    what: {
      fr: 'Cette exception a été signée pour autre chose que ce qui sortirait maintenant ({where}). Rien n’a été écrit.',
      en: 'This exception was signed for something else than what would leave now ({where}). Nothing was written.',
    },
    fix: {
      fr: 'Une exception ne vaut que pour les lignes, le dictionnaire, le plafond et la date de destruction qui ont été montrés. Refaites-la si l’un d’eux a changé.',
      en: 'An exception holds only for the rows, dictionary, ceiling and destruction date that were shown. Make it anew if one of them changed.',
    },
  },
  EXCEPTION_EXPIRED: {
    what: { fr: 'Cette exception ne vaut plus depuis le {date}.', en: 'This exception held until {date} only.' },
    fix: { fr: 'Deux signataires peuvent en signer une nouvelle.', en: 'Two signers can sign a new one.' },
  },
  SIGNER_NAME: {
    what: {
      fr: 'Un signataire porte le nom d’une fonction : 1 à 40 minuscules sans accent, chiffres et traits d’union.',
      en: 'A signer bears the name of a function: 1 to 40 lower-case letters, digits and hyphens.',
    },
    fix: { fr: 'Par exemple : direction-generale, protection-renseignements.', en: 'For example: general-management, privacy-office.' },
  },
  SIGNER_EXISTS: {
    what: { fr: 'Le signataire « {signer} » existe déjà.', en: 'The signer “{signer}” already exists.' },
    fix: { fr: 'Choisissez un autre nom de fonction.', en: 'Choose another name of a function.' },
  },
  SIGNER_UNKNOWN: {
    what: {
      fr: 'Ce dossier n’a pas de signataire « {signer} »; il connaît : {known}.',
      en: 'This home has no signer “{signer}”; it knows: {known}.',
    },
    fix: { fr: 'Ajoutez-le avec « ecluse partner signer add ».', en: 'Add it with “ecluse partner signer add”.' },
  },
  SIGNER_TWINS: {
    what: {
      fr: 'Cette phrase de passe est déjà celle de « {signer} » : deux signataires seraient une seule personne.',
      en: 'This passphrase is already that of “{signer}”: two signers would be one person.',
    },
    fix: {
      fr: 'Que chaque personne choisisse la sienne, sans la dire à l’autre.',
      en: 'Let each person choose their own, and tell nobody.',
    },
  },
  SIGNER_PRESENT: {
    what: {
      fr: 'Deux signataires existent déjà : il faut leurs deux phrases de passe pour en ajouter un autre.',
      en: 'Two signers exist already: it takes both their passphrases to add another.',
    },
    fix: { fr: 'Recommencez avec --signers A,B, les deux étant là.', en: 'Try again with --signers A,B, both being there.' },
  },
} as const satisfies ErrorCatalogue;
