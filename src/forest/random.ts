/** Finaliser of MurmurHash3 (32 bits): a bijection that spreads every bit of its input. */
function mix(value: number): number {
  let z = value;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return z ^ (z >>> 16);
}

export type Draw = (below: number) => number;

/**
 * The numbers of one tree: draw i is a function of (seed, tree, i) alone, so that trees may be grown in any order by any thread.
 * Returns whole numbers of [0, below), below ≤ 2³¹.
 */
export function treeRandom(seed: number, tree: number): Draw {
  const first = mix(mix(seed ^ 0x243f6a88) + Math.imul(tree, 0x9e3779b9));
  const second = mix(mix(seed + 0x13198a2e) ^ mix(tree + 0x03707344));
  let counter = 0;
  return (below) => {
    counter = (counter + 1) | 0;
    const bits = mix(mix(counter + first) ^ second) >>> 0;
    return Math.floor((bits / 4294967296) * below);
  };
}
