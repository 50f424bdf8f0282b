import type { ErrorCatalogue } from './entry.ts';

export const bundleErrors = {
  BUNDLE_SIZE: {
    what: { fr: 'Le lot compte {size} octets; la limite est de {limit}.', en: 'The bundle holds {size} bytes; the limit is {limit}.' },
    fix: { fr: 'Partagez les données en plusieurs lots.', en: 'Split the data into several bundles.' },
  },
  BUNDLE_FORM: {
    what: { fr: 'Le fichier n’est pas un lot d’Écluse.', en: 'The file is not an Écluse bundle.' },
    fix: { fr: 'Vérifiez qu’il s’agit du bon fichier.', en: 'Check that it is the right file.' },
  },
  BUNDLE_MANIFEST_SIZE: {
    what: {
      fr: 'Le manifeste du lot annonce {size} octets; la limite est de {limit}.',
      en: 'The bundle’s manifest declares {size} bytes; the limit is {limit}.',
    },
    fix: {
      fr: 'Refaites la copie du support; si le refus se répète, demandez un nouveau lot à l’expéditeur.',
      en: 'Copy it again from the drive; if it is refused again, ask the sender for a new bundle.',
    },
  },
  BUNDLE_NOTE: {
    what: {
      fr: 'Le manifeste du lot n’est pas une note signée d’une seule signature.',
      en: 'The bundle’s manifest is not a signed note with a single signature.',
    },
    fix: {
      fr: 'Refaites la copie du support; si le refus se répète, demandez un nouveau lot à l’expéditeur.',
      en: 'Copy it again from the drive; if it is refused again, ask the sender for a new bundle.',
    },
  },
  BUNDLE_MANIFEST: {
    what: { fr: 'Le manifeste du lot est mal formé ({where}).', en: 'The bundle’s manifest is malformed ({where}).' },
    fix: {
      fr: 'Refaites la copie du support; si le refus se répète, demandez un nouveau lot à l’expéditeur.',
      en: 'Copy it again from the drive; if it is refused again, ask the sender for a new bundle.',
    },
  },
  BUNDLE_VERSION: {
    what: {
      fr: 'Le lot est d’une version du format que ce programme ne lit pas.',
      en: 'The bundle is of a format version that this program does not read.',
    },
    fix: { fr: 'Mettez Écluse à jour des deux côtés.', en: 'Bring Écluse up to date at both ends.' },
  },
  BUNDLE_CORE: {
    what: { fr: 'La description du lot est mal formée ({where}).', en: 'The bundle’s description is malformed ({where}).' },
    fix: {
      fr: 'N’utilisez pas ce lot; demandez-en un nouveau à l’expéditeur.',
      en: 'Do not use this bundle; ask the sender for a new one.',
    },
  },
  BUNDLE_LIMIT: {
    what: {
      fr: 'Le lot annonce {declared} pour {where}; la limite est de {limit}.',
      en: 'The bundle declares {declared} for {where}; the limit is {limit}.',
    },
    fix: { fr: 'Réduisez les données ou partagez-les en plusieurs lots.', en: 'Reduce the data or split it into several bundles.' },
  },
  BUNDLE_SHAPE: {
    what: {
      fr: 'Le lot de type {kind} ne contient pas ce que ce type demande ({where}).',
      en: 'The bundle of kind {kind} does not hold what that kind asks for ({where}).',
    },
    fix: {
      fr: 'N’utilisez pas ce lot; demandez-en un nouveau à l’expéditeur.',
      en: 'Do not use this bundle; ask the sender for a new one.',
    },
  },
  BUNDLE_EMPTY: {
    what: { fr: 'Le lot de type {kind} ne contient aucun élève.', en: 'The bundle of kind {kind} holds no pupil.' },
    fix: { fr: 'Vérifiez l’extraction, puis préparez le lot de nouveau.', en: 'Check the extract, then prepare the bundle again.' },
  },
  BUNDLE_SENDER: {
    what: {
      fr: 'L’expéditeur du lot ({sender}) n’est pas inscrit, ou sa carte est révoquée.',
      en: 'The bundle’s sender ({sender}) is not enrolled, or its card is revoked.',
    },
    fix: {
      fr: 'Inscrivez d’abord sa carte, à deux personnes, après avoir comparé l’empreinte.',
      en: 'First enrol its card, two people together, after comparing the fingerprint.',
    },
  },
  BUNDLE_CARD: {
    what: {
      fr: 'Le lot est signé sous une autre carte de {sender} que celle qui est inscrite.',
      en: 'The bundle was signed under another card of {sender} than the enrolled one.',
    },
    fix: {
      fr: 'Demandez à l’expéditeur sa carte actuelle, ou un lot refait avec la carte inscrite.',
      en: 'Ask the sender for its present card, or for a bundle made with the enrolled one.',
    },
  },
  BUNDLE_SIGNATURE: {
    what: {
      fr: 'La signature du lot n’est pas celle de {sender}, ou le manifeste a été altéré.',
      en: 'The bundle’s signature is not that of {sender}, or the manifest was altered.',
    },
    fix: {
      fr: 'N’utilisez pas ce lot; demandez-en un nouveau à l’expéditeur.',
      en: 'Do not use this bundle; ask the sender for a new one.',
    },
  },
  BUNDLE_RECIPIENT: {
    what: { fr: 'Le lot est adressé à une autre partie ({recipient}).', en: 'The bundle is addressed to another party ({recipient}).' },
    fix: { fr: 'Remettez-le à son destinataire.', en: 'Hand it to its recipient.' },
  },
  BUNDLE_RECIPIENT_CARD: {
    what: {
      fr: 'Le lot est adressé à une autre carte du destinataire que sa carte actuelle.',
      en: 'The bundle is addressed to another card of the recipient than its present one.',
    },
    fix: {
      fr: 'Remettez votre carte actuelle à l’expéditeur, puis demandez-lui de préparer le lot de nouveau.',
      en: 'Hand your present card to the sender, then ask it to prepare the bundle again.',
    },
  },
  BUNDLE_REPLAY: {
    what: { fr: 'Le lot {id} a déjà été reçu.', en: 'The bundle {id} was already received.' },
    fix: {
      fr: 'Rien à faire si la copie est involontaire; sinon, demandez un nouveau lot.',
      en: 'Nothing to do if the copy is unintended; otherwise ask for a new bundle.',
    },
  },
  BUNDLE_SEQUENCE: {
    what: {
      fr: 'Le lot porte le numéro d’ordre {sequence}, mais le numéro {last} a déjà été reçu de cet expéditeur.',
      en: 'The bundle bears sequence number {sequence}, but number {last} was already received from this sender.',
    },
    fix: {
      fr: 'Demandez à l’expéditeur de préparer le lot de nouveau; s’il a repris une sauvegarde, son compteur a reculé.',
      en: 'Ask the sender to prepare the bundle again; if it restored a backup, its counter went back.',
    },
  },
  BUNDLE_CHAIN: {
    what: {
      fr: 'Le lot numéro {sequence} ne suit pas le dernier lot reçu de cet expéditeur.',
      en: 'Bundle number {sequence} does not follow the last bundle received from this sender.',
    },
    fix: {
      fr: 'Vérifiez avec l’expéditeur quel lot il a envoyé en dernier; quelqu’un d’autre a pu signer en son nom.',
      en: 'Check with the sender which bundle it sent last; someone else may have signed in its name.',
    },
  },
  BUNDLE_LENGTH: {
    what: {
      fr: 'Le lot compte {size} octets, mais en annonce {declared} : il est tronqué, ou rallongé.',
      en: 'The bundle holds {size} bytes, but declares {declared}: it is truncated, or lengthened.',
    },
    fix: {
      fr: 'Refaites la copie du support; si le refus se répète, demandez un nouveau lot à l’expéditeur.',
      en: 'Copy it again from the drive; if it is refused again, ask the sender for a new bundle.',
    },
  },
  BUNDLE_SHARD_HASH: {
    what: {
      fr: 'Le fragment {shard} du lot n’est pas celui que l’expéditeur a signé.',
      en: 'Shard {shard} of the bundle is not the one that the sender signed.',
    },
    fix: {
      fr: 'Refaites la copie du support; si le refus se répète, demandez un nouveau lot à l’expéditeur.',
      en: 'Copy it again from the drive; if it is refused again, ask the sender for a new bundle.',
    },
  },
  BUNDLE_KEY: {
    what: {
      fr: 'La clé du lot ne s’ouvre pas : il a été scellé pour une autre carte du destinataire, ou par un autre que son signataire.',
      en: 'The bundle’s key does not open: it was sealed for another card of the recipient, or by someone other than its signer.',
    },
    fix: {
      fr: 'Demandez à l’expéditeur de préparer le lot de nouveau avec votre carte actuelle.',
      en: 'Ask the sender to prepare the bundle again with your present card.',
    },
  },
  BUNDLE_COMMITMENT: {
    what: {
      fr: 'La clé du lot n’est pas celle à laquelle l’expéditeur s’est engagé.',
      en: 'The bundle’s key is not the one that the sender committed to.',
    },
    fix: {
      fr: 'N’utilisez pas ce lot; demandez-en un nouveau à l’expéditeur.',
      en: 'Do not use this bundle; ask the sender for a new one.',
    },
  },
  BUNDLE_CHUNK: {
    what: {
      fr: 'Le fragment {shard} du lot ne s’ouvre pas (bloc {chunk}).',
      en: 'Shard {shard} of the bundle does not open (chunk {chunk}).',
    },
    fix: {
      fr: 'N’utilisez pas ce lot; demandez-en un nouveau à l’expéditeur.',
      en: 'Do not use this bundle; ask the sender for a new one.',
    },
  },
  APPROVAL_NOTE: {
    what: {
      fr: 'L’approbation n’est pas une note signée d’une seule signature, ou elle dépasse la taille permise.',
      en: 'The approval is not a signed note with a single signature, or it exceeds the size allowed.',
    },
    fix: {
      fr: 'Vérifiez qu’il s’agit du bon fichier, puis refaites la copie.',
      en: 'Check that it is the right file, then copy it again.',
    },
  },
  APPROVAL_FORM: {
    what: { fr: 'L’approbation est mal formée ({where}).', en: 'The approval is malformed ({where}).' },
    fix: { fr: 'Demandez au partenaire de l’émettre de nouveau.', en: 'Ask the partner to issue it again.' },
  },
  APPROVAL_SENDER: {
    what: {
      fr: 'Le signataire de l’approbation ({sender}) n’est pas inscrit, ou sa carte est révoquée.',
      en: 'The approval’s signer ({sender}) is not enrolled, or its card is revoked.',
    },
    fix: {
      fr: 'Inscrivez d’abord sa carte, à deux personnes, après avoir comparé l’empreinte.',
      en: 'First enrol its card, two people together, after comparing the fingerprint.',
    },
  },
  APPROVAL_CARD: {
    what: {
      fr: 'L’approbation est signée sous une autre carte de {sender} que celle qui est inscrite.',
      en: 'The approval was signed under another card of {sender} than the enrolled one.',
    },
    fix: {
      fr: 'Demandez au partenaire sa carte actuelle, ou une approbation refaite avec la carte inscrite.',
      en: 'Ask the partner for its present card, or for an approval made with the enrolled one.',
    },
  },
  APPROVAL_SIGNATURE: {
    what: {
      fr: 'La signature de l’approbation n’est pas celle de {sender}, ou le texte a été altéré.',
      en: 'The approval’s signature is not that of {sender}, or the text was altered.',
    },
    fix: { fr: 'Demandez au partenaire de l’émettre de nouveau.', en: 'Ask the partner to issue it again.' },
  },
  APPROVAL_RECIPIENT: {
    what: {
      fr: 'L’approbation est adressée à une autre partie ({recipient}).',
      en: 'The approval is addressed to another party ({recipient}).',
    },
    fix: { fr: 'Remettez-la à son destinataire.', en: 'Hand it to its recipient.' },
  },
} as const satisfies ErrorCatalogue;
