import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'tests/bench/**'],
    testTimeout: 180_000,
    hookTimeout: 240_000,
    pool: 'forks',
    // Most files wait for programs that they started: a worker a core.
    maxWorkers: '100%',
    env: { ECLUSE_TEST: '1' },
  },
});
