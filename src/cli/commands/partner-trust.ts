import { EcluseError } from '../../base/errors.ts';
import type { Command } from '../command.ts';
import { cardResult, wordLines } from '../show.ts';

export const partnerTrust: Command = {
  name: 'trust',
  about: 'partnerTrust',
  args: [
    { name: 'DIR', about: 'argHome' },
    { name: 'CARD', about: 'argCard' },
  ],
  async run({ voice, arg, agree }) {
    const { openHome } = await import('../../partner/home.ts');
    const { inspectAppliance, trust } = await import('../../partner/trust.ts');
    const home = openHome(arg('DIR'));
    const { card, words } = inspectAppliance(arg('CARD'));
    const said = wordLines(voice, words);
    for (const line of said) voice.progress(line);
    if (!(await agree(voice.t('wordsAgree')))) throw new EcluseError('ABORTED');
    const { already } = trust(home, card);
    return {
      result: { ...cardResult(card, words), already },
      lines: [voice.t(already ? 'trustedAlready' : 'trusted', { name: card.name })],
    };
  },
};
