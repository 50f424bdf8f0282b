import { basename } from 'node:path';
import { hideSmallCount } from '../../base/counts.ts';
import { explain, isErrorCode } from '../../base/errors.ts';
import type { Followed } from '../../partner/follow-up.ts';
import { shortName } from '../../partner/labels.ts';
import type { Command } from '../command.ts';
import { measureRows, measuresHead } from '../model-lines.ts';
import { problemsRefused } from '../problems.ts';
import { SOURCE_OPTIONS, sourceOptions } from '../source-options.ts';
import { aligned, untold, type Voice } from '../voice.ts';

export const partnerFollowUp: Command = {
  name: 'follow-up',
  about: 'partnerFollowUp',
  args: [
    { name: 'DIR', about: 'argHome' },
    { name: 'RESULT', about: 'argLastResult' },
    { name: 'TABLE', about: 'argOutcomes' },
  ],
  options: [
    { flag: '--dictionary', value: 'D', about: 'optDictionary', required: true },
    { flag: '--out', value: 'FOLDER', about: 'optOutFolder', required: true },
    { flag: '--help-given', value: 'COLUMN', about: 'optHelpGiven' },
    ...SOURCE_OPTIONS,
  ],
  secrets: [{ label: 'secretPassphrase' }],
  async run({ voice, arg, option, secrets, environment }) {
    const { openHome, unlockHome } = await import('../../partner/home.ts');
    const { followResult } = await import('../../partner/follow-up.ts');
    const { writeFollowUp } = await import('../../partner/export/follow-up.ts');
    const { checkNewFolder } = await import('../../partner/export/folder.ts');
    const { PreparationRefused } = await import('../../partner/prepare.ts');
    const { readSource } = await import('../../partner/source.ts');
    const home = openHome(arg('DIR'));
    const folder = option('--out') ?? '';
    checkNewFolder(folder);
    const table = arg('TABLE');
    voice.progress(voice.t('reading', { file: basename(table) }));
    const source = await readSource(table, sourceOptions(option));
    const [passphrase] = await secrets();
    const help = option('--help-given');
    const asked = {
      result: arg('RESULT'),
      table,
      source,
      dictionary: option('--dictionary') ?? '',
      ...(help === undefined ? {} : { help }),
    };
    let followed: Followed;
    try {
      followed = followResult(home, unlockHome(home, passphrase!), asked, environment.clock);
    } catch (error) {
      if (error instanceof PreparationRefused) return await problemsRefused(error, voice);
      throw error;
    }
    const written = writeFollowUp(home, followed, folder, voice.lang);
    return {
      result: { ...resultOf(followed), files: written },
      lines: [...linesOf(followed, voice), ...written.map((file) => voice.t('written', { file }))],
    };
  },
};

function resultOf({ opened, models, setAside, pupils }: Followed) {
  return {
    request: opened.request.id,
    scored: opened.core.created.slice(0, 10),
    destroyBy: opened.core.destroyBy,
    pupils: { scored: hideSmallCount(pupils.scored), absent: hideSmallCount(pupils.absent), strangers: hideSmallCount(pupils.strangers) },
    models: models.map(({ model, outcome, followed }) => ({
      id: model.id,
      digest: model.digest,
      outcome,
      rows: followed.rows,
      positives: followed.positives,
      targeted: followed.stances.targeted,
      wide: followed.stances.wide,
    })),
    setAside,
  };
}

function linesOf({ models, setAside, pupils }: Followed, voice: Voice): string[] {
  const count = (value: number) => hideSmallCount(value) ?? voice.t('hiddenCount');
  const rows = models.flatMap(({ model, followed: { stances } }) => measureRows(shortName(model), { rocAuc: null, ...stances }, voice));
  return [
    voice.t('followUpDone', { scored: count(pupils.scored), absent: count(pupils.absent), strangers: count(pupils.strangers) }),
    '',
    ...(rows.length === 0 ? [] : [...aligned([measuresHead(voice), ...rows], []), '']),
    ...setAside.map(({ id, code }) => `${id} — ${isErrorCode(code) ? untold(explain({ code, params: {} }, voice.lang).what) : code}`),
    voice.t('followUpCaution'),
  ];
}
