import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** The browser's files replace modules of the product: each has its own copy of all. The others share what a worker has read. */
const BROWSER = 'tests/browser/**/*.test.ts';
const ELSEWHERE = ['**/node_modules/**', 'tests/bench/**', BROWSER];

export default defineConfig({
  test: {
    testTimeout: 180_000,
    hookTimeout: 240_000,
    pool: 'forks',
    // Tables come and go by the thousand: a larger nursery, and a tenth less time.
    execArgv: ['--max-semi-space-size=64'],
    // Most files wait for programs that they started: a worker more than cores.
    maxWorkers: availableParallelism() + 1,
    env: { ECLUSE_TEST: '1' },
    projects: [
      { extends: true, test: { name: 'plain', include: ['tests/**/*.test.ts'], exclude: ELSEWHERE, isolate: false } },
      { extends: true, test: { name: 'browser', include: [BROWSER] } },
    ],
  },
});
