import { basename } from 'node:path';
import { EcluseError } from '../base/errors.ts';
import type { PartnerHome } from '../partner/home.ts';
import type { Prepared } from '../partner/prepare.ts';
import type { Preview } from '../partner/preview.ts';
import type { RiskPolicy } from '../partner/risk.ts';
import type { CATEGORY_TEXTS } from '../study/categories.ts';
import type { Context, Done, Option } from './command.ts';
import { problemsRefused, problemsTold, repeatLines } from './problems.ts';
import { percent } from './show.ts';
import { readAsLines, SOURCE_OPTIONS, sourceOptions } from './source-options.ts';
import { aligned, type Voice } from './voice.ts';

/** What says which table leaves, and under what rules; the same to seal it and to sign an exception for it. */
export const PREPARATION_OPTIONS: readonly Option[] = [
  { flag: '--dictionary', value: 'D', about: 'optDictionary', required: true },
  { flag: '--purpose', value: 'train|score', about: 'optPurpose', required: true, choices: ['train', 'score'] },
  { flag: '--campaign', value: 'F', about: 'optCampaign' },
  { flag: '--destroy-by', value: 'DATE', about: 'optDestroyBy' },
  { flag: '--opted-out', value: 'F', about: 'optOptedOut' },
  ...SOURCE_OPTIONS,
];

export type Shown = {
  readonly prepared: Prepared;
  readonly policy: RiskPolicy;
  /** What a person reads before anything leaves, and what `--json` tells of it. */
  readonly lines: readonly string[];
  readonly result: Readonly<Record<string, unknown>>;
};

/** Reads and checks the table that a command names. A table that does not follow its dictionary comes back as the command's end. */
export async function preparation(
  { voice, arg, option, environment }: Context,
  home: PartnerHome,
  destroyBy = option('--destroy-by'),
): Promise<{ readonly shown: Shown } | { readonly refused: Done }> {
  const { PreparationRefused, prepareTable } = await import('../partner/prepare.ts');
  const { campaignSaid } = await import('../partner/campaign-words.ts');
  const { readPolicy } = await import('../partner/risk.ts');
  const { riskLines } = await import('./risk-lines.ts');
  const { readSource } = await import('../partner/source.ts');
  const { CATEGORY_TEXTS } = await import('../study/categories.ts');
  const table = arg('TABLE');
  const list = option('--opted-out');
  const campaign = option('--campaign');
  voice.progress(voice.t('reading', { file: basename(table) }));
  const policy = readPolicy(home);
  const source = await readSource(table, sourceOptions(option));
  const optedOut = list === undefined ? undefined : (await readSource(list)).table;
  try {
    const prepared = prepareTable(
      {
        table,
        dictionary: option('--dictionary') ?? '',
        purpose: option('--purpose') === 'train' ? 'train' : 'score',
        source,
        policy,
        ...(optedOut === undefined ? {} : { optedOut }),
        ...(destroyBy === undefined ? {} : { destroyBy }),
        ...(campaign === undefined ? {} : { campaign }),
      },
      environment.clock,
    );
    const { preview, dictionary } = prepared;
    const warnings = await problemsTold(prepared.warnings, voice);
    const asked = prepared.campaign ? campaignSaid(prepared.campaign, voice.lang) : [];
    const said = [
      ...previewLines(preview, asked, dictionary.version, CATEGORY_TEXTS, voice),
      '',
      ...riskLines(preview.risk, policy, voice),
    ];
    const warned = warnings.length > 0 ? ['', voice.t('warnings'), ...warnings.map(({ what }) => `  ${what}`)] : [];
    const result = { preview: { ...preview, dictionary: { version: dictionary.version } }, warnings };
    return { shown: { prepared, policy, lines: [...said, ...warned], result } };
  } catch (error) {
    if (error instanceof PreparationRefused) return { refused: await problemsRefused(error, voice) };
    throw error;
  }
}

/** What a check refuses, or null. */
export function refusalOf(check: () => void): EcluseError | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof EcluseError) return error;
    throw error;
  }
}

function campaignLines({ campaign }: Preview, said: readonly string[], voice: Voice): string[] {
  if (campaign === null) return [];
  const lines = campaign.models.map(({ family, target, grade, moment }) => [family, target, grade ?? '', moment ?? '']);
  return [
    voice.t('previewCampaign', { name: campaign.name[voice.lang], count: campaign.models.length }),
    ...aligned([[voice.t('columnFamily'), voice.t('columnTarget'), voice.t('columnGrade'), voice.t('columnMoment')], ...lines]).map(
      (line) => `  ${line}`,
    ),
    ...said.map((line) => `  ${line}`),
  ];
}

function previewLines(
  preview: Preview,
  campaign: readonly string[],
  version: string,
  categories: typeof CATEGORY_TEXTS,
  voice: Voice,
): string[] {
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
    ...(preview.optOut === null ? [] : [voice.t('previewOptOut', { ...preview.optOut })]),
    ...repeatLines(preview.repeats, voice),
    voice.t('previewPseudonym', { column: fileNumber }),
    voice.t('previewDictionary', { version }),
    ...campaignLines(preview, campaign, voice),
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
