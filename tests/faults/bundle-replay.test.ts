import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { checkBundle } from '../../src/bundle/check.ts';
import type { Core } from '../../src/bundle/core.ts';
import { type ChainHead, checkReplay } from '../../src/bundle/replay.ts';
import { codeOf } from '../support/craft.ts';
import { party, scratch, sealAt } from '../support/parties.ts';

const { folder, remove } = scratch();
afterAll(remove);
const partner = party('partner', 'CSS des Essais');
const appliance = party('appliance', 'Écluse centrale');

/** A reader's memory of one sender, as a store keeps it. It changes when a bundle is taken, and then alone. */
class Memory {
  head: ChainHead = { sequence: 0, manifest: null };
  readonly ids = new Set<string>();

  receive(path: string): string {
    return codeOf(() => {
      const replay = (core: Core) => checkReplay(core, this.head, (id) => this.ids.has(id));
      const { core, manifestHash } = checkBundle(path, { recipientId: appliance.card.id, cardOf: () => partner.card, replay });
      this.head = { sequence: core.sequence, manifest: manifestHash };
      this.ids.add(core.id);
    });
  }
}

/** A chain of four bundles by one sender; then what a thief of its key, or a restored backup, would add. */
const id = (n: number) => n.toString(16).padStart(32, '0');
const paths: string[] = [];
const hashes: (string | null)[] = [null];
for (let sequence = 1; sequence <= 4; sequence++) {
  const path = join(folder, `chain-${sequence}`);
  const { manifestHash } = sealAt(path, partner, appliance.card, { core: { id: id(sequence), sequence, previous: hashes[sequence - 1]! } });
  paths.push(path);
  hashes.push(manifestHash);
}
const [first, second, third, fourth] = paths as [string, string, string, string];
const made = (name: string, core: Partial<Core>) => {
  const path = join(folder, name);
  sealAt(path, partner, appliance.card, { core });
  return path;
};
const fork = made('fork', { id: id(99), sequence: 2, previous: 'f'.repeat(64) });
const rolledBack = made('rolled-back', { id: id(98), sequence: 2, previous: hashes[1]! });
const sameId = made('same-id', { id: id(1), sequence: 5, previous: hashes[4]! });

describe('replay', () => {
  it('takes a chain in order, each bundle once', () => {
    const memory = new Memory();
    for (const path of paths) {
      expect(memory.receive(path)).toBe('taken');
      expect(memory.receive(path)).toBe('BUNDLE_REPLAY');
    }
    for (const path of paths) expect(memory.receive(path)).toBe('BUNDLE_REPLAY');
  });

  it('refuses a copy under another name', () => {
    const memory = new Memory();
    memory.receive(first);
    copyFileSync(first, join(folder, 'copy'));
    expect(memory.receive(join(folder, 'copy'))).toBe('BUNDLE_REPLAY');
  });

  it('takes a chain with a bundle lost on the way, and never the lost one afterwards', () => {
    const memory = new Memory();
    expect([first, third, fourth].map((path) => memory.receive(path))).toEqual(['taken', 'taken', 'taken']);
    expect(memory.receive(second)).toBe('BUNDLE_SEQUENCE');
  });

  it('refuses a sequence that went back: a sender restored from a backup', () => {
    const memory = new Memory();
    for (const path of [first, second, third]) memory.receive(path);
    expect(memory.receive(rolledBack)).toBe('BUNDLE_SEQUENCE');
  });

  it('refuses a bundle that says it follows and does not', () => {
    const memory = new Memory();
    memory.receive(first);
    expect(memory.receive(fork)).toBe('BUNDLE_CHAIN');
    expect(memory.receive(second)).toBe('taken');
  });

  it('refuses a known id under a new sequence', () => {
    const memory = new Memory();
    for (const path of paths) memory.receive(path);
    expect(memory.receive(sameId)).toBe('BUNDLE_REPLAY');
  });

  it('asks the memory only once signature and address are sure, and before the shards are read', () => {
    let asked = 0;
    const replay = () => {
      asked++;
    };
    const options = { recipientId: appliance.card.id, replay };
    codeOf(() => checkBundle(first, { ...options, cardOf: () => null }));
    codeOf(() => checkBundle(first, { ...options, recipientId: id(7), cardOf: () => partner.card }));
    expect(asked).toBe(0);
    codeOf(() => checkBundle(first, { ...options, cardOf: () => partner.card }));
    expect(asked).toBe(1);
    const seen = () => checkReplay({ id: id(1), sequence: 1 } as Core, { sequence: 0, manifest: null }, () => true);
    const garbled = readFileSync(first);
    garbled[garbled.length - 1]! ^= 1;
    const path = join(folder, 'garbled');
    writeFileSync(path, garbled);
    expect(codeOf(() => checkBundle(path, { ...options, cardOf: () => partner.card }))).toBe('BUNDLE_SHARD_HASH');
    expect(codeOf(() => checkBundle(path, { ...options, cardOf: () => partner.card, replay: seen }))).toBe('BUNDLE_REPLAY');
  });
});

describe('the rules, over every arrival', () => {
  const H = (n: number) => n.toString(16).padStart(64, '0');

  it('take what is new, rises and follows, and nothing else', () => {
    const arrival = fc.record({ id: fc.nat(6), sequence: fc.integer({ min: 1, max: 6 }), previous: fc.nat(6), hash: fc.nat(6) });
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 12 }), (arrivals) => {
        let head: ChainHead = { sequence: 0, manifest: null };
        const seen = new Set<string>();
        for (const each of arrivals) {
          const previous = each.sequence === 1 ? null : H(each.previous);
          const core = { id: id(each.id), sequence: each.sequence, previous } as Core;
          const code = codeOf(() => checkReplay(core, head, (known) => seen.has(known)));
          const follows = each.sequence !== head.sequence + 1 || previous === head.manifest;
          const expected = seen.has(core.id)
            ? 'BUNDLE_REPLAY'
            : each.sequence <= head.sequence
              ? 'BUNDLE_SEQUENCE'
              : follows
                ? 'taken'
                : 'BUNDLE_CHAIN';
          expect(code).toBe(expected);
          if (code !== 'taken') continue;
          head = { sequence: each.sequence, manifest: H(each.hash) };
          seen.add(core.id);
        }
      }),
      { seed: 320, numRuns: 2_000 },
    );
  });
});
