import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ed25519Public, verifierKey } from '../../src/base/note.ts';
import { COSIGNATURE } from '../../src/ledger/witness.ts';
import { CHEATS, cheatRows, WITNESS, witnessSeed } from '../support/cheats.ts';
import { LOCAL_CHEATS } from '../support/cheats-local.ts';
import { spoken } from '../support/command.ts';
import { scratch } from '../support/parties.ts';

const { folder, remove } = scratch();
afterAll(remove);
const vkey = join(folder, 'witness.vkey');
writeFileSync(vkey, `${verifierKey(WITNESS, ed25519Public(witnessSeed), COSIGNATURE)}\n`);

describe.concurrent('ecluse audit verify', { timeout: 60_000 }, () => {
  const numbered = [
    ...CHEATS.map((cheat, i) => [`${i + 1}`, cheat.what, cheat] as const),
    ...LOCAL_CHEATS.map((cheat, i) => [`L${i + 1}`, cheat.what, cheat] as const),
  ];
  it.each(numbered)('%s. %s', async (number, _, { files, against = [], card, witness, code, entry }) => {
    const at = join(folder, number);
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(at, path)), { recursive: true });
      writeFileSync(join(at, path), bytes);
    }
    const more: string[] = witness ? ['--witness', vkey] : [];
    for (const [i, note] of against.entries()) {
      writeFileSync(join(folder, `${number}-${i}.note`), note);
      more.push('--against', join(folder, `${number}-${i}.note`));
    }
    if (card !== undefined) {
      writeFileSync(join(folder, `${number}.card`), card);
      more.push('--card', join(folder, `${number}.card`));
    }
    const { code: exit, json } = await spoken(['audit', 'verify', at, ...more, '--json']);
    const [first] = json.findings as { code: string; entry: number | null }[];
    expect([first?.code ?? null, first?.entry ?? null, exit]).toEqual([code, entry, code === null ? 0 : 1]);
    if (code !== null) expect(json).toMatchObject({ ok: false, error: { code } });
  });
});

describe('SECURITY.md', () => {
  const text = readFileSync(new URL('../../SECURITY.md', import.meta.url), 'utf8');
  const table = (mark: string) =>
    new RegExp(`<!-- ${mark} -->\\n[^\\n]*\\n[^\\n]*\\n([\\s\\S]*?)\\n<!-- /${mark} -->`).exec(text)?.[1]?.split('\n');

  it('holds the table of cheats as it is proved here', () => {
    expect(table('cheats')).toEqual(cheatRows());
    expect(CHEATS.filter(({ code }) => code !== null).length).toBeGreaterThanOrEqual(25);
  });

  it('holds the table of those with a CSS’s own log', () => {
    expect(table('local cheats')).toEqual(cheatRows(LOCAL_CHEATS));
  });
});
