import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { hasShared, sharedRoot } from '../shared-data.ts';
import { root } from './root.ts';

/** Says in one line which tests leave something out because the reference data are not there; in CI that is a failure. */
const users = [...testFiles(join(root, 'packages')), ...testFiles(join(root, 'examples'))]
  .filter((file) => /from '[^']*shared-data\.ts'/.test(readFileSync(file, 'utf8')))
  .map((file) => relative(root, file));

if (hasShared) {
  console.log(`reference data in ${relative(root, sharedRoot)}, used by ${users.length} test files`);
} else {
  console.log(`No reference data in ${sharedRoot} (MERITKIT_SHARED): left out in part are ${users.join(', ')}.`);
  if (process.env.MERITKIT_SHARED_REQUIRED === '1') {
    console.error('They are required here (MERITKIT_SHARED_REQUIRED=1).');
    process.exitCode = 1;
  }
}

function* testFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !['node_modules', 'dist'].includes(entry.name)) yield* testFiles(path);
    else if (entry.isFile() && /\.test\.tsx?$/.test(entry.name)) yield path;
  }
}
