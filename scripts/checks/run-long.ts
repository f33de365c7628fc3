import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { checks } from './list.ts';
import { type Check, closingLine, report, runCheck } from './report.ts';
import { packageFolders } from './root.ts';

/** Small defects planted in the files that decide; a share of them must be noticed. */
const mutation: readonly Check[] = packageFolders()
  .filter((folder) => existsSync(join(folder, 'mutation.json')))
  .map((folder) => ({
    name: `mutation ${basename(folder)}`,
    shows: 'the tests notice defects planted in the files that decide',
    command: ['node', 'scripts/mutation/run.ts', basename(folder), '--concurrency', '2', '--afresh'],
  }));

/** Every check of `npm test`, then the long simulations, fault runs and benches that do not fit its ten minutes. */
const long: readonly Check[] = [
  {
    name: 'long',
    shows: 'the simulations and model runs in full',
    command: ['vitest', 'run', '--testTimeout=1800000'],
    environment: { MERITKIT_LONG: '1' },
  },
  { name: 'bench', shows: 'every bench runs; goals are reported, not decided', command: ['node', 'scripts/bench.ts'] },
];

const started = performance.now();
const results = [];
for (const check of [...checks, ...long, ...mutation]) results.push(await runCheck(check));
report(results, performance.now() - started);
console.log(closingLine(results));
process.exit(results.every((result) => result.passed) ? 0 : 1);
