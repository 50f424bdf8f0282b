import type { Command } from '../command.ts';
import { aligned } from '../voice.ts';

export const applianceDue: Command = {
  name: 'due',
  about: 'applianceDue',
  args: [{ name: 'DIR', about: 'argHome' }],
  async run({ voice, arg, environment }) {
    const { retentionView } = await import('../../../appliance/retention/view.ts');
    const { withAppliance } = await import('../with-appliance.ts');
    return await withAppliance(arg('DIR'), environment, (app) => {
      const { kept, certificates } = retentionView(app);
      const rows = kept.map(({ bundle, kind, partyName, destroyBy, due, overdue, order }) => [
        destroyBy,
        voice.t(overdue ? 'dueLate' : due ? (order === null ? 'dueNow' : 'dueOrdered') : 'dueLater'),
        kind,
        bundle,
        partyName,
      ]);
      const waiting = certificates.filter(({ countersigned }) => countersigned === null);
      return {
        result: { kept, certificates },
        lines: [
          ...(rows.length === 0 ? [voice.t('dueNothing')] : aligned(rows, [])),
          ...waiting.map(({ partyName, made }) => voice.t('dueCertificate', { name: partyName, date: made.slice(0, 10) })),
        ],
      };
    });
  },
};
