import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineCutter } from '../../appliance/chamber/lines.ts';
import {
  type ChamberEvent,
  type ChamberJob,
  decodeEvent,
  decodeJob,
  decodeSecrets,
  EVENT_LINE_LIMIT,
  encodeEvent,
  encodeJob,
  encodeSecrets,
  FOREST_DEFAULTS,
  SECRET_LIMIT,
} from '../../appliance/chamber/protocol.ts';
import { utf8 } from '../../src/base/bytes.ts';
import type { EcluseError } from '../../src/base/errors.ts';
import { canonicalJson, type Json } from '../../src/base/json.ts';
import { code as codeOf } from '../support/code.ts';

const hex = (digit: string, length: number) => digit.repeat(length);
const sealed = {
  id: hex('1', 32),
  path: '/x/1.bundle',
  recipient: hex('2', 32),
  sequence: 1,
  coreHash: hex('3', 64),
  manifestHash: hex('4', 64),
  bytes: 10,
  digest: hex('5', 64),
};
const request = { bundle: hex('6', 32), coreHash: hex('7', 64), sender: hex('8', 32) };
const quality = { rows: 40, variables: 1, missing: [{ name: 'moyenne', share: null }] };
const ratio = { value: 0.5, low: 0.4, high: 0.6, of: 40 };
const stance = { cutoff: 0.3, recall: ratio, precision: ratio };
const identity = { id: 'a-b-00000000', digest: hex('9', 64), family: 'a', target: 'b', grade: null };
const means = { profile: 0, behaviour: 0.1, attendance: 0, performance: -0.1, sociodemography: 0 };

const network = { net: 'net:[1]', interfaces: ['lo'], routes: 0, addresses: 0, traffic: 0 };
const shut = { rights: '0000000000000002', noNewPrivs: 1, limits: { files: 4096, threads: 1024, fileSize: null } };
const spaces = { cgroup: 'cgroup:[1]', ipc: 'ipc:[2]', mnt: 'mnt:[3]', pid: 'pid:[4]', uts: 'uts:[5]' };
const room = { spaces, ceiling: '0000000000000000', writable: ['/var/lib/écluse/sortie du sas'] };

/** One of each event, with every member it has. */
const EVENTS: ChamberEvent[] = [
  { event: 'isolated', evidence: { ...network, coreLimit: 1, ...shut, room: null, swap: 'none' } },
  { event: 'isolated', evidence: { ...network, coreLimit: 1, ...shut, room, swap: 'none' } },
  { event: 'unlocking', done: 1, total: 2 },
  { event: 'unlocked' },
  { event: 'progress', bundle: request.bundle, stage: 'training', model: 'b', done: 1, total: 300 },
  { event: 'opened', ...request, rows: 40, columns: 8, digest: hex('a', 64) },
  { event: 'set-aside', bundle: request.bundle, code: 'SHARD_VALUE', params: { line: 3, column: 'moyenne' } },
  { event: 'model-loaded', bundle: request.bundle, model: identity.id, digest: identity.digest, approval: hex('b', 64) },
  {
    event: 'scored',
    ...request,
    rows: 40,
    models: [
      {
        ...identity,
        rows: 40,
        bands: [
          { name: 'high', pupils: 12 },
          { name: 'low', pupils: null },
        ],
        meanContributions: means,
      },
    ],
    refused: [{ id: 'c', code: 'MODEL_NOT_APPROVED', params: { model: 'c' } }],
    quality,
    sealed,
  },
  {
    event: 'trained',
    home: 0,
    ...request,
    rows: 40,
    models: [{ ...identity, outcome: 'o', rows: null, positives: 20, auc: 0.9, brier: 0.1, targeted: stance, wide: stance, sealed }],
    skipped: [{ outcome: 'p', grade: null, code: 'OUTCOME_ONE_CLASS', params: { outcome: 'p' } }],
    quality,
    sealed,
  },
  { event: 'done' },
  { event: 'failed', code: 'CUSTODY_PASSPHRASE', params: {} },
];

const JOB: ChamberJob = {
  format: 'ecluse.chamber/v1',
  gap: 'chamber',
  now: '2026-09-05T09:00:00Z',
  custody: '/x/key',
  card: 'card\n',
  bundles: [{ purpose: 'train', id: hex('1', 32), path: '/x/1', coreHash: hex('2', 64), sender: 'card\n' }],
  models: [{ id: 'a-b', path: '/x/a', partner: hex('3', 32) }],
  approvals: ['note\n'],
  rotations: ['note\n'],
  past: [{ card: hex('4', 64), vault: 'AAAA' }],
  only: ['a-b'],
  chains: { [hex('4', 32)]: { sequence: 3, previous: hex('5', 64) } },
  checkpoint: null,
  outgoing: '/x/out',
  modelsFolder: '/x/models',
  forest: FOREST_DEFAULTS,
  workers: 2,
  secondsPerBundle: 3_600,
  keep: { secret: hex('6', 64), keys: { '/x/1': hex('7', 64) } },
};

const read = (text: string) => codeOf(() => decodeEvent(utf8(text)));
type Path = readonly (string | number)[];

/** Every place in a value, the root aside. */
function places(value: Json, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return path.length > 0 ? [path] : [];
  const entries = Array.isArray(value) ? value.map((each, index) => [index, each] as const) : Object.entries(value);
  return [...(path.length > 0 ? [path] : []), ...entries.flatMap(([key, each]) => places(each as Json, [...path, key]))];
}

function at(value: Json, path: Path): Json {
  return path.reduce((held, key) => (held as Record<string | number, Json>)[key]!, value);
}

/** The value with the place changed; `undefined` takes it away. */
function put(value: Json, path: Path, change: Json | undefined): Json {
  const copy = structuredClone(value) as Json;
  const parent = at(copy, path.slice(0, -1)) as Record<string | number, Json>;
  const key = path.at(-1)!;
  if (change !== undefined) parent[key] = change;
  else if (Array.isArray(parent)) parent.splice(key as number, 1);
  else delete parent[key];
  return copy;
}

describe('the chamber’s protocol', () => {
  it('reads back every event and the job as they were written', () => {
    for (const event of EVENTS) expect(decodeEvent(encodeEvent(event))).toEqual(event);
    expect(decodeJob(encodeJob(JOB))).toEqual(JOB);
  });

  it('takes no member more and no member less, at any depth', () => {
    for (const [whole, decode] of [...EVENTS.map((event) => [event, decodeEvent] as const), [JOB, decodeJob] as const]) {
      const value = whole as unknown as Json;
      for (const path of [[], ...places(value)]) {
        const held = at(value, path);
        if (typeof held !== 'object' || held === null || Array.isArray(held)) continue;
        const last = path.at(-1);
        if (last === 'params' || last === 'chains' || last === 'keys') continue;
        const more = put({ root: value } as Json, ['root', ...path, 'fiche'], '0042') as { root: Json };
        expect([path, codeOf(() => decode(utf8(`${canonicalJson(more.root)}\n`)))]).toEqual([path, 'CHAMBER_PROTOCOL']);
        for (const name of Object.keys(held)) {
          const less = put(value, [...path, name], undefined);
          expect([path, name, codeOf(() => decode(utf8(`${canonicalJson(less)}\n`)))]).toEqual([path, name, 'CHAMBER_PROTOCOL']);
        }
      }
    }
  });

  it('holds no free text where a value of the data could hide', () => {
    // 26 characters of base32, as a pseudonym: nowhere save in names the dictionary gives and in the parameters of refusals.
    const pseudonym = 'jc4hz5lhezuam3n2w5htpyqa3e';
    const open = new Set<string>();
    for (const event of EVENTS) {
      for (const path of places(event as unknown as Json)) {
        const changed = put(event as unknown as Json, path, pseudonym);
        if (codeOf(() => decodeEvent(utf8(`${canonicalJson(changed)}\n`))) === null)
          open.add(path.filter((each) => typeof each === 'string').join('.'));
      }
    }
    const names = [
      'model',
      'models.id',
      'models.family',
      'models.target',
      'models.grade',
      'models.outcome',
      'refused.id',
      'skipped.outcome',
    ];
    const machine = ['evidence.interfaces', 'evidence.room.writable'];
    const params = ['params.line', 'params.column', 'refused.params.model', 'skipped.params.outcome'];
    expect([...open].sort()).toEqual([...names, ...machine, ...params, 'quality.missing.name'].sort());
  });

  it('takes nothing but canonical JSON on one line', () => {
    expect(read('{"event":"unlocked"}\n')).toBeNull();
    for (const text of [
      '',
      '\n',
      '{"event":"unlocked"}',
      '{"event":"unlocked"}\r\n',
      ' {"event":"unlocked"}\n',
      '{"event": "unlocked"}\n',
      '{"event":"unlocked","event":"unlocked"}\n',
      '{"event":"unlocked"}\n{"event":"done"}\n',
      '["unlocked"]\n',
      'null\n',
      '{"event":"__proto__"}\n',
      '{"event":"constructor"}\n',
      '{"__proto__":{},"event":"unlocked"}\n',
    ]) {
      expect([text, read(text)]).toEqual([text, 'CHAMBER_PROTOCOL']);
    }
    expect(codeOf(() => decodeEvent(Uint8Array.of(0xff, 0xfe, 0x0a)))).toBe('CHAMBER_PROTOCOL');
  });

  it('refuses whatever else comes, by its own code and never otherwise', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.uint8Array().map((each) => Buffer.from(each).toString('latin1')),
        ),
        (text) => {
          expect(read(`${text}\n`)).toBe('CHAMBER_PROTOCOL');
        },
      ),
      { seed: 1, numRuns: 500 },
    );
    const places_ = EVENTS.flatMap((event) => places(event as unknown as Json).map((path) => [event, path] as const));
    fc.assert(
      fc.property(fc.constantFrom(...places_), fc.jsonValue(), ([event, path], value) => {
        try {
          const read_ = decodeEvent(utf8(`${canonicalJson(put(event as unknown as Json, path, value as Json))}\n`));
          expect(decodeEvent(encodeEvent(read_))).toEqual(read_);
        } catch (error) {
          expect((error as EcluseError).code).toBe('CHAMBER_PROTOCOL');
        }
      }),
      { seed: 2, numRuns: 2000 },
    );
  });

  it('is bounded: the line, the secret, the numbers', () => {
    const long = utf8(`${' '.repeat(EVENT_LINE_LIMIT)}\n`);
    expect(codeOf(() => decodeEvent(long))).toBe('CHAMBER_PROTOCOL');
    const pair = (...passphrases: [Uint8Array, Uint8Array]) => encodeSecrets([secret(3, passphrases[0]), secret(1, passphrases[1])]);
    const secret = (number: number, passphrase: Uint8Array) => ({ number, passphrase });
    expect(codeOf(() => pair(Uint8Array.of(7), new Uint8Array(0)))).toBe('CHAMBER_PROTOCOL');
    expect(codeOf(() => pair(new Uint8Array(SECRET_LIMIT + 1), Uint8Array.of(7)))).toBe('CHAMBER_PROTOCOL');
    const frame = pair(Uint8Array.of(7, 8), Uint8Array.of(9));
    expect([...frame]).toEqual([0, 0, 0, 3, 0, 0, 0, 2, 7, 8, 0, 0, 0, 1, 0, 0, 0, 1, 9]);
    expect(decodeSecrets(frame)).toEqual([secret(3, Uint8Array.of(7, 8)), secret(1, Uint8Array.of(9))]);
    for (let cut = 0; cut < frame.length; cut++) expect(decodeSecrets(frame.subarray(0, cut))).toBeNull();
    expect(codeOf(() => decodeSecrets(Uint8Array.of(...frame, 0)))).toBe('CHAMBER_PROTOCOL');
    expect(codeOf(() => decodeSecrets(Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 0)))).toBe('CHAMBER_PROTOCOL');
    for (const workers of [0, -1, 1.5, 65, null]) {
      expect(codeOf(() => encodeJob({ ...JOB, workers: workers as number }))).toBe('CHAMBER_PROTOCOL');
    }
    expect(codeOf(() => encodeJob({ ...JOB, outgoing: 'relative/out' }))).toBe('CHAMBER_PROTOCOL');
  });

  it('cuts lines the same however the bytes come, and never holds more than a line', () => {
    const bytes = Buffer.concat(EVENTS.map((event) => Buffer.from(encodeEvent(event))));
    for (const size of [1, 2, 7, 64, bytes.length]) {
      const lines: string[] = [];
      const cut = lineCutter(EVENT_LINE_LIMIT, (line) => lines.push(decodeEvent(line).event));
      for (let from = 0; from < bytes.length; from += size) cut(bytes.subarray(from, from + size));
      expect(lines).toEqual(EVENTS.map(({ event }) => event));
    }
    const cut = lineCutter(100, () => {});
    expect(codeOf(() => Array.from({ length: 20 }, () => cut(new Uint8Array(10))))).toBe('CHAMBER_PROTOCOL');
  });
});
