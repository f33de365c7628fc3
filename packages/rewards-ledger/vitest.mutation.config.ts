import { defineConfig } from 'vitest/config';

/** The tests that hold posting, lots and caps to account, with a small run of the model: each mutant runs them. */
export default defineConfig({
  test: {
    name: 'rewards-ledger',
    include: ['src/ledger/*.test.ts', 'src/rules/*.test.ts', 'testing/model.test.ts'],
    env: { TZ: 'Pacific/Chatham', MERITKIT_SEQUENCES: '60' },
    testTimeout: 20_000,
  },
});
