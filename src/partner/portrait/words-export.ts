import type { Text } from '../../base/text.ts';

/** Words of the files beside the pages. */
export const exportWords = {
  actionableColumn: { fr: 'Facteur élevant le risque, sur lequel agir {rank}', en: 'Factor raising the risk, to act upon {rank}' },
  missingColumn: { fr: 'Part manquante de ce que lit le modèle', en: 'Missing part of what the model reads' },
  missingNameColumn: { fr: 'Donnée manquante {rank}', en: 'Missing value {rank}' },
  unusualColumn: { fr: 'Part inhabituelle de ce que lit le modèle', en: 'Unusual part of what the model reads' },
  unusualNameColumn: { fr: 'Valeur inhabituelle {rank}', en: 'Unusual value {rank}' },
  destroySheet: { fr: 'À détruire', en: 'To be destroyed' },
  bundleId: { fr: 'Lot', en: 'Bundle' },
  destroyNotice: {
    fr: 'Détruisez ces fichiers et leurs copies au plus tard le {date}. « ecluse partner destroy DOSSIER --due » détruit, ce jour venu, ceux qui sont encore ici :',
    en: 'Destroy these files and their copies by {date}. “ecluse partner destroy DIR --due” destroys, when that day has come, those that are still here:',
  },
} as const satisfies Record<string, Text>;
