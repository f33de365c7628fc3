import { parseArgs } from 'node:util';
import { isDate } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';

/** What the command line asks for. */
export interface Options {
  readonly once: boolean;
  readonly out: string;
  readonly gitLog: string | undefined;
  readonly repo: string | undefined;
  readonly jira: string | undefined;
  readonly asOf: string | undefined;
  readonly port: number;
  /** Where decisions are kept over a restart. */
  readonly data: string;
  readonly help: boolean;
}

export const usage = `Usage: npm run demo -- [options]

  (none)            serve the app on http://localhost:3000 (PORT or --port for another)
  --once            write report.en.html, report.zh-CN.html and result.json, then stop
  --out DIR         where --once writes (default: out)
  --git-log FILE    a git log with numstat, in the format of the connectors' guide
  --repo DIR        a git repository to read instead (default: this project's own)
  --jira DIR        a folder with a Jira export: issues.json, and changelogs.json, worklogs.json if there
  --data DIR        where decisions on demands are kept over a restart (default: .demo)
  --as-of DATE      the day the numbers are for (default: the newest day in the input)`;

/**
 * Reads the command line.
 *
 * @throws InvalidInputError `app/option` with the option's name as path
 */
export function readOptions(
  given: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Options {
  const { values } = parse(given);
  if (values['git-log'] !== undefined && values.repo !== undefined) {
    throw invalidInput('app/option', ['--repo'], 'give a log or a repository, not both');
  }
  const asOf = values['as-of'];
  if (asOf !== undefined && !isDate(asOf))
    throw invalidInput('app/option', ['--as-of'], `"${asOf}" is not a day such as 2026-11-22`);
  return {
    once: values.once === true,
    out: values.out ?? 'out',
    gitLog: values['git-log'],
    repo: values.repo,
    jira: values.jira,
    asOf,
    port: readPort(values.port ?? environment.PORT ?? '3000'),
    data: values.data ?? '.demo',
    help: values.help === true,
  };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      options: {
        once: { type: 'boolean' },
        out: { type: 'string' },
        'git-log': { type: 'string' },
        repo: { type: 'string' },
        jira: { type: 'string' },
        'as-of': { type: 'string' },
        port: { type: 'string' },
        data: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw invalidInput('app/option', [], error instanceof Error ? error.message : String(error));
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw invalidInput('app/option', ['--port'], `"${text}" is not a port`);
  return port;
}
