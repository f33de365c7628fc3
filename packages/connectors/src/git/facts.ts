import { type AccountLink, lookUpAccounts } from '@meritkit/core/accounts';
import { createFact, type Fact, type FactAttributes } from '@meritkit/core/facts';
import { type Collector, createCollector } from '../shared/collect.ts';
import type { ImportResult } from '../shared/result.ts';
import { createGitLogParser, type GitCommit } from './parse.ts';

/** A log knows more of a commit than the code host's events do, so its fact replaces theirs. */
const logRevision = 1_000_000_000;

/** What an import of a git log needs beside the log. */
export interface GitLogOptions {
  /** Whose the e-mail addresses are; system `git`, account the address in lower case. */
  readonly accounts: readonly AccountLink[];
  /** The project the repository belongs to. */
  readonly projectId?: string;
  /** The repository's web address, for links to commits: `https://…/commit/<hash>`. */
  readonly commitUrl?: string;
}

/** An import that takes the log in pieces. */
export interface GitLogImport {
  readonly push: (text: string) => void;
  /** Ends the log and gives what was found. */
  readonly finish: () => ImportResult;
}

/**
 * Commits as facts of kind `commit`: one each, with lines by file extension and by top folder as attributes. Context
 * for skills and reports, never a target: lines written are no merit.
 *
 * @example
 * ```ts
 * import { importGitLog } from '@meritkit/connectors';
 *
 * const log = '\u001e' + ['a'.repeat(40), 'Lin', 'Lin@example.com', '2026-11-20T18:00:00+08:00', '2026-11-20T18:05:00+08:00', '', 'Retry'].join('\u001f') + '\n\n3\t1\tpay/retry.go\n';
 * const result = importGitLog({ text: log, accounts: [
 *   { schemaVersion: 1, system: 'git', account: 'lin@example.com', personId: 'lin', status: 'confirmed', revision: 0 },
 * ] });
 * result.facts[0]?.attributes; // { added: 3, deleted: 1, files: 1, binaryFiles: 0, merge: false, subject: 'Retry', … }
 * ```
 */
export function importGitLog(options: GitLogOptions & { readonly text: string }): ImportResult {
  const running = openGitLogImport(options);
  running.push(options.text);
  return running.finish();
}

/**
 * As `importGitLog`, for a log that arrives in pieces.
 *
 * @example
 * ```ts
 * import { openGitLogImport } from '@meritkit/connectors';
 *
 * const running = openGitLogImport({ accounts: [] });
 * running.push('');
 * running.finish().records; // 0
 * ```
 */
export function openGitLogImport(options: GitLogOptions): GitLogImport {
  const collector = createCollector(lookUpAccounts(options.accounts));
  let index = 0;
  const parser = createGitLogParser({
    onCommit: (commit) => {
      collectCommit(collector, commit, index, options);
      index += 1;
    },
    onProblem: ({ line, detail }) => {
      collector.record();
      collector.reject('connectors/invalid-record', { system: 'git', list: 'commits', index, line }, detail);
      index += 1;
    },
  });
  return {
    push: parser.push,
    finish: () => {
      parser.end();
      return collector.finish();
    },
  };
}

function collectCommit(collector: Collector, commit: GitCommit, index: number, options: GitLogOptions): void {
  collector.record();
  const place = { system: 'git', list: 'commits', index, line: commit.line, ref: commit.hash };
  const email = commit.authorEmail.toLowerCase();
  const owner = collector.ownerOf({ system: 'git', account: email, name: commit.authorName, email }, place);
  if (!owner.ok) collector.reject(owner.rejection.code, place, owner.rejection.detail);
  else collector.fact(commitFact(commit, owner, options));
}

function commitFact(
  commit: GitCommit,
  owner: { readonly personId: string; readonly revision: number },
  options: GitLogOptions,
): Fact {
  const { hash } = commit;
  const source =
    options.commitUrl === undefined
      ? { system: 'git', ref: hash }
      : { system: 'git', ref: hash, url: `${options.commitUrl}${hash}` };
  const fact = {
    personId: owner.personId,
    revision: logRevision + owner.revision,
    kind: 'commit',
    at: commit.authoredAt,
    quantity: '1',
    unit: 'count',
    source,
    attributes: attributesOf(commit),
  };
  return createFact(options.projectId === undefined ? fact : { ...fact, projectId: options.projectId });
}

function attributesOf(commit: GitCommit): FactAttributes {
  const byExtension = new Map<string, number>();
  const byFolder = new Map<string, number>();
  let added = 0;
  let deleted = 0;
  let binaryFiles = 0;
  for (const file of commit.files) {
    if (file.added === null || file.deleted === null) {
      binaryFiles += 1;
      continue;
    }
    added += file.added;
    deleted += file.deleted;
    const lines = file.added + file.deleted;
    const slash = file.path.indexOf('/');
    const folder = slash === -1 ? '.' : file.path.slice(0, slash);
    const extension = extensionOf(file.path);
    byExtension.set(extension, (byExtension.get(extension) ?? 0) + lines);
    byFolder.set(folder, (byFolder.get(folder) ?? 0) + lines);
  }
  return {
    added,
    deleted,
    files: commit.files.length,
    binaryFiles,
    byExtension: recordOf(byExtension),
    byFolder: recordOf(byFolder),
    merge: commit.parents.length > 1,
    subject: commit.subject,
    committedAt: commit.committedAt,
  };
}

/** Lines by name. A folder may have the one name that no record of a fact can have; its lines count under another. */
function recordOf(lines: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...lines].map(([name, count]) => [name === '__proto__' ? '(__proto__)' : name, count]));
}

/** A file's extension in lower case without its dot; the whole name where it has none, such as `dockerfile`. */
function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? name : name.slice(dot + 1);
}
