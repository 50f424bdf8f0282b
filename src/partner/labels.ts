import type { Lang, Text } from '../base/text.ts';
import { type Dictionary, outcomes } from '../table/dictionary.ts';

type ModelName = { readonly id: string; readonly family: string; readonly target: string; readonly grade: string | null };

/** What people call the variables and models of an answer, as the dictionary that went with the request says. */
export type Labels = {
  variable(name: string): string;
  /** The outcome's label, or the model's id where the dictionary does not hold it. */
  model(model: ModelName): string;
  /** What was observed, in words. */
  definition(model: ModelName): string | null;
};

export function labelsOf(dictionary: Dictionary, lang: Lang): Labels {
  const variables = new Map(dictionary.variables.map((variable) => [variable.name, variable.label]));
  const outcomeOf = (model: ModelName) =>
    outcomes(dictionary).find(({ outcome }) => {
      return outcome?.family === model.family && outcome.target === model.target && (outcome.grade ?? null) === model.grade;
    });
  const said = (text: Text | undefined): string | null => (text === undefined ? null : text[lang]);
  return {
    variable: (name) => said(variables.get(name)) ?? name,
    model: (model) => said(outcomeOf(model)?.label) ?? model.id,
    definition: (model) => said(outcomeOf(model)?.outcome?.definition),
  };
}
