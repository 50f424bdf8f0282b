import type { ErrorCatalogue } from './entry.ts';

/** The appliance’s home and its store. */
export const applianceErrors = {
  APPLIANCE_EXISTS: {
    what: {
      fr: 'Le dossier contient déjà un appareil; rien n’a été changé.',
      en: 'The folder already holds an appliance; nothing was changed.',
    },
    fix: { fr: 'Choisissez un dossier vide.', en: 'Choose an empty folder.' },
  },
  APPLIANCE_MISSING: {
    what: {
      fr: 'Aucun appareil complet dans ce dossier (« {file} » manque ou est illisible).',
      en: 'No complete appliance in this folder (“{file}” is missing or unreadable).',
    },
    fix: {
      fr: 'Vérifiez le chemin, ou créez un appareil (ecluse appliance init).',
      en: 'Check the path, or make an appliance (ecluse appliance init).',
    },
  },
  APPLIANCE_LEDGER_KEY: {
    what: {
      fr: 'La clé du registre n’est pas celle que nomme la carte de l’appareil.',
      en: 'The ledger’s key is not the one the appliance’s card names.',
    },
    fix: {
      fr: 'Restaurez keys/ledger.key depuis la sauvegarde de cet appareil.',
      en: 'Restore keys/ledger.key from this appliance’s backup.',
    },
  },
  STORE_PRAGMA: {
    what: {
      fr: 'La base de données refuse un réglage de sûreté ({name}); rien n’a été lu ni écrit.',
      en: 'The database refuses a safety setting ({name}); nothing was read or written.',
    },
    fix: {
      fr: 'Placez l’appareil sur un disque local ordinaire (ext4, xfs), jamais sur un partage réseau.',
      en: 'Put the appliance on an ordinary local disk (ext4, xfs), never on a network share.',
    },
  },
  STORE_VERSION: {
    what: {
      fr: 'La base de données est à la version {found} de son schéma; ce programme connaît la version {known}.',
      en: 'The database is at version {found} of its schema; this program knows version {known}.',
    },
    fix: {
      fr: 'Installez la version d’Écluse qui a écrit cette base, ou une plus récente.',
      en: 'Install the version of Écluse that wrote this database, or a later one.',
    },
  },
  STORE_BROKEN: {
    what: {
      fr: 'Une écriture sur le disque a échoué ({reason}); cet appareil n’accepte plus rien avant d’être rouvert.',
      en: 'A write to the disk failed ({reason}); this appliance accepts nothing more until reopened.',
    },
    fix: { fr: 'Vérifiez le disque, puis redémarrez l’appareil.', en: 'Check the disk, then restart the appliance.' },
  },
  STORE_BUSY: {
    what: {
      fr: 'Un autre programme écrit dans le registre de cet appareil; rien n’a été fait.',
      en: 'Another program is writing to this appliance’s ledger; nothing was done.',
    },
    fix: { fr: 'Attendez la fin de l’autre opération, puis recommencez.', en: 'Wait for the other operation to end, then try again.' },
  },
  STORE_FAILED: {
    what: {
      fr: 'Le registre n’a pas pu prendre l’écriture ({reason}); le geste n’a donc pas eu lieu.',
      en: 'The ledger could not take the entry ({reason}); so the act did not take place.',
    },
    fix: {
      fr: 'Vérifiez l’espace libre, les droits et le disque, puis recommencez.',
      en: 'Check free space, permissions and the disk, then try again.',
    },
  },
  STORE_RACE: {
    what: {
      fr: 'Un autre geste a changé le même élément ({table}) au même moment; rien n’a été fait.',
      en: 'Another act changed the same item ({table}) at the same moment; nothing was done.',
    },
    fix: {
      fr: 'Rechargez l’état de l’appareil, puis recommencez s’il y a lieu.',
      en: 'Reload the appliance’s state, then try again if need be.',
    },
  },
} as const satisfies ErrorCatalogue;
