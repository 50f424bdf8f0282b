import { type Entry, predictorsOf } from './make.ts';

const INCIDENTS = [
  ['indiscipline', 'indiscipline', 'disruption'],
  ['violence_verbale', 'violence verbale', 'verbal violence'],
  ['violence_physique', 'violence physique', 'physical violence'],
  ['intimidation', 'intimidation exercée', 'bullying done'],
  ['materiel', 'bris ou vol', 'damage or theft'],
  ['substances', 'possession ou usage de substances', 'possession or use of substances'],
  ['ecran', 'usage interdit d’un écran', 'forbidden use of a screen'],
] as const satisfies readonly Entry[];

const { count, yes } = predictorsOf('behaviour');

export const behaviour = [
  ...count(
    INCIDENTS.flatMap(([name, fr, en]): Entry[] => [
      [`manquements_${name}`, `Manquements : ${fr}, année en cours`, `Incidents: ${en}, current year`],
      [`manquements_${name}_prec`, `Manquements : ${fr}, année précédente`, `Incidents: ${en}, previous year`],
    ]),
  ),
  ...count(
    [
      ['suspensions_internes', 'Suspensions à l’interne', 'In-school suspensions'],
      ['suspensions_externes', 'Suspensions à l’externe', 'Out-of-school suspensions'],
      ['retenues', 'Retenues', 'Detentions'],
      ['retraits_de_cours', 'Retraits d’un cours', 'Removals from a lesson'],
      ['rencontres_parents', 'Rencontres avec les parents pour le comportement', 'Meetings with parents about behaviour'],
      ['intimidation_subie', 'Signalements d’intimidation subie', 'Reports of bullying suffered'],
      ['encouragements', 'Encouragements et félicitations notés', 'Commendations on file'],
    ],
    { actionable: true },
  ),
  ...yes(
    [
      ['contrat_comportement', 'Contrat de comportement', 'Behaviour contract'],
      ['suivi_specialise', 'Suivi par une éducatrice ou un éducateur spécialisé', 'Followed by a special educator'],
      ['activite_parascolaire', 'Activité parascolaire', 'Extracurricular activity'],
    ],
    { actionable: true },
  ),
];
