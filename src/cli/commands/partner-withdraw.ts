import type { Command } from '../command.ts';
import { requireAbsent } from '../show.ts';

export const partnerWithdraw: Command = {
  name: 'withdraw',
  about: 'partnerWithdraw',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [
    { flag: '--model', value: 'ID', about: 'optModel', required: true },
    { flag: '--out', value: 'F', about: 'optOut', required: true },
  ],
  secrets: [{ label: 'secretPassphrase' }],
  async run({ voice, arg, option, secrets, environment }) {
    const { openHome, unlockHome } = await import('../../partner/home.ts');
    const { withdraw } = await import('../../partner/approve.ts');
    const home = openHome(arg('DIR'));
    const out = option('--out') ?? '';
    requireAbsent(out);
    const [passphrase] = await secrets();
    const options = { model: option('--model') ?? '', out };
    const { model, digest, sequence } = withdraw(home, unlockHome(home, passphrase!), options, environment.clock);
    return {
      result: { model, digest, sequence, out },
      lines: [voice.t('withdrawn', { model }), voice.t('written', { file: out }), voice.t('withdrawnNext')],
    };
  },
};
