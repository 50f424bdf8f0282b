import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { filesIn } from '../../src/web/folder.ts';
import { codeOf } from '../support/appliance.ts';
import { scratch } from '../support/parties.ts';

const { folder, remove } = scratch();
afterAll(remove);

describe('the files of a drive', () => {
  it('are the ordinary ones; links and hidden files are left out', () => {
    for (const name of ['b.bundle', 'a.bundle', '.c.bundle']) writeFileSync(join(folder, name), name);
    symlinkSync('a.bundle', join(folder, 'd.bundle'));
    expect(filesIn(folder)).toEqual([
      { name: 'a.bundle', size: 8 },
      { name: 'b.bundle', size: 8 },
    ]);
  });

  it('that is gone when they are asked for are a refusal like another', async () => {
    expect(await codeOf(() => filesIn(join(folder, 'pulled-out')))).toBe('FILE_MISSING');
  });
});
