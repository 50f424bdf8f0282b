import type { Code } from '../table/dictionary.ts';

/** The standard reasons for an absence, and the stems under which school systems enter them. */
const REASONS: readonly (readonly [code: string, fr: string, en: string, stems: string])[] = [
  ['MAL', 'Maladie', 'Illness', 'Mal Malad'],
  ['MED', 'Rendez-vous médical', 'Medical appointment', 'Méd Rdv'],
  ['DEU', 'Deuil', 'Bereavement', 'Deuil Décès'],
  ['FAM', 'Obligation familiale', 'Family duty', 'Fam Famil'],
  ['VAC', 'Voyage ou vacances', 'Travel or holidays', 'Voy Vac'],
  ['ACT', 'Activité de l’école', 'School activity', 'Act Activ'],
  ['SPO', 'Compétition sportive', 'Sports competition', 'Sport Comp'],
  ['REL', 'Fête religieuse', 'Religious holiday', 'Rel Fête'],
  ['JUD', 'Comparution', 'Court appearance', 'Jud Cour'],
  ['TRA', 'Transport ou tempête', 'Transport or storm', 'Trans Temp'],
  ['SUS', 'Suspension', 'Suspension', 'Susp Exclu'],
  ['EXA', 'Épreuve ou reprise', 'Exam or resit', 'Exam Repr'],
  ['STA', 'Stage', 'Work placement', 'Stage Stg'],
  ['NMO', 'Non motivée', 'Unexcused', 'NM Inj'],
  ['AUT', 'Autre motif', 'Other reason', 'Autre Div'],
];

/** Local reasons of one school service centre: 115 spellings that lead to 15 standard codes. */
export function absenceCodes(css: number): Code[] {
  return REASONS.map(([code, fr, en, stems], index) => {
    const [short = code, long = code] = stems.split(' ');
    const number = 100 * ((css % 8) + 1) + 5 * index;
    const aliases = [
      fr.toUpperCase(),
      `${short}.`,
      `${short}. – motivée`,
      `${short}-1`,
      `${long} AM`,
      `${long} PM`,
      String(number),
      ...(index < 10 ? [String(number + 1)] : []),
    ];
    return { code, label: { fr, en }, aliases };
  });
}
