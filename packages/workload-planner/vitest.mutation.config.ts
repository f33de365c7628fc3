import { defineConfig } from 'vitest/config';

/** For mutation runs alone: the tests that judge load and admission, without workers and stores. */
export default defineConfig({
  test: {
    name: 'workload-planner',
    include: ['src/load/*.test.ts', 'src/admission/*.test.ts', 'src/bad-input.test.ts'],
    env: { TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8' },
  },
});
