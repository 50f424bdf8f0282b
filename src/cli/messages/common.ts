import type { Text } from '../../base/text.ts';

export const commonMessages = {
  yes: { fr: 'oui', en: 'yes' },
  no: { fr: 'non', en: 'no' },
  secretPassphrase: { fr: 'phrase de passe', en: 'passphrase' },
  secretCustodian: { fr: 'phrase de passe du dépositaire {number}', en: 'custodian {number}’s passphrase' },
  secretCustodianFirst: { fr: 'phrase de passe du premier dépositaire', en: 'the first custodian’s passphrase' },
  secretCustodianSecond: { fr: 'phrase de passe du second dépositaire', en: 'the second custodian’s passphrase' },
  secretShareFirst: {
    fr: 'première part de papier (ses mots, ou le texte de son code QR)',
    en: 'the first paper share (its words, or its QR code’s text)',
  },
  secretShareSecond: { fr: 'seconde part de papier', en: 'the second paper share' },
  secretCustodianNew: { fr: 'phrase de passe du nouveau dépositaire', en: 'the new custodian’s passphrase' },
  secretOperator: { fr: 'mot de passe de l’opérateur', en: 'the operator’s password' },
  secretReviewer: { fr: 'mot de passe du réviseur', en: 'the reviewer’s password' },
  secretAuditor: { fr: 'mot de passe du vérificateur', en: 'the auditor’s password' },
  proposed: { fr: 'Proposition ({label}) : {words}', en: 'Proposal ({label}): {words}' },
  newSecret: { fr: 'Nouveau secret ({label})', en: 'New secret ({label})' },
  again: { fr: 'Encore une fois ({label})', en: 'Once more ({label})' },
  weakAgain: { fr: 'Trop faible. Choisissez-en un autre.', en: 'Too weak. Choose another.' },
  notTheSame: { fr: 'Les deux saisies diffèrent. Recommencez.', en: 'The two entries differ. Start again.' },
  bothSecrets: {
    fr: '--passphrase-file et --passphrase-fd ne vont pas ensemble',
    en: '--passphrase-file and --passphrase-fd do not go together',
  },
  badDescriptor: {
    fr: '--passphrase-fd attend le numéro d’un descripteur ouvert en lecture (0, 3, 4…)',
    en: '--passphrase-fd takes the number of a descriptor open for reading (0, 3, 4…)',
  },

  usageCommand: { fr: 'commande', en: 'command' },
  usageUnknownOption: { fr: 'l’option {name} n’existe pas', en: 'there is no option {name}' },
  usageUnknownCommand: { fr: 'la commande {name} n’existe pas', en: 'there is no command {name}' },
  usageNoCommand: { fr: 'il manque le nom de la commande', en: 'the command’s name is missing' },
  usageMissingArgument: { fr: 'il manque l’argument {name}', en: 'the argument {name} is missing' },
  usageMissingOption: { fr: 'il manque l’option {name}', en: 'the option {name} is missing' },
  usageMissingValue: { fr: 'l’option {name} attend une valeur', en: 'the option {name} takes a value' },
  usageExcess: { fr: 'il y a un argument de trop', en: 'there is one argument too many' },
  usageChoice: { fr: 'l’option {name} attend {choices}', en: 'the option {name} takes {choices}' },
  usageCustodians: {
    fr: 'l’option --custodians attend deux numéros différents, par exemple 1,2',
    en: 'the option --custodians takes two different numbers, for instance 1,2',
  },
  usageCustodian: { fr: 'un dépositaire est nommé par son numéro, par exemple 3', en: 'a custodian is named by number, for instance 3' },
  usagePort: { fr: 'l’option --port attend un nombre de 0 à 65535', en: 'the option --port takes a number from 0 to 65535' },
  usagePercent: {
    fr: 'l’option {name} attend un nombre entier de 0 à 100',
    en: 'the option {name} takes a whole number from 0 to 100',
  },
  usageCut: {
    fr: 'l’option --cut attend un seuil du tableau de l’évaluation, en pour cent, par exemple 23',
    en: 'the option --cut takes a cut of the evaluation’s table, in percent, for instance 23',
  },
  usageOther: { fr: 'ses arguments ne se lisent pas', en: 'its arguments cannot be read' },
  or: { fr: 'ou', en: 'or' },

  written: { fr: 'Écrit : {file}', en: 'Written: {file}' },
  wordsHead: { fr: 'Mots de contrôle, à comparer de vive voix :', en: 'Words, to be compared aloud:' },
  wordsAgree: {
    fr: 'Ces mots sont-ils bien ceux que l’autre partie lit à voix haute?',
    en: 'Are these the very words that the other party reads aloud?',
  },
  rows: { fr: '{count} élèves', en: '{count} pupils' },
  warnings: { fr: 'Avertissements :', en: 'Warnings:' },
  more: { fr: '… et {count} autres.', en: '… and {count} more.' },
} as const satisfies Record<string, Text>;
