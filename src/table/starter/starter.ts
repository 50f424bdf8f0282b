import { both } from '../../base/text.ts';
import { DICTIONARY_FORMAT, type Dictionary, type Variable } from '../dictionary.ts';
import { attendance } from './attendance.ts';
import { behaviour } from './behaviour.ts';
import { codesOf } from './make.ts';
import { performance } from './performance.ts';
import { profile } from './profile.ts';
import { sociodemography } from './sociodemography.ts';

const home = (name: string, fr: string, en: string): Variable => ({ name, label: both(fr, en), role: 'direct-identifier', type: 'text' });

const AT_HOME: readonly Variable[] = [
  { name: 'fiche', label: both('Numéro de fiche', 'File number'), role: 'identifier', type: 'text' },
  home('code_permanent', 'Code permanent', 'Permanent code'),
  home('nom', 'Nom', 'Family name'),
  home('prenom', 'Prénom', 'First name'),
  home('date_naissance', 'Date de naissance', 'Date of birth'),
  home('adresse', 'Adresse', 'Address'),
  home('code_postal', 'Code postal', 'Postal code'),
  home('courriel', 'Courriel', 'E-mail'),
  home('telephone', 'Téléphone', 'Telephone'),
  { name: 'ecole', label: both('École', 'School'), role: 'group', type: 'text', group: 'school' },
  { name: 'niveau', label: both('Niveau', 'Grade'), role: 'group', type: 'text', group: 'grade' },
  { name: 'annee_scolaire', label: both('Année scolaire', 'School year'), role: 'group', type: 'text', group: 'cohort' },
];

/** Kept for fairness checks alone. */
const AUDITED: readonly Variable[] = [
  {
    name: 'sexe',
    label: both('Sexe', 'Sex'),
    role: 'audit-only',
    type: 'code',
    codes: codesOf([
      ['F', 'Féminin', 'Female'],
      ['M', 'Masculin', 'Male'],
      ['X', 'Autre ou non précisé', 'Other or not stated'],
    ]),
  },
  {
    name: 'premiere_nation_inuit',
    label: both('Élève d’une Première Nation ou inuit', 'First Nations or Inuit pupil'),
    role: 'audit-only',
    type: 'boolean',
  },
  {
    name: 'ehdaa',
    label: both('Élève handicapé ou en difficulté (EHDAA)', 'Pupil with a disability or difficulty (EHDAA)'),
    role: 'audit-only',
    type: 'boolean',
  },
];

const OBSERVED: readonly Variable[] = [
  {
    name: 'statut_deux_ans',
    label: both('Statut deux ans plus tard', 'Status two years later'),
    role: 'outcome',
    type: 'code',
    codes: codesOf([
      ['INSCRIT', 'Inscrit', 'Enrolled'],
      ['DIPLOME', 'Diplômé ou qualifié', 'Graduated or qualified'],
      ['PARTI', 'Parti sans diplôme', 'Left without a diploma'],
      ['AILLEURS', 'Inscrit ailleurs au Québec', 'Enrolled elsewhere in Quebec'],
    ]),
    outcome: {
      family: 'decrochage',
      target: 'deux-ans',
      positive: { codes: ['PARTI'] },
      definition: both(
        'À ADAPTER. Parti sans diplôme ni qualification dans les deux ans, sans inscription ailleurs au Québec.',
        'TO BE ADAPTED. Left without a diploma or qualification within two years, and is enrolled nowhere else in Quebec.',
      ),
    },
  },
  {
    name: 'note_epreuve_francais',
    label: both('Note à l’épreuve ministérielle de français', 'Mark at the ministry exam in French'),
    role: 'outcome',
    type: 'number',
    min: 0,
    max: 100,
    outcome: {
      family: 'echec',
      target: 'francais',
      positive: { below: 60 },
      definition: both('À ADAPTER. Note inférieure à 60 à l’épreuve ministérielle.', 'TO BE ADAPTED. Mark below 60 at the ministry exam.'),
    },
  },
];

/**
 * Variables that Quebec schools commonly hold, in the five categories. A starting point, marked so in its name and version: names, code lists,
 * ranges and above all the definitions of outcomes are for each CSS to set.
 */
export const STARTER: Dictionary = {
  format: DICTIONARY_FORMAT,
  version: 'depart-1',
  name: both('POINT DE DÉPART, à adapter par chaque CSS avant tout usage', 'STARTING POINT, for each CSS to adapt before any use'),
  variables: [...AT_HOME, ...profile, ...behaviour, ...attendance, ...performance, ...sociodemography, ...AUDITED, ...OBSERVED],
};
