import { spawnSync } from 'node:child_process';
import { absent } from './requires.ts';

/** Debian's package python3-sklearn. */
const python = process.env.ECLUSE_PYTHON ?? '/usr/bin/python3';
export const noSklearn = absent(spawnSync(python, ['-c', 'import sklearn.metrics']).status === 0);

const SCRIPT = `
import json, sys
import numpy as np
from sklearn import metrics as m
out = []
for case in json.load(sys.stdin):
    y, s, p, cut = np.array(case['outcome']), np.array(case['scores']), np.array(case['probabilities']), case['cut']
    flagged = p >= cut
    roc = m.roc_curve(y, s, drop_intermediate=False)
    out.append({
        'rocAuc': m.roc_auc_score(y, s),
        'averagePrecision': m.average_precision_score(y, s),
        'brier': m.brier_score_loss(y, p),
        'recall': m.recall_score(y, flagged),
        'precision': m.precision_score(y, flagged, zero_division=0),
        'confusion': m.confusion_matrix(y, flagged, labels=[0, 1]).ravel().tolist(),
        'roc': [list(map(float, point)) for point in zip(roc[0], roc[1])],
    })
json.dump(out, sys.stdout)
`;

export type Case = {
  readonly outcome: readonly number[];
  readonly scores: readonly number[];
  readonly probabilities: readonly number[];
  readonly cut: number;
};
export type Measured = {
  readonly rocAuc: number;
  readonly averagePrecision: number;
  readonly brier: number;
  readonly recall: number;
  readonly precision: number;
  /** True negatives, false positives, false negatives, true positives. */
  readonly confusion: readonly [number, number, number, number];
  readonly roc: readonly (readonly [number, number])[];
};

/** What scikit-learn says of the same scores. */
export function sklearn(cases: readonly Case[]): Measured[] {
  const { stdout, stderr, status } = spawnSync(python, ['-c', SCRIPT], {
    input: JSON.stringify(cases),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Measured[];
}
