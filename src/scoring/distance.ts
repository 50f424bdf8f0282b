import { EcluseError } from '../base/errors.ts';
import { type Distance, distanceOf, reliedOn, type VariableDistance, variableDistance } from '../study/distance.ts';
import { predictors } from '../table/dictionary.ts';
import { featureMatrix } from '../table/features.ts';
import { gatherer } from './gather.ts';
import type { Admission, AdmittedModel } from './models.ts';
import type { Pupils } from './pupils.ts';

export type Near = AdmittedModel & { readonly distance: Distance };

/**
 * Lays the pupils' table beside the one that each model learnt from, some columns at a time, and lets only those models score that are near enough: the
 * others are refused with `MODEL_FAR`, by the limit that their CSS set in the campaign.
 */
export async function nearEnough(
  pupils: Pupils,
  { loaded, refused }: Admission,
  held: number,
): Promise<{ readonly loaded: readonly Near[]; readonly refused: Admission['refused'] }> {
  const read = predictors(pupils.dictionary);
  const relied = loaded.map(({ model }) => reliedOn(model));
  const wanted = [...new Set(relied.flatMap((each) => [...each.keys()]))].sort((a, b) => a - b);
  const found = loaded.map(() => new Map<number, VariableDistance>());
  const atOnce = Math.max(1, Math.floor(held / (pupils.rows * 4)));
  for (let from = 0; from < wanted.length; from += atOnce) {
    const chosen = wanted.slice(from, from + atOnce);
    const whole = gatherer(pupils.rows);
    for await (const table of pupils.columns(chosen.map((at) => read[at]!.name))) whole.add(table);
    // Of the wanted columns alone: an absent one would be made up whole.
    const variables = chosen.map((at) => read[at]!);
    const { columns } = featureMatrix(whole.table(), { ...pupils.dictionary, variables });
    for (const [place, at] of chosen.entries()) {
      for (const [index, { model }] of loaded.entries()) {
        const weight = relied[index]!.get(at);
        if (weight !== undefined) found[index]!.set(at, variableDistance(model, at, weight, columns[place]!));
      }
    }
  }
  const near: Near[] = [];
  const far: Admission['refused'][number][] = [];
  for (const [index, each] of loaded.entries()) {
    const distance = distanceOf(relied[index]!, found[index]!);
    const limit = each.model.limits?.distance ?? null;
    if (limit === null || distance.share <= limit) near.push({ ...each, distance });
    else {
      const { id } = each.model.identity;
      const { code, params } = new EcluseError('MODEL_FAR', {
        model: id,
        share: Math.ceil(distance.share * 100),
        limit: Math.floor(limit * 100),
      });
      far.push({ id, code, params });
    }
  }
  return { loaded: near, refused: [...refused, ...far].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}
