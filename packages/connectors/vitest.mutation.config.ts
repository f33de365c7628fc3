import { defineConfig } from 'vitest/config';

/** For mutation runs alone: without the reference data, which stand outside the package. */
export default defineConfig({
  test: {
    name: 'connectors',
    include: ['src/{jira,people,crypto,git}/*.test.ts', 'src/others.test.ts'],
    exclude: ['**/*.reference.test.ts', '**/node_modules/**'],
    env: { TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8' },
    testTimeout: 20_000,
  },
});
