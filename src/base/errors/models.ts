import type { ErrorCatalogue } from './entry.ts';

/** What a bundle asks of the chamber and cannot have: outcomes to train on, models to score with, approvals. */
export const modelErrors = {
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
} as const satisfies ErrorCatalogue;
