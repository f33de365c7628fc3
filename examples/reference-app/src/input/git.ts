import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gitLogFormat } from '@meritkit/connectors';
import { invalidInput } from '@meritkit/core/errors';
import type { Options } from '../options.ts';

/** This project's own folder. */
export const projectRoot = dirname(dirname(dirname(dirname(import.meta.dirname))));

/**
 * The git log to read: a file, a repository, or by default this project's own history.
 *
 * @throws InvalidInputError `app/no-git-log` when there is none to read
 */
export function readLogText(options: Pick<Options, 'gitLog' | 'repo'>): {
  readonly text: string;
  readonly name: string;
} {
  if (options.gitLog !== undefined)
    return { text: readFileText(options.gitLog, '--git-log'), name: nameOf(options.gitLog) };
  const repository = resolve(options.repo ?? projectRoot);
  if (!existsSync(join(repository, '.git'))) {
    throw invalidInput(
      'app/no-git-log',
      ['--repo'],
      `${repository} is no git repository; give one with --repo, or a log with --git-log`,
    );
  }
  try {
    const given = ['-c', 'core.quotePath=false', 'log', '--numstat', `--format=${gitLogFormat}`];
    return {
      text: execFileSync('git', given, {
        cwd: repository,
        encoding: 'utf8',
        maxBuffer: 1 << 30,
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
      name: nameOf(repository),
    };
  } catch (error) {
    const stderr = (error as { readonly stderr?: string }).stderr?.trim();
    throw invalidInput('app/no-git-log', ['--repo'], `git could not read ${repository}: ${stderr ?? String(error)}`);
  }
}

/** A text file, or a typed error that names the option. */
export function readFileText(file: string, option: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw invalidInput(
      'app/cannot-read',
      [option],
      `${file}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** The last part of a path: what a reader recognises, and the same wherever the folder lies. */
function nameOf(path: string): string {
  return resolve(path).split(/[\\/]/).at(-1) ?? path;
}
