/** Which outputs an explanation writes; see `ExplainOptions`. Row-major, on shared memory, one a forest. */
export type ExplainOutput = {
  readonly groups: Float64Array;
  readonly raisingFeature: Int32Array;
  readonly raisingValue: Float64Array;
  readonly loweringFeature: Int32Array;
  readonly loweringValue: Float64Array;
  readonly markedFeature: Int32Array;
  readonly markedValue: Float64Array;
  readonly values: Float64Array | null;
};
export type ExplainPlan = {
  readonly groups: Int32Array | null;
  readonly groupCount: number;
  readonly top: number;
  readonly marked: Uint8Array | null;
  readonly outputs: readonly ExplainOutput[];
};

/** Category sums, the largest factors both ways, all values if asked, of one row. */
export function writeFactors(plan: ExplainPlan, out: ExplainOutput, values: Float64Array, row: number): void {
  out.values?.set(values, row * values.length);
  const { top, groups, marked } = plan;
  const atTop = row * top;
  for (let f = 0; f < values.length; f++) {
    const value = values[f]!;
    if (value === 0) continue;
    if (groups) out.groups[row * plan.groupCount + groups[f]!]! += value;
    if (value < 0) insert(out.loweringFeature, out.loweringValue, atTop, top, f, value);
    else {
      insert(out.raisingFeature, out.raisingValue, atTop, top, f, value);
      if (marked && marked[f] === 1) insert(out.markedFeature, out.markedValue, atTop, top, f, value);
    }
  }
}

/** Keeps the `top` largest magnitudes; of equal ones the lower feature stands first. */
function insert(features: Int32Array, kept: Float64Array, at: number, top: number, feature: number, value: number): void {
  const size = Math.abs(value);
  if (top === 0 || (features[at + top - 1]! >= 0 && Math.abs(kept[at + top - 1]!) >= size)) return;
  let place = at + top - 1;
  for (; place > at && (features[place - 1]! < 0 || Math.abs(kept[place - 1]!) < size); place--) {
    features[place] = features[place - 1]!;
    kept[place] = kept[place - 1]!;
  }
  features[place] = feature;
  kept[place] = value;
}
