import { defineConfig } from 'vitest/config';

/**
 * One run for every package: `vitest run --project core` takes one of them.
 * Types are tested by the type checker itself (`*.test-d.ts` are part of `npm run typecheck`).
 */
export default defineConfig({
  test: {
    projects: ['packages/*', 'examples/*'],
    reporters: ['default'],
  },
});
