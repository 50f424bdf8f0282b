import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Files that hold no server, browser or guard: a worker reads each module once for all of them. */
const PLAIN = ['unit', 'property', 'vectors', 'cli', 'faults', 'real'].map((folder) => `tests/${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    testTimeout: 180_000,
    hookTimeout: 240_000,
    pool: 'forks',
    // Most files wait for programs that they started: a worker more than cores.
    maxWorkers: availableParallelism() + 1,
    env: { ECLUSE_TEST: '1' },
    projects: [
      { extends: true, test: { name: 'plain', include: PLAIN, isolate: false } },
      {
        extends: true,
        test: { name: 'apart', include: ['tests/**/*.test.ts'], exclude: ['**/node_modules/**', 'tests/bench/**', ...PLAIN] },
      },
    ],
  },
});
