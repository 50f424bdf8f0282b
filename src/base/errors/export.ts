import type { ErrorCatalogue } from './entry.ts';

/** Refusals of what is written at home. */
export const exportErrors = {
  SHEET_CELL: {
    what: {
      fr: 'Une valeur de la colonne « {column} » a plus de {limit} caractères : le classeur « {file} » ne peut pas la contenir.',
      en: 'A value of the column “{column}” has more than {limit} characters: the workbook “{file}” cannot hold it.',
    },
    fix: { fr: 'Exportez en Parquet ou en CSV, sans « --xlsx ».', en: 'Export as Parquet or CSV, without “--xlsx”.' },
  },
} as const satisfies ErrorCatalogue;
