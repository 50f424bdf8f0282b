import type { Command } from '../command.ts';
import { requireAbsent } from '../show.ts';

export const partnerApprove: Command = {
  name: 'approve',
  about: 'partnerApprove',
  args: [
    { name: 'DIR', about: 'argHome' },
    { name: 'EVALUATION', about: 'argEvaluation' },
  ],
  options: [
    { flag: '--model', value: 'ID', about: 'optModel', required: true },
    { flag: '--out', value: 'F', about: 'optOut', required: true },
    { flag: '--stance', value: 'S', about: 'optStance', choices: ['targeted', 'wide'] },
    { flag: '--until', value: 'DATE', about: 'optUntil' },
  ],
  secrets: [{ label: 'secretPassphrase' }],
  async run({ voice, arg, option, secrets, environment }) {
    const { openHome, unlockHome } = await import('../../partner/home.ts');
    const { approve } = await import('../../partner/approve.ts');
    const home = openHome(arg('DIR'));
    const out = option('--out') ?? '';
    requireAbsent(out);
    const [passphrase] = await secrets();
    const until = option('--until');
    const stance = option('--stance') === 'wide' ? 'wide' : 'targeted';
    const options = {
      evaluation: arg('EVALUATION'),
      model: option('--model') ?? '',
      stance,
      out,
      ...(until === undefined ? {} : { until }),
    } as const;
    const approval = approve(home, unlockHome(home, passphrase!), options, environment.clock);
    const { model, digest, sequence } = approval;
    return {
      result: { model, digest, stance, until: approval.until, sequence, out },
      lines: [
        voice.t('approved', { model, stance: voice.t(stance === 'wide' ? 'wideName' : 'targetedName'), until: approval.until }),
        voice.t('written', { file: out }),
        voice.t('approvedNext'),
      ],
    };
  },
};
