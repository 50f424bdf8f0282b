import type { Text } from '../base/text.ts';
import type { CheckName } from './check.ts';
import type { GapMode, SessionState } from './facts.ts';

const NB = '\u00a0';

/** What each check is called when it holds: the sentence an auditor may repeat. */
const CHECK_WORDS: Readonly<Record<CheckName, Text>> = {
  card: { fr: 'La carte de l’appareil est bien formée et signée.', en: 'The appliance’s card is well formed and signed.' },
  signature: { fr: 'Le point de contrôle est signé par la clé du registre.', en: 'The checkpoint is signed by the ledger’s key.' },
  entries: {
    fr: 'Toutes les écritures sont là, à leur place, telles que scellées.',
    en: 'Every entry is there, in its place, as it was sealed.',
  },
  forms: { fr: 'Forme, numéro et date de chaque écriture se suivent.', en: 'Form, number and date of each entry follow.' },
  tiles: { fr: 'Les tuiles donnent les preuves de ces mêmes écritures.', en: 'The tiles give the proofs of these same entries.' },
  kept: { fr: 'Le registre prolonge chaque point de contrôle conservé.', en: 'The ledger extends every kept checkpoint.' },
  cosigned: { fr: 'Les cosignatures de témoins sont valables.', en: 'Witnesses’ cosignatures are valid.' },
  receipts: {
    fr: 'Tout lot traité a été reçu une fois, d’un CSS inscrit; tout résultat lui répond.',
    en: 'Every bundle processed was received once, from an enrolled CSS; every result answers it.',
  },
  order: { fr: 'Chaque séance suit l’ordre des étapes.', en: 'Every session follows the order of steps.' },
  isolation: {
    fr: 'Aucune donnée n’a été ouverte avant la preuve d’isolement et le déverrouillage par deux dépositaires.',
    en: 'No data were opened before the evidence of isolation and the unlocking by two custodians.',
  },
  approvals: {
    fr: 'Tout modèle employé avait une approbation en vigueur de son CSS.',
    en: 'Every model used had an approval in force by its CSS.',
  },
  retention: {
    fr: 'Ce qui est détruit pouvait l’être, n’a plus servi, et rien d’échu n’a laissé travailler.',
    en: 'What was destroyed might be, served no more, and nothing overdue let work go on.',
  },
  review: {
    fr: 'Aucun résultat n’est sorti sans l’approbation d’une autre personne.',
    en: 'No result went out without another person’s approval.',
  },
};

/** Where a CSS's own log says it otherwise. */
const LOCAL_WORDS: Readonly<Partial<Record<CheckName, Text>>> = {
  card: { fr: 'La carte du CSS est bien formée et signée.', en: 'The CSS’s card is well formed and signed.' },
  signature: { fr: 'Le point de contrôle est signé par la clé de cette carte.', en: 'The checkpoint is signed by this card’s key.' },
  order: {
    fr: 'Chaque évaluation dit ses modèles, puis elle-même, une seule fois.',
    en: 'Every scoring tells its models, then itself, once.',
  },
  approvals: { fr: 'Tout modèle employé cite l’approbation du CSS.', en: 'Every model used cites the CSS’s approval.' },
};

export const checkWords = (name: CheckName, role: 'appliance' | 'partner' | undefined): Text =>
  (role === 'partner' ? LOCAL_WORDS[name] : undefined) ?? CHECK_WORDS[name];

export const STATE_WORDS: Readonly<Record<SessionState, Text>> = {
  drafted: { fr: 'préparée', en: 'drafted' },
  sealed: { fr: 'scellée', en: 'sealed' },
  scored: { fr: 'évaluée', en: 'scored' },
  reviewed: { fr: 'révisée', en: 'reviewed' },
  released: { fr: 'remise', en: 'released' },
  closed: { fr: 'fermée', en: 'closed' },
  aborted: { fr: 'abandonnée', en: 'aborted' },
};

/** What a gap mode is worth. A trial must never read as an unplugged machine. */
export const GAP_WORDS: Readonly<Record<GapMode, Text>> = {
  chamber: {
    fr: `mode sas${NB}: seul le sas était sans réseau; rien ne prouve que la machine était débranchée`,
    en: 'chamber mode: the chamber alone had no network; nothing proves that the machine was unplugged',
  },
  machine: { fr: 'mode machine, tous les liens coupés', en: 'machine mode, every link down' },
};

export const REPORT_WORDS = {
  ledger: { fr: `Registre scellé de «${NB}{name}${NB}» ({id})`, en: 'Sealed ledger of “{name}” ({id})' },
  localLedger: {
    fr: `Registre des évaluations faites sur place par «${NB}{name}${NB}» ({id})`,
    en: 'Ledger of what “{name}” scored on site ({id})',
  },
  localLimits: {
    fr: 'Aucun isolement ni aucune révision n’y sont prouvés\u00a0: la machine du CSS y parle d’elle-même. Chaque évaluation remet un point de contrôle (checkpoint.note)\u00a0: conservez-le ailleurs.',
    en: 'No isolation and no review are proved here: the CSS’s machine speaks of itself. Each scoring hands over a checkpoint (checkpoint.note): keep it elsewhere.',
  },
  locals: { fr: `Évaluations sur place${NB}: {count}`, en: 'Scorings on site: {count}' },
  local: { fr: `écriture {entry}, {time}${NB}: {bundle}, élèves${NB}: {rows}`, en: 'entry {entry}, {time}: {bundle}, pupils: {rows}' },
  fewer: { fr: 'moins de 10', en: 'under 10' },
  fingerprint: { fr: `Empreinte de sa carte${NB}: {hash}`, en: 'Fingerprint of its card: {hash}' },
  words: { fr: `Ses mots${NB}: {words}`, en: 'Its words: {words}' },
  compare: {
    fr: 'Cette carte vient de l’export lui-même. Comparez son empreinte à celle que votre CSS a inscrite.',
    en: 'This card comes from the export itself. Compare its fingerprint with the one your CSS enrolled.',
  },
  compared: { fr: 'Cette carte est celle que vous avez conservée.', en: 'This card is the one you kept.' },
  head: { fr: `Point de contrôle${NB}: {size} écritures, racine {root}`, en: 'Checkpoint: {size} entries, root {root}' },
  span: { fr: 'Du {first} au {last} (UTC)', en: 'From {first} to {last} (UTC)' },
  yes: { fr: 'tient', en: 'holds' },
  no: { fr: 'NE TIENT PAS', en: 'DOES NOT HOLD' },
  unmade: { fr: 'non vérifié', en: 'not checked' },
  keptNone: {
    fr: 'Aucun point de contrôle conservé n’a été donné (--against)\u00a0: une fin coupée ou une ancienne copie, signées de nouveau, ne se verraient pas.',
    en: 'No kept checkpoint was given (--against): a cut tail or an old copy, signed again, would not show.',
  },
  keptGood: {
    fr: `Point de contrôle conservé «${NB}{name}${NB}» ({size} écritures)${NB}: le registre le prolonge.`,
    en: 'Kept checkpoint “{name}” ({size} entries): the ledger extends it.',
  },
  keptUnchecked: {
    fr: `Point de contrôle conservé «${NB}{name}${NB}»${NB}: non comparé, l’export étant atteint.`,
    en: 'Kept checkpoint “{name}”: not compared, since the export is damaged.',
  },
  cosigned: {
    fr: `Cosigné par «${NB}{name}${NB}» le {time} (UTC), à {size} écritures`,
    en: 'Cosigned by “{name}” on {time} (UTC), at {size} entries',
  },
  notCosigned: { fr: `Pas de cosignature de «${NB}{name}${NB}»`, en: 'No cosignature by “{name}”' },
  sessions: { fr: `Séances${NB}: {count}`, en: 'Sessions: {count}' },
  session: {
    fr: `{session}${NB}: {state}, {gap}`,
    en: '{session}: {state}, {gap}',
  },
  sessionPeople: {
    fr: 'menée par {operator}, révisée par {reviewer}; scellée le {sealed}, remise le {released}',
    en: 'run by {operator}, reviewed by {reviewer}; sealed on {sealed}, released on {released}',
  },
  sessionWork: {
    fr: `preuves d’isolement${NB}: {evidence}; modèles chargés${NB}: {loaded}, entraînés${NB}: {trained}; lots traités${NB}: {scored}, mis à part${NB}: {setAside}; résultats approuvés${NB}: {approved}, refusés${NB}: {refused}, sortis${NB}: {released}`,
    en: 'evidence of isolation: {evidence}; models loaded: {loaded}, trained: {trained}; bundles processed: {scored}, set aside: {setAside}; results approved: {approved}, refused: {refused}, out: {released}',
  },
  aborted: { fr: `abandonnée${NB}: {code}`, en: 'aborted: {code}' },
  setAside: { fr: `lot {bundle} mis à part${NB}: {code}`, en: 'bundle {bundle} set aside: {code}' },
  use: { fr: 'modèle {model} ({digest}) pour le lot {bundle}', en: 'model {model} ({digest}) for bundle {bundle}' },
  counts: {
    fr: `CSS inscrits${NB}: {parties}; lots reçus${NB}: {bundles}; approbations${NB}: {approvals}; refus${NB}: {refusals}; échecs de connexion${NB}: {failedLogins}`,
    en: 'CSSs enrolled: {parties}; bundles received: {bundles}; approvals: {approvals}; refusals: {refusals}; failed log-ins: {failedLogins}',
  },
  refusal: { fr: `écriture {entry}, {time}${NB}: {type}, {code}`, en: 'entry {entry}, {time}: {type}, {code}' },
  replays: {
    fr: `résultats recalculés${NB}: {count}, différents${NB}: {different}`,
    en: 'results computed again: {count}, different: {different}',
  },
  destroyed: {
    fr: `fichiers détruits${NB}: {count}; certificats${NB}: {certificates}, contresignés${NB}: {countersigned}`,
    en: 'files destroyed: {count}; certificates: {certificates}, countersigned: {countersigned}',
  },
  good: { fr: `Tout tient${NB}: rien ne manque, rien n’a été modifié.`, en: 'All holds: nothing is missing, nothing was altered.' },
  goodUnwitnessed: {
    fr: 'Ce qui pouvait être vérifié tient.',
    en: 'What could be checked holds.',
  },
  bad: {
    fr: `Constats${NB}: {count}. Ne vous fiez pas à ce registre avant d’en avoir l’explication.`,
    en: 'Findings: {count}. Do not rely on this ledger until they are explained.',
  },
} as const satisfies Record<string, Text>;
