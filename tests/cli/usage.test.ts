import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../src/base/program.ts';
import { type Command, type Group, isGroup } from '../../src/cli/command.ts';
import { ecluse as root } from '../../src/cli/commands.ts';
import { messages } from '../../src/cli/messages.ts';
import { ecluse, spoken } from '../support/command.ts';
import { typography } from '../support/typography.ts';

function paths(group: Group, path: readonly string[] = []): { path: string[]; command: Command }[] {
  return group.commands.flatMap((entry) => {
    const at = [...path, entry.name];
    return isGroup(entry) ? paths(entry, at) : [{ path: at, command: entry }];
  });
}
const all = paths(root);

describe('the list of commands', () => {
  it('is the one promised', () => {
    expect(all.map(({ path }) => path.join(' ')).sort()).toEqual(
      [
        'appliance card',
        'appliance recovery make',
        'appliance recover',
        'partner recovery make',
        'partner serve',
        'partner signer add',
        'partner signer list',
        'partner recover',
        'appliance custodian add',
        'appliance custodian list',
        'appliance custodian retire',
        'appliance destroy',
        'appliance doctor',
        'appliance due',
        'appliance enrol',
        'appliance gap',
        'appliance init',
        'appliance ledger export',
        'appliance receive',
        'appliance release',
        'appliance replay',
        'appliance rotate',
        'appliance serve',
        'appliance session',
        'audit cosign',
        'audit verify',
        'audit witness',
        'demo',
        'dictionary compare',
        'dictionary draft',
        'dictionary map',
        'dictionary starter',
        'partner approve',
        'partner score',
        'partner sheet',
        'partner card',
        'partner except',
        'partner destroy',
        'partner init',
        'partner open',
        'partner policy',
        'partner prepare',
        'partner rotate',
        'partner trust',
        'partner withdraw',
        'partner follow-up',
        'partner register',
      ].sort(),
    );
  });

  it('takes no secret by argument or environment', () => {
    const flags = all.flatMap(({ command }) => (command.options ?? []).map(({ flag }) => flag));
    expect(flags.filter((flag) => /pass|secret|key|token/i.test(flag))).toEqual([]);
  });
});

describe('--help', () => {
  it.each(all.map(({ path, command }) => [path.join(' '), path, command] as const))(
    'ecluse %s says all its arguments, options and secrets',
    async (_, path, command) => {
      const { code, stdout, stderr } = await spoken([...path, '--help']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout.replace(/\n */g, ' ')).toContain(messages[command.about].fr);
      for (const { name } of command.args ?? []) expect(stdout).toContain(name);
      for (const { flag } of command.options ?? []) expect(stdout).toContain(flag);
      for (const shared of ['--json', '--lang']) expect(stdout).toContain(shared);
      expect(stdout.includes('--passphrase-file')).toBe(command.secrets !== undefined);
      expect(stdout).not.toMatch(/Usage:|Options:|Arguments:|Commands:|display help/);
    },
  );

  it('speaks English when asked', async () => {
    const { stdout } = await ecluse(['partner', 'prepare', '--help', '--lang', 'en']);
    expect(stdout).toContain('Usage: ecluse partner prepare DIR TABLE');
    expect(stdout).toContain(messages.partnerPrepare.en);
  });

  it('gives the version', async () => {
    const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string };
    expect((await ecluse(['--version'])).stdout.trim()).toBe(version);
  });
});

describe('a miswritten command', () => {
  it.each([
    ['no command', []],
    ['half a command', ['partner']],
    ['an unknown command', ['partner', 'sell']],
    ['an unknown option', ['partner', 'card', 'x', '--verify=no']],
    ['a missing argument', ['partner', 'card']],
    ['one argument too many', ['partner', 'card', 'x', 'y']],
    ['a missing option', ['partner', 'init', 'x']],
    ['an option without its value', ['partner', 'init', 'x', '--name']],
    ['a value outside the choice', ['appliance', 'session', 'x', '--gap', 'none']],
    ['a purpose outside the choice', ['partner', 'prepare', 'x', 'y', '--dictionary', 'd', '--purpose', 'sell', '--out', 'f']],
    ['a language outside the choice', ['partner', 'card', 'x', '--lang', 'de']],
    ['a port that is none', ['appliance', 'serve', 'x', '--port', '99999']],
    ['two sources of secrets', ['partner', 'init', 'not-there-yet', '--name', 'N', '--passphrase-file', 'a', '--passphrase-fd', '3']],
  ])('%s: exit 2, one object with --json, two lines otherwise', async (_, args) => {
    const json = await spoken([...args, '--json']);
    expect(json.code).toBe(2);
    expect(json.stderr).toBe('');
    expect(json.stdout.trim().split('\n')).toHaveLength(1);
    expect(json.json).toMatchObject({
      ok: false,
      error: { code: 'USAGE', what: expect.any(String), fix: expect.stringContaining('--help') },
    });
    const people = await spoken(args);
    expect(people.code).toBe(2);
    expect(people.stdout).toBe('');
    expect(people.stderr).toMatch(/^USAGE — La commande est mal écrite\u00a0: .+\nVoyez «\u00a0ecluse.* --help\u00a0».\n$/);
  });
});

describe('the program itself', () => {
  it('says and exits as its command line does', async () => {
    for (const args of [
      ['partner', 'sell'],
      ['partner', 'sell', '--json'],
      ['audit', 'verify', '--help'],
    ]) {
      const { json: _, ...words } = await spoken(args);
      expect(await ecluse(args)).toMatchObject(words);
    }
  });
});

describe('what the command line says', () => {
  it('is typeset as in Quebec, with the same parameters in both languages', () => {
    for (const { fr, en } of Object.values(messages)) {
      expect(typography(fr)).toEqual([]);
      const named = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([name]) => name).sort();
      expect(named(en)).toEqual(named(fr));
    }
  });
});
