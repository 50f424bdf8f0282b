import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EcluseError } from '../base/errors.ts';
import { readFileCapped, writeFileAtomically } from '../base/files.ts';
import { canonicalJsonBytes, parseCanonicalJson } from '../base/json.ts';
import { disclosureRisk, type Risk } from '../pseudonym/risk.ts';
import type { Dictionary, Variable } from '../table/dictionary.ts';
import { column, type Table } from '../table/table.ts';
import type { PartnerHome } from './home.ts';

/**
 * What a CSS has decided of the risk it accepts. `ceiling`: the largest share of pupils, 0 to 1, whom the facts may leave alone of their
 * kind; null where none was set. `facts`: variables that somebody may know of a pupil, beside those of the default.
 */
export type RiskPolicy = { readonly ceiling: number | null; readonly facts: readonly string[] };
const FORMAT = 'ecluse.policy/v1';
export const NO_POLICY: RiskPolicy = { ceiling: null, facts: [] };
const LIMIT = 1 << 20;

const pathOf = (home: PartnerHome) => join(home.dir, 'policy.json');

/** @throws HOME_DAMAGED */
export function readPolicy(home: PartnerHome): RiskPolicy {
  if (!existsSync(pathOf(home))) return NO_POLICY;
  const found = parseCanonicalJson(readFileCapped(pathOf(home), LIMIT), 'policy.json') as Record<string, unknown> | null;
  const { format, ceiling, facts, ...rest } = found ?? {};
  const sound =
    format === FORMAT &&
    (ceiling === null || (typeof ceiling === 'number' && ceiling >= 0 && ceiling <= 1)) &&
    Array.isArray(facts) &&
    facts.every((each) => typeof each === 'string') &&
    Object.keys(rest).length === 0;
  if (!sound) throw new EcluseError('HOME_DAMAGED', { file: 'policy.json', where: 'policy' });
  return { ceiling, facts };
}

/** Sets or tightens the policy: a ceiling is never raised, a fact never forgotten, by one person alone. @throws RISK_POLICY_LOOSER */
export function tightenPolicy(home: PartnerHome, change: { readonly ceiling?: number; readonly facts?: readonly string[] }): RiskPolicy {
  const before = readPolicy(home);
  const ceiling = change.ceiling ?? before.ceiling;
  if (before.ceiling !== null && ceiling !== null && ceiling > before.ceiling) throw new EcluseError('RISK_POLICY_LOOSER');
  const facts = [...new Set([...before.facts, ...(change.facts ?? [])])].sort();
  writeFileAtomically(pathOf(home), canonicalJsonBytes({ format: FORMAT, ceiling, facts }), { replace: true });
  return { ceiling, facts };
}

/** What is measured by default: sociodemography, what serves fairness checks, cohort and grade where they leave: neighbours and classmates know them. */
function isKnown({ role, category }: Pick<Variable, 'role' | 'category'>): boolean {
  return role === 'audit-only' || role === 'group' || (role === 'predictor' && category === 'sociodemography');
}

/** The risk of what leaves. @throws RISK_FACT where the policy names a variable that the dictionary does not describe */
export function measureRisk(leaving: Table, dictionary: Dictionary, { facts, ceiling }: RiskPolicy = NO_POLICY): Risk {
  const described = new Set(dictionary.variables.map(({ name }) => name));
  const stranger = facts.find((name) => !described.has(name));
  if (stranger !== undefined) throw new EcluseError('RISK_FACT', { variable: stranger });
  const held = dictionary.variables.flatMap((variable) => {
    const found = column(leaving, variable.name);
    return !found || found.type === 'text' ? [] : [{ ...variable, values: found.values, outcome: variable.role === 'outcome' }];
  });
  const known = held.filter((each) => !each.outcome && (isKnown(each) || facts.includes(each.name)));
  const ordered = ({ type }: Pick<Variable, 'type'>) => type === 'number' || type === 'integer';
  return disclosureRisk(
    leaving.rows,
    known.map(({ name, values, type }) => ({ name, values, ordered: ordered({ type }) })),
    // A measure has as many values as pupils: that a set holds several says nothing there.
    held.filter((each) => each.outcome || !(known.includes(each) || ordered(each))),
    ceiling,
  );
}

/** @throws RISK_CEILING: nothing leaves above the ceiling, save under an exception that two people signed. */
export function checkCeiling({ unique }: Risk, { ceiling }: RiskPolicy): void {
  if (ceiling === null || unique <= ceiling) return;
  // Rounded so that the figure shown never reads as if it were within the ceiling.
  throw new EcluseError('RISK_CEILING', { unique: Math.ceil(unique * 1000) / 10, ceiling: Math.floor(ceiling * 1000) / 10 });
}
