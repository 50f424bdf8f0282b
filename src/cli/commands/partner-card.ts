import type { Command } from '../command.ts';
import { giveCard } from '../give-card.ts';

export const partnerCard: Command = {
  name: 'card',
  about: 'partnerCard',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [{ flag: '--out', value: 'F', about: 'optCardOut' }],
  async run({ voice, arg, option }) {
    const { openHome } = await import('../../partner/home.ts');
    return await giveCard(voice, openHome(arg('DIR')).card, option('--out'));
  },
};
