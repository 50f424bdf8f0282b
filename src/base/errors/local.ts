import type { ErrorCatalogue } from './entry.ts';

/** Refusals of scoring on the CSS's own machine. */
export const localErrors = {
  LOCAL_MODEL: {
    what: {
      fr: 'Le modèle « {model} » n’est pas revenu dans cette évaluation : il est resté dans l’appareil.',
      en: 'Model “{model}” did not come back in this evaluation: it stayed in the appliance.',
    },
    fix: {
      fr: 'Entraînez par une campagne qui dit « takeHome » (CAMPAIGN.md), ou faites évaluer la table par l’appareil.',
      en: 'Train by a campaign that says “takeHome” (CAMPAIGN.md), or have the appliance score the table.',
    },
  },
  LOCAL_APPROVAL: {
    what: {
      fr: 'Cette approbation n’est pas la dernière que ce dossier a signée pour le modèle « {model} ».',
      en: 'This approval is not the last that this home signed for model “{model}”.',
    },
    fix: {
      fr: 'Donnez la dernière approbation de ce modèle, signée depuis ce dossier.',
      en: 'Give the last approval of that model, signed from this home.',
    },
  },
  LOCAL_LEDGER: {
    what: {
      fr: 'Le registre des évaluations faites sur place ({size} écritures) n’est pas celui que ce dossier a signé : une écriture y manque ou y a été changée.',
      en: 'The ledger of what was scored on site ({size} entries) is not the one that this home signed: an entry is missing or was changed.',
    },
    fix: {
      fr: 'N’évaluez plus rien sur place; comparez le dossier « ledger » aux fichiers « checkpoint.note » des évaluations passées, et remettez sa dernière copie de sécurité.',
      en: 'Score nothing more on site; compare the folder “ledger” with the files “checkpoint.note” of past scorings, and put its last backup back.',
    },
  },
} as const satisfies ErrorCatalogue;
