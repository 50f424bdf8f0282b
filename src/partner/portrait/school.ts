import type { Lang } from '../../base/text.ts';
import type { ToldRow } from '../../study/disclosure.ts';
import type { ModelRead } from '../documents.ts';
import { type Labels, labelsOf } from '../labels.ts';
import type { OpenedResult } from '../open.ts';
import { type SchoolTables, wholeOf } from '../school-tables.ts';
import { bandBar, bandTable, type NamedRow } from './band-rows.ts';
import { restartIds } from './chart.ts';
import { inHundreds } from './choices.ts';
import { html, type Markup } from './markup.ts';
import { page } from './page.ts';
import { facts, gapNotice, measureTable, properUse, provenance, quality, readFirst } from './parts.ts';
import { factorLists, type SchoolFactors, schoolFactors } from './school-factors.ts';
import { type Speech, speech } from './speech.ts';

/** `school` is its index in the tables. */
export type SchoolPage = { readonly school: number; readonly bytes: () => Uint8Array };

/**
 * A page for each school that may be told of, in the order of the schools' names. None names another school, ranks, or goes below the grade:
 * the roster holds neither class nor teacher.
 */
export function schoolPages(opened: OpenedResult, tables: SchoolTables, sender: string, lang: Lang): SchoolPage[] {
  const said = speech(lang);
  const labels = labelsOf(opened.dictionary, lang);
  const variable = opened.roster.groups.find(({ group }) => group === 'school')?.name ?? '';
  const factorsOf = schoolFactors(opened, tables.schoolOf);
  return tables.schools.flatMap((code, school) => {
    const rows = tables.rows.filter((row) => row.school === school);
    const whole = rows.find(({ grade }) => grade === null);
    if (whole === undefined || whole.pupils === null) return [];
    const name = code === '' ? said.say('schoolUnknown') : labels.code(variable, code);
    const sections = () =>
      opened.report.models.map((model, at) =>
        modelSection(said, { opened, labels, rows, school, tables }, model, at, factorsOf(school, at)),
      );
    const bytes = () => {
      restartIds();
      return page(lang, {
        title: name,
        subtitle: sender,
        kind: said.say('schoolTitle'),
        destroyBy: opened.core.destroyBy,
        body: [
          facts(said, opened, whole.pupils ?? 0, opened.report.models.length),
          gapNotice(said, opened.report.gap),
          html`<div class="notice"><p>${said.say('schoolAlone')}</p></div>`,
          readFirst(said),
          ...sections(),
          quality(said, opened.missing, labels),
          properUse(said, opened.core.destroyBy),
        ],
        foot: provenance(said, opened),
      });
    };
    return [{ school, bytes }];
  });
}

type Context = {
  readonly opened: OpenedResult;
  readonly labels: Labels;
  readonly rows: readonly ToldRow[];
  readonly school: number;
  readonly tables: SchoolTables;
};

function modelSection(said: Speech, context: Context, model: ModelRead, at: number, factors: SchoolFactors): Markup {
  const { opened, labels, rows, school, tables } = context;
  const whole = wholeOf(tables, at, school);
  if (whole === undefined) return html``;
  const told = tables.scopes[at] === null ? rows : [whole];
  return html`<section class="model"><h2>${labels.model(model)}</h2><p class="small mono">${model.id}</p>
<h3>${said.say(tables.grades.length > 0 ? 'bandsByGrade' : 'bandsTitle')}</h3>
${bandBar(said, { at, names: model.bands }, whole)}
${gradeTable(said, opened, tables, { at, rows: told, whole: said.say('wholeSchool') })}
<p class="small">${said.say('hiddenByEarlier')}</p>
${factorLists(said, factors, opened, labels)}
<h3>${said.say('limitsTitle')}</h3><p class="small">${said.say('limitsShort')}</p>
${measureTable(said, model.measures)}${inHundreds(said, model.measures)}
</section>`;
}

/** Grades in the order of their codes, then all together. */
export function gradeTable(
  said: Speech,
  opened: OpenedResult,
  { grades }: SchoolTables,
  { at, rows, whole }: { readonly at: number; readonly rows: readonly ToldRow[]; readonly whole: string },
): Markup {
  const labels = labelsOf(opened.dictionary, said.lang);
  const variable = opened.roster.groups.find(({ group }) => group === 'grade')?.name ?? '';
  const nameOf = (grade: number) => {
    const code = grades[grade] ?? '';
    return code === '' ? said.say('gradeUnknown') : labels.code(variable, code);
  };
  const named = rows.map((row): NamedRow & { grade: number } => {
    return { grade: row.grade ?? grades.length, name: row.grade === null ? whole : nameOf(row.grade), row };
  });
  named.sort((a, b) => a.grade - b.grade);
  return bandTable(said, { at, names: opened.report.models[at]!.bands }, said.say('grade'), named);
}
