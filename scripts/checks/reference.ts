import { spawnSync } from 'node:child_process';
import { root } from './root.ts';

/** Typedoc over every public entry; a warning (an unexported type, a broken reference) fails. */
const result = spawnSync('typedoc', ['--options', 'typedoc.json', '--treatWarningsAsErrors'], {
  cwd: root,
  encoding: 'utf8',
});
const output = `${result.stdout}${result.stderr}`;
console.log(output.split('\n').slice(-60).join('\n'));
process.exit(result.status ?? 1);
