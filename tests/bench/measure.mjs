/** Median of an odd or even number of values. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export async function secondsOf(work) {
  const start = process.hrtime.bigint();
  const result = await work();
  return { seconds: Number(process.hrtime.bigint() - start) / 1e9, result };
}

/** Threads of some peers go on spinning for a while after their turn. */
const REST_MS = 300;

/**
 * Runs the contenders in turn, `rounds` times over, so that whatever else the machine does weighs on all of them. Each gives the seconds of
 * one run, after some rest. Returns name → median seconds.
 */
export async function inTurns(contenders, rounds, say = () => {}) {
  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(contenders)) {
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
      const seconds = await run();
      times[name].push(seconds);
      say(`  ${name}: ${seconds.toFixed(3)} s`);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
}

/** Largest absolute difference. */
export function farthest(a, b) {
  let most = a.length === b.length ? 0 : Number.POSITIVE_INFINITY;
  for (let i = 0; i < a.length; i++) {
    const distance = Math.abs(a[i] - b[i]);
    if (!(distance <= most)) most = distance;
  }
  return most;
}

/** Area under the ROC curve, by ranks. */
export function auc(scores, outcome) {
  const order = Array.from(scores.keys()).sort((a, b) => scores[a] - scores[b]);
  let [below, wins, positives] = [0, 0, 0];
  for (let i = 0; i < order.length; ) {
    const score = scores[order[i]];
    let [ones, zeros] = [0, 0];
    for (; i < order.length && scores[order[i]] === score; i++) {
      if (outcome[order[i]] === 1) ones++;
      else zeros++;
    }
    wins += ones * (below + zeros / 2);
    below += zeros;
    positives += ones;
  }
  return wins / (positives * below);
}

export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  return rows
    .map((row) => row.map((cell, k) => (k === 0 ? String(cell).padEnd(widths[k]) : String(cell).padStart(widths[k]))).join('  '))
    .join('\n');
}
