import type { Command } from '../command.ts';
import { giveCard } from '../give-card.ts';

export const partnerCard: Command = {
  name: 'card',
  about: 'partnerCard',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [
    { flag: '--out', value: 'F', about: 'optCardOut' },
    { flag: '--rotations', value: 'FOLDER', about: 'optRotations' },
  ],
  async run({ voice, arg, option }) {
    const { openHome } = await import('../../partner/home.ts');
    const { ownRotations } = await import('../../partner/cards.ts');
    const home = openHome(arg('DIR'));
    const rotations = ownRotations(home).map(({ text }) => text);
    return await giveCard(voice, home.card, { out: option('--out'), folder: option('--rotations') }, rotations);
  },
};
