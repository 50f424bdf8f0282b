import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../src/base/program.ts';

const page = readFileSync(packageFile('SECURITY.md'), 'utf8');
const section = /^## Promises\n([\s\S]*?)^## /m.exec(page)?.[1] ?? '';
const rows = section
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(1)
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, threat = '', promise = '', mechanism = '', proof = '']) => ({ threat, promise, mechanism, proof }));

describe('SECURITY.md', () => {
  it('has a promise, a mechanism and a proof for each threat', () => {
    expect(rows.length).toBeGreaterThan(12);
    for (const row of rows) expect(Object.values(row).filter((cell) => cell.length < 5)).toEqual([]);
  });

  it.each(rows.map(({ threat, proof }) => [threat, proof]))('%s: names tests that exist', (_, proof) => {
    const named = [...proof.matchAll(/`(tests\/[\w./-]+\.test\.ts)` “([^”]+)”/g)];
    expect(named.length).toBeGreaterThan(0);
    // Nothing but files with the name of a test.
    expect(proof.replace(/`tests\/[\w./-]+\.test\.ts` “[^”]+”/g, '').replace(/[;,\s]/g, '')).toBe('');
    for (const [, file = '', title = ''] of named) {
      expect(existsSync(packageFile(file)) && [file, readFileSync(packageFile(file), 'utf8').includes(title)]).toEqual([file, true]);
    }
  });
});
