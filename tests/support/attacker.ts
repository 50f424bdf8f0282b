/** One line of one page, for one target, as anybody reads it: null where « masqué » stands. Bands: low, moderate, high. */
export type Line = {
  readonly school: number | null;
  readonly grade: number | null;
  readonly pupils: number | null;
  readonly bands: readonly (number | null)[];
  /** True where the target is not for all of these pupils: nothing of its bands is said there, nor is any a secret of that line. */
  readonly silent?: boolean;
};

/**
 * Everything that follows by adding and subtracting, and nothing presumed of how the pages were made: bounds of every count, tightened along
 * every sum of the table until nothing moves. The width of the narrowest hidden count is what the attacker is left with.
 */
export function propagate(lines: readonly Line[]): { width: number; low: Float64Array; high: Float64Array } {
  const CELLS = 4;
  const count = lines.length * CELLS;
  const low = new Float64Array(count);
  const high = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const fix = (at: number, value: number | null) => {
    if (value === null) return;
    low[at] = value;
    high[at] = value;
  };
  for (const [i, { pupils, bands }] of lines.entries()) {
    low[i * CELLS + 3] = 1;
    fix(i * CELLS + 3, pupils);
    bands.forEach((value, band) => {
      fix(i * CELLS + band, value);
    });
  }
  const sums: { whole: number; parts: number[] }[] = lines.map((_, i) => ({
    whole: i * CELLS + 3,
    parts: [0, 1, 2].map((b) => i * CELLS + b),
  }));
  const find = (test: (line: Line) => boolean) => lines.flatMap((line, i) => (test(line) ? [i] : []));
  const units = (test: (line: Line) => boolean) => find((line) => line.school !== null && line.grade !== null && test(line));
  const add = (whole: number, parts: readonly number[]) => {
    if (parts.length === 0) return;
    for (let cell = 0; cell < CELLS; cell++) sums.push({ whole: whole * CELLS + cell, parts: parts.map((part) => part * CELLS + cell) });
  };
  for (const [i, { school, grade }] of lines.entries()) {
    if (school !== null && grade === null)
      add(
        i,
        units((line) => line.school === school),
      );
    if (school === null && grade !== null)
      add(
        i,
        units((line) => line.grade === grade),
      );
    if (school === null && grade === null) {
      add(
        i,
        find((line) => line.school !== null && line.grade === null),
      );
      add(
        i,
        find((line) => line.school === null && line.grade !== null),
      );
      add(
        i,
        units(() => true),
      );
    }
  }
  const tighten = (at: number, least: number, most: number): boolean => {
    const moved = least > low[at]! || most < high[at]!;
    low[at] = Math.max(low[at]!, least);
    high[at] = Math.min(high[at]!, most);
    return moved;
  };
  for (let moved = true; moved; ) {
    moved = false;
    for (const { whole, parts } of sums) {
      const least = parts.reduce((sum, part) => sum + low[part]!, 0);
      const most = parts.reduce((sum, part) => sum + high[part]!, 0);
      if (tighten(whole, least, most)) moved = true;
      for (const part of parts) {
        const others = parts.reduce((sum, each) => sum + (each === part ? 0 : high[each]!), 0);
        if (tighten(part, low[whole]! - others, high[whole]! - (least - low[part]!))) moved = true;
      }
    }
  }
  let width = Number.POSITIVE_INFINITY;
  for (const [i, { pupils, bands, silent }] of lines.entries()) {
    for (const [cell, value] of [...bands, pupils].entries()) {
      if (value === null && !(silent && cell < bands.length)) width = Math.min(width, high[i * CELLS + cell]! - low[i * CELLS + cell]! + 1);
    }
  }
  return { width, low, high };
}

type Vector = readonly [number, number, number];

/**
 * Every table of two schools by at most two grades that the lines allow, tried one by one: how many values the narrowest hidden count of
 * bands takes. Where a number of pupils is hidden, no more than `cap` are tried: fewer tables, never more.
 */
export function tryAll(lines: readonly Line[], cap: number): number {
  const units = lines.filter(({ school, grade }) => school !== null && grade !== null);
  const line = (school: number | null, grade: number | null) => lines.find((each) => each.school === school && each.grade === grade);
  const agrees = (held: Line | undefined, vector: Vector) =>
    !held ||
    ((held.pupils === null || held.pupils === vector[0] + vector[1] + vector[2]) &&
      held.bands.every((value, band) => value === null || value === vector[band]));
  const plus = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
  const ZERO: Vector = [0, 0, 0];
  const candidates = (held: Line): Vector[] => {
    const out: Vector[] = [];
    const [least, most] = held.pupils === null ? [1, cap] : [held.pupils, held.pupils];
    for (let n = least; n <= most; n++) {
      for (let a = 0; a <= n; a++) for (let b = 0; a + b <= n; b++) if (agrees(held, [a, b, n - a - b])) out.push([a, b, n - a - b]);
    }
    return out;
  };
  /** What the lines of grades and of all together can tell of a school's share in them. */
  const margins = [line(null, 0), line(null, 1), line(null, null)];
  const schools = [0, 1].map((school) => {
    const own = units.filter((unit) => unit.school === school);
    let ways: Vector[][] = [[]];
    for (const unit of own) ways = ways.flatMap((way) => candidates(unit).map((vector) => [...way, vector]));
    const kept = ways.filter((way) => agrees(line(school, null), way.reduce(plus, ZERO)));
    return kept.map((way) => {
      const share = margins.map((_, at) => (at === 2 ? way : way.filter((_, i) => own[i]!.grade === at)).reduce(plus, ZERO));
      return { way, share };
    });
  });
  const keyOf = (share: readonly Vector[], rest: boolean) =>
    margins
      .map((margin, at) => {
        const cells = [...(margin?.bands ?? [null, null, null]), margin?.pupils ?? null];
        const own = [...share[at]!, share[at]!.reduce((a, b) => a + b, 0)];
        return cells.map((cell, i) => (cell === null ? '' : rest ? cell - own[i]! : own[i])).join();
      })
      .join(';');
  type Held = { readonly ways: { readonly way: Vector[]; readonly share: Vector[] }[] };
  const group = (list: (typeof schools)[number], rest: boolean) => {
    const groups = new Map<string, Held>();
    for (const each of list) {
      const key = keyOf(each.share, rest);
      const held = groups.get(key) ?? { ways: [] };
      held.ways.push(each);
      groups.set(key, held);
    }
    return groups;
  };
  const [first, second] = [group(schools[0]!, false), group(schools[1]!, true)];
  const values = new Map<string, Set<number>>();
  const note = (school: number | null, grade: number | null, vector: Vector) => {
    vector.forEach((value, band) => {
      const key = `${school} ${grade} ${band}`;
      values.set(key, (values.get(key) ?? new Set()).add(value));
    });
  };
  for (const [key, { ways }] of first) {
    const others = second.get(key)?.ways;
    if (!others) continue;
    for (const [school, list] of [ways, others].entries()) {
      const own = units.filter((unit) => unit.school === school);
      for (const { way } of list) {
        for (const [i, vector] of way.entries()) note(school, own[i]!.grade, vector);
        note(school, null, way.reduce(plus, ZERO));
      }
    }
  }
  let fewest = Number.POSITIVE_INFINITY;
  for (const { school, grade, bands, silent } of lines) {
    if (school === null || silent) continue;
    for (const [band, value] of bands.entries()) {
      if (value === null) fewest = Math.min(fewest, values.get(`${school} ${grade} ${band}`)?.size ?? 0);
    }
  }
  return fewest;
}
