/** The words of a column's name, lower case without accents: `groupe_matière`, `GroupeMatiere` and `GROUPE MATIÈRE` give the same. */
export function nameWords(name: string): string[] {
  return name
    .normalize('NFKD')
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
    'titulariat maitre maitres maitresse maitresses instituteur instituteurs institutrice institutrices suppleant suppleants suppleante ' +
    'suppleantes groupe groupes grp foyer foyers classe classes tuteur tuteurs tutrice tutrices teacher teachers instructor instructors ' +
    'educator professor professors lecturer lecturers class classes classroom classrooms homeroom homerooms group groups tutor tutors'
  ).split(' '),
);

/** Words which, beside `groupe`, `classe` or `foyer`, say an attribute of the pupil and not the people the pupil sits with. */
const ATTRIBUTE = new Set(
  'age ages ethnique ethnic ethnicity sanguin blood sociale social speciale special accueil welcoming revenu monoparental'.split(' '),
);
const COLLECTIVE = new Set('groupe groupes classe classes class group groups foyer foyers'.split(' '));

/** What school systems shorten: `no_gr`, `id_ens`, `gr_repère`, and the same in one word. Beside another word, `gr` and `ens` say too little (`langue_ens`). */
const NUMBERED = new Set('no num numero nbr id code cod cd nom prenom name lib libelle desc matricule mat ma'.split(' '));
const SHORTENED = new Set('gr ens enseign tit titul repere'.split(' '));
const JOINED =
  /^(?:no|num|numero|nbr|id|codes?|cod|cd|noms?|name|lib|desc|matricule|liste?)(?:groupes?|grp|gr|groups?|classes?|class|profs?|ens|titulaires?|tuteurs?|foyers?)(?:no|num|id|code|name)?$/;
const TITLES = /enseignante?s?(?!e?ment)|professeure?s?|teacher|homeroom|classroom/;
const JOINED_ENGLISH = /^(?:class|group|prof|grp|groupe|classe)(?:no|num|numero|id|code|name|nom|nbr)$/;

/**
 * True when a column's name says a teacher, a class or a teaching group: such columns are refused at preparation, whatever
 * they hold, since results must never be read teacher by teacher. Whole words: « classement » is none, nor « enseignement ».
 */
export function namesTeaching(name: string): boolean {
  const words = nameWords(name);
  const attribute = words.some((word) => ATTRIBUTE.has(word));
  const shortened = words.some((word) => NUMBERED.has(word)) || words.every((word) => SHORTENED.has(word));
  return words.some((word) => {
    if (TEACHING.has(word)) return !(attribute && COLLECTIVE.has(word));
    if (SHORTENED.has(word)) return shortened;
    return TITLES.test(word) || JOINED.test(word) || JOINED_ENGLISH.test(word);
  });
}
