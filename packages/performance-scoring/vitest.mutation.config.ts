import { defineConfig } from 'vitest/config';

/** The tests that hold the decision files to account; each mutant runs those that reach it. */
export default defineConfig({
  test: {
    name: 'performance-scoring',
    include: ['src/{scorecard,cycle,decisions,targets,value,calibration}/*.test.ts'],
    env: { TZ: 'Pacific/Chatham' },
    testTimeout: 20_000,
  },
});
