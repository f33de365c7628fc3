import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { importJira, type JiraImport } from '@meritkit/connectors';
import type { AccountLink } from '@meritkit/core/accounts';
import { invalidInput } from '@meritkit/core/errors';
import { readFileText } from './git.ts';

/**
 * A folder with what Jira's REST API returned: `issues.json`, and `worklogs.json`, `sprints.json`, `users.json` if there.
 * Accounts keep their own ids: nobody has said yet whose they are.
 *
 * @throws InvalidInputError `app/cannot-read`, `app/broken-json`, `app/not-a-jira-export` with the file as path
 */
export function readJiraFolder(folder: string): JiraImport {
  const issues = readList(folder, 'issues.json');
  if (issues === undefined) throw invalidInput('app/not-a-jira-export', ['--jira'], `${folder} has no issues.json`);
  const input = {
    issues,
    worklogs: readList(folder, 'worklogs.json') ?? [],
    sprints: readList(folder, 'sprints.json') ?? [],
    users: readList(folder, 'users.json') ?? [],
  };
  return importJira({ ...input, accounts: accountsIn(input) });
}

function readList(folder: string, name: string): readonly unknown[] | undefined {
  const file = join(folder, name);
  if (!existsSync(file)) return undefined;
  const value = parseJson(readFileText(file, '--jira'), name);
  if (Array.isArray(value)) return value;
  // Jira's own search answers wrap the list.
  const wrapped = (value as Readonly<Record<string, unknown>> | null)?.[name.replace('.json', '')];
  if (Array.isArray(wrapped)) return wrapped;
  throw invalidInput('app/not-a-jira-export', ['--jira', name], `${name} holds no list`);
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalidInput(
      'app/broken-json',
      ['--jira', name],
      `${name} is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function accountsIn(input: unknown): readonly AccountLink[] {
  const accounts = new Set(
    [...JSON.stringify(input).matchAll(/"accountId":"([^"\\]+)"/g)].map((match) => match[1] ?? ''),
  );
  return [...accounts].sort().map((account) => ({
    schemaVersion: 1,
    system: 'jira',
    account,
    personId: `jira:${account}`,
    status: 'confirmed',
    revision: 0,
  }));
}
