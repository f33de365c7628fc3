import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packAll } from './pack.ts';

/** publint (strict) and attw on the tarballs themselves: all four resolutions, node10 included, must find code and types. */
const folder = mkdtempSync(join(tmpdir(), 'meritkit-shape-'));
let failed = 0;
try {
  for (const tarball of packAll(folder)) {
    const problems = [
      run('publint', ['run', tarball.file, '--strict']),
      run('attw', [tarball.file, '--format', 'table-flipped', '--no-color']),
    ].filter((problem) => problem !== undefined);
    console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${tarball.name}`);
    for (const problem of problems) console.error(problem);
    failed += problems.length;
  }
} finally {
  rmSync(folder, { recursive: true });
}
process.exit(failed === 0 ? 0 : 1);

function run(program: string, given: readonly string[]): string | undefined {
  const result = spawnSync(program, given, { encoding: 'utf8' });
  return result.status === 0 ? undefined : `${program}:\n${result.stdout}${result.stderr}`;
}
