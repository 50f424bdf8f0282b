import { utf8 } from '../../base/bytes.ts';
import type { Command } from '../command.ts';
import { requireAbsent } from '../show.ts';

export const dictionaryStarter: Command = {
  name: 'starter',
  about: 'dictionaryStarter',
  options: [{ flag: '--out', value: 'D', about: 'optOut', required: true }],
  async run({ voice, option }) {
    const { writeFileAtomically } = await import('../../base/files.ts');
    const { STARTER } = await import('../../table/starter/starter.ts');
    const out = option('--out') ?? '';
    requireAbsent(out);
    writeFileAtomically(out, utf8(`${JSON.stringify(STARTER, null, 2)}\n`), { mode: 0o644 });
    const count = STARTER.variables.length;
    return { result: { out, variables: count }, lines: [voice.t('written', { file: out }), voice.t('starterWritten', { count })] };
  },
};
