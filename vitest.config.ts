import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'tests/bench/**'],
    testTimeout: 180_000,
    hookTimeout: 240_000,
    pool: 'forks',
    env: { ECLUSE_TEST: '1' },
  },
});
