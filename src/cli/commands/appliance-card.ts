import type { Command } from '../command.ts';
import { giveCard } from '../give-card.ts';

export const applianceCard: Command = {
  name: 'card',
  about: 'applianceCard',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [{ flag: '--out', value: 'F', about: 'optCardOut' }],
  async run({ voice, arg, option, environment }) {
    const { withAppliance } = await import('../with-appliance.ts');
    return await withAppliance(arg('DIR'), environment, (app) => giveCard(voice, app.card, option('--out')));
  },
};
