import type { Command } from '../command.ts';
import { cardResult, requireAbsent, wordLines } from '../show.ts';

export const applianceRotate: Command = {
  name: 'rotate',
  about: 'applianceRotate',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [
    { flag: '--out', value: 'NOTE', about: 'optRotationOut', required: true },
    { flag: '--custodians', value: 'I,J,…', about: 'optStaying' },
    { flag: '--until', value: 'DATE', about: 'optGrace' },
  ],
  secrets: [{ label: 'secretCustodianFirst' }, { label: 'secretCustodianSecond' }],
  async run({ voice, arg, option, secrets, environment }) {
    const { utf8 } = await import('../../base/bytes.ts');
    const { writeFileAtomically } = await import('../../base/files.ts');
    const { fingerprintWords } = await import('../../keys/words.ts');
    const { rotateKeys } = await import('../../../appliance/custody/rotate.ts');
    const { passphraseSpecs, secretsOf, stayingOf } = await import('../custodians.ts');
    const { withAppliance } = await import('../with-appliance.ts');
    const out = option('--out') ?? '';
    requireAbsent(out);
    const until = option('--until');
    return await withAppliance(arg('DIR'), environment, async (app) => {
      const numbers = stayingOf(app, option('--custodians'), voice, 'ecluse appliance rotate');
      const typed = secretsOf(numbers, await secrets(passphraseSpecs(numbers)));
      const { rotation, custodians, left } = rotateKeys(app, { custodians: typed, ...(until === undefined ? {} : { until }) });
      writeFileAtomically(out, utf8(rotation.text), { mode: 0o644 });
      const words = fingerprintWords(rotation.to.hash);
      const list = (of: readonly number[]) => of.join(', ');
      return {
        result: { ...cardResult(rotation.to, words), previous: rotation.from.hash, until: rotation.until, custodians, left, out },
        lines: [
          voice.t('rotatedAppliance', { list: list(custodians), until: rotation.until }),
          ...(left.length > 0 ? [voice.t('rotatedLeft', { list: list(left) })] : []),
          voice.t('written', { file: out }),
          ...wordLines(voice, words),
          voice.t('rotatedNext'),
          voice.t('rotatedPaper', { group: 'appliance' }),
        ],
      };
    });
  },
};
