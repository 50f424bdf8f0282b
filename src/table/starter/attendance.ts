import { type Entry, predictorsOf } from './make.ts';

/** Fifteen standard reasons of absence, to which a CSS maps its own. */
const REASONS = [
  ['maladie', 'maladie', 'illness'],
  ['medical', 'rendez-vous médical', 'medical appointment'],
  ['parent', 'motivée par un parent', 'excused by a parent'],
  ['non_motivee', 'non motivée', 'unexcused'],
  ['retard_motive', 'retard motivé', 'excused lateness'],
  ['retard_non_motive', 'retard non motivé', 'unexcused lateness'],
  ['retrait', 'retrait à l’interne', 'in-school withdrawal'],
  ['suspension', 'suspension à l’externe', 'out-of-school suspension'],
  ['sortie', 'sortie éducative', 'educational outing'],
  ['sport', 'sport ou art de compétition', 'competitive sport or art'],
  ['famille', 'raison familiale', 'family reason'],
  ['transport', 'transport ou intempéries', 'transport or weather'],
  ['stage', 'stage', 'work placement'],
  ['distance', 'enseignement à distance', 'distance learning'],
  ['inconnue', 'raison inconnue', 'unknown reason'],
] as const satisfies readonly Entry[];

const { count, amount } = predictorsOf('attendance');

export const attendance = [
  ...count(
    REASONS.flatMap(([name, fr, en]): Entry[] => [
      [`periodes_${name}`, `Périodes d’absence : ${fr}, année en cours`, `Periods absent: ${en}, current year`],
      [`periodes_${name}_prec`, `Périodes d’absence : ${fr}, année précédente`, `Periods absent: ${en}, previous year`],
    ]),
  ),
  amount(['taux_presence', 'Taux de présence, année en cours', 'Attendance rate, current year'], 0, 100, ['%', '%']),
  amount(['taux_presence_prec', 'Taux de présence, année précédente', 'Attendance rate, previous year'], 0, 100, ['%', '%']),
  ...count(
    [
      ['jours_consecutifs', 'Plus longue absence de suite (jours)', 'Longest absence in a row (days)'],
      ['absences_lundi_vendredi', 'Absences le lundi ou le vendredi', 'Absences on a Monday or Friday'],
      ['absences_septembre', 'Périodes d’absence en septembre', 'Periods absent in September'],
      ['absences_30_jours', 'Périodes d’absence, 30 derniers jours', 'Periods absent, last 30 days'],
    ],
    { actionable: true },
  ),
];
