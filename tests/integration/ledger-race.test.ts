import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { change, tell } from '../../appliance/store/change.ts';
import { openStore, type Store } from '../../appliance/store/open.ts';
import { verifyExport } from '../../src/auditor/verify.ts';
import { program } from '../../src/base/program.ts';
import { appendEvents } from '../../src/ledger/append.ts';
import { parseEntry } from '../../src/ledger/event.ts';
import { code } from '../support/code.ts';
import { checkpointOf, filesOf, logKeeper, logOf, reader, stepping, trip } from '../support/ledger.ts';
import { scratch } from '../support/parties.ts';
import { absent } from '../support/requires.ts';

const { folder, remove } = scratch();
afterAll(remove);
const keeper = logKeeper();
const clock = () => new Date('2026-09-07T12:00:00Z');
const event = { actor: 'operateur', type: 'server.started' } as const;

let opened = 0;
function fresh(): { path: string; store: Store } {
  const path = join(folder, `${opened++}.db`);
  const store = openStore(path, clock);
  tell(store, ...trip(keeper.card).slice(0, 1));
  return { path, store };
}

/** Whole, in order, and the same whether read from the store or rebuilt. */
function expectSound(store: Store, size: number): void {
  expect(store.ledger.size()).toBe(size);
  const verification = verifyExport(reader(filesOf({ keeper, store: store.ledger })));
  expect(verification.findings).toEqual([]);
  expect(verification.checkpoint?.size).toBe(size);
}

describe('two writers in one process, each with its own connection', () => {
  it('the second to write what both computed gets LEDGER_RACE, and nothing of it stays', () => {
    const { path, store } = fresh();
    const other = openStore(path, clock);
    let overtaken = false;
    const slow = {
      ...store.ledger,
      append: (...args: Parameters<Store['ledger']['append']>) => {
        if (!overtaken) tell(other, event);
        overtaken = true;
        store.ledger.append(...args);
      },
    };
    expect(code(() => appendEvents(slow, [event, event], clock))).toBe('LEDGER_RACE');
    expectSound(store, 2);
    appendEvents(slow, [event, event], clock);
    expectSound(store, 4);
    for (const one of [store, other]) one.close();
  });

  it('a change that fails after its entry is computed leaves neither', () => {
    const { store } = fresh();
    const failing = code(() =>
      change(store, [{ ...event, actor: 'Une Personne' }], (tx) => tx.db.prepare("INSERT INTO attempt VALUES ('operator', 1, 1, 0)").run()),
    );
    expect(failing).toBe('LEDGER_EVENT');
    expect(store.db.prepare('SELECT count(*) AS n FROM attempt').get()).toEqual({ n: 0 });
    expect(code(() => change(store, [], () => null))).toBe('INTERNAL');
    expectSound(store, 1);
    store.close();
  });
});

// Node starts no TypeScript: the other processes run the compiled tree (`npm run build`).
describe.skipIf(absent(existsSync(program('appliance/store/change'))))('writers in several processes', () => {
  const script = fileURLToPath(new URL('../support/ledger-writer.mjs', import.meta.url));
  type Told = { written: number; refused: Record<string, number> };

  async function race(path: string, writers: number, count: number, guarded: boolean): Promise<Told[]> {
    const children = Array.from({ length: writers }, (_, i) => fork(script, [path, `ecrivain-${i}`, String(count), guarded ? '1' : '0']));
    const next = (child: (typeof children)[number]) =>
      new Promise<unknown>((resolve, reject) => {
        child.once('message', resolve);
        child.once('exit', (status) => reject(new Error(`exit ${status}`)));
      });
    await Promise.all(children.map(next));
    const told = children.map(next);
    for (const child of children) child.send('go');
    return (await Promise.all(told)) as Told[];
  }

  it('all get in, one after the other, when each acts in a transaction', async () => {
    const { path, store } = fresh();
    const told = await race(path, 2, 150, true);
    expect(told).toEqual([0, 1].map(() => ({ written: 150, refused: {} })));
    expectSound(store, 301);
    const actors = Array.from({ length: 301 }, (_, i) => parseEntry(store.ledger.entry(i)!).actor);
    for (const name of ['ecrivain-0', 'ecrivain-1']) expect(actors.filter((actor) => actor === name)).toHaveLength(150);
    store.close();
  }, 60_000);

  it('those that look first and write later lose the race cleanly: what was said to be written is there, no more, no less', async () => {
    const { path, store } = fresh();
    const told = await race(path, 3, 150, false);
    const written = told.reduce((sum, one) => sum + one.written, 0);
    for (const { refused } of told) expect(Object.keys(refused).filter((one) => one !== 'LEDGER_RACE')).toEqual([]);
    expect(written).toBeGreaterThan(0);
    expectSound(store, 1 + written);
    store.close();
  }, 60_000);
});

describe('every row of the database', () => {
  const events = trip(keeper.card);

  function filled(): Store {
    const store = openStore(join(folder, `${opened++}.db`), stepping());
    for (const one of events) tell(store, one);
    return store;
  }
  /** What the auditor says of the export made after `harm`; or the code with which the appliance itself refuses to export. */
  function judged(store: Store, harm: () => void): { code: string; entry: number | null } | null {
    store.db.exec('SAVEPOINT harm');
    try {
      harm();
      let files = new Map<string, Uint8Array>();
      const refused = code(() => {
        files = filesOf({ keeper, store: store.ledger });
      });
      if (refused !== null) return { code: refused, entry: null };
      const verification = verifyExport(reader(files), { against: [kept] });
      const [first] = verification.findings;
      return first === undefined ? null : { code: first.code, entry: first.entry };
    } finally {
      store.db.exec('ROLLBACK TO harm; RELEASE harm');
    }
  }
  let store: Store;
  let kept: { name: string; bytes: Uint8Array };
  beforeAll(() => {
    store = filled();
    kept = { name: 'conservé', bytes: new TextEncoder().encode(checkpointOf({ keeper, store: store.ledger })) };
  });
  afterAll(() => store.close());

  it('is as it was told', () => {
    expect(judged(store, () => {})).toBe(null);
    expect(filesOf({ keeper, store: store.ledger })).toEqual(filesOf(logOf(events, keeper)));
  });

  it('an entry deleted, edited or swapped is named', () => {
    const size = events.length;
    const sql =
      (text: string, ...params: unknown[]) =>
      () =>
        store.db.prepare(text).run(...params);
    for (let i = 0; i < size; i++) {
      expect(judged(store, sql('DELETE FROM ledger_entry WHERE sequence = ?', i))).toEqual({ code: 'LEDGER_ENTRY_MISSING', entry: null });
      const edit =
        'UPDATE ledger_entry SET bytes = CAST(replace(CAST(bytes AS TEXT), \'"time":"2026\', \'"time":"2025\') AS BLOB) WHERE sequence = ?';
      expect(judged(store, sql(edit, i))).toEqual({ code: 'EXPORT_ALTERED', entry: i });
      const j = (i + 7) % size;
      const swap = () => {
        const at = (n: number) => store.ledger.entry(n)!;
        const [one, two] = [at(i), at(j)];
        store.db.prepare('UPDATE ledger_entry SET bytes = ? WHERE sequence = ?').run(two, i);
        store.db.prepare('UPDATE ledger_entry SET bytes = ? WHERE sequence = ?').run(one, j);
      };
      expect(judged(store, swap)).toEqual({ code: 'EXPORT_REORDERED', entry: Math.min(i, j) });
    }
  });

  it('a node of the tree deleted or edited is named, whenever it bears on a proof or the root', () => {
    const nodes = store.db.prepare('SELECT level, position FROM ledger_node').all() as { level: number; position: number }[];
    let told = 0;
    for (const { level, position } of nodes) {
      const gone = judged(store, () => store.db.prepare('DELETE FROM ledger_node WHERE level = ? AND position = ?').run(level, position));
      const changed = judged(store, () =>
        store.db.prepare('UPDATE ledger_node SET hash = zeroblob(32) WHERE level = ? AND position = ?').run(level, position),
      );
      // A node inside the tree stands in no tile and in no root; every leaf and every peak does.
      const peak =
        level > 0 &&
        2 ** level * (position + 1) <= events.length &&
        (events.length >> level) % 2 === 1 &&
        position === (events.length >> level) - 1;
      if (level !== 0 && !peak) continue;
      told++;
      expect(gone?.code, `${level}/${position}`).toBe('LEDGER_NODE_MISSING');
      expect(changed?.code, `${level}/${position}`).toMatch(/^(EXPORT_TILE|EXPORT_ROOT|EXPORT_ALTERED)$/);
    }
    expect(told).toBeGreaterThan(events.length);
  });

  it('the size set back is named by the checkpoint that was kept', () => {
    expect(judged(store, () => store.db.prepare('UPDATE ledger_head SET size = size - 3').run())).toEqual({
      code: 'KEPT_ROLLED_BACK',
      entry: events.length - 3,
    });
  });
});
