import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { spreadExtract } from '../../src/demo/extract.ts';
import { prepareTable } from '../../src/partner/prepare.ts';
import { readSource } from '../../src/partner/source.ts';
import { dictionaryBytes } from '../../src/table/dictionary.ts';

const folder = mkdtempSync(join(tmpdir(), 'ecluse-extract-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('an extract spread over several files', () => {
  const { dictionary, recipe, files } = spreadExtract({ seed: 3, pupils: 120, variables: 50, files: 5 });

  it('is joined by its recipe: every pupil once, every variable, whatever the order and the dialect of each file', async () => {
    for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes());
    const [table, described] = [join(folder, 'recette.json'), join(folder, 'd.json')];
    writeFileSync(table, JSON.stringify(recipe));
    writeFileSync(described, dictionaryBytes(dictionary));
    const source = await readSource(table);
    if (source.readAs.kind !== 'recipe') throw new Error(source.readAs.kind);
    expect(source.readAs.sources.map(({ read, joined, pupilsWithout }) => [read, joined, pupilsWithout])).toEqual(
      Array(4).fill([120, 120, 0]),
    );
    const { preview, harmonised } = prepareTable(
      { table, dictionary: described, purpose: 'score', source },
      () => new Date('2026-10-01T12:00:00Z'),
    );
    expect(preview.rows).toEqual({ read: 120, optedOut: 0, merged: 0, faulty: 0, kept: 120 });
    expect([preview.kept.length, new Set(harmonised.fileNumbers).size]).toEqual([50, 120]);
    for (const { missing } of preview.kept) expect(missing).toBeLessThan(0.25);
  });

  it('is the same bytes for the same seed', () => {
    const again = spreadExtract({ seed: 3, pupils: 120, variables: 50, files: 5 });
    for (const [at, { bytes }] of files.entries()) expect(Buffer.compare(bytes(), again.files[at]!.bytes())).toBe(0);
  });
});
