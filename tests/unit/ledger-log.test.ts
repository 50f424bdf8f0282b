import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/base/bytes.ts';
import { ed25519Public } from '../../src/base/note.ts';
import { inOneGo } from '../../src/base/steps.ts';
import { appendEvents, CLOCK_TOLERANCE_SECONDS } from '../../src/ledger/append.ts';
import { parseCheckpoint, signCheckpoint, verifyCheckpoint } from '../../src/ledger/checkpoint.ts';
import { type LedgerEvent, parseEntry } from '../../src/ledger/event.ts';
import { exportingLog } from '../../src/ledger/export.ts';
import { memoryLedger } from '../../src/ledger/memory.ts';
import { EMPTY_ROOT, treeRoot } from '../../src/ledger/merkle.ts';
import { decodeEntries, encodeEntries, parseTilePath, TILE_WIDTH, tilePath, tilesOfLevel } from '../../src/ledger/tile.ts';
import { cosign, cosignedAt, requireConsistent } from '../../src/ledger/witness.ts';
import { code } from '../support/code.ts';
import { checkpointOf, logKeeper, logOf, manyEvents, stepping, trip } from '../support/ledger.ts';

const keeper = logKeeper();

const event: LedgerEvent = { actor: 'operateur', type: 'login.failed', subjects: { role: 'operator' } };

describe('appending', () => {
  it('is all or nothing, and gives the head', () => {
    const store = memoryLedger();
    const clock = stepping();
    expect(appendEvents(store, [], clock)).toEqual({ size: 0, root: EMPTY_ROOT });
    const head = appendEvents(store, [event, event, event], clock);
    expect(head).toEqual({ size: 3, root: treeRoot(store, 3) });
    const bad = { ...event, actor: 'Une Personne' };
    expect(code(() => appendEvents(store, [event, bad], clock))).toBe('LEDGER_EVENT');
    expect(store.size()).toBe(3);
    expect([0, 1, 2].map((i) => parseEntry(store.entry(i)!).sequence)).toEqual([0, 1, 2]);
  });

  it('one by one or in one batch makes the same log', () => {
    const events = manyEvents(300, keeper.card);
    const still = () => new Date('2026-09-07T12:00:00Z');
    const batch = memoryLedger();
    appendEvents(batch, events, still);
    expect(treeRoot(batch, 300)).toEqual(treeRoot(logOf(events, keeper, still).store, 300));
  });

  it('refuses the second of two writers who saw the same log', () => {
    const store = memoryLedger();
    appendEvents(store, [event], stepping());
    const late = { ...store, size: () => 0, entry: () => null };
    expect(code(() => appendEvents(late, [event], stepping()))).toBe('LEDGER_RACE');
    expect(store.size()).toBe(1);
  });

  it('never lets time run back: a small step is held, a large one refused', () => {
    const store = memoryLedger();
    const noon = Date.parse('2026-09-07T12:00:00Z');
    appendEvents(store, [event], () => new Date(noon));
    appendEvents(store, [event], () => new Date(noon - CLOCK_TOLERANCE_SECONDS * 1000));
    expect(parseEntry(store.entry(1)!).time).toBe('2026-09-07T12:00:00Z');
    expect(code(() => appendEvents(store, [event], () => new Date(noon - (CLOCK_TOLERANCE_SECONDS + 1) * 1000)))).toBe('LEDGER_CLOCK');
    expect(store.size()).toBe(2);
  });

  it('does not go on from a log whose nodes or last entry are gone', () => {
    const { store } = logOf(manyEvents(5, keeper.card), keeper);
    expect(code(() => appendEvents({ ...store, node: () => null }, [event], stepping(1, '2026-10-01T00:00:00Z')))).toBe(
      'LEDGER_NODE_MISSING',
    );
    expect(code(() => appendEvents({ ...store, entry: () => null }, [event], stepping()))).toBe('LEDGER_ENTRY_MISSING');
  });
});

describe('a checkpoint', () => {
  const log = logOf(trip(keeper.card), keeper);
  const signed = checkpointOf(log);

  it('is three lines and a signature', () => {
    const [origin, size, root, empty, line] = signed.split('\n');
    expect(origin).toBe(`ecluse/${keeper.card.id}`);
    expect(size).toBe(String(log.store.size()));
    expect(root).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(empty).toBe('');
    expect(line).toMatch(new RegExp(`^— ecluse/${keeper.card.id} `));
    expect(verifyCheckpoint(signed, keeper.origin, keeper.key)).toMatchObject({ size: log.store.size(), extensions: [] });
  });

  it('is refused in any other form', () => {
    const signAs = (text: string) => signed.replace(/^[\s\S]*?\n\n/, `${text}\n\n`);
    const [origin, size, root] = signed.split('\n') as [string, string, string];
    for (const bad of [
      `${origin}\n0${size}\n${root}`,
      `${origin}\n-1\n${root}`,
      `${origin}\n${size}\n${root.slice(0, -4)}`,
      `${origin}\n${size}`,
      `\n${size}\n${root}`,
      `${origin}\n0\n${root}`,
      `${origin}\n${size}\n${root}\n\nx`,
    ]) {
      expect(
        code(() => parseCheckpoint(signAs(bad))),
        bad,
      ).toBe('LEDGER_CHECKPOINT_FORM');
    }
    expect(code(() => parseCheckpoint(signed.replace('\n\n', '\n')))).toBe('NOTE_FORM');
    expect(code(() => parseCheckpoint('x'.repeat(20_000)))).toBe('LEDGER_CHECKPOINT_FORM');
    expect(parseCheckpoint(signAs(`${origin}\n${size}\n${root}\nextension`)).extensions).toEqual(['extension']);
    expect(code(() => signCheckpoint({ origin: keeper.origin, size: -1, root: new Uint8Array(32) }, keeper.seed))).toBe(
      'LEDGER_CHECKPOINT_FORM',
    );
  });

  it('is believed from its own key and name alone', () => {
    const other = logKeeper('Autre centre');
    expect(code(() => verifyCheckpoint(signed, other.origin, keeper.key))).toBe('LEDGER_ORIGIN');
    expect(code(() => verifyCheckpoint(signed, keeper.origin, other.key))).toBe('LEDGER_CHECKPOINT_SIGNATURE');
    expect(code(() => verifyCheckpoint(signed.replace(/^(.*\n)\d+/, '$199'), keeper.origin, keeper.key))).toBe(
      'LEDGER_CHECKPOINT_SIGNATURE',
    );
  });
});

describe('the appliance before it seals', () => {
  const log = logOf(trip(keeper.card), keeper);
  const size = log.store.size();

  it('accepts every checkpoint its log grew out of', () => {
    for (let at = 0; at <= size; at++) {
      expect(requireConsistent(log.store, checkpointOf(log, at), keeper.origin, keeper.key).size).toBe(at);
    }
  });

  it('refuses when its log is shorter, or another', () => {
    const shorter = logOf(trip(keeper.card).slice(0, -1), keeper);
    expect(code(() => requireConsistent(shorter.store, checkpointOf(log), keeper.origin, keeper.key))).toBe('LEDGER_ROLLED_BACK');
    for (let i = 0; i < size; i++) {
      const events = trip(keeper.card).map((event, at) => (at === i ? { ...event, actor: 'inconnu' } : event));
      const fork = logOf(events, keeper);
      expect(code(() => requireConsistent(fork.store, checkpointOf(log, i + 1), keeper.origin, keeper.key))).toBe('LEDGER_FORKED');
      expect(code(() => requireConsistent(fork.store, checkpointOf(log, i), keeper.origin, keeper.key))).toBe(null);
    }
  });
});

describe('a cosignature', () => {
  const log = logOf(trip(keeper.card), keeper);
  const seed = new Uint8Array(32).fill(9);
  const key = ed25519Public(seed);
  const time = new Date('2026-10-01T08:30:00Z');

  it('says when the witness saw this very tree, and leaves the log’s signature as it was', () => {
    const signed = cosign(checkpointOf(log), 'commission', seed, time);
    expect(cosignedAt(signed, 'commission', key)).toBe(time.getTime() / 1000);
    expect(verifyCheckpoint(signed, keeper.origin, keeper.key).size).toBe(log.store.size());
    expect(cosignedAt(signed, 'autre', key)).toBe(null);
    expect(cosignedAt(checkpointOf(log), 'commission', key)).toBe(null);
    const again = cosign(signed, 'commission', seed, new Date(time.getTime() + 60_000));
    expect(cosignedAt(again, 'commission', key)).toBe(time.getTime() / 1000 + 60);
    expect(code(() => cosign(signed, 'deux mots', seed, time))).toBe('NOTE_FORM');
  });

  it('does not carry over to another tree', () => {
    const line = cosign(checkpointOf(log, 5), 'commission', seed, time).trimEnd().split('\n').at(-1);
    expect(code(() => cosignedAt(`${checkpointOf(log)}${line}\n`, 'commission', key))).toBe('LEDGER_COSIGNATURE');
  });
});

describe('tiles', () => {
  it('have the paths of C2SP tlog-tiles, and one path each', () => {
    expect(tilePath({ level: 0, index: 0, width: 256 })).toBe('tile/0/000');
    expect(tilePath({ level: 1, index: 1_234_067, width: 8 })).toBe('tile/1/x001/x234/067.p/8');
    expect(tilePath({ level: 'entries', index: 1000, width: 256 })).toBe('tile/entries/x001/000');
    for (const index of [0, 1, 9, 10, 999, 1000, 999_999, 1_000_000, 2 ** 40]) {
      for (const [level, width] of [
        [0, 256],
        [3, 1],
        ['entries', 255],
      ] as const) {
        expect(parseTilePath(tilePath({ level, index, width }))).toEqual({ level, index, width });
      }
    }
    for (const bad of [
      'tile/0/0',
      'tile/0/0000',
      'tile/00/000',
      'tile/64/000',
      'tile/0/000.p/0',
      'tile/0/000.p/256',
      'tile/0/000.p/01',
      'tile/0/x000/001',
      'tile/0/001/000',
      '/tile/0/000',
      'tile/0/000/',
      'tile/8/x0/000',
    ]) {
      expect(parseTilePath(bad), bad).toBe(null);
    }
  });

  it('cover each size once, with one partial tile at most', () => {
    for (const size of [0, 1, 255, 256, 257, 65_535, 65_536, 65_537, 70_000]) {
      for (const level of ['entries', 0, 1, 2] as const) {
        const tiles = [...tilesOfLevel(level, size)];
        const count = level === 'entries' ? size : Math.floor(size / TILE_WIDTH ** level);
        expect(tiles.reduce((sum, { width }) => sum + width, 0)).toBe(count);
        expect(tiles.slice(0, -1).every(({ width }) => width === TILE_WIDTH)).toBe(true);
        expect(tiles.map(({ index }) => index)).toEqual(tiles.map((_, i) => i));
      }
    }
  });

  it('hold their entries, and tell where they are cut', () => {
    const entries = [utf8('un'), new Uint8Array(0), utf8('trois')];
    const bytes = encodeEntries(entries);
    expect(decodeEntries(bytes)).toEqual({ entries, cut: false });
    for (let at = 1; at < bytes.length; at++) {
      const whole = at === 4 || at === 6;
      expect(decodeEntries(bytes.subarray(0, at)).cut, `${at}`).toBe(!whole);
    }
    expect(code(() => encodeEntries([]))).toBe('LEDGER_TILE_FORM');
    expect(code(() => encodeEntries([new Uint8Array(65_536)]))).toBe('LEDGER_TILE_FORM');
    expect(decodeEntries(new Uint8Array(2_000)).entries).toHaveLength(257);
  });
});

describe('the export', () => {
  const log = logOf(trip(keeper.card), keeper);
  const put = (checkpoint: string, store = log.store) => {
    const paths: string[] = [];
    inOneGo(exportingLog(store, checkpoint, keeper.card.text, (path) => paths.push(path)));
    return paths;
  };

  it('writes the checkpoint last, and may be of an older head', () => {
    expect(put(checkpointOf(log)).at(-1)).toBe('checkpoint');
    expect(put(checkpointOf(log, 3))).toEqual(['card.note', 'tile/entries/000.p/3', 'tile/0/000.p/3', 'checkpoint']);
    expect(put(checkpointOf(log, 0))).toEqual(['card.note', 'checkpoint']);
  });

  it('refuses a head that is not this log’s, and a log with a hole', () => {
    const other = logOf([...trip(keeper.card), event], keeper);
    expect(code(() => put(checkpointOf(other)))).toBe('LEDGER_ROLLED_BACK');
    expect(code(() => put(checkpointOf(log).replace(/\n[^\n]*\n\n/, `\n${Buffer.alloc(32).toString('base64')}\n\n`)))).toBe(
      'LEDGER_FORKED',
    );
    expect(code(() => put(checkpointOf(log), { ...log.store, entry: (i) => (i === 9 ? null : log.store.entry(i)) }))).toBe(
      'LEDGER_ENTRY_MISSING',
    );
  });
});
