import { canonicalJson, type Json } from '../base/json.ts';
import type { Code, Dictionary, Variable } from './dictionary.ts';

/**
 * One thing that two versions of a dictionary say otherwise. `member` is the member of the variable, or the code or spelling concerned;
 * `from` and `to` are what each says, where a few words can.
 */
export type Change = {
  readonly kind: (typeof CHANGES)[number];
  readonly variable: string;
  readonly member?: string;
  readonly from?: string;
  readonly to?: string;
};
export const CHANGES = [
  'same-version',
  'variable-added',
  'variable-removed',
  'order',
  'member',
  'code-added',
  'code-removed',
  'code-label',
  'alias-added',
  'alias-removed',
  'alias-moved',
  'outcome',
] as const;

const MEMBERS = ['role', 'type', 'knownFrom', 'category', 'group', 'min', 'max', 'unit', 'actionable', 'label'] as const;

/** What changed from one version to the next, variable by variable in the order of the second; the most telling of a variable first. */
export function compareDictionaries(before: Dictionary, after: Dictionary): Change[] {
  const old = new Map(before.variables.map((each) => [each.name, each]));
  const held = new Set(after.variables.map(({ name }) => name));
  const changes: Change[] = [];
  for (const { name } of before.variables) if (!held.has(name)) changes.push({ kind: 'variable-removed', variable: name });
  for (const variable of after.variables) {
    const from = old.get(variable.name);
    changes.push(...(from ? compareVariables(from, variable) : [{ kind: 'variable-added' as const, variable: variable.name }]));
  }
  const order = (dictionary: Dictionary, other: ReadonlySet<string>) =>
    dictionary.variables.filter(({ name, role }) => role === 'predictor' && other.has(name)).map(({ name }) => name);
  const moved = order(before, held).find((name, at) => order(after, new Set(old.keys()))[at] !== name);
  if (moved !== undefined) changes.push({ kind: 'order', variable: moved });
  const silent = before.version === after.version && (changes.length > 0 || !same(before.name, after.name));
  return silent ? [{ kind: 'same-version', variable: after.version }, ...changes] : changes;
}

function compareVariables(before: Variable, after: Variable): Change[] {
  const variable = after.name;
  const members = MEMBERS.flatMap((member): Change[] => {
    const [from, to] = [before[member], after[member]];
    return same(from, to) ? [] : [{ kind: 'member', variable, member, from: words(from), to: words(to) }];
  });
  const outcome: Change[] = same(before.outcome, after.outcome) ? [] : [{ kind: 'outcome', variable }];
  return [...members, ...outcome, ...compareCodes(variable, before.codes ?? [], after.codes ?? [])];
}

function compareCodes(variable: string, before: readonly Code[], after: readonly Code[]): Change[] {
  const changes: Change[] = [];
  const [old, now] = [new Map(before.map((each) => [each.code, each])), new Map(after.map((each) => [each.code, each]))];
  for (const code of old.keys()) if (!now.has(code)) changes.push({ kind: 'code-removed', variable, member: code });
  for (const [code, { label }] of now) {
    const from = old.get(code);
    if (!from) changes.push({ kind: 'code-added', variable, member: code });
    else if (!same(from.label, label)) changes.push({ kind: 'code-label', variable, member: code, from: from.label.fr, to: label.fr });
  }
  const [led, leads] = [spelled(before), spelled(after)];
  for (const [alias, to] of leads) {
    const from = led.get(alias);
    if (from === undefined && alias !== to) changes.push({ kind: 'alias-added', variable, member: alias, to });
    else if (from !== undefined && from !== to) changes.push({ kind: 'alias-moved', variable, member: alias, from, to });
  }
  for (const [alias, from] of led) {
    if (!leads.has(alias) && alias !== from) changes.push({ kind: 'alias-removed', variable, member: alias, from });
  }
  return changes;
}

/** Each spelling and the code it leads to. */
function spelled(codes: readonly Code[]): Map<string, string> {
  return new Map(codes.flatMap(({ code, aliases }) => [code, ...(aliases ?? [])].map((alias) => [alias, code] as const)));
}

function same(a: unknown, b: unknown): boolean {
  return canonicalJson((a ?? null) as Json) === canonicalJson((b ?? null) as Json);
}

function words(value: unknown): string {
  if (value === undefined) return '—';
  return typeof value === 'object' && value !== null && 'fr' in value ? String(value.fr) : String(value);
}
