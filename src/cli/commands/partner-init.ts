import type { Command } from '../command.ts';
import { cardResult, wordLines } from '../show.ts';

export const partnerInit: Command = {
  name: 'init',
  about: 'partnerInit',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [{ flag: '--name', value: 'N', about: 'optName', required: true }],
  secrets: [{ label: 'secretPassphrase', create: 'passphrase' }],
  async run({ voice, arg, option, secrets, environment }) {
    const { checkEmptyHome, initHome } = await import('../../partner/home.ts');
    const { kdfForNewKeys } = await import('../kdf.ts');
    const { fingerprintWords } = await import('../../keys/words.ts');
    const dir = arg('DIR');
    checkEmptyHome(dir);
    const [passphrase] = await secrets();
    const home = initHome(dir, { name: option('--name') ?? '', passphrase: passphrase!, kdf: kdfForNewKeys() }, environment);
    const words = fingerprintWords(home.card.hash);
    return {
      result: { home: dir, ...cardResult(home.card, words) },
      lines: [voice.t('homeMade', { name: home.name }), ...wordLines(voice, words), voice.t('homeKeep')],
    };
  },
};
