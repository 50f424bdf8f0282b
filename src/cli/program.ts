import { Command as Commander, type CommanderError, Option as CommanderOption } from 'commander';
import { EcluseError } from '../base/errors.ts';
import { systemRandom } from '../base/random.ts';
import { type Command, type Context, type Done, type Group, isGroup, type Option } from './command.ts';
import type { Voice } from './voice.ts';

/** Builds commander's tree from the commands' descriptions. `finish` receives what the command that ran hands back. */
export function buildProgram(root: Group, version: string, voice: Voice, finish: (done: Done) => void): Commander {
  const program = addGroup(new Commander(), root, 'ecluse', voice, finish);
  program.version(version, '-V, --version', voice.t('versionOption'));
  return program;
}

function addGroup(parent: Commander, group: Group, path: string, voice: Voice, finish: (done: Done) => void): Commander {
  const built = dressed(parent.name(group.name), voice).description(voice.t(group.about));
  for (const entry of group.commands) {
    const at = `${path} ${entry.name}`;
    if (isGroup(entry)) built.addCommand(addGroup(new Commander(), entry, at, voice, finish));
    else built.addCommand(commandOf(entry, voice, finish));
  }
  // Without it commander would print its help and call that an error of its own.
  built.action((_options: unknown, self: Commander) => {
    const unknown = self.args[0];
    const problem = unknown === undefined ? voice.t('usageNoCommand') : voice.t('usageUnknownCommand', { name: unknown.slice(0, 60) });
    throw new EcluseError('USAGE', { problem, command: path });
  });
  return built.usage(`[options] ${voice.t('usageCommand')}`).allowExcessArguments();
}

function dressed(command: Commander, voice: Voice): Commander {
  const titles: Record<string, string> = {
    'Usage:': voice.t('usage'),
    'Arguments:': voice.t('arguments'),
    'Options:': voice.t('options'),
    'Commands:': voice.t('commands'),
  };
  return command
    .exitOverride()
    .helpCommand(false)
    .helpOption('-h, --help', voice.t('helpOption'))
    .configureHelp({ styleTitle: (title) => titles[title] ?? title, subcommandTerm: (each) => each.name(), helpWidth: 100 })
    .configureOutput({ writeOut: voice.print, writeErr: () => {}, outputError: () => {} })
    .option('--json', voice.t('json'))
    .addOption(new CommanderOption('--lang <fr|en>', voice.t('lang')));
}

function commandOf(command: Command, voice: Voice, finish: (done: Done) => void): Commander {
  const built = new Commander(command.name).description(voice.t(command.about));
  for (const { name, about, many } of command.args ?? []) built.argument(many ? `<${name}...>` : `<${name}>`, voice.t(about));
  for (const option of command.options ?? []) built.addOption(optionOf(option, voice));
  if (command.secrets) {
    built.option('--passphrase-file <F>', voice.t('passphraseFile')).option('--passphrase-fd <N>', voice.t('passphraseFd'));
    built.addHelpText('after', () => `\n${voice.t('secretsOrder', { order: orderOf(command, voice) })}`);
  }
  dressed(built, voice);
  const required = (command.options ?? []).filter((option) => option.required).map((option) => `${option.flag} ${option.value ?? ''}`);
  const words = [...(command.args ?? []).map(({ name, many }) => (many ? `${name}…` : name)), ...required, '[options]'];
  built.usage(words.join(' '));
  built.action(async () => finish(await command.run(contextOf(command, built, voice))));
  return built;
}

function orderOf(command: Command, voice: Voice): string {
  return (command.secrets ?? []).map(({ label, params }) => voice.t(label, params)).join(', ');
}

function optionOf({ flag, value, about, required, choices, many }: Option, voice: Voice): CommanderOption {
  const option = new CommanderOption(value === undefined ? flag : `${flag} <${value}${many ? '...' : ''}>`, voice.t(about));
  if (choices) {
    option.argParser((given: string) => {
      if (choices.includes(given)) return given;
      const listed = choices.join(` ${voice.t('or')} `);
      throw new EcluseError('USAGE', { problem: voice.t('usageChoice', { name: flag, choices: listed }), command: 'ecluse' });
    });
  }
  return option.makeOptionMandatory(required === true);
}

function contextOf(command: Command, built: Commander, voice: Voice): Context {
  const given = built.opts<Record<string, string | boolean | string[] | undefined>>();
  const keyOf = (flag: string) => flag.replace(/^--/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const option = (flag: string) => {
    const value = given[keyOf(flag)];
    return typeof value === 'string' ? value : undefined;
  };
  const args = (name: string): readonly string[] => {
    const value: unknown = built.processedArgs[(command.args ?? []).findIndex((argument) => argument.name === name)];
    return Array.isArray(value) ? (value as string[]) : [value as string];
  };
  const [passphraseFile, passphraseFd] = [option('--passphrase-file'), option('--passphrase-fd')];
  const from = { ...(passphraseFile === undefined ? {} : { passphraseFile }), ...(passphraseFd === undefined ? {} : { passphraseFd }) };
  return {
    voice,
    arg: (name) => args(name)[0] ?? '',
    args,
    option,
    options(flag) {
      const value = given[keyOf(flag)];
      return Array.isArray(value) ? value : undefined;
    },
    flag: (flag) => given[keyOf(flag)] === true,
    async secrets(specs = command.secrets ?? []) {
      const { readSecrets } = await import('./secrets.ts');
      return await readSecrets(voice, from, specs);
    },
    prompting: passphraseFile === undefined && passphraseFd === undefined,
    async agree(message) {
      const { agree } = await import('./secrets.ts');
      return await agree(voice, message);
    },
    environment: { clock: () => new Date(), random: systemRandom },
  };
}

/** The command that the words name, as far as they name one: `ecluse partner init`. */
export function pathOf(root: Group, argv: readonly string[]): string {
  let at: Command | Group = root;
  let path = root.name;
  for (const word of argv.filter((each) => !each.startsWith('-'))) {
    const next: Command | Group | undefined = isGroup(at) ? at.commands.find((entry) => entry.name === word) : undefined;
    if (next === undefined) break;
    at = next;
    path += ` ${next.name}`;
  }
  return path;
}

/** A fault of commander's own, said in our words. Null: what was asked was help or the version, and it has been given. */
export function usageError(error: CommanderError, voice: Voice, command: string): EcluseError | null {
  if (error.exitCode === 0) return null;
  const name = /'([^']{1,80})'/.exec(error.message)?.[1] ?? '';
  const bare = /(--[\w-]+)/.exec(name)?.[1] ?? name;
  const said = {
    'commander.unknownOption': () => voice.t('usageUnknownOption', { name: bare }),
    'commander.unknownCommand': () => voice.t('usageUnknownCommand', { name: bare }),
    'commander.missingArgument': () => voice.t('usageMissingArgument', { name }),
    'commander.missingMandatoryOptionValue': () => voice.t('usageMissingOption', { name: bare }),
    'commander.optionMissingArgument': () => voice.t('usageMissingValue', { name: bare }),
    'commander.excessArguments': () => voice.t('usageExcess'),
  }[error.code];
  return new EcluseError('USAGE', { problem: said?.() ?? voice.t('usageOther'), command });
}
