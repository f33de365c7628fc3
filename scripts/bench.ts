import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { packageFolders } from './checks/root.ts';

/**
 * Every package's bench, one after another, so that none disturbs another. `--json` prints one line per goal and
 * nothing else; `--quick` keeps each under 50 s; names pick packages: `npm run bench -- rewards-ledger --quick`.
 */
const flags = process.argv.slice(2).filter((item) => item.startsWith('--'));
const names = process.argv.slice(2).filter((item) => !item.startsWith('--'));
if (!flags.includes('--json')) {
  console.log(
    `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`,
  );
}
let failed = 0;
for (const folder of packageFolders()) {
  const file = join(folder, 'bench/run.ts');
  if (!existsSync(file) || (names.length > 0 && !names.includes(basename(folder)))) continue;
  if (!flags.includes('--json')) console.log(`\n── ${basename(folder)}`);
  const result = spawnSync(process.execPath, ['--expose-gc', file, ...flags], { cwd: folder, stdio: 'inherit' });
  if (result.status !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
