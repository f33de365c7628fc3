import { defineConfig } from 'vitest/config';

/** For mutation runs alone: the tests that hold the audit's decisions, the coarsening and the taking of answers to account. */
export default defineConfig({
  test: {
    name: 'engagement-index',
    include: [
      'src/audit/query.test.ts',
      'src/audit/guarantee.test.ts',
      'src/release/*.test.ts',
      'src/survey/*.test.ts',
    ],
    env: { TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8', MERITKIT_ROSTERS: '8' },
    testTimeout: 20_000,
  },
});
