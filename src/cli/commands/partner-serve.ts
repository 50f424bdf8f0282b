import type { Command } from '../command.ts';

const DEFAULT_PORT = 8435;

export const partnerServe: Command = {
  name: 'serve',
  about: 'partnerServe',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [
    { flag: '--port', value: 'P', about: 'optDeskPort' },
    { flag: '--folder', value: 'F', about: 'optDeskFolder' },
  ],
  async run({ voice, arg, option, environment }) {
    const { startDesk } = await import('../../desk/server.ts');
    const { portOf, untilStopped } = await import('../serve.ts');
    const desk = await startDesk({
      dir: arg('DIR'),
      folder: option('--folder') ?? '.',
      port: portOf(option('--port'), voice, DEFAULT_PORT),
      lang: voice.lang,
      ...environment,
      tell: (event) => voice.progress('link' in event ? voice.t('deskLink', { link: event.link }) : voice.t('deskEntered')),
    });
    await untilStopped(desk, voice, { result: { url: desk.url, link: desk.link }, lines: [voice.t('deskServing', { link: desk.link })] });
    voice.progress(voice.t('deskServed'));
    return { result: {}, lines: [], said: true };
  },
};
