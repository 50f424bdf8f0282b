import { basename } from 'node:path';
import { EcluseError } from '../../base/errors.ts';
import type { Preview } from '../../partner/preview.ts';
import type { CATEGORY_TEXTS } from '../../study/categories.ts';
import type { Command } from '../command.ts';
import { problemsRefused, problemsTold } from '../problems.ts';
import { percent, requireAbsent } from '../show.ts';
import { readAsLines, SOURCE_OPTIONS, sourceOptions } from '../source-options.ts';
import { aligned, type Voice } from '../voice.ts';

export const partnerPrepare: Command = {
  name: 'prepare',
  about: 'partnerPrepare',
  args: [
    { name: 'DIR', about: 'argHome' },
    { name: 'TABLE', about: 'argTable' },
  ],
  options: [
    { flag: '--dictionary', value: 'D', about: 'optDictionary', required: true },
    { flag: '--purpose', value: 'train|score', about: 'optPurpose', required: true, choices: ['train', 'score'] },
    { flag: '--out', value: 'F', about: 'optOut' },
    { flag: '--destroy-by', value: 'DATE', about: 'optDestroyBy' },
    { flag: '--dry-run', about: 'optDryRun' },
    ...SOURCE_OPTIONS,
  ],
  secrets: [{ label: 'secretPassphrase' }],
  async run({ voice, arg, option, flag, secrets, environment }) {
    const { openHome, trustedAppliance, unlockHome } = await import('../../partner/home.ts');
    const { PreparationRefused, prepareTable, sealRequest } = await import('../../partner/prepare.ts');
    const { checkCeiling, readPolicy } = await import('../../partner/risk.ts');
    const { riskLines } = await import('../risk-lines.ts');
    const { readSource } = await import('../../partner/source.ts');
    const home = openHome(arg('DIR'));
    const out = option('--out');
    const dryRun = flag('--dry-run');
    if (!dryRun) {
      if (out === undefined)
        throw new EcluseError('USAGE', { problem: voice.t('usageMissingOption', { name: '--out' }), command: 'ecluse partner prepare' });
      trustedAppliance(home);
      requireAbsent(out);
    }
    const table = arg('TABLE');
    const destroyBy = option('--destroy-by');
    const purpose = option('--purpose') === 'train' ? 'train' : 'score';
    voice.progress(voice.t('reading', { file: basename(table) }));
    const policy = readPolicy(home);
    const source = await readSource(table, sourceOptions(option));
    let prepared: ReturnType<typeof prepareTable>;
    try {
      const options = {
        table,
        dictionary: option('--dictionary') ?? '',
        purpose,
        source,
        policy,
        ...(destroyBy === undefined ? {} : { destroyBy }),
      } as const;
      prepared = prepareTable(options, environment.clock);
    } catch (error) {
      if (error instanceof PreparationRefused) return await problemsRefused(error, voice);
      throw error;
    }
    const { preview, dictionary } = prepared;
    const warnings = await problemsTold(prepared.warnings, voice);
    const { CATEGORY_TEXTS } = await import('../../study/categories.ts');
    const said = [...previewLines(preview, dictionary.version, CATEGORY_TEXTS, voice), '', ...riskLines(preview.risk, policy, voice)];
    const warned = warnings.length > 0 ? ['', voice.t('warnings'), ...warnings.map(({ what }) => `  ${what}`)] : [];
    const result = { preview: { ...preview, dictionary: { version: dictionary.version } }, warnings };
    const over = refusalOf(() => checkCeiling(preview.risk, policy));
    if (over) return { failed: over, faults: [...said, ...warned, ''], result: { dryRun, ...result }, lines: [] };
    if (dryRun || out === undefined) return { result: { dryRun: true, ...result }, lines: [...said, ...warned, '', voice.t('dryRunDone')] };
    for (const line of [...said, ...warned, '']) voice.progress(line);
    const [passphrase] = await secrets();
    const unlocked = unlockHome(home, passphrase!);
    const recipient = trustedAppliance(home);
    voice.progress(voice.t('sealing', { name: recipient.name }));
    const sealed = sealRequest(home, unlocked, prepared, out, environment);
    const size = Math.max(0.1, Math.round(sealed.bytes / 1e5) / 10);
    return {
      result: { dryRun: false, out, ...sealed, recipient: recipient.name, ...result },
      lines: [
        voice.t('prepared', { sequence: sealed.sequence, name: recipient.name, size }),
        voice.t('written', { file: out }),
        voice.t('preparedNext'),
      ],
    };
  },
};

function refusalOf(check: () => void): EcluseError | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof EcluseError) return error;
    throw error;
  }
}

function previewLines(preview: Preview, version: string, categories: typeof CATEGORY_TEXTS, voice: Voice): string[] {
  const { rows, kept, removed, destroyBy, fileNumber } = preview;
  const keptRows = kept.map((column) => [
    column.name,
    voice.t(`role_${column.role}`),
    column.category === null ? '' : categories[column.category].label[voice.lang],
    percent(voice, column.missing),
  ]);
  const heading = [voice.t('columnName'), voice.t('columnRole'), voice.t('columnCategory'), voice.t('columnMissing')];
  const indent = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
  return [
    voice.t(preview.purpose === 'train' ? 'previewTitleTrain' : 'previewTitleScore'),
    ...readAsLines(preview.readAs, voice),
    voice.t('previewRows', { ...rows, date: destroyBy }),
    voice.t('previewPseudonym', { column: fileNumber }),
    voice.t('previewDictionary', { version }),
    '',
    voice.t('keptHead', { count: kept.length }),
    ...indent(aligned([heading, ...keptRows], [3])),
    '',
    ...(removed.length === 0
      ? [voice.t('removedNone')]
      : [
          voice.t('removedHead', { count: removed.length }),
          ...indent(aligned(removed.map(({ name, reason }) => [name, voice.t(`reason_${reason}`)]))),
        ]),
  ];
}
