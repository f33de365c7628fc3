import { defineConfig } from 'vitest/config';

/** The tests that hold the files named in stryker.config.json, and no browser. */
export default defineConfig({
  test: {
    name: 'report-builder',
    include: [
      'src/redaction/**/*.test.ts',
      'src/decimal/**/*.test.ts',
      'testing/golden.test.ts',
      'testing/delivery.test.ts',
      'testing/channels.test.ts',
    ],
    env: { TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8' },
    testTimeout: 20_000,
  },
});
