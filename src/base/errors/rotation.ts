import type { ErrorCatalogue } from './entry.ts';

/** Refusals of a change of keys and of the note that tells it. */
export const rotationErrors = {
  ROTATION_FORM: {
    what: { fr: 'La note de rotation est mal formée ({where}).', en: 'The rotation note is malformed ({where}).' },
    fix: { fr: 'Demandez à l’autre partie de redonner sa note de rotation.', en: 'Ask the other party to give its rotation note again.' },
  },
  ROTATION_CARDS: {
    what: {
      fr: 'Les deux cartes de la note de rotation ne vont pas ensemble : elles doivent être de la même partie, avec d’autres clés.',
      en: 'The two cards of the rotation note do not go together: they must be of the same party, with other keys.',
    },
    fix: {
      fr: 'N’acceptez pas cette note; appelez l’autre partie à un numéro que vous connaissez.',
      en: 'Do not accept this note; call the other party at a number you know.',
    },
  },
  ROTATION_SIGNATURE: {
    what: {
      fr: 'La note de rotation de « {name} » n’est pas signée par l’ancienne clé et par la nouvelle.',
      en: 'The rotation note of “{name}” is not signed by the old key and by the new one.',
    },
    fix: {
      fr: 'N’acceptez pas cette note; appelez l’autre partie à un numéro que vous connaissez.',
      en: 'Do not accept this note; call the other party at a number you know.',
    },
  },
  ROTATION_PARTY: {
    what: {
      fr: 'Cette note de rotation n’est pas celle de « {name} » : sa carte n’a pas été remplacée.',
      en: 'This rotation note is not that of “{name}”: its card was not replaced.',
    },
    fix: { fr: 'Vérifiez de qui vient la note.', en: 'Check whom the note comes from.' },
  },
  ROTATION_FORK: {
    what: {
      fr: 'Deux rotations différentes partent de la même carte de « {name} » : l’ancienne clé a sans doute été volée.',
      en: 'Two different rotations start from the same card of “{name}”: the old key was probably stolen.',
    },
    fix: {
      fr: 'N’acceptez aucune des deux sans avoir comparé les mots de vive voix; prévenez les responsables des deux parties.',
      en: 'Accept neither without comparing the words aloud; warn those in charge on both sides.',
    },
  },
  ROTATION_REPLAY: {
    what: {
      fr: 'Cette rotation de « {name} » est ancienne : une carte plus récente l’a déjà remplacée.',
      en: 'This rotation of “{name}” is an old one: a later card has already taken its place.',
    },
    fix: { fr: 'Demandez la dernière note de rotation.', en: 'Ask for the last rotation note.' },
  },
  ROTATION_UNKNOWN: {
    what: {
      fr: 'Cette rotation ne part pas de la carte connue de « {name} » : il en manque une avant elle.',
      en: 'This rotation does not start from the known card of “{name}”: one before it is missing.',
    },
    fix: {
      fr: 'Demandez toutes les notes de rotation (ecluse appliance card --rotations, ecluse partner card --rotations) et donnez-les dans l’ordre.',
      en: 'Ask for all rotation notes (ecluse appliance card --rotations, ecluse partner card --rotations) and give them in order.',
    },
  },
  ROTATION_SESSION: {
    what: {
      fr: 'Une séance est en cours : les clés ne changent qu’entre deux séances.',
      en: 'A session is under way: keys change between sessions only.',
    },
    fix: { fr: 'Fermez la séance ou donnez-la pour perdue, puis recommencez.', en: 'Close the session or give it up, then try again.' },
  },
  ROTATION_UNTIL: {
    what: {
      fr: 'La date {date} ne convient pas : elle doit tomber entre aujourd’hui et {days} jours plus tard.',
      en: 'The date {date} does not do: it must fall between today and {days} days later.',
    },
    fix: {
      fr: 'Choisissez le dernier jour où un lot scellé sous l’ancienne carte sera encore reçu.',
      en: 'Choose the last day on which a bundle sealed under the old card is still received.',
    },
  },
  ROTATION_NONE: {
    what: {
      fr: '« {name} » a changé de carte : la nouvelle ne remplace la carte connue qu’avec sa note de rotation.',
      en: '“{name}” has another card: the new one takes the place of the known one with its rotation note only.',
    },
    fix: {
      fr: 'Demandez la note de rotation; elle contient la nouvelle carte.',
      en: 'Ask for the rotation note; it holds the new card.',
    },
  },
} as const satisfies ErrorCatalogue;
