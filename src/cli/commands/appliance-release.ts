import type { Command } from '../command.ts';

export const applianceRelease: Command = {
  name: 'release',
  about: 'applianceRelease',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [{ flag: '--to', value: 'FOLDER', about: 'optTo', required: true }],
  secrets: [{ label: 'secretOperator' }],
  async run({ voice, arg, option, secrets, environment }) {
    const { release } = await import('../../../appliance/release/release.ts');
    const { logIn } = await import('../../../appliance/session/login.ts');
    const { listParties, sessionDetail } = await import('../../../appliance/views.ts');
    const { withAppliance } = await import('../with-appliance.ts');
    return await withAppliance(arg('DIR'), environment, async (app) => {
      const [password] = await secrets();
      const to = option('--to') ?? '';
      const released = release(app, to, logIn(app, 'operator', password!));
      const names = new Map(listParties(app).map(({ id, name }) => [id, name]));
      const files = released.files.map((file) => ({
        ...file,
        recipientName: names.get(file.recipient) ?? file.recipient,
      }));
      return {
        result: { session: released.session, files },
        lines: [
          ...files.map(({ file, recipientName, size }) => voice.t('releasedFile', { file, name: recipientName, size })),
          voice.t('released'),
          ...(sessionDetail(app, released.session).gap === 'machine' ? [voice.t('plugAgain')] : []),
        ],
      };
    });
  },
};
