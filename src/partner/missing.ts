import { EcluseError } from '../base/errors.ts';
import { type Json, parseCanonicalJson } from '../base/json.ts';

/** Share of pupils without a value, variable by variable; null where it would tell of fewer than ten. */
export type MissingValues = {
  readonly rows: number | null;
  readonly variables: readonly { readonly name: string; readonly share: number | null }[];
};

const NAME = /^[^\p{C}]{1,200}$/u;
const VARIABLES = 4000;

function refuse(where: string): never {
  throw new EcluseError('OPEN_DOCUMENT', { document: 'quality', where });
}

/** Reads what the partner's pages tell of the chamber's data-quality report. */
export function readQuality(bytes: Uint8Array): MissingValues {
  const root = parseCanonicalJson(bytes, 'quality');
  if (typeof root !== 'object' || root === null || Array.isArray(root)) refuse('');
  const { rows, variables } = root as { readonly [member: string]: Json | undefined };
  if (!Array.isArray(variables) || variables.length > VARIABLES) refuse('.variables');
  return {
    rows: typeof rows === 'number' && rows >= 0 ? rows : null,
    variables: (variables as readonly Json[]).map((each, i) => {
      const { name, missingShare } = (each ?? {}) as { readonly [member: string]: Json | undefined };
      if (typeof name !== 'string' || !NAME.test(name)) refuse(`.variables[${i}].name`);
      const share = missingShare ?? null;
      if (share !== null && !(typeof share === 'number' && share >= 0 && share <= 1)) refuse(`.variables[${i}].missingShare`);
      return { name, share: share as number | null };
    }),
  };
}
