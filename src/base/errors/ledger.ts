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
    fix: {
      fr: 'Réglez la date et l’heure de l’appareil, puis recommencez. Si elles sont justes, une horloge en avance a daté la dernière écriture : rien ne s’écrira avant cette date.',
      en: 'Set the appliance’s date and time, then try again. If they are right, a clock that was ahead dated the last entry: nothing will be written before that date.',
    },
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
} as const satisfies ErrorCatalogue;
