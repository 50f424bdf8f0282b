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
    const { considerTrust, inspectAppliance, trust } = await import('../../partner/trust.ts');
    const home = openHome(arg('DIR'));
    const introduced = inspectAppliance(arg('CARD'));
    const { card, words, rotation } = introduced;
    // What is refused is refused before anybody reads words aloud.
    const rotated = considerTrust(home, introduced) === 'rotated';
    const said = wordLines(voice, words);
    for (const line of [...(rotated ? [voice.t('trustRotating', { name: card.name })] : []), ...said]) voice.progress(line);
    if (!(await agree(voice.t('wordsAgree')))) throw new EcluseError('ABORTED');
    const trusting = trust(home, card, rotation);
    const about = { name: card.name, until: rotation?.until ?? '' };
    const line = { first: 'trusted', already: 'trustedAlready', rotated: 'trustRotated' } as const;
    return {
      result: { ...cardResult(card, words), already: trusting === 'already', ...(rotated ? { previous: rotation?.from.hash ?? '' } : {}) },
      lines: [voice.t(line[trusting], about)],
    };
  },
};
