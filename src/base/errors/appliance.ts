import type { ErrorCatalogue } from './entry.ts';

export const applianceErrors = {
  CHAMBER_NO_ISOLATION: {
    what: {
      fr: 'Le sas ne peut pas être isolé du réseau sur cette machine ({reason}); aucune clé n’a été lue.',
      en: 'The chamber cannot be cut off from the network on this machine ({reason}); no key was read.',
    },
    fix: {
      fr: 'Installez util-linux (unshare, setpriv, prlimit), puis lancez l’appareil en root ou permettez les espaces de noms d’utilisateur : sysctl user.max_user_namespaces=15000 et, selon le système, kernel.unprivileged_userns_clone=1 ou kernel.apparmor_restrict_unprivileged_userns=0. Dans un conteneur : --cap-add SYS_ADMIN ou un profil seccomp qui permet unshare.',
      en: 'Install util-linux (unshare, setpriv, prlimit), then run the appliance as root or allow user namespaces: sysctl user.max_user_namespaces=15000 and, depending on the system, kernel.unprivileged_userns_clone=1 or kernel.apparmor_restrict_unprivileged_userns=0. In a container: --cap-add SYS_ADMIN or a seccomp profile that allows unshare.',
    },
  },
  CHAMBER_NOT_ISOLATED: {
    what: {
      fr: 'Le sas a démarré sans être isolé du réseau ({reason}); il a été tué avant de recevoir un secret.',
      en: 'The chamber started without being cut off from the network ({reason}); it was killed before receiving any secret.',
    },
    fix: {
      fr: 'N’utilisez pas cette machine avant d’avoir compris pourquoi : unshare --net doit donner un espace réseau vide.',
      en: 'Do not use this machine before knowing why: unshare --net must give an empty network namespace.',
    },
  },
  CHAMBER_SWAP: {
    what: {
      fr: 'La machine utilise une mémoire d’échange (swap) non chiffrée; des données d’élèves pourraient être écrites sur le disque.',
      en: 'The machine uses unencrypted swap; pupils’ data could be written to the disk.',
    },
    fix: {
      fr: 'Désactivez-la (swapoff -a, puis retirez-la de /etc/fstab) ou chiffrez-la (dm-crypt).',
      en: 'Turn it off (swapoff -a, then remove it from /etc/fstab) or encrypt it (dm-crypt).',
    },
  },
  CHAMBER_ABORTED: {
    what: { fr: 'Le sas a été tué avant la fin de son travail.', en: 'The chamber was killed before the end of its work.' },
    fix: {
      fr: 'Rien n’a été livré. Les mêmes lots peuvent être repris dans une nouvelle séance.',
      en: 'Nothing was delivered. The same bundles can be taken up in a new session.',
    },
  },
  CHAMBER_TIMEOUT: {
    what: {
      fr: 'Un lot a dépassé la durée permise ({seconds} s); le sas a été tué.',
      en: 'A bundle exceeded its allowed time ({seconds} s); the chamber was killed.',
    },
    fix: {
      fr: 'Rien n’a été livré. Vérifiez la charge de la machine, puis reprenez; au besoin, partagez ce lot en deux.',
      en: 'Nothing was delivered. Check the machine’s load, then try again; if need be, have that bundle cut in two.',
    },
  },
  CHAMBER_SLOW: {
    what: {
      fr: 'Le lot {bundle} a dépassé le temps permis à un lot de cette taille ({seconds} s).',
      en: 'Bundle {bundle} exceeded the time allowed to a bundle of this size ({seconds} s).',
    },
    fix: {
      fr: 'Les autres lots ne sont pas touchés. Demandez au CSS de le couper en deux, ou reprenez-le sur une machine plus rapide.',
      en: 'The other bundles are untouched. Ask the CSS to cut it in two, or take it up on a faster machine.',
    },
  },
  CHAMBER_MEMORY: {
    what: {
      fr: 'Le sas a manqué de mémoire pour ce lot ({where}).',
      en: 'The chamber ran out of memory for this bundle ({where}).',
    },
    fix: {
      fr: 'Les autres lots ne sont pas touchés. Fermez d’autres programmes, ajoutez de la mémoire ou demandez au CSS de couper le lot en deux.',
      en: 'The other bundles are untouched. Close other programs, add memory, or ask the CSS to cut the bundle in two.',
    },
  },
  CHAMBER_DIED: {
    what: {
      fr: 'Le sas s’est arrêté avant d’avoir fini ({reason}).',
      en: 'The chamber stopped before it had finished ({reason}).',
    },
    fix: {
      fr: 'Rien n’a été livré. Vérifiez la mémoire libre, puis reprenez les mêmes lots dans une nouvelle séance.',
      en: 'Nothing was delivered. Check free memory, then take up the same bundles in a new session.',
    },
  },
  CHAMBER_PROTOCOL: {
    what: {
      fr: 'Le dialogue entre l’appareil et le sas n’a pas la forme prévue ({where}).',
      en: 'The exchange between the appliance and the chamber does not have the expected form ({where}).',
    },
    fix: {
      fr: 'Rien n’a été livré. Vérifiez que toute la version installée provient de la même construction.',
      en: 'Nothing was delivered. Check that the whole installed version comes from the same build.',
    },
  },
  CHAMBER_BUNDLE_CHANGED: {
    what: {
      fr: 'Le lot {bundle} n’est plus celui qui a été reçu.',
      en: 'Bundle {bundle} is no longer the one that was received.',
    },
    fix: {
      fr: 'Mettez le lot de côté, cherchez qui a touché à la quarantaine et demandez un nouveau lot.',
      en: 'Set the bundle aside, find who touched the quarantine and ask for a new bundle.',
    },
  },
  CHAMBER_KIND: {
    what: {
      fr: 'Le lot {bundle} est de genre « {kind} »; il était attendu de genre « {expected} ».',
      en: 'Bundle {bundle} is of kind “{kind}”; kind “{expected}” was expected.',
    },
    fix: { fr: 'Mettez le lot de côté et recevez-le de nouveau.', en: 'Set the bundle aside and receive it again.' },
  },
  CHAMBER_CONTENT: {
    what: {
      fr: 'Le contenu du lot {bundle} n’a pas la disposition prévue ({where}).',
      en: 'The content of bundle {bundle} does not have the expected layout ({where}).',
    },
    fix: { fr: 'Demandez au partenaire de préparer un nouveau lot.', en: 'Ask the partner to prepare a new bundle.' },
  },
  CHAMBER_NO_OUTCOME: {
    what: {
      fr: 'Le lot {bundle} ne contient aucune issue observée; il n’y a rien à entraîner.',
      en: 'Bundle {bundle} holds no observed outcome; there is nothing to train.',
    },
    fix: {
      fr: 'Ajoutez au dictionnaire au moins une variable de rôle « outcome », puis préparez un nouveau lot.',
      en: 'Add at least one variable of role “outcome” to the dictionary, then prepare a new bundle.',
    },
  },
  OUTCOME_ONE_CLASS: {
    what: {
      fr: 'L’issue « {outcome} » ne prend qu’une seule valeur; aucun modèle ne peut l’apprendre.',
      en: 'Outcome “{outcome}” takes a single value; no model can learn it.',
    },
    fix: { fr: 'Vérifiez la définition de l’issue dans le dictionnaire.', en: 'Check the outcome’s definition in the dictionary.' },
  },
  OUTCOME_TOO_FEW: {
    what: {
      fr: 'L’issue « {outcome} » compte moins de {minimum} élèves dans l’une de ses deux classes; aucun modèle n’est entraîné.',
      en: 'Outcome “{outcome}” has fewer than {minimum} pupils in one of its two classes; no model is trained.',
    },
    fix: {
      fr: 'Ajoutez des cohortes ou élargissez la définition de l’issue.',
      en: 'Add cohorts or widen the outcome’s definition.',
    },
  },
  MODEL_UNKNOWN: {
    what: { fr: 'L’appareil ne détient aucun modèle « {model} ».', en: 'The appliance holds no model “{model}”.' },
    fix: {
      fr: 'Vérifiez l’identifiant du modèle dans l’évaluation reçue.',
      en: 'Check the model’s identifier in the evaluation received.',
    },
  },
  MODEL_NONE: {
    what: {
      fr: 'Aucun modèle du CSS d’où provient le lot {bundle} n’est retenu pour cette séance.',
      en: 'No model of the CSS that bundle {bundle} comes from is kept for this session.',
    },
    fix: { fr: 'Entraînez d’abord un modèle, puis faites-le approuver.', en: 'Train a model first, then have it approved.' },
  },
  MODEL_NOT_APPROVED: {
    what: {
      fr: 'Le modèle « {model} » n’est pas approuvé par son CSS à cette date; il ne peut rien évaluer.',
      en: 'Model “{model}” is not approved by its CSS at this date; it can score nothing.',
    },
    fix: {
      fr: 'Le CSS signe une approbation (ecluse partner approve) et l’envoie à l’appareil.',
      en: 'The CSS signs an approval (ecluse partner approve) and sends it to the appliance.',
    },
  },
  MODEL_OTHER_CSS: {
    what: {
      fr: 'Le modèle « {model} » appartient à un autre CSS que celui du lot.',
      en: 'Model “{model}” belongs to another CSS than the bundle’s.',
    },
    fix: { fr: 'Chaque CSS n’emploie que ses propres modèles.', en: 'Each CSS uses its own models only.' },
  },
  MODEL_DICTIONARY: {
    what: {
      fr: 'Le modèle « {model} » a été entraîné avec un autre dictionnaire (version {version}) que celui du lot.',
      en: 'Model “{model}” was trained with another dictionary (version {version}) than the bundle’s.',
    },
    fix: {
      fr: 'Préparez le lot avec le dictionnaire du modèle, ou entraînez de nouveau.',
      en: 'Prepare the bundle with the model’s dictionary, or train again.',
    },
  },
  MODEL_DAMAGED: {
    what: {
      fr: 'Le fichier du modèle « {model} » n’est pas celui que l’appareil a enregistré ({where}).',
      en: 'The file of model “{model}” is not the one the appliance recorded ({where}).',
    },
    fix: { fr: 'Restaurez les modèles de l’appareil, ou entraînez de nouveau.', en: 'Restore the appliance’s models, or train again.' },
  },
  CHAMBER_OUTCOME_ABSENT: {
    what: {
      fr: 'Le lot ne porte pas l’issue « {outcome} », que le dictionnaire annonce.',
      en: 'The bundle does not carry outcome “{outcome}”, which the dictionary announces.',
    },
    fix: {
      fr: 'Ajoutez la colonne à l’extrait, ou retirez l’issue du dictionnaire.',
      en: 'Add the column to the extract, or remove the outcome from the dictionary.',
    },
  },
  CHAMBER_MODEL_LEFT_OUT: {
    what: {
      fr: 'Le modèle « {model} » n’a pas été retenu pour cette séance.',
      en: 'Model “{model}” was not kept for this session.',
    },
    fix: {
      fr: 'Reprenez le lot dans une séance qui retient ce modèle (ecluse appliance session --models).',
      en: 'Take the bundle up in a session that keeps this model (ecluse appliance session --models).',
    },
  },
  CHAMBER_APPROVAL_TWICE: {
    what: {
      fr: 'Deux approbations différentes du modèle « {model} » portent le même numéro ({sequence}); aucune ne compte.',
      en: 'Two different approvals of model “{model}” bear the same number ({sequence}); neither counts.',
    },
    fix: { fr: 'Demandez au CSS une nouvelle approbation.', en: 'Ask the CSS for a new approval.' },
  },
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
  PASSWORD_LENGTH: {
    what: {
      fr: 'Le mot de passe du rôle « {role} » doit compter de {min} à {max} octets.',
      en: 'The password of role “{role}” must have {min} to {max} bytes.',
    },
    fix: { fr: 'Choisissez-en un plus long, par exemple plusieurs mots.', en: 'Choose a longer one, for instance several words.' },
  },
  PASSWORD_SAME: {
    what: {
      fr: 'Deux rôles ont reçu le même mot de passe : la règle des deux personnes ne tiendrait pas.',
      en: 'Two roles were given the same password: the two-person rule would not hold.',
    },
    fix: { fr: 'Faites choisir à chaque personne son propre mot de passe.', en: 'Have each person choose their own password.' },
  },
  LOGIN_FAILED: {
    what: { fr: 'Le mot de passe ne correspond pas à ce compte.', en: 'The password does not match this account.' },
    fix: {
      fr: 'Réessayez; chaque échec allonge l’attente et reste au registre.',
      en: 'Try again; each failure lengthens the wait and stays in the ledger.',
    },
  },
  LOGIN_SLOWED: {
    what: {
      fr: 'Trop d’échecs de suite : l’essai n’a pas été examiné. Prochain essai possible dans {seconds} s.',
      en: 'Too many failures in a row: the attempt was not examined. Next attempt possible in {seconds} s.',
    },
    fix: { fr: 'Attendez, puis réessayez avec soin.', en: 'Wait, then try again with care.' },
  },
  ROLE_FORBIDDEN: {
    what: {
      fr: 'Le compte « {actor} » n’a pas le droit de faire ce geste ({act}).',
      en: 'Account “{actor}” is not allowed this act ({act}).',
    },
    fix: { fr: 'Connectez-vous avec le compte qui a ce rôle.', en: 'Log in with the account that has this role.' },
  },
  TWO_PERSONS: {
    what: { fr: 'Ce geste ({act}) demande deux personnes différentes.', en: 'This act ({act}) takes two different people.' },
    fix: { fr: 'Faites venir la deuxième personne avec son propre compte.', en: 'Have the second person come with their own account.' },
  },
  CARD_ROLE: {
    what: { fr: 'La carte n’est pas celle d’un CSS partenaire.', en: 'The card is not a partner CSS’s card.' },
    fix: { fr: 'Demandez au CSS sa carte (ecluse partner card).', en: 'Ask the CSS for its card (ecluse partner card).' },
  },
  PARTY_ENROLLED: {
    what: {
      fr: 'Le CSS {party} est déjà inscrit; sa carte n’a pas été remplacée.',
      en: 'CSS {party} is already enrolled; its card was not replaced.',
    },
    fix: { fr: 'Comparez les mots de sa carte à ceux de la console.', en: 'Compare the words of its card with those of the console.' },
  },
  PARTY_UNKNOWN: {
    what: { fr: 'L’expéditeur {party} n’est pas inscrit sur cet appareil.', en: 'Sender {party} is not enrolled on this appliance.' },
    fix: {
      fr: 'Inscrivez d’abord sa carte, à deux personnes (ecluse appliance enrol).',
      en: 'Enrol its card first, with two people (ecluse appliance enrol).',
    },
  },
  INTAKE_FILE: {
    what: { fr: 'Le fichier « {file} » n’est ni un lot ni une approbation.', en: 'The file “{file}” is neither a bundle nor an approval.' },
    fix: {
      fr: 'Vérifiez qu’il s’agit du bon fichier; une carte s’inscrit, elle ne se reçoit pas.',
      en: 'Check that it is the right file; a card is enrolled, not received.',
    },
  },
  INTAKE_KIND: {
    what: {
      fr: 'Un lot de genre « {kind} » ne se reçoit pas sur l’appareil.',
      en: 'A bundle of kind “{kind}” is not received on the appliance.',
    },
    fix: {
      fr: 'Un CSS envoie des lots à évaluer (score) ou d’entraînement (train).',
      en: 'A CSS sends bundles to score or to train with.',
    },
  },
  INTAKE_SEALED: {
    what: { fr: 'La porte d’amont est fermée : une séance est scellée.', en: 'The upstream gate is closed: a session is sealed.' },
    fix: {
      fr: 'Attendez la fin de la séance pour recevoir ou inscrire.',
      en: 'Wait for the session to end before receiving or enrolling.',
    },
  },
  INTAKE_BUSY: {
    what: { fr: 'Un autre programme reçoit des fichiers en ce moment.', en: 'Another program is receiving files right now.' },
    fix: { fr: 'Attendez qu’il ait fini, puis recommencez.', en: 'Wait until it is done, then try again.' },
  },
  BUNDLE_DESTROY_BY: {
    what: { fr: 'La date de destruction du lot ({date}) est passée.', en: 'The bundle’s destruction date ({date}) has passed.' },
    fix: { fr: 'Demandez au CSS un nouveau lot avec une date à venir.', en: 'Ask the CSS for a new bundle with a date to come.' },
  },
  APPROVAL_MODEL: {
    what: {
      fr: 'L’approbation porte sur le modèle « {model} », que cet appareil ne garde pas pour ce CSS.',
      en: 'The approval bears on model “{model}”, which this appliance does not keep for this CSS.',
    },
    fix: {
      fr: 'Approuvez un modèle de la dernière évaluation remise à ce CSS.',
      en: 'Approve a model of the last evaluation handed to this CSS.',
    },
  },
  APPROVAL_DIGEST: {
    what: {
      fr: 'L’approbation porte sur une autre version du modèle « {model} » que celle que l’appareil garde.',
      en: 'The approval bears on another version of model “{model}” than the one the appliance keeps.',
    },
    fix: { fr: 'Approuvez à partir de la dernière évaluation reçue.', en: 'Approve from the last evaluation received.' },
  },
  APPROVAL_EXPIRED: {
    what: { fr: 'L’approbation du modèle « {model} » a pris fin le {date}.', en: 'The approval of model “{model}” ended on {date}.' },
    fix: { fr: 'Demandez au CSS une approbation dont la date est à venir.', en: 'Ask the CSS for an approval whose date is to come.' },
  },
  APPROVAL_WITHDRAWN: {
    what: {
      fr: 'Le CSS a retiré son approbation du modèle « {model} » : il n’évalue plus personne.',
      en: 'The CSS has withdrawn its approval of model “{model}”: it scores nobody any more.',
    },
    fix: {
      fr: 'Attendez une nouvelle approbation du CSS, ou retenez un autre de ses modèles.',
      en: 'Wait for a new approval from the CSS, or keep to another of its models.',
    },
  },
  APPROVAL_REPLAY: {
    what: {
      fr: 'Cette approbation, ou une plus récente de ce CSS, a déjà été reçue (numéro {sequence}).',
      en: 'This approval, or a later one of this CSS, was already received (number {sequence}).',
    },
    fix: { fr: 'Demandez au CSS sa dernière approbation.', en: 'Ask the CSS for its last approval.' },
  },
  GAP_LINK: {
    what: {
      fr: 'Le sas n’est plus isolé du réseau ({reason}); il a été tué et la séance abandonnée.',
      en: 'The chamber is no longer cut off from the network ({reason}); it was killed and the session aborted.',
    },
    fix: {
      fr: 'Cherchez ce qui a touché aux liens de la machine, puis reprenez les mêmes lots.',
      en: 'Find what touched the machine’s links, then take up the same bundles.',
    },
  },
  SESSION_LIVE: {
    what: {
      fr: 'La séance {number} est en cours (état : {state}); une seule à la fois.',
      en: 'Session {number} is under way (state: {state}); one at a time.',
    },
    fix: { fr: 'Terminez-la ou abandonnez-la d’abord.', en: 'Finish it or abort it first.' },
  },
  SESSION_EMPTY: {
    what: { fr: 'Aucun lot n’attend.', en: 'No bundle is waiting.' },
    fix: {
      fr: 'Recevez d’abord au moins un lot (ecluse appliance receive).',
      en: 'Receive at least one bundle first (ecluse appliance receive).',
    },
  },
  SESSION_UNKNOWN: {
    what: { fr: 'Cette séance n’existe pas sur cet appareil.', en: 'This session does not exist on this appliance.' },
    fix: { fr: 'Choisissez une séance de la liste.', en: 'Choose a session from the list.' },
  },
  SESSION_STATE: {
    what: {
      fr: 'La séance ne peut pas passer de l’état « {from} » à l’état « {to} ».',
      en: 'The session cannot move from state “{from}” to state “{to}”.',
    },
    fix: {
      fr: 'Rechargez l’état de la séance et suivez l’ordre des étapes.',
      en: 'Reload the session’s state and follow the order of the steps.',
    },
  },
  SESSION_BUSY: {
    what: {
      fr: 'Un autre programme tient une séance scellée sur cet appareil.',
      en: 'Another program holds a sealed session on this appliance.',
    },
    fix: { fr: 'Attendez la fin de cette séance.', en: 'Wait for that session to end.' },
  },
  SESSION_INTERRUPTED: {
    what: { fr: 'La séance a été interrompue par un arrêt de l’appareil.', en: 'The session was interrupted by a stop of the appliance.' },
    fix: {
      fr: 'Rien n’a été livré. Les mêmes lots attendent une nouvelle séance.',
      en: 'Nothing was delivered. The same bundles wait for a new session.',
    },
  },
  SESSION_GIVEN_UP: {
    what: { fr: 'La séance a été abandonnée par une personne.', en: 'The session was given up by a person.' },
    fix: { fr: 'Les mêmes lots attendent une nouvelle séance.', en: 'The same bundles wait for a new session.' },
  },
  SESSION_NOTHING_SCORED: {
    what: {
      fr: 'Aucun des {count} lots n’a donné de résultat (premier motif : {code}); la séance est abandonnée.',
      en: 'None of the {count} bundles gave a result (first reason: {code}); the session is aborted.',
    },
    fix: { fr: 'Voyez le motif de chaque lot mis de côté.', en: 'See the reason for each bundle set aside.' },
  },
  REVIEW_INCOMPLETE: {
    what: {
      fr: 'La révision demande une décision, et une seule, pour chacun des {count} résultats de la séance.',
      en: 'The review takes one decision, and one only, for each of the session’s {count} results.',
    },
    fix: { fr: 'Décidez de chaque résultat : approuver ou refuser.', en: 'Decide on each result: approve or refuse.' },
  },
  RELEASE_NOTHING: {
    what: { fr: 'Aucune séance révisée n’attend d’être remise.', en: 'No reviewed session is waiting for release.' },
    fix: {
      fr: 'Faites d’abord réviser la séance. Ce qui a été remis ne l’est pas deux fois.',
      en: 'Have the session reviewed first. What was released is not released twice.',
    },
  },
  RELEASE_CHAMBER: {
    what: {
      fr: 'Le sas de cette séance vit peut-être encore : rien ne sort.',
      en: 'This session’s chamber may still be alive: nothing goes out.',
    },
    fix: { fr: 'Attendez sa fin, ou redémarrez l’appareil.', en: 'Wait for its end, or restart the appliance.' },
  },
  RELEASE_FOLDER: {
    what: {
      fr: 'Le dossier de remise « {file} » n’existe pas ou n’est pas un dossier.',
      en: 'The release folder “{file}” does not exist or is not a folder.',
    },
    fix: { fr: 'Branchez le support et vérifiez le chemin.', en: 'Plug in the drive and check the path.' },
  },
  RELEASE_CONFLICT: {
    what: {
      fr: 'Le support contient déjà un fichier « {file} » différent; il n’a pas été touché.',
      en: 'The drive already holds a different file “{file}”; it was not touched.',
    },
    fix: { fr: 'Employez un autre support ou un dossier vide.', en: 'Use another drive or an empty folder.' },
  },
  RELEASE_READBACK: {
    what: {
      fr: 'Le fichier « {file} », relu sur le support, n’est pas celui qui a été écrit; il a été retiré.',
      en: 'The file “{file}”, read back from the drive, is not the one that was written; it was removed.',
    },
    fix: {
      fr: 'Ne remettez pas ce support : il est défectueux. Recommencez la remise sur un autre; les mêmes octets seront écrits.',
      en: 'Do not hand over this drive: it is faulty. Release again on another; the same bytes will be written.',
    },
  },
  RELEASE_DRIVE_GONE: {
    what: {
      fr: 'Le support ne répond plus ({reason}, « {file} ») : il a été débranché ou il est défectueux. La remise n’est pas terminée.',
      en: 'The drive no longer answers ({reason}, “{file}”): it was unplugged or is faulty. The release is not finished.',
    },
    fix: {
      fr: 'Rebranchez-le, ou prenez-en un autre, puis recommencez la remise : ce qui y est déjà est relu, le reste est écrit. Rien n’est perdu.',
      en: 'Plug it in again, or take another, then release again: what is on it already is read again, the rest is written. Nothing is lost.',
    },
  },
  RELEASE_DRIVE_OTHER: {
    what: {
      fr: 'Le support « {file} » a changé pendant la remise : les résultats ne sont pas tous sur le même. La remise n’est pas terminée.',
      en: 'The drive “{file}” changed during the release: the results are not all on the same one. The release is not finished.',
    },
    fix: {
      fr: 'Choisissez un seul support, laissez-le en place et recommencez la remise : tous les résultats y seront.',
      en: 'Choose one drive, leave it in place and release again: all the results will be on it.',
    },
  },
  RELEASE_BEGUN: {
    what: {
      fr: 'La remise de cette séance a commencé : des résultats sont déjà sur un support.',
      en: 'The release of this session has begun: results are already on a drive.',
    },
    fix: { fr: 'Terminez la remise; les mêmes octets seront écrits.', en: 'Finish the release; the same bytes will be written.' },
  },
  RESULT_ALTERED: {
    what: {
      fr: 'Le résultat {result} gardé par l’appareil n’est plus celui que le sas a scellé.',
      en: 'Result {result} kept by the appliance is no longer the one the chamber sealed.',
    },
    fix: {
      fr: 'Ne le remettez pas : abandonnez la séance et reprenez les lots.',
      en: 'Do not hand it over: abort the session and take up the bundles again.',
    },
  },
} as const satisfies ErrorCatalogue;
