import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../src/base/program.ts';
import { type Command, type Group, isGroup } from '../../src/cli/command.ts';
import { ecluse } from '../../src/cli/commands.ts';

function paths(group: Group, path: string[] = []): Map<string, Command> {
  return new Map(
    group.commands.flatMap((entry): [string, Command][] => {
      const at = [...path, entry.name];
      return isGroup(entry) ? [...paths(entry, at)] : [[at.join(' '), entry]];
    }),
  );
}
const commands = paths(ecluse);
const SHARED = ['--json', '--lang', '--help', '--passphrase-file', '--passphrase-fd'];

/** Every command that a page shows in code: its path, its flags. */
function shown(file: string): { text: string; path: string; flags: string[] }[] {
  const text = readFileSync(packageFile(file), 'utf8').replaceAll('\\|', '|');
  return [...text.matchAll(/`(?:npx )?(?:ecluse )?([a-z][^`]*)`/g)].flatMap(([, code = '']) => {
    const words = code.split(/\s+/);
    const path = [3, 2, 1].map((length) => words.slice(0, length).join(' ')).find((each) => commands.has(each));
    return path === undefined ? [] : [{ text: code, path, flags: code.match(/--[a-z-]+/g) ?? [] }];
  });
}

describe.each(['README.md', 'README.fr.md', 'CLI.md'])('%s', (file) => {
  it('shows commands and options that exist', () => {
    const found = shown(file);
    expect(found.length).toBeGreaterThan(5);
    for (const { text, path, flags } of found) {
      const known = [...(commands.get(path)?.options ?? []).map(({ flag }) => flag), ...SHARED];
      for (const flag of flags) expect(known, text).toContain(flag);
    }
  });
});

describe('CLI.md', () => {
  it('shows every command with every option of its own', () => {
    const found = shown('CLI.md');
    for (const [path, command] of commands) {
      const flags = found.filter((each) => each.path === path).flatMap((each) => each.flags);
      expect(flags, path).toEqual(expect.arrayContaining((command.options ?? []).map(({ flag }) => flag)));
    }
  });
});
