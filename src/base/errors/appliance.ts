import type { ErrorCatalogue } from './entry.ts';

export const applianceErrors = {
  CHAMBER_NO_ISOLATION: {
    what: {
      fr: 'Le sas ne peut pas être isolé du réseau sur cette machine ({reason}) ; aucune clé n’a été lue.',
      en: 'The chamber cannot be cut off from the network on this machine ({reason}); no key was read.',
    },
    fix: {
      fr: 'Installez util-linux (unshare, setpriv, prlimit), puis lancez l’appareil en root ou permettez les espaces de noms d’utilisateur : sysctl user.max_user_namespaces=15000 et, selon le système, kernel.unprivileged_userns_clone=1 ou kernel.apparmor_restrict_unprivileged_userns=0. Dans un conteneur : --cap-add SYS_ADMIN ou un profil seccomp qui permet unshare.',
      en: 'Install util-linux (unshare, setpriv, prlimit), then run the appliance as root or allow user namespaces: sysctl user.max_user_namespaces=15000 and, depending on the system, kernel.unprivileged_userns_clone=1 or kernel.apparmor_restrict_unprivileged_userns=0. In a container: --cap-add SYS_ADMIN or a seccomp profile that allows unshare.',
    },
  },
  CHAMBER_NOT_ISOLATED: {
    what: {
      fr: 'Le sas a démarré sans être isolé du réseau ({reason}) ; il a été tué avant de recevoir un secret.',
      en: 'The chamber started without being cut off from the network ({reason}); it was killed before receiving any secret.',
    },
    fix: {
      fr: 'N’utilisez pas cette machine avant d’avoir compris pourquoi : unshare --net doit donner un espace réseau vide.',
      en: 'Do not use this machine before knowing why: unshare --net must give an empty network namespace.',
    },
  },
  CHAMBER_SWAP: {
    what: {
      fr: 'La machine utilise une mémoire d’échange (swap) non chiffrée ; des données d’élèves pourraient être écrites sur le disque.',
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
      fr: 'Le sas a dépassé la durée permise ({seconds} s) et a été tué.',
      en: 'The chamber exceeded its allowed time ({seconds} s) and was killed.',
    },
    fix: {
      fr: 'Rien n’a été livré. Reprenez avec moins de lots par séance.',
      en: 'Nothing was delivered. Try again with fewer bundles a session.',
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
      fr: 'Le lot {bundle} est de genre « {kind} » ; cette séance attend le genre « {expected} ».',
      en: 'Bundle {bundle} is of kind “{kind}”; this session expects kind “{expected}”.',
    },
    fix: { fr: 'Ouvrez une séance pour l’autre but.', en: 'Open a session for the other purpose.' },
  },
  CHAMBER_CONTENT: {
    what: {
      fr: 'Le contenu du lot {bundle} n’a pas la disposition prévue ({where}).',
      en: 'The content of bundle {bundle} does not have the expected layout ({where}).',
    },
    fix: { fr: 'Demandez au partenaire de préparer un nouveau lot.', en: 'Ask the partner to prepare a new bundle.' },
  },
  CHAMBER_NO_ROWS: {
    what: { fr: 'Le lot {bundle} ne contient aucun élève.', en: 'Bundle {bundle} holds no pupil.' },
    fix: { fr: 'Demandez au partenaire de vérifier son extraction.', en: 'Ask the partner to check the extract.' },
  },
  CHAMBER_TOO_MANY_PREDICTORS: {
    what: {
      fr: 'Le dictionnaire du lot {bundle} compte {count} prédicteurs ; la limite est de {limit}.',
      en: 'The dictionary of bundle {bundle} has {count} predictors; the limit is {limit}.',
    },
    fix: { fr: 'Retirez des variables du dictionnaire.', en: 'Remove variables from the dictionary.' },
  },
  CHAMBER_NO_OUTCOME: {
    what: {
      fr: 'Le lot {bundle} ne contient aucune issue observée ; il n’y a rien à entraîner.',
      en: 'Bundle {bundle} holds no observed outcome; there is nothing to train.',
    },
    fix: {
      fr: 'Ajoutez au dictionnaire au moins une variable de rôle « outcome », puis préparez un nouveau lot.',
      en: 'Add at least one variable of role “outcome” to the dictionary, then prepare a new bundle.',
    },
  },
  OUTCOME_ONE_CLASS: {
    what: {
      fr: 'L’issue « {outcome} » ne prend qu’une seule valeur ; aucun modèle ne peut l’apprendre.',
      en: 'Outcome “{outcome}” takes a single value; no model can learn it.',
    },
    fix: { fr: 'Vérifiez la définition de l’issue dans le dictionnaire.', en: 'Check the outcome’s definition in the dictionary.' },
  },
  OUTCOME_TOO_FEW: {
    what: {
      fr: 'L’issue « {outcome} » compte moins de {minimum} élèves dans l’une de ses deux classes ; aucun modèle n’est entraîné.',
      en: 'Outcome “{outcome}” has fewer than {minimum} pupils in one of its two classes; no model is trained.',
    },
    fix: {
      fr: 'Ajoutez des cohortes ou élargissez la définition de l’issue.',
      en: 'Add cohorts or widen the outcome’s definition.',
    },
  },
  MODEL_UNKNOWN: {
    what: { fr: 'L’appareil ne détient aucun modèle « {model} ».', en: 'The appliance holds no model “{model}”.' },
    fix: {
      fr: 'Vérifiez l’identifiant du modèle dans l’évaluation reçue.',
      en: 'Check the model’s identifier in the evaluation received.',
    },
  },
  MODEL_NONE: {
    what: {
      fr: 'L’appareil ne détient aucun modèle du CSS d’où provient le lot {bundle}.',
      en: 'The appliance holds no model of the CSS that bundle {bundle} comes from.',
    },
    fix: { fr: 'Entraînez d’abord un modèle, puis faites-le approuver.', en: 'Train a model first, then have it approved.' },
  },
  MODEL_NOT_APPROVED: {
    what: {
      fr: 'Le modèle « {model} » n’est pas approuvé par son CSS à cette date ; il ne peut rien évaluer.',
      en: 'Model “{model}” is not approved by its CSS at this date; it can score nothing.',
    },
    fix: {
      fr: 'Le CSS signe une approbation (ecluse partner approve) et l’envoie à l’appareil.',
      en: 'The CSS signs an approval (ecluse partner approve) and sends it to the appliance.',
    },
  },
  MODEL_OTHER_CSS: {
    what: {
      fr: 'Le modèle « {model} » appartient à un autre CSS que celui du lot.',
      en: 'Model “{model}” belongs to another CSS than the bundle’s.',
    },
    fix: { fr: 'Chaque CSS n’emploie que ses propres modèles.', en: 'Each CSS uses its own models only.' },
  },
  MODEL_DICTIONARY: {
    what: {
      fr: 'Le modèle « {model} » a été entraîné avec un autre dictionnaire (version {version}) que celui du lot.',
      en: 'Model “{model}” was trained with another dictionary (version {version}) than the bundle’s.',
    },
    fix: {
      fr: 'Préparez le lot avec le dictionnaire du modèle, ou entraînez de nouveau.',
      en: 'Prepare the bundle with the model’s dictionary, or train again.',
    },
  },
  MODEL_DAMAGED: {
    what: {
      fr: 'Le fichier du modèle « {model} » n’est pas celui que l’appareil a enregistré ({where}).',
      en: 'The file of model “{model}” is not the one the appliance recorded ({where}).',
    },
    fix: { fr: 'Restaurez les modèles de l’appareil, ou entraînez de nouveau.', en: 'Restore the appliance’s models, or train again.' },
  },
} as const satisfies ErrorCatalogue;
