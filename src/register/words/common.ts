import type { Text } from '../../base/text.ts';

/** Words that several of the file's pages share. */
export const commonWords = {
  made: {
    fr: 'Écrit le {today} à partir des données de {css}. Listes, nombres et dates viennent du dictionnaire des demandes, des approbations signées et, s’ils ont été fournis, des évaluations et du registre scellé; aucun n’est recopié d’un gabarit.',
    en: 'Written on {today} from the data of {css}. Lists, numbers and dates come from the requests’ dictionary, the signed approvals and, where they were provided, the evaluations and the sealed ledger; none is copied from a form.',
  },
  toComplete: { fr: 'À compléter par le CSS', en: 'For the CSS to complete' },
  blank: { fr: '…………………………………………………………', en: '…………………………………………………………' },
  officer: {
    fr: 'Responsable de la protection des renseignements personnels',
    en: 'Person in charge of the protection of personal information',
  },
  reach: { fr: 'Pour le joindre', en: 'How to reach them' },
  hidden: { fr: 'masqué', en: 'hidden' },
  none: { fr: 'Aucun.', en: 'None.' },
  unknown: { fr: 'non fourni', en: 'not provided' },
  train: { fr: 'entraîner des modèles', en: 'to train models' },
  local: { fr: 'évaluer des élèves sur place', en: 'to score pupils on site' },
  score: { fr: 'évaluer des élèves', en: 'to score pupils' },
  forTrain: { fr: 'entraînement', en: 'training' },
  forScore: { fr: 'évaluation', en: 'scoring' },
  stance_targeted: { fr: 'agressive (moins d’élèves, plus sûrement)', en: 'targeted (fewer pupils, more surely)' },
  stance_wide: { fr: 'conservatrice (plus d’élèves, plus de fausses alarmes)', en: 'wide (more pupils, more false alarms)' },
  state_approved: { fr: 'approuvé', en: 'approved' },
  state_expired: { fr: 'approbation échue', en: 'approval expired' },
  state_withdrawn: { fr: 'approbation retirée', en: 'approval withdrawn' },
  state_unapproved: { fr: 'jamais approuvé', en: 'never approved' },
  law: {
    fr: 'Loi sur l’accès aux documents des organismes publics et sur la protection des renseignements personnels (RLRQ, c. A-2.1)',
    en: 'Act respecting Access to documents held by public bodies and the Protection of personal information (CQLR, c. A-2.1)',
  },
  commission: { fr: 'Commission d’accès à l’information du Québec', en: 'Commission d’accès à l’information du Québec' },
  intervalOf: { fr: '{low} à {high}', en: '{low} to {high}' },
  recallSaid: {
    fr: 'Sur 100 élèves pour qui l’issue s’est produite, il en signale de {interval}.',
    en: 'Of 100 pupils for whom the outcome occurred, it flags {interval}.',
  },
  precisionSaid: {
    fr: 'Sur 100 élèves qu’il signale, l’issue se produit pour {interval} d’entre eux; les autres sont signalés pour rien.',
    en: 'Of 100 pupils whom it flags, the outcome occurs for {interval}; the others are flagged for nothing.',
  },
} as const satisfies Record<string, Text>;
