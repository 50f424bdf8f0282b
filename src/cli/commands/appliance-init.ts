import { existsSync } from 'node:fs';
import { EcluseError } from '../../base/errors.ts';
import type { Command } from '../command.ts';
import { cardResult, wordLines } from '../show.ts';

export const applianceInit: Command = {
  name: 'init',
  about: 'applianceInit',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [{ flag: '--name', value: 'N', about: 'optName', required: true }],
  secrets: [
    { label: 'secretAppliance', create: 'passphrase' },
    { label: 'secretOperator', create: 'password' },
    { label: 'secretReviewer', create: 'password' },
    { label: 'secretAuditor', create: 'password' },
  ],
  async run({ voice, arg, option, secrets, environment }) {
    const { initAppliance } = await import('../../../appliance/appliance.ts');
    const { paths } = await import('../../../appliance/home.ts');
    const { kdfForNewKeys } = await import('../kdf.ts');
    const dir = arg('DIR');
    if (existsSync(paths(dir).card)) throw new EcluseError('APPLIANCE_EXISTS');
    const [passphrase, operator, reviewer, auditor] = await secrets();
    const passwords = { operator: operator!, reviewer: reviewer!, auditor: auditor! };
    const options = { name: option('--name') ?? '', passphrase: passphrase!, passwords, kdf: kdfForNewKeys() };
    const { card, words } = initAppliance(dir, options, environment);
    return {
      result: { home: dir, ...cardResult(card, words) },
      lines: [voice.t('applianceMade', { name: card.name }), ...wordLines(voice, words), voice.t('applianceAccounts')],
    };
  },
};
