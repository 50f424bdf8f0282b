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

/** What the tests of a file are called, and nothing else that stands in it. */
function titlesOf(file: string): string[] {
  const calls = /(?:\b(?:it|test|describe)(?:\.\w+)*|\))\(\s*(?:'([^'\n]+)'|`([^`]+)`)/g;
  return [...readFileSync(packageFile(file), 'utf8').matchAll(calls)].map(([, quoted, template]) => quoted ?? template ?? '');
}

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
      const found = existsSync(packageFile(file)) && titlesOf(file).some((each) => each.includes(title));
      expect([file, title, found]).toEqual([file, title, true]);
    }
  });

  it('says what is not promised, and what the console gives away', () => {
    for (const heading of ['## The console', '## What is not promised', '## What each compromise gives away'])
      expect(page.split('\n')).toContain(heading);
  });
});
