import type { Text } from '../base/text.ts';
import { type Dictionary, type Group, groupVariables, type Variable, type VariableType } from './dictionary.ts';
import type { Purpose } from './harmonise.ts';
import { column, type Table } from './table.ts';

/** The first group variable of that meaning whose type can leave: a school year is a whole number, a grade a whole number or a code. */
function leavingGroup(dictionary: Dictionary, group: Group, types: readonly VariableType[]): Variable | null {
  return groupVariables(dictionary).find((each) => each.group === group && types.includes(each.type)) ?? null;
}

export function cohortVariable(dictionary: Dictionary): Variable | null {
  return leavingGroup(dictionary, 'cohort', ['integer']);
}

export function gradeVariable(dictionary: Dictionary): Variable | null {
  return leavingGroup(dictionary, 'grade', ['integer', 'code']);
}

/** The groups that a campaign learns by, cohort before grade. Others stay home. */
export function timeVariables(dictionary: Dictionary): Variable[] {
  return [cohortVariable(dictionary), gradeVariable(dictionary)].filter((each) => each !== null);
}

/** The groups that leave with the pupils: to score, their grade, for a model of one grade is for its pupils alone; to train, what a campaign learns by. */
export function leavingGroups(dictionary: Dictionary, purpose: Purpose, campaign: boolean): Variable[] {
  if (purpose === 'train') return campaign ? timeVariables(dictionary) : [];
  const grade = gradeVariable(dictionary);
  return grade ? [grade] : [];
}

/** A model's grade, where the pupils' column can tell it; null: the model is for all of them. */
export function gradeToldOf(dictionary: Dictionary, grade: string | null): string | null {
  const variable = gradeVariable(dictionary);
  if (grade === null || variable === null) return null;
  const known = variable.type === 'code' ? variable.codes?.some(({ code }) => code === grade) : /^(0|[1-9]\d?)$/.test(grade);
  return known ? grade : null;
}

/** The grade of each row, as models name it: a code, or a whole number's digits; null where it is missing. Null where the table has no such column. */
export function gradesOf(table: Table, dictionary: Dictionary): ((row: number) => string | null) | null {
  const variable = gradeVariable(dictionary);
  const held = variable && column(table, variable.name);
  if (!held || held.type === 'text') return null;
  return (row) => {
    const value = held.values[row]!;
    if (held.type === 'code') return held.codes[value] ?? null;
    return Number.isNaN(value) ? null : String(value);
  };
}

/** « Niveau 2 », or what the code is called. */
export function gradeLabel(dictionary: Dictionary, grade: string): Text {
  const variable = gradeVariable(dictionary);
  if (variable === null || gradeToldOf(dictionary, grade) === null) return { fr: grade, en: grade };
  const code = variable.codes?.find((each) => each.code === grade);
  return code ? code.label : { fr: `${variable.label.fr}\u00a0${grade}`, en: `${variable.label.en}\u00a0${grade}` };
}
