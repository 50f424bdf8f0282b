import type { Command } from '../command.ts';
import { giveCard } from '../give-card.ts';

export const applianceCard: Command = {
  name: 'card',
  about: 'applianceCard',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [
    { flag: '--out', value: 'F', about: 'optCardOut' },
    { flag: '--rotations', value: 'FOLDER', about: 'optRotations' },
  ],
  async run({ voice, arg, option, environment }) {
    const { withAppliance } = await import('../with-appliance.ts');
    const { rotationsOf } = await import('../../../appliance/store/rotation.ts');
    const { verifierHash } = await import('../../../appliance/release/verifier.ts');
    return await withAppliance(arg('DIR'), environment, async (app) => {
      const rotations = rotationsOf(app.store, app.card.id).map(({ note }) => note);
      const given = await giveCard(voice, app.card, { out: option('--out'), folder: option('--rotations') }, rotations);
      const verifier = verifierHash();
      if (verifier !== null) voice.progress(voice.t('verifierHash', { hash: verifier }));
      return { ...given, result: { ...given.result, verifier } };
    });
  },
};
