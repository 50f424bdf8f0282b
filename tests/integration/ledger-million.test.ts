import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openStore } from '../../appliance/store/open.ts';
import { verifyExport } from '../../src/auditor/verify.ts';
import { seeded } from '../../src/base/random.ts';
import { inOneGo } from '../../src/base/steps.ts';
import { appendEvents } from '../../src/ledger/append.ts';
import { exportingLog } from '../../src/ledger/export.ts';
import { leafHash, treeRoot } from '../../src/ledger/merkle.ts';
import { inclusionProof, verifyInclusion } from '../../src/ledger/proof.ts';
import { tilePath } from '../../src/ledger/tile.ts';
import { checkpointOf, kept, logKeeper, manyEvents, trip } from '../support/ledger.ts';
import { scratch } from '../support/parties.ts';
import { long } from '../support/requires.ts';

const SIZE = long ? 1_000_000 : 20_000;
const BATCH = 1000;

describe(`a log of ${SIZE} entries (a million in the long tests)`, () => {
  const { folder, remove } = scratch();
  const keeper = logKeeper();
  const store = openStore(join(folder, 'log.db'), () => new Date('2026-09-07T12:00:00Z'));
  const log = { keeper, store: store.ledger };
  const out = join(folder, 'export');
  afterAll(() => {
    store.close();
    remove();
  });

  it('takes its entries in batches, each flushed (at least 5,000 a second, which the long tests ask of the machine)', {
    timeout: 600_000,
  }, () => {
    const [first] = trip(keeper.card);
    const [, ...batch] = manyEvents(BATCH + 1, keeper.card);
    appendEvents(store.ledger, [first!], store.clock);
    const start = performance.now();
    for (let size = 1; size < SIZE; size += BATCH) appendEvents(store.ledger, batch.slice(0, SIZE - size), store.clock);
    expect(store.ledger.size()).toBe(SIZE);
    const rate = (SIZE - 1) / ((performance.now() - start) / 1000);
    expect(rate).toBeGreaterThan(long ? 5000 : 0);
  });

  it('proves an entry in less than 10 ms', () => {
    const random = seeded(3);
    const root = treeRoot(store.ledger, SIZE);
    const times: number[] = [];
    for (let i = 0; i < 500; i++) {
      const index = Math.floor(random() * SIZE);
      const start = performance.now();
      const path = inclusionProof(store.ledger, index, SIZE);
      times.push(performance.now() - start);
      expect(verifyInclusion(leafHash(store.ledger.entry(index)!), index, SIZE, path, root)).toBe(true);
    }
    times.sort((a, b) => a - b);
    expect(times[450]).toBeLessThan(10);
  });

  it('is verified whole in less than a minute, and one altered entry is named', { timeout: 600_000 }, () => {
    const put = (path: string, bytes: Uint8Array) => {
      mkdirSync(dirname(join(out, path)), { recursive: true });
      writeFileSync(join(out, path), bytes);
    };
    inOneGo(exportingLog(store.ledger, checkpointOf(log), keeper.card.text, put));
    const start = performance.now();
    const verification = verifyExport(out, { against: [kept(checkpointOf(log, SIZE / 2))] });
    expect(performance.now() - start).toBeLessThan(60_000);
    expect(verification.findings).toEqual([]);
    expect(verification.kept).toMatchObject([{ verdict: 'consistent' }]);

    const victim = Math.floor(SIZE * 0.777);
    const file = join(out, tilePath({ level: 'entries', index: Math.floor(victim / 256), width: 256 }));
    const bytes = readFileSync(file);
    const at = bytes.indexOf(`"sequence":${victim}`) + 12;
    bytes[at]! ^= 1;
    writeFileSync(file, bytes);
    expect(verifyExport(out).findings).toMatchObject([{ code: 'EXPORT_ALTERED', entry: victim }]);
  });
});
