import type { ErrorCatalogue } from './entry.ts';

/** What rests on the appliance, and its destruction. */
export const retentionErrors = {
  KEEP_FILE: {
    what: {
      fr: 'Un fichier gardé par l’appareil ne s’ouvre pas sous sa clé : il a été altéré, ou n’est pas celui-là.',
      en: 'A file kept by the appliance does not open under its key: it was altered, or is another one.',
    },
    fix: {
      fr: 'Redemandez le lot à son CSS, et faites vérifier le registre.',
      en: 'Ask the CSS for the bundle again, and have the ledger verified.',
    },
  },
  KEEP_KEY: {
    what: {
      fr: 'La clé d’un fichier gardé n’existe plus : il a été détruit, et rien ne peut le rouvrir.',
      en: 'The key of a kept file no longer exists: it was destroyed, and nothing can open it again.',
    },
    fix: { fr: 'Cherchez sa destruction dans le registre.', en: 'Look for its destruction in the ledger.' },
  },
  RETENTION_ROOT: {
    what: {
      fr: 'Le fichier keys/retention.key manque, est endommagé ou n’est pas celui de cette base.',
      en: 'The file keys/retention.key is missing, damaged or not the one of this database.',
    },
    fix: {
      fr: 'Une copie ancienne de la base ou du fichier a été remise : sans la bonne racine, ce qui est gardé ne s’ouvre plus. Redemandez les lots aux CSS.',
      en: 'An old copy of the database or of the file was put back: without the right root nothing kept opens. Ask the CSSs for their bundles again.',
    },
  },
  DESTROY_UNKNOWN: {
    what: { fr: 'L’appareil ne garde aucun lot {bundle}.', en: 'The appliance keeps no bundle {bundle}.' },
    fix: {
      fr: 'Voyez ce qui est gardé : ecluse appliance due DOSSIER.',
      en: 'See what is kept: ecluse appliance due HOME.',
    },
  },
  DESTROY_NOT_DUE: {
    what: {
      fr: 'Le lot {bundle} peut être gardé jusqu’au {date}, et son CSS n’en a pas ordonné la destruction.',
      en: 'Bundle {bundle} may be kept until {date}, and its CSS has not ordered its destruction.',
    },
    fix: {
      fr: 'Attendez cette date, ou recevez d’abord l’ordre signé du CSS (ecluse partner destroy).',
      en: 'Wait for that date, or first receive the CSS’s signed order (ecluse partner destroy).',
    },
  },
  DESTROY_SESSION_LIVE: {
    what: {
      fr: 'Une séance est en cours : rien n’est détruit pendant qu’elle peut servir.',
      en: 'A session is live: nothing is destroyed while it may serve.',
    },
    fix: { fr: 'Fermez ou abandonnez la séance, puis recommencez.', en: 'Close or abort the session, then try again.' },
  },
  DESTRUCTION_OVERDUE: {
    what: {
      fr: 'Des fichiers de ce CSS devaient être détruits au plus tard le {date} ({count}) : aucune séance ne prend ses lots d’ici là.',
      en: 'Files of this CSS had to be destroyed by {date} ({count}): no session takes its bundles until then.',
    },
    fix: {
      fr: 'Détruisez ce qui est échu : ecluse appliance destroy DOSSIER --due.',
      en: 'Destroy what is due: ecluse appliance destroy HOME --due.',
    },
  },
  ORDER_FORM: {
    what: { fr: 'L’ordre de destruction est mal formé ({where}).', en: 'The destruction order is malformed ({where}).' },
    fix: {
      fr: 'Le fichier a été altéré ou mal copié : demandez-en une nouvelle copie au CSS.',
      en: 'The file was altered or badly copied: ask the CSS for a new copy.',
    },
  },
  ORDER_SENDER: {
    what: {
      fr: 'L’ordre de destruction ne vient pas d’un CSS inscrit, ou pas de sa carte ({sender}).',
      en: 'The destruction order does not come from an enrolled CSS, or not from its card ({sender}).',
    },
    fix: { fr: 'Vérifiez de quel CSS vient ce fichier.', en: 'Check which CSS this file comes from.' },
  },
  ORDER_SIGNATURE: {
    what: {
      fr: 'La signature de l’ordre de destruction n’est pas celle du CSS {sender}.',
      en: 'The signature of the destruction order is not that of the CSS {sender}.',
    },
    fix: { fr: 'N’y donnez pas suite, et prévenez ce CSS.', en: 'Do not act on it, and tell that CSS.' },
  },
  ORDER_RECIPIENT: {
    what: { fr: 'L’ordre de destruction s’adresse à un autre appareil.', en: 'The destruction order is addressed to another appliance.' },
    fix: { fr: 'Portez-le à l’appareil qu’il nomme.', en: 'Take it to the appliance it names.' },
  },
  ORDER_BUNDLE: {
    what: {
      fr: 'L’ordre vise un lot {bundle} que ce CSS n’a pas remis ici, ou qui est déjà détruit.',
      en: 'The order names a bundle {bundle} that this CSS did not bring here, or that is already destroyed.',
    },
    fix: { fr: 'Vérifiez l’identifiant du lot avec le CSS.', en: 'Check the bundle’s identifier with the CSS.' },
  },
  ORDER_REPLAY: {
    what: { fr: 'Cet ordre de destruction a déjà été reçu.', en: 'This destruction order was already received.' },
    fix: { fr: 'Rien à faire : il est au registre.', en: 'Nothing to do: it stands in the ledger.' },
  },
  CERTIFICATE_FORM: {
    what: { fr: 'Le certificat de destruction est mal formé ({where}).', en: 'The destruction certificate is malformed ({where}).' },
    fix: { fr: 'Demandez-en une nouvelle copie.', en: 'Ask for a new copy.' },
  },
  CERTIFICATE_SIGNATURE: {
    what: {
      fr: 'Le certificat de destruction n’est pas signé par l’appareil de confiance.',
      en: 'The destruction certificate is not signed by the trusted appliance.',
    },
    fix: { fr: 'Ne le contresignez pas, et prévenez le CSS central.', en: 'Do not countersign it, and tell the central CSS.' },
  },
  CERTIFICATE_OTHER: {
    what: {
      fr: 'Le certificat de destruction s’adresse à un autre CSS, ou parle d’un lot qui n’est pas le vôtre.',
      en: 'The destruction certificate is addressed to another CSS, or speaks of a bundle that is not yours.',
    },
    fix: { fr: 'Ne le contresignez pas, et prévenez le CSS central.', en: 'Do not countersign it, and tell the central CSS.' },
  },
  CERTIFICATE_UNKNOWN: {
    what: {
      fr: 'Cet appareil n’a pas fait ce certificat de destruction.',
      en: 'This appliance did not make this destruction certificate.',
    },
    fix: { fr: 'Vérifiez de quel appareil il vient.', en: 'Check which appliance it comes from.' },
  },
  CERTIFICATE_COUNTERSIGNATURE: {
    what: {
      fr: 'Le certificat de destruction n’est pas contresigné par le CSS {party}.',
      en: 'The destruction certificate is not countersigned by the CSS {party}.',
    },
    fix: {
      fr: 'Faites-le contresigner : ecluse partner destroy --certificate.',
      en: 'Have it countersigned: ecluse partner destroy --certificate.',
    },
  },
  CERTIFICATE_REPLAY: {
    what: { fr: 'Ce certificat contresigné a déjà été reçu.', en: 'This countersigned certificate was already received.' },
    fix: { fr: 'Rien à faire : il est au registre.', en: 'Nothing to do: it stands in the ledger.' },
  },
  HOME_REQUEST: {
    what: { fr: 'Aucune demande {request} n’est partie de ce dossier.', en: 'No request {request} left from this home.' },
    fix: { fr: 'Prenez un identifiant de state.json.', en: 'Take an identifier from state.json.' },
  },
  HOME_FILES_MOVED: {
    what: {
      fr: 'Des fichiers écrits à l’ouverture d’un résultat ne sont plus à leur place ({folder}); ils n’ont pas pu être détruits.',
      en: 'Files written when a result was opened are no longer in their place ({folder}); they could not be destroyed.',
    },
    fix: {
      fr: 'Retrouvez-les et détruisez-les vous-même : copies, Power BI, courriels.',
      en: 'Find and destroy them yourself: copies, Power BI, e-mails.',
    },
  },
  TRIP_DESTRUCTION: {
    what: {
      fr: 'L’écriture {entry} détruit ou certifie sans date atteinte, sans ordre du CSS, sans commencement, ou autre chose que ce qui était gardé.',
      en: 'Entry {entry} destroys or certifies with no date reached, no order of the CSS, no beginning, or something else than what was kept.',
    },
    fix: {
      fr: 'Demandez au CSS central qui a décidé de cette destruction, et au CSS s’il l’a ordonnée.',
      en: 'Ask the central CSS who decided on this destruction, and the CSS whether it ordered it.',
    },
  },
  TRIP_DESTROYED: {
    what: {
      fr: 'L’écriture {entry} se sert de ce dont le registre dit qu’il avait été détruit.',
      en: 'Entry {entry} makes use of what the ledger says had been destroyed.',
    },
    fix: {
      fr: 'Demandez au CSS central ce qui a été gardé, et qui l’a rouvert.',
      en: 'Ask the central CSS what was kept, and who opened it again.',
    },
  },
  TRIP_OVERDUE: {
    what: {
      fr: 'L’écriture {entry} traite un lot d’un CSS dont d’autres données devaient être détruites depuis le {date}.',
      en: 'Entry {entry} processes a bundle of a CSS whose other data had to be destroyed by {date}.',
    },
    fix: { fr: 'Faites détruire ce qui est échu.', en: 'Have what is due destroyed.' },
  },
} as const satisfies ErrorCatalogue;
