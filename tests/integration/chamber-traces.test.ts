import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChamberEvent } from '../../appliance/chamber/protocol.ts';
import { listed, noChamber, openLab, outcomeOf, pupils, type Request, run, smallDictionary } from '../support/chamber.ts';
import { scratch } from '../support/parties.ts';

const { folder, remove } = scratch();
afterAll(remove);
const lab = openLab(folder);
const css = lab.partner('CSS des Essais');

/** A value no one has, and words of the dictionary, which crosses encrypted too. Put together here, since this very source is cached in a temporary folder. */
const VALUE = 73 + 0.19283746501;
const WORDS = ['canari', 'du', 'dictionnaire'].join('-');
const base = smallDictionary({ noise: 2 });
const dictionary = { ...base, name: { fr: WORDS, en: WORDS } };
const started = Date.now() - 2000;

function plant(rows: number, kind: 'train' | 'score') {
  const table = pupils(dictionary, { rows, kind, seed: rows });
  return {
    ...table,
    columns: table.columns.map((column) => {
      if (column.name !== 'defavorisation') return column;
      return {
        name: column.name,
        type: 'number' as const,
        values: Float64Array.from(column.values as Float64Array, (value, row) => (row < 20 ? VALUE : value)),
      };
    }),
  };
}

function needles(requests: readonly Request[]): Buffer[] {
  const pair = Buffer.from(new Float64Array([VALUE, VALUE]).buffer);
  const single = Buffer.from(new Float32Array([VALUE, VALUE, VALUE, VALUE]).buffer);
  return [
    pair,
    single,
    Buffer.from(String(VALUE)),
    Buffer.from(WORDS),
    ...requests.flatMap(({ pseudonyms }) => pseudonyms.slice(0, 5).map((each) => Buffer.from(each))),
  ];
}

/** Files in which one of the needles stands: the folders of the work, and whatever has appeared in the temporary folders since the start. */
function found(sought: readonly Buffer[]): string[] {
  const places = [folder, tmpdir(), '/var/tmp', '/dev/shm'];
  const files = new Set(places.flatMap((place) => filesOf(place, place === folder ? 8 : 2)));
  return [...files].filter((path) => holds(path, sought));
}

function filesOf(place: string, depth: number): string[] {
  try {
    return readdirSync(place, { withFileTypes: true }).flatMap((entry) => {
      const path = join(place, entry.name);
      if (entry.isDirectory())
        return depth > 0 && !/^(bash_jobs|vitest|node-compile-cache)/.test(entry.name) ? filesOf(path, depth - 1) : [];
      if (!entry.isFile()) return [];
      const { mtimeMs, size } = statSync(path);
      return mtimeMs >= started && size < 64 << 20 ? [path] : [];
    });
  } catch {
    return [];
  }
}

function holds(path: string, sought: readonly Buffer[]): boolean {
  try {
    const bytes = readFileSync(path);
    return sought.some((needle) => bytes.includes(needle));
  } catch {
    return false;
  }
}

describe.skipIf(noChamber)('what the chamber leaves', () => {
  const events: ChamberEvent[] = [];
  const during: string[] = [];
  let scans = 0;
  let requests: Request[] = [];

  beforeAll(async () => {
    const train = lab.request(css, dictionary, plant(400, 'train'), { kind: 'train', shardRows: 100 });
    const score = lab.request(css, dictionary, plant(300, 'score'), { shardRows: 100 });
    // One value out of its range: the refusal names the place, never the value.
    const spoilt = plant(60, 'score');
    const wrong = lab.request(css, dictionary, {
      ...spoilt,
      columns: spoilt.columns.map((column) => {
        return column.name === 'moyenne'
          ? { name: 'moyenne', type: 'number' as const, values: new Float64Array(60).fill(VALUE * 100) }
          : column;
      }),
    });
    requests = [train, score, wrong];
    const sought = needles(requests);
    const onEvent = (event: ChamberEvent): void => {
      events.push(event);
      scans++;
      during.push(...found(sought));
    };
    const trained = outcomeOf(await run(lab.job([train]), { onEvent }), 0, 'trained');
    const approvals = trained.models.map((model) => lab.approve(css, model).text);
    const scoring = await run(lab.job([score, wrong], { models: listed(trained), approvals }), { onEvent });
    outcomeOf(scoring, 0, 'scored');
    expect(outcomeOf(scoring, 1, 'set-aside')).toMatchObject({ code: 'SHARD_VALUE', params: { line: 1, column: 'moyenne' } });
  });

  it('stands on no disk in the clear, while it works and after', () => {
    expect(scans).toBeGreaterThan(10);
    expect(during).toEqual([]);
    expect(found(needles(requests))).toEqual([]);
  });

  it('would be found if it stood there', () => {
    const path = join(folder, 'planted');
    writeFileSync(path, Buffer.concat([Buffer.alloc(100), Buffer.from(new Float64Array([VALUE, VALUE]).buffer)]));
    expect(found(needles(requests))).toEqual([path]);
  });

  it('tells no pseudonym, no value and no word of the data in its events', () => {
    const said = JSON.stringify(events);
    for (const { pseudonyms } of requests) for (const pseudonym of pseudonyms) expect(said.includes(pseudonym)).toBe(false);
    expect(said).not.toContain(WORDS);
    expect(said).not.toContain(String(VALUE).slice(0, 8));
  });
});
