import type { ErrorCatalogue } from './entry.ts';

/** Refusals of an answer that a partner opens. */
export const openingErrors = {
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
      fr: 'Les lignes du résultat ne sont pas celles des élèves de la demande (inconnues : {unknown}; en double : {repeated}; d’un autre niveau que le modèle : {otherGrade}; absentes : {absent}) : le résultat entier est refusé.',
      en: 'The result’s rows are not those of the request’s pupils (unknown: {unknown}; repeated: {repeated}; of another grade than the model: {otherGrade}; absent: {absent}): the whole result is refused.',
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
      fr: 'Le résultat vient du modèle « {model} », que ce dossier n’a pas approuvé, ou pas de cette façon (approche, seuil) : rien n’a été ouvert.',
      en: 'The result comes from the model “{model}”, which this home has not approved, or not that way (stance, cut): nothing was opened.',
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
} as const satisfies ErrorCatalogue;
