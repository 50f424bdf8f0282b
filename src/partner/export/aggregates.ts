import { fill, type Lang } from '../../base/text.ts';
import type { ModelRead } from '../documents.ts';
import type { ShareRead } from '../groups-read.ts';
import type { ModelPortrait } from '../portrait/aggregate.ts';
import { BAND_TEXTS, bandsOf } from '../portrait/bands.ts';
import { words } from '../portrait/words.ts';
import { type ExportColumn, shownNumber } from './pupils.ts';

/** One row a model: its measures, and the portrait where there is one. What is hidden is an empty cell. */
export function aggregateColumns(
  models: readonly ModelRead[],
  portraits: readonly ModelPortrait[] | null,
  { lang, destroyBy }: { readonly lang: Lang; readonly destroyBy: string },
): ExportColumn[] {
  const say = (key: keyof typeof words) => fill(words[key][lang], {}, lang);
  const text = (name: string, heading: string, cell: (model: ModelRead) => string): ExportColumn => {
    return { name, heading, kind: 'text', cell: (row) => cell(models[row]!) };
  };
  const measure = (name: string, heading: string, cell: (model: ModelRead) => number | null): ExportColumn => {
    return {
      name,
      heading,
      kind: 'number',
      cell: (row) => cell(models[row]!),
      shown: (row) => {
        const value = cell(models[row]!);
        return value === null ? null : shownNumber(value);
      },
    };
  };
  const shown = (name: string, heading: string, cell: (portrait: ModelPortrait) => number | null): ExportColumn[] => {
    return portraits === null ? [] : [{ name, heading, kind: 'number', cell: (row) => cell(portraits[row]!) }];
  };
  const share = (name: string, heading: string, pick: (model: ModelRead) => ShareRead): ExportColumn[] => [
    measure(name, heading, (model) => pick(model).value),
    measure(`${name}_low`, `${heading}, ${say('lowBound')}`, (model) => pick(model).low),
    measure(`${name}_high`, `${heading}, ${say('highBound')}`, (model) => pick(model).high),
    measure(`${name}_count`, `${heading}, ${say('pupils')}`, (model) => pick(model).count),
    measure(`${name}_of`, `${heading}, ${say('ofPupils')}`, (model) => pick(model).of),
  ];
  const stance = (name: 'targeted' | 'wide') => [
    ...share(`${name}_recall`, `${say(name)}, ${say('recallShort')}`, (model) => model.measures[name].recall),
    ...share(`${name}_precision`, `${say(name)}, ${say('precisionShort')}`, (model) => model.measures[name].precision),
  ];
  return [
    text('model', say('modelColumn'), (model) => model.id),
    text('target', say('targetColumn'), (model) => model.target),
    ...shown('pupils', say('pupils'), ({ bands }) => bands.total),
    ...(portraits === null ? [] : bandsOf(models)).flatMap((band) =>
      shown(
        `band_${band.replace('-', '_')}`,
        `${say('band')} ${BAND_TEXTS[band][lang]}`,
        ({ bands }) => bands.parts[bands.names.indexOf(band)] ?? null,
      ),
    ),
    ...shown('flagged_targeted', say('targeted'), ({ targeted }) => targeted),
    ...shown('flagged_wide', say('wide'), ({ wide }) => wide),
    measure('training_pupils', say('judgedColumn'), ({ measures }) => measures.rows),
    measure('training_positives', say('positivesColumn'), ({ measures }) => measures.positives),
    measure('auc', say('aucColumn'), ({ measures }) => measures.rocAuc),
    ...stance('targeted'),
    ...stance('wide'),
    text('destroy_by', say('factDestroy'), () => destroyBy),
  ];
}
