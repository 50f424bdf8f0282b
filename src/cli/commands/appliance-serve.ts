import type { Command } from '../command.ts';

export const applianceServe: Command = {
  name: 'serve',
  about: 'applianceServe',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [{ flag: '--port', value: 'P', about: 'optPort' }],
  async run({ voice, arg, option, environment }) {
    const { withAppliance } = await import('../with-appliance.ts');
    const { portOf, serveUntilStopped } = await import('../serve.ts');
    const port = portOf(option('--port'), voice);
    return await withAppliance(arg('DIR'), environment, async (app) => {
      await serveUntilStopped(app, port, voice, (url) => ({ result: { url }, lines: [voice.t('serving', { url })] }));
      return { result: {}, lines: [], said: true };
    });
  },
};
