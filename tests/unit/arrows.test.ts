import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Rooms that a room may import, itself aside. `appliance` stands for all its rooms. */
const ARROWS: Record<string, readonly string[]> = {
  base: [],
  keys: ['base'],
  bundle: ['base', 'keys'],
  ledger: ['base'],
  table: ['base', 'pseudonym'],
  pseudonym: ['base'],
  forest: ['base'],
  study: ['base', 'table', 'forest'],
  scoring: ['base', 'keys', 'bundle', 'table', 'forest', 'study'],
  web: ['base'],
  demo: [],
  partner: ['base', 'keys', 'bundle', 'ledger', 'table', 'pseudonym', 'forest', 'study', 'scoring'],
  desk: ['base', 'keys', 'bundle', 'ledger', 'table', 'pseudonym', 'study', 'web', 'partner', 'register'],
  auditor: ['base', 'keys', 'bundle', 'ledger'],
  register: ['base', 'keys', 'bundle', 'table', 'study', 'partner', 'auditor'],
  appliance: ['base', 'keys', 'bundle', 'ledger', 'table', 'forest', 'study', 'scoring', 'web'],
  cli: [
    'base',
    'keys',
    'bundle',
    'ledger',
    'table',
    'pseudonym',
    'forest',
    'study',
    'partner',
    'auditor',
    'register',
    'appliance',
    'demo',
    'web',
    'desk',
  ],
};
/** The demo plays every party, so that its run may call everything; its synthetic data may not. */
const DEMO_RUN = /^src\/demo\/run/;

type Import = { from: string; to: string };

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/(?:from\s+|import\s+|import\()'(\.[^']+)'/g)].map((match) => normalize(join(dirname(file), match[1] ?? '')));
}

function bareImportsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\s[^;]*?from\s+'([^.'][^']*)'/gms)].map((match) => match[1] ?? '');
}

function roomOf(file: string): string {
  const parts = relative('.', file).split('/');
  return parts[0] === 'appliance' ? 'appliance' : (parts[1] ?? '');
}

const files = [...sources('src'), ...sources('appliance')];
const edges: Import[] = files.flatMap((from) => importsOf(from).map((to) => ({ from, to })));

describe('the arrows between rooms', () => {
  it('finds files and imports to judge', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(edges.length).toBeGreaterThan(10);
  });

  it('run one way', () => {
    const wrong = edges.filter(({ from, to }) => {
      const source = roomOf(from);
      const target = roomOf(to);
      if (source === target || DEMO_RUN.test(from)) return false;
      const allowed = source === 'demo' ? ['base', 'pseudonym', 'table'] : (ARROWS[source] ?? []);
      return !allowed.includes(target);
    });
    expect(wrong).toEqual([]);
  });

  it('leave src without the appliance, save the command line and the demo’s run', () => {
    const wrong = edges.filter(
      ({ from, to }) => from.startsWith('src/') && to.startsWith('appliance/') && !from.startsWith('src/cli/') && !DEMO_RUN.test(from),
    );
    expect(wrong).toEqual([]);
  });

  it('make no circle between files', () => {
    const graph = new Map<string, string[]>();
    for (const { from, to } of edges) graph.set(from, [...(graph.get(from) ?? []), to]);
    const state = new Map<string, 'open' | 'done'>();
    const circles: string[][] = [];
    const visit = (file: string, path: string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        circles.push([...path.slice(path.indexOf(file)), file]);
        return;
      }
      state.set(file, 'open');
      for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });

  it('let only the chamber and the partner open bundles', () => {
    const opens = /bundle\/(unlock|open|stream)\.ts$/;
    const allowed = /^(src\/(bundle|partner)|appliance\/chamber)\//;
    expect(edges.filter(({ from, to }) => opens.test(to) && !allowed.test(from))).toEqual([]);
  });

  it('keep the disk to base/files in the shared rooms, and the network and the clock out of them', () => {
    const quiet = files.filter((file) =>
      ['base', 'keys', 'bundle', 'ledger', 'table', 'pseudonym', 'forest', 'study', 'scoring'].includes(roomOf(file)),
    );
    const disk = quiet.filter(
      (file) => !/^src\/base\/(files|program)\.ts$/.test(file) && bareImportsOf(file).some((name) => /^(node:)?fs(\/|$)/.test(name)),
    );
    expect(disk).toEqual([]);
    const network = quiet.filter((file) =>
      bareImportsOf(file).some((name) => /^(node:)?(net|http|https|http2|tls|dgram|dns)(\/|$)/.test(name)),
    );
    expect(network).toEqual([]);
    const clock = quiet.filter((file) => /\bDate\.now\(\)|\bnew Date\(\)|\bMath\.random\(/.test(readFileSync(join(root, file), 'utf8')));
    expect(clock).toEqual([]);
  });
});
