import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { program } from '../../src/base/program.ts';
import { checkStrength } from '../../src/cli/passphrase.ts';
import { code } from '../support/code.ts';
import { done, ecluse, spied, start } from '../support/command.ts';
import { scratch } from '../support/parties.ts';
import { absent } from '../support/requires.ts';

const { folder, remove } = scratch();
afterAll(remove);

/** No word of the list that control words and proposed passphrases are drawn from: what is said may hold any of those. */
const UNSAID = 'pharillon';
const GOOD = `canal écluse ${UNSAID} vanne rivage phare`;
const OTHER = `bief musoir étiage vantail chenal ${UNSAID}`;
const WRONG = `canal écluse ${UNSAID} vanne rivage sonde`;
let serial = 0;
const fresh = () => join(folder, `home-${++serial}`);
const secretsFile = (...lines: string[]) => {
  const path = join(folder, `secrets-${++serial}`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
};
const init = (home: string, ...more: string[]) => ecluse(['partner', 'init', home, '--name', 'CSS d’un essai', '--json', ...more]);

describe('secrets', () => {
  it('come by a file or a descriptor; the order is said when one is missing', async () => {
    const byFile = fresh();
    expect((await init(byFile, '--passphrase-file', secretsFile(GOOD))).json).toMatchObject({ ok: true, home: byFile });
    const byDescriptor = fresh();
    await done(['partner', 'init', byDescriptor, '--name', 'N'], [GOOD]);
    expect(statSync(join(byFile, 'keys', 'party.key')).mode & 0o077).toBe(0);

    const missing = await ecluse(
      ['appliance', 'init', fresh(), '--name', 'N', '--json', '--lang', 'en'],
      [GOOD, OTHER, 'demo opérateur vanne treuil'],
    );
    expect(missing).toMatchObject({ code: 2, json: { ok: false, error: { code: 'SECRET_MISSING' } } });
    expect((missing.json.error as { fix: string }).fix).toContain(
      'custodian 1’s passphrase, custodian 2’s passphrase, the operator’s password, the reviewer’s password, the auditor’s password',
    );
    const extra = await init(fresh(), '--passphrase-file', secretsFile(GOOD, GOOD));
    expect(extra).toMatchObject({ code: 2, json: { error: { code: 'SECRET_EXTRA' } } });
  });

  it('are asked for at a terminal only: without one the command says what it needs', async () => {
    const home = fresh();
    const said = await init(home);
    expect(said).toMatchObject({ code: 2, json: { error: { code: 'SECRET_MISSING' } } });
    expect(existsSync(home)).toBe(false);
  });

  it.each([
    ['short', 'trop court'],
    ['a word repeated', 'canal canal canal canal canal canal'],
    ['one letter repeated', 'a'.repeat(40)],
  ])('that are too weak are refused before anything is made: %s', async (_, weak) => {
    const home = fresh();
    expect(await init(home, '--passphrase-file', secretsFile(weak))).toMatchObject({
      code: 1,
      json: { error: { code: 'PASSPHRASE_WEAK' } },
    });
    expect(existsSync(home)).toBe(false);
  });

  it('read the same whichever way the letters are composed, and whichever way lines end', async () => {
    const home = fresh();
    const file = join(folder, 'decomposed');
    writeFileSync(file, `\ufeff${GOOD.normalize('NFD')}\r\n`);
    await init(home, '--passphrase-file', file);
    const approve = ['partner', 'approve', home, 'nowhere', '--model', 'm', '--out', join(folder, 'never'), '--json'];
    expect(await ecluse(approve, [GOOD.normalize('NFC')])).toMatchObject({ code: 1, json: { error: { code: 'TRUST_MISSING' } } });
    expect(await ecluse(approve, [WRONG])).toMatchObject({ code: 1, json: { error: { code: 'KEY_PASSPHRASE' } } });
  });

  it('appear in nothing that is said or written, right or wrong', async () => {
    const home = fresh();
    const said = [
      await init(home, '--passphrase-file', secretsFile(GOOD)),
      await ecluse(['partner', 'approve', home, 'x', '--model', 'm', '--out', 'y'], [WRONG]),
      await ecluse(['partner', 'open', home, 'x', '--out', join(folder, 'never')], [GOOD, WRONG]),
    ];
    const files = (readdirSync(home, { recursive: true, encoding: 'utf8' }) as string[])
      .map((name) => join(home, name))
      .filter((path) => statSync(path).isFile());
    const written = files.map((path) => readFileSync(path, 'latin1')).join('\n');
    for (const secret of [GOOD, WRONG, UNSAID, 'rivage phare']) {
      for (const { stdout, stderr } of said) expect(stdout + stderr).not.toContain(secret);
      expect(written).not.toContain(Buffer.from(secret, 'utf8').toString('latin1'));
    }
  });

  it('stand in neither the arguments nor the environment of the process', async () => {
    const running = start(
      ['appliance', 'init', fresh(), '--name', 'N'],
      [GOOD, OTHER, 'demo opérateur vanne treuil', 'demo réviseur phare balise', 'demo vérificateur sonde registre'],
    );
    const seen = await spied(running);
    expect((await running.ended).code).toBe(0);
    expect(seen.length).toBeGreaterThan(0);
    for (const each of seen) expect(each).not.toMatch(/pharillon|treuil|phare|sonde/);
  });
});

describe('a terminal', () => {
  const noScript = absent(spawnSync('script', ['--version']).status === 0);

  /** Runs the command under a pseudo-terminal (util-linux `script`), typing the lines one by one. */
  function typed(command: string, lines: readonly string[]): { status: number | null; output: string } {
    const input = lines.map((line) => `sleep 0.6; printf '%s\\r' ${quoted(line)}`).join('; ');
    const shell = `(sleep 1; ${input}; sleep 1) | script -qec ${quoted(command)} /dev/null`;
    const { status, stdout } = spawnSync('bash', ['-o', 'pipefail', '-c', shell], { encoding: 'utf8', timeout: 40_000 });
    return { status, output: stdout };
  }
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const cli = `${quoted(process.execPath)} ${quoted(program('src/cli/main'))}`;

  it.skipIf(noScript)('is proposed a passphrase, types it twice unseen, and is asked again when the two differ', () => {
    const home = fresh();
    const { output } = typed(`${cli} partner init ${quoted(home)} --name N`, [GOOD, WRONG, GOOD, GOOD]);
    expect(output).toContain('Proposition');
    expect(output).toContain('diffèrent');
    expect(output).toContain('Dossier créé');
    expect(output).not.toContain(UNSAID);
    expect(existsSync(join(home, 'partner.json'))).toBe(true);
  });

  it.skipIf(noScript)('is asked for file numbers until an empty line, unseen as they are', async () => {
    const home = fresh();
    await done(['partner', 'init', home, '--name', 'N'], [GOOD]);
    const asked = `stty cols 120; ${cli} partner sheet ${quoted(home)} none.bundle --out ${quoted(join(folder, 'never.html'))}`;
    const { output } = typed(asked, [GOOD, '0401234', '0405678', '']);
    expect(output).toContain('autre numéro de fiche');
    expect(output).toContain('TRUST_MISSING');
    expect(output).not.toMatch(/0401234|0405678/);
  });
});

describe('checkStrength', () => {
  it('counts different words, or varied characters', () => {
    const weak = (secret: string, kind: 'passphrase' | 'password' = 'passphrase') =>
      code(() => checkStrength(secret, kind, 'x')) === 'PASSPHRASE_WEAK';
    expect(weak('un deux trois quatre cinq six')).toBe(false);
    expect(weak('uno dos tres cuatro cinco')).toBe(false);
    expect(weak('six mots de la liste ici')).toBe(false);
    expect(weak('un un un un un un un')).toBe(true);
    expect(weak('azertyuiopqs')).toBe(true);
    expect(weak('azertyuiopqs', 'password')).toBe(false);
    expect(weak('canal vanne phare sonde', 'password')).toBe(false);
    expect(weak('motdepasse', 'password')).toBe(true);
  });
});
