import type { Change } from '../../table/compare.ts';
import type { Command } from '../command.ts';
import type { Voice } from '../voice.ts';

export const dictionaryCompare: Command = {
  name: 'compare',
  about: 'dictionaryCompare',
  args: [
    { name: 'A', about: 'argDictionaryBefore' },
    { name: 'B', about: 'argDictionaryAfter' },
  ],
  async run({ voice, arg }) {
    const { readFileCapped } = await import('../../base/files.ts');
    const { compareDictionaries } = await import('../../table/compare.ts');
    const { DICTIONARY_LIMITS, parseDictionary } = await import('../../table/dictionary.ts');
    const read = (path: string) => parseDictionary(readFileCapped(path, DICTIONARY_LIMITS.bytes));
    const [before, after] = [read(arg('A')), read(arg('B'))];
    const changes = compareDictionaries(before, after);
    const lines = changes.map((change) => `  ${changeLine(change, voice)}`);
    return {
      result: { from: before.version, to: after.version, changes },
      lines: [
        voice.t('compareHead', { from: before.version, to: after.version, count: changes.length }),
        ...(lines.length > 0 ? lines : [`  ${voice.t('compareNone')}`]),
      ],
    };
  },
};

function changeLine({ kind, variable, member = '', from = '', to = '' }: Change, voice: Voice): string {
  return voice.t(`change_${kind}`, { variable, member, from, to });
}
