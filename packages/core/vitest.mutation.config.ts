import { defineConfig } from 'vitest/config';

/** For mutation runs alone: the tests that hold core's decisions to account. */
export default defineConfig({
  test: {
    name: 'core',
    include: ['src/{access,accounts,decimal,facts,organisation,processes}/*.test.ts'],
    env: { TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8' },
    testTimeout: 20_000,
  },
});
