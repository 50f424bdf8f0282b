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
  options: [
    { flag: '--gap', value: 'machine|chamber', about: 'optGap', required: true, choices: ['machine', 'chamber'] },
    { flag: '--custodians', value: 'I,J', about: 'optCustodians' },
  ],
  secrets: [{ label: 'secretOperator' }, { label: 'secretCustodianFirst' }, { label: 'secretCustodianSecond' }],
  async run({ voice, arg, option, secrets, environment }) {
    const { replaySession } = await import('../../../appliance/session/replay.ts');
    const { logIn } = await import('../../../appliance/session/login.ts');
    const { pairOf, pairSpecs, presentOf } = await import('../custodians.ts');
    const { withAppliance } = await import('../with-appliance.ts');
    return await withAppliance(arg('DIR'), environment, async (app) => {
      const numbers = presentOf(app, option('--custodians'), voice, 'ecluse appliance replay');
      const [password, ...pair] = await secrets([{ label: 'secretOperator' }, ...pairSpecs(numbers)]);
      const operator = logIn(app, 'operator', password!);
      const done = await replaySession(app, arg('SESSION'), {
        operator,
        custodians: pairOf(numbers, pair),
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
