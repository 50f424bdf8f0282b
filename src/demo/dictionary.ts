import { both } from '../base/text.ts';
import { DICTIONARY_FORMAT, type Dictionary, type Variable } from '../table/dictionary.ts';

export const LEFT = 'ABANDON';
/** Grades of the secondary whose pupils stand in the tables; the ministry's exam is that of the second. */
export const GRADES = [1, 2, 3] as const;
export const EXAM_GRADE = 2;
/** School years from a cohort's own until it is known who left. */
export const HORIZON = 2;

const MOMENTS = [
  { name: 'rentree', label: both('Rentrée', 'Start of the year') },
  { name: 'etape-1', label: both('Fin de l’étape 1', 'End of term 1') },
  { name: 'etape-2', label: both('Fin de l’étape 2', 'End of term 2') },
  { name: 'etape-3', label: both('Fin de l’étape 3', 'End of term 3') },
];
const LAST = 'etape-3';

const AT_HOME: readonly Variable[] = [
  { name: 'fiche', label: both('Numéro de fiche', 'File number'), role: 'identifier', type: 'text' },
  { name: 'code_permanent', label: both('Code permanent', 'Permanent code'), role: 'direct-identifier', type: 'text' },
  { name: 'date_naissance', label: both('Date de naissance', 'Date of birth'), role: 'direct-identifier', type: 'text' },
  { name: 'courriel', label: both('Courriel', 'E-mail'), role: 'direct-identifier', type: 'text' },
  { name: 'téléphone', label: both('Téléphone', 'Telephone'), role: 'direct-identifier', type: 'text' },
  { name: 'code_postal', label: both('Code postal', 'Postal code'), role: 'direct-identifier', type: 'text' },
  { name: 'école', label: both('École', 'School'), role: 'group', type: 'text', group: 'school' },
  { name: 'niveau', label: both('Niveau', 'Grade'), role: 'group', type: 'integer', group: 'grade' },
  { name: 'année_scolaire', label: both('Année scolaire', 'School year'), role: 'group', type: 'integer', group: 'cohort' },
];

const AUDITED: readonly Variable[] = [
  {
    name: 'sexe',
    label: both('Sexe', 'Sex'),
    role: 'audit-only',
    type: 'code',
    codes: [
      { code: 'F', label: both('Féminin', 'Female'), aliases: ['Féminin', 'Fille'] },
      { code: 'M', label: both('Masculin', 'Male'), aliases: ['Masculin', 'Garçon'] },
    ],
  },
  {
    name: 'langue_maternelle',
    label: both('Langue maternelle', 'Mother tongue'),
    role: 'audit-only',
    type: 'code',
    codes: [
      { code: 'FRA', label: both('Français', 'French'), aliases: ['Français', 'fr'] },
      { code: 'ANG', label: both('Anglais', 'English'), aliases: ['Anglais', 'en'] },
      { code: 'AUT', label: both('Autre', 'Other'), aliases: ['Autre'] },
    ],
  },
  {
    name: 'première_nation',
    label: both('Élève d’une Première Nation ou inuit', 'First Nations or Inuit pupil'),
    role: 'audit-only',
    type: 'boolean',
  },
];

export const OBSERVED: readonly Variable[] = [
  {
    name: 'statut_fin',
    label: both('Statut deux ans plus tard', 'Status two years later'),
    role: 'outcome',
    type: 'code',
    codes: [
      { code: 'INSCRIT', label: both('Inscrit', 'Enrolled'), aliases: ['Inscrit', 'Fréquente'] },
      { code: 'DIPLOME', label: both('Diplômé', 'Graduated'), aliases: ['Diplômé'] },
      { code: LEFT, label: both('A quitté sans diplôme', 'Left without a diploma'), aliases: ['Abandon', 'Décrocheur'] },
    ],
    outcome: {
      family: 'decrochage',
      target: 'deux-ans',
      predictedAt: LAST,
      horizon: HORIZON,
      positive: { codes: [LEFT] },
      definition: both(
        'A quitté le secteur des jeunes sans diplôme ni qualification dans les deux ans, sans inscription ailleurs au Québec.',
        'Left the youth sector without a diploma or qualification within two years, and is enrolled nowhere else in Quebec.',
      ),
    },
  },
  {
    name: 'note_épreuve_français',
    label: both('Note à l’épreuve ministérielle de français', 'Mark at the ministry exam in French'),
    role: 'outcome',
    type: 'number',
    min: 0,
    max: 100,
    outcome: {
      family: 'echec',
      target: 'francais',
      grade: String(EXAM_GRADE),
      predictedAt: LAST,
      positive: { below: 60 },
      definition: both('Note inférieure à 60 % à l’épreuve ministérielle de français.', 'Mark below 60 % at the ministry exam in French.'),
    },
  },
];

/** What a term's variables tell is known at its end; those of past years, from the start. */
function known(variable: Variable): Variable {
  const term = /_étape_(\d)$/.exec(variable.name)?.[1];
  return term === undefined ? variable : { ...variable, knownFrom: `etape-${term}` };
}

export function syntheticDictionary(name: string, year: number, predictors: readonly Variable[]): Dictionary {
  return {
    format: DICTIONARY_FORMAT,
    version: `${year}-1`,
    name: both(`Dictionnaire du ${name}`, `Dictionary of ${name}`),
    moments: MOMENTS,
    variables: [...AT_HOME, ...predictors.map(known), ...AUDITED, ...OBSERVED],
  };
}

/** Columns of the extract: those of the dictionary, with outcomes where they are known. */
export function columnNames(predictors: readonly Variable[], observed: boolean): string[] {
  return [...AT_HOME, ...predictors, ...AUDITED, ...(observed ? OBSERVED : [])].map((each) => each.name);
}
