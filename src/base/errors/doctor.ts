import type { ErrorCatalogue } from './entry.ts';

/** What would stop a session, found before the day. */
export const doctorErrors = {
  GAP_PLUGGED: {
    what: {
      fr: 'La machine n’est pas débranchée : {count} défaut(s), dits ci-dessus.',
      en: 'The machine is not unplugged: {count} fault(s), told above.',
    },
    fix: { fr: 'Corrigez chacun, puis relancez : ecluse appliance gap.', en: 'Mend each of them, then run again: ecluse appliance gap.' },
  },
  DOCTOR_STOPS: {
    what: { fr: '{count} point(s) arrêteraient une séance.', en: '{count} point(s) would stop a session.' },
    fix: {
      fr: 'Corrigez chacun, puis relancez : ecluse appliance doctor.',
      en: 'Mend each of them, then run again: ecluse appliance doctor.',
    },
  },
  NODE_VERSION: {
    what: {
      fr: 'Node {found} est trop ancien : il faut {needed} ou plus récent.',
      en: 'Node {found} is too old: {needed} or later is needed.',
    },
    fix: { fr: 'Installez une version de Node encore tenue à jour.', en: 'Install a version of Node that is still maintained.' },
  },
  DISK_SPACE: {
    what: {
      fr: 'Il reste {free} Mo sur le disque de l’appareil; il en faudrait {needed} pour les lots qui attendent.',
      en: 'The appliance’s disk has {free} MB left; the waiting bundles would need {needed}.',
    },
    fix: {
      fr: 'Faites de la place, ou déplacez l’appareil sur un disque plus grand.',
      en: 'Make room, or move the appliance to a larger disk.',
    },
  },
  MEMORY_LOW: {
    what: {
      fr: 'La machine n’a que {free} Mo de mémoire disponible; il en faudrait {needed}.',
      en: 'The machine has only {free} MB of memory available; {needed} would be needed.',
    },
    fix: { fr: 'Fermez d’autres programmes, ou ajoutez de la mémoire.', en: 'Close other programs, or add memory.' },
  },
  CLOCK_ODD: {
    what: {
      fr: 'L’horloge indique {clock}; la dernière écriture du registre date de {last}. L’écart est invraisemblable.',
      en: 'The clock says {clock}; the ledger’s last entry is of {last}. The gap is implausible.',
    },
    fix: {
      fr: 'Vérifiez la date et l’heure : les approbations et les dates de destruction en dépendent.',
      en: 'Check the date and time: approvals and destruction dates depend on them.',
    },
  },
  HOME_PERMISSIONS: {
    what: {
      fr: '« {file} » est lisible ou modifiable par d’autres comptes de la machine (droits {mode}).',
      en: '“{file}” can be read or changed by other accounts of the machine (mode {mode}).',
    },
    fix: {
      fr: 'Refermez-le : chmod go= sur ce fichier ou ce dossier, et chown au compte de l’appareil.',
      en: 'Close it: chmod go= on this file or folder, and chown to the appliance’s account.',
    },
  },
  CORE_FILES: {
    what: {
      fr: 'Les programmes de cette machine écrivent un fichier core quand ils échouent (limite {limit}).',
      en: 'This machine’s programs write a core file when they fail (limit {limit}).',
    },
    fix: {
      fr: 'Le sas n’en écrit jamais; pour le reste : ulimit -c 0, ou LimitCORE=0 dans systemd.',
      en: 'The chamber never writes one; for the rest: ulimit -c 0, or LimitCORE=0 in systemd.',
    },
  },
  LEDGER_DAMAGED: {
    what: {
      fr: 'L’écriture {entry} du registre ne correspond pas à l’arbre scellé.',
      en: 'Entry {entry} of the ledger does not match the sealed tree.',
    },
    fix: {
      fr: 'Ne tenez aucune séance; exportez le registre et faites-le vérifier.',
      en: 'Hold no session; export the ledger and have it audited.',
    },
  },
  QUARANTINE_FILE: {
    what: {
      fr: 'Le lot {bundle}, qui attend, n’est plus en quarantaine tel qu’il a été reçu.',
      en: 'Bundle {bundle}, which waits, is no longer in quarantine as it was received.',
    },
    fix: {
      fr: 'Cherchez qui a touché à la quarantaine et demandez un nouveau lot.',
      en: 'Find who touched the quarantine and ask for a new bundle.',
    },
  },
} as const satisfies ErrorCatalogue;
