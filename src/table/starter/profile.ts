import { predictorsOf } from './make.ts';

const { count, yes, amount, code } = predictorsOf('profile');

export const profile = [
  amount(['age_30_septembre', 'Âge au 30 septembre', 'Age on 30 September'], 3, 25, ['ans', 'years']),
  amount(['retard_age', 'Années de retard sur l’âge attendu', 'Years behind the expected age'], -3, 10, ['ans', 'years']),
  ...count(
    [
      ['reprises_primaire', 'Années reprises au primaire', 'Years repeated in primary school'],
      ['reprises_secondaire', 'Années reprises au secondaire', 'Years repeated in secondary school'],
      ['changements_ecole', 'Changements d’école depuis le début', 'Changes of school since the start'],
      ['changements_ecole_annee', 'Changements d’école dans l’année', 'Changes of school within the year'],
      ['changements_css', 'Changements de centre de services scolaire', 'Changes of school service centre'],
      ['annees_au_quebec', 'Années scolaires faites au Québec', 'School years done in Quebec'],
      ['interruptions', 'Interruptions de fréquentation', 'Breaks in attendance'],
    ],
    { max: 30 },
  ),
  ...yes(
    [
      ['plan_intervention', 'Plan d’intervention', 'Intervention plan'],
      ['plan_intervention_prec', 'Plan d’intervention, année précédente', 'Intervention plan, previous year'],
      ['mesure_adaptation', 'Mesures d’adaptation', 'Accommodations'],
      ['orthopedagogie', 'Suivi en orthopédagogie', 'Remedial teaching'],
      ['orthophonie', 'Suivi en orthophonie', 'Speech therapy'],
      ['psychologie', 'Suivi en psychologie', 'Psychology follow-up'],
      ['psychoeducation', 'Suivi en psychoéducation', 'Psychoeducation follow-up'],
      ['travail_social', 'Suivi en travail social', 'Social work follow-up'],
      ['aide_aux_devoirs', 'Aide aux devoirs', 'Homework help'],
      ['recuperation', 'Récupération', 'Catch-up sessions'],
    ],
    { actionable: true },
  ),
  ...yes([
    ['maternelle_4_ans', 'A fréquenté la maternelle 4 ans', 'Attended kindergarten at 4'],
    ['soutien_francisation', 'Soutien en francisation', 'French-language support'],
    ['accueil', 'A reçu des services d’accueil', 'Received welcoming services'],
    ['service_de_garde', 'Service de garde', 'School daycare'],
    ['douance', 'Mesure d’enrichissement', 'Enrichment measure'],
  ]),
  code(
    ['programme', 'Programme suivi', 'Programme followed'],
    [
      ['REG', 'Régulier', 'Regular'],
      ['PEI', 'Éducation internationale', 'International baccalaureate'],
      ['SPE', 'Sport-études ou art-études', 'Sport or art concentration'],
      ['ADA', 'Adaptation scolaire', 'Special education'],
      ['FPT', 'Formation préparatoire au travail', 'Prework training'],
      ['FMS', 'Formation à un métier semi-spécialisé', 'Semiskilled trade training'],
      ['AUT', 'Autre', 'Other'],
    ],
  ),
  code(
    ['difficulte', 'Difficulté ou handicap reconnu', 'Recognised difficulty or disability'],
    [
      ['AUCUN', 'Aucun', 'None'],
      ['APP', 'Difficulté d’apprentissage', 'Learning difficulty'],
      ['COM', 'Difficulté de comportement', 'Behavioural difficulty'],
      ['LAN', 'Trouble du langage', 'Language disorder'],
      ['TSA', 'Trouble du spectre de l’autisme', 'Autism spectrum disorder'],
      ['DEF', 'Déficience', 'Impairment'],
      ['AUT', 'Autre', 'Other'],
    ],
  ),
  code(
    ['sequence_math', 'Séquence de mathématique', 'Mathematics sequence'],
    [
      ['CST', 'Culture, société et technique', 'Cultural, social and technical'],
      ['TS', 'Technico-sciences', 'Technical and scientific'],
      ['SN', 'Sciences naturelles', 'Science'],
    ],
  ),
];
