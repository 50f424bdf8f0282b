import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { explain } from '../../src/base/errors.ts';
import { canonicalJson } from '../../src/base/json.ts';
import { followUpFiles } from '../../src/partner/export/follow-up.ts';
import { type FollowUpOptions, followResult, followUpDocument, HELP, keepFollowUp } from '../../src/partner/follow-up.ts';
import { PreparationRefused } from '../../src/partner/prepare.ts';
import { printSheets } from '../../src/partner/sheet.ts';
import { readSource } from '../../src/partner/source.ts';
import { childFacts } from '../../src/register/facts.ts';
import { type Dictionary, dictionaryBytes } from '../../src/table/dictionary.ts';
import {
  DICTIONARY as ASKED,
  answer,
  approveIn,
  ask,
  bytesOf,
  desk,
  document,
  modelSaid,
  pseudonymsIn,
  qualitySaid,
  reportSaid,
  scoreTable,
  soundResult,
  table,
} from '../support/answers.ts';
import { code } from '../support/code.ts';
import { scratch } from '../support/parties.ts';
import { both, dictionaryOf, outcome, variable } from '../support/tables.ts';

const { folder, remove } = scratch();
afterAll(remove);
const at = desk(join(folder, 'home'));
approveIn(at);

const DICTIONARY = dictionaryOf(
  variable('fiche', { role: 'identifier', type: 'text' }),
  variable('absences', { category: 'attendance' }),
  variable('langue', {
    role: 'audit-only',
    type: 'code',
    codes: [
      { code: 'F', label: both('Français') },
      { code: 'A', label: both('Autre') },
    ],
  }),
  outcome('issue'),
);
const dictionary = join(folder, 'dictionary.json');
writeFileSync(dictionary, dictionaryBytes(DICTIONARY));

const PUPILS = 400;
const fiches = Array.from({ length: PUPILS }, (_, i) => `F${1000 + i}`);
const request = ask(at, fiches);
// High: the first 80 in the order of pseudonyms; moderate: the next 80.
const bandOf = (pupil: number) => (pupil < 80 ? 2 : pupil < 160 ? 1 : 0) as 0 | 1 | 2;
const result = answer(at, request, { shards: soundResult(at, request, bandOf) });

let serial = 0;
/** A table of what happened. `gone`: pupils who are not in it; `happened` by place in the extract. */
function outcomesTable(happened: (pupil: number) => boolean, options: { gone?: (pupil: number) => boolean; column?: string } = {}): string {
  const lines = fiches.flatMap((fiche, i) =>
    options.gone?.(i)
      ? []
      : [`${fiche};${happened(i) ? 'OUI' : 'NON'};${i % 3 === 0 ? 'A' : 'F'};${i % 5 === 0 ? 'oui' : 'non'};Nom de l’élève`],
  );
  const path = join(folder, `outcomes-${++serial}.csv`);
  writeFileSync(path, `fiche;${options.column ?? 'issue'};langue;aide;nom\n${lines.join('\n')}\n`);
  return path;
}
const follow = async (path: string, more: Partial<FollowUpOptions> = {}, bundle = result) => {
  const source = await readSource(path);
  return followResult(at.home, at.secrets, { result: bundle, table: path, source, dictionary, ...more }, at.clock);
};
const every = (n: number) => (pupil: number) => pupil % n === 0;

describe('follow-up', () => {
  it('puts what happened beside what was told, pupil by pupil, through the roster', async () => {
    const followed = await follow(outcomesTable(every(2)));
    const [model] = followed.models;
    const { stances, rows, positives } = model!.followed;
    expect({ rows, positives }).toEqual({ rows: PUPILS, positives: PUPILS / 2 });
    const { pupils: pupilOf, scores } = followed.opened;
    const caught = (flags: ArrayLike<number>) =>
      Array.from(flags).reduce((sum, flag, row) => sum + (flag === 1 && pupilOf[row]! % 2 === 0 ? 1 : 0), 0);
    expect(stances.targeted.precision).toMatchObject({ count: caught(scores.targeted), of: 80 });
    expect(stances.wide.recall).toMatchObject({ count: caught(scores.wide), of: PUPILS / 2 });
    expect(followed.pupils).toEqual({ scored: PUPILS, absent: 0, strangers: 0 });
  });

  it('knows a pupil whose whole number lost its leading zeros on the way, as the preparation does; so do a sheet and a parent’s answer', async () => {
    const whole = (one: Dictionary): Dictionary => ({
      ...one,
      variables: one.variables.map((each) => (each.role === 'identifier' ? { ...each, type: 'integer' } : each)),
    });
    const numbers = fiches.map((fiche) => `0${fiche.slice(1)}`);
    const asked = ask(at, numbers, 'score', whole(ASKED));
    const bundle = answer(at, asked, { shards: soundResult(at, asked, bandOf) });
    const path = join(folder, 'whole.csv');
    writeFileSync(path, `fiche;issue\n${numbers.map((number, i) => `${Number(number)};${i % 2 ? 'NON' : 'OUI'}`).join('\n')}\n`);
    const own = join(folder, 'whole.json');
    writeFileSync(own, dictionaryBytes(whole(DICTIONARY)));
    const followed = await follow(path, { dictionary: own }, bundle);
    expect(followed.pupils).toEqual({ scored: PUPILS, absent: 0, strangers: 0 });
    const { pupils: pupilOf, scores } = followed.opened;
    const caught = Array.from(scores.targeted).reduce((sum, flag, row) => sum + (flag === 1 && pupilOf[row]! % 2 === 0 ? 1 : 0), 0);
    expect(followed.models[0]!.followed.stances.targeted.precision).toMatchObject({ count: caught, of: 80 });
    // Where either dictionary says text, 01000 and 1000 are two pupils.
    await expect(follow(path, {}, bundle)).rejects.toMatchObject({ code: 'FOLLOW_UP_STRANGERS' });
    expect(printSheets(at.home, followed.opened, { fileNumbers: ['1007', '01007'], out: join(folder, 'one.html'), lang: 'fr' })).toBe(1);
    expect(childFacts(at.home, at.secrets, '1007').requests.map(({ id }) => id)).toEqual([asked.id]);
    expect(childFacts(at.home, at.secrets, '2007').requests).toEqual([]);
  });

  it('counts a pupil who is gone neither as right nor as wrong', async () => {
    const followed = await follow(outcomesTable(every(2), { gone: (pupil) => pupil < 40 }));
    expect(followed.pupils).toMatchObject({ absent: 40 });
    const [model] = followed.models;
    expect(model!.followed.positives).toBe((PUPILS - 40) / 2);
  });

  it('compares groups and the help given, and names no pupil, file number or column that was not asked for', async () => {
    const followed = await follow(outcomesTable(every(2)), { help: 'aide' });
    expect(followed.models[0]!.followed.fairness.map(({ variable: name, groups }) => [name, groups.length])).toEqual([
      ['langue', 2],
      ['help-given', 2],
    ]);
    for (const lang of ['fr', 'en'] as const) {
      const files = followUpFiles(followed, 'CSS « <script>alert(1)</script> »', lang).map(
        (file) => [file.name, Buffer.from(bytesOf(file)).toString('utf8')] as const,
      );
      expect(files.map(([name]) => name)).toEqual(['follow-up.html', 'follow-up.json']);
      for (const [name, text] of files) {
        expect(text, name).not.toMatch(/F1\d{3}\b/);
        expect(text, name).not.toMatch(/Nom de l|<script|\{\w+\}(?![^<]*<\/style>)/);
      }
      const page = files[0]![1];
      expect(page).toContain(lang === 'fr' ? 'L’aide change l’issue' : 'Help changes the outcome');
    }
  });

  it('does not say that some of those whose outcome is known are of an unknown group, when it is those who are gone', async () => {
    const followed = await follow(outcomesTable(every(2), { gone: (pupil) => pupil < 40 }), { help: 'aide' });
    const help = followed.models[0]!.followed.fairness.find(({ variable: name }) => name === HELP)!;
    expect(help.groups.map(({ codes, missing }) => [codes, missing])).toEqual([
      [['0'], false],
      [['1'], false],
    ]);
  });

  it('is the same document whatever the order of the table, and never twice with other outcomes', async () => {
    const path = outcomesTable(every(2));
    const followed = await follow(path);
    keepFollowUp(at.home, followed);
    keepFollowUp(at.home, await follow(path));
    const other = await follow(outcomesTable((pupil) => pupil % 2 === 0 && pupil !== 6));
    expect(code(() => keepFollowUp(at.home, other))).toBe('FOLLOW_UP_AGAIN');
    expect(canonicalJson(followUpDocument(followed))).toBe(canonicalJson(followUpDocument(await follow(path))));
  });

  it('sets a model aside whose outcome is not there, or whose pupils are too few, and goes on', async () => {
    const asked = ask(at, fiches);
    const second = modelSaid({ id: 'decrochage-sec-4-0002', digest: 'c'.repeat(64), target: 'sec-4' });
    approveIn(at, 'decrochage-sec-4-0002', 'c'.repeat(64));
    const shards = [
      document('report', reportSaid(asked.core, { models: [modelSaid(), second] })),
      document('quality', qualitySaid),
      table('scores', scoreTable(pseudonymsIn(at, asked), bandOf, 2)),
    ];
    const followed = await follow(outcomesTable(every(2)), {}, answer(at, asked, { shards }));
    expect(followed.models).toHaveLength(1);
    expect(followed.setAside).toEqual([{ id: 'decrochage-sec-4-0002', code: 'FOLLOW_UP_OUTCOME' }]);
  });

  it('of which nothing can be told is refused, and another may come', async () => {
    await expect(follow(outcomesTable((pupil) => pupil < 9))).rejects.toMatchObject({ code: 'FOLLOW_UP_FEW' });
    for (const lang of ['fr', 'en'] as const) expect(explain({ code: 'FOLLOW_UP_FEW', params: {} }, lang).what).not.toMatch(/[{}]/);
  });

  it('tells a fault of the column of help by the name that it has in the extract', async () => {
    const path = outcomesTable(every(2));
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(';oui;', ';tutorat;'));
    const refused = await follow(path, { help: 'aide' }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(PreparationRefused);
    const { problems, totals } = refused as PreparationRefused;
    expect([...new Set([...problems, ...totals].map(({ column }) => column))]).toEqual(['aide']);
  });

  it('refuses what cannot be followed, and says why', async () => {
    const refused = async (work: () => Promise<unknown>) => {
      try {
        await work();
        return null;
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    const path = outcomesTable(every(2));
    expect(await refused(() => follow(path, { help: 'absente' }))).toBe('FOLLOW_UP_HELP');
    expect(await refused(() => follow(path, { help: 'langue' }))).toBe('FOLLOW_UP_HELP');
    const strangers = join(folder, 'strangers.csv');
    writeFileSync(strangers, 'fiche;issue\nX1;OUI\nX2;NON\n');
    expect(await refused(() => follow(strangers))).toBe('FOLLOW_UP_STRANGERS');
    const other = join(folder, 'other.json');
    writeFileSync(other, dictionaryBytes(dictionaryOf(variable('absences', { category: 'attendance' }))));
    expect(await refused(() => follow(path, { dictionary: other }))).toBe('FOLLOW_UP_NO_OUTCOME');
    const unmapped = join(folder, 'unmapped.csv');
    writeFileSync(unmapped, 'fiche;issue\nF1000;PEUT-ÊTRE\n');
    expect(await refused(() => follow(unmapped))).toBe('PREPARE_PROBLEMS');
  });
});
