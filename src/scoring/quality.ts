import { featureNames } from '../table/dictionary.ts';
import { type QualityReport, quality } from '../table/quality.ts';
import { gatherer } from './gather.ts';
import type { Pupils } from './pupils.ts';

/** Walks the tables again, some columns at a time: `held` bytes of them. What is told is in the dictionary's order. */
export async function qualityOfPupils(
  pupils: Pupils,
  held: number,
  progress: (done: number, total: number) => void,
): Promise<QualityReport> {
  const names = featureNames(pupils.dictionary);
  const atOnce = Math.max(1, Math.floor(held / (pupils.rows * 4)));
  const reports: QualityReport[] = [];
  for (let from = 0; from < names.length; from += atOnce) {
    const whole = gatherer(pupils.rows);
    for await (const table of pupils.columns(names.slice(from, from + atOnce))) whole.add(table);
    reports.push(quality(whole.table(), pupils.dictionary));
    progress(Math.min(names.length, from + atOnce), names.length);
  }
  return {
    rows: reports[0]?.rows ?? null,
    variables: reports.flatMap(({ variables }) => variables),
    blank: reports.flatMap(({ blank }) => blank),
  };
}
