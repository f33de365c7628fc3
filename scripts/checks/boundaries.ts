import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

/**
 * Runs the boundary rules, then plants an import of a sibling package and expects the rules to catch it: a rule that
 * matches nothing would pass for ever.
 */
const planted = join(root, 'packages/skills-matrix/src/planted-violation.ts');

const clean = cruise();
process.stdout.write(clean.output);

writeFileSync(planted, "export { scoreScorecard } from '../../performance-scoring/src/index.ts';\n");
let caught = false;
try {
  caught = cruise().output.includes('domain-packages-are-siblings');
} finally {
  rmSync(planted);
}
console.log(caught ? 'a planted sibling import is caught' : 'NOT CAUGHT: a planted sibling import');
process.exit(clean.passed && caught ? 0 : 1);

function cruise(): { readonly passed: boolean; readonly output: string } {
  const result = spawnSync('depcruise', ['--config', '.dependency-cruiser.mjs', 'packages', 'examples'], {
    cwd: root,
    encoding: 'utf8',
  });
  return { passed: result.status === 0, output: `${result.stdout}${result.stderr}` };
}
