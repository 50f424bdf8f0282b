import type { Text } from '../../../src/base/text.ts';

export const bundles = {
  bundlesTitle: { fr: 'Lots', en: 'Bundles' },
  bundlesIntro: {
    fr: 'Les lots reçus restent chiffrés. Un lot refusé n’est pas gardé : seule son écriture demeure au registre.',
    en: 'Received bundles stay encrypted. A refused bundle is not kept: only its ledger entry remains.',
  },
  bundlesNone: { fr: 'Aucun lot n’a été reçu.', en: 'No bundle has been received.' },
  bundlesReceived: { fr: 'Lots reçus', en: 'Bundles received' },
  bundlesRefused: { fr: 'Refusés à la porte amont', en: 'Refused at the upstream gate' },
  bundlesRefusedNone: { fr: 'Aucun refus parmi les écritures récentes.', en: 'No refusal among the recent entries.' },
  bundlesRefusedSay: { fr: 'D’après les {count} dernières écritures du registre.', en: 'From the last {count} ledger entries.' },
  bundlePending: { fr: 'en attente', en: 'waiting' },
  bundleTaken: { fr: 'dans la séance', en: 'in the session' },
  bundleAnswered: { fr: 'traité', en: 'answered' },
  bundleSetAside: { fr: 'mis à part', en: 'set aside' },
  bundleRefused: { fr: 'refusé', en: 'refused' },
  receiveTitle: { fr: 'Recevoir un lot', en: 'Receive a bundle' },
  receiveIntro: {
    fr: 'Choisissez le fichier apporté par le partenaire : un lot (notation ou entraînement) ou l’approbation signée d’un modèle.',
    en: 'Choose the file the partner brought: a bundle (scoring or training) or a model’s signed approval.',
  },
  receiveFile: { fr: 'Fichier du partenaire', en: 'The partner’s file' },
  receiveLimit: { fr: 'Au plus {limit}.', en: 'At most {limit}.' },
  receiveChecks: {
    fr: 'Dans l’ordre : taille, signature d’une carte inscrite, destinataire, rejeu, empreinte de chaque fragment. Rien n’est déchiffré ici.',
    en: 'In order: size, signature by an enrolled card, recipient, replay, digest of each shard. Nothing is decrypted here.',
  },
  receiveSubmit: { fr: 'Recevoir', en: 'Receive' },
  receiveRefused: { fr: 'Le fichier a été refusé', en: 'The file was refused' },
  receiveRefusedSay: {
    fr: 'Rien n’a changé, hormis l’écriture du refus au registre.',
    en: 'Nothing changed but the ledger’s entry of the refusal.',
  },
  receivedBundle: { fr: 'Lot {id} reçu de « {name} ».', en: 'Bundle {id} received from “{name}”.' },
  receivedMissing: {
    fr: 'Attention : {missing} {missing|numéro de séquence manque|numéros de séquence manquent} depuis le lot précédent de ce partenaire.',
    en: 'Note: {missing} sequence {missing|number is|numbers are} missing since this partner’s previous bundle.',
  },
  receivedOrder: {
    fr: 'Ordre de détruire le lot {id}, de « {name} ».',
    en: 'Order to destroy bundle {id}, from “{name}”.',
  },
  receivedCertificate: {
    fr: 'Certificat de destruction contresigné par « {name} » ({count}).',
    en: 'Destruction certificate countersigned by “{name}” ({count}).',
  },
  receivedWithdrawal: {
    fr: '« {name} » retire son approbation du modèle {model} : il n’évalue plus personne.',
    en: '“{name}” withdraws its approval of model {model}: it scores nobody any more.',
  },
  receivedApproval: {
    fr: 'Approbation du modèle {model} reçue de « {name} », jusqu’au {until}.',
    en: 'Approval of model {model} received from “{name}”, until {until}.',
  },
  receiveDrive: { fr: 'Depuis un support branché', en: 'From a plugged-in drive' },
  receiveUpload: { fr: 'Depuis ce poste', en: 'From this computer' },
  receiveLook: { fr: 'Voir les fichiers', en: 'See the files' },
  receiveNoFile: { fr: 'Aucun fichier dans {folder}.', en: 'No file in {folder}.' },
  receiveFiles: { fr: 'Fichiers de {folder}', en: 'Files of {folder}' },
  receiveMore: { fr: 'Recevoir d’autres fichiers', en: 'Receive other files' },
  receiptsTitle: { fr: 'Réception', en: 'Intake' },
  receiptsSay: { fr: '{good} {good|fichier reçu|fichiers reçus},', en: '{good} {good|file received|files received},' },
  receiptsSayRefused: { fr: '{bad} {bad|refusé|refusés}.', en: '{bad} refused.' },
  receiptRefused: { fr: 'Refusé : {file}', en: 'Refused: {file}' },
  toBundles: { fr: 'Voir les lots', en: 'See the bundles' },
} as const satisfies Record<string, Text>;
