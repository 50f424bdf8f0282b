import { utf8 } from '../../base/bytes.ts';
import type { Command } from '../command.ts';
import { requireAbsent } from '../show.ts';
import { SOURCE_OPTIONS, sourceOptions } from '../source-options.ts';
import { aligned } from '../voice.ts';

export const dictionaryMap: Command = {
  name: 'map',
  about: 'dictionaryMap',
  args: [{ name: 'TABLE', about: 'argTable' }],
  options: [
    { flag: '--dictionary', value: 'D', about: 'optDictionaryPending', required: true },
    { flag: '--out', value: 'D2', about: 'optOut', required: true },
    ...SOURCE_OPTIONS,
  ],
  async run({ voice, arg, option }) {
    const { readFileCapped, writeFileAtomically } = await import('../../base/files.ts');
    const { readSource } = await import('../../partner/source.ts');
    const { DICTIONARY_LIMITS } = await import('../../table/dictionary.ts');
    const { harmonise } = await import('../../table/harmonise.ts');
    const { applyConfirmed, parsePending, pendingDocument, propose } = await import('../../table/map.ts');
    const out = option('--out') ?? '';
    requireAbsent(out);
    const pending = parsePending(readFileCapped(option('--dictionary') ?? '', DICTIONARY_LIMITS.bytes));
    const { dictionary, applied } = applyConfirmed(pending);
    const source = await readSource(arg('TABLE'), sourceOptions(option));
    const { unmapped } = harmonise(source.table, dictionary, 'train', source.options);
    const { proposals, unreadable } = propose(dictionary, unmapped);
    // What a person wrote without confirming it yet stands before a new guess.
    const written = new Map(pending.proposals.map((each) => [`${each.variable} ${each.code}`, each.to]));
    const kept = proposals.map((each) => {
      const to = written.get(`${each.variable} ${each.code}`) ?? each.to;
      return to === each.to ? each : { ...each, to, because: null };
    });
    writeFileAtomically(out, utf8(`${JSON.stringify(pendingDocument({ dictionary, proposals: kept }), null, 2)}\n`), { mode: 0o644 });
    const rows = kept.map(({ variable, code, count, to, because }) => [
      variable,
      code,
      String(count),
      to === null ? voice.t('mapNone') : `→ ${to}`,
      because === null ? '' : voice.t(`mapBecause_${because}`),
    ]);
    return {
      result: { out, applied, proposals: kept, unreadable },
      lines: [
        voice.t('written', { file: out }),
        ...(applied > 0 ? [voice.t('mapApplied', { count: applied })] : []),
        ...aligned(rows, [2]).map((line) => `  ${line}`),
        ...(unreadable > 0 ? [voice.t('mapUnreadable', { count: unreadable })] : []),
        kept.length > 0 ? voice.t('mapNext', { count: kept.length, file: out }) : voice.t('mapDone'),
      ],
    };
  },
};
