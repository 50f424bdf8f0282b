import type { ErrorCatalogue } from './entry.ts';

export const ledgerErrors = {
  LEDGER_EVENT: {
    what: {
      fr: 'L’écriture du registre ({type}) n’a pas la forme prévue ({member}).',
      en: 'The ledger entry ({type}) does not have the expected form ({member}).',
    },
    fix: { fr: 'Comparez-la à la liste des écritures dans SPEC.md.', en: 'Compare it with the list of entries in SPEC.md.' },
  },
  LEDGER_CLOCK: {
    what: {
      fr: 'L’horloge de l’appareil indique {clock}, avant la dernière écriture du registre ({last}); rien n’a été écrit.',
      en: 'The appliance’s clock says {clock}, before the ledger’s last entry ({last}); nothing was written.',
    },
    fix: { fr: 'Réglez la date et l’heure de l’appareil, puis recommencez.', en: 'Set the appliance’s date and time, then try again.' },
  },
  LEDGER_RACE: {
    what: {
      fr: 'Le registre compte {found} écritures et non {expected} : un autre programme vient d’y écrire, et rien n’a été ajouté.',
      en: 'The ledger holds {found} entries, not {expected}: another program has just written to it, and nothing was added.',
    },
    fix: { fr: 'Recommencez l’opération.', en: 'Try the operation again.' },
  },
  LEDGER_ENTRY_MISSING: {
    what: { fr: 'L’écriture {entry} manque dans le registre.', en: 'Entry {entry} is missing from the ledger.' },
    fix: {
      fr: 'La base de l’appareil a été altérée ou endommagée : arrêtez-le et prévenez le vérificateur.',
      en: 'The appliance’s database was altered or damaged: stop it and tell the auditor.',
    },
  },
  LEDGER_NODE_MISSING: {
    what: {
      fr: 'Un nœud de l’arbre du registre manque (niveau {level}, position {index}).',
      en: 'A node of the ledger’s tree is missing (level {level}, position {index}).',
    },
    fix: {
      fr: 'La base de l’appareil a été altérée ou endommagée : arrêtez-le et prévenez le vérificateur.',
      en: 'The appliance’s database was altered or damaged: stop it and tell the auditor.',
    },
  },
  LEDGER_RANGE: {
    what: {
      fr: 'L’écriture {entry} n’existe pas dans un registre de {size} écritures.',
      en: 'Entry {entry} does not exist in a ledger of {size} entries.',
    },
    fix: { fr: 'Demandez une écriture ou une taille qui existe.', en: 'Ask for an entry or a size that exists.' },
  },
  LEDGER_PROOF_FORM: {
    what: { fr: 'La preuve d’inscription au registre est mal formée.', en: 'The proof of entry in the ledger is malformed.' },
    fix: {
      fr: 'Le fichier a été altéré ou mal copié : demandez-en une nouvelle copie.',
      en: 'The file was altered or badly copied: ask for a new copy.',
    },
  },
  LEDGER_PROOF: {
    what: {
      fr: 'La preuve ne mène pas de l’écriture {entry} au point de contrôle de taille {size}.',
      en: 'The proof does not lead from entry {entry} to the checkpoint of size {size}.',
    },
    fix: {
      fr: 'Cette écriture n’est pas celle que le registre scelle à cet endroit : n’en tirez aucune conclusion.',
      en: 'This entry is not the one that the ledger seals at this place: draw no conclusion from it.',
    },
  },
  LEDGER_CHECKPOINT_FORM: {
    what: { fr: 'Le point de contrôle est mal formé ({where}).', en: 'The checkpoint is malformed ({where}).' },
    fix: {
      fr: 'Le fichier a été altéré ou mal copié : demandez-en une nouvelle copie.',
      en: 'The file was altered or badly copied: ask for a new copy.',
    },
  },
  LEDGER_CHECKPOINT_SIGNATURE: {
    what: {
      fr: 'Le point de contrôle de taille {size} n’est pas signé par la clé de ce registre.',
      en: 'The checkpoint of size {size} is not signed by this ledger’s key.',
    },
    fix: {
      fr: 'Ne vous y fiez pas. Vérifiez que la carte est bien celle de qui tient ce registre (empreinte en mots).',
      en: 'Do not rely on it. Check that the card is that of whoever keeps this ledger (fingerprint in words).',
    },
  },
  LEDGER_ORIGIN: {
    what: {
      fr: 'Le point de contrôle est celui d’un autre registre que {origin}.',
      en: 'The checkpoint belongs to another ledger than {origin}.',
    },
    fix: { fr: 'Comparez avec un point de contrôle du même appareil.', en: 'Compare with a checkpoint of the same appliance.' },
  },
  LEDGER_ROLLED_BACK: {
    what: {
      fr: 'Le registre compte {size} écritures, mais un point de contrôle déjà signé en compte {kept} : les écritures à partir de {size} ont disparu.',
      en: 'The ledger holds {size} entries, but a checkpoint already signed counts {kept}: the entries from {size} on are gone.',
    },
    fix: {
      fr: 'Une ancienne copie a été remise en place ou la fin a été coupée. N’ouvrez pas de séance; remettez les deux points de contrôle au vérificateur.',
      en: 'An old copy was put back or the tail was cut. Start no session; give both checkpoints to the auditor.',
    },
  },
  LEDGER_FORKED: {
    what: {
      fr: 'Le registre ne prolonge pas un point de contrôle déjà signé, de taille {kept} : deux histoires différentes ont été signées.',
      en: 'The ledger does not extend a checkpoint already signed, of size {kept}: two different histories were signed.',
    },
    fix: {
      fr: 'Remettez les deux points de contrôle au vérificateur : ensemble, ils prouvent la fourche.',
      en: 'Give both checkpoints to the auditor: together they prove the fork.',
    },
  },
  LEDGER_COSIGNATURE: {
    what: {
      fr: 'La cosignature de « {name} » ne correspond pas au point de contrôle.',
      en: 'The cosignature of “{name}” does not match the checkpoint.',
    },
    fix: { fr: 'Ne comptez pas ce témoin; demandez-lui son propre exemplaire.', en: 'Do not count this witness; ask for its own copy.' },
  },
  LEDGER_TILE_FORM: {
    what: { fr: 'La tuile « {file} » est mal formée.', en: 'The tile “{file}” is malformed.' },
    fix: {
      fr: 'Le fichier a été altéré ou mal copié : demandez un nouvel export.',
      en: 'The file was altered or badly copied: ask for a new export.',
    },
  },
  EXPORT_FILE_MISSING: {
    what: { fr: 'L’export ne contient pas le fichier « {file} ».', en: 'The export does not hold the file “{file}”.' },
    fix: {
      fr: 'Vérifiez que tout le dossier a été copié, ou demandez un nouvel export.',
      en: 'Check that the whole folder was copied, or ask for a new export.',
    },
  },
  EXPORT_CARD: {
    what: {
      fr: 'La carte jointe à l’export n’est pas la carte signée d’un appareil ou d’un CSS.',
      en: 'The card in the export is not the signed card of an appliance or of a CSS.',
    },
    fix: {
      fr: 'Demandez un nouvel export, avec la carte de qui tient ce registre.',
      en: 'Ask for a new export, with the card of whoever keeps this ledger.',
    },
  },
  EXPORT_ROTATION: {
    what: {
      fr: 'Le fichier « {file} » de l’export n’est pas une rotation qui mène à la carte jointe.',
      en: 'The file “{file}” of the export is not a rotation that leads to its card.',
    },
    fix: {
      fr: 'Demandez un nouvel export et comparez les mots de la carte de vive voix avec qui tient ce registre.',
      en: 'Ask for a new export and compare the card’s words aloud with whoever keeps this ledger.',
    },
  },
  EXPORT_CARD_OTHER: {
    what: {
      fr: 'La carte jointe à l’export n’est pas celle que vous avez conservée.',
      en: 'The card in the export is not the one you kept.',
    },
    fix: {
      fr: 'Comparez les mots des deux empreintes de vive voix avec qui tient ce registre; jusque-là, tenez cet export pour faux.',
      en: 'Compare the words of both fingerprints aloud with whoever keeps this ledger; until then, hold this export to be false.',
    },
  },
  EXPORT_TRUNCATED: {
    what: {
      fr: 'La fin du registre manque : l’export s’arrête avant l’écriture {entry}, alors que le point de contrôle en scelle {size}.',
      en: 'The end of the ledger is missing: the export stops before entry {entry}, while the checkpoint seals {size}.',
    },
    fix: {
      fr: 'Exigez les écritures manquantes : le point de contrôle prouve qu’elles existent.',
      en: 'Demand the missing entries: the checkpoint proves that they exist.',
    },
  },
  EXPORT_REMOVED: {
    what: {
      fr: 'Des écritures ont été retirées : {missing} à partir de l’écriture {entry}.',
      en: 'Entries were removed: {missing} from entry {entry} on.',
    },
    fix: {
      fr: 'Exigez les écritures manquantes : le point de contrôle prouve qu’elles existent.',
      en: 'Demand the missing entries: the checkpoint proves that they exist.',
    },
  },
  EXPORT_ALTERED: {
    what: {
      fr: 'L’écriture {entry} a été modifiée : ce n’est pas celle que le registre a scellée.',
      en: 'Entry {entry} was altered: it is not the one that the ledger sealed.',
    },
    fix: { fr: 'Exigez l’écriture d’origine; ne vous fiez pas à celle-ci.', en: 'Demand the original entry; do not rely on this one.' },
  },
  EXPORT_ALTERED_BETWEEN: {
    what: {
      fr: 'Une écriture entre {entry} et {last} a été modifiée, et les tuiles ont été refaites pour le cacher.',
      en: 'An entry between {entry} and {last} was altered, and the tiles were remade to hide it.',
    },
    fix: {
      fr: 'Exigez un export d’origine; ne vous fiez à aucune de ces écritures.',
      en: 'Demand an original export; rely on none of these entries.',
    },
  },
  EXPORT_REORDERED: {
    what: {
      fr: 'Les écritures ont été déplacées : à la place {entry} se trouve une écriture d’ailleurs.',
      en: 'Entries were moved: at place {entry} stands an entry from elsewhere.',
    },
    fix: { fr: 'Exigez un export dans l’ordre d’origine.', en: 'Demand an export in the original order.' },
  },
  EXPORT_INSERTED: {
    what: {
      fr: 'Une écriture que le registre n’a pas scellée a été glissée à la place {entry}.',
      en: 'An entry that the ledger did not seal was slipped in at place {entry}.',
    },
    fix: { fr: 'Écartez-la et exigez un export d’origine.', en: 'Set it aside and demand an original export.' },
  },
  EXPORT_SURPLUS: {
    what: {
      fr: 'L’export contient des écritures au-delà de {entry}, que le point de contrôle ne scelle pas.',
      en: 'The export holds entries beyond {entry} that the checkpoint does not seal.',
    },
    fix: {
      fr: 'Ne tenez pas compte de ces écritures et demandez un nouvel export.',
      en: 'Disregard these entries and ask for a new export.',
    },
  },
  EXPORT_ROOT: {
    what: {
      fr: 'Les écritures et les tuiles s’accordent entre elles, mais pas avec le point de contrôle signé : tout l’export a été refait.',
      en: 'Entries and tiles agree with each other, but not with the signed checkpoint: the whole export was remade.',
    },
    fix: {
      fr: 'Exigez un export d’origine; ne vous fiez à aucune de ces écritures.',
      en: 'Demand an original export; rely on none of these entries.',
    },
  },
  EXPORT_TILE: {
    what: {
      fr: 'La tuile « {file} » ne correspond pas aux écritures, qui sont bien celles du point de contrôle.',
      en: 'The tile “{file}” does not match the entries, which are those of the checkpoint.',
    },
    fix: {
      fr: 'Les écritures sont intactes; demandez un nouvel export pour obtenir des preuves utilisables.',
      en: 'The entries are intact; ask for a new export to obtain usable proofs.',
    },
  },
  EXPORT_ENTRY_FORM: {
    what: {
      fr: 'L’écriture {entry} n’a pas la forme prévue ({type}, {member}).',
      en: 'Entry {entry} does not have the expected form ({type}, {member}).',
    },
    fix: {
      fr: 'Demandez au CSS central quelle version du logiciel l’a écrite.',
      en: 'Ask the central CSS which version of the software wrote it.',
    },
  },
  EXPORT_SEQUENCE: {
    what: { fr: 'L’écriture {entry} porte le numéro {sequence}.', en: 'Entry {entry} bears the number {sequence}.' },
    fix: {
      fr: 'La suite des écritures a été remaniée avant d’être scellée : demandez des explications au CSS central.',
      en: 'The run of entries was reworked before being sealed: ask the central CSS to explain.',
    },
  },
  EXPORT_TIME: {
    what: {
      fr: 'L’écriture {entry} ({time}) est datée avant la précédente ({last}).',
      en: 'Entry {entry} ({time}) is dated before the previous one ({last}).',
    },
    fix: {
      fr: 'L’horloge a été reculée : demandez des explications au CSS central.',
      en: 'The clock was set back: ask the central CSS to explain.',
    },
  },
  KEPT_FORM: {
    what: { fr: 'Le point de contrôle conservé « {file} » est illisible.', en: 'The kept checkpoint “{file}” cannot be read.' },
    fix: { fr: 'Vérifiez qu’il s’agit du bon fichier.', en: 'Check that it is the right file.' },
  },
  KEPT_OTHER_LEDGER: {
    what: {
      fr: 'Le point de contrôle conservé « {file} » est celui d’un autre registre.',
      en: 'The kept checkpoint “{file}” belongs to another ledger.',
    },
    fix: { fr: 'Comparez avec un point de contrôle du même appareil.', en: 'Compare with a checkpoint of the same appliance.' },
  },
  KEPT_SIGNATURE: {
    what: {
      fr: 'Le point de contrôle conservé « {file} » n’est pas signé par la clé de la carte jointe à l’export.',
      en: 'The kept checkpoint “{file}” is not signed by the key of the card in the export.',
    },
    fix: {
      fr: 'La carte de l’export ou le point de contrôle est faux : comparez les mots de l’empreinte avec le CSS central.',
      en: 'The export’s card or the checkpoint is false: compare the fingerprint’s words with the central CSS.',
    },
  },
  KEPT_ROLLED_BACK: {
    what: {
      fr: 'Le point de contrôle conservé « {file} » scelle {kept} écritures, l’export n’en contient que {size} : les écritures à partir de {entry} manquent.',
      en: 'The kept checkpoint “{file}” seals {kept} entries, the export holds only {size}: the entries from {entry} on are missing.',
    },
    fix: {
      fr: 'Une ancienne copie a été remise en place, la fin a été coupée, ou l’export est plus ancien que le point de contrôle : exigez les écritures jusqu’à {kept}.',
      en: 'An old copy was put back, the tail was cut, or the export is older than the checkpoint: demand the entries up to {kept}.',
    },
  },
  KEPT_FORKED: {
    what: {
      fr: 'Le point de contrôle conservé « {file} » ({kept} écritures) et l’export racontent deux histoires : une écriture entre {entry} et {last} n’est plus la même.',
      en: 'The kept checkpoint “{file}” ({kept} entries) and the export tell two stories: an entry between {entry} and {last} is no longer the same.',
    },
    fix: {
      fr: 'La clé du registre a signé les deux : conservez-les, ensemble ils prouvent la fourche.',
      en: 'The ledger’s key signed both: keep them, together they prove the fork.',
    },
  },
  KEPT_CONTRADICTORY: {
    what: {
      fr: 'Les points de contrôle conservés « {file} » et « {other} » scellent deux registres différents de {kept} écritures.',
      en: 'The kept checkpoints “{file}” and “{other}” seal two different ledgers of {kept} entries.',
    },
    fix: {
      fr: 'La clé du registre a signé les deux : conservez-les, ensemble ils prouvent la fourche.',
      en: 'The ledger’s key signed both: keep them, together they prove the fork.',
    },
  },
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
