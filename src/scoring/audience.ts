import { hideSmallCount, isFew } from '../base/counts.ts';
import { EcluseError } from '../base/errors.ts';
import { gradesOf, gradeToldOf, gradeVariable } from '../table/groups.ts';
import { type Admission, type AdmittedModel, type RefusedModel, refusedFor } from './models.ts';
import type { Pupils } from './pupils.ts';

/** A model and the pupils it is for: their places in the request, rising; null: all of them. Models of one grade hold the same list. */
export type Assigned = AdmittedModel & { readonly rows: Uint32Array | null };
export type Assignment = { readonly loaded: readonly Assigned[]; readonly refused: Admission['refused'] };

/** Gives each model its pupils: of one grade, those of that grade alone. It is refused with `MODEL_GRADE` where nobody is, `MODEL_GRADE_UNTOLD` where the request does not say. */
export async function assignPupils(pupils: Pupils, { loaded, refused }: Admission): Promise<Assignment> {
  const { dictionary } = pupils;
  const gradeOf = ({ model }: AdmittedModel) => gradeToldOf(dictionary, model.identity.grade);
  const placesOf = loaded.some((each) => gradeOf(each) !== null) ? await placesByGrade(pupils) : new Map<string, Uint32Array>();
  const assigned: Assigned[] = [];
  const without: RefusedModel[] = [];
  for (const each of loaded) {
    const grade = gradeOf(each);
    const rows = grade === null ? null : placesOf?.get(grade);
    if (rows !== undefined) {
      assigned.push({ ...each, rows });
      continue;
    }
    const { id } = each.model.identity;
    const params = { model: id, grade: grade ?? '' };
    without.push(refusedFor(id, new EcluseError(placesOf === null ? 'MODEL_GRADE_UNTOLD' : 'MODEL_GRADE', params)));
  }
  return { loaded: assigned, refused: [...refused, ...without] };
}

/** For how many pupils each model is, as it may be told beside how many there are in all: of no grade, where one is of few pupils or few are of none. */
export function sizesTold(pupils: number, models: readonly Pick<Assigned, 'rows'>[]): (number | null)[] {
  const lists = [...new Set(models.map(({ rows }) => rows))].filter((rows) => rows !== null);
  const rest = lists.reduce((left, { length }) => left - length, pupils);
  const hidden = isFew(rest) || lists.some(({ length }) => isFew(length));
  return models.map(({ rows }) => (rows === null ? hideSmallCount(pupils) : hidden ? null : rows.length));
}

/** Null where the tables do not tell grades. */
async function placesByGrade(pupils: Pupils): Promise<ReadonlyMap<string, Uint32Array> | null> {
  const variable = gradeVariable(pupils.dictionary);
  const places = new Map<string, number[]>();
  let at = 0;
  for await (const table of pupils.columns(variable ? [variable.name] : [])) {
    const gradeAt = gradesOf(table, pupils.dictionary);
    if (gradeAt === null) return null;
    for (let row = 0; row < table.rows; row++, at++) {
      const grade = gradeAt(row);
      if (grade === null) continue;
      const held = places.get(grade) ?? [];
      places.set(grade, held);
      held.push(at);
    }
  }
  return new Map([...places].map(([grade, held]) => [grade, Uint32Array.from(held)]));
}
