import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { canonicalJson, type Json } from '../../src/base/json.ts';
import { seeded } from '../../src/base/random.ts';
import { calibrate, fitCalibration } from '../../src/forest/calibration.ts';
import { histogramOn, histograms } from '../../src/forest/histogram.ts';
import { decodeModel, encodeModel, type Model, modelDigest, modelId } from '../../src/forest/model.ts';
import { baseOf } from '../../src/forest/shapley.ts';
import { train } from '../../src/forest/train.ts';
import { scoreRow } from '../../src/forest/walk.ts';
import { DOUBTS, doubter } from '../../src/study/doubts.ts';
import { outcomeOf, rowOf, table } from '../support/forests.ts';
import { long } from '../support/requires.ts';
import * as second from '../support/second/model.ts';

async function modelOf(rows: number, features: number, trees: number): Promise<Model> {
  const matrix = table(1, rows, features);
  const outcome = outcomeOf(matrix, 2);
  const options = { trees, maxDepth: 4, minLeaf: 5, featuresPerNode: 2, bins: 32 };
  const { forest, oob } = await train(matrix, outcome, { ...options, seed: 3 });
  return {
    identity: { id: 'decrochage-sec-4-0a1b2c3d', family: 'Décrochage', target: 'sec. 4', grade: '1', partner: 'a'.repeat(32), year: 2026 },
    dictionary: { version: '2026.1', sha256: 'b'.repeat(64) },
    features: Array.from({ length: features }, (_, j) => `variable_${j}`),
    training: {
      rows,
      positives: outcome.reduce((sum, value) => sum + value, 0),
      seed: 3,
      options: { ...options, positiveWeight: 1, weighted: false },
      date: '2026-09-01',
      dataDigest: 'c'.repeat(64),
    },
    calibration: fitCalibration(oob, outcome),
    histograms: histograms(matrix),
    cutoffs: { targeted: 0.6, wide: 0.25 },
    bands: [0.6, 0.25],
    limits: { drift: 0.25, missing: 0.2, distance: 0.3 },
    evaluation: { rocAuc: 0.8, curves: [[0, 1]] },
    forest,
  };
}

/** The code of a refusal; any other failure shows itself. */
function codeOf(bytes: Uint8Array): string | null {
  try {
    decodeModel(bytes);
    return null;
  } catch (error) {
    if (error instanceof EcluseError) return error.code;
    throw error;
  }
}

const REFUSALS = /^(MODEL_FORM|MODEL_OLD|MODEL_DIGEST|FOREST_FORM|FOREST_LIMIT)$/;

describe('the model’s file', () => {
  it('comes back as it went, to the byte', async () => {
    for (const rows of [60, 3000]) {
      const model = await modelOf(rows, 6, 7);
      const bytes = encodeModel(model);
      const read = decodeModel(bytes);
      expect(read).toEqual(model);
      expect(encodeModel(read)).toEqual(bytes);
      expect(modelDigest(bytes)).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it('is read by a second reader, written from SPEC.md alone, which gives the same scores and probabilities', async () => {
    for (const rows of [60, 3000]) {
      const model = await modelOf(rows, 6, 7);
      const read = second.readModel(encodeModel(model));
      expect(read.features).toEqual(model.features);
      const matrix = table(9, 500, 6, { missing: 0.2 });
      for (let row = 0; row < matrix.rows; row++) {
        const score = second.scoreOf(read, rowOf(matrix, row));
        expect(score).toBe(scoreRow(model.forest, rowOf(matrix, row)));
        expect(second.probabilityOf(read, score)).toBeCloseTo(calibrate(model.calibration, score), 12);
      }
      expect(second.baseOf(read)).toBeCloseTo(baseOf(model.forest), 12);
      const doubts = doubter(model)(matrix);
      for (let row = 0; row < matrix.rows; row++) {
        const expected = second.doubtsOf(read, rowOf(matrix, row));
        for (const name of DOUBTS) {
          const { share, features } = doubts[name];
          expect(Math.abs(share[row]! - expected[name].share)).toBeLessThan(0.005 + 1e-9);
          expect(features.flatMap((held) => (held[row]! < 0 ? [] : [held[row]]))).toEqual(expected[name].features);
        }
      }
      expect(DOUBTS.map((name) => doubts[name].share.some((share) => share > 0))).toEqual([true, true]);
    }
  });

  it('has every byte answered for: each one changed is refused', async () => {
    const bytes = encodeModel(await modelOf(60, 2, 2));
    const random = seeded(5);
    for (let at = 0; at < bytes.length; at++) {
      for (const flip of [1 << (at % 8), 1 + Math.floor(random() * 255)]) {
        const bent = bytes.slice();
        bent[at]! ^= flip;
        expect(codeOf(bent)).toMatch(REFUSALS);
      }
    }
  });

  it('is refused cut short or followed by more', async () => {
    const bytes = encodeModel(await modelOf(60, 2, 2));
    for (let length = 0; length < bytes.length; length += long ? 1 : 7) expect(codeOf(bytes.subarray(0, length))).toMatch(REFUSALS);
    expect(codeOf(utf8(`${fromUtf8(bytes)} `))).toBe('MODEL_FORM');
    expect(codeOf(utf8(`\ufeff${fromUtf8(bytes)}`))).toBe('MODEL_FORM');
  });

  it('is refused when a member is replaced by anything else', async () => {
    const bytes = encodeModel(await modelOf(60, 2, 1));
    const whole = JSON.parse(fromUtf8(bytes)) as Json;
    const odd: Json[] = [null, true, -1, 1.5, 1e308, '', 'x', [], {}, [[]], [null], { length: 1 }];
    let tried = 0;
    const bend = (value: Json, rebuild: (other: Json) => Json): void => {
      for (const other of odd) {
        if (canonicalJson(other) === canonicalJson(value)) continue;
        tried++;
        expect(codeOf(utf8(canonicalJson(rebuild(other))))).toMatch(REFUSALS);
      }
      if (typeof value !== 'object' || value === null) return;
      for (const [key, item] of Object.entries(value) as [string, Json][]) {
        if (key === '3') break;
        const put = (other: Json | undefined) =>
          rebuild(Array.isArray(value) ? value.with(Number(key), other!) : ({ ...value, [key]: other } as Json));
        bend(item, put);
        if (!Array.isArray(value)) expect(codeOf(utf8(canonicalJson(put(undefined))))).toMatch(REFUSALS);
      }
      if (!Array.isArray(value)) expect(codeOf(utf8(canonicalJson(rebuild({ ...value, intrus: 1 } as Json))))).toMatch(REFUSALS);
    };
    bend(whole, (other) => other);
    expect(tried).toBeGreaterThan(1000);
  });

  it('says which: another digest, another model', async () => {
    const text = fromUtf8(encodeModel(await modelOf(60, 2, 2)));
    const digest = text.slice(-66, -2);
    expect(codeOf(utf8(text.replace(digest, digest.split('').reverse().join(''))))).toBe('MODEL_DIGEST');
    expect(codeOf(utf8(text.replace('"targeted":0.6', '"targeted":0.7')))).toBe('MODEL_DIGEST');
    expect(codeOf(utf8(text.replace('ecluse.model/v3', 'ecluse.model/v4')))).toBe('MODEL_FORM');
    for (const old of ['v1', 'v2']) expect(codeOf(utf8(text.replace('ecluse.model/v3', `ecluse.model/${old}`)))).toBe('MODEL_OLD');
  });

  it('bears hostile JSON: endless nesting, giant numbers, prototypes', () => {
    expect(codeOf(utf8('['.repeat(2_000_000)))).toBe('MODEL_FORM');
    expect(codeOf(utf8(`${'['.repeat(500_000)}${']'.repeat(500_000)}`))).toBe('MODEL_FORM');
    expect(codeOf(utf8('{"format":"ecluse.model/v3","model":{"__proto__":{"features":["a"]}},"sha256":""}'))).toBe('MODEL_FORM');
    expect(codeOf(utf8('1e999'))).toBe('MODEL_FORM');
    expect(codeOf(new Uint8Array([0xff, 0xfe]))).toBe('MODEL_FORM');
  });
});

describe('the model’s name', () => {
  const options = { trees: 1, maxDepth: 2, minLeaf: 3, featuresPerNode: 4, bins: 5, positiveWeight: 1, weighted: false };

  it('is a slug of family and target with a digest of data, outcome and options', () => {
    const named = { family: 'Décrochage', target: 'Sec. 4 — français', grade: null };
    const id = modelId(named, 'd'.repeat(64), 'issue', options);
    expect(id).toMatch(/^decrochage-sec-4-francais-[0-9a-f]{8}$/);
    const others = [
      modelId(named, 'e'.repeat(64), 'issue', options),
      modelId(named, 'd'.repeat(64), 'issue2', options),
      modelId(named, 'd'.repeat(64), 'issue', { ...options, bins: 6 }),
    ];
    expect(new Set([id, ...others]).size).toBe(4);
    expect(modelId({ ...named, grade: 'sec. 2' }, 'd', 'issue', options)).toMatch(/^decrochage-sec-4-francais-sec-2-[0-9a-f]{8}$/);
    expect(modelId({ family: '…', target: 'É'.repeat(500), grade: null }, 'd', 'issue', options)).toMatch(/^e{36}-[0-9a-f]{8}$/);
  });
});

describe('histograms', () => {
  it('count every row once, missing ones apart, with at most nine edges', () => {
    const matrix = table(6, 5000, 9);
    for (const [j, { edges, counts, missing }] of histograms(matrix).entries()) {
      const column = matrix.columns[j]!;
      expect(edges.length).toBeLessThanOrEqual(9);
      expect(counts).toEqual(
        [...edges, Infinity].map((edge, k) => column.filter((value) => value < edge && (k === 0 || value >= edges[k - 1]!)).length),
      );
      expect(missing).toBe(column.filter(Number.isNaN).length);
      expect(histogramOn(column, edges)).toEqual({ edges, counts, missing });
    }
  });

  it('part the values of a rare category, and hold a tenth each of a continuous column', () => {
    const rare = Float64Array.from({ length: 1000 }, (_, row) => (row % 50 === 0 ? 1 : 0));
    expect(histograms({ rows: 1000, columns: [rare] })).toEqual([
      {
        edges: [1],
        counts: [980, 20],
        missing: 0,
        range: [0, 1],
        usual: [
          [0, 0],
          [1, 1],
        ],
      },
    ]);
    const [even] = histograms({ rows: 1000, columns: [Float64Array.from({ length: 1000 }, (_, row) => row)] });
    expect(even!.counts).toEqual(new Array(10).fill(100));
  });

  it('bear columns of nothing, of one value, of infinities', () => {
    const columns = [
      [Number.NaN, Number.NaN],
      [4, 4],
      [Infinity, -Infinity],
    ].map((values) => Float64Array.from(values));
    expect(histograms({ rows: 2, columns })).toEqual([
      { edges: [], counts: [0], missing: 2, range: null, usual: [] },
      { edges: [], counts: [2], missing: 0, range: [4, 4], usual: [[4, 4]] },
      { edges: [], counts: [2], missing: 0, range: null, usual: [] },
    ]);
  });
});
