import type { ErrorCatalogue } from './entry.ts';

export const custodyErrors = {
  CUSTODY_FORM: {
    what: { fr: 'Le fichier des dépositaires est mal formé ({where}).', en: 'The custody file is malformed ({where}).' },
    fix: {
      fr: 'Reprenez keys/custody.key d’une sauvegarde; à défaut, employez deux parts de papier (ecluse appliance recover).',
      en: 'Take keys/custody.key from a backup; failing that, use two paper shares (ecluse appliance recover).',
    },
  },
  CUSTODY_COUNT: {
    what: {
      fr: 'Un appareil a de {min} à {max} dépositaires; il en aurait {count}.',
      en: 'An appliance has {min} to {max} custodians; it would have {count}.',
    },
    fix: {
      fr: 'Pour remplacer l’un des deux derniers, ajoutez d’abord le nouveau, puis retirez l’ancien.',
      en: 'To replace one of the last two, add the new one first, then retire the old one.',
    },
  },
  CUSTODY_SAME: {
    what: {
      fr: 'Le dépositaire {custodian} est nommé deux fois : il en faut deux différents.',
      en: 'Custodian {custodian} is named twice: two different ones are needed.',
    },
    fix: { fr: 'Faites venir un deuxième dépositaire.', en: 'Have a second custodian come.' },
  },
  CUSTODY_TWINS: {
    what: {
      fr: 'Deux dépositaires ont reçu la même phrase secrète : la règle des deux personnes ne tiendrait pas.',
      en: 'Two custodians were given the same passphrase: the two-person rule would not hold.',
    },
    fix: {
      fr: 'Donnez à chaque dépositaire sa propre phrase, que lui seul connaît.',
      en: 'Give each custodian a passphrase of their own, known to them alone.',
    },
  },
  CUSTODY_UNKNOWN: {
    what: { fr: 'Cet appareil n’a pas de dépositaire {custodian}.', en: 'This appliance has no custodian {custodian}.' },
    fix: {
      fr: 'Voyez les numéros des dépositaires (ecluse appliance custodian list).',
      en: 'See the custodians’ numbers (ecluse appliance custodian list).',
    },
  },
  CUSTODY_RETIRED: {
    what: {
      fr: 'Le dépositaire {custodian} ne peut décider de son propre retrait : il en faut deux autres.',
      en: 'Custodian {custodian} cannot decide on their own retirement: it takes two others.',
    },
    fix: { fr: 'Nommez deux autres dépositaires avec --custodians.', en: 'Name two other custodians with --custodians.' },
  },
  CUSTODY_PASSPHRASE: {
    what: {
      fr: 'Ces deux phrases secrètes n’ouvrent pas ensemble les clés de l’appareil.',
      en: 'These two passphrases together do not open the appliance’s keys.',
    },
    fix: {
      fr: 'Que chacun retape la sienne, sous son propre numéro. Si elles sont exactes, keys/custody.key a été altéré : reprenez une sauvegarde.',
      en: 'Let each retype theirs, under their own number. If both are right, keys/custody.key was altered: take a backup.',
    },
  },
  CUSTODY_STALE: {
    what: {
      fr: 'Le fichier des dépositaires n’est pas celui que nomme le registre : un dépositaire retiré y est peut-être encore.',
      en: 'The custody file is not the one the ledger names: a retired custodian may still stand in it.',
    },
    fix: {
      fr: 'Remettez en place la dernière version de keys/custody.key; à défaut, employez deux parts de papier (ecluse appliance recover).',
      en: 'Put the last version of keys/custody.key back; failing that, use two paper shares (ecluse appliance recover).',
    },
  },
} as const satisfies ErrorCatalogue;
