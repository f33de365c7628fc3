import { type Fact, latestRevisions } from '@meritkit/core/facts';
import { createMemoryFactStore } from '@meritkit/core/memory';
import { describe, expect, it } from 'vitest';
import { confirmAll } from '../testing/accounts.ts';
import { githubEvents, githubIssue, gitlabEvents, pullRequest } from '../testing/payloads.ts';
import { importGitHub, importGitHubEvents, importGitLab, importGitLabEvents } from './index.ts';

const repository = 'acme/pay';
const accounts = confirmAll([
  { system: 'github', account: 'lin' },
  { system: 'github', account: 'zhao' },
  { system: 'gitlab', account: 'lin' },
  { system: 'git', account: 'lin@x.y' },
]);
const { additions: _a, deletions: _d, changed_files: _f, ...listed } = pullRequest;

async function held(...batches: readonly (readonly Fact[])[]): Promise<readonly Fact[]> {
  const store = createMemoryFactStore({ tenantId: 'a' });
  for (const [index, facts] of batches.entries()) await store.putFacts({ facts, key: `k${index}` });
  return (await store.listFacts({ filter: {}, page: { cursor: null, limit: 100 } })).items;
}

describe('one second of a code host', () => {
  const event = importGitHubEvents({ events: githubEvents, accounts }).facts;
  const rest = importGitHub({ repository, pullRequests: [listed], issues: [githubIssue], accounts }).facts;

  it('told by a webhook and by the list of pull requests is stored in any order, and nothing known is lost', async () => {
    const one = await held(event, rest);
    expect(await held(rest, event)).toEqual(one);
    const merged = one.filter((fact) => fact.kind === 'change-merged');
    expect(merged.map((fact) => fact.attributes.added)).toEqual([12]);
    expect(latestRevisions([...rest, ...event])).toEqual(one);
  });

  it('with two edits is stored in any order, and the next second goes before both', async () => {
    const issue = (labels: readonly string[], at: string) =>
      importGitHubEvents({
        events: [
          {
            event: 'issues',
            payload: {
              action: 'labeled',
              repository: { full_name: repository },
              issue: { ...githubIssue, updated_at: at, labels: labels.map((name) => ({ name })) },
            },
          },
        ],
        accounts,
      }).facts;
    const [none, bug] = [issue([], '2026-11-20T10:00:00Z'), issue(['bug'], '2026-11-20T10:00:00Z')];
    expect(await held(none, bug)).toEqual(await held(bug, none));
    const later = issue(['later'], '2026-11-20T10:00:01Z');
    for (const facts of [await held(none, bug, later), await held(later, bug, none)]) {
      expect(facts.map((fact) => fact.attributes.labels)).toEqual([['later'], ['later']]);
    }
  });

  it('of a list that is read again under new settings or accounts replaces what was read before', async () => {
    const again = importGitHub({
      repository,
      issues: [githubIssue],
      accounts,
      settings: { revision: 1, projects: { [repository]: 'pay' } },
    }).facts;
    expect((await held(rest, again)).find((fact) => fact.kind === 'issue-completed')?.projectId).toBe('pay');
    const moved = accounts.map((link) => ({ ...link, revision: 1, personId: 'other' }));
    const other = importGitHub({ repository, issues: [githubIssue], accounts: moved }).facts;
    expect(
      new Set((await held(other, rest)).filter((fact) => fact.kind !== 'change-merged').map((fact) => fact.personId)),
    ).toEqual(new Set(['other']));
  });

  it('in which an issue is given to somebody else leaves nothing with the first', async () => {
    const event = (action: string, at: string, assignees: readonly string[], assignee: string) => ({
      event: 'issues',
      payload: {
        action,
        repository: { full_name: repository },
        assignee: { login: assignee },
        issue: { ...githubIssue, updated_at: at, assignees: assignees.map((login) => ({ login })) },
      },
    });
    const events = [
      event('assigned', '2026-11-20T10:00:00Z', ['Lin'], 'Lin'),
      event('assigned', '2026-11-20T10:00:01Z', ['Lin', 'zhao'], 'zhao'),
      event('unassigned', '2026-11-20T10:00:02Z', ['zhao'], 'Lin'),
    ];
    for (const order of [events, [...events].reverse()]) {
      const facts = await held(importGitHubEvents({ events: order, accounts }).facts);
      expect(new Set(facts.map((fact) => fact.personId))).toEqual(new Set(['person-zhao']));
    }
  });

  it('in which an issue of GitLab is given to somebody else leaves nothing with the first', async () => {
    const [lin, zhao] = [
      { id: 7, username: 'lin', name: 'Lin' },
      { id: 8, username: 'zhao', name: 'Zhao' },
    ];
    const links = [...accounts, ...confirmAll([{ system: 'gitlab', account: 'zhao' }])];
    const event = (second: number, assignees: readonly object[], previous: readonly object[]) => ({
      ...gitlabEvents[1],
      assignees,
      object_attributes: { ...gitlabEvents[1]?.object_attributes, updated_at: `2026-11-20 10:00:0${second} UTC` },
      changes: { assignees: { previous, current: assignees } },
    });
    const events = [event(0, [lin], []), event(1, [zhao], [lin])];
    for (const order of [events, [...events].reverse()]) {
      const facts = await held(importGitLabEvents({ events: order, accounts: links }).facts);
      expect(new Set(facts.map((fact) => fact.personId))).toEqual(new Set(['person-zhao']));
    }
  });

  it('told by GitLab twice is stored in any order', async () => {
    const events = importGitLabEvents({ events: gitlabEvents, accounts }).facts;
    const lists = importGitLab({
      mergeRequests: [
        {
          id: 1,
          iid: 3,
          title: 'Retry',
          state: 'merged',
          created_at: '2026-11-19T10:00:00Z',
          updated_at: '2026-11-20T10:00:00Z',
          merged_at: '2026-11-20T09:59:59Z',
          author: { id: 7, username: 'lin' },
          web_url: 'https://gitlab.com/acme/pay/-/merge_requests/3',
          references: { full: 'acme/pay!3' },
        },
      ],
      accounts,
    }).facts;
    const one = await held(events, lists);
    expect(await held(lists, events)).toEqual(one);
    // The list tells the time of the merge itself, the event that of the last edit.
    expect(one.find((fact) => fact.kind === 'change-merged')?.at).toBe('2026-11-20T09:59:59Z');
  });
});

it('a list of many pull requests and reviews is read in a time that grows with it', () => {
  const pullRequests = Array.from({ length: 4000 }, (_, number) => ({ ...listed, id: number, number }));
  const reviews = Array.from({ length: 12_000 }, (_, id) => ({
    id,
    user: { login: 'zhao' },
    state: 'APPROVED',
    submitted_at: '2026-11-20T09:00:00Z',
    pull_request_url: `https://api.github.com/repos/acme/pay/pulls/${id % 4000}`,
  }));
  const start = performance.now();
  const { delivery } = importGitHub({ repository, pullRequests, reviews, accounts });
  expect(delivery.changes.every((change) => change.firstReviewAt === '2026-11-20T09:00:00Z')).toBe(true);
  expect(performance.now() - start).toBeLessThan(8000);
});

it('an event that is nothing is told with its place', () => {
  const { rejections } = importGitHubEvents({ events: [null, { payload: 5 }] as never, accounts });
  expect(rejections.map(({ code, place }) => [code, place.index])).toEqual([
    ['connectors/invalid-record', 0],
    ['connectors/invalid-record', 1],
  ]);
});
