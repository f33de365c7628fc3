import { isDate } from '@meritkit/core/dates';
import { pathOf } from './path.ts';

/**
 * The format to ask git for. A record begins with 0x1e; fields are separated by 0x1f; the files follow by
 * `--numstat`: `git -c core.quotePath=false log --numstat --format='…'`.
 */
export const gitLogFormat = '%x1e%H%x1f%an%x1f%ae%x1f%aI%x1f%cI%x1f%P%x1f%s';

/** One file of a commit. Null lines: git counts none in a binary file. */
export interface GitFileChange {
  readonly path: string;
  readonly added: number | null;
  readonly deleted: number | null;
}

/** One commit as the log tells it. */
export interface GitCommit {
  readonly hash: string;
  readonly authorName: string;
  readonly authorEmail: string;
  readonly authoredAt: string;
  readonly committedAt: string;
  readonly parents: readonly string[];
  readonly subject: string;
  readonly files: readonly GitFileChange[];
  /** The line of the text on which the record begins, from 1. */
  readonly line: number;
}

/** A record of the log that is no commit. */
export interface GitLogProblem {
  readonly line: number;
  readonly detail: string;
}

/** A parser that takes the log in pieces of any size. */
export interface GitLogParser {
  readonly push: (text: string) => void;
  readonly end: () => void;
}

/**
 * Parses `git log --numstat` in `gitLogFormat` while it arrives: memory holds one commit at a time.
 *
 * @example
 * ```ts
 * import { createGitLogParser } from '@meritkit/connectors';
 *
 * const subjects: string[] = [];
 * const parser = createGitLogParser({ onCommit: (commit) => subjects.push(commit.subject), onProblem: () => undefined });
 * parser.push('\u001e' + ['a'.repeat(40), 'Lin', 'lin@example.com', '2026-11-20T18:00:00+08:00', '2026-11-20T18:00:00+08:00', '', 'Retry'].join('\u001f') + '\n\n3\t1\tpay');
 * parser.push('.go\n');
 * parser.end();
 * subjects; // ['Retry']
 * ```
 */
export function createGitLogParser(handlers: {
  readonly onCommit: (commit: GitCommit) => void;
  readonly onProblem: (problem: GitLogProblem) => void;
}): GitLogParser {
  let rest = '';
  let line = 0;
  let open: { commit: GitCommit; files: GitFileChange[] } | null = null;
  let broken = false;

  const close = () => {
    if (open !== null) handlers.onCommit({ ...open.commit, files: open.files });
    open = null;
  };
  const fail = (detail: string) => {
    // The first thing wrong with a record tells; what follows it until the next record is not told line by line.
    if (!broken) handlers.onProblem({ line, detail });
    broken = true;
    open = null;
  };
  const take = (text: string) => {
    line += 1;
    if (text.charCodeAt(0) === 0x1e) {
      close();
      broken = false;
      const commit = readHeader(text, line);
      if (typeof commit === 'string') fail(commit);
      else open = { commit, files: [] };
      return;
    }
    if (text === '' || text === '\r' || broken) return;
    const file = open === null ? null : readNumstat(text);
    if (file === null) fail(open === null ? 'a line stands before the first record' : 'not a line of --numstat');
    else open?.files.push(file);
  };
  const push = (text: string) => {
    const all = rest === '' ? text : rest + text;
    let from = 0;
    for (let at = all.indexOf('\n', from); at !== -1; at = all.indexOf('\n', from)) {
      take(all.slice(from, at));
      from = at + 1;
    }
    rest = all.slice(from);
  };
  return {
    push,
    end: () => {
      if (rest !== '') take(rest);
      rest = '';
      close();
    },
  };
}

/**
 * A whole log at once.
 *
 * @example
 * ```ts
 * import { parseGitLog } from '@meritkit/connectors';
 *
 * parseGitLog('no log at all').problems; // [{ line: 1, detail: 'a line stands before the first record' }]
 * ```
 */
export function parseGitLog(text: string): {
  readonly commits: readonly GitCommit[];
  readonly problems: readonly GitLogProblem[];
} {
  const commits: GitCommit[] = [];
  const problems: GitLogProblem[] = [];
  const parser = createGitLogParser({
    onCommit: (commit) => commits.push(commit),
    onProblem: (problem) => problems.push(problem),
  });
  parser.push(text);
  parser.end();
  return { commits, problems };
}

/** What `%aI` and `%cI` print. */
const instantShape = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:(?:0\d|1[0-7]):[0-5]\d|18:00))$/;

function isInstant(text: string): boolean {
  return instantShape.test(text) && isDate(text.slice(0, 10));
}

function readHeader(text: string, line: number): GitCommit | string {
  const fields = (text.endsWith('\r') ? text.slice(1, -1) : text.slice(1)).split('\u001f');
  if (fields.length < 7) return `a record has 7 fields, this one ${fields.length}`;
  const [hash = '', authorName = '', authorEmail = '', authoredAt = '', committedAt = '', parents = ''] = fields;
  if (!/^[0-9a-f]{7,64}$/.test(hash)) return `"${hash}" is no commit hash`;
  if (!isInstant(authoredAt)) return `"${authoredAt}" is no instant with offset`;
  if (committedAt !== authoredAt && !isInstant(committedAt)) return `"${committedAt}" is no instant with offset`;
  return {
    hash,
    authorName,
    authorEmail,
    authoredAt,
    committedAt,
    parents: parents === '' ? [] : parents.split(' '),
    subject: fields.length === 7 ? (fields[6] ?? '') : fields.slice(6).join('\u001f'),
    files: [],
    line,
  };
}

function readNumstat(text: string): GitFileChange | null {
  const first = text.indexOf('\t');
  const second = first === -1 ? -1 : text.indexOf('\t', first + 1);
  if (second === -1) return null;
  const added = readCount(text, 0, first);
  const deleted = readCount(text, first + 1, second);
  if (added === undefined || deleted === undefined) return null;
  const path = text.endsWith('\r') ? text.slice(second + 1, -1) : text.slice(second + 1);
  return path === '' ? null : { path: pathOf(path), added, deleted };
}

/** Digits as a number; null for the `-` of a binary file; undefined for anything else. */
function readCount(text: string, from: number, to: number): number | null | undefined {
  if (to - from === 1 && text.charCodeAt(from) === 0x2d) return null;
  if (to === from) return undefined;
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return Number.isSafeInteger(value) ? value : undefined;
}
