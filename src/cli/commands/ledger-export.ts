import type { Command } from '../command.ts';

export const ledgerExport: Command = {
  name: 'export',
  about: 'ledgerExport',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [{ flag: '--to', value: 'FOLDER', about: 'optOutFolder', required: true }],
  async run({ voice, arg, option, environment }) {
    const { exportLedger } = await import('../../../appliance/release/ledger.ts');
    const { withAppliance } = await import('../with-appliance.ts');
    return await withAppliance(arg('DIR'), environment, (app) => {
      const to = option('--to') ?? '';
      const { size, root, files } = exportLedger(app, to);
      return { result: { to, size, root, files }, lines: [voice.t('ledgerExported', { size, files, folder: to })] };
    });
  },
};
