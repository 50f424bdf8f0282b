import { type Entry, predictorsOf } from './make.ts';

const SUBJECTS = [
  ['francais', 'français', 'French'],
  ['mathematique', 'mathématique', 'mathematics'],
  ['anglais', 'anglais, langue seconde', 'English as a second language'],
  ['science', 'science et technologie', 'science and technology'],
  ['univers_social', 'univers social', 'social sciences'],
  ['culture_citoyennete', 'culture et citoyenneté québécoise', 'culture and citizenship in Quebec'],
  ['arts', 'arts', 'arts'],
  ['education_physique', 'éducation physique', 'physical education'],
] as const;
const TERMS = [
  ['etape_1', '1re étape', 'term 1'],
  ['etape_2', '2e étape', 'term 2'],
  ['etape_3', '3e étape', 'term 3'],
  ['annee_prec', 'année précédente', 'previous year'],
] as const;
const COMPETENCIES = [
  ['francais_lecture', 'Français : lire (compétence)', 'French: reading (competency)'],
  ['francais_ecriture', 'Français : écrire (compétence)', 'French: writing (competency)'],
  ['francais_oral', 'Français : communiquer oralement (compétence)', 'French: speaking (competency)'],
  ['math_resoudre', 'Mathématique : résoudre (compétence)', 'Mathematics: problem solving (competency)'],
  ['math_raisonner', 'Mathématique : raisonner (compétence)', 'Mathematics: reasoning (competency)'],
] as const satisfies readonly Entry[];

const { mark, count, amount, yes } = predictorsOf('performance');

export const performance = [
  ...mark(
    SUBJECTS.flatMap(([name, fr, en]) =>
      TERMS.map(([term, frTerm, enTerm]): Entry => [`note_${name}_${term}`, `Note, ${fr}, ${frTerm}`, `Mark, ${en}, ${enTerm}`]),
    ),
  ),
  ...mark(COMPETENCIES),
  ...mark([
    ['moyenne_generale', 'Moyenne générale', 'Overall average'],
    ['moyenne_generale_prec', 'Moyenne générale, année précédente', 'Overall average, previous year'],
    ['epreuve_francais_4e', 'Épreuve ministérielle de français, 4e année', 'Ministry exam in French, grade 4'],
    ['epreuve_francais_6e', 'Épreuve ministérielle de français, 6e année', 'Ministry exam in French, grade 6'],
    ['epreuve_math_6e', 'Épreuve ministérielle de mathématique, 6e année', 'Ministry exam in mathematics, grade 6'],
  ]),
  amount(['ecart_niveau', 'Écart à la moyenne du niveau', 'Distance from the grade’s average'], -100, 100),
  amount(['progression_annee', 'Progression de la moyenne depuis un an', 'Change of the average over a year'], -100, 100),
  ...count(
    [
      ['matieres_echouees', 'Matières échouées, année en cours', 'Subjects failed, current year'],
      ['matieres_echouees_prec', 'Matières échouées, année précédente', 'Subjects failed, previous year'],
      ['reprises_reussies', 'Reprises réussies', 'Retakes passed'],
      ['travaux_non_remis', 'Travaux non remis', 'Assignments not handed in'],
    ],
    { actionable: true },
  ),
  ...yes([['cours_ete', 'A suivi des cours d’été', 'Attended summer courses']], { actionable: true }),
];
