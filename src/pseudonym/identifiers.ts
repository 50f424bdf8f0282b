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

/** What school systems shorten: `no_gr`, `id_ens`, and the same in one word. Alone, `gr` and `ens` say too little (`langue_ens`). */
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
  const numbered = words.some((word) => NUMBERED.has(word));
  return words.some((word) => {
    if (TEACHING.has(word)) return !(attribute && COLLECTIVE.has(word));
    if (SHORTENED.has(word)) return numbered;
    return TITLES.test(word) || JOINED.test(word) || JOINED_ENGLISH.test(word);
  });
}

export const IDENTIFYING = [
  'email',
  'phone',
  'social-insurance',
  'permanent-code',
  'health-insurance',
  'postal-code',
  'birth',
  'name',
  'address',
] as const;
/** What tells who a pupil is. `permanent-code`, `health-insurance` and `social-insurance` are Quebec's code permanent, NAM and NAS. */
export type Identifying = (typeof IDENTIFYING)[number];

const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[a-z]{2,}$/i;
const POSTAL = /^[abceghj-nprstvxy]\d[abceghj-nprstv-z][ -]?\d[abceghj-nprstv-z]\d$/i;
const PHONE = /^(\+?1[ .-]?)?(\([2-9]\d{2}\)|[2-9]\d{2})[ .-]?[2-9]\d{2}[ .-]?\d{4}( ?(x|poste|ext\.?) ?\d{1,6})?$/i;
const LETTERS_AND_DATE = /^([a-z]{4})[ -]?(\d{2})(\d{2})[ -]?(\d{2})(\d{2})$/i;
const NINE_DIGITS = /^(\d{3})[ -]?(\d{3})[ -]?(\d{3})$/;
const DATE = /^(?:(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}))(?:[ T]\d{2}:\d{2}.*)?$/;
const ADDRESS = /^\d{1,6}[a-z]?,? +(?:.* )?(?:rue|avenue|av\.|boulevard|boul\.|chemin|ch\.|rang|route|street|st\.|road|rd\.|drive)(?: |$)/i;

/** The mod-10 check of a social insurance number (Luhn 1960); numbers that begin with 8 do not exist. */
export function isSocialInsuranceNumber(text: string): boolean {
  const match = NINE_DIGITS.exec(text.trim());
  if (!match) return false;
  const digits = `${match[1]}${match[2]}${match[3]}`;
  if (digits[0] === '0' || digits[0] === '8') return false;
  let sum = 0;
  for (let i = 0; i < 9; i++) {
    const digit = digits.charCodeAt(i) - 48;
    const twice = i % 2 === 1 ? digit * 2 : digit;
    sum += twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
}

/**
 * Four letters and eight digits: the health insurance number writes YY MM DD, the permanent code DD MM YY; both add 50 to a
 * girl's month, and the permanent code 62 to the day of those born from 2000.
 */
function lettersAndDate(text: string): Identifying | null {
  const match = LETTERS_AND_DATE.exec(text);
  if (!match) return null;
  const [, , first, month, third] = match.map(Number);
  const months = (month as number) % 50;
  if (months < 1 || months > 12 || (month as number) > 62) return null;
  const day = (value: number) => value >= 1 && value <= 31;
  if (day((first as number) > 62 ? (first as number) - 62 : (first as number))) {
    return day(third as number) && (first as number) <= 62 ? 'health-insurance' : 'permanent-code';
  }
  return day(third as number) ? 'health-insurance' : null;
}

function isDate(text: string): boolean {
  const match = DATE.exec(text);
  if (!match) return false;
  const year = Number(match[1] ?? match[6]);
  const [a, b] = [Number(match[2] ?? match[4]), Number(match[3] ?? match[5])];
  const ordered = match[1] !== undefined ? a >= 1 && a <= 12 && b <= 31 : Math.min(a, b) <= 12 && Math.max(a, b) <= 31;
  return year >= 1900 && year <= 2100 && ordered && a > 0 && b > 0;
}

/** What one text is by its form alone, or null. Names have no form: `contentOf` judges them by the column. */
export function structuredIdentifier(cell: string): Identifying | null {
  const text = cell.trim();
  if (text.length < 6 || text.length > 120) return null;
  if (EMAIL.test(text)) return 'email';
  if (POSTAL.test(text)) return 'postal-code';
  if (isSocialInsuranceNumber(text)) return 'social-insurance';
  if (PHONE.test(text)) return 'phone';
  if (isDate(text)) return 'birth';
  return lettersAndDate(text) ?? (ADDRESS.test(text) ? 'address' : null);
}

/** Kinds that chance imitates in a column of plain numbers: one match proves nothing. */
const IMITATED = new Set<Identifying>(['social-insurance', 'phone', 'birth']);

/**
 * What the distinct values of a column are, when most of them agree. `names: true` also recognises people's names, by their look
 * (words in capitals or capitalised, nearly all different): good enough for a warning, too vague for a refusal.
 */
export function contentOf(distinct: Iterable<string>, options: { names?: boolean; rows?: number } = {}): Identifying | null {
  const counts = new Map<Identifying, number>();
  let seen = 0;
  let looksLikeName = 0;
  for (const cell of distinct) {
    if (cell.trim() === '') continue;
    if (++seen > 5000) break;
    const kind = structuredIdentifier(cell);
    if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    else if (options.names && isNameLike(cell.trim())) looksLikeName++;
  }
  // A column of contacts may hold e-mail addresses beside telephone numbers: what identifies is counted together.
  let sure = 0;
  let most: Identifying | null = null;
  for (const [kind, count] of counts) {
    if (count < 3 && IMITATED.has(kind)) continue;
    sure += count;
    if (most === null || count > (counts.get(most) as number)) most = kind;
  }
  if (most !== null && sure * 2 >= seen) return most;
  return looksLikeName >= 10 && looksLikeName * 10 >= seen * 8 && seen * 2 > (options.rows ?? 0) ? 'name' : null;
}

function isNameLike(text: string): boolean {
  return text.length >= 3 && text.length <= 60 && /^\p{Lu}[\p{L}'’-]+((, ?| )\p{L}[\p{L}'’.-]*){0,4}$/u.test(text);
}

const NAMED: readonly (readonly [Identifying, readonly string[]])[] = [
  ['email', ['courriel', 'courriels', 'email', 'mail', 'couriel']],
  ['phone', ['telephone', 'telephones', 'tel', 'phone', 'cellulaire', 'mobile']],
  ['social-insurance', ['nas', 'sin']],
  ['permanent-code', ['codepermanent', 'codeperm', 'permanent']],
  ['health-insurance', ['nam', 'ramq']],
  ['postal-code', ['postal', 'postale', 'zip', 'postcode']],
  ['birth', ['naissance', 'birth', 'birthdate', 'ddn', 'dob', 'naiss']],
  ['address', ['adresse', 'address', 'rue', 'street']],
  ['name', ['nom', 'noms', 'prenom', 'prenoms', 'surname', 'firstname', 'lastname', 'fullname', 'patronyme']],
];

/** What a column's name announces, or null: « nom_mere », `date_naissance`, `Email`. English `name` counts when it stands with a person's word or alone. */
export function namedAs(name: string): Identifying | null {
  const words = nameWords(name);
  for (const [kind, tokens] of NAMED) if (words.some((word) => tokens.includes(word))) return kind;
  const person = ['name', 'first', 'last', 'given', 'family', 'full', 'student', 'pupil', 'mother', 'father', 'parent'];
  return words.includes('name') && words.every((word) => person.includes(word)) ? 'name' : null;
}
