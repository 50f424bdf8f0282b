import type { Command } from '../command.ts';
import { cardResult, requireAbsent, wordLines } from '../show.ts';

export const partnerRotate: Command = {
  name: 'rotate',
  about: 'partnerRotate',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [{ flag: '--out', value: 'NOTE', about: 'optRotationOut', required: true }],
  secrets: [{ label: 'secretPassphrase' }, { label: 'secretPassphraseNew', create: 'passphrase' }],
  async run({ voice, arg, option, secrets, environment }) {
    const { utf8 } = await import('../../base/bytes.ts');
    const { writeFileAtomically } = await import('../../base/files.ts');
    const { fingerprintWords } = await import('../../keys/words.ts');
    const { openHome, unlockHome } = await import('../../partner/home.ts');
    const { rotateHome } = await import('../../partner/rotate.ts');
    const { kdfForNewKeys } = await import('../kdf.ts');
    const out = option('--out') ?? '';
    requireAbsent(out);
    const home = openHome(arg('DIR'));
    const [passphrase, next] = await secrets();
    const keys = { passphrase: next!, kdf: kdfForNewKeys() };
    const rotation = rotateHome(home, unlockHome(home, passphrase!), keys, environment);
    writeFileAtomically(out, utf8(rotation.text), { mode: 0o644 });
    const words = fingerprintWords(rotation.to.hash);
    return {
      result: { ...cardResult(rotation.to, words), previous: rotation.from.hash, out },
      lines: [
        voice.t('rotatedPartner'),
        voice.t('written', { file: out }),
        ...wordLines(voice, words),
        voice.t('rotatedPartnerNext'),
        voice.t('rotatedPaper', { group: 'partner' }),
      ],
    };
  },
};
