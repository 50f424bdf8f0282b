import type { ErrorCatalogue } from './entry.ts';

const seeFormat = {
  fr: 'Corrigez le fichier de campagne; CAMPAIGN.md en décrit les membres.',
  en: 'Correct the campaign file; CAMPAIGN.md describes its members.',
};

/** Campaigns, and what training refuses of one model because of time. */
export const campaignErrors = {
  CAMPAIGN_MEMBER: {
    what: {
      fr: 'Le fichier de campagne est mal formé : « {member} » dans {variable}.',
      en: 'The campaign file is malformed: “{member}” in {variable}.',
    },
    fix: seeFormat,
  },
  CAMPAIGN_MEMBER_UNKNOWN: {
    what: {
      fr: 'Le fichier de campagne porte un membre inconnu : « {member} » dans {variable}.',
      en: 'The campaign file holds an unknown member: “{member}” in {variable}.',
    },
    fix: seeFormat,
  },
  CAMPAIGN_MEMBER_MISSING: {
    what: {
      fr: 'Il manque un membre au fichier de campagne : « {member} » dans {variable}.',
      en: 'The campaign file lacks a member: “{member}” in {variable}.',
    },
    fix: seeFormat,
  },
  CAMPAIGN_OUTCOME: {
    what: {
      fr: 'La campagne demande un modèle dont le dictionnaire ne définit pas l’issue : famille « {family} », cible « {target} », niveau « {grade} ».',
      en: 'The campaign asks for a model whose outcome the dictionary does not define: family “{family}”, target “{target}”, grade “{grade}”.',
    },
    fix: {
      fr: 'Définissez cette issue dans le dictionnaire, ou retirez-la de la campagne.',
      en: 'Define this outcome in the dictionary, or remove it from the campaign.',
    },
  },
  CAMPAIGN_GRADE: {
    what: {
      fr: 'La campagne demande le niveau « {grade} », que le dictionnaire ne permet pas de reconnaître.',
      en: 'The campaign asks for grade “{grade}”, which the dictionary gives no way to recognise.',
    },
    fix: {
      fr: 'Donnez au dictionnaire une variable de groupe « grade », de type entier ou code, qui connaît ce niveau.',
      en: 'Give the dictionary a group variable “grade”, an integer or a code, that knows this grade.',
    },
  },
  CAMPAIGN_MOMENT: {
    what: {
      fr: 'La campagne nomme un moment que le dictionnaire n’énumère pas : « {moment} ».',
      en: 'The campaign names a moment that the dictionary does not list: “{moment}”.',
    },
    fix: { fr: 'Ajoutez-le à « moments » du dictionnaire, ou corrigez-le.', en: 'Add it to the dictionary’s “moments”, or correct it.' },
  },
  CAMPAIGN_VARIABLE: {
    what: {
      fr: 'La campagne écarte une variable qui n’est pas un prédicteur du dictionnaire : « {variable} ».',
      en: 'The campaign leaves out a variable that is no predictor of the dictionary: “{variable}”.',
    },
    fix: { fr: 'Corrigez son nom, ou retirez-la de « without ».', en: 'Correct its name, or remove it from “without”.' },
  },
  CAMPAIGN_COHORT: {
    what: {
      fr: 'La campagne parle de cohortes, mais les élèves n’en portent pas que l’on puisse lire.',
      en: 'The campaign speaks of cohorts, but the pupils bear none that can be read.',
    },
    fix: {
      fr: 'Donnez au dictionnaire une variable de groupe « cohort » de type entier, l’année scolaire (2023 pour 2023-2024), d’au plus 40 valeurs, et la colonne à l’extrait.',
      en: 'Give the dictionary a group variable “cohort” of integer type, the school year (2023 for 2023–2024), of at most 40 values, and the extract its column.',
    },
  },
  CAMPAIGN_TWICE: {
    what: {
      fr: 'La campagne demande deux fois le même modèle : issue « {outcome} », niveau « {grade} ».',
      en: 'The campaign asks for the same model twice: outcome “{outcome}”, grade “{grade}”.',
    },
    fix: { fr: 'Retirez l’un des deux, ou donnez-leur deux moments.', en: 'Remove one of the two, or give them two moments.' },
  },
  CAMPAIGN_MODELS: {
    what: {
      fr: 'La campagne demande {count} {count|modèle|modèles}; la limite est {limit}.',
      en: 'The campaign asks for {count} models; the limit is {limit}.',
    },
    fix: { fr: 'Partagez-la en deux campagnes, donc en deux lots.', en: 'Split it in two campaigns, hence in two bundles.' },
  },
  CAMPAIGN_PURPOSE: {
    what: {
      fr: 'Une campagne accompagne un lot d’entraînement, non un lot à noter.',
      en: 'A campaign goes with a training bundle, not with one to be scored.',
    },
    fix: { fr: 'Donnez --purpose train, ou retirez --campaign.', en: 'Give --purpose train, or remove --campaign.' },
  },
  MODEL_FLOOR: {
    what: {
      fr: 'Le modèle « {model} » n’atteint pas le plancher que son CSS a signé ({measure}).',
      en: 'Model “{model}” does not reach the floor that its CSS signed ({measure}).',
    },
    fix: {
      fr: 'Le CSS approuve un autre modèle, une autre approche, ou signe d’autres planchers.',
      en: 'The CSS approves another model, another stance, or signs other floors.',
    },
  },
  TRAIN_LATE: {
    what: {
      fr: 'L’issue « {outcome} » se prédit au moment « {moment} »; or {count} {count|variable n’est connue|variables ne sont connues} que plus tard, dont « {variable} ».',
      en: 'Outcome “{outcome}” is predicted at the moment “{moment}”; {count} {count|variable is|variables are} known only later, among them “{variable}”.',
    },
    fix: {
      fr: 'Écartez ces variables dans la campagne (« without », ou « later » : « drop »), ou prédisez plus tard.',
      en: 'Leave these variables out in the campaign (“without”, or “later”: “drop”), or predict later.',
    },
  },
  TRAIN_NO_VARIABLE: {
    what: {
      fr: 'Il ne reste aucune variable pour prédire « {outcome} » : toutes ont été écartées.',
      en: 'No variable is left to predict “{outcome}”: all were left out.',
    },
    fix: { fr: 'Revoyez les limites de la campagne et les cohortes retenues.', en: 'Review the campaign’s limits and the cohorts kept.' },
  },
  TRAIN_SENSITIVE: {
    what: {
      fr: 'Les scores de « {outcome} » reposent trop sur une seule variable, « {variable} », même après que d’autres ont été écartées.',
      en: 'The scores of “{outcome}” rest too much on one variable, “{variable}”, even after others were left out.',
    },
    fix: {
      fr: 'Cherchez si cette variable dit l’issue d’avance; sinon, relevez la limite « sensitivity » de la campagne.',
      en: 'Find out whether this variable tells the outcome in advance; if not, raise the campaign’s limit “sensitivity”.',
    },
  },
  OUTCOME_TOO_SOON: {
    what: {
      fr: 'L’issue « {outcome} » demande {horizon} années de recul : aucune cohorte du lot ne les a encore.',
      en: 'Outcome “{outcome}” takes {horizon} years to be known: no cohort of the bundle has had them yet.',
    },
    fix: { fr: 'Ajoutez des cohortes plus anciennes.', en: 'Add earlier cohorts.' },
  },
} as const satisfies ErrorCatalogue;
