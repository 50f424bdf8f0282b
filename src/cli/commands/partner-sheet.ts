import type { Command } from '../command.ts';
import { requireAbsent } from '../show.ts';

export const partnerSheet: Command = {
  name: 'sheet',
  about: 'partnerSheet',
  args: [
    { name: 'DIR', about: 'argHome' },
    { name: 'RESULT', about: 'argScored' },
  ],
  options: [{ flag: '--out', value: 'F', about: 'optOut', required: true }],
  secrets: [{ label: 'secretPassphrase' }, { label: 'secretPupils', next: 'secretPupilNext' }],
  async run({ voice, arg, option, secrets, environment }) {
    const { fromUtf8 } = await import('../../base/bytes.ts');
    const { openHome, unlockHome } = await import('../../partner/home.ts');
    const { writeSheets } = await import('../../partner/sheet.ts');
    const home = openHome(arg('DIR'));
    const out = option('--out') ?? '';
    requireAbsent(out);
    const [passphrase, ...typed] = await secrets();
    const fileNumbers = typed.map((bytes) => fromUtf8(bytes, 'numéro de fiche').trim());
    const asked = { result: arg('RESULT'), fileNumbers, out, lang: voice.lang };
    const { opened, pupils } = writeSheets(home, unlockHome(home, passphrase!), asked, environment.clock);
    const { destroyBy } = opened.core;
    return {
      result: { request: opened.request.id, destroyBy, sheets: pupils, models: opened.report.models.map(({ id }) => id), out },
      lines: [voice.t('written', { file: out }), voice.t('sheetDone', { count: pupils, date: destroyBy })],
    };
  },
};
