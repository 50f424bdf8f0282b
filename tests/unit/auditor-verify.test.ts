import { describe, expect, it } from 'vitest';
import { CHECKS, checkOf } from '../../src/auditor/check.ts';
import { refusalOf, verifyExport } from '../../src/auditor/verify.ts';
import { utf8 } from '../../src/base/bytes.ts';
import { errorCodes } from '../../src/base/errors.ts';
import { ed25519Public, signNote } from '../../src/base/note.ts';
import { secretsFromRoot } from '../../src/keys/secrets.ts';
import { signCheckpoint } from '../../src/ledger/checkpoint.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { leafHash, nodeHash } from '../../src/ledger/merkle.ts';
import { decodeEntries, encodeEntries, TILE_WIDTH, tilePath } from '../../src/ledger/tile.ts';
import { cosign } from '../../src/ledger/witness.ts';
import { checkpointOf, filesOf, kept, logKeeper, logOf, manyEvents, reader, stepping, trip } from '../support/ledger.ts';
import { seededRandom } from '../support/parties.ts';
import { long } from '../support/requires.ts';

const keeper = logKeeper();
const events = trip(keeper.card);
const log = logOf(events, keeper);
const size = log.store.size();
const files = filesOf(log);
const entries = Array.from({ length: size }, (_, i) => log.store.entry(i)!);
const entriesFile = tilePath({ level: 'entries', index: 0, width: size });

const seen = (with_: ReadonlyMap<string, Uint8Array>, ...against: string[]) => {
  const { ok, findings, kept: verdicts } = verifyExport(reader(with_), { against: against.map((one, i) => kept(one, `témoin ${i + 1}`)) });
  expect(ok).toBe(findings.length === 0);
  return { first: findings[0]?.code ?? null, entry: findings[0]?.entry ?? null, codes: findings.map(({ code }) => code), verdicts };
};
const withEntries = (changed: readonly Uint8Array[]) => new Map(files).set(entriesFile, encodeEntries(changed));
const without = (name: string) => new Map([...files].filter(([path]) => path !== name));

/** The entries as somebody with the signing key would have them: sealed afresh, consistent in themselves. */
const forged = (others: readonly LedgerEvent[], clock = stepping()) => logOf(others, keeper, clock);

describe('a faithful export', () => {
  it('holds in every respect', () => {
    const verification = verifyExport(reader(files), { against: [kept(checkpointOf(log, 12)), kept(checkpointOf(log))] });
    expect(verification.findings).toEqual([]);
    expect(verification).toMatchObject({ ok: true, intact: true, checkpoint: { size, signed: true, origin: keeper.origin } });
    expect(verification.kept.map(({ verdict }) => verdict)).toEqual(['consistent', 'consistent']);
    expect(verification.checks.map(({ name }) => name)).toEqual([...CHECKS]);
    expect(verification.checks.filter(({ holds }) => holds !== true)).toEqual([{ name: 'cosigned', holds: null, findings: 0 }]);
    expect(refusalOf(verification)).toBe(null);
    expect(verification.facts?.sessions.map(({ session, state, reviewer, gap }) => [session, state, reviewer, gap])).toEqual([
      ['s-1', 'closed', 'reviseur', 'chamber'],
      ['s-2', 'closed', 'reviseur', 'chamber'],
    ]);
    expect(verification.facts?.refusals.map(({ code }) => code)).toEqual(['BUNDLE_SIGNATURE']);
  });

  it('says what it could not check: nothing was kept, no witness cosigned', () => {
    const { checks, ok } = verifyExport(reader(files));
    expect(ok).toBe(true);
    expect(checks.filter(({ holds }) => holds === null).map(({ name }) => name)).toEqual(['kept', 'cosigned']);
  });

  it('holds at sizes around the tiles, up to two levels of them', () => {
    for (const count of [1, 2, 255, 256, 257, 511, 512, 513, 1000]) {
      const one = logOf(manyEvents(count, keeper.card), keeper);
      expect(seen(filesOf(one), checkpointOf(one, Math.ceil(count / 2))).codes, `${count} écritures`).toEqual([]);
    }
  });

  it('is judged by the card kept at home when there is one', () => {
    const same = verifyExport(reader(files), { card: utf8(keeper.card.text) });
    expect(same).toMatchObject({ ok: true, card: { compared: true } });
    const other = verifyExport(reader(files), { card: utf8(logKeeper('Autre centre').card.text) });
    expect(other.findings.map(({ code }) => code)).toContain('EXPORT_CARD_OTHER');
    expect(other.findings.map(({ code }) => code)).toContain('LEDGER_ORIGIN');
  });
});

describe('every row of the exported entries', () => {
  it.each(entries.map((_, i) => i))('%i deleted is told, with its place', (i) => {
    const { first, entry } = seen(withEntries(entries.filter((_, at) => at !== i)));
    expect([first, entry]).toEqual([i === size - 1 ? 'EXPORT_TRUNCATED' : 'EXPORT_REMOVED', i]);
  });

  it.each(entries.map((_, i) => i))('%i edited is told, with its place', (i) => {
    const edited = utf8(Buffer.from(entries[i]!).toString().replace('"time":"2026', '"time":"2025'));
    expect(seen(withEntries(entries.map((entry, at) => (at === i ? edited : entry))))).toMatchObject({ first: 'EXPORT_ALTERED', entry: i });
  });

  it('swapped with any other is told, with the first place', () => {
    for (let i = 0; i < size; i++) {
      for (let j = i + 1; j < size; j++) {
        const swapped = entries.map((entry, at) => (at === i ? entries[j]! : at === j ? entries[i]! : entry));
        const { first, entry } = seen(withEntries(swapped));
        expect([first, entry]).toEqual(['EXPORT_REORDERED', i]);
      }
    }
  });

  it('doubled, or with a stranger beside it, is told', () => {
    for (let i = 0; i < size; i++) {
      const doubled = [...entries.slice(0, i + 1), entries[i]!, ...entries.slice(i + 1)];
      expect(seen(withEntries(doubled)).entry).toBe(i === size - 1 ? size : i + 1);
      const stranger = utf8('{"actor":"operateur"}');
      const slipped = [...entries.slice(0, i), stranger, ...entries.slice(i)];
      expect(seen(withEntries(slipped))).toMatchObject({ first: 'EXPORT_INSERTED', entry: i });
    }
  });

  it('cut after any one is told', () => {
    for (let i = 1; i < size; i++) expect(seen(withEntries(entries.slice(0, i)))).toMatchObject({ first: 'EXPORT_TRUNCATED', entry: i });
  });

  it('beyond the checkpoint is told', () => {
    expect(seen(withEntries([...entries, entries[3]!]))).toMatchObject({ first: 'EXPORT_SURPLUS', entry: size });
  });

  it('with any one byte of the file changed is told (one in thirteen, unless the long tests are asked for)', () => {
    const bytes = files.get(entriesFile)!;
    for (let at = 0; at < bytes.length; at += long ? 1 : 13) {
      const changed = bytes.slice();
      changed[at]! ^= 0x01;
      expect(seen(new Map(files).set(entriesFile, changed)).first, `octet ${at}`).toMatch(/^EXPORT_/);
    }
  }, 60_000);
});

describe('a long export', () => {
  const tall = logOf(manyEvents(700, keeper.card), keeper);
  const whole = filesOf(tall);
  const bundle = (index: number) => tilePath({ level: 'entries', index, width: index < 2 ? TILE_WIDTH : 700 - 512 });

  it('without one of its files of entries: how many are missing, from where', () => {
    const gone = (path: string) => verifyExport(reader(new Map([...whole].filter(([name]) => name !== path)))).findings[0];
    expect(gone(bundle(0))).toMatchObject({ code: 'EXPORT_REMOVED', entry: 0, params: { missing: 256 } });
    expect(gone(bundle(1))).toMatchObject({ code: 'EXPORT_REMOVED', entry: 256, params: { missing: 256 } });
    expect(gone(bundle(2))).toMatchObject({ code: 'EXPORT_TRUNCATED', entry: 512 });
  });

  it('with leaf tiles remade to hide an edit: between which entries it lies', () => {
    const decoded = decodeEntries(whole.get(bundle(1))!).entries;
    decoded[44] = utf8(Buffer.from(decoded[44]!).toString().replace('"failures":300', '"failures":301'));
    const tile = whole.get('tile/0/001')!.slice();
    tile.set(leafHash(decoded[44]!), 44 * 32);
    const hidden = new Map(whole).set(bundle(1), encodeEntries(decoded)).set('tile/0/001', tile);
    expect(verifyExport(reader(hidden)).findings[0]).toMatchObject({ code: 'EXPORT_ALTERED_BETWEEN', entry: 256, last: 511 });
    let level: Uint8Array[] = Array.from({ length: 256 }, (_, i) => tile.subarray(i * 32, i * 32 + 32));
    while (level.length > 1) level = level.flatMap((hash, i) => (i % 2 === 0 ? [nodeHash(hash, level[i + 1]!)] : []));
    const top = whole.get('tile/1/000.p/2')!.slice();
    top.set(level[0]!, 32);
    expect(verifyExport(reader(hidden.set('tile/1/000.p/2', top))).findings[0]).toMatchObject({ code: 'EXPORT_ROOT' });
  });

  it('with any hash of a tile changed: the entries hold, that tile does not', () => {
    for (const path of ['tile/0/000', 'tile/0/001', 'tile/0/002.p/188', 'tile/1/000.p/2']) {
      for (const at of [0, 33, 63]) {
        const changed = whole.get(path)!.slice();
        changed[at]! ^= 0x80;
        const { findings, intact } = verifyExport(reader(new Map(whole).set(path, changed)));
        expect(intact).toBe(true);
        expect(findings.map(({ code, params }) => [code, params.file])).toEqual([['EXPORT_TILE', path]]);
      }
      const gone = new Map([...whole].filter(([name]) => name !== path));
      expect(verifyExport(reader(gone)).findings).toMatchObject([{ code: 'EXPORT_FILE_MISSING', params: { file: path } }]);
      const short = new Map(whole).set(path, whole.get(path)!.subarray(1));
      expect(verifyExport(reader(short)).findings).toMatchObject([{ code: 'LEDGER_TILE_FORM', params: { file: path } }]);
    }
  });
});

describe('what the signing key alone cannot hide from a kept checkpoint', () => {
  it('the tail cut and signed again, at every size', () => {
    const yesterday = checkpointOf(log);
    for (let cut = 1; cut < size; cut++) {
      const shorter = forged(events.slice(0, cut));
      const again = filesOf(shorter);
      expect(seen(again).codes.filter((code) => !code.startsWith('TRIP'))).toEqual([]);
      expect(seen(again, yesterday)).toMatchObject({ first: 'KEPT_ROLLED_BACK', entry: cut });
    }
  });

  it('yesterday’s copy put back and carried on: the fork lies after the last size that agrees', () => {
    const kept20 = checkpointOf(log, 20);
    const kept30 = checkpointOf(log, 30);
    const other = forged([...events.slice(0, 25), ...events.slice(26)]);
    const fork = filesOf(other);
    expect(seen(fork).codes.filter((code) => /^(EXPORT|LEDGER|KEPT)/.test(code))).toEqual([]);
    const { first, entry, verdicts } = seen(fork, kept20, kept30);
    expect([first, entry]).toEqual(['KEPT_FORKED', 20]);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['consistent', 'KEPT_FORKED']);
  });

  it('an entry edited before any kept size, everything else made to fit', () => {
    for (let i = 0; i < size; i++) {
      const edited = events.map((event, at) => (at === i ? { ...event, actor: 'inconnu' } : event));
      const { codes, verdicts } = seen(filesOf(forged(edited)), checkpointOf(log, i + 1), ...(i > 0 ? [checkpointOf(log, i)] : []));
      expect(codes[0]).toBe('KEPT_FORKED');
      expect(verdicts.map(({ verdict }) => verdict)).toEqual(i > 0 ? ['KEPT_FORKED', 'consistent'] : ['KEPT_FORKED']);
    }
  });

  it('two stories of one size told to two partners, both longer than the export', () => {
    const other = forged([...events.slice(0, -1), { actor: 'operateur', type: 'server.started' }]);
    const short = filesOf(log, checkpointOf(log, 10));
    const { codes } = seen(short, checkpointOf(log), checkpointOf(other));
    expect(codes).toEqual(expect.arrayContaining(['KEPT_ROLLED_BACK', 'KEPT_CONTRADICTORY']));
  });

  it('a kept checkpoint still speaks when the entries were tampered with on the way', () => {
    const altered = withEntries(entries.map((entry, i) => (i === 30 ? entries[0]! : entry)));
    const { codes, verdicts } = seen(altered, checkpointOf(log, 12), checkpointOf(log, 33));
    expect(codes).toEqual(['EXPORT_ALTERED']);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['consistent', 'unchecked']);
  });
});

describe('kept checkpoints and signatures that are not what they should be', () => {
  it('are named', () => {
    const stranger = logOf(events, logKeeper('Autre centre'));
    expect(seen(files, checkpointOf(stranger)).codes).toEqual(['KEPT_OTHER_LEDGER']);
    expect(seen(files, 'rien').codes).toEqual(['KEPT_FORM']);
    const impostor = signCheckpoint({ origin: keeper.origin, size: 3, root: new Uint8Array(32) }, new Uint8Array(32).fill(7));
    expect(seen(files, impostor).codes).toEqual(['KEPT_SIGNATURE']);
    expect(seen(new Map(files).set('checkpoint', utf8(impostor))).codes).toContain('LEDGER_CHECKPOINT_SIGNATURE');
  });

  it('so is what is missing or unreadable', () => {
    expect(seen(new Map()).codes).toEqual(['EXPORT_FILE_MISSING', 'EXPORT_FILE_MISSING']);
    expect(seen(without('card.note')).codes).toEqual(['EXPORT_FILE_MISSING']);
    expect(seen(without('checkpoint')).codes).toEqual(['EXPORT_FILE_MISSING']);
    expect(seen(without(entriesFile))).toMatchObject({ first: 'EXPORT_TRUNCATED', entry: 0 });
    expect(seen(new Map(files).set('card.note', utf8('carte'))).codes).toEqual(['EXPORT_CARD']);
    const other = utf8(logKeeper('Autre centre').card.text);
    expect(seen(new Map(files).set('card.note', other)).codes).toContain('LEDGER_ORIGIN');
  });

  it('a card whose name would play with a terminal is no card', () => {
    const card = (name: string) => {
      const text = keeper.card.text.replace(/\n\n[\s\S]*$/, '\n').replace(/^name .*$/m, `name ${name}`);
      const id = `ecluse/${keeper.card.id}`;
      const signed = signNote(text, id, secretsFromRoot(seededRandom('appliance/CSS central')(32)).sign);
      return seen(new Map(files).set('card.note', utf8(signed))).codes;
    };
    expect(card('CSS central')).toEqual([]);
    for (const name of ['CSS\u009b31m', 'CSS \u202e lartnec', '']) expect(card(name)).toEqual(['EXPORT_CARD']);
  });

  it('any byte of the checkpoint changed is told', () => {
    const bytes = files.get('checkpoint')!;
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at]! ^= 0x01;
      expect(seen(new Map(files).set('checkpoint', changed)).first, `octet ${at}`).not.toBe(null);
    }
  });

  it('a size beyond all reason is not believed', () => {
    const head = signCheckpoint({ origin: keeper.origin, size: 2 ** 53 - 1, root: new Uint8Array(32) }, keeper.seed);
    const { findings, intact } = verifyExport(reader(new Map(files).set('checkpoint', utf8(head))));
    expect(intact).toBe(false);
    expect(findings[0]?.code).toMatch(/^EXPORT_/);
  });
});

describe('a witness’s cosignature', () => {
  const seed = new Uint8Array(32).fill(3);
  const cosigner = { name: 'commission', key: ed25519Public(seed) };

  it('is shown with its time, or its absence', () => {
    const signed = cosign(checkpointOf(log), 'commission', seed, new Date('2026-10-01T00:00:00Z'));
    const good = verifyExport(reader(new Map(files).set('checkpoint', utf8(signed))), { cosigners: [cosigner] });
    expect(good).toMatchObject({ ok: true, cosigned: [{ name: 'commission', time: Date.parse('2026-10-01T00:00:00Z') / 1000 }] });
    expect(verifyExport(reader(files), { cosigners: [cosigner] }).cosigned).toEqual([{ name: 'commission', time: null, size: null }]);
  });

  it('is named when it is another checkpoint’s', () => {
    const lines = cosign(checkpointOf(log, 10), 'commission', seed, new Date('2026-10-01T00:00:00Z')).trimEnd().split('\n');
    const grafted = `${checkpointOf(log)}${lines.at(-1)}\n`;
    const { findings } = verifyExport(reader(new Map(files).set('checkpoint', utf8(grafted))), { cosigners: [cosigner] });
    expect(findings.map(({ code }) => code)).toEqual(['LEDGER_COSIGNATURE']);
  });
});

it('every code of the verifier belongs to the check it speaks of', () => {
  const codes = errorCodes.filter((code) => /^(EXPORT|KEPT|TRIP)_/.test(code) && code !== 'EXPORT_FILE_MISSING');
  const loose = codes.filter((code) => checkOf({ code, params: {}, entry: null, last: null }) === 'signature');
  expect(loose).toEqual([]);
});
