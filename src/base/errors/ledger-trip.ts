import type { ErrorCatalogue } from './entry.ts';

export const ledgerTripErrors = {
  TRIP_FIRST_ENTRY: {
    what: {
      fr: 'Le registre ne commence pas par la création de cet appareil, avec cette carte.',
      en: 'The ledger does not begin with the creation of this appliance, with this card.',
    },
    fix: { fr: 'Demandez d’où vient ce registre.', en: 'Ask where this ledger comes from.' },
  },
  TRIP_LOCAL_ENTRY: {
    what: {
      fr: 'L’écriture {entry} n’est pas de celles que ce CSS peut faire d’une évaluation sur place.',
      en: 'Entry {entry} is not one that this CSS may make of a scoring on site.',
    },
    fix: { fr: 'Demandez au CSS d’où vient cette écriture.', en: 'Ask the CSS where this entry comes from.' },
  },
  TRIP_LOCAL_ORDER: {
    what: {
      fr: 'À l’écriture {entry}, l’évaluation {bundle} n’est pas dite d’un seul tenant et une seule fois : ses modèles, puis elle-même.',
      en: 'At entry {entry}, scoring {bundle} is not told in one piece and once: its models, then the scoring itself.',
    },
    fix: { fr: 'Demandez au CSS ce qui a été évalué, et par quels modèles.', en: 'Ask the CSS what was scored, and by which models.' },
  },
  TRIP_TWO_PERSONS: {
    what: {
      fr: 'Le geste de l’écriture {entry} a été fait par une seule personne.',
      en: 'The act of entry {entry} was done by one person alone.',
    },
    fix: {
      fr: 'Une carte s’inscrit à deux, des dépositaires se remplacent à deux : demandez qui était là.',
      en: 'A card is enrolled, and custodians are replaced, by two people: ask who was there.',
    },
  },
  TRIP_CUSTODIANS: {
    what: {
      fr: 'Le geste de l’écriture {entry} n’a pas été fait par deux dépositaires différents de l’appareil.',
      en: 'The act of entry {entry} was not done by two different custodians of the appliance.',
    },
    fix: { fr: 'Demandez qui tenait les clés, et comment.', en: 'Ask who held the keys, and how.' },
  },
  TRIP_KEYS: {
    what: {
      fr: 'À l’écriture {entry}, les clés ne sont pas celles en vigueur, ou leur changement ne part pas de la carte en vigueur.',
      en: 'At entry {entry}, the keys are not those in force, or their change does not start from the card in force.',
    },
    fix: {
      fr: 'Demandez quelles clés ont servi, et les notes de rotation signées par l’ancienne et la nouvelle.',
      en: 'Ask which keys were used, and for the rotation notes signed by the old key and the new one.',
    },
  },
  TRIP_PARTY_UNKNOWN: {
    what: { fr: 'L’écriture {entry} concerne un CSS qui n’était pas inscrit.', en: 'Entry {entry} concerns a CSS that was not enrolled.' },
    fix: { fr: 'Demandez qui a envoyé ce fichier et pourquoi il a été accepté.', en: 'Ask who sent this file and why it was accepted.' },
  },
  TRIP_REPLAY: {
    what: {
      fr: 'Le lot de l’écriture {entry} avait déjà été reçu, ou son numéro n’est pas plus grand que le précédent de ce CSS.',
      en: 'The bundle of entry {entry} had already been received, or its number is not greater than this CSS’s previous one.',
    },
    fix: { fr: 'Demandez pourquoi ce lot a été accepté.', en: 'Ask why this bundle was accepted.' },
  },
  TRIP_SESSION_UNKNOWN: {
    what: {
      fr: 'L’écriture {entry} concerne une séance que rien n’a ouverte.',
      en: 'Entry {entry} concerns a session that nothing opened.',
    },
    fix: { fr: 'Demandez comment ce travail a pu se faire hors séance.', en: 'Ask how this work could be done outside a session.' },
  },
  TRIP_STATE: {
    what: {
      fr: 'À l’écriture {entry}, la séance {session} passe de « {state} » à « {type} », ce que l’ordre des étapes ne permet pas.',
      en: 'At entry {entry}, session {session} goes from “{state}” to “{type}”, which the order of steps does not allow.',
    },
    fix: { fr: 'Demandez ce qui s’est passé pendant cette séance.', en: 'Ask what happened during this session.' },
  },
  TRIP_GAP_MODE: {
    what: {
      fr: 'À l’écriture {entry}, la séance {session} change de mode d’isolement.',
      en: 'At entry {entry}, session {session} changes its gap mode.',
    },
    fix: { fr: 'Demandez si la machine était vraiment débranchée.', en: 'Ask whether the machine was really unplugged.' },
  },
  TRIP_UNSEALED: {
    what: {
      fr: 'À l’écriture {entry}, des données sont ouvertes dans la séance {session} avant que l’isolement soit prouvé.',
      en: 'At entry {entry}, data are opened in session {session} before isolation is proved.',
    },
    fix: { fr: 'Demandez ce qui prouve que la machine était isolée.', en: 'Ask what proves that the machine was isolated.' },
  },
  TRIP_LOCKED: {
    what: {
      fr: 'À l’écriture {entry}, la séance {session} travaille sur des données sans que les clés aient été déverrouillées.',
      en: 'At entry {entry}, session {session} works on data without the keys having been unlocked.',
    },
    fix: { fr: 'Demandez par quelle clé ces données ont été lues.', en: 'Ask by which key these data were read.' },
  },
  TRIP_SILENCE: {
    what: {
      fr: 'Dans la séance {session}, aucune preuve d’isolement pendant {seconds} secondes avant l’écriture {entry}.',
      en: 'In session {session}, no evidence of isolation for {seconds} seconds before entry {entry}.',
    },
    fix: {
      fr: 'Demandez ce qui s’est passé pendant ce temps : la preuve doit tomber chaque minute.',
      en: 'Ask what happened meanwhile: evidence is due every minute.',
    },
  },
  TRIP_UNPROVED: {
    what: {
      fr: 'La séance {session} se dit en mode machine, mais à l’écriture {entry} aucune mesure des liens de la machine ne le prouve.',
      en: 'Session {session} says it is in mode machine, but at entry {entry} no measure of the machine’s links proves it.',
    },
    fix: {
      fr: 'Tenez cette séance pour non débranchée : la mesure est due au scellement, chaque minute et après le dernier lot.',
      en: 'Hold this session for not unplugged: the measure is due at sealing, every minute and after the last bundle.',
    },
  },
  TRIP_COUNTERS: {
    what: {
      fr: 'Dans la séance {session}, un lien de la machine a bougé avant l’écriture {entry}, et la séance a continué.',
      en: 'In session {session}, a link of the machine moved before entry {entry}, and the session went on.',
    },
    fix: {
      fr: 'Demandez ce qui a touché aux liens de la machine, et pourquoi la séance n’a pas été abandonnée.',
      en: 'Ask what touched the machine’s links, and why the session was not aborted.',
    },
  },
  TRIP_BUNDLE_UNKNOWN: {
    what: {
      fr: 'À l’écriture {entry}, un lot est traité qui n’a pas été reçu de ce CSS avec cette empreinte.',
      en: 'At entry {entry}, a bundle is processed that was not received from this CSS with this digest.',
    },
    fix: { fr: 'Demandez d’où vient ce lot.', en: 'Ask where this bundle comes from.' },
  },
  TRIP_MODEL_UNAPPROVED: {
    what: {
      fr: 'À l’écriture {entry}, le modèle {model} est employé sans approbation valide du CSS pour cette empreinte.',
      en: 'At entry {entry}, model {model} is used without a valid approval by the CSS for this digest.',
    },
    fix: {
      fr: 'Les résultats de ce modèle ne doivent pas servir : demandez au CSS ce qu’il a approuvé.',
      en: 'This model’s results must not be used: ask the CSS what it approved.',
    },
  },
  TRIP_MODEL_UNTRAINED: {
    what: {
      fr: 'À l’écriture {entry}, la séance {session} emploie le modèle {model}, qu’aucune séance du registre n’a entraîné pour ce CSS.',
      en: 'At entry {entry}, session {session} uses model {model}, which no session of the ledger trained for this CSS.',
    },
    fix: { fr: 'Demandez d’où vient ce modèle.', en: 'Ask where this model comes from.' },
  },
  TRIP_MODEL_NONE: {
    what: {
      fr: 'À l’écriture {entry}, un lot est évalué sans qu’aucun modèle ait été chargé pour lui.',
      en: 'At entry {entry}, a bundle is scored without any model having been loaded for it.',
    },
    fix: { fr: 'Demandez quel modèle a produit ces résultats.', en: 'Ask which model produced these results.' },
  },
  TRIP_REVIEWER_IS_OPERATOR: {
    what: {
      fr: 'À l’écriture {entry}, la personne qui révise la séance {session} est aussi celle qui l’a menée.',
      en: 'At entry {entry}, the person who reviews session {session} is also the one who ran it.',
    },
    fix: {
      fr: 'Une séance se révise par une autre personne : faites réviser ces résultats.',
      en: 'A session is reviewed by another person: have these results reviewed.',
    },
  },
  TRIP_REVIEWER_ROLE: {
    what: {
      fr: 'À l’écriture {entry}, la séance {session} est révisée par un compte qui ne s’est pas connecté comme réviseur.',
      en: 'At entry {entry}, session {session} is reviewed by an account that did not log in as reviewer.',
    },
    fix: { fr: 'Demandez qui a révisé ces résultats.', en: 'Ask who reviewed these results.' },
  },
  TRIP_RESULT_UNKNOWN: {
    what: {
      fr: 'À l’écriture {entry}, la décision porte sur un résultat que la séance {session} n’a pas produit.',
      en: 'At entry {entry}, the decision bears on a result that session {session} did not produce.',
    },
    fix: { fr: 'Demandez d’où vient ce résultat.', en: 'Ask where this result comes from.' },
  },
  TRIP_UNREVIEWED: {
    what: {
      fr: 'À l’écriture {entry}, un résultat sort sans qu’une autre personne l’ait approuvé dans la séance {session}.',
      en: 'At entry {entry}, a result goes out without another person having approved it in session {session}.',
    },
    fix: {
      fr: 'Ce résultat ne doit pas servir : demandez qui l’a laissé sortir.',
      en: 'This result must not be used: ask who let it out.',
    },
  },
  TRIP_OTHER_PARTY: {
    what: {
      fr: 'À l’écriture {entry}, un résultat sort pour un autre CSS que celui qui a envoyé le lot.',
      en: 'At entry {entry}, a result goes out to another CSS than the one that sent the bundle.',
    },
    fix: {
      fr: 'Demandez quel CSS a reçu ce fichier; prévenez celui dont viennent les données.',
      en: 'Ask which CSS received this file; tell the one the data come from.',
    },
  },
  TRIP_CHAMBER_ALIVE: {
    what: {
      fr: 'À l’écriture {entry}, un résultat sort avant la fin du sas de la séance {session}.',
      en: 'At entry {entry}, a result goes out before the end of the chamber of session {session}.',
    },
    fix: {
      fr: 'Demandez si les clés étaient encore en mémoire quand la machine a été rebranchée.',
      en: 'Ask whether keys were still in memory when the machine was plugged in again.',
    },
  },
  TRIP_RELEASED_TWICE: {
    what: {
      fr: 'À l’écriture {entry}, un deuxième résultat, différent, sort pour un lot déjà rendu.',
      en: 'At entry {entry}, a second, different result goes out for a bundle already answered.',
    },
    fix: { fr: 'Demandez lequel des deux résultats le CSS a employé.', en: 'Ask which of the two results the CSS used.' },
  },
} as const satisfies ErrorCatalogue;
