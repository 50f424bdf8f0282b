import type { ReadAs, SourceOptions } from '../partner/source.ts';
import type { Context, Option } from './command.ts';
import type { Voice } from './voice.ts';

/** What a person may say of a table's form; the same for every command that reads one. */
export const SOURCE_OPTIONS: readonly Option[] = [
  { flag: '--encoding', value: 'E', about: 'optEncoding', choices: ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] },
  { flag: '--separator', value: 'S', about: 'optSeparator', choices: [';', ',', '|', 'tab'] },
  { flag: '--decimal', value: 'S', about: 'optDecimal', choices: [',', '.'] },
  { flag: '--format', value: 'F', about: 'optFormat' },
  { flag: '--sheet', value: 'S', about: 'optSheet' },
];

export function sourceOptions(option: Context['option']): SourceOptions {
  const separator = option('--separator');
  const told = {
    encoding: option('--encoding'),
    separator: separator === 'tab' ? '\t' : separator,
    decimal: option('--decimal'),
    format: option('--format'),
    sheet: option('--sheet'),
  };
  // The choices above are those of the types.
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as SourceOptions;
}

export function readAsLines(readAs: ReadAs, voice: Voice): string[] {
  if (readAs.kind !== 'recipe') return [readAsLine(readAs, voice)];
  const lines = readAs.sources.map((source) => `  ${voice.t('readAsSource', { ...source })}`);
  return [voice.t('readAsRecipe', { name: readAs.name[voice.lang] }), ...lines];
}

function readAsLine(readAs: Exclude<ReadAs, { kind: 'recipe' }>, voice: Voice): string {
  if (readAs.kind === 'parquet' || readAs.kind === 'arrow') return voice.t(readAs.kind === 'parquet' ? 'readAsParquet' : 'readAsArrow');
  if (readAs.kind === 'xlsx') return voice.t('readAsXlsx', { sheet: readAs.sheet });
  const { encoding, separator, decimal } = readAs.dialect;
  const sign = (text: string) => (voice.lang === 'fr' ? `« ${text} »` : `“${text}”`);
  return voice.t('readAsCsv', {
    encoding,
    separator: separator === '\t' ? voice.t('signTab') : sign(separator),
    decimal: decimal === null ? voice.t('signUntold') : sign(decimal),
    header: readAs.header ? '' : voice.t('readAsNoHeader'),
  });
}
