import { EcluseError } from '../base/errors.ts';
import type { Dictionary } from '../table/dictionary.ts';

export type SyntheticDialect = 'windows-1252' | 'utf-8';
export type SyntheticOptions = {
  readonly seed: number;
  readonly name: string;
  readonly pupils?: number;
  readonly variables?: number;
  readonly year?: number;
  readonly duplicates?: number;
  readonly dialect?: SyntheticDialect;
};
export type SyntheticCss = { readonly dictionary: Dictionary; readonly trainCsv: Uint8Array; readonly scoreCsv: Uint8Array };

/** The two school service centres of the demonstration; neither exists. */
export const DEMO_CSS = [
  { name: 'CSS des Trois-Écluses', seed: 1, dialect: 'windows-1252' },
  { name: 'CSS de la Rivière-aux-Bouleaux', seed: 2, dialect: 'utf-8' },
] as const satisfies readonly SyntheticOptions[];

export function syntheticCss(_options: SyntheticOptions): SyntheticCss {
  throw new EcluseError('INTERNAL', { where: 'demo' });
}
