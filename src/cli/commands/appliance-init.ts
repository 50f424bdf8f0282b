import { existsSync } from 'node:fs';
import { EcluseError } from '../../base/errors.ts';
import type { Command } from '../command.ts';
import type { SecretSpec } from '../secrets.ts';
import { cardResult, wordLines } from '../show.ts';

const ACCOUNTS: readonly SecretSpec[] = [
  { label: 'secretOperator', create: 'password' },
  { label: 'secretReviewer', create: 'password' },
  { label: 'secretAuditor', create: 'password' },
];

function secretsOf(custodians: number): SecretSpec[] {
  const each = (_: unknown, i: number): SecretSpec => ({ label: 'secretCustodian', params: { number: i + 1 }, create: 'passphrase' });
  return [...Array.from({ length: custodians }, each), ...ACCOUNTS];
}

export const applianceInit: Command = {
  name: 'init',
  about: 'applianceInit',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [
    { flag: '--name', value: 'N', about: 'optName', required: true },
    { flag: '--custodians', value: '2|3|4|5', about: 'optCustodianCount', choices: ['2', '3', '4', '5'] },
  ],
  secrets: secretsOf(2),
  async run({ voice, arg, option, secrets, environment }) {
    const { initAppliance } = await import('../../../appliance/appliance.ts');
    const { paths } = await import('../../../appliance/home.ts');
    const { kdfForNewKeys } = await import('../kdf.ts');
    const dir = arg('DIR');
    if (existsSync(paths(dir).card)) throw new EcluseError('APPLIANCE_EXISTS');
    const count = Number(option('--custodians') ?? 2);
    const typed = await secrets(secretsOf(count));
    const [operator, reviewer, auditor] = typed.slice(count);
    const passwords = { operator: operator!, reviewer: reviewer!, auditor: auditor! };
    const options = { name: option('--name') ?? '', custodians: typed.slice(0, count), passwords, kdf: kdfForNewKeys() };
    const { card, words } = initAppliance(dir, options, environment);
    return {
      result: { home: dir, ...cardResult(card, words), custodians: count },
      lines: [
        voice.t('applianceMade', { name: card.name }),
        ...wordLines(voice, words),
        voice.t('applianceAccounts'),
        voice.t('applianceCustodians', { count }),
      ],
    };
  },
};
