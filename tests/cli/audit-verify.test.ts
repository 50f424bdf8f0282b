import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ecluse } from '../support/command.ts';
import { checkpointOf, filesOf, logKeeper, logOf, trip } from '../support/ledger.ts';
import { scratch } from '../support/parties.ts';

const { folder, remove } = scratch();
afterAll(remove);
const keeper = logKeeper();
const events = trip(keeper.card);
const log = logOf(events, keeper);

function put(name: string, bytes: Uint8Array | string): string {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}
function lay(name: string, files: ReadonlyMap<string, Uint8Array>): string {
  for (const [path, bytes] of files) put(`${name}/${path}`, bytes);
  return join(folder, name);
}

describe('ecluse audit verify', () => {
  const whole = lay('fidele', filesOf(log));
  const seen = put('vu.note', checkpointOf(log));
  const older = put('avant.note', checkpointOf(log, 9));

  it('exits with 0 when all holds, tells the words of the card, and writes a page to print', async () => {
    const html = join(folder, 'rapport.html');
    const said = await ecluse(['audit', 'verify', whole, '--against', seen, '--against', older, '--html', html]);
    expect([said.code, said.stderr]).toEqual([0, '']);
    expect(said.stdout).toContain('Tout tient');
    expect(said.stdout).toContain('avant.note');
    expect(readFileSync(html, 'utf8')).toContain('<h1>Vérification du registre scellé</h1>');
    const again = await ecluse(['audit', 'verify', whole, '--html', html, '--json']);
    expect(again.code).toBe(1);
    expect(again.json).toMatchObject({ ok: false, error: { code: 'FILE_EXISTS' } });
  });

  it('exits with 1 and the gravest finding when it does not: an entry cut away, signed again', async () => {
    const cut = lay('coupe', filesOf(logOf(events.slice(0, 20), keeper)));
    const said = await ecluse(['audit', 'verify', cut, '--against', seen, '--json', '--lang', 'en']);
    expect(said.code).toBe(1);
    expect(said.json).toMatchObject({
      ok: false,
      error: { code: 'KEPT_ROLLED_BACK' },
      intact: true,
      kept: [{ name: 'vu.note', size: events.length, verdict: 'KEPT_ROLLED_BACK' }],
      findings: [{ code: 'KEPT_ROLLED_BACK', entry: 20 }],
    });
    const missing = await ecluse(['audit', 'verify', join(folder, 'absent')]);
    expect([missing.code, missing.stdout]).toEqual([1, '']);
    expect(missing.stderr).toContain('FILE_MISSING');
  });
});
