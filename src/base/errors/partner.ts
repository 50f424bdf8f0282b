import type { ErrorCatalogue } from './entry.ts';

/** Refusals of the partner's use cases and of the command line. */
export const partnerErrors = {
  HOME_NOT_EMPTY: {
    what: {
      fr: 'Le dossier « {folder} » n’est pas vide : rien n’a été créé.',
      en: 'The folder “{folder}” is not empty: nothing was created.',
    },
    fix: { fr: 'Choisissez un dossier neuf.', en: 'Choose a new folder.' },
  },
  HOME_MISSING: {
    what: { fr: 'Le dossier « {folder} » n’est pas celui d’un partenaire.', en: 'The folder “{folder}” is not a partner’s home.' },
    fix: {
      fr: 'Vérifiez le chemin, ou créez ce dossier avec « ecluse partner init ».',
      en: 'Check the path, or create the folder with “ecluse partner init”.',
    },
  },
  HOME_DAMAGED: {
    what: {
      fr: 'Le fichier « {file} » du dossier du partenaire est altéré ({where}).',
      en: 'The file “{file}” of the partner’s home is damaged ({where}).',
    },
    fix: {
      fr: 'Restaurez ce fichier depuis la dernière copie de sécurité du dossier.',
      en: 'Restore the file from the home’s last backup.',
    },
  },
  HOME_BUSY: {
    what: { fr: 'Une autre commande travaille en ce moment dans « {folder} ».', en: 'Another command is working in “{folder}” right now.' },
    fix: { fr: 'Attendez qu’elle finisse, puis recommencez.', en: 'Wait until it ends, then try again.' },
  },
  TRUST_ROLE: {
    what: { fr: 'La carte « {name} » n’est pas celle d’un appareil.', en: 'The card “{name}” is not an appliance’s.' },
    fix: {
      fr: 'Demandez au CSS central la carte que donne « ecluse appliance card ».',
      en: 'Ask the central CSS for the card that “ecluse appliance card” gives.',
    },
  },
  TRUST_OTHER: {
    what: {
      fr: 'Ce dossier se fie déjà à un autre appareil, « {name} » : sa carte n’a pas été remplacée.',
      en: 'This home already trusts another appliance, “{name}”: its card was not replaced.',
    },
    fix: {
      fr: 'Si l’appareil a vraiment changé, confirmez ses mots de vive voix, retirez keys/trusted/appliance.card, puis recommencez.',
      en: 'If the appliance really changed, confirm its words aloud, remove keys/trusted/appliance.card, then try again.',
    },
  },
  TRUST_MISSING: {
    what: { fr: 'Ce dossier ne se fie encore à aucun appareil.', en: 'This home trusts no appliance yet.' },
    fix: { fr: 'Ajoutez sa carte avec « ecluse partner trust ».', en: 'Add its card with “ecluse partner trust”.' },
  },
  DATE_FORM: {
    what: { fr: 'L’option {option} attend une date AAAA-MM-JJ qui existe.', en: 'The option {option} takes an existing date, YYYY-MM-DD.' },
    fix: { fr: 'Écrivez la date ainsi : 2027-06-30.', en: 'Write the date like this: 2027-06-30.' },
  },
  DATE_PAST: {
    what: { fr: 'La date de l’option {option} ({date}) est déjà passée.', en: 'The date of the option {option} ({date}) is already past.' },
    fix: { fr: 'Choisissez une date à venir.', en: 'Choose a date to come.' },
  },
  DATE_FAR: {
    what: {
      fr: 'La date de l’option {option} ({date}) est à plus de {years} ans : une durée de conservation aussi longue n’est pas admise.',
      en: 'The date of the option {option} ({date}) is more than {years} years away: keeping data that long is not allowed.',
    },
    fix: { fr: 'Choisissez la date la plus proche qui serve encore.', en: 'Choose the nearest date that still serves.' },
  },
  PREPARE_EMPTY: {
    what: { fr: 'La table « {file} » ne contient aucun élève.', en: 'The table “{file}” holds no pupil.' },
    fix: {
      fr: 'Vérifiez l’extraction : il faut une ligne d’en-tête et au moins une ligne d’élève.',
      en: 'Check the export: a header line and at least one pupil’s line are needed.',
    },
  },
  RISK_CEILING: {
    what: {
      fr: 'Trop d’élèves seraient reconnaissables : {unique} % sont seuls de leur genre, et le plafond de ce CSS est de {ceiling} %. Rien n’a été écrit.',
      en: 'Too many pupils could be recognised: {unique} % are alone of their kind, and this CSS’s ceiling is {ceiling} %. Nothing was written.',
    },
    fix: {
      fr: 'Retirez ou regroupez les variables que l’aperçu nomme, puis recommencez. Sinon, deux signataires peuvent signer une exception : « ecluse partner except ».',
      en: 'Remove or group the variables that the preview names, then try again. Else two signers can sign an exception: “ecluse partner except”.',
    },
  },
  RISK_POLICY_LOOSER: {
    what: {
      fr: 'Un plafond de risque ne se relève pas : une personne seule peut seulement l’abaisser.',
      en: 'A risk ceiling is not raised: one person alone may only lower it.',
    },
    fix: { fr: 'Donnez un plafond plus bas, ou gardez celui qui tient.', en: 'Give a lower ceiling, or keep the one that stands.' },
  },
  RISK_FACT: {
    what: {
      fr: 'La règle de ce CSS compte « {variable} » parmi les faits connus; le dictionnaire ne la décrit pas.',
      en: 'This CSS’s policy counts “{variable}” among known facts; the dictionary does not describe it.',
    },
    fix: {
      fr: 'Décrivez-la au dictionnaire, ou prenez le dictionnaire auquel la règle convient.',
      en: 'Describe it in the dictionary, or take the dictionary that the policy fits.',
    },
  },
  PREPARE_IDENTIFIER: {
    what: {
      fr: 'Le dictionnaire donne {count} variables de rôle « identifier »; il en faut exactement une, le numéro de fiche.',
      en: 'The dictionary gives {count} variables of role “identifier”; exactly one is needed, the file number.',
    },
    fix: {
      fr: 'Donnez ce rôle au seul numéro de fiche; les autres identifiants ont le rôle « direct-identifier ».',
      en: 'Give that role to the file number alone; other identifiers take the role “direct-identifier”.',
    },
  },
  PREPARE_NO_FILE_NUMBER: {
    what: {
      fr: 'La colonne du numéro de fiche, « {column} », manque dans « {file} ».',
      en: 'The file number’s column, “{column}”, is missing from “{file}”.',
    },
    fix: {
      fr: 'Ajoutez la colonne à l’extraction ou corrigez son nom dans le dictionnaire.',
      en: 'Add the column to the export or correct its name in the dictionary.',
    },
  },
  PREPARE_BLANK_FILE_NUMBER: {
    what: {
      fr: 'La colonne « {column} » est vide à la ligne {line} ({count} au total) : on ne saurait pas à qui rendre le résultat.',
      en: 'The column “{column}” is blank on line {line} ({count} in all): nobody could tell whose result it is.',
    },
    fix: { fr: 'Complétez ou retirez ces lignes.', en: 'Complete or remove those lines.' },
  },
  PREPARE_DUPLICATE_FILE_NUMBER: {
    what: {
      fr: 'Deux lignes différentes portent le même numéro de fiche dans « {column} » : la ligne {line} répète la ligne {first} ({count} cas au total).',
      en: 'Two different lines bear the same file number in “{column}”: line {line} repeats line {first} ({count} cases in all).',
    },
    fix: {
      fr: 'Gardez une seule ligne par élève; les lignes entièrement identiques sont retirées d’elles-mêmes.',
      en: 'Keep one line a pupil; lines identical throughout are removed by themselves.',
    },
  },
  PREPARE_PROBLEMS: {
    what: {
      fr: 'La table « {file} » ne suit pas le dictionnaire : {count} cellules ou colonnes à corriger. Rien n’a été écrit.',
      en: 'The table “{file}” does not follow the dictionary: {count} cells or columns to correct. Nothing was written.',
    },
    fix: {
      fr: 'Corrigez l’extraction aux lignes et colonnes nommées, ou ajoutez au dictionnaire le code manquant.',
      en: 'Correct the export at the lines and columns named, or add the missing code to the dictionary.',
    },
  },
  PREPARE_NO_OUTCOME: {
    what: {
      fr: 'Un lot d’entraînement demande au moins une issue observée; « {file} » n’en contient aucune.',
      en: 'A training bundle needs at least one outcome; “{file}” holds none.',
    },
    fix: {
      fr: 'Ajoutez la colonne de l’issue et donnez-lui le rôle « outcome » dans le dictionnaire.',
      en: 'Add the outcome’s column and give it the role “outcome” in the dictionary.',
    },
  },
  PREPARE_TABLE_KIND: {
    what: {
      fr: 'Le contenu de « {file} » n’est ni du CSV ni de l’Arrow IPC.',
      en: 'The content of “{file}” is neither CSV nor Arrow IPC.',
    },
    fix: { fr: 'Exportez la table en CSV ou en Arrow (Feather 2).', en: 'Export the table as CSV or Arrow (Feather 2).' },
  },
  OPEN_KIND: {
    what: {
      fr: 'Ce fichier est un lot de type « {kind} »; seuls un résultat ou une évaluation s’ouvrent ici.',
      en: 'This file is a bundle of kind “{kind}”; only a result or an evaluation opens here.',
    },
    fix: { fr: 'Choisissez le fichier que l’appareil a remis.', en: 'Choose the file that the appliance handed over.' },
  },
  OPEN_NOT_ASKED: {
    what: {
      fr: 'Ce lot ne répond à aucune demande faite depuis ce dossier : rien n’a été ouvert.',
      en: 'This bundle answers no request made from this home: nothing was opened.',
    },
    fix: {
      fr: 'Ouvrez-le depuis le dossier qui a préparé la demande, ou demandez au CSS central d’où il vient.',
      en: 'Open it from the home that prepared the request, or ask the central CSS where it comes from.',
    },
  },
  OPEN_ALREADY: {
    what: {
      fr: 'Cette demande a déjà reçu une autre réponse : la seconde est refusée.',
      en: 'This request has already received another answer: the second is refused.',
    },
    fix: {
      fr: 'Demandez au CSS central pourquoi deux réponses existent; le registre scellé le dit.',
      en: 'Ask the central CSS why two answers exist; the sealed ledger says so.',
    },
  },
  OPEN_EXPIRED: {
    what: {
      fr: 'La date de destruction de ce lot ({date}) est passée : il ne s’ouvre plus.',
      en: 'This bundle’s destruction date ({date}) is past: it opens no more.',
    },
    fix: {
      fr: 'Détruisez le fichier; préparez au besoin une nouvelle demande.',
      en: 'Destroy the file; prepare a new request if needed.',
    },
  },
  OPEN_ROSTER: {
    what: {
      fr: 'Les lignes du résultat ne correspondent pas une à une aux élèves de la demande ({where}, {count}) : le résultat entier est refusé.',
      en: 'The result’s rows do not match the request’s pupils one to one ({where}, {count}): the whole result is refused.',
    },
    fix: {
      fr: 'N’utilisez rien de ce fichier et avertissez le CSS central.',
      en: 'Use nothing of this file and tell the central CSS.',
    },
  },
  OPEN_DOCUMENT: {
    what: {
      fr: 'Le document « {document} » du lot n’a pas la forme prévue ({where}).',
      en: 'The bundle’s document “{document}” does not have the expected form ({where}).',
    },
    fix: { fr: 'N’utilisez pas ce fichier et avertissez le CSS central.', en: 'Do not use this file and tell the central CSS.' },
  },
  OPEN_FORK: {
    what: {
      fr: 'Le registre de l’appareil a changé de passé : un même nombre d’écritures ({size}) a maintenant une autre empreinte.',
      en: 'The appliance’s ledger changed its past: the same number of entries ({size}) now has another digest.',
    },
    fix: {
      fr: 'N’utilisez pas ce fichier; gardez-le, et remettez-le au vérificateur avec state.json.',
      en: 'Do not use this file; keep it and hand it to the auditor with state.json.',
    },
  },
  OPEN_UNAPPROVED: {
    what: {
      fr: 'Le résultat vient du modèle « {model} », que ce dossier n’a pas approuvé : rien n’a été ouvert.',
      en: 'The result comes from the model “{model}”, which this home has not approved: nothing was opened.',
    },
    fix: {
      fr: 'N’utilisez rien de ce fichier et demandez au CSS central pourquoi ce modèle a servi.',
      en: 'Use nothing of this file and ask the central CSS why this model was used.',
    },
  },
  OUT_NOT_EMPTY: {
    what: {
      fr: 'Le dossier « {folder} » existe déjà et n’est pas vide : rien n’a été écrit.',
      en: 'The folder “{folder}” exists and is not empty: nothing was written.',
    },
    fix: { fr: 'Choisissez un dossier neuf.', en: 'Choose a new folder.' },
  },
  APPROVE_NOT_EVALUATION: {
    what: { fr: 'Ce fichier n’est pas une évaluation (type « {kind} »).', en: 'This file is not an evaluation (kind “{kind}”).' },
    fix: { fr: 'Donnez le lot d’évaluation que l’appareil a remis.', en: 'Give the evaluation bundle that the appliance handed over.' },
  },
  APPROVE_MODEL: {
    what: { fr: 'L’évaluation ne contient pas le modèle « {model} ».', en: 'The evaluation does not hold the model “{model}”.' },
    fix: { fr: 'Modèles évalués : {known}.', en: 'Models evaluated: {known}.' },
  },
  APPROVE_CHANCE: {
    what: {
      fr: 'Rien ne montre que le modèle « {model} » fasse mieux que le hasard : il n’a pas été approuvé.',
      en: 'Nothing shows that the model “{model}” is better than chance: it was not approved.',
    },
    fix: {
      fr: 'N’utilisez pas ce modèle. Réunissez davantage d’élèves ou de variables connues avant l’issue, puis entraînez de nouveau.',
      en: 'Do not use this model. Gather more pupils or more variables known before the outcome, then train again.',
    },
  },
  APPROVE_CUT: {
    what: {
      fr: 'Le seuil demandé n’est pas de ceux que l’évaluation donne pour le modèle « {model} » : on ne sait pas ce qu’il coûterait. Il n’a pas été approuvé.',
      en: 'The cut asked for is not one that the evaluation gives for the model “{model}”: what it would cost is not known. It was not approved.',
    },
    fix: { fr: 'Choisissez-en un de son tableau : {known}.', en: 'Choose one of its table: {known}.' },
  },
  APPROVE_RECALL: {
    what: {
      fr: 'Le modèle « {model} » ne retrouve que {share} % des élèves concernés à l’approche choisie; le plancher est de {floor} %. Il n’a pas été approuvé.',
      en: 'The model “{model}” finds only {share}% of the pupils concerned at the stance chosen; the floor is {floor}%. It was not approved.',
    },
    fix: {
      fr: 'Choisissez l’approche conservatrice (--stance wide) si l’aide est légère, ou n’utilisez pas ce modèle. Le plancher se règle avec --recall-floor.',
      en: 'Choose the wide stance (--stance wide) if the help is light, or do not use this model. The floor is set with --recall-floor.',
    },
  },
  APPROVE_PRECISION: {
    what: {
      fr: 'Seuls {share} % des élèves que le modèle « {model} » signale à l’approche choisie étaient concernés; le plancher est de {floor} %. Il n’a pas été approuvé.',
      en: 'Only {share}% of the pupils that the model “{model}” flags at the stance chosen were concerned; the floor is {floor}%. It was not approved.',
    },
    fix: {
      fr: 'Choisissez l’approche agressive (--stance targeted), ou n’utilisez pas ce modèle. Le plancher se règle avec --precision-floor.',
      en: 'Choose the targeted stance (--stance targeted), or do not use this model. The floor is set with --precision-floor.',
    },
  },
  WITHDRAW_UNKNOWN: {
    what: {
      fr: 'Ce dossier n’a jamais approuvé le modèle « {model} » : il n’y a rien à retirer.',
      en: 'This home never approved the model “{model}”: there is nothing to withdraw.',
    },
    fix: { fr: 'Modèles approuvés : {known}.', en: 'Models approved: {known}.' },
  },
  PASSPHRASE_WEAK: {
    what: {
      fr: 'La phrase de passe ({which}) est trop faible : il faut au moins {words} mots ou {characters} caractères variés.',
      en: 'The passphrase ({which}) is too weak: at least {words} words or {characters} varied characters are needed.',
    },
    fix: {
      fr: 'Dans un terminal, la commande en propose une; sinon, tirez six mots au hasard.',
      en: 'In a terminal the command proposes one; otherwise draw six words at random.',
    },
  },
  SECRET_MISSING: {
    what: { fr: 'Il manque un secret : {which}.', en: 'A secret is missing: {which}.' },
    fix: {
      fr: 'Lancez la commande dans un terminal, ou donnez --passphrase-file ou --passphrase-fd, un secret par ligne, dans l’ordre : {order}.',
      en: 'Run the command in a terminal, or give --passphrase-file or --passphrase-fd, one secret a line, in this order: {order}.',
    },
  },
  SECRET_EXTRA: {
    what: {
      fr: 'Le fichier de secrets compte {count} lignes; la commande en attend {expected}.',
      en: 'The file of secrets holds {count} lines; the command takes {expected}.',
    },
    fix: { fr: 'Donnez un secret par ligne, dans l’ordre : {order}.', en: 'Give one secret a line, in this order: {order}.' },
  },
  USAGE: {
    what: { fr: 'La commande est mal écrite : {problem}.', en: 'The command is miswritten: {problem}.' },
    fix: { fr: 'Voyez « {command} --help ».', en: 'See “{command} --help”.' },
  },
  ABORTED: {
    what: { fr: 'Interrompu à votre demande.', en: 'Stopped at your request.' },
    fix: {
      fr: 'Ce qui était déjà dit « écrit » est sur le disque; le reste n’a pas eu lieu.',
      en: 'What was already said to be written is on the disk; the rest did not take place.',
    },
  },
  DEMO_LEDGER: {
    what: {
      fr: 'Le vérificateur de la démonstration a fait {count} constat(s) sur le registre.',
      en: 'The demonstration’s auditor made {count} finding(s) on the ledger.',
    },
    fix: {
      fr: 'Lisez-les avec « ecluse audit verify » sur le dossier exporté.',
      en: 'Read them with “ecluse audit verify” on the exported folder.',
    },
  },
  DEMO_HOME: {
    what: {
      fr: 'Le dossier « {folder} » n’a pas été fait par la démonstration : il n’est pas remplacé.',
      en: 'The folder “{folder}” was not made by the demonstration: it is not replaced.',
    },
    fix: {
      fr: 'Déplacez-le, ou choisissez un autre dossier avec ECLUSE_DEMO_HOME.',
      en: 'Move it, or choose another folder with ECLUSE_DEMO_HOME.',
    },
  },
} as const satisfies ErrorCatalogue;
