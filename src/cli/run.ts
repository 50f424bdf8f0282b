import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { CommanderError } from 'commander';
import { EcluseError } from '../base/errors.ts';
import { packageFile } from '../base/program.ts';
import type { Lang } from '../base/text.ts';
import type { Done } from './command.ts';
import { ecluse } from './commands.ts';
import { EXIT, exitCode } from './exit.ts';
import { buildProgram, pathOf, usageError } from './program.ts';
import { type Streams, type Voice, voice } from './voice.ts';

/** `--json` and `--lang` are obeyed before anything is parsed: what parsing refuses must already be said the right way. */
function manner(argv: readonly string[]): { lang: Lang; json: boolean; badLang: boolean } {
  const end = argv.indexOf('--');
  const options = end < 0 ? argv : argv.slice(0, end);
  let lang = 'fr';
  options.forEach((word, i) => {
    if (word === '--lang') lang = options[i + 1] ?? '';
    if (word.startsWith('--lang=')) lang = word.slice('--lang='.length);
  });
  return { lang: lang === 'en' ? 'en' : 'fr', json: options.includes('--json'), badLang: lang !== 'fr' && lang !== 'en' };
}

/** What was thrown, as one of our refusals. A system's refusal names a file; anything else is a fault of ours, told without its text. */
function asRefusal(error: unknown, where: string): EcluseError {
  if (error instanceof EcluseError) return error;
  const { code, path, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  if (typeof code === 'string' && typeof path === 'string' && typeof syscall === 'string') {
    return new EcluseError('FILE_WRITE', { file: basename(path), reason: code });
  }
  return new EcluseError('INTERNAL', { where }, { cause: error });
}

/** What was done on stdout, then on stderr what was not, and why. */
function conclude({ result, lines, failed, faults, said }: Done, speaking: Voice): number {
  if (failed === undefined) {
    if (!said) speaking.done({ result, lines });
    return EXIT.done;
  }
  if (!speaking.json) speaking.say(lines);
  speaking.failed(failed, result, faults);
  return exitCode(failed.code);
}

/** Runs one command line and gives its exit code; what it says goes to the streams. */
export async function run(argv: readonly string[], streams: Streams): Promise<number> {
  const { lang, json, badLang } = manner(argv);
  const speaking = voice(lang, json, streams);
  const where = pathOf(ecluse, argv);
  try {
    if (badLang) {
      const problem = speaking.t('usageChoice', { name: '--lang', choices: `fr ${speaking.t('or')} en` });
      throw new EcluseError('USAGE', { problem, command: where });
    }
    const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string };
    let done: Done = { result: {}, lines: [] };
    const program = buildProgram(ecluse, version, speaking, (outcome) => {
      done = outcome;
    });
    await program.parseAsync(argv, { from: 'user' });
    return conclude(done, speaking);
  } catch (error) {
    const refusal = error instanceof CommanderError ? usageError(error, speaking, where) : asRefusal(error, where);
    if (refusal === null) return EXIT.done;
    speaking.failed(refusal);
    return exitCode(refusal.code);
  }
}
