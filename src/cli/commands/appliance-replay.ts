import { EcluseError } from '../../base/errors.ts';
import type { Command } from '../command.ts';
import { phaseLine } from '../phase.ts';

export const applianceReplay: Command = {
  name: 'replay',
  about: 'applianceReplay',
  args: [
    { name: 'DIR', about: 'argHome' },
    { name: 'SESSION', about: 'argSession' },
  ],
  options: [{ flag: '--gap', value: 'machine|chamber', about: 'optGap', required: true, choices: ['machine', 'chamber'] }],
  secrets: [{ label: 'secretOperator' }, { label: 'secretAppliance' }],
  async run({ voice, arg, option, secrets, environment }) {
    const { replaySession } = await import('../../../appliance/session/replay.ts');
    const { logIn } = await import('../../../appliance/session/login.ts');
    const { withAppliance } = await import('../with-appliance.ts');
    return await withAppliance(arg('DIR'), environment, async (app) => {
      const [password, passphrase] = await secrets();
      const operator = logIn(app, 'operator', password!);
      const done = await replaySession(app, arg('SESSION'), {
        operator,
        passphrase: passphrase!,
        gap: option('--gap') === 'machine' ? 'machine' : 'chamber',
        onProgress: (at) => voice.tick(phaseLine(at.phase, at.bundlesDone, at.bundlesTotal, voice)),
      });
      const { bundles, destroyed } = done;
      const lines = [
        ...bundles.map(({ bundle, expected, difference }) =>
          difference === null ? voice.t('replaySame', { bundle, digest: expected }) : voice.t('replayOther', { bundle, where: difference }),
        ),
        ...destroyed.map((bundle) => voice.t('replayDestroyed', { bundle })),
      ];
      const wrong = bundles.find(({ difference }) => difference !== null);
      const result = { ...done };
      if (wrong === undefined) return { result, lines };
      const params = { bundle: wrong.bundle, where: wrong.difference ?? '' };
      return { result, lines, failed: new EcluseError('REPLAY_DIFFERS', params) };
    });
  },
};
