import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/base/random.ts';
import { contentOf, type Identifying, isSocialInsuranceNumber, namedAs, structuredIdentifier } from '../../src/pseudonym/identifiers.ts';
import { namesTeaching, nameWords } from '../../src/pseudonym/teaching.ts';

describe('names of teacher, class and teaching-group columns', () => {
  it.each([
    'enseignant',
    'Enseignante',
    'ENSEIGNANT(E)',
    'enseignant·e',
    'nom_enseignant',
    'NomEnseignant',
    'nomenseignant',
    'no enseignant',
    'Matricule de l’enseignant',
    'prof',
    'Prof.',
    'prof_titulaire',
    'PROF1',
    'professeur',
    'professeure',
    'nom-prof',
    'nomprof',
    'titulaire',
    'Titulaire 2',
    'maître',
    'institutrice',
    'suppléant',
    'groupe',
    'Groupe',
    'GROUPE',
    'no_groupe',
    'NoGroupe',
    'nogroupe',
    'numgroupe',
    'idgroupe',
    'groupe-matière',
    'GROUPE MATIÈRE',
    'groupe_repère',
    'groupe\u00a0repère',
    'grp',
    'GRP_MAT',
    'Gr.',
    'gr_repère',
    'Gr. repère',
    'repère',
    'ENS',
    'no_gr',
    'NoGr',
    'id_ens',
    'NO_ENS',
    'ens_nom',
    'nom_ens',
    'code_titul',
    'foyer',
    'groupe_foyer',
    'tuteur',
    'nom_tuteur',
    'classe',
    'Classe',
    'no de classe',
    'codeclasse',
    'classe2',
    'CLASSE_ID',
    'teacher',
    'Teacher',
    'teacherId',
    'TEACHERID',
    'teacher_name',
    'teachername',
    'homeroom',
    'Home-room teacher',
    'class',
    'class_id',
    'classId',
    'classid',
    'ClassRoom',
    'class section',
    'group',
    'groupid',
    'teaching group',
    'tutor group',
    'instructor',
    'Professor',
    'ｔeacher_name',
  ])('« %s » is one', (name) => {
    expect(namesTeaching(name)).toBe(true);
  });

  it.each([
    'classement',
    'rang_classement',
    'langue_enseignement',
    'Langue d’enseignement',
    'langue_ens',
    'ordre_ens',
    'groupe_age',
    'age group',
    'groupe_ethnique',
    'groupe sanguin',
    'regroupement',
    'classe_speciale',
    'classe d’accueil',
    'classe_sociale',
    'revenu_foyer',
    'profil',
    'profession_mere',
    'professionnel',
    'maîtrise',
    'note_francais',
    'école',
    'niveau',
    'cohorte',
    'grade',
    'class' + 'ification',
    'masterclass' + 'es',
    'programme',
    'Application mode',
    'guardian',
    'schoolsup',
    'Mjob',
    'degré',
    'progression',
    'matricule',
    'code_ecole',
    'no_fiche',
  ])('« %s » is none', (name) => {
    expect(namesTeaching(name)).toBe(false);
  });

  it('cuts names into words whatever the case, the accents and the marks between them', () => {
    for (const name of ['groupe_matière', 'GroupeMatiere', 'GROUPE MATIÈRE', 'groupe-Matière', 'groupe.matiere3']) {
      expect(nameWords(name)).toEqual(['groupe', 'matiere']);
    }
    expect(nameWords('IDEnseignant')).toEqual(['id', 'enseignant']);
    expect(nameWords('sœur')).toEqual(['soeur']);
  });
});

describe('forms of identifiers', () => {
  const cases: Record<Identifying, readonly string[]> = {
    email: ['a.b@exemple.invalid', 'ELEVE.001@CSS.GOUV.QC.CA', 'x+y@sous.domaine.ca'],
    phone: [
      '418-555-0134',
      '(418) 555-0134',
      '4185550134',
      '1 418 555 0134',
      '+1 418-555-0134',
      '418.555.0134 poste 12',
      '418\u00a0555-0134',
      '418\u2011555\u20110134',
      '418/555-0134',
      '418-555-0134, poste 12',
      '418-555-0134 #12',
    ],
    'social-insurance': ['046 454 286', '046454286', '130 692 544', '130-692-544', '130\u00a0692\u00a0544'].filter((text) =>
      isSocialInsuranceNumber(text),
    ),
    'permanent-code': ['TREL27019011', 'BCDF89061012', 'trel 2751 9011', 'TREL\u00a02751\u00a09011'],
    'health-insurance': ['TREL05512701', 'BCDF 1006 1512'],
    'postal-code': ['G1X 4Z9', 'g1x4z9', 'H2Y-1C6', 'G1X\u00a04Z9', 'G1X  4Z9'],
    birth: [
      '2010-04-15',
      '2010/04/15',
      '20100415',
      '15-04-2010',
      '4/15/2010',
      '15.04.2010',
      '2010-04-15 00:00:00',
      '2010-04-15T00:00',
      '2010-04-15 0:00',
      '15/04/2010 0:00',
      '2010-04-15 00h00',
      '2010-4-5',
      '2010 04 15',
      '15042010',
      '04152010',
      '15\u00a0avril\u00a02010',
      '2010\u201104\u201115',
    ],
    name: [],
    'free-text': [],
    address: ['12, rue des Écluses', '1204 boulevard du Fleuve', '7 chemin Creux', '45B avenue Neuve'],
  };
  for (const [kind, texts] of Object.entries(cases)) {
    it.each(texts)(`${kind}: « %s »`, (text) => {
      expect(structuredIdentifier(text)).toBe(kind);
    });
  }

  it.each([
    '',
    '12',
    '12,5',
    '123456',
    '1234567',
    '2010',
    '13.666666666666666',
    '-418555',
    'REG',
    'Non motivée',
    '2010-13-45',
    '13132010',
    '45012010',
    '1234567890123',
    'G1X',
    'ABCD99999999',
    '0000000000',
    '12 rouges',
  ])('« %s » is none', (text) => {
    expect(structuredIdentifier(text)).toBeNull();
  });

  it('tells a social insurance number from nine digits: one in ten by chance, none that begins with 0 or 8', () => {
    const random = seeded(3);
    let passed = 0;
    for (let i = 0; i < 20_000; i++) if (isSocialInsuranceNumber(String(100_000_000 + Math.floor(random() * 600_000_000)))) passed++;
    expect(passed / 20_000).toBeGreaterThan(0.09);
    expect(passed / 20_000).toBeLessThan(0.11);
    expect(isSocialInsuranceNumber('046454286')).toBe(false);
    expect(isSocialInsuranceNumber('800000002')).toBe(false);
    expect(isSocialInsuranceNumber('130692544')).toBe(true);
    expect(isSocialInsuranceNumber('130692545')).toBe(false);
  });
});

describe('contents of columns', () => {
  const numbers = (count: number, make: (i: number) => string) => Array.from({ length: count }, (_, i) => make(i));

  it('needs most values to agree', () => {
    expect(contentOf(['a@b.ca', '', ' '])).toBe('email');
    expect(contentOf(['a@b.ca', 'REG', 'ENR'])).toBeNull();
    expect(contentOf([])).toBeNull();
  });

  it('counts e-mail addresses and telephone numbers of one column together', () => {
    expect(contentOf([...numbers(5, (i) => `p${i}@b.ca`), ...numbers(6, (i) => `418-555-012${i}`)])).toBe('phone');
  });

  it('does not take ordinary numbers for social insurance or telephone numbers', () => {
    const random = seeded(5);
    expect(contentOf(numbers(400, () => String(Math.floor(random() * 1e9))))).toBeNull();
    expect(contentOf(['130692544'])).toBeNull();
    expect(contentOf(numbers(200, () => (random() * 100).toFixed(6)))).toBeNull();
    expect(contentOf(numbers(200, () => (200 + random() * 799).toFixed(4)))).toBeNull();
  });

  it('recognises permanent codes, health insurance numbers and birth dates of a whole column', () => {
    const random = seeded(7);
    const two = (n: number) => String(n).padStart(2, '0');
    const day = () => 1 + Math.floor(random() * 28);
    const month = () => 1 + Math.floor(random() * 12) + (random() < 0.5 ? 50 : 0);
    const year = () => 8 + Math.floor(random() * 6);
    expect(contentOf(numbers(100, () => `ABCD${two(day() + 62)}${two(month())}${two(year())}01`))).toBe('permanent-code');
    expect(contentOf(numbers(100, () => `ABCD${two(year())}${two(month())}${two(day())}01`))).toBe('health-insurance');
    expect(contentOf(numbers(100, () => `20${two(year())}-${two(month() % 50 || 1)}-${two(day())}`))).toBe('birth');
  });

  it('warns of people’s names by their look only when asked, and only where they nearly all differ or seldom come back', () => {
    const syllables = ['Ba', 'Do', 'Li', 'Mo', 'Ra', 'Sé', 'Tu'];
    const names = numbers(
      60,
      (i) => `${syllables[i % 7]}${'xyzv'[i % 4]}a ${syllables[(i * 3) % 7]}${String.fromCharCode(97 + (i % 26))}el`,
    );
    const distinct = new Set(names);
    expect(contentOf(distinct, { names: true, rows: distinct.size + 10 })).toBe('name');
    expect(contentOf(distinct, { names: true, rows: distinct.size * 20 })).toBeNull();
    expect(contentOf(distinct, { rows: distinct.size })).toBeNull();
  });
});

describe('names that announce an identifier', () => {
  it.each([
    ['nom', 'name'],
    ['Prénom', 'name'],
    ['nom_mere', 'name'],
    ['student name', 'name'],
    ['Name', 'name'],
    ['date_naissance', 'birth'],
    ['DDN', 'birth'],
    ['Date nais.', 'birth'],
    ['CodePerm', 'permanent-code'],
    ['Cell. mère', 'phone'],
    ['Email', 'email'],
    ['courriel_parent', 'email'],
    ['telephone', 'phone'],
    ['No tél.', 'phone'],
    ['NAS', 'social-insurance'],
    ['codePermanent', 'permanent-code'],
    ['code_permanent', 'permanent-code'],
    ['NAM', 'health-insurance'],
    ['code postal', 'postal-code'],
    ['Adresse', 'address'],
  ])('« %s » announces %s', (name, kind) => {
    expect(namedAs(name)).toBe(kind);
  });

  it.each(['programme', 'nombre_absences', 'renommée', 'school name code', 'note', 'telescope', 'naseau'])(
    '« %s » announces none',
    (name) => {
      expect(namedAs(name)).toBeNull();
    },
  );
});
