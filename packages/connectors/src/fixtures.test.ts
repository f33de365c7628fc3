import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccountLink } from '@meritkit/core/accounts';
import { parseInstant } from '@meritkit/core/dates';
import { latestRevisions } from '@meritkit/core/facts';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedPath } from '../../../scripts/shared-data.ts';
import { confirmAll } from '../testing/accounts.ts';
import {
  type ImportResult,
  importDingTalkEvents,
  importFeishuMeetings,
  importGitHub,
  importGitHubEvents,
  importGitLab,
  importGitLabEvents,
  importGitLog,
  importJira,
  importJiraEvents,
  importTable,
  importTrello,
  readCsv,
} from './index.ts';

type Accounts = readonly AccountLink[];
type Reader = (records: readonly unknown[], accounts: Accounts) => ImportResult;
const folder = sharedPath('data/fixtures');
const text = (file: string) => readFileSync(join(folder, file), 'utf8');
const repository = 'user018/ants';

/** A CSV table of the delivery sets, read as facts by a mapping of our own. */
const table =
  (mapping: { readonly ref: string; readonly person: string; readonly at: string }): Reader =>
  (records, accounts) =>
    importTable({
      records,
      accounts,
      mapping: {
        system: 'delivery',
        ref: [mapping.ref],
        kind: { value: 'row' },
        person: { column: mapping.person },
        at: { column: mapping.at, timeZone: 'UTC' },
        unit: 'count',
      },
    });

const jira = (list: 'issues' | 'worklogs' | 'sprints' | 'users') => (records: readonly unknown[], accounts: Accounts) =>
  importJira({ [list]: records, accounts });
const github =
  (list: 'issues' | 'pullRequests' | 'reviews' | 'commits') => (records: readonly unknown[], accounts: Accounts) =>
    importGitHub({ repository, [list]: records, accounts });
const gitlab = (list: 'issues' | 'mergeRequests') => (records: readonly unknown[], accounts: Accounts) =>
  importGitLab({ [list]: records, accounts });
const trello = (list: 'cards' | 'lists' | 'labels' | 'members') => (records: readonly unknown[], accounts: Accounts) =>
  importTrello({ [list]: records, accounts, settings: { timeZone: 'UTC' } });

/** Who reads which file. */
const readers: Readonly<Record<string, Reader>> = {
  'dingtalk/callback_vector.json': ([vector], accounts) =>
    importDingTalkEvents({ events: [JSON.parse((vector as { expect: string }).expect)], accounts }),
  'feishu/meeting_top_user.json': (users, accounts) =>
    importFeishuMeetings({ users, accounts, period: { from: '2022-08-01T00:00:00Z', to: '2022-09-01T00:00:00Z' } }),
  'git/dora_cicd_deployment_commits.csv': table({ ref: 'id', person: 'repo_url', at: 'started_date' }),
  'git/dora_pull_request_comments.csv': table({ ref: 'id', person: 'account_id', at: 'created_date' }),
  'git/dora_pull_request_commits.csv': table({
    ref: 'commit_sha',
    person: 'pull_request_id',
    at: 'commit_authored_date',
  }),
  'git/dora_pull_requests.csv': table({ ref: 'id', person: 'author_id', at: 'created_date' }),
  'git/go-gitlab_numstat_300.txt': ([log], accounts) => importGitLog({ text: String(log), accounts }),
  'github/issues.json': github('issues'),
  'github/pr_commits.json': github('commits'),
  'github/pull_requests.json': github('pullRequests'),
  'github/reviews.json': github('reviews'),
  'gitlab/issues.json': gitlab('issues'),
  'gitlab/merge_requests.json': gitlab('mergeRequests'),
  'jira/changelogs.json': (histories, accounts) =>
    importJira({
      issues: [{ id: '1', key: 'EE-1', fields: { created: '2020-01-01T00:00:00.000+0800' } }],
      changelogs: [{ issue: 'EE-1', histories }],
      accounts,
    }),
  'jira/issues.json': jira('issues'),
  'jira/sprints.json': jira('sprints'),
  'jira/users.json': jira('users'),
  'jira/worklogs.json': jira('worklogs'),
  'trello/cards.json': trello('cards'),
  'trello/labels.json': trello('labels'),
  'trello/lists.json': trello('lists'),
  'trello/members.json': trello('members'),
};

/** Files that are no records: what others expect, and tables that join other tables. */
const notRecords = /ORACLE_|SOURCES|challenge_vector|dora_(cicd_scopes|commits_diffs|project_mapping|repos)\.csv$/;

function readerOf(file: string): Reader | undefined {
  if (file.startsWith('github/webhook_')) {
    return (payloads, accounts) => importGitHubEvents({ events: payloads.map((payload) => ({ payload })), accounts });
  }
  if (file.startsWith('gitlab-webhook/')) return (events, accounts) => importGitLabEvents({ events, accounts });
  if (file.startsWith('jira-webhook/')) return (events, accounts) => importJiraEvents({ events, accounts });
  return readers[file];
}

function recordsOf(file: string): readonly unknown[] {
  if (file.endsWith('.txt')) return [text(file)];
  if (file.endsWith('.csv')) {
    const [header, ...rows] = readCsv({ text: text(file) }).rows;
    return rows.map(({ cells }) => Object.fromEntries(header!.cells.map((name, index) => [name, cells[index]])));
  }
  const parsed: unknown = JSON.parse(text(file));
  return Array.isArray(parsed) ? parsed : [parsed];
}

const files = hasShared
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(json|csv|txt)$/.test(file))
      .sort()
  : [];

describe.runIf(hasShared)('payloads that the tools really sent', () => {
  it('every file has its reader', () => {
    expect(files.filter((file) => !notRecords.test(file) && readerOf(file) === undefined)).toEqual([]);
    expect(files.length).toBeGreaterThan(40);
  });

  it.each(files.filter((file) => !notRecords.test(file)))(
    '%s: every record is read, or rejected with its place and reason',
    (file) => {
      const read = readerOf(file)!;
      for (const record of recordsOf(file)) {
        const known = confirmAll(read([record], []).accounts);
        const result = read([record], known);
        const extra = result as ImportResult & {
          readonly sprints?: readonly unknown[];
          readonly workItems?: readonly unknown[];
        };
        const said =
          result.facts.length +
          result.rejections.length +
          result.accounts.length +
          (extra.sprints?.length ?? 0) +
          (extra.workItems?.length ?? 0);
        // Lists and labels of a board stand behind its cards.
        if (!/trello\/(lists|labels)/.test(file)) expect(said).toBeGreaterThan(0);
        for (const rejection of result.rejections) {
          expect(rejection).toMatchObject({
            code: expect.stringMatching(/^connectors\//),
            place: { list: expect.any(String), index: expect.any(Number) },
          });
          expect(rejection.detail).not.toBe('');
          expect([
            'connectors/invalid-record',
            'connectors/unreadable',
            'connectors/unknown-event',
            'connectors/unmapped-account',
          ]).not.toContain(rejection.code);
        }
      }
    },
  );

  it.each(files.filter((file) => !notRecords.test(file)))(
    '%s: read again, in another order, it changes nothing',
    (file) => {
      const read = readerOf(file)!;
      const records = recordsOf(file);
      const known = confirmAll(read(records, []).accounts);
      const once = latestRevisions(read(records, known).facts);
      const again = latestRevisions([...read([...records].reverse(), known).facts, ...read(records, known).facts]);
      expect(again).toEqual(once);
      expect(JSON.parse(JSON.stringify(once))).toEqual(structuredClone(once));
    },
  );
});

describe.runIf(hasShared)('what others made of the same payloads', () => {
  it('pull requests of GitHub: merged or not, by whom, when', () => {
    const [header, ...rows] = readCsv({ text: text('github/ORACLE_pull_requests.csv') }).rows;
    const at = (name: string) => header!.cells.indexOf(name);
    const expected = new Map(rows.map(({ cells }) => [Number(cells[at('pull_request_key')]), cells] as const));
    const known = confirmAll(
      importGitHub({ repository, pullRequests: recordsOf('github/pull_requests.json'), accounts: [] }).accounts,
    );
    const { facts, delivery } = importGitHub({
      repository,
      pullRequests: recordsOf('github/pull_requests.json'),
      accounts: known,
    });
    expect(delivery.changes).toHaveLength(5);
    for (const change of delivery.changes) {
      const cells = expected.get(change.number)!;
      const merged = cells[at('merged_date')] ?? '';
      expect(change.mergedAt === null ? '' : parseInstant(change.mergedAt)).toBe(
        merged === '' ? '' : parseInstant(merged),
      );
      expect(parseInstant(change.createdAt)).toBe(parseInstant(cells[at('created_date')]!));
      expect(change.mergeCommit).toBe(cells[at('merge_commit_sha')]);
      const fact = facts.find((one) => one.source.ref === change.id);
      expect(fact?.personId).toBe(merged === '' ? undefined : `person-${cells[at('author_name')]}`);
    }
  });

  it('commits of git: as many as records, as many lines as git counted', () => {
    const log = text('git/go-gitlab_numstat_300.txt');
    const known = confirmAll(importGitLog({ text: log, accounts: [] }).accounts);
    const { facts } = importGitLog({ text: log, accounts: known });
    const counts = [...log.matchAll(/^(\d+)\t(\d+)\t/gm)];
    const sum = (name: 'added' | 'deleted') => facts.reduce((all, fact) => all + Number(fact.attributes[name]), 0);
    expect(facts).toHaveLength(300);
    expect(sum('added')).toBe(counts.reduce((all, [, added]) => all + Number(added), 0));
    expect(sum('deleted')).toBe(counts.reduce((all, [, , deleted]) => all + Number(deleted), 0));
  });
});
