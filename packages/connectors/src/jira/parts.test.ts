import { latestRevisions } from '@meritkit/core/facts';
import { describe, expect, it } from 'vitest';
import { confirmAll } from '../../testing/accounts.ts';
import { jiraIssue, openJiraIssue as open } from '../../testing/payloads.ts';
import { importJira, importJiraEvents, importTrello } from '../index.ts';

const accounts = confirmAll(['a-7', 'a-8'].map((account) => ({ system: 'jira', account })));

describe('parts of an export', () => {
  it('changes whose issue was not given are told', () => {
    const { rejections, records } = importJira({ changelogs: [{ issue: '99', histories: [{}, {}] }], accounts });
    expect(rejections.map(({ code, place }) => [code, place.list, place.index, place.ref])).toEqual([
      ['connectors/missing-context', 'changelogs', 0, '99'],
    ]);
    expect(records).toBe(1);
  });

  it('worklogs that a search left out are unknown, not nothing', () => {
    const many = { ...jiraIssue, fields: { ...jiraIssue.fields, worklog: { ...jiraIssue.fields.worklog, total: 25 } } };
    const missing = (options: object) =>
      importJira({ issues: [many], accounts, ...options }).rejections.filter(
        ({ place }) => place.path?.[1] === 'worklog',
      );
    expect(missing({}).map(({ code, detail }) => [code, detail])).toEqual([
      ['connectors/missing-context', '1 of 25 worklogs of PAY-118 were given: the others are unknown'],
    ]);
    const worklogs = Array.from({ length: 25 }, (_, id) => ({
      id: String(id),
      issueId: '10063',
      author: { accountId: 'a-7' },
      started: '2026-11-03T09:00:00.000+0800',
      timeSpentSeconds: 60,
    }));
    expect(missing({ worklogs })).toEqual([]);
  });

  it('an issue on two pages is one piece of work, as it was changed last', () => {
    const done = {
      ...open,
      fields: { ...open.fields, updated: '2026-11-04T09:00:00.000+0800', status: { name: 'Done' } },
    };
    const items = (issues: readonly unknown[]) => importJira({ issues, accounts }).workItems.map(({ id }) => id);
    expect(items([open, open])).toEqual(['PAY-1']);
    expect([items([open, done]), items([done, open])]).toEqual([[], []]);
  });

  it('and so is a card', () => {
    const card = { id: 'c', name: 'n', idList: 'l', dateLastActivity: '2026-11-20T10:00:00Z' };
    const later = { ...card, dateLastActivity: '2026-11-21T10:00:00Z', dueComplete: true };
    const items = (cards: readonly unknown[]) =>
      importTrello({ cards, accounts: [], settings: { timeZone: 'UTC' } }).workItems.map(({ id }) => id);
    expect(items([card, card])).toEqual(['c']);
    expect([items([card, later]), items([later, card])]).toEqual([[], []]);
  });
});

it('what was counted is taken back, though the issue went to somebody whom nobody has mapped', () => {
  const histories: readonly unknown[] = jiraIssue.changelog.histories;
  const reopened = {
    ...jiraIssue,
    fields: {
      ...jiraIssue.fields,
      status: { name: 'In Progress' },
      resolutiondate: null,
      updated: '2026-11-06T10:00:00.000+0800',
      assignee: { accountId: 'new' },
    },
    changelog: {
      total: 3,
      histories: [
        ...histories,
        {
          id: '3',
          created: '2026-11-06T10:00:00.000+0800',
          items: [
            { field: 'resolution', from: '1', to: null },
            { field: 'status', fromString: 'Done', toString: 'In Progress' },
            { field: 'assignee', from: 'a-7', to: 'new' },
          ],
        },
      ],
    },
  };
  const completed = (issues: readonly unknown[]) =>
    latestRevisions(importJira({ issues, accounts }).facts).filter(({ kind }) => kind === 'issue-completed');
  expect(completed([jiraIssue]).map(({ personId }) => personId)).toEqual(['person-a-7']);
  expect(completed([jiraIssue, reopened])).toEqual([]);
});

it('a webhook of the reopening alone takes back what was counted', () => {
  const reopened = { ...jiraIssue.fields, status: { name: 'In Progress' }, resolutiondate: null };
  const event = {
    webhookEvent: 'jira:issue_updated',
    issue: { ...jiraIssue, changelog: undefined, fields: { ...reopened, updated: '2026-11-06T10:00:00.000+0800' } },
    changelog: { id: '3', items: [{ field: 'status', fromString: 'Done', toString: 'In Progress' }] },
  };
  const facts = [
    ...importJira({ issues: [jiraIssue], accounts }).facts,
    ...importJiraEvents({ events: [event], accounts }).facts,
  ];
  expect(latestRevisions(facts).map(({ kind }) => kind)).not.toContain('issue-completed');
});
