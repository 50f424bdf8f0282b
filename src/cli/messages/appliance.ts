import type { Text } from '../../base/text.ts';

export const applianceMessages = {
  applianceMade: { fr: 'Appareil « {name} » créé.', en: 'Appliance “{name}” created.' },
  applianceAccounts: {
    fr: 'Comptes : operateur, reviseur, verificateur. Trois personnes différentes.',
    en: 'Accounts: operateur, reviseur, verificateur. Three different persons.',
  },
  applianceCustodians: {
    fr: 'Dépositaires : 1 à {count}. Deux d’entre eux, ensemble, déverrouillent les clés; que chacun garde sa phrase pour soi.',
    en: 'Custodians: 1 to {count}. Two of them, together, unlock the keys; let each keep their passphrase to themselves.',
  },
  custodianAdmitted: {
    fr: 'Dépositaire {number} ajouté. Dépositaires de l’appareil : {list}.',
    en: 'Custodian {number} added. The appliance’s custodians: {list}.',
  },
  custodianDismissed: {
    fr: 'Dépositaire {number} retiré. Dépositaires de l’appareil : {list}. Une copie du disque faite avant s’ouvre encore à lui, avec un autre : gardez ces copies hors de sa portée.',
    en: 'Custodian {number} retired. The appliance’s custodians: {list}. A copy of the disk made before still opens to them, with another: keep such copies out of their reach.',
  },
  sharesNext: {
    fr: 'Imprimez chaque part sur une imprimante sans réseau ni mémoire, remettez-les à trois personnes, puis détruisez ces fichiers et leur support. Essayez-les : ecluse appliance recover DIR --drill',
    en: 'Print each share on a printer without network or memory, hand them to three persons, then destroy these files and their drive. Try them: ecluse appliance recover DIR --drill',
  },
  drillGood: {
    fr: 'Ces deux parts rouvrent les clés de « {name} ». Rien n’a été touché.',
    en: 'These two shares reopen the keys of “{name}”. Nothing was touched.',
  },
  recovered: {
    fr: 'Nouveaux dépositaires : {list}. Les anciens n’ouvrent plus rien.',
    en: 'New custodians: {list}. Those before open nothing any more.',
  },
  custodianList: { fr: 'Dépositaires de l’appareil : {list}.', en: 'The appliance’s custodians: {list}.' },
  enrolled: { fr: 'Partenaire inscrit : « {name} ».', en: 'Partner enrolled: “{name}”.' },
  receivedBundle: {
    fr: '{file} : lot {kind} n° {sequence} de « {name} », vérifié, mis en quarantaine.',
    en: '{file}: {kind} bundle no. {sequence} from “{name}”, checked, quarantined.',
  },
  receivedMissing: {
    fr: '{file} : des lots de ce partenaire n’ont pas été reçus avant celui-ci ({count}).',
    en: '{file}: bundles of this partner were not received before this one ({count}).',
  },
  receivedOther: { fr: '{file} : reçu de « {name} » ({kind}), vérifié.', en: '{file}: received from “{name}” ({kind}), checked.' },
  receivedWithdrawal: {
    fr: '{file} : « {name} » retire son approbation du modèle {model}, qui n’évalue plus personne.',
    en: '{file}: “{name}” withdraws its approval of the model {model}, which scores nobody any more.',
  },
  receivedApproval: {
    fr: '{file} : approbation du modèle {model} par « {name} », jusqu’au {until}.',
    en: '{file}: approval of the model {model} by “{name}”, until {until}.',
  },
  refusedFile: { fr: '{file} : refusé, {code} — {what}', en: '{file}: refused, {code} — {what}' },
  refusedFix: { fr: '  {fix}', en: '  {fix}' },
  gapChamberSaid: {
    fr: 'Mode d’essai « chamber » : le sas est sans réseau, mais rien ne prouve que la machine soit débranchée.',
    en: 'Trial mode “chamber”: the chamber has no network, but nothing proves that the machine is unplugged.',
  },
  drafted: { fr: 'Séance {session}. Lots : {count}.', en: 'Session {session}. Bundles: {count}.' },
  leftBundle: { fr: 'Lot {bundle} laissé en attente : {what}', en: 'Bundle {bundle} left waiting: {what}' },
  sealed: { fr: 'Scellée. Le sas travaille…', en: 'Sealed. The chamber is at work…' },
  progressLine: { fr: '{phase} — lot {done} de {total}', en: '{phase} — bundle {done} of {total}' },
  phase_unlock: { fr: 'déverrouillage des clés', en: 'unlocking the keys' },
  phase_opening: { fr: 'ouverture', en: 'opening' },
  phase_checking: { fr: 'contrôle', en: 'checking' },
  phase_training: { fr: 'entraînement', en: 'training' },
  phase_scoring: { fr: 'évaluation des élèves', en: 'scoring the pupils' },
  phase_sealing: { fr: 'scellement du résultat', en: 'sealing the result' },
  phase_done: { fr: 'terminé', en: 'done' },
  scoredResult: { fr: 'Résultat pour « {name} » ({kind}), scellé.', en: 'Result for “{name}” ({kind}), sealed.' },
  kind_result: { fr: 'résultat', en: 'result' },
  kind_evaluation: { fr: 'évaluation', en: 'evaluation' },
  kind_score: { fr: 'score', en: 'score' },
  kind_train: { fr: 'train', en: 'train' },
  setAsideBundle: { fr: 'Lot {bundle} écarté : {code} — {what}', en: 'Bundle {bundle} set aside: {code} — {what}' },
  chamberGone: { fr: 'Le sas est mort, et ses clés avec lui.', en: 'The chamber is dead, and its keys with it.' },
  reviewHead: {
    fr: 'Révision, par une autre personne que l’opérateur. Des agrégats seulement :',
    en: 'Review, by a person other than the operator. Aggregates only:',
  },
  reviewAsk: { fr: 'Approuver ce résultat pour « {name} »?', en: 'Approve this result for “{name}”?' },
  reviewModel: { fr: '{model} : {figures}', en: '{model}: {figures}' },
  reviewRows: { fr: '{count} {count|élève|élèves}', en: '{count} {count|pupil|pupils}' },
  bandVeryHigh: { fr: 'très élevé', en: 'very high' },
  bandHigh: { fr: 'élevé', en: 'high' },
  bandModerate: { fr: 'modéré', en: 'moderate' },
  bandLow: { fr: 'bas', en: 'low' },
  bandVeryLow: { fr: 'très bas', en: 'very low' },
  reviewStance: { fr: '{stance} : rappel {recall}, précision {precision}', en: '{stance}: recall {recall}, precision {precision}' },
  reviewSkipped: { fr: '{subject} : laissé de côté ({code})', en: '{subject}: set aside ({code})' },
  reviewed: {
    fr: 'Révision faite. Approuvés : {approved}. Refusés : {refused}.',
    en: 'Reviewed. Approved: {approved}. Refused: {refused}.',
  },
  reviewNext: {
    fr: 'Remettez les résultats : ecluse appliance release DOSSIER --to SUPPORT',
    en: 'Hand the results over: ecluse appliance release HOME --to DRIVE',
  },
  released: {
    fr: 'Résultats écrits, relus et identiques. Vous pouvez retirer le support.',
    en: 'Results written, read back and identical. You may remove the drive.',
  },
  releasedFile: { fr: '{file} — pour « {name} », {size} octets', en: '{file} — for “{name}”, {size} bytes' },
  ledgerExported: {
    fr: 'Registre exporté : {size} écritures, {files} fichiers, dans {folder}.',
    en: 'Ledger exported: {size} entries, {files} files, in {folder}.',
  },
  serving: {
    fr: 'Console : {url} (cette machine seulement). Ctrl+C pour arrêter.',
    en: 'Console: {url} (this machine only). Ctrl+C to stop.',
  },
  served: { fr: 'Console arrêtée.', en: 'Console stopped.' },
  draftWritten: {
    fr: '{count} variables ébauchées. Il reste à donner à chacune son rôle, son étiquette, et aux prédicteurs leur catégorie.',
    en: '{count} variables drafted. Each still needs its role and label, and predictors their category.',
  },
} as const satisfies Record<string, Text>;
