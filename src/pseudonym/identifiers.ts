/** The words of a column's name, lower case without accents: `groupe_matière`, `GroupeMatiere` and `GROUPE MATIÈRE` give the same. */
export function nameWords(name: string): string[] {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/gi, 'oe')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}

const TEACHING = new Set(
  (
    'enseignant enseignants enseignante enseignantes prof profs professeur professeurs professeure professeures titulaire titulaires ' +
    'titulariat maitre maitres maitresse maitresses groupe groupes grp foyer foyers classe classes tuteur tuteurs tutrice tutrices ' +
    'teacher teachers instructor instructors educator class classes classroom classrooms homeroom homerooms group groups tutor tutors'
  ).split(' '),
);

/** Words which, beside `groupe` or `classe`, say an attribute of the pupil and not the people the pupil sits with. */
const ATTRIBUTE = new Set('age ages ethnique ethnic ethnicity sanguin blood sociale social speciale special accueil welcoming'.split(' '));
const COLLECTIVE = new Set('groupe groupes classe classes class group groups'.split(' '));

/**
 * True when a column's name says a teacher, a class or a teaching group: such columns are refused at preparation, whatever
 * they hold, since results must never be read teacher by teacher. Whole words only: « classement » is none.
 */
export function namesTeaching(name: string): boolean {
  const words = nameWords(name);
  const attribute = words.some((word) => ATTRIBUTE.has(word));
  return words.some((word) => TEACHING.has(word) && !(attribute && COLLECTIVE.has(word)));
}
