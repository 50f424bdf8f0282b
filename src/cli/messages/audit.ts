import type { Text } from '../../base/text.ts';

export const auditMessages = {
  verifierHash: {
    fr: 'SHA-256 du vérificateur (audit-verify.mjs) : {hash}',
    en: 'SHA-256 of the verifier (audit-verify.mjs): {hash}',
  },
  applianceReplay: {
    fr: 'refaire le travail d’une séance passée dans une nouvelle séance scellée, et comparer au registre',
    en: 'do a past session’s work again in a new sealed session, and compare with the ledger',
  },
  argSession: { fr: 'identifiant de la séance', en: 'the session’s identifier' },
  replaySame: { fr: '{bundle} : identique à l’octet ({digest})', en: '{bundle}: identical to the byte ({digest})' },
  replayOther: { fr: '{bundle} : DIFFÉRENT ({where})', en: '{bundle}: DIFFERENT ({where})' },
  replayDestroyed: { fr: '{bundle} : détruit, ne peut être refait', en: '{bundle}: destroyed, cannot be done again' },
  auditWitness: {
    fr: 'créer le dossier d’un témoin : sa clé, et ce qu’il a vu de chaque registre',
    en: 'make a witness’s folder: its key, and what it saw of each ledger',
  },
  auditCosign: {
    fr: 'vérifier un registre exporté, le comparer à ce qu’on en avait vu, puis cosigner son point de contrôle',
    en: 'verify an exported ledger, compare it with what was seen of it, then cosign its checkpoint',
  },
  argWitness: { fr: 'dossier du témoin', en: 'the witness’s folder' },
  optWitnessName: {
    fr: 'nom du témoin, sans blanc ni « + » : commission.example/temoin',
    en: 'the witness’s name, without blank nor “+”: commission.example/witness',
  },
  optWitness: {
    fr: 'clés publiques de témoins (witness.vkey) dont la cosignature est cherchée',
    en: 'public keys of witnesses (witness.vkey) whose cosignature is looked for',
  },
  witnessNext: {
    fr: 'Donnez cette ligne (witness.vkey) à qui vérifiera avec --witness.',
    en: 'Give this line (witness.vkey) to those who will verify with --witness.',
  },
  cosignedAt: { fr: 'Tout tient. Cosigné par « {name} » à {size} écritures.', en: 'All holds. Cosigned by “{name}” at {size} entries.' },
  cosignNext: {
    fr: 'Gardez ce fichier et donnez-le à chaque CSS : ecluse audit verify EXPORT --against FICHIER --witness CLÉ',
    en: 'Keep this file and give it to every CSS: ecluse audit verify EXPORT --against FILE --witness KEY',
  },
} as const satisfies Record<string, Text>;
