import type { Opened } from '../../partner/open.ts';
import { verdicts } from '../../study/verdicts.ts';
import type { Command } from '../command.ts';
import { bandLines, measureRows, measuresHead, modelResult, setAsideModelLine } from '../model-lines.ts';
import { aligned, type Voice } from '../voice.ts';

export const partnerOpen: Command = {
  name: 'open',
  about: 'partnerOpen',
  args: [
    { name: 'DIR', about: 'argHome' },
    { name: 'RESULT', about: 'argResult' },
  ],
  options: [
    { flag: '--out', value: 'FOLDER', about: 'optOutFolder', required: true },
    { flag: '--excel', about: 'optExcel' },
    { flag: '--xlsx', about: 'optXlsx' },
    { flag: '--parquet', about: 'optParquet' },
    { flag: '--pupils', about: 'optPupils' },
  ],
  secrets: [{ label: 'secretPassphrase' }],
  async run({ voice, arg, option, flag, secrets, environment }) {
    const { openHome, unlockHome } = await import('../../partner/home.ts');
    const { openAnswer } = await import('../../partner/open.ts');
    const { checkNewFolder } = await import('../../partner/export/folder.ts');
    const { exportAnswer } = await import('../../partner/export/write.ts');
    const { shortName } = await import('../../partner/labels.ts');
    const { hideSmallCount } = await import('../../base/counts.ts');
    const home = openHome(arg('DIR'));
    const folder = option('--out') ?? '';
    checkNewFolder(folder);
    const [passphrase] = await secrets();
    const opened = openAnswer(home, unlockHome(home, passphrase!), arg('RESULT'), environment.clock);
    const pupils = flag('--pupils') && opened.kind === 'result';
    const forms = { excel: flag('--excel'), xlsx: flag('--xlsx'), parquet: flag('--parquet') };
    const { files: written, portraits: shown } = exportAnswer(home, opened, folder, { lang: voice.lang, ...forms, pupils });

    const { models, gap } = opened.kind === 'result' ? opened.report : opened.evaluation;
    return {
      result: {
        kind: opened.kind,
        bundle: opened.core.id,
        request: opened.request.id,
        appliance: opened.appliance.name,
        gap,
        destroyBy: opened.core.destroyBy,
        checkpoint: opened.checkpoint?.size ?? null,
        pupils: hideSmallCount(opened.request.rows),
        models: models.map((model, i) => modelResult(model, shown?.[i] ?? null)),
        ...(opened.kind === 'evaluation' ? { guesses: opened.evaluation.guesses } : {}),
        setAside: opened.kind === 'evaluation' ? opened.evaluation.setAside : [],
        files: written,
      },
      lines: [
        voice.t(opened.kind === 'result' ? 'openResult' : 'openEvaluation', {
          name: opened.appliance.name,
          date: opened.request.created.slice(0, 10),
        }),
        ...(gap === 'chamber' ? [voice.t('openGapChamber')] : []),
        '',
        ...(shown === null
          ? []
          : [
              ...bandLines(
                models.map((model, i) => ({ lead: [shortName(model)], portrait: shown[i] ?? null })),
                [voice.t('colModel')],
                voice,
              ),
              '',
            ]),
        ...aligned([measuresHead(voice), ...models.flatMap((model) => measureRows(shortName(model), model.measures, voice))], [1]),
        '',
        ...setAsideLines(opened, voice),
        ...written.map((file) => voice.t('written', { file })),
        ...closing(opened, pupils, written[0] ?? '', { home: arg('DIR'), evaluation: arg('RESULT') }, voice),
      ],
    };
  },
};

function setAsideLines(opened: Opened, voice: Voice): string[] {
  if (opened.kind !== 'evaluation') return [];
  return opened.evaluation.setAside.map((each) => setAsideModelLine(each, voice));
}

function closing(opened: Opened, pupils: boolean, file: string, paths: { home: string; evaluation: string }, voice: Voice): string[] {
  if (opened.kind === 'result') return [pupils ? voice.t('openPupils', { date: opened.core.destroyBy }) : voice.t('openPupilsNot')];
  const { models } = opened.evaluation;
  return [
    voice.t('evaluationNext', { file }),
    ...models.filter(({ measures }) => !verdicts(measures).chance).map(({ id }) => voice.t('evaluationApprove', { ...paths, model: id })),
  ];
}
