import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The settings every package's tests share. The zone is odd on purpose: a hidden use of the machine's zone must show. */
export function packageTests(name: string) {
  return defineConfig({
    test: {
      name,
      include: ['src/**/*.test.ts', 'testing/**/*.test.ts'],
      setupFiles: [fileURLToPath(new URL('./vitest.setup.ts', import.meta.url))],
      env: { TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8' },
      testTimeout: 60_000,
      // Modules are pure: sharing them between files is safe, and imports are most of the time.
      isolate: false,
    },
  });
}
