import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { answerFiles } from '../../src/partner/export/answer.ts';
import { exportAnswer } from '../../src/partner/export/write.ts';
import { type Published, publishedBefore, readPublished } from '../../src/partner/published.ts';
import { type SchoolTables, schoolTables } from '../../src/partner/school-tables.ts';
import { bytesOf, desk } from '../support/answers.ts';
import { type Line, propagate } from '../support/attacker.ts';
import { code } from '../support/code.ts';
import { GRADES, openedOf, population, TARGETS } from '../support/opened.ts';
import { scratch } from '../support/parties.ts';

const { folder, remove } = scratch();
afterAll(remove);
const at = desk(join(folder, 'home'), 'CSS d’un essai');

const linesOf = ({ rows }: SchoolTables, model: number): Line[] =>
  rows.map(({ school, grade, pupils, models }) => ({ school, grade, pupils, bands: models[model]!.bands }));

/** What the pages of one folder say, read as anybody would: the tables of bands, page by page. */
function linesInPages(files: ReadonlyMap<string, string>, told: SchoolTables, model: number): Line[] {
  const out: Line[] = [];
  for (const [name, page] of files) {
    if (name !== 'portrait.html' && !name.startsWith('school-')) continue;
    const title = /<h1>(.*?)<\/h1>/.exec(page)![1]!.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
    const school = name === 'portrait.html' ? null : told.schools.indexOf(title);
    const table = [...page.matchAll(/<table class="bands">.*?<\/table>/gs)][model]![0];
    for (const [, head, cells] of table.matchAll(/<tr><th scope="row">(.*?)<\/th>(.*?)<\/tr>/gs)) {
      const grade = GRADES.includes(head!) ? GRADES.indexOf(head!) : null;
      const bands: (number | null)[] = [];
      const all = [...cells!.matchAll(/<td class="([^"]*)"(?: colspan="(\d)")?>(.*?)<\/td>/g)];
      for (const [, , span, text] of all.slice(0, -1)) {
        for (let i = 0; i < Number(span ?? 1); i++) bands.push(span ? null : Number(text!.replace(/\D/g, '')));
      }
      const total = all.at(-1)![3]!;
      out.push({ school, grade, pupils: total === 'masqué' ? null : Number(total.replace(/\D/g, '')), bands: bands.reverse() });
    }
  }
  // A school without a page is known to exist: of it, nothing is read.
  const unread = told.rows.filter(({ school, grade }) => !out.some((line) => line.school === school && line.grade === grade));
  return [...out, ...unread.map(({ school, grade }) => ({ school, grade, pupils: null, bands: [null, null, null] }))];
}

const options = { sender: 'CSS', lang: 'fr', excel: false, xlsx: false, parquet: false, pupils: false } as const;

describe('pages of schools', () => {
  const opened = openedOf(population(5));
  const told = schoolTables(opened, []);
  const files = new Map(answerFiles(opened, options, told).map((file) => [file.name, Buffer.from(bytesOf(file)).toString('utf8')]));

  it('are one a school, in the order of names, each about one school alone', () => {
    const names = [...files.keys()].filter((name) => name.startsWith('school-'));
    expect(names).toEqual([
      'school-ecole-b-a-b.html',
      'school-ecole-des-bouleaux.html',
      'school-ecole-du-ruisseau.html',
      'school-polyvalente-des-iles.html',
    ]);
    for (const [i, name] of names.entries()) {
      const page = files.get(name)!;
      for (const [j, school] of told.schools.entries()) if (j !== i && !school.includes('<')) expect(page).not.toContain(school);
      expect(page).not.toContain('<b>A</b>');
      expect(page).toContain('2027-06-30');
      expect(page).not.toMatch(/\bF1\d{4}\b/);
    }
  });

  it('say nothing from which a count under ten follows, all pages and both targets together', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const each = openedOf(population(seed, seed % 2 ? 8 : 3, 40));
      const tables = schoolTables(each, []);
      const made = new Map(answerFiles(each, options, tables).map((file) => [file.name, Buffer.from(bytesOf(file)).toString('utf8')]));
      for (const model of TARGETS.keys()) {
        const lines = linesInPages(made, tables, model);
        expect(lines.length).toBeGreaterThan(4);
        for (const { pupils, bands } of lines)
          for (const count of [pupils, ...bands]) if (count !== null) expect(count).toBeGreaterThanOrEqual(10);
        expect(propagate(lines).width).toBeGreaterThanOrEqual(10);
        expect(propagate(linesOf(tables, model)).width).toBeGreaterThanOrEqual(10);
      }
    }
  });

  it('draw no more than they tell: shares in charts are those of counts that are told', () => {
    for (const page of files.values()) {
      for (const [svg] of page.matchAll(/<svg class="chart".*?<\/svg>/gs)) expect(svg).not.toMatch(/hidden-part/);
    }
    const small = openedOf(population(5).map((pupil, i) => ({ ...pupil, bands: [i < 3 ? 2 : 0, 0] })));
    for (const file of answerFiles(small, options)) {
      const page = Buffer.from(bytesOf(file)).toString('utf8');
      const [bar] = /<svg class="chart".*?<\/svg>/s.exec(page) ?? [''];
      expect(bar).not.toMatch(/class="(?:high|moderate|low|weighs|grouped)"/);
    }
  });

  it('list the factors on which one can act apart, and those that protect', () => {
    const page = files.get('school-ecole-du-ruisseau.html')!;
    const [, act, context, protect] = page.split('<h4>');
    expect(act).toContain('Absences &lt;b&gt;non&lt;/b&gt; motivées');
    expect(context).toContain('Aucun ne concerne assez');
    expect(protect).toContain('moyenne');
  });
});

describe('a second report', () => {
  const first = population(11, 30, 90);
  const was = schoolTables(openedOf(first), []);
  const earlier: Published[] = [{ request: 'a'.repeat(32), cells: was.cells }];
  /** The same pupils but for one, who has left the high band. */
  const one = first.findIndex(({ bands }) => bands[0] === 2);
  const second = openedOf(
    first.map((pupil, i) => (i === one ? { ...pupil, bands: [0, pupil.bands[1]!] } : pupil)),
    'b'.repeat(32),
  );
  /** Counts that both reports tell, or that follow, and that differ by fewer than ten. */
  const betrayed = (now: SchoolTables) =>
    Object.entries(now.cells).filter(([key, [count]]) => {
      const before = was.cells[key]?.[0];
      return before !== undefined && before !== count && Math.abs(before - count) < 10;
    });

  it('would betray one pupil if nothing were known of the first', () => {
    expect(betrayed(schoolTables(second, [])).length).toBeGreaterThan(0);
  });

  it('tells nothing that differs from the first by a few, and still hides the rest', () => {
    const now = schoolTables(second, earlier);
    expect(betrayed(now)).toEqual([]);
    for (const model of TARGETS.keys()) expect(propagate(linesOf(now, model)).width).toBeGreaterThanOrEqual(10);
    // The other target, in which nobody moved, is told as before.
    expect(linesOf(now, 1)).toEqual(linesOf(was, 1));
  });

  it('says the same when it is opened again', () => {
    const now = schoolTables(second, earlier);
    const list = [...earlier, { request: 'b'.repeat(32), cells: now.cells }];
    expect(publishedBefore(list, 'b'.repeat(32))).toEqual(earlier);
    expect(publishedBefore(list, 'a'.repeat(32))).toEqual([]);
    expect(publishedBefore(list, 'f'.repeat(32))).toEqual(list);
  });

  it('finds in the home what the first told; a damaged record is refused', () => {
    const write = (name: string) => exportAnswer(at.home, openedOf(first), join(folder, name), options);
    const { portraits } = write('un');
    expect(portraits).toHaveLength(2);
    expect(readPublished(at.home)).toEqual(earlier);
    write('deux');
    expect(readPublished(at.home)).toHaveLength(1);
    writeFileSync(join(at.home.dir, 'published.json'), '[{}]');
    expect(code(() => readPublished(at.home))).toBe('HOME_DAMAGED');
  });
});
