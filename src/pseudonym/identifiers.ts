import { nameWords } from './teaching.ts';

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
  'free-text',
] as const;
/** What tells who a pupil is. `permanent-code`, `health-insurance` and `social-insurance` are Quebec's code permanent, NAM and NAS. */
export type Identifying = (typeof IDENTIFYING)[number];

const EMAIL = /^(?:[^@<>]*<)?[^\s@,;<>]+@[^\s@,;<>]+\.[a-z]{2,}>?$/i;
const POSTAL = /^[abceghj-nprstvxy]\d[abceghj-nprstv-z][ -]?\d[abceghj-nprstv-z]\d$/i;
const PHONE = /^(\+?1[ .-]?)?(\([2-9]\d{2}\)|[2-9]\d{2})([ ./-]?)[2-9]\d{2}([ .-]?)\d{4}(,? ?(x|#|p\.|poste|ext\.?) ?\d{1,6})?$/i;
/** Within one's own area. Never with a point: SQL Server writes amounts with four decimals. */
const LOCAL_PHONE = /^[2-9]\d{2}-\d{4}$/;
/** Of Canada: ten digits in a row are a telephone number only after one of them, else any large number would be. */
const AREAS = new Set(
  (
    '204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 403 416 418 428 431 437 438 450 468 474 506 514 519 537 548 568 579 581 584 ' +
    '587 604 613 639 647 672 683 705 709 742 753 778 780 782 807 819 825 867 873 879 902 905 942'
  ).split(' '),
);
const LETTERS_AND_DATE = /^[a-z]{4}[ -]?(\d{2})(\d{2})[ -]?(\d{2})\d{2}$/i;
const NINE_DIGITS = /^(\d{3})[ -]?(\d{3})[ -]?(\d{3})$/;
const YEAR = '((?:19|20)\\d{2})';
const TIME = '(?:[ T]\\d{1,2}[:h]\\d{2}.*)?$';
const YEAR_FIRST = new RegExp(`^${YEAR}(?:[-/. ](\\d{1,2})[-/. ](\\d{1,2})|(\\d{2})(\\d{2}))${TIME}`);
const YEAR_LAST = new RegExp(`^(?:(\\d{1,2})[-/. ](\\d{1,2})[-/. ](?:${YEAR}|\\d{2})|(\\d{2})(\\d{2})${YEAR})${TIME}`);
const MONTH =
  '(?:janv?|f[ée]v|mars?|avr|mai|juin|juil|ao[uû]t?|sept?|oct|nov|d[ée]c|feb|apr|may|june?|july?|aug|january|janvier|february|f[ée]vrier|march|april|avril|juillet|august|septemb(?:re|er)|octo(?:bre|ber)|novemb(?:re|er)|d[ée]cemb(?:re|er))\\.?';
const NAMED_DATE = new RegExp(
  `^(?:\\d{1,2}(?:er)?[ -]${MONTH}[ -](?:\\d{4}|\\d{2})|${MONTH} \\d{1,2},? \\d{4}|\\d{4}-${MONTH}-\\d{1,2})$`,
  'i',
);
const ADDRESS =
  /^\d{1,6}[a-z]?,? +(?:.* )?(?:rue|avenue|ave?\.?|boulevard|boul\.|blvd\.?|chemin|ch\.|rang|route|autoroute|place|mont[ée]e|c[ôo]te|impasse|all[ée]e|croissant|terrasse|promenade|ruelle|sentier|carr[ée]|cercle|quai|square|street|st\.|road|rd\.|drive|lane|crescent|court)(?: |$)/i;

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
 * Four letters and eight digits: the health insurance number writes YY MM DD, the permanent code DD MM YY; both add 50 to a girl's month, and the
 * permanent code 62 to the day of those born from 2000. One cell may be read both ways: what most of a column admits decides.
 */
function lettersAndDate(text: string): Identifying[] {
  const match = LETTERS_AND_DATE.exec(text);
  if (!match) return [];
  const [first, month, third] = match.slice(1).map(Number) as [number, number, number];
  if (month % 50 < 1 || month % 50 > 12 || month > 62) return [];
  const day = (value: number) => value >= 1 && value <= 31;
  const permanent = day(first > 62 ? first - 62 : first) ? (['permanent-code'] as const) : [];
  const insurance = day(third) ? (['health-insurance'] as const) : [];
  // Where both can be read, the likelier comes first.
  return first > 62 ? [...permanent, ...insurance] : [...insurance, ...permanent];
}

function isDate(text: string): boolean {
  const partsOf = (form: RegExp) => (form.exec(text) ?? []).slice(1).filter(Boolean).map(Number);
  const [, month = 0, day = 0] = partsOf(YEAR_FIRST);
  const [first = 0, second = 0] = partsOf(YEAR_LAST);
  return isDayOf(day, month) || isDayOf(first, second) || isDayOf(second, first) || NAMED_DATE.test(text);
}

function isDayOf(day: number, month: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

function isPhone(text: string): boolean {
  const match = PHONE.exec(text);
  if (!match) return LOCAL_PHONE.test(text);
  const [, country, area = '', first, second] = match;
  return Boolean(country || first || second || area.startsWith('(')) || AREAS.has(area);
}

/** As typed on a keyboard: French sets telephone numbers and dates with no-break spaces and hyphens, some systems with two spaces. */
function plainly(cell: string): string {
  return cell
    .trim()
    .replace(/[\s\p{Zs}]+/gu, ' ')
    .replace(/[\u2010-\u2013\u2212]/g, '-');
}

/** What one text is by its form alone; several where its form does not decide. */
function formsOf(cell: string): readonly Identifying[] {
  const text = plainly(cell);
  if (text.length < 6 || text.length > 120) return [];
  if (EMAIL.test(text)) return ['email'];
  if (POSTAL.test(text)) return ['postal-code'];
  if (isSocialInsuranceNumber(text)) return ['social-insurance'];
  if (isPhone(text)) return ['phone'];
  if (isDate(text)) return ['birth'];
  const lettered = lettersAndDate(text);
  return lettered.length > 0 ? lettered : ADDRESS.test(text) ? ['address'] : [];
}

/** What one text is by its form alone, or null. Names have no form: `contentOf` judges them by the column. */
export function structuredIdentifier(cell: string): Identifying | null {
  return formsOf(cell)[0] ?? null;
}

/** Kinds that chance imitates in a column of plain numbers: one match proves nothing. */
const IMITATED = new Set<Identifying>(['social-insurance', 'phone', 'birth']);
/** As many different words in one column are no list of codes: first names come back, but there are many. */
const MANY_NAMES = 40;
const COMES_BACK = 12;
const FEWEST = 10;

/**
 * What the distinct values of a column are, when most of them agree. `names: true` also recognises people's names and free text, by their look:
 * good enough for a warning, too vague for a refusal.
 */
export function contentOf(distinct: Iterable<string>, options: { names?: boolean; rows?: number } = {}): Identifying | null {
  const counts = new Map<Identifying, number>();
  let seen = 0;
  let sure = 0;
  let names = 0;
  let sentences = 0;
  for (const cell of distinct) {
    if (cell.trim() === '') continue;
    if (++seen > 5000) break;
    const kinds = formsOf(cell);
    for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if (kinds.length > 0) sure++;
    else if (options.names && isNameLike(cell.trim())) names++;
    else if (options.names && isSentence(cell.trim())) sentences++;
  }
  // A column of contacts may hold e-mail addresses beside telephone numbers: what identifies is counted together.
  let most: Identifying | null = null;
  for (const [kind, count] of counts) {
    if (count < 3 && IMITATED.has(kind)) sure -= count;
    else if (most === null || count > (counts.get(most) as number)) most = kind;
  }
  if (most !== null && sure * 2 >= seen) return most;
  const different = seen * 2 > (options.rows ?? 0);
  if (names >= FEWEST && names * 10 >= seen * 8 && (different || (seen >= MANY_NAMES && seen * COMES_BACK >= (options.rows ?? 0))))
    return 'name';
  return sentences >= FEWEST && sentences * 2 >= seen && different ? 'free-text' : null;
}

/** One to five words of letters alone, of any script, perhaps an initial or a comma. */
function isNameLike(text: string): boolean {
  return (
    text.length >= 3 &&
    text.length <= 60 &&
    /^\p{L}[\p{L}\p{M}'’-]*\.?((, ?| )\p{L}[\p{L}\p{M}'’-]*\.?){0,4}$/u.test(text) &&
    !NO_NAME.test(text) &&
    !isSentence(text)
  );
}

/** Words that no name holds, as « de » may. */
const NO_NAME = /(?:^| )(?:en|au|aux|et|ou|pour|sans|avec|sur|the|of|and|or|with|without|for)(?: |$)/i;

/** Five words or more. */
function isSentence(text: string): boolean {
  return text.length >= 20 && text.split(/\s+/).length >= 5;
}

const NAMED: readonly (readonly [Identifying, readonly string[]])[] = [
  ['email', ['courriel', 'courriels', 'email', 'mail', 'couriel']],
  ['phone', ['telephone', 'telephones', 'tel', 'phone', 'cellulaire', 'cell', 'mobile']],
  ['social-insurance', ['nas', 'sin']],
  ['permanent-code', ['codepermanent', 'codeperm', 'permanent', 'perm']],
  ['health-insurance', ['nam', 'ramq']],
  ['postal-code', ['postal', 'postale', 'zip', 'postcode']],
  ['birth', ['naissance', 'birth', 'birthdate', 'ddn', 'dob', 'naiss', 'nais']],
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
