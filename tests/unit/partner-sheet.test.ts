import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EcluseError, explain } from '../../src/base/errors.ts';
import type { Json } from '../../src/base/json.ts';
import { destroyDue } from '../../src/partner/destroy.ts';
import { readExports, recordExport } from '../../src/partner/exports.ts';
import { type OpenedResult, openAnswer } from '../../src/partner/open.ts';
import { sheetPage } from '../../src/partner/portrait/sheet.ts';
import { writeSheets } from '../../src/partner/sheet.ts';
import { wilson } from '../../src/study/metrics.ts';
import type { Table } from '../../src/table/table.ts';
import {
  answer,
  approveIn,
  ask,
  DICTIONARY,
  desk,
  document,
  evaluationSaid,
  modelSaid,
  pseudonymsIn,
  qualitySaid,
  reportSaid,
  scoreTable,
  table,
} from '../support/answers.ts';
import { code } from '../support/code.ts';
import { scratch } from '../support/parties.ts';

const { folder, remove } = scratch();
afterAll(remove);
const at = desk(join(folder, 'home'));
approveIn(at);
const fiches = Array.from({ length: 40 }, (_, i) => `0${1000 + i}`);

const share = (count: number, of: number): Json => ({ ...wilson(count, of) });
const UNKNOWN: Json = { count: null, of: null, value: null, low: null, high: null };
const stance = (cutoff: number, found: number, flagged: number): Json => ({
  cutoff,
  recall: share(found, 200),
  precision: share(found, flagged),
});
const group = (bounds: object, targeted: readonly [number, number, number], rows = 100): Json => {
  const [found, flagged, concerned] = targeted;
  const treated = { recall: share(found, concerned), precision: share(found, flagged), falseAlarm: UNKNOWN, flagged: UNKNOWN };
  const observed = share(concerned, rows);
  return {
    codes: null,
    from: null,
    below: null,
    missing: false,
    rows,
    positives: concerned,
    calibration: { announced: 0.31, observed },
    targeted: treated,
    wide: treated,
    ...bounds,
  };
};
/** What the model's evaluation tells: 1,000 pupils in three bands, and those of whom much was missing. */
const MEASURED = {
  stances: { targeted: stance(0.5, 110, 180), wide: stance(0.2, 164, 410) },
  choices: [{ stance: null, ...(stance(0.8, 60, 80) as object) }],
  bands: [
    { name: 'high', cutoff: 0.5, rows: 180, positives: 110 },
    { name: 'moderate', cutoff: 0.2, rows: 230, positives: 54 },
    { name: 'low', cutoff: 0, rows: null, positives: null },
  ],
  doubts: { missing: [group({ below: 0.2 }, [95, 140, 160], 900), group({ from: 0.2 }, [15, 40, 40])], unusual: [] },
};

type Said = { readonly evaluation?: object; readonly approval?: Json };

/** A result whose pupils are as told: the scores' columns are changed by `changes`, pupil by pupil. */
function opened(changes: Readonly<Record<string, (pupil: number) => number>> = {}, { evaluation = {}, approval }: Said = {}): OpenedResult {
  const request = ask(at, fiches);
  const names = pseudonymsIn(at, request);
  const known = openAnswer(at.home, at.secrets, sealed(request, scoreTable(names)), at.clock) as OpenedResult;
  // The rows come in the order of the pseudonyms: whose they are is known once they are opened.
  const pupilOf = (row: number) => known.pupils[row]!;
  const plain = scoreTable(names);
  const columns = plain.columns.map((column) => {
    const change = changes[column.name];
    return change && column.type === 'number' ? { ...column, values: column.values.map((_, row) => change(pupilOf(row))) } : column;
  });
  return openAnswer(at.home, at.secrets, sealed(request, { ...plain, columns }), at.clock) as OpenedResult;

  function sealed(of: typeof request, scores: Table) {
    const said = modelSaid();
    const model = {
      ...said,
      evaluation: { ...(said.evaluation as object), ...MEASURED, ...evaluation },
      ...(approval ? { approval } : {}),
    };
    const shards = [
      document('report', reportSaid(of.core, { models: [model] })),
      document('quality', qualitySaid),
      table('scores', scores),
    ];
    return answer(at, of, { shards });
  }
}

const shown = (result: OpenedResult, pupils: readonly number[], lang: 'fr' | 'en' = 'fr') =>
  Buffer.from(sheetPage(result, pupils, at.home.name, lang))
    .toString('utf8')
    .replaceAll(/\u00a0|\u202f/g, ' ');
const sound = opened({ missing: () => 0, missing1: () => Number.NaN, unusual: () => 0, unusual1: () => Number.NaN });

describe('a pupil’s sheet', () => {
  it('is of that pupil, in the order asked, and of nobody else', () => {
    const result = opened({ probability: (pupil) => (pupil + 1) / 100 });
    const page = shown(result, [7, 3]);
    expect([...page.matchAll(/Fiche (\d+)/g)].map(([, fiche]) => fiche)).toEqual([fiches[7], fiches[3]]);
    for (const [pupil, fiche] of fiches.entries()) expect([fiche, page.includes(fiche)]).toEqual([fiche, pupil === 7 || pupil === 3]);
    expect(page.indexOf('environ 8 soient concernés')).toBeLessThan(page.indexOf('environ 4 soient concernés'));
    expect(page.match(/<section class="pupil">/g)).toHaveLength(2);
    expect(page).toContain('À détruire au plus tard le</dt><dd>2027-06-30');
    expect(page).toContain('pas une boule de cristal');
    expect(page).toContain('École 1');
    expect(shown(result, [7, 3])).toBe(page);
  });

  it.each([
    [0.004, 'moins de 1 %. De 100 élèves aux données semblables, le modèle s’attend à ce que presque aucun ne soit concerné.'],
    [0.012, '1 %. De 100 élèves aux données semblables, le modèle s’attend à ce qu’environ 1 soit concerné.'],
    [0.63, '63 %. De 100 élèves aux données semblables, le modèle s’attend à ce qu’environ 63 soient concernés.'],
    [0.997, 'plus de 99 %. De 100 élèves aux données semblables, le modèle s’attend à ce que presque tous soient concernés.'],
  ])('says a probability of %s in plain words', (probability, words) => {
    expect(shown(opened({ probability: () => probability }), [0])).toContain(`Probabilité estimée : ${words}`);
  });

  it('tells categories, what raises, what one can act upon; and no missing value as a strength', () => {
    const list = (page: string, title: string) => {
      const from = page.indexOf(`<h4>${title}`);
      return page.slice(from, page.indexOf('</div>', from));
    };
    const page = shown(sound, [0]);
    expect(page).toContain('Profil scolaire : −2,0 · Comportement : −1,0 · Assiduité : 0,0 · Performance : −9,0 · Sociodémographie : +2,0');
    expect(list(page, 'Ce qui élève')).toMatch(/Absences.*\(\+1,0\).*moyenne \(\+2,0\)/s);
    expect(list(page, 'Forces')).toMatch(/Absences.*\(−1,0\).*moyenne \(−2,0\)/s);
    expect(list(page, 'Ce sur quoi')).toMatch(/Absences.*\(\+1,0\)/s);
    expect(list(page, 'Ce sur quoi')).not.toContain('moyenne');
    // The second raising factor is missing, the first lowering one too; the first actionable one is rare.
    const odd = shown(opened({ odd: () => 3 + 27 + 2 * 3 ** 6 }), [0]);
    expect(list(odd, 'Ce qui élève').match(/moyenne.*donnée manquante/s)).not.toBeNull();
    expect(list(odd, 'Forces')).not.toContain('Absences');
    expect(list(odd, 'Forces')).toContain('moyenne (−2,0)');
    expect(list(odd, 'Ce sur quoi')).toContain('valeur inhabituelle');
    const none = shown(opened({ actionable1: () => Number.NaN, lowering1: () => Number.NaN, lowering2: () => Number.NaN }), [0]);
    expect(list(none, 'Ce sur quoi')).toContain('Rien de ce qui élève le risque.');
    expect(list(none, 'Forces')).toContain('Rien dans ses données.');
  });
});

describe('why it may be wrong', () => {
  it('says what is missing and what is rare, with their names, or that nothing is', () => {
    const page = shown(sound, [0]);
    expect(page).toContain('Il ne manque rien de ce sur quoi le modèle s’appuie.');
    expect(page).toContain('Aucune de ses valeurs n’est inhabituelle');
    const little = shown(
      opened({ missing: () => 0.07, missing1: () => 1, unusual: () => 0.05, unusual1: () => 0, unusual2: () => 1 }),
      [0],
    );
    expect(little).toContain('Il manque 7 % de ce sur quoi le modèle s’appuie : moyenne.');
    expect(little).toMatch(
      /Pour 5 % de ce sur quoi.*avait parmi ceux dont il a appris : Absences.*; moyenne\. Vérifiez ces valeurs : elles peuvent aussi/,
    );
    expect(little).not.toContain('Le modèle connaît mal cet élève');
    const one = shown(opened({ unusual: () => 0.004, unusual1: () => 1 }), [0]);
    expect(one).toMatch(/Pour moins de 1 % de ce sur quoi.*: moyenne\. Vérifiez cette valeur : elle peut aussi/);
    const most = shown(opened({ missing: () => 0.3, missing1: () => 1, missing2: () => 0, missing3: () => 1 }), [0], 'en');
    expect(most).toContain('30% is missing, above all: moyenne; Unexcused &lt;b&gt;absences&lt;/b&gt;; moyenne.');
  });

  it('says how many of the pupil’s band were concerned, when that may be told', () => {
    const [low, high] = [wilson(110, 180).low!, wilson(110, 180).high!];
    const page = shown(opened({ band: () => 2, targeted: () => 1, wide: () => 1 }), [0]);
    expect(page).toContain(
      `dans ce palier à son évaluation, de ${Math.floor(low * 100)} à ${Math.ceil(high * 100)} ont vraiment été concernés`,
    );
    expect(page).toContain('À l’approche agressive, que le CSS a choisie, cet élève est signalé.');
    expect(shown(sound, [0])).toContain('On ne peut dire combien d’élèves de ce palier');
    expect(shown(sound, [0])).toContain('cet élève n’est pas signalé');
  });

  it('says how often the model was wrong about pupils of whom as much was missing, when this pupil is one', () => {
    const page = shown(opened({ missing: () => 0.2, missing1: () => 1 }), [0]);
    expect(page).toContain('Le modèle connaît mal cet élève. De ceux à qui il manquait autant (20 % ou plus) à l’évaluation :');
    const hundred = (count: number, of: number) => {
      const { low, high } = wilson(count, of);
      return `de ${Math.floor(low! * 100)} à ${Math.ceil(high! * 100)}`;
    };
    expect(page).toContain(`annonçait 31 % en moyenne; de 100 d’entre eux, ${hundred(40, 100)} ont été concernés`);
    expect(page).toContain(`signalés, ${hundred(15, 40)} l’étaient à raison (chez les autres élèves, ${hundred(95, 140)})`);
    const missed = (found: number, of: number) => hundred(of - found, of);
    expect(page).toContain(`concernés, ${missed(15, 40)} ont été manqués (chez les autres élèves, ${missed(95, 160)})`);
    expect(page).not.toContain('seuil du modèle');
    // Of pupils with unusual values too few were judged.
    const rare = shown(opened({ unusual: () => 0.1, unusual1: () => 0 }), [0]);
    expect(rare).toMatch(/Cet élève sort de l’ordinaire.*Trop peu d’élèves étaient dans ce cas/s);
    expect(shown(sound, [0])).not.toMatch(/sort de l’ordinaire|connaît mal/);
  });

  it('goes by the cut that the CSS chose: bands move with it', () => {
    const approval = { stance: 'targeted', cut: 0.8, until: '2027-06-30' } as const;
    approveIn(at, undefined, undefined, approval.cut);
    const result = opened({ band: () => 1, missing: () => 0.25, missing1: () => 1 }, { approval });
    expect(result.report.models[0]!.measures.bands).toEqual([
      { name: 'high', cutoff: 0.8, rows: 80, positives: 60 },
      { name: 'moderate', cutoff: 0.2, rows: 330, positives: 104 },
      { name: 'low', cutoff: 0, rows: 590, positives: 36 },
    ]);
    const { low, high } = wilson(104, 330);
    expect(shown(result, [0])).toContain(`de ${Math.floor(low! * 100)} à ${Math.ceil(high! * 100)} ont vraiment été concernés`);
    expect(shown(result, [0])).toContain('Ces derniers chiffres valent au seuil du modèle; le CSS en a choisi un autre.');
  });

  it('warns of the model itself', () => {
    expect(shown(opened({}, { evaluation: { leaks: [{ variable: 'moyenne', rocAuc: 0.99 }] } }), [0])).toContain(
      'À savoir de ce modèle : fuite possible.',
    );
    expect(shown(sound, [0])).not.toContain('À savoir de ce modèle');
  });

  it('says that the year’s pupils are far from those learnt from, and that no model is for a pupil', () => {
    const farther = (share: number): OpenedResult => ({
      ...sound,
      report: { ...sound.report, models: sound.report.models.map((model) => ({ ...model, distance: { share, variables: [] } })) },
    });
    expect(shown(farther(0.12), [0])).toContain('Chez les élèves évalués, 12 % de ce sur quoi le modèle s’appuie a changé');
    expect(shown(farther(0), [0])).not.toContain('a changé');
    const others = { ...sound, pupils: sound.pupils.map(() => 1) };
    expect(shown(others, [0])).toContain('Aucun de ces modèles n’est pour un élève de ce niveau.');
  });
});

describe('the file of sheets', () => {
  const request = ask(at, fiches);
  const shards = [
    document('report', reportSaid(request.core)),
    document('quality', qualitySaid),
    table('scores', scoreTable(pseudonymsIn(at, request))),
  ];
  const result = answer(at, request, { shards });
  const write = (fileNumbers: readonly string[], out: string, from = result) =>
    writeSheets(at.home, at.secrets, { result: from, fileNumbers, out, lang: 'fr' }, at.clock);

  it('is known to the home before it is there, and destroyed with the request; the folder was not its own', () => {
    const own = join(folder, 'bureau');
    mkdirSync(own);
    const out = join(own, 'fiches.html');
    expect(write([fiches[4]!, fiches[4]!, fiches[2]!], out).pupils).toBe(2);
    expect(readFileSync(out, 'utf8').match(/class="pupil"/g)).toHaveLength(2);
    expect(readExports(at.home).filter(({ request: id }) => id === request.id)).toEqual([
      { request: request.id, folder: own, files: ['fiches.html'], shared: true },
    ]);
    expect(code(() => write([fiches[4]!], out))).toBe('FILE_EXISTS');
    expect(code(() => write([fiches[4]!], join(own, 'absent', 'fiches.html')))).toBe('FILE_WRITE');
    expect(readExports(at.home).filter(({ request: id }) => id === request.id)).toHaveLength(1);
    expect(destroyDue(at.home, () => new Date('2026-11-01T12:00:00Z')).files).toBe(0);
    const other = desk(join(folder, 'other'), 'Un autre CSS');
    approveIn(other);
    const asked = ask(other, fiches);
    const its = [
      document('report', reportSaid(asked.core)),
      document('quality', qualitySaid),
      table('scores', scoreTable(pseudonymsIn(other, asked))),
    ];
    const file = join(own, 'autre.html');
    const of = { result: answer(other, asked, { shards: its }), fileNumbers: [fiches[0]!], lang: 'fr' } as const;
    writeSheets(other.home, other.secrets, { ...of, out: file }, other.clock);
    // Where nothing can be written the home knew of it all the same: it was told before.
    expect(code(() => writeSheets(other.home, other.secrets, { ...of, out: '/proc/sys/fiches.html' }, other.clock))).toBe('FILE_WRITE');
    expect(readExports(other.home).map(({ folder: where }) => where)).toEqual([own, '/proc/sys']);
    const { files, moved } = destroyDue(other.home, () => new Date('2030-01-01T12:00:00Z'));
    expect([files, moved, existsSync(file), existsSync(out), existsSync(own)]).toEqual([1, ['/proc/sys'], false, true, true]);
  });

  it('is not written for a number that is not there; of which its rank alone is said', () => {
    const out = join(folder, 'never.html');
    const strangers = ['99999999', fiches[1]!, ' 01000'];
    const before = readExports(at.home);
    try {
      write(strangers, out);
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof EcluseError)) throw error;
      expect([error.code, error.params]).toEqual(['PUPIL_UNKNOWN', { ranks: '1, 3' }]);
      const said = (['fr', 'en'] as const).map((lang) => JSON.stringify(explain(error, lang))).join();
      for (const number of [...strangers, '1000']) expect(said + error.message).not.toContain(number.trim());
    }
    expect(code(() => write([], out))).toBe('PUPIL_UNKNOWN');
    expect([existsSync(out), readExports(at.home)]).toEqual([false, before]);
  });

  it('comes of a result alone', () => {
    const taught = ask(at, fiches, 'train', DICTIONARY);
    const shards = [document('evaluation', evaluationSaid(taught.core)), document('quality', qualitySaid)];
    const evaluation = answer(at, taught, { shards, core: { kind: 'evaluation' } });
    expect(code(() => write([fiches[0]!], join(folder, 'never.html'), evaluation))).toBe('PUPIL_NOT_RESULT');
  });

  it('never writes down a name that the home could not read again', () => {
    const before = readExports(at.home);
    for (const name of ['a\\b.html', `${'x'.repeat(201)}.html`]) {
      expect(code(() => write([fiches[0]!], join(folder, name)))).toBe('FILE_WRITE');
      expect(code(() => recordExport(at.home, { request: request.id, folder, files: ['ok.html', name] }))).toBe('FILE_WRITE');
      expect(readdirSync(folder)).not.toContain(name);
    }
    expect(readExports(at.home)).toEqual(before);
  });
});
