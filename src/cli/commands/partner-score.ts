import type { Command } from '../command.ts';
import { bandLines, measureRows, measuresHead, modelResult } from '../model-lines.ts';
import { preparation } from '../preparation.ts';
import { SOURCE_OPTIONS } from '../source-options.ts';
import { aligned } from '../voice.ts';

export const partnerScore: Command = {
  name: 'score',
  about: 'partnerScore',
  args: [
    { name: 'DIR', about: 'argHome' },
    { name: 'TABLE', about: 'argTable' },
  ],
  options: [
    { flag: '--dictionary', value: 'D', about: 'optDictionary', required: true },
    { flag: '--evaluation', value: 'F', about: 'argEvaluation', required: true },
    { flag: '--approval', value: 'F', about: 'optApprovals', required: true, many: true },
    { flag: '--out', value: 'FOLDER', about: 'optOutFolder', required: true },
    { flag: '--destroy-by', value: 'DATE', about: 'optDestroyBy' },
    { flag: '--opted-out', value: 'F', about: 'optOptedOut' },
    { flag: '--excel', about: 'optExcel' },
    { flag: '--xlsx', about: 'optXlsx' },
    { flag: '--parquet', about: 'optParquet' },
    { flag: '--pupils', about: 'optPupils' },
    ...SOURCE_OPTIONS,
  ],
  secrets: [{ label: 'secretPassphrase' }],
  async run(context) {
    const { voice, option, options, flag, secrets, environment } = context;
    const { openHome, trustedAppliance, unlockHome } = await import('../../partner/home.ts');
    const { keepScoring, scoreHere } = await import('../../partner/local.ts');
    const { checkNewFolder } = await import('../../partner/export/folder.ts');
    const { exportAnswer } = await import('../../partner/export/write.ts');
    const { shortName } = await import('../../partner/labels.ts');
    const { hideSmallCount } = await import('../../base/counts.ts');
    const home = openHome(context.arg('DIR'));
    const folder = option('--out') ?? '';
    checkNewFolder(folder);
    trustedAppliance(home);
    const found = await preparation(context, home);
    if ('refused' in found) return found.refused;
    const { prepared, result } = found.shown;
    const [passphrase] = await secrets();
    const unlocked = unlockHome(home, passphrase!);
    voice.progress(voice.t('scoringHere'));
    const asked = { evaluation: option('--evaluation') ?? '', approvals: options('--approval') ?? [], prepared };
    const scored = await scoreHere(home, unlocked, asked, environment);
    const opened = keepScoring(home, unlocked, scored, environment);
    const pupils = flag('--pupils');
    const forms = { excel: flag('--excel'), xlsx: flag('--xlsx'), parquet: flag('--parquet') };
    const { files: written, portraits: shown } = exportAnswer(home, opened, folder, { lang: voice.lang, ...forms, pupils });
    const { models, gap, refused } = opened.report;
    const bands = models.map((model, i) => ({ lead: [shortName(model)], portrait: shown?.[i] ?? null }));
    return {
      result: {
        request: opened.request.id,
        gap,
        destroyBy: opened.core.destroyBy,
        ledger: opened.checkpoint?.size ?? null,
        pupils: hideSmallCount(opened.request.rows),
        models: models.map((model, i) => modelResult(model, shown?.[i] ?? null)),
        refused,
        files: written,
        ...result,
      },
      lines: [
        voice.t('scoredHere', { size: opened.checkpoint?.size ?? 0 }),
        '',
        ...bandLines(bands, [voice.t('colModel')], voice),
        '',
        ...aligned([measuresHead(voice), ...models.flatMap((model) => measureRows(shortName(model), model.measures, voice))], [1]),
        '',
        ...refused.map(({ id, code }) => `${id} — ${code}`),
        ...written.map((file) => voice.t('written', { file })),
        voice.t(pupils ? 'openPupils' : 'openPupilsNot', { date: opened.core.destroyBy }),
      ],
    };
  },
};
