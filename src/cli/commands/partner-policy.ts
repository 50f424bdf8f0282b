import { EcluseError } from '../../base/errors.ts';
import type { Command } from '../command.ts';
import { percent } from '../show.ts';

export const partnerPolicy: Command = {
  name: 'policy',
  about: 'partnerPolicy',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [
    { flag: '--risk-ceiling', value: 'PERCENT', about: 'optRiskCeiling' },
    { flag: '--fact', value: 'VARIABLE', about: 'optFact', many: true },
  ],
  async run({ voice, arg, option, options }) {
    const { openHome } = await import('../../partner/home.ts');
    const { readPolicy, tightenPolicy } = await import('../../partner/risk.ts');
    const home = openHome(arg('DIR'));
    const told = option('--risk-ceiling');
    const facts = options('--fact');
    if (told !== undefined && !/^(?:100|\d{1,2}(?:[.,]\d)?)$/.test(told)) {
      throw new EcluseError('USAGE', { problem: voice.t('usagePercent', { name: '--risk-ceiling' }), command: 'ecluse partner policy' });
    }
    const change = {
      ...(told === undefined ? {} : { ceiling: Math.round(Number(told.replace(',', '.')) * 10) / 1000 }),
      ...(facts ? { facts } : {}),
    };
    const policy = told === undefined && facts === undefined ? readPolicy(home) : tightenPolicy(home, change);
    return {
      result: { ...policy },
      lines: [
        policy.ceiling === null ? voice.t('riskNoCeiling') : voice.t('policyCeiling', { ceiling: percent(voice, policy.ceiling) }),
        ...(policy.facts.length > 0 ? [voice.t('policyFacts', { facts: policy.facts.join(', ') })] : []),
      ],
    };
  },
};
