import { openScorer, type Scorer } from '../forest/score.ts';
import { actionableFeatures, categoryOfFeatures } from '../study/categories.ts';
import { type Doubter, doubter } from '../study/doubts.ts';
import { chosenBands, chosenCutoffs } from '../study/thresholds.ts';
import { CATEGORIES } from '../table/dictionary.ts';
import { type FeatureMatrix, featureMatrix } from '../table/features.ts';
import type { Assigned } from './audience.ts';
import { picked, placesWithin } from './pick.ts';
import type { Pupils } from './pupils.ts';
import { type ModelScores, modelScores, TOP } from './scores.ts';

/** Explanations take the longest: a block of this many pupils at a time, so that progress is seen. */
const ROWS_AT_ONCE = 1000;

/** Of one model: its scores, what it says of a pupil of whom nothing is known, and its pupils in the request's order. */
export type Scored = { readonly scores: ModelScores; readonly base: number; readonly pseudonyms: readonly string[] };

/** Models that are for the same pupils: compiled together, they share one coding of them. */
type Team = {
  readonly rows: Uint32Array | null;
  readonly size: number;
  readonly scorer: Scorer;
  readonly members: readonly { readonly place: number; readonly scores: ModelScores; readonly doubts: Doubter }[];
  readonly pseudonyms: string[];
  bases: readonly number[];
};

/** Walks the tables: each is scored and explained by every model that is for its pupils, and forgotten. One answer a model, in their order. `workers`: threads. */
export async function scorePupils(
  pupils: Pupils,
  loaded: readonly Assigned[],
  workers: number,
  progress: (done: number, total: number) => void,
): Promise<Scored[]> {
  const options = {
    groups: categoryOfFeatures(pupils.dictionary),
    groupCount: CATEGORIES.length,
    top: TOP,
    marked: actionableFeatures(pupils.dictionary),
  };
  const teams = await teamsOf(pupils, loaded, workers);
  const work = teams.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  let at = 0;
  try {
    for await (const piece of pupils.tables()) {
      const table = featureMatrix(piece.table, pupils.dictionary);
      for (const team of teams) {
        const own = placesWithin(team.rows, at, at + table.rows);
        const size = own?.length ?? table.rows;
        for (let from = 0; from < size; from += ROWS_AT_ONCE) {
          const matrix = matrixOf(table, own, from, Math.min(size, from + ROWS_AT_ONCE));
          const each = await team.scorer.score(matrix);
          const explained = await team.scorer.explain(matrix, options);
          for (const [index, { scores, doubts }] of team.members.entries()) scores.add(each[index]!, explained[index]!, doubts(matrix));
          team.bases = explained.map(({ base }) => base);
          done += matrix.rows;
          progress(Math.round((done / work) * pupils.rows), pupils.rows);
        }
        for (let row = 0; row < size; row++) team.pseudonyms.push(piece.pseudonyms[own ? own[row]! : row]!);
      }
      at += table.rows;
    }
  } finally {
    for (const { scorer } of teams) await scorer.close();
  }
  const answers: Scored[] = [];
  for (const { members, bases, pseudonyms } of teams) {
    for (const [index, { place, scores }] of members.entries()) answers[place] = { scores, base: bases[index]!, pseudonyms };
  }
  return answers;
}

async function teamsOf(pupils: Pupils, loaded: readonly Assigned[], workers: number): Promise<Team[]> {
  const teams: Team[] = [];
  for (const rows of new Set(loaded.map((each) => each.rows))) {
    const size = rows?.length ?? pupils.rows;
    const members = loaded.flatMap((each, place) => (each.rows === rows ? [{ place, ...each }] : []));
    const scorer = await openScorer(
      members.map(({ model }) => model.forest),
      { workers },
    );
    teams.push({
      rows,
      size,
      scorer,
      members: members.map(({ place, model, approval }) => {
        const cutoffs = chosenCutoffs(model.cutoffs, approval);
        const bands = chosenBands(model.bands, model.cutoffs, cutoffs);
        return { place, scores: modelScores({ ...model, cutoffs, bands }, size), doubts: doubter(model) };
      }),
      pseudonyms: [],
      bases: [],
    });
  }
  return teams;
}

function matrixOf({ columns }: FeatureMatrix, own: Uint32Array | null, from: number, to: number): FeatureMatrix {
  const places = own?.subarray(from, to) ?? null;
  return { rows: to - from, columns: columns.map((column) => (places ? picked(column, places) : column.subarray(from, to))) };
}
