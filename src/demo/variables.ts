import { absenceCodes } from './absences.ts';
import { amount, choice, code, flag, type Loading, type Named, type Synthetic, tally } from './shapes.ts';

const SUBJECTS: readonly Named[] = [
  ['français', 'Français', 'French'],
  ['mathématique', 'Mathématique', 'Mathematics'],
  ['anglais', 'Anglais', 'English'],
  ['science', 'Science et technologie', 'Science and technology'],
  ['univers_social', 'Univers social', 'Social studies'],
  ['arts', 'Arts', 'Arts'],
  ['éducation_physique', 'Éducation physique', 'Physical education'],
  ['culture_citoyenneté', 'Culture et citoyenneté', 'Culture and citizenship'],
];

const TERMS = [1, 2, 3] as const;
/** « , il y a 2 ans »: past years repeat the variables of a term. */
const past = (years: number): Named =>
  years === 0
    ? ['', '', '']
    : [`_an_${years}`, `, il y a ${years} an${years > 1 ? 's' : ''}`, `, ${years} year${years > 1 ? 's' : ''} ago`];

function ofTerm(name: string, fr: string, en: string, term: number, years: number): Named {
  const [suffix, ago, agoEn] = past(years);
  return [`${name}_étape_${term}${suffix}`, `${fr}, étape ${term}${ago}`, `${en}, term ${term}${agoEn}`];
}

function marks(years: number): Synthetic[] {
  const weight = 0.7 ** years;
  return TERMS.flatMap((term) =>
    SUBJECTS.map(([name, fr, en], at) => {
      const loading: Loading = [(0.75 - 0.05 * at) * weight, (0.2 + 0.03 * at) * weight, -0.15 * weight];
      const named = ofTerm(`résultat_${name}`, `Résultat en ${fr.toLowerCase()}`, `Mark in ${en}`, term, years);
      return amount(named, 'performance', {
        mean: 72 - at / 2 - years,
        spread: 11,
        min: 0,
        max: 100,
        loading,
        unit: ['%', '%'],
        actionable: years === 0,
      });
    }),
  );
}

function attendance(css: number, years: number): Synthetic[] {
  const w = 0.7 ** years;
  return TERMS.flatMap((term) => {
    const named = (name: string, fr: string, en: string) => ofTerm(name, fr, en, term, years);
    return [
      tally(named('absences_non_motivées', 'Absences non motivées', 'Unexcused absences'), 'attendance', {
        level: 0.9,
        max: 120,
        loading: [0, -0.7 * w, 0.2 * w],
        actionable: true,
      }),
      tally(named('absences_motivées', 'Absences motivées', 'Excused absences'), 'attendance', {
        level: 1.3,
        max: 120,
        loading: [0, -0.25 * w, 0.15 * w],
        actionable: true,
      }),
      tally(named('retards', 'Retards', 'Late arrivals'), 'attendance', {
        level: 0.8,
        max: 120,
        loading: [0, -0.5 * w, 0],
        actionable: true,
      }),
      amount(named('taux_présence', 'Taux de présence', 'Attendance rate'), 'attendance', {
        mean: 93,
        spread: 4,
        min: 0,
        max: 100,
        loading: [0, 0.8 * w, -0.2 * w],
        unit: ['%', '%'],
        actionable: true,
      }),
      choice(
        named('motif_absence', 'Motif d’absence le plus fréquent', 'Most frequent reason for absence'),
        'attendance',
        absenceCodes(css),
        [0, -0.4 * w, 0.1],
      ),
    ];
  });
}

function behaviour(years: number): Synthetic[] {
  const w = 0.7 ** years;
  return TERMS.flatMap((term) => {
    const named = (name: string, fr: string, en: string) => ofTerm(name, fr, en, term, years);
    return [
      tally(named('incidents_mineurs', 'Incidents mineurs', 'Minor incidents'), 'behaviour', {
        level: 0.5,
        max: 80,
        loading: [-0.1, -0.45 * w, 0.2 * w],
        actionable: true,
      }),
      tally(named('incidents_majeurs', 'Incidents majeurs', 'Major incidents'), 'behaviour', {
        level: -0.6,
        max: 40,
        loading: [0, -0.5 * w, 0.3 * w],
        actionable: true,
      }),
      tally(named('retenues', 'Retenues', 'Detentions'), 'behaviour', {
        level: 0.1,
        max: 60,
        loading: [0, -0.5 * w, 0.1],
        actionable: true,
      }),
      tally(named('suspensions', 'Suspensions', 'Suspensions'), 'behaviour', {
        level: -0.9,
        max: 20,
        loading: [0, -0.55 * w, 0.25 * w],
        actionable: true,
      }),
    ];
  });
}

function profile(): Synthetic[] {
  return [
    flag(['plan_intervention', 'Plan d’intervention', 'Individual education plan'], 'profile', { level: -1.4, loading: [-0.8, -0.2, 0.3] }),
    choice(
      ['cote_difficulté', 'Cote de difficulté', 'Difficulty code'],
      'profile',
      [
        code('00', 'Aucune', 'None', 'Aucune', 'Sans cote'),
        code('10', 'À risque', 'At risk', 'À risque'),
        code('12', 'Trouble du comportement', 'Behavioural disorder', 'TC', 'Tr. comp.'),
        code('34', 'Déficience langagière', 'Language impairment', 'Dysphasie'),
        code('50', 'Trouble du spectre de l’autisme', 'Autism spectrum disorder', 'TSA'),
      ],
      [-0.8, -0.3, 0.2],
    ),
    amount(['retard_scolaire', 'Retard scolaire', 'Years behind'], 'profile', {
      mean: 0.2,
      spread: 0.6,
      min: 0,
      max: 3,
      loading: [-0.6, -0.3, 0.4],
      decimals: 0,
      unit: ['an', 'year'],
    }),
    amount(['écoles_fréquentées', 'Écoles fréquentées', 'Schools attended'], 'profile', {
      mean: 2.2,
      spread: 0.9,
      min: 1,
      max: 9,
      loading: [0, -0.3, 0.7],
      decimals: 0,
    }),
    tally(['changements_école', 'Changements d’école dans l’année', 'School moves this year'], 'profile', {
      level: -1.4,
      max: 5,
      loading: [0, -0.3, 0.6],
    }),
    choice(
      ['programme', 'Programme d’études', 'Programme'],
      'profile',
      [
        code('ENR', 'Enrichi', 'Enriched', 'Enrichi', 'Éd. internationale'),
        code('ART', 'Arts-études', 'Arts studies', 'Arts-études'),
        code('SPO', 'Sport-études', 'Sports studies', 'Sport-études'),
        code('REG', 'Régulier', 'Regular', 'Régulier', 'Rég.'),
        code('FAE', 'Formation axée sur l’emploi', 'Work-oriented training', 'FMS', 'FPT', 'Axée emploi'),
      ],
      [-0.9, -0.4, 0.3],
    ),
    amount(['heures_orthopédagogie', 'Heures d’orthopédagogie', 'Hours of remedial teaching'], 'profile', {
      mean: 2,
      spread: 5,
      min: 0,
      max: 60,
      loading: [-0.6, 0, 0.1],
      unit: ['h', 'h'],
      actionable: true,
    }),
    amount(['heures_psychoéducation', 'Heures de psychoéducation', 'Hours of psychoeducation'], 'profile', {
      mean: 0.5,
      spread: 3,
      min: 0,
      max: 40,
      loading: [0, -0.4, 0.3],
      unit: ['h', 'h'],
      actionable: true,
    }),
    flag(['appui_français', 'Mesure d’appui en français', 'Support in French'], 'profile', {
      level: -1.2,
      loading: [-0.7, 0.2, 0.1],
      actionable: true,
    }),
    flag(['appui_mathématique', 'Mesure d’appui en mathématique', 'Support in mathematics'], 'profile', {
      level: -1.2,
      loading: [-0.7, 0.2, 0.1],
      actionable: true,
    }),
    flag(['parascolaire', 'Activité parascolaire', 'Extracurricular activity'], 'profile', {
      level: -0.2,
      loading: [0.2, 0.7, -0.3],
      actionable: true,
    }),
  ];
}

function sociodemography(): Synthetic[] {
  return [
    amount(['imse_rang', 'Indice de milieu socio-économique (rang décile)', 'Socio-economic index (decile)'], 'sociodemography', {
      mean: 5.5,
      spread: 2.4,
      min: 1,
      max: 10,
      loading: [0, 0, 0.8],
      decimals: 0,
    }),
    amount(['sfr_rang', 'Seuil de faible revenu (rang décile)', 'Low-income cut-off (decile)'], 'sociodemography', {
      mean: 5.5,
      spread: 2.4,
      min: 1,
      max: 10,
      loading: [0, 0, 0.7],
      decimals: 0,
    }),
    amount(['distance_école', 'Distance du domicile à l’école', 'Distance from home to school'], 'sociodemography', {
      mean: 6,
      spread: 5,
      min: 0.1,
      max: 80,
      loading: [0, 0, 0.2],
      unit: ['km', 'km'],
    }),
    amount(['trajet', 'Durée du trajet', 'Travel time'], 'sociodemography', {
      mean: 24,
      spread: 12,
      min: 1,
      max: 120,
      loading: [0, 0, 0.2],
      decimals: 0,
      unit: ['min', 'min'],
    }),
    flag(['transport_scolaire', 'Transport scolaire', 'School transport'], 'sociodemography', { level: 0.6, loading: [0, 0, 0.1] }),
    tally(['fratrie', 'Frères et sœurs à l’école', 'Siblings at school'], 'sociodemography', { level: 0.4, max: 8, loading: [0, 0, 0.05] }),
    tally(['déménagements', 'Déménagements en cinq ans', 'Moves in five years'], 'sociodemography', {
      level: -0.4,
      max: 12,
      loading: [0, -0.1, 0.6],
    }),
    choice(
      ['milieu', 'Milieu de vie', 'Home area'],
      'sociodemography',
      [
        code('URB', 'Urbain', 'Urban', 'Urbain', 'Ville'),
        code('BAN', 'Banlieue', 'Suburb', 'Banlieue'),
        code('RUR', 'Rural', 'Rural', 'Rural', 'Campagne'),
      ],
      [0, 0, 0.3],
    ),
    flag(['internet_maison', 'Internet à la maison', 'Internet at home'], 'sociodemography', {
      level: 2.2,
      loading: [0, 0, -0.6],
      actionable: true,
    }),
    amount(['travail_semaine', 'Heures d’emploi par semaine', 'Hours of work a week'], 'sociodemography', {
      mean: 5,
      spread: 5,
      min: 0,
      max: 40,
      loading: [-0.1, -0.4, 0.4],
      unit: ['h', 'h'],
      actionable: true,
    }),
  ];
}

function performance(): Synthetic[] {
  return TERMS.flatMap((term) => [
    tally(ofTerm('matières_échouées', 'Matières échouées', 'Subjects failed', term, 0), 'performance', {
      level: -0.5,
      max: 8,
      loading: [-0.8, -0.3, 0.1],
      actionable: true,
    }),
    tally(ofTerm('travaux_non_remis', 'Travaux non remis', 'Work not handed in', term, 0), 'performance', {
      level: 0.3,
      max: 60,
      loading: [-0.2, -0.8, 0.1],
      actionable: true,
    }),
  ]);
}

/** The first `count` predictors, each category having its share; past years fill the rest. Categories stand together. */
export function syntheticVariables(count: number, css: number): Synthetic[] {
  const chosen: Synthetic[] = [];
  for (let years = 0; chosen.length < count; years++) {
    const lists =
      years === 0
        ? [profile(), behaviour(0), attendance(css, 0), [...performance(), ...marks(0)], sociodemography()]
        : [behaviour(years), attendance(css, years), marks(years)];
    for (let at = 0; at < 24 + 6; at++) for (const list of lists) if (list[at] && chosen.length < count) chosen.push(list[at] as Synthetic);
  }
  const rank = ['profile', 'behaviour', 'attendance', 'performance', 'sociodemography'];
  return chosen
    .map((each, at) => ({ each, at }))
    .sort((a, b) => rank.indexOf(a.each.variable.category ?? '') - rank.indexOf(b.each.variable.category ?? '') || a.at - b.at)
    .map(({ each }) => each);
}
