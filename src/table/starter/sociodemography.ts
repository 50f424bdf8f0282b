import { predictorsOf } from './make.ts';

const { count, yes, amount, code } = predictorsOf('sociodemography');

export const sociodemography = [
  amount(['imse_rang', 'Rang décile IMSE de l’école de quartier', 'Socioeconomic decile (IMSE) of the neighbourhood school'], 1, 10),
  amount(['sfr_rang', 'Rang décile SFR de l’école de quartier', 'Low-income decile (SFR) of the neighbourhood school'], 1, 10),
  amount(['distance_ecole', 'Distance entre la maison et l’école', 'Distance from home to school'], 0, 500, ['km', 'km']),
  amount(['duree_transport', 'Durée du transport, aller', 'Time in transport, one way'], 0, 240, ['min', 'min']),
  ...count(
    [
      ['demenagements', 'Déménagements depuis le début', 'Moves of home since the start'],
      ['demenagements_annee', 'Déménagements dans l’année', 'Moves of home within the year'],
      ['fratrie_css', 'Frères et sœurs au CSS', 'Siblings in the school service centre'],
      ['rang_fratrie', 'Rang parmi eux', 'Rank among them'],
      ['adultes_au_dossier', 'Adultes responsables au dossier', 'Responsible adults on file'],
    ],
    { max: 30 },
  ),
  ...yes([
    ['transport_scolaire', 'Transport scolaire', 'School transport'],
    ['deux_adresses', 'Deux adresses au dossier', 'Two addresses on file'],
    ['milieu_rural', 'Milieu rural', 'Rural area'],
    ['aide_alimentaire', 'Aide alimentaire à l’école', 'Food aid at school'],
    ['famille_accueil', 'Famille d’accueil ou centre jeunesse', 'Foster family or youth centre'],
    ['ne_hors_canada', 'Né hors du Canada', 'Born outside Canada'],
  ]),
  code(
    ['langue_maison', 'Langue parlée à la maison', 'Language spoken at home'],
    [
      ['FRA', 'Français', 'French'],
      ['ANG', 'Anglais', 'English'],
      ['AUT', 'Langue autochtone', 'Indigenous language'],
      ['TIE', 'Autre langue', 'Other language'],
    ],
  ),
  code(
    ['scolarite_parents', 'Plus haute scolarité des parents', 'Parents’ highest education'],
    [
      ['SANS', 'Sans diplôme', 'No diploma'],
      ['SEC', 'Secondaire', 'Secondary'],
      ['PRO', 'Formation professionnelle', 'Vocational'],
      ['COL', 'Collégiale', 'College'],
      ['UNI', 'Universitaire', 'University'],
    ],
  ),
];
