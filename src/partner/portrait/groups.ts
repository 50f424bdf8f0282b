import type { PartRead } from '../groups-read.ts';
import type { Labels } from '../labels.ts';
import type { Speech } from './speech.ts';

/** A group in words: its codes, or its numbers; and those without a value where they are among them. */
export function groupName(speech: Speech, variable: string, { codes, from, below, missing }: PartRead, labels: Labels): string {
  const number = (value: number) => speech.number(value, Number.isInteger(value) ? 0 : 1);
  const names = codes === null ? [] : codes.map((code) => labels.code(variable, code));
  if (from !== null && below !== null) names.push(speech.say('groupBetween', { from: number(from), below: number(below) }));
  else if (from !== null) names.push(speech.say('groupFrom', { from: number(from) }));
  else if (below !== null) names.push(speech.say('groupBelow', { below: number(below) }));
  if (missing) names.push(speech.say('groupMissing'));
  const last = names.pop() ?? speech.say('groupAny');
  return names.length === 0 ? last : speech.say('groupOr', { first: names.join(', '), last });
}

/** Pupils who are of both groups, each under its attribute's name: « Oui » alone would say nothing. */
export function pairName(speech: Speech, variables: readonly string[], of: readonly [PartRead, PartRead], labels: Labels): string {
  return variables.map((variable, at) => `${labels.variable(variable)} — ${groupName(speech, variable, of[at]!, labels)}`).join(' × ');
}
