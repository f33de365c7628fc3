import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { root } from '../checks/root.ts';
import { scoreOf, survivorsOf } from './score.ts';

/** A package's mutation.json. */
interface MutationPlan {
  /** The files that carry the package's decisions. */
  readonly decides: readonly string[];
  /** The tests, as patterns from the package's folder, that hold them to account: quick ones. */
  readonly tests: readonly string[];
  /** What the tests read from the environment, such as fewer cases. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The least share of noticed defects, in percent. */
  readonly goal: number;
}

/**
 * `node scripts/mutation/run.ts <package> [--only src/a.ts,src/b.ts] [--concurrency 2]`: plants small defects in the
 * files that carry a package's decisions (its mutation.json names them) and counts those that its tests notice.
 * Survivors are listed in node_modules/.cache/mutation/<package>.txt; verdicts are kept there for the next run, and
 * written to <package>.log as they come.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, concurrency: { type: 'string', default: '1' }, afresh: { type: 'boolean' } },
});
const [name] = positionals;
if (name === undefined || !existsSync(join(root, 'packages', name, 'mutation.json'))) {
  console.error('usage: node scripts/mutation/run.ts <package with a mutation.json> [--only files] [--concurrency n]');
  process.exit(2);
}

const cache = join(root, 'node_modules', '.cache', 'mutation');
mkdirSync(cache, { recursive: true });
process.chdir(join(root, 'packages', name));
const plan: MutationPlan = JSON.parse(readFileSync('mutation.json', 'utf8'));
const journal = join(cache, `${name}.log`);
Object.assign(process.env, { TZ: 'Pacific/Chatham', MERITKIT_MUTATION_JOURNAL: journal }, plan.environment);
const decides = values.only === undefined ? plan.decides : values.only.split(',');
// The first test that notices a defect ends its run: those beside the files asked for first, laws last.
const folders = new Set(decides.map((file) => dirname(file)));
const place = (file: string) => `${folders.has(dirname(file)) ? 0 : 1}${file.includes('.property.') ? 1 : 0}${file}`;
const tests = plan.tests
  .flatMap((pattern) => globSync(pattern))
  .sort((one, other) => (place(one) < place(other) ? -1 : 1));

const began = performance.now();
const all = await new Stryker({
  configFile: join(root, 'scripts', 'mutation', 'stryker.json'),
  plugins: ['runner.ts', 'journal.ts'].map((file) => join(root, 'scripts', 'mutation', file)),
  mochaOptions: { spec: tests, require: [join(root, 'scripts', 'mutation', 'register.ts')] },
  mutate: [...decides],
  concurrency: Number(values.concurrency),
  incrementalFile: join(cache, `${name}.json`),
  force: values.afresh === true,
  reporters: process.stdout.isTTY ? ['progress-append-only', 'journal'] : ['journal'],
  // As deep as the package itself, so that what a test reads beside its package is where it expects it.
  tempDirName: join('..', '..', `.mutation-${name}`),
}).runMutationTest();

// Verdicts kept from earlier runs of other files come along.
const results = all.filter((one) => decides.includes(relative(process.cwd(), one.fileName)));
writeFileSync(join(cache, `${name}.txt`), survivorsOf(results, process.cwd()));
const score = scoreOf(results, process.cwd());
for (const line of score.lines) console.log(line);
console.log(
  `${name}: ${score.percent.toFixed(1)} % of ${score.counted} defects noticed (goal ${plan.goal} %, ${Math.round((performance.now() - began) / 1000)} s), survivors in ${join(cache, `${name}.txt`)}`,
);
if (values.only === undefined && score.percent < plan.goal) process.exitCode = 1;
