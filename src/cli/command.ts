import type { EcluseError } from '../base/errors.ts';
import type { Clock, Random } from '../base/random.ts';
import type { MessageKey } from './messages.ts';
import type { SecretSpec } from './secrets.ts';
import type { Outcome, Voice } from './voice.ts';

/** What a command needs to be described, parsed and run. A command's file imports the heavy rooms inside `run` only, so that `--help` is quick. */
export type Command = {
  readonly name: string;
  readonly about: MessageKey;
  readonly args?: readonly Argument[];
  readonly options?: readonly Option[];
  /** Secrets that it reads, in their order. */
  readonly secrets?: readonly SecretSpec[];
  run(context: Context): Promise<Done>;
};
export type Argument = { readonly name: string; readonly about: MessageKey /** One or more. */; readonly many?: boolean };
export type Option = {
  readonly flag: string;
  /** Name of its value; a flag has none. */
  readonly value?: string;
  readonly about: MessageKey;
  readonly required?: boolean;
  readonly choices?: readonly string[];
  readonly many?: boolean;
};
export type Group = { readonly name: string; readonly about: MessageKey; readonly commands: readonly (Command | Group)[] };

/**
 * `failed`: why something that was asked was not done, whatever else was; `faults` tells it place by place. `said`: the command has already
 * said its result.
 */
export type Done = Outcome & { readonly said?: boolean; readonly failed?: EcluseError; readonly faults?: readonly string[] };

export type Context = {
  readonly voice: Voice;
  /** One positional argument, by its name. */
  arg(name: string): string;
  args(name: string): readonly string[];
  option(flag: string): string | undefined;
  options(flag: string): readonly string[] | undefined;
  flag(flag: string): boolean;
  /** The command's secrets; `specs` reads other ones. */
  secrets(specs?: readonly SecretSpec[]): Promise<Uint8Array[]>;
  /** Secrets are typed by someone at a terminal, not read from a file or descriptor. */
  readonly prompting: boolean;
  agree(message: string): Promise<boolean>;
  readonly environment: { readonly clock: Clock; readonly random: Random };
};

export function isGroup(entry: Command | Group): entry is Group {
  return 'commands' in entry;
}
