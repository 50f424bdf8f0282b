import { explain } from '../base/errors.ts';
import type { PreparationRefused } from '../partner/prepare.ts';
import type { Problem, Repeat } from '../table/harmonise.ts';
import type { Done } from './command.ts';
import type { Voice } from './voice.ts';

type Told = { code: string; column: string; line: number | null; count: number | null; what: string };

/** Problems in words, place by place. */
export async function problemsTold(problems: readonly Problem[], voice: Voice): Promise<Told[]> {
  const { problemParams } = await import('../table/harmonise.ts');
  return problems.map((problem) => {
    const { what } = explain(problemParams(problem), voice.lang);
    return { code: problem.code, column: problem.column, line: problem.line ?? null, count: problem.count ?? null, what };
  });
}

const LISTED = 40;
/** Of one kind in one column, where there are many. */
const FEWEST = 3;

/** A table that was refused: every problem and every code without a place in the dictionary. */
export async function problemsRefused(error: PreparationRefused, voice: Voice): Promise<Done> {
  const problems = await problemsTold(error.problems, voice);
  const faults = faultLines(problems, error.totals, voice);
  if (error.unmapped.length > 0) {
    faults.push(voice.t('unmappedHead'));
    for (const { column, code, count, line } of error.unmapped.slice(0, LISTED)) {
      faults.push(`  ${voice.t('unmappedLine', { column, code: code ?? voice.t('unmappedHidden'), count, line })}`);
    }
    if (error.unmapped.length > LISTED) faults.push(voice.t('more', { count: error.unmapped.length - LISTED }));
  }
  faults.push(voice.t('refusedRows', { ...error.rows }), ...repeatLines(error.repeats, voice));
  return {
    failed: error,
    faults: [...faults, ''],
    result: {
      problems,
      totals: await problemsTold(error.totals, voice),
      unmapped: error.unmapped,
      rows: error.rows,
      repeats: error.repeats,
    },
    lines: [],
  };
}

/** Each kind of fault of each column, by its first places: one column of thousands hides no other. */
function faultLines(problems: readonly Told[], totals: readonly Problem[], voice: Voice): string[] {
  const most = Math.max(FEWEST, Math.floor(LISTED / totals.length));
  const lines = totals.slice(0, LISTED).flatMap(({ code, column, count = 1 }) => {
    const alike = problems.filter((each) => each.code === code && each.column === column).slice(0, most);
    const said = alike.map(({ what }) => `${code} — ${what}`);
    return count > alike.length ? [...said, voice.t('moreAlike', { column, count: count - alike.length })] : said;
  });
  const rest = totals.slice(LISTED).reduce((sum, { count = 1 }) => sum + count, 0);
  return rest > 0 ? [...lines, voice.t('more', { count: rest })] : lines;
}

/** Pupils who stand on several lines: told by line, never by number. */
export function repeatLines(repeats: readonly Repeat[], voice: Voice): string[] {
  if (repeats.length === 0) return [];
  const told = repeats.slice(0, LISTED).map(({ line, first }) => voice.t('repeatLine', { line, first }));
  const more = repeats.length > LISTED ? [voice.t('more', { count: repeats.length - LISTED })] : [];
  return [voice.t('repeatHead', { lines: [...told, ...more].join('; ') })];
}
