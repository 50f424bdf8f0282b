import { utf8 } from '../../src/base/bytes.ts';
import { lotOf } from '../../src/base/random.ts';
import type { Lot } from '../../src/study/disclosure.ts';

/** The lot of a home whose secret is `seed`, kept once drawn. */
export function lotOn(seed: number): Lot {
  const drawn = lotOf('essai', utf8(String(seed)));
  const known = new Map<string, number>();
  return (model, { school, grade }, what) => {
    const name = [model, school, grade, what].join();
    const held = known.get(name) ?? drawn(name);
    known.set(name, held);
    return held;
  };
}
