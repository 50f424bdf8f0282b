import type { Command } from '../command.ts';
import { requireAbsent } from '../show.ts';

export const auditCosign: Command = {
  name: 'cosign',
  about: 'auditCosign',
  args: [
    { name: 'DIR', about: 'argWitness' },
    { name: 'FOLDER', about: 'argExport' },
  ],
  options: [
    { flag: '--out', value: 'F', about: 'optOut', required: true },
    { flag: '--card', value: 'F', about: 'optAuditCard' },
  ],
  secrets: [{ label: 'secretPassphrase' }],
  async run({ voice, arg, option, secrets, environment }) {
    const { cosignExport } = await import('../../auditor/cosign.ts');
    const { readSmallFile } = await import('../../auditor/folder.ts');
    const { utf8 } = await import('../../base/bytes.ts');
    const { writeFileAtomically } = await import('../../base/files.ts');
    const out = option('--out') ?? '';
    requireAbsent(out);
    const card = option('--card');
    const [passphrase] = await secrets();
    const options = { passphrase: passphrase!, now: environment.clock(), ...(card === undefined ? {} : { card: readSmallFile(card) }) };
    const { verification, checkpoint, name } = cosignExport(arg('DIR'), arg('FOLDER'), options);
    writeFileAtomically(out, utf8(checkpoint), { mode: 0o644 });
    const size = verification.checkpoint?.size ?? 0;
    return {
      result: { name, size, root: verification.checkpoint?.root ?? '', card: verification.card, out },
      lines: [voice.t('cosignedAt', { name, size }), voice.t('written', { file: out }), voice.t('cosignNext')],
    };
  },
};
