import type { ErrorCatalogue } from './entry.ts';

/** A sealed session, its review, and its release on a drive. */
export const sessionErrors = {
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
      fr: 'Aucun lot n’a donné de résultat, sur {count} (premier motif : {code}); la séance est abandonnée.',
      en: 'No bundle gave a result, of {count} (first reason: {code}); the session is aborted.',
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
