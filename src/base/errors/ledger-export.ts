import type { ErrorCatalogue } from './entry.ts';

export const ledgerExportErrors = {
  EXPORT_FILE_MISSING: {
    what: { fr: 'L’export ne contient pas le fichier « {file} ».', en: 'The export does not hold the file “{file}”.' },
    fix: {
      fr: 'Vérifiez que tout le dossier a été copié, ou demandez un nouvel export.',
      en: 'Check that the whole folder was copied, or ask for a new export.',
    },
  },
  EXPORT_CARD: {
    what: {
      fr: 'La carte jointe à l’export n’est pas la carte signée d’un appareil ou d’un CSS.',
      en: 'The card in the export is not the signed card of an appliance or of a CSS.',
    },
    fix: {
      fr: 'Demandez un nouvel export, avec la carte de qui tient ce registre.',
      en: 'Ask for a new export, with the card of whoever keeps this ledger.',
    },
  },
  EXPORT_ROTATION: {
    what: {
      fr: 'Le fichier « {file} » de l’export n’est pas une rotation qui mène à la carte jointe.',
      en: 'The file “{file}” of the export is not a rotation that leads to its card.',
    },
    fix: {
      fr: 'Demandez un nouvel export et comparez les mots de la carte de vive voix avec qui tient ce registre.',
      en: 'Ask for a new export and compare the card’s words aloud with whoever keeps this ledger.',
    },
  },
  EXPORT_CARD_OTHER: {
    what: {
      fr: 'La carte jointe à l’export n’est pas celle que vous avez conservée.',
      en: 'The card in the export is not the one you kept.',
    },
    fix: {
      fr: 'Comparez les mots des deux empreintes de vive voix avec qui tient ce registre; jusque-là, tenez cet export pour faux.',
      en: 'Compare the words of both fingerprints aloud with whoever keeps this ledger; until then, hold this export to be false.',
    },
  },
  EXPORT_TRUNCATED: {
    what: {
      fr: 'La fin du registre manque : l’export s’arrête avant l’écriture {entry}, alors que le point de contrôle en scelle {size}.',
      en: 'The end of the ledger is missing: the export stops before entry {entry}, while the checkpoint seals {size}.',
    },
    fix: {
      fr: 'Exigez les écritures manquantes : le point de contrôle prouve qu’elles existent.',
      en: 'Demand the missing entries: the checkpoint proves that they exist.',
    },
  },
  EXPORT_REMOVED: {
    what: {
      fr: 'Des écritures ont été retirées : {missing} à partir de l’écriture {entry}.',
      en: 'Entries were removed: {missing} from entry {entry} on.',
    },
    fix: {
      fr: 'Exigez les écritures manquantes : le point de contrôle prouve qu’elles existent.',
      en: 'Demand the missing entries: the checkpoint proves that they exist.',
    },
  },
  EXPORT_ALTERED: {
    what: {
      fr: 'L’écriture {entry} a été modifiée : ce n’est pas celle que le registre a scellée.',
      en: 'Entry {entry} was altered: it is not the one that the ledger sealed.',
    },
    fix: { fr: 'Exigez l’écriture d’origine; ne vous fiez pas à celle-ci.', en: 'Demand the original entry; do not rely on this one.' },
  },
  EXPORT_ALTERED_BETWEEN: {
    what: {
      fr: 'Une écriture entre {entry} et {last} a été modifiée, et les tuiles ont été refaites pour le cacher.',
      en: 'An entry between {entry} and {last} was altered, and the tiles were remade to hide it.',
    },
    fix: {
      fr: 'Exigez un export d’origine; ne vous fiez à aucune de ces écritures.',
      en: 'Demand an original export; rely on none of these entries.',
    },
  },
  EXPORT_REORDERED: {
    what: {
      fr: 'Les écritures ont été déplacées : à la place {entry} se trouve une écriture d’ailleurs.',
      en: 'Entries were moved: at place {entry} stands an entry from elsewhere.',
    },
    fix: { fr: 'Exigez un export dans l’ordre d’origine.', en: 'Demand an export in the original order.' },
  },
  EXPORT_INSERTED: {
    what: {
      fr: 'Une écriture que le registre n’a pas scellée a été glissée à la place {entry}.',
      en: 'An entry that the ledger did not seal was slipped in at place {entry}.',
    },
    fix: { fr: 'Écartez-la et exigez un export d’origine.', en: 'Set it aside and demand an original export.' },
  },
  EXPORT_SURPLUS: {
    what: {
      fr: 'L’export contient des écritures au-delà de {entry}, que le point de contrôle ne scelle pas.',
      en: 'The export holds entries beyond {entry} that the checkpoint does not seal.',
    },
    fix: {
      fr: 'Ne tenez pas compte de ces écritures et demandez un nouvel export.',
      en: 'Disregard these entries and ask for a new export.',
    },
  },
  EXPORT_ROOT: {
    what: {
      fr: 'Les écritures et les tuiles s’accordent entre elles, mais pas avec le point de contrôle signé : tout l’export a été refait.',
      en: 'Entries and tiles agree with each other, but not with the signed checkpoint: the whole export was remade.',
    },
    fix: {
      fr: 'Exigez un export d’origine; ne vous fiez à aucune de ces écritures.',
      en: 'Demand an original export; rely on none of these entries.',
    },
  },
  EXPORT_TILE: {
    what: {
      fr: 'La tuile « {file} » ne correspond pas aux écritures, qui sont bien celles du point de contrôle.',
      en: 'The tile “{file}” does not match the entries, which are those of the checkpoint.',
    },
    fix: {
      fr: 'Les écritures sont intactes; demandez un nouvel export pour obtenir des preuves utilisables.',
      en: 'The entries are intact; ask for a new export to obtain usable proofs.',
    },
  },
  EXPORT_ENTRY_FORM: {
    what: {
      fr: 'L’écriture {entry} n’a pas la forme prévue ({type}, {member}).',
      en: 'Entry {entry} does not have the expected form ({type}, {member}).',
    },
    fix: {
      fr: 'Demandez au CSS central quelle version du logiciel l’a écrite.',
      en: 'Ask the central CSS which version of the software wrote it.',
    },
  },
  EXPORT_SEQUENCE: {
    what: { fr: 'L’écriture {entry} porte le numéro {sequence}.', en: 'Entry {entry} bears the number {sequence}.' },
    fix: {
      fr: 'La suite des écritures a été remaniée avant d’être scellée : demandez des explications au CSS central.',
      en: 'The run of entries was reworked before being sealed: ask the central CSS to explain.',
    },
  },
  EXPORT_TIME: {
    what: {
      fr: 'L’écriture {entry} ({time}) est datée avant la précédente ({last}).',
      en: 'Entry {entry} ({time}) is dated before the previous one ({last}).',
    },
    fix: {
      fr: 'L’horloge a été reculée : demandez des explications au CSS central.',
      en: 'The clock was set back: ask the central CSS to explain.',
    },
  },
  KEPT_FORM: {
    what: { fr: 'Le point de contrôle conservé « {file} » est illisible.', en: 'The kept checkpoint “{file}” cannot be read.' },
    fix: { fr: 'Vérifiez qu’il s’agit du bon fichier.', en: 'Check that it is the right file.' },
  },
  KEPT_OTHER_LEDGER: {
    what: {
      fr: 'Le point de contrôle conservé « {file} » est celui d’un autre registre.',
      en: 'The kept checkpoint “{file}” belongs to another ledger.',
    },
    fix: { fr: 'Comparez avec un point de contrôle du même appareil.', en: 'Compare with a checkpoint of the same appliance.' },
  },
  KEPT_SIGNATURE: {
    what: {
      fr: 'Le point de contrôle conservé « {file} » n’est pas signé par la clé de la carte jointe à l’export.',
      en: 'The kept checkpoint “{file}” is not signed by the key of the card in the export.',
    },
    fix: {
      fr: 'La carte de l’export ou le point de contrôle est faux : comparez les mots de l’empreinte avec le CSS central.',
      en: 'The export’s card or the checkpoint is false: compare the fingerprint’s words with the central CSS.',
    },
  },
  KEPT_ROLLED_BACK: {
    what: {
      fr: 'Le point de contrôle conservé « {file} » scelle {kept} écritures, l’export n’en contient que {size} : les écritures à partir de {entry} manquent.',
      en: 'The kept checkpoint “{file}” seals {kept} entries, the export holds only {size}: the entries from {entry} on are missing.',
    },
    fix: {
      fr: 'Une ancienne copie a été remise en place, la fin a été coupée, ou l’export est plus ancien que le point de contrôle : exigez les écritures jusqu’à {kept}.',
      en: 'An old copy was put back, the tail was cut, or the export is older than the checkpoint: demand the entries up to {kept}.',
    },
  },
  KEPT_FORKED: {
    what: {
      fr: 'Le point de contrôle conservé « {file} » ({kept} écritures) et l’export racontent deux histoires : une écriture entre {entry} et {last} n’est plus la même.',
      en: 'The kept checkpoint “{file}” ({kept} entries) and the export tell two stories: an entry between {entry} and {last} is no longer the same.',
    },
    fix: {
      fr: 'La clé du registre a signé les deux : conservez-les, ensemble ils prouvent la fourche.',
      en: 'The ledger’s key signed both: keep them, together they prove the fork.',
    },
  },
  KEPT_CONTRADICTORY: {
    what: {
      fr: 'Les points de contrôle conservés « {file} » et « {other} » scellent deux registres différents de {kept} écritures.',
      en: 'The kept checkpoints “{file}” and “{other}” seal two different ledgers of {kept} entries.',
    },
    fix: {
      fr: 'La clé du registre a signé les deux : conservez-les, ensemble ils prouvent la fourche.',
      en: 'The ledger’s key signed both: keep them, together they prove the fork.',
    },
  },
} as const satisfies ErrorCatalogue;
