import { performance } from 'node:perf_hooks';
import { checks } from './list.ts';
import { closingLine, report, runCheck } from './report.ts';

/**
 * Every check, cheapest first. All of them run even when one fails, so that one run tells everything; names given as
 * arguments pick some: `npm test -- lint unit`.
 */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(`No check is called ${unknown.join(', ')}. Checks: ${checks.map((check) => check.name).join(', ')}.`);
  process.exit(1);
}

const started = performance.now();
const results = [];
for (const check of checks.filter((item) => wanted.length === 0 || wanted.includes(item.name))) {
  results.push(await runCheck(check));
}
report(results, performance.now() - started);
console.log(closingLine(results));
process.exit(results.every((result) => result.passed) ? 0 : 1);
