import type { Command } from '../command.ts';

export const ledgerExport: Command = {
  name: 'export',
  about: 'ledgerExport',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [{ flag: '--to', value: 'FOLDER', about: 'optOutFolder', required: true }],
  async run({ voice, arg, option, environment }) {
    const { exportLedger } = await import('../../../appliance/release/ledger.ts');
    const { verifierHash } = await import('../../../appliance/release/verifier.ts');
    const { withAppliance } = await import('../with-appliance.ts');
    return await withAppliance(arg('DIR'), environment, (app) => {
      const to = option('--to') ?? '';
      const { size, root, files } = exportLedger(app, to);
      const verifier = verifierHash();
      return {
        result: { to, size, root, files, verifier },
        lines: [
          voice.t('ledgerExported', { size, files, folder: to }),
          ...(verifier === null ? [] : [voice.t('verifierHash', { hash: verifier })]),
        ],
      };
    });
  },
};
