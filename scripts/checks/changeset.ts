import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

/**
 * A change to published code needs a changeset. Compared with the last release tag; before the first release, with
 * nothing: then one changeset must be waiting.
 */
const waiting = readdirSync(join(root, '.changeset')).filter((name) => name.endsWith('.md') && name !== 'README.md');
const tag = lastTag();
const changed = tag === undefined ? ['(first release)'] : publishedChanges(tag);
const passed = changed.length === 0 || waiting.length > 0;
console.log(
  passed
    ? `${waiting.length} changesets for ${changed.length} changed files`
    : `changed without a changeset:\n${changed.join('\n')}`,
);
process.exit(passed ? 0 : 1);

function git(...given: readonly string[]): string {
  return execFileSync('git', given, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

function lastTag(): string | undefined {
  try {
    return git('describe', '--tags', '--abbrev=0');
  } catch {
    return undefined;
  }
}

function publishedChanges(since: string): readonly string[] {
  return git('diff', '--name-only', `${since}..HEAD`, '--', 'packages/*/src', 'packages/*/package.json')
    .split('\n')
    .filter((file) => file !== '' && !/\.test(-d)?\.tsx?$/.test(file));
}
