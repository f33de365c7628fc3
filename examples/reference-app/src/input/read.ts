import { importGitLog, type JiraImport, parseGitLog, type RecordRejection } from '@meritkit/connectors';
import { instantText, parseInstant } from '@meritkit/core/dates';
import { latestRevisions } from '@meritkit/core/facts';
import type { Options } from '../options.ts';
import { authorId } from '../slice/contributions.ts';
import type { IssueFigures, LeftOut, RealInput } from '../slice/input.ts';
import { readLogText } from './git.ts';
import { readJiraFolder } from './jira.ts';

/**
 * Reads what the command line names: a git log, and a Jira export where there is one.
 *
 * @throws InvalidInputError `app/no-git-log`, `app/cannot-read`, `app/broken-json`, `app/not-a-jira-export`
 */
export function readRealInput(options: Pick<Options, 'gitLog' | 'repo' | 'jira'>): RealInput {
  const log = readLogText(options);
  const authors = authorsOf(log.text);
  const links = authors.map(({ email }) => ({
    schemaVersion: 1 as const,
    system: 'git',
    account: email,
    personId: authorId(email),
    status: 'confirmed' as const,
    revision: 0,
  }));
  const git = importGitLog({ text: log.text, accounts: links });
  const jira = options.jira === undefined ? undefined : readJiraFolder(options.jira);
  const facts = latestRevisions(git.facts);
  const instants = [...facts, ...(jira?.facts ?? [])].map((fact) => parseInstant(fact.at));
  const newest = instants.reduce((latest, instant) => Math.max(latest, instant), Number.NEGATIVE_INFINITY);
  const oldest = instants.reduce((earliest, instant) => Math.min(earliest, instant), Number.POSITIVE_INFINITY);
  return {
    authors,
    facts,
    issues: jira === undefined ? { resolved: [], open: 0 } : issueFigures(jira),
    records: { commits: git.records, issues: jira?.records ?? 0 },
    leftOut: countLeftOut([...git.rejections, ...(jira?.rejections ?? [])]),
    oldest: Number.isFinite(oldest) ? instantText(oldest) : null,
    newest: Number.isFinite(newest) ? instantText(newest) : null,
    names: {
      git: log.name,
      jira: options.jira === undefined ? null : (options.jira.split(/[\\/]/).filter(Boolean).at(-1) ?? options.jira),
    },
  };
}

function authorsOf(text: string): readonly { readonly name: string; readonly email: string }[] {
  const authors = new Map<string, { name: string; email: string; commits: number }>();
  for (const commit of parseGitLog(text).commits) {
    const email = commit.authorEmail.toLowerCase();
    const known = authors.get(email);
    authors.set(email, { name: known?.name ?? commit.authorName, email, commits: (known?.commits ?? 0) + 1 });
  }
  return [...authors.values()]
    .sort((one, other) => other.commits - one.commits || (one.email < other.email ? -1 : 1))
    .map(({ name, email }) => ({ name, email }));
}

function issueFigures(jira: JiraImport): IssueFigures {
  const resolved = latestRevisions(jira.facts)
    .filter((fact) => fact.kind === 'issue-lead-time')
    .map((fact) => ({ key: fact.source.ref, leadTimeMinutes: Number(fact.quantity) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  return { resolved, open: jira.workItems.length };
}

function countLeftOut(rejections: readonly RecordRejection[]): readonly LeftOut[] {
  const counts = new Map<string, LeftOut>();
  for (const { code, place } of rejections) {
    const firstPlace = `${place.system} ${place.list}[${place.index}]${place.ref === undefined ? '' : ` ${place.ref}`}`;
    const known = counts.get(code);
    counts.set(code, { code, count: (known?.count ?? 0) + 1, firstPlace: known?.firstPlace ?? firstPlace });
  }
  return [...counts.values()];
}
