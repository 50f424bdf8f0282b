import { utf8 } from '../../base/bytes.ts';
import { explain } from '../../base/errors.ts';
import type { Command } from '../command.ts';
import { requireAbsent } from '../show.ts';
import { SOURCE_OPTIONS, sourceOptions } from '../source-options.ts';

export const dictionaryDraft: Command = {
  name: 'draft',
  about: 'dictionaryDraft',
  args: [{ name: 'TABLE', about: 'argTable' }],
  options: [{ flag: '--out', value: 'D', about: 'optOut', required: true }, ...SOURCE_OPTIONS],
  async run({ voice, arg, option }) {
    const { writeFileAtomically } = await import('../../base/files.ts');
    const { readSource } = await import('../../partner/source.ts');
    const { draftDictionary } = await import('../../table/draft.ts');
    const { problemParams } = await import('../../table/harmonise.ts');
    const out = option('--out') ?? '';
    requireAbsent(out);
    const draft = draftDictionary((await readSource(arg('TABLE'), sourceOptions(option))).table);
    writeFileAtomically(out, utf8(`${JSON.stringify(draft.document, null, 2)}\n`), { mode: 0o644 });
    const { variables } = draft.document as { readonly variables: readonly unknown[] };
    const warnings = draft.warnings.map((problem) => {
      const { what } = explain(problemParams(problem), voice.lang);
      return { code: problem.code, column: problem.column, what };
    });
    const warned = warnings.length > 0 ? [voice.t('warnings'), ...warnings.map(({ what }) => `  ${what}`)] : [];
    return {
      result: { out, variables: variables.length, warnings },
      lines: [voice.t('written', { file: out }), voice.t('draftWritten', { count: variables.length }), ...warned],
    };
  },
};
