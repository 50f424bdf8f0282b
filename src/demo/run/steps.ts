import type { Environment } from '../../../appliance/home.ts';
import type { Lang } from '../../base/text.ts';
import type { Purpose } from '../../table/harmonise.ts';

export type DemoStep =
  | { readonly step: 'appliance' | 'audit' }
  | { readonly step: 'prepare'; readonly purpose: Purpose }
  | { readonly step: 'partner'; readonly name: string; readonly pupils: number; readonly variables: number }
  | { readonly step: 'received'; readonly files: number }
  | { readonly step: 'session'; readonly purpose: Purpose }
  | { readonly step: 'working'; readonly phase: string; readonly done: number; readonly total: number }
  | { readonly step: 'released'; readonly files: number }
  | { readonly step: 'approved'; readonly name: string; readonly models: number }
  /** A model that came to nothing, or that its CSS may not approve. */
  | { readonly step: 'declined'; readonly name: string; readonly model: string; readonly code: string }
  | { readonly step: 'opened'; readonly name: string; readonly pupils: number }
  /** One request and what came of it, ordered by its CSS, destroyed by two people, its certificate countersigned. */
  | { readonly step: 'destroyed'; readonly name: string; readonly files: number }
  | { readonly step: 'neighbour'; readonly name: string; readonly other: string; readonly code: string };

export type DemoOptions = {
  readonly lang: Lang;
  readonly environment: Environment;
  readonly onStep: (step: DemoStep) => void;
  readonly signal?: AbortSignal;
  /** Pupils and variables of each CSS, for tests. */
  readonly pupils?: number;
  readonly variables?: number;
};
