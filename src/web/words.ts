import type { Text } from '../base/text.ts';

/** What every server of the product says in the same words: the frame of its pages, its refusals. */
export const webWords = {
  product: { fr: 'Écluse', en: 'Écluse' },
  skip: { fr: 'Aller au contenu', en: 'Skip to content' },
  mainMenu: { fr: 'Menu principal', en: 'Main menu' },
  otherLanguage: { fr: 'English', en: 'Français' },
  errorTitle: { fr: 'La demande a été refusée', en: 'The request was refused' },
  errorCode: { fr: 'Code : {code}', en: 'Code: {code}' },
  hidden: { fr: 'masqué', en: 'hidden' },
} as const satisfies Record<string, Text>;

export type WebKey = keyof typeof webWords;
