import { EcluseError } from '../base/errors.ts';
import { type Distance, distanceOf, driftedShare, reliedOn, type VariableDistance, variableDistance } from '../study/distance.ts';
import { predictors } from '../table/dictionary.ts';
import { featureMatrix } from '../table/features.ts';
import type { Assigned, Assignment } from './audience.ts';
import { gatherer } from './gather.ts';
import { type RefusedModel, refusedFor } from './models.ts';
import { picked } from './pick.ts';
import type { Pupils } from './pupils.ts';

export type Near = Assigned & { readonly distance: Distance };

/**
 * Lays the pupils of each model beside those it learnt from, some columns at a time, and lets only those models score that are near enough: the
 * others are refused with `MODEL_FAR`, by the limit that their CSS set in the campaign.
 */
export async function nearEnough(
  pupils: Pupils,
  { loaded, refused }: Assignment,
  held: number,
): Promise<{ readonly loaded: readonly Near[]; readonly refused: Assignment['refused'] }> {
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
      const ofPupils = new Map<Uint32Array | null, (typeof columns)[number]>();
      for (const [index, { model, rows }] of loaded.entries()) {
        const weight = relied[index]!.get(at);
        if (weight === undefined) continue;
        const column = ofPupils.get(rows) ?? picked(columns[place]!, rows);
        ofPupils.set(rows, column);
        found[index]!.set(at, variableDistance(model, at, weight, column));
      }
    }
  }
  const near: Near[] = [];
  const far: RefusedModel[] = [];
  for (const [index, each] of loaded.entries()) {
    const distance = distanceOf(relied[index]!, found[index]!);
    const limit = each.model.limits?.distance ?? null;
    // Judged as it is, told to two decimals.
    const share = driftedShare(relied[index]!, found[index]!);
    if (limit === null || share <= limit) near.push({ ...each, distance });
    else {
      const { id } = each.model.identity;
      const shares = { share: Math.ceil(share * 100), limit: Math.floor(limit * 100) };
      far.push(refusedFor(id, new EcluseError('MODEL_FAR', { model: id, ...shares })));
    }
  }
  return { loaded: near, refused: [...refused, ...far].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}
