import { defineConfig } from 'vitest/config';

/** The tests that a mutation run needs: those that stand on the package alone. */
export default defineConfig({
  test: {
    include: [
      'src/profiles/profiles.test.ts',
      'src/matching/matching.test.ts',
      'src/matching/first-minutes.test.ts',
      'src/coverage/*.test.ts',
      'src/growth/*.test.ts',
    ],
    env: { TZ: 'Pacific/Chatham' },
  },
});
