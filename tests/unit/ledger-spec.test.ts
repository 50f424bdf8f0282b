import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../src/base/bytes.ts';
import { errorCodes } from '../../src/base/errors.ts';
import { ed25519Public } from '../../src/base/note.ts';
import { signCheckpoint } from '../../src/ledger/checkpoint.ts';
import { EVENT_TYPES, EVENTS, entryBytes, parseEntry } from '../../src/ledger/event.ts';
import { growTree, leafHash, treeRoot } from '../../src/ledger/merkle.ts';
import { encodeEntryProof, inclusionProof, verifyEntryProof } from '../../src/ledger/proof.ts';

const spec = readFileSync(new URL('../../SPEC.md', import.meta.url), 'utf8').replace(/^[\s\S]*?(?=^## Ledger$)/m, '');

type Members = { subjects?: readonly string[]; digests?: readonly string[]; counts?: readonly string[]; code?: true };
function cell(members: Members | undefined): string {
  const groups = (['subjects', 'digests', 'counts'] as const).flatMap((group) => {
    const names = members?.[group] ?? [];
    return names.length > 0 ? [`${group}: ${names.map((name) => `\`${name}\``).join(' ')}`] : [];
  });
  return [...groups, ...(members?.code ? ['`code`'] : [])].join('; ') || '—';
}

describe('the ledger’s specification', () => {
  it('lists every type of entry with its members, and no other', () => {
    const rows = [...spec.matchAll(/^\| `([a-z]+\.[a-zA-Z]+)` \| (.*) \| (.*) \|$/gm)].map(([, type, must, may]) => [type, must, may]);
    expect(rows).toEqual(
      EVENT_TYPES.map((type) => {
        const form: { must: Members; may?: Members } = EVENTS[type];
        return [type, cell(form.must), cell(form.may)];
      }),
    );
  });

  it('names codes that exist, and each of the verifier’s', () => {
    const named = [...spec.matchAll(/`((?:LEDGER|EXPORT|KEPT|NOTE)_[A-Z_]+)`/g)].map(([, code]) => code);
    expect(named.filter((code) => !(errorCodes as string[]).includes(code!))).toEqual([]);
    expect(errorCodes.filter((code) => /^(EXPORT|KEPT)_/.test(code) && !named.includes(code))).toEqual([]);
  });

  it('holds a vector that comes out of the code to the byte', () => {
    const lines = /```json\n([\s\S]*?)```/.exec(spec)![1]!.trimEnd().split('\n');
    const proof = /```text\n([\s\S]*?)```/.exec(spec)![1]!;
    const seed = Uint8Array.from({ length: 32 }, (_, i) => i);
    const origin = 'ecluse/000102030405060708090a0b0c0d0e0f';
    const levels: Uint8Array[][] = [];
    const tree = growTree([], 0, (level, index, hash) => {
      levels[level] ??= [];
      levels[level][index] = hash;
    });
    const nodes = { node: (level: number, index: number) => levels[level]?.[index] ?? null };
    for (const line of lines) {
      expect(fromUtf8(entryBytes(parseEntry(utf8(line))))).toBe(line);
      tree.add(leafHash(utf8(line)));
    }
    const checkpoint = signCheckpoint({ origin, size: 3, root: treeRoot(nodes, 3) }, seed);
    expect(encodeEntryProof({ index: 1, hashes: inclusionProof(nodes, 1, 3), checkpoint, extra: null })).toBe(proof);
    expect(verifyEntryProof(utf8(proof), utf8(lines[1]!), origin, ed25519Public(seed)).index).toBe(1);
  });
});
