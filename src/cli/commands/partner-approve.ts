import { EcluseError } from '../../base/errors.ts';
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
    { flag: '--recall-floor', value: 'P', about: 'optRecallFloor' },
    { flag: '--precision-floor', value: 'P', about: 'optPrecisionFloor' },
  ],
  secrets: [{ label: 'secretPassphrase' }],
  async run({ voice, arg, option, secrets, environment }) {
    const { openHome, unlockHome } = await import('../../partner/home.ts');
    const { approve } = await import('../../partner/approve.ts');
    const home = openHome(arg('DIR'));
    const out = option('--out') ?? '';
    requireAbsent(out);
    const { FLOORS } = await import('../../study/verdicts.ts');
    const floor = (flag: '--recall-floor' | '--precision-floor', usual: number): number => {
      const text = option(flag);
      if (text === undefined) return usual;
      if (/^(100|[1-9]?\d)$/.test(text)) return Number(text) / 100;
      throw new EcluseError('USAGE', { problem: voice.t('usagePercent', { name: flag }), command: 'ecluse partner approve' });
    };
    const floors = {
      recall: floor('--recall-floor', FLOORS.recall),
      precision: floor('--precision-floor', FLOORS.precision),
    };
    const [passphrase] = await secrets();
    const until = option('--until');
    const stance = option('--stance') === 'wide' ? 'wide' : 'targeted';
    const options = {
      evaluation: arg('EVALUATION'),
      model: option('--model') ?? '',
      stance,
      floors,
      out,
      ...(until === undefined ? {} : { until }),
    } as const;
    const approval = approve(home, unlockHome(home, passphrase!), options, environment.clock);
    const { model, digest, sequence } = approval;
    return {
      result: { model, digest, stance, until: approval.until, floors, sequence, out },
      lines: [
        voice.t('approved', { model, stance: voice.t(stance === 'wide' ? 'wideName' : 'targetedName'), until: approval.until }),
        voice.t('written', { file: out }),
        voice.t('approvedNext'),
      ],
    };
  },
};
