import type { Lang, Text } from '../base/text.ts';
import { type Dictionary, outcomes, type Variable } from '../table/dictionary.ts';
import { gradeLabel } from '../table/groups.ts';

const TITLE = 100;
const YES: Text = { fr: 'Oui', en: 'Yes' };
const NO: Text = { fr: 'Non', en: 'No' };

type ModelName = { readonly id: string; readonly family: string; readonly target: string; readonly grade: string | null };

/** What people call the variables and models of an answer, as the dictionary that went with the request says. */
export type Labels = {
  variable(name: string): string;
  /** A code of a variable; a boolean's are 0 and 1. */
  code(variable: string, code: string): string;
  /** A moment of the school year. */
  moment(name: string): string;
  /** What the model foresees, in a few words: how the outcome's definition begins, else its label, else the model's id. */
  model(model: ModelName): string;
  /** What was observed, in words. */
  definition(model: ModelName): string | null;
};

/** A model's short name for a terminal: « decrochage · sec-4 · sec. 2 ». */
export function shortName({ family, target, grade }: ModelName): string {
  return [family, target, ...(grade === null ? [] : [grade])].join(' · ');
}

/** The outcome that a model foresees, as a dictionary defines it: of the model's grade, or, where the campaign told the grade, of none. */
export function outcomeForetold(dictionary: Dictionary, { family, target, grade }: Omit<ModelName, 'id'>): Variable | undefined {
  const of = outcomes(dictionary).filter(({ outcome }) => outcome?.family === family && outcome.target === target);
  const told = of.find(({ outcome }) => (outcome?.grade ?? null) === grade);
  return told ?? of.find(({ outcome }) => outcome?.grade === undefined);
}

export function labelsOf(dictionary: Dictionary, lang: Lang): Labels {
  const variables = new Map(dictionary.variables.map((variable) => [variable.name, variable]));
  const outcomeOf = (model: ModelName) => outcomeForetold(dictionary, model);
  const said = (text: Text | undefined): string | null => (text === undefined ? null : text[lang]);
  return {
    variable: (name) => said(variables.get(name)?.label) ?? name,
    code(name, code) {
      const variable = variables.get(name);
      if (variable?.type === 'boolean') return code === '1' ? YES[lang] : NO[lang];
      return said(variable?.codes?.find((each) => each.code === code)?.label) ?? code;
    },
    moment: (name) => said(dictionary.moments?.find((each) => each.name === name)?.label) ?? name,
    model(model) {
      const outcome = outcomeOf(model);
      const clause = outcome?.outcome?.definition[lang].split(/[,;:.](?:\s|$)/)[0]?.trim() ?? '';
      const name = clause.length > 0 && clause.length <= TITLE ? clause : (said(outcome?.label) ?? model.id);
      const ofCampaign = model.grade !== null && outcome !== undefined && outcome.outcome?.grade === undefined;
      return ofCampaign ? `${name} – ${gradeLabel(dictionary, model.grade)[lang]}` : name;
    },
    definition: (model) => said(outcomeOf(model)?.outcome?.definition),
  };
}
