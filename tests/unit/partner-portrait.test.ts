import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import { answerFiles } from '../../src/partner/export/answer.ts';
import { type Opened, type OpenedResult, openAnswer } from '../../src/partner/open.ts';
import { contrast, MARK_PAIRS, PALETTE, TEXT_PAIRS } from '../../src/partner/portrait/palette.ts';
import { sheetPage } from '../../src/partner/portrait/sheet.ts';
import { speech } from '../../src/partner/portrait/speech.ts';
import { words } from '../../src/partner/portrait/words.ts';
import { wilson } from '../../src/study/metrics.ts';
import {
  answer,
  approveIn,
  ask,
  bytesOf,
  DICTIONARY,
  DIGEST,
  desk,
  document,
  evaluationSaid,
  fairnessSaid,
  MODEL,
  modelSaid,
  pseudonymsIn,
  qualitySaid,
  reportSaid,
  scoreTable,
  table,
} from '../support/answers.ts';
import { code } from '../support/code.ts';
import { scratch } from '../support/parties.ts';
import { typography } from '../support/typography.ts';

const { folder, remove } = scratch();
afterAll(remove);
const at = desk(join(folder, 'home'), 'CSS « <script>alert(1)</script> »');
approveIn(at);

const HOSTILE = `"><img src=x onerror=alert(1)>`;
const pages = (opened: Opened, lang: 'fr' | 'en' = 'fr') =>
  new Map(
    answerFiles(opened, { sender: at.home.name, lang, excel: false, xlsx: false, parquet: false, pupils: true }).map((file) => [
      file.name,
      Buffer.from(bytesOf(file)).toString('utf8'),
    ]),
  );

/** A result whose bands hold these many pupils. */
function resultOf(high: number, moderate: number, low: number) {
  const total = high + moderate + low;
  const request = ask(
    at,
    Array.from({ length: total }, (_, i) => `F${10_000 + i}`),
  );
  const bandOf = (pupil: number) => (pupil < high ? 2 : pupil < high + moderate ? 1 : 0);
  const shards = [
    document('report', reportSaid(request.core)),
    document('quality', qualitySaid),
    table('scores', scoreTable(pseudonymsIn(at, request), bandOf)),
  ];
  return openAnswer(at.home, at.secrets, answer(at, request, { shards }), at.clock);
}

/** Every whole number that stands alone in the text of a page, tags and figures of charts apart. */
function numbersIn(page: string): number[] {
  const body = page
    .slice(page.indexOf('<main>'), page.indexOf('<h3>Jusqu’où'))
    .replace(/<svg.*?<\/svg>/gs, (svg) => /<desc.*?<\/desc>/s.exec(svg)?.[0] ?? '');
  const text = body.replace(/<[^>]*>/g, ' ').replace(/(\d)[\u00a0\u202f](\d)/g, '$1$2');
  return [...text.matchAll(/(?<![\d,.−+-])\d+(?![\d,.]|\s*%)/g)].map(([digits]) => Number(digits));
}

describe('the portrait', () => {
  it('shows what may be shown', () => {
    const page = pages(resultOf(20, 30, 50)).get('portrait.html')!;
    expect(numbersIn(page)).toEqual(expect.arrayContaining([20, 30, 50, 100]));
    expect(page).toContain('Approche agressive');
  });

  it('says how far its pupils are from those that the model learnt from, and by what', () => {
    const request = ask(
      at,
      Array.from({ length: 40 }, (_, i) => `F${10_000 + i}`),
    );
    const variable = (name: string, more: { [member: string]: Json }) => ({
      ...{ variable: name, weight: 0.4, psi: 0.01, missingShift: 0, outside: 0, drifted: false },
      ...more,
    });
    const pageOf = (distance: Json) => {
      const shards = [
        document('report', reportSaid(request.core, { models: [modelSaid({ distance })] })),
        document('quality', qualitySaid),
        table(
          'scores',
          scoreTable(pseudonymsIn(at, request), () => 0),
        ),
      ];
      return pages(openAnswer(at.home, at.secrets, answer(at, request, { shards }), at.clock)).get('portrait.html')!;
    };
    const far = pageOf({
      share: 0.4,
      variables: [
        variable('absences', { psi: 0.02, missingShift: 0.31, drifted: true }),
        variable('moyenne', { weight: 0.6, outside: 0.05 }),
      ],
    });
    expect(far).toMatch(/40\u00a0% de ce sur quoi le modèle s’appuie a changé/);
    expect(far).toContain('plus souvent absente (+31,0 points)');
    expect(far).not.toContain('la répartition des valeurs');
    expect(far).toContain('sortent de tout ce que le modèle a vu\u00a0: moyenne (5\u00a0%).');
    expect(pageOf({ share: 0, variables: [variable('moyenne', {})] })).toContain('Rien ne montre le contraire');
    expect(code(() => pageOf({ share: 2, variables: [] }))).toBe('OPEN_DOCUMENT');
  });

  it('hides every count under ten, and any other from which it could be worked out', () => {
    for (const [high, moderate, low] of [
      [3, 40, 60],
      [40, 4, 60],
      [40, 60, 5],
      [9, 6, 90],
      [0, 50, 50],
      [2, 3, 95],
    ] as const) {
      const made = pages(resultOf(high, moderate, low));
      const page = made.get('portrait.html')!;
      const total = high + moderate + low;
      const shown = new Set(numbersIn(page));
      for (const count of [high, moderate, low]) if (count > 0 && count < 10) expect(shown.has(count)).toBe(false);
      const [header, row] = made
        .get('portrait.csv')!
        .split('\n')
        .map((cells) => cells.split(','));
      const cell = (name: string) => row?.[header?.indexOf(name) ?? -1];
      const told = ['band_high', 'band_moderate', 'band_low'].map(cell);
      const known = told.map((each) => (each === '' ? null : Number(each)));
      // What is told is true and not small; what is left of the total is not either, and is not one band alone.
      for (const [i, count] of [high, moderate, low].entries()) {
        if (known[i] !== null) expect([known[i], count >= 10]).toEqual([count, true]);
      }
      const hidden = known.filter((count) => count === null).length;
      const left = total - known.reduce<number>((sum, count) => sum + (count ?? 0), 0);
      expect(hidden === 0 || (hidden > 1 && left >= 10)).toBe(true);
      expect(cell('flagged_targeted')).toBe(told[0]);
      expect(cell('flagged_wide')).toBe(told[0] === '' || told[1] === '' ? '' : String(high + moderate));
    }
  });

  it('says « masqué », not « non mesuré », of a figure of which the bounds alone are told', () => {
    const held = modelSaid();
    const { stances } = held.evaluation as unknown as { stances: { [stance: string]: { [measure: string]: Json } } };
    const bounds = { count: null, of: null, value: null, low: 0.61, high: 1 };
    const wide = { ...stances.wide, recall: bounds, precision: { ...bounds, low: null, high: null } };
    const models = [{ ...held, evaluation: { ...(held.evaluation as object), stances: { ...stances, wide } } }];
    const request = ask(
      at,
      Array.from({ length: 40 }, (_, i) => `M${i}`),
    );
    const shards = [
      document('report', reportSaid(request.core, { models })),
      document('quality', qualitySaid),
      table(
        'scores',
        scoreTable(pseudonymsIn(at, request), () => 0),
      ),
    ];
    const page = pages(openAnswer(at.home, at.secrets, answer(at, request, { shards }), at.clock)).get('portrait.html')!;
    const cells = [...page.matchAll(/<td class="n">([^<]*)<\/td><td class="n">([^<]*)<\/td><td class="n">masqué<\/td>/g)];
    expect(cells.map(([, figure]) => figure)).toEqual(['masqué', 'non mesuré']);
  });

  it('tells nothing of fewer than ten pupils', () => {
    const made = pages(resultOf(3, 3, 2));
    const page = made.get('portrait.html')!;
    expect(page).toContain('masqué');
    for (const count of [2, 3, 8]) expect(numbersIn(page)).not.toContain(count);
    expect(made.get('portrait.csv')!.split('\n')[1]).toMatch(/^decrochage-sec-3-0001,sec-3,,,,,,,/);
  });
});

describe('every page', () => {
  const label = { fr: `Absences ${HOSTILE}`, en: `Absences ${HOSTILE}` };
  const dictionary = {
    ...DICTIONARY,
    variables: DICTIONARY.variables.map((each) => (each.name === 'absences' ? { ...each, label } : each)),
  };
  const fiches = Array.from({ length: 40 }, (_, i) => (i === 7 ? HOSTILE : `F${100 + i}`));
  const scored = ask(at, fiches, 'score', dictionary);
  const model = modelSaid({ target: HOSTILE, grade: HOSTILE });
  const scores = table(
    'scores',
    scoreTable(pseudonymsIn(at, scored), (pupil) => (pupil % 3) as 0 | 1 | 2),
  );
  const result = openAnswer(
    at.home,
    at.secrets,
    answer(at, scored, {
      shards: [document('report', reportSaid(scored.core, { models: [model] })), document('quality', qualitySaid), scores],
    }),
    at.clock,
  );
  const taught = ask(at, fiches, 'train', dictionary);
  const said = evaluationSaid(taught.core, {
    models: [modelSaid({ outcome: HOSTILE })],
    setAside: [{ outcome: HOSTILE, code: 'SOMETHING_NEW' }],
  });
  const evaluation = openAnswer(
    at.home,
    at.secrets,
    answer(at, taught, { shards: [document('evaluation', said), document('quality', qualitySaid)], core: { kind: 'evaluation' } }),
    at.clock,
  );
  const all = (['fr', 'en'] as const).flatMap((lang) => {
    const sheets = Buffer.from(sheetPage(result as OpenedResult, [7, 8], at.home.name, lang)).toString('utf8');
    return [...pages(result, lang), ...pages(evaluation, lang), ['sheets.html', sheets] as const].flatMap(([name, page]) =>
      name.endsWith('.html') ? [[`${name} ${lang}`, page] as const] : [],
    );
  });

  it.each(all)('%s holds no script, no address, no hostile tag', (_, page) => {
    expect(page).not.toMatch(/<script|<img|<iframe|<link|<object|javascript:|\son\w+\s*=\s*["'a-z]*[^&]*alert\(1\)>/i);
    // A model's name leads to its place in the same page; no other address stands anywhere.
    const elsewhere = page.replaceAll(/href="#modele-\d+"/g, '');
    expect(elsewhere.replaceAll('&quot;', '').replaceAll('&lt;', '').replaceAll('&gt;', '')).not.toMatch(
      /(?:src|href|action|url)\s*[=(]\s*["']?(?!x onerror)/i,
    );
    expect(
      page.match(
        /<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-[A-Za-z0-9+/=]+&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"/,
      ),
    ).not.toBeNull();
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it.each(all)('%s says that the machine was not proved unplugged, and when to destroy it', (_, page) => {
    expect(page).toMatch(/n’était pas débranchée|was not unplugged/);
    expect(page).toContain('2027-06-30');
  });

  it('marks, in the list of pupils, those whom the model knows poorly, and them alone', () => {
    const page = (all.find(([name]) => name === 'pupils.html fr')?.[1] ?? '').replaceAll(/\u00a0|\u202f/g, ' ');
    const { scores } = result as OpenedResult;
    const listed = [...scores.band.keys()].filter((row) => scores.band[row]! > 0);
    for (const [name, words] of [
      ['missing', 'données manquantes : 25 %'],
      ['unusual', 'valeurs inhabituelles : 12 %'],
    ] as const) {
      const marked = listed.filter((row) => scores.doubts[name].share[row]! > 0).length;
      expect([name, marked > 0, page.split(words).length - 1]).toEqual([name, true, marked]);
    }
  });

  it('shows the hostile labels as the text they are', () => {
    const page = all.find(([name]) => name === 'pupils.html fr')?.[1] ?? '';
    expect(page).toContain('Absences &quot;&gt;&lt;img src=x onerror=alert(1)&gt;');
  });

  it('is the same twice', () => {
    expect(pages(result).get('portrait.html')).toBe(pages(result).get('portrait.html'));
  });
});

describe('groups of pupils, in an evaluation', () => {
  const label = { fr: `Langue ${HOSTILE}`, en: `Language ${HOSTILE}` };
  const codes = ['FRA', 'AUT'].map((code) => ({ code, label: { fr: `Langue ${code}`, en: `Language ${code}` } }));
  const langue = { name: 'langue', label, role: 'audit-only', type: 'code', codes } as const;
  const dictionary = { ...DICTIONARY, variables: [...DICTIONARY.variables, langue] };
  const taught = ask(
    at,
    Array.from({ length: 30 }, (_, i) => `F${i}`),
    'train',
    dictionary,
  );
  const evaluationOf = (fairness: Json) => {
    const held = modelSaid({ outcome: 'issue' });
    const models = [{ ...held, evaluation: { ...(held.evaluation as object), fairness } }];
    const shards = [document('evaluation', evaluationSaid(taught.core, { models })), document('quality', qualitySaid)];
    return openAnswer(at.home, at.secrets, answer(at, taught, { shards, core: { kind: 'evaluation' } }), at.clock);
  };
  const page = (fairness: Json, lang: 'fr' | 'en' = 'fr') =>
    (pages(evaluationOf(fairness), lang).get('evaluation.html') ?? '').replaceAll(/\u00a0|\u202f/g, ' ');

  it('names the group that is found less, and gives every figure, or its bounds', () => {
    const shown = page(fairnessSaid('langue', ['FRA', 'AUT']));
    expect(shown).toContain(
      'Langue AUT</strong><ul><li>l’approche agressive retrouve 30 % (25 % à 35 %) des élèves concernés, contre 63 %',
    );
    expect(shown.match(/<li><strong>Langue/g)?.length).toBe(1);
    expect(shown.match(/<li>l’approche \S+ retrouve/g)?.length).toBe(2);
    expect(shown).toContain('15 sur 50');
    expect(shown).toContain('0 % à 10 %<span class="under hidden-count">masqué');
    expect(shown).toContain('Trop peu d’élèves pour comparer sans qu’on puisse en reconnaître : moyenne.');
    expect(shown).not.toContain('<img');
    expect(page(fairnessSaid('langue', ['FRA', 'AUT']), 'en')).toContain('the targeted stance finds 30% (25% to 35%)');
  });

  it('says when nothing differs, and when nothing could be checked', () => {
    const [langue] = fairnessSaid('langue', ['FRA', 'AUT']) as { variable: string; groups: Json[] }[];
    const alike = [{ ...langue!, groups: [langue!.groups[0]!, { ...(langue!.groups[0] as object), codes: ['AUT'] }] }];
    expect(page(alike)).toContain('Aucun écart n’est établi');
    expect(page([])).toContain('aucune variable de vérification');
  });

  it('says before its figures that only those with two characteristics at once are found less', () => {
    const [langue] = fairnessSaid('langue', ['FRA', 'AUT']) as { variable: string; groups: Json[] }[];
    const [fair, harmed] = langue!.groups as { [member: string]: Json }[];
    const one = (code: string) => ({ codes: [code], from: null, below: null, missing: false });
    const pairs = [
      {
        variables: ['langue', 'moyenne'],
        groups: [fair!, fair!, fair!, harmed!].map((each, at) => ({ ...each, of: [one(at < 2 ? 'FRA' : 'AUT'), one(String(at % 2))] })),
      },
    ];
    const held = modelSaid({ outcome: 'issue' });
    const fairness = [{ ...langue!, groups: [fair!, { ...fair!, codes: ['AUT'] }] }];
    const models = [{ ...held, evaluation: { ...(held.evaluation as object), fairness, pairs } }] as Json[];
    const shards = [document('evaluation', evaluationSaid(taught.core, { models })), document('quality', qualitySaid)];
    const made = pages(openAnswer(at.home, at.secrets, answer(at, taught, { shards, core: { kind: 'evaluation' } }), at.clock));
    const [summary, card] = ['evaluation.html', `model-card-${MODEL}.html`].map((name) =>
      (made.get(name) ?? '').replaceAll(/\u00a0|\u202f/g, ' '),
    );
    expect(summary).toMatch(/<td>2 écarts établis entre groupes<\/td>/);
    expect(card).toContain('Écarts établis : 2; à surveiller : 0.');
  });

  it('warns before any figure of chance, of a leak, of a variable that is enough', () => {
    const told = (changes: object) => {
      const held = modelSaid({ outcome: 'issue' });
      const models = [{ ...held, evaluation: { ...(held.evaluation as object), ...changes } }] as Json[];
      const shards = [document('evaluation', evaluationSaid(taught.core, { models })), document('quality', qualitySaid)];
      const opened = openAnswer(at.home, at.secrets, answer(at, taught, { shards, core: { kind: 'evaluation' } }), at.clock);
      return (pages(opened).get('evaluation.html') ?? '').replaceAll(/\u00a0|\u202f/g, ' ');
    };
    const sound = told({});
    expect(sound).toContain('Intervalle à 95 % : 0,820 à 0,880.');
    expect(sound).toContain('0,070 (0,040 à 0,100)');
    expect(sound).not.toMatch(
      /hasard<|Fuite possible|Une seule variable suffit|Les résultats et les absences suffisent|Le taux connu suffit/,
    );
    const held = { rocAuc: 0.848, gain: { value: 0.002, low: -0.004, high: 0.008 } };
    const plain = told({ plain: { rate: { ...held, byGrade: true }, marks: { ...held, variables: 2 } } });
    expect(plain).toMatch(
      /Le taux connu suffit peut-être.*Les résultats et les absences suffisent peut-être.*0,002 \(−0,004 à 0,008\).*rien ne le montre/s,
    );
    expect(told({ rocAucInterval: { low: 0.47, high: 0.56 } })).toContain('Rien ne montre que ce modèle fasse mieux que le hasard');
    expect(told({ rocAucInterval: { low: 0.47, high: 0.56 } })).not.toContain('partner approve');
    expect(sound).toContain('partner approve');
    expect(sound).not.toContain('une fois sur 35');
    expect(told({ leaks: [{ variable: 'moyenne', rocAuc: 0.991 }] })).toContain('« moyenne » classe à elle seule');
    const beaten = { variables: ['absences', 'moyenne'], rocAuc: 0.84, gain: { value: 0.01, low: -0.02, high: 0.04 } };
    expect(told({ baseline: beaten })).toContain('» seule (aire sous la courbe ROC : 0,840; écart du modèle : 0,010, de −0,020 à 0,040)');
  });

  it('opens with all models in one table, each with the word that must be known, and leads to its page', () => {
    const held = modelSaid({ outcome: 'issue' });
    const changed = (id: string, changes: object) => ({ ...held, id, evaluation: { ...(held.evaluation as object), ...changes } });
    const [langue] = fairnessSaid('langue', ['FRA', 'AUT']) as { variable: string; groups: { [member: string]: Json }[] }[];
    const alike = [{ ...langue!, groups: [langue!.groups[0]!, { ...langue!.groups[0], codes: ['AUT'] }] }];
    const models = [
      changed('bon-1', { fairness: alike }),
      changed('sans-1', {}),
      changed('hasard-1', { rocAucInterval: { low: 0.48, high: 0.55 } }),
      changed('fuite-1', { leaks: [{ variable: 'moyenne', rocAuc: 0.99 }] }),
      changed('ecart-1', { fairness: fairnessSaid('langue', ['FRA', 'AUT']) }),
      ...Array.from({ length: 25 }, (_, at) => changed(`autre-${at}`, {})),
    ] as Json[];
    const shards = [document('evaluation', evaluationSaid(taught.core, { models })), document('quality', qualitySaid)];
    const opened = openAnswer(at.home, at.secrets, answer(at, taught, { shards, core: { kind: 'evaluation' } }), at.clock);
    const shown = (pages(opened).get('evaluation.html') ?? '').replaceAll(/\u00a0|\u202f/g, ' ');
    const rows = shown
      .slice(shown.indexOf('class="summary"'), shown.indexOf('</table>', shown.indexOf('class="summary"')))
      .split('<tr>')
      .slice(2);
    expect(rows).toHaveLength(30);
    expect(shown).toContain('Parmi 30 modèles, il n’est pas rare que l’un d’eux le passe ainsi.');
    for (const [row, word] of [
      'rien à signaler',
      '<td>équité non vérifiée</td>',
      'ne peut pas être approuvé',
      'fuite possible',
      'écarts établis entre groupes',
    ].entries()) {
      expect(rows[row]).toContain(word);
      expect(shown).toContain(`id="modele-${row + 1}"`);
      expect(rows[row]).toContain(`href="#modele-${row + 1}"`);
    }
  });

  it('draws both curves with their stances, offers cuts in words of pupils, and tells what can be guessed', () => {
    const held = modelSaid({ outcome: 'issue' });
    const share = (count: number, of: number) => ({ count, of, value: count / of, low: count / of - 0.04, high: count / of + 0.04 });
    const curves = {
      calibration: [],
      roc: [
        [0, 0],
        [0.1, 0.5],
        [0.4, 0.8],
        [1, 1],
      ],
      precisionRecall: [
        [0.3, 0.7],
        [0.55, 0.61],
        [1, 0.2],
      ],
    };
    const choices = [
      { cutoff: 0.62, stance: null, recall: share(60, 200), precision: { count: null, of: null, value: null, low: 0.7, high: 0.9 } },
      { cutoff: 0.335, stance: 'targeted', recall: share(110, 200), precision: share(110, 260) },
    ];
    const guesses = [
      {
        variable: 'langue',
        group: { codes: ['AUT'], from: null, below: null, missing: false },
        rocAuc: { value: 0.86, low: 0.83, high: 0.89 },
      },
    ];
    const models = [{ ...held, evaluation: { ...(held.evaluation as object), curves, choices } }] as Json[];
    const shards = [document('evaluation', evaluationSaid(taught.core, { models, guesses })), document('quality', qualitySaid)];
    const opened = openAnswer(at.home, at.secrets, answer(at, taught, { shards, core: { kind: 'evaluation' } }), at.clock);
    const all = pages(opened);
    const shown = (all.get('evaluation.html') ?? '').replaceAll(/\u00a0|\u202f/g, ' ');
    expect(shown).toMatch(/<title[^>]*>Courbe ROC<.*<title[^>]*>Courbe précision-rappel</s);
    expect(shown).toContain('33,5 %<span class="under">Approche agressive');
    expect(shown).toMatch(/33,5 %.*?de 38 à 47.*?260.*?110.*?90.*?150/s);
    expect(shown).toMatch(/62 %.*?de 70 à 90.*?masqué.*?60.*?140.*?masqué/s);
    expect(shown).toContain('ajoutez --cut SEUIL');
    expect(shown).toMatch(/Langue AUT\) — se devine bien\./);
    const card = (all.get(`model-card-${MODEL}.html`) ?? '').replaceAll(/\u00a0|\u202f/g, ' ');
    for (const principle of [
      'Robustesse',
      'Protection de la vie privée',
      'Explicabilité',
      'Équité',
      'Bien-être',
      'Autonomie',
      'Responsabilité',
    ]) {
      expect(card).toContain(`<h2>${principle}</h2>`);
    }
    expect(card).toContain(DIGEST);
    expect(card).toContain('À l’approche agressive, élèves signalés à tort : 70; manqués : 90.');
    expect(card).not.toContain('<script');
    const facts = JSON.parse(all.get(`model-card-${MODEL}.json`) ?? '');
    expect(facts).toMatchObject({
      format: 'ecluse.model-card/v1',
      digest: DIGEST,
      author: at.home.name,
      destroyBy: '2027-06-30',
      equity: { guesses },
    });
  });

  it('says of what is hidden that it is hidden, in sentences that stay sentences', () => {
    const held = modelSaid({ outcome: 'issue' });
    const told = held.evaluation as { stances: { targeted: object; wide: object } };
    const bounded = {
      cutoff: 0.2,
      recall: { count: null, of: 200, value: null, low: 0.44, high: 1 },
      precision: { count: null, of: null, value: null, low: 0.16, high: 0.4 },
    };
    const evaluation = { ...told, rows: null, stances: { ...told.stances, wide: bounded } };
    const shards = [
      document('evaluation', evaluationSaid(taught.core, { models: [{ ...held, evaluation } as Json] })),
      document('quality', qualitySaid),
    ];
    const made = pages(openAnswer(at.home, at.secrets, answer(at, taught, { shards, core: { kind: 'evaluation' } }), at.clock));
    const [page, card] = ['evaluation.html', `model-card-${MODEL}.html`].map((name) =>
      (made.get(name) ?? '').replaceAll(/\u00a0|\u202f/g, ' '),
    );
    expect(page).toContain('<td class="n">masqué</td><td class="n">44 % à 100 %</td><td class="n">masqué</td>');
    expect(page).toContain('La meilleure variable seule : « Absences');
    expect(card).toContain('Élèves jugés : masqué, dont concernés : 200.');
    for (const each of [page, card]) expect(each).not.toMatch(/masqué élèves|non mesuré/);
  });

  it('says how often the model was wrong about pupils whom it knew poorly, or that too few were', () => {
    const share = (count: number, of: number): Json => ({ ...wilson(count, of) });
    const unknown: Json = { count: null, of: null, value: null, low: null, high: null };
    const told = (bounds: object, [found, flagged, concerned]: readonly [number, number, number]): Json => {
      const treated = { recall: share(found, concerned), precision: share(found, flagged), falseAlarm: unknown, flagged: unknown };
      const rest = { rows: 500, positives: concerned, targeted: treated, wide: treated, ...bounds };
      return {
        codes: null,
        from: null,
        below: null,
        missing: false,
        calibration: { announced: 0.2, observed: share(concerned, 500) },
        ...rest,
      };
    };
    const doubts: Json = { missing: [told({ below: 0.2 }, [90, 120, 150]), told({ from: 0.2 }, [20, 80, 50])], unusual: [] };
    const held = modelSaid({ outcome: 'issue' });
    const page = (lang: 'fr' | 'en', changes: object) => {
      const models = [{ ...held, evaluation: { ...(held.evaluation as object), ...changes } }] as Json[];
      const shards = [document('evaluation', evaluationSaid(taught.core, { models })), document('quality', qualitySaid)];
      const opened = openAnswer(at.home, at.secrets, answer(at, taught, { shards, core: { kind: 'evaluation' } }), at.clock);
      const shown = (pages(opened, lang).get('evaluation.html') ?? '').replaceAll(/\u00a0|\u202f/g, ' ');
      return shown.slice(shown.indexOf(lang === 'fr' ? 'Quand le modèle connaît mal' : 'When the model knows'));
    };
    const hundred = (count: number, of: number) =>
      `${Math.floor(wilson(count, of).low! * 100)} à ${Math.ceil(wilson(count, of).high! * 100)}`;
    const shown = page('fr', { doubts });
    expect(shown).toContain(`signalés, de ${hundred(20, 80)} l’étaient à raison (chez les autres élèves, de ${hundred(90, 120)})`);
    expect(shown).toContain(`concernés, de ${hundred(30, 50)} ont été manqués (chez les autres élèves, de ${hundred(60, 150)})`);
    expect(shown).toMatch(/Moins de 20 % manque<span.*?75 %.*?20 % ou plus manque<span.*?25 %.*?20 sur 80.*?40 %/s);
    expect(shown.match(/Trop peu d’élèves étaient dans ce cas/g)).toHaveLength(1);
    expect(page('fr', {}).match(/Trop peu d’élèves étaient dans ce cas/g)).toHaveLength(2);
    expect(page('en', { doubts })).toContain('rightly were (among the other pupils,');
    const third = { ...doubts, missing: [...(doubts as { missing: Json[] }).missing, told({}, [20, 80, 50])] };
    for (const spoilt of [third, { missing: [] }, { ...doubts, unusual: 3 }])
      expect(() => page('fr', { doubts: spoilt })).toThrowError(/OPEN_DOCUMENT/);
    for (const bands of [
      [{ name: 'top', cutoff: 0.5, rows: 1, positives: 1 }],
      [{ name: 'high', cutoff: 3, rows: 1, positives: 1 }],
      'high',
    ]) {
      expect(() => page('fr', { bands })).toThrowError(/OPEN_DOCUMENT/);
    }
  });

  it('says on which cohorts a model was judged, how long before the outcome it flags, and what it left out', () => {
    const held = modelSaid({ outcome: 'issue' });
    const told = {
      method: 'later-cohorts',
      cohorts: { judged: [2015, 2014], trained: [0, 1, 1, 0.3].map((weight, at) => ({ cohort: 2007 + at, weight })) },
      moment: 'octobre',
      horizon: 2,
      dropped: [
        { variable: 'absences', cohort: 2010, reason: 'drift', value: 0.4 },
        { variable: 'moyenne', cohort: null, reason: 'late', value: null },
      ],
    };
    const shown = (changes: object) => {
      const models = [{ ...held, evaluation: { ...(held.evaluation as object), ...changes } }] as Json[];
      const shards = [document('evaluation', evaluationSaid(taught.core, { models })), document('quality', qualitySaid)];
      const opened = openAnswer(at.home, at.secrets, answer(at, taught, { shards, core: { kind: 'evaluation' } }), at.clock);
      return (pages(opened).get('evaluation.html') ?? '').replaceAll(/\u00a0|\u202f/g, ' ');
    };
    const page = shown(told);
    expect(page).toContain('Appris sur les cohortes de 2008–2010, jugé sur des cohortes plus récentes (2014–2015)');
    expect(page).toContain('Jugé sur 1 000 élèves, dont 200 concernés.');
    expect(page).not.toContain('Appris sur 1 000');
    expect(page).toContain('Cohortes qui ont compté autrement que pour 1 : 2007 (mise de côté); 2010 (poids de 0,3).');
    expect(page).toContain(
      'un signalement vient jusqu’à 2 années scolaires avant l’issue; chez certains élèves, elle survient plus tôt. Le modèle peut servir à partir de ce moment de l’année : octobre.',
    );
    expect(page).toMatch(
      /connues après le moment où le modèle sert : moyenne\..*leur sens a changé d’une année à l’autre : Absences.*\(2010\)\./s,
    );
    expect(shown({})).not.toMatch(/Préavis|Variables laissées de côté/);
    expect(shown({})).toContain('chacun jugé par les seuls arbres qui ne l’avaient jamais vu');
  });

  it('refuses groups of another form', () => {
    const [langue] = fairnessSaid('langue', ['FRA', 'AUT']) as { variable: string; groups: Json[] }[];
    const spoilt = (changes: object) => [{ ...langue!, groups: [{ ...(langue!.groups[0] as object), ...changes }] }];
    for (const changes of [{ codes: [3] }, { missing: 'oui' }, { targeted: {} }, { rows: -1 }]) {
      expect(() => evaluationOf(spoilt(changes) as Json)).toThrowError(/OPEN_DOCUMENT/);
    }
  });
});

describe('a share in percent', () => {
  it('is all or nothing only where it is', () => {
    const { percent } = speech('fr');
    const said = [0, 0.0002, 0.004, 0.123, 0.985, 0.996, 0.9998, 1].map((share) => percent(share).replaceAll(/\u00a0|\u202f/g, ' '));
    expect(said).toEqual(['0 %', '0,1 %', '0,4 %', '12 %', '99 %', '99,6 %', '99,9 %', '100 %']);
  });
});

describe('words and colours', () => {
  it('are typeset as in Quebec, and said in both languages', () => {
    for (const { fr, en } of Object.values(words)) {
      expect(typography(fr)).toEqual([]);
      expect([...en.matchAll(/\{(\w+)\}/g)].map(([name]) => name).sort()).toEqual(
        [...fr.matchAll(/\{(\w+)\}/g)].map(([name]) => name).sort(),
      );
    }
  });

  it('can be read (WCAG 2.2)', () => {
    for (const [front, back] of TEXT_PAIRS) expect(contrast(PALETTE[front], PALETTE[back])).toBeGreaterThanOrEqual(4.5);
    for (const [front, back] of MARK_PAIRS) expect(contrast(PALETTE[front], PALETTE[back])).toBeGreaterThanOrEqual(3);
  });
});
