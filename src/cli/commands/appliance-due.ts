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
      const { kept, keys, certificates } = retentionView(app);
      const rows = kept.map(({ bundle, kind, partyName, destroyBy, due, overdue, order }) => [
        destroyBy,
        voice.t(overdue ? 'dueLate' : due ? (order === null ? 'dueNow' : 'dueOrdered') : 'dueLater'),
        kind,
        bundle,
        partyName,
      ]);
      const past = keys
        .filter(({ destroyed }) => destroyed === null)
        .map(({ card, until, files, due }) => {
          const said = voice.t('duePast', { card: card.slice(0, 12), until, files });
          return `${voice.t(due ? 'duePastNow' : 'duePastLater')}  ${said}`;
        });
      const waiting = certificates.filter(({ countersigned }) => countersigned === null);
      return {
        result: { kept, keys, certificates },
        lines: [
          ...(rows.length === 0 ? [voice.t('dueNothing')] : aligned(rows, [])),
          ...past,
          ...waiting.map(({ partyName, made }) => voice.t('dueCertificate', { name: partyName, date: made.slice(0, 10) })),
        ],
      };
    });
  },
};
