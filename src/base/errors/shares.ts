import type { ErrorCatalogue } from './entry.ts';

export const shareErrors = {
  SHARE_FORM: {
    what: {
      fr: 'Une part de papier compte trente mots, ou le texte de son code QR; ce qui a été tapé n’est ni l’un ni l’autre.',
      en: 'A paper share has thirty words, or the text of its QR code; what was typed is neither.',
    },
    fix: { fr: 'Retapez la part en entier, dans l’ordre de ses numéros.', en: 'Type the whole share again, in the order of its numbers.' },
  },
  SHARE_WORD: {
    what: { fr: 'Le mot {position} n’est pas de la liste des parts.', en: 'Word {position} is not of the list of shares.' },
    fix: { fr: 'Relisez ce mot sur le papier.', en: 'Read that word again on the paper.' },
  },
  SHARE_CHECK: {
    what: {
      fr: 'Les mots ne se contrôlent pas : l’un d’eux est faux, ou la part est celle d’une autre clé.',
      en: 'The words do not check: one of them is wrong, or the share is of another key.',
    },
    fix: {
      fr: 'Comparez chaque mot avec le papier, et l’identifiant imprimé avec celui de la carte.',
      en: 'Compare every word with the paper, and the printed id with the card’s.',
    },
  },
  SHARE_OTHER: {
    what: { fr: 'Cette part est celle d’une autre clé.', en: 'This share is of another key.' },
    fix: { fr: 'Cherchez la part qui porte l’identifiant de cette carte.', en: 'Find the share that bears this card’s id.' },
  },
  SHARE_SAME: {
    what: { fr: 'La même part a été tapée deux fois.', en: 'The same share was typed twice.' },
    fix: { fr: 'Il en faut deux différentes sur les trois.', en: 'Two different ones of the three are needed.' },
  },
  SHARE_ROOT: {
    what: {
      fr: 'Ces deux parts ne donnent pas ensemble les clés de la carte : elles sont de deux partages différents.',
      en: 'These two shares together do not give the card’s keys: they are of two different splittings.',
    },
    fix: { fr: 'Prenez deux parts imprimées le même jour.', en: 'Take two shares printed on the same day.' },
  },
  RECOVERY_FOLDER: {
    what: {
      fr: 'Les parts ne s’écrivent que sur un support existant, hors du dossier qu’elles rouvrent.',
      en: 'Shares are written only to an existing drive, outside the home they reopen.',
    },
    fix: {
      fr: 'Donnez avec --to un dossier vide d’une clé USB, que vous détruirez après impression.',
      en: 'Give with --to an empty folder on a USB drive, to be destroyed after printing.',
    },
  },
} as const satisfies ErrorCatalogue;
