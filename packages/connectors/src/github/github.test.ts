import { latestRevisions } from '@meritkit/core/facts';
import { describe, expect, it } from 'vitest';
import { confirmAll } from '../../testing/accounts.ts';
import { importGitLog } from '../git/facts.ts';
import { importGitHubEvents } from './events.ts';
import { importGitHub } from './import.ts';

const accounts = confirmAll([
  ...['lin', 'zhao'].map((account) => ({ system: 'github', account })),
  { system: 'git', account: 'lin@example.com' },
]);
const repository = { full_name: 'acme/pay' };
const pull = (change: object = {}) => ({
  id: 1,
  number: 12,
  title: 'Retry',
  user: { login: 'Lin' },
  state: 'closed',
  created_at: '2026-11-19T10:00:00Z',
  updated_at: '2026-11-20T12:00:00Z',
  merged_at: '2026-11-20T10:00:30Z',
  merge_commit_sha: 'abc',
  html_url: 'https://github.com/acme/pay/pull/12',
  labels: [{ name: 'Bug' }],
  ...change,
});
const review = (change: object = {}) => ({
  id: 7,
  user: { login: 'zhao' },
  state: 'APPROVED',
  submitted_at: '2026-11-20T09:00:00Z',
  pull_request_url: 'https://api.github.com/repos/acme/pay/pulls/12',
  ...change,
});
const issue = (change: object = {}) => ({
  id: 3,
  number: 5,
  title: 'Down',
  user: { login: 'zhao' },
  assignees: [{ login: 'Lin' }],
  state: 'closed',
  created_at: '2026-11-20T09:00:00Z',
  updated_at: '2026-11-20T10:30:00Z',
  closed_at: '2026-11-20T10:30:00Z',
  labels: ['Incident'],
  ...change,
});
const read = (lists: object) =>
  importGitHub({ repository: 'acme/pay', accounts, settings: { projects: { 'acme/pay': 'payments' } }, ...lists });
const event = (payload: object, name?: string) =>
  importGitHubEvents({
    events: [{ payload: { repository, ...payload }, ...(name === undefined ? {} : { event: name }) }],
    accounts,
  });

describe('a repository', () => {
  it('gives merged changes, reviews of others, commits, issues and incidents', () => {
    const { facts, rejections } = read({
      pullRequests: [pull()],
      reviews: [review(), review({ id: 8, user: { login: 'lin' } })],
      issues: [issue()],
      commits: [
        {
          sha: 'abcdef0',
          commit: {
            message: 'Retry\n\nmore',
            author: { name: 'Lin', email: 'LIN@example.com', date: '2026-11-19T09:00:00Z' },
          },
        },
      ],
    });
    expect(facts.map(({ kind, personId }) => [kind, personId])).toEqual([
      ['change-merged', 'person-lin'],
      ['review-given', 'person-zhao'],
      ['commit', 'person-lin@example.com'],
      ['incident', 'person-zhao'],
      ['issue-assigned', 'person-lin'],
      ['issue-completed', 'person-lin'],
      ['incident-resolved', 'person-lin'],
    ]);
    expect(facts[0]).toMatchObject({
      at: '2026-11-20T10:00:30Z',
      projectId: 'payments',
      attributes: { minutesOpen: 1440, labels: ['bug'] },
    });
    expect(facts[6]).toMatchObject({ quantity: '90', unit: 'minutes' });
    expect(rejections.map(({ code }) => code)).toEqual(['connectors/no-fact']);
  });

  it('gives the inputs of delivery measures', () => {
    const commit = (date: string) => ({
      sha: 'abcdef0',
      commit: { message: 'x', author: { email: 'lin@example.com', date } },
    });
    const { delivery, records } = read({
      pullRequests: [pull(), pull({ number: 13, merged_at: null, draft: true })],
      reviews: [
        review({ submitted_at: '2026-11-20T09:30:00Z' }),
        review({ id: 9 }),
        review({ id: 10, user: { login: 'Lin' }, submitted_at: '2026-11-19T11:00:00Z' }),
      ],
      commitsOf: [
        { pullRequest: 12, commits: [commit('2026-11-18T10:00:00Z'), commit('2026-11-17T10:00:00Z'), { sha: '1' }] },
      ],
    });
    expect(delivery.changes).toMatchObject([
      {
        id: 'acme/pay#12',
        firstCommitAt: '2026-11-17T10:00:00Z',
        firstReviewAt: '2026-11-20T09:00:00Z',
        mergedAt: '2026-11-20T10:00:30Z',
        mergeCommit: 'abc',
        draft: false,
      },
      { id: 'acme/pay#13', firstCommitAt: null, firstReviewAt: null, mergedAt: null, draft: true },
    ]);
    expect(records).toBe(8);
  });

  it.each([
    ['an open change', { pullRequests: [pull({ merged_at: null })] }, 'connectors/no-fact'],
    ['a deleted author', { pullRequests: [pull({ user: null })] }, 'connectors/missing-context'],
    ['a review of nothing', { reviews: [review({ pull_request_url: undefined })] }, 'connectors/missing-context'],
    ['a review at no time', { reviews: [review({ submitted_at: null })] }, 'connectors/impossible-date'],
    ['an issue of nobody', { issues: [issue({ assignees: [], labels: [] })] }, 'connectors/no-fact'],
    ['a change among the issues', { issues: [issue({ pull_request: {} })] }, 'connectors/no-fact'],
    ['a stranger', { pullRequests: [pull({ user: { login: 'stranger' } })] }, 'connectors/unmapped-account'],
    ['no change at all', { pullRequests: [{ id: 'x' }] }, 'connectors/invalid-record'],
    [
      'a commit of nobody',
      { commits: [{ sha: 'abcdef0', commit: { message: 'x', author: { date: '2026-11-18T10:00:00Z' } } }] },
      'connectors/missing-context',
    ],
  ])('%s is told', (_, lists, code) => {
    const { facts, rejections } = read(lists);
    expect([facts, rejections.map((one) => one.code)]).toEqual([[], [code]]);
    expect(rejections[0]?.place.list).toBe(Object.keys(lists)[0]);
  });
});

describe('events', () => {
  it('say the same as lists, in any order', () => {
    const fromList = read({ issues: [issue()] }).facts.filter(({ kind }) => kind === 'issue-completed');
    const events = [
      issue({ state: 'open', closed_at: null, updated_at: '2026-11-20T09:10:00Z' }),
      issue(),
      issue({ state: 'open', closed_at: null, updated_at: '2026-11-20T11:00:00Z' }),
    ];
    const facts = (list: readonly object[]) =>
      latestRevisions(list.flatMap((one) => event({ action: 'edited', issue: one }).facts)).filter(
        ({ kind }) => kind === 'issue-completed',
      );
    expect(facts([events[0]!, events[1]!]).map(({ id }) => id)).toEqual(fromList.map(({ id }) => id));
    expect(facts([events[1]!, events[0]!])).toHaveLength(1);
    expect(facts(events)).toEqual([]);
    expect(facts([...events].reverse())).toEqual([]);
  });

  it('a commit that a log tells too counts once, with what the log knows', () => {
    const hash = 'a'.repeat(40);
    const pushed = event({
      ref: 'refs/heads/main',
      commits: [
        {
          id: hash,
          message: 'Retry',
          timestamp: '2026-11-20T18:00:00+08:00',
          author: { name: 'Lin', email: 'lin@example.com' },
          added: ['a'],
        },
      ],
    });
    const log = `\u001e${[hash, 'Lin', 'lin@example.com', '2026-11-20T18:00:00+08:00', '2026-11-20T18:00:00+08:00', '', 'Retry'].join('\u001f')}\n\n3\t1\ta\n`;
    const logged = importGitLog({ text: log, accounts });
    expect(pushed.facts).toHaveLength(1);
    for (const both of [
      [...pushed.facts, ...logged.facts],
      [...logged.facts, ...pushed.facts],
    ]) {
      expect(latestRevisions(both)).toMatchObject([{ kind: 'commit', attributes: { added: 3, deleted: 1 } }]);
    }
  });

  it('a deployment counts in production, once it has ended, by its last result', () => {
    const status = (state: string, created_at: string, environment = 'production') => ({
      action: 'created',
      deployment_status: { state, created_at, environment, creator: { login: 'lin' } },
      deployment: { id: 9, sha: 'abc', environment, created_at: '2026-11-20T09:59:00Z', creator: { login: 'lin' } },
    });
    const all = [
      status('in_progress', '2026-11-20T10:00:00Z'),
      status('success', '2026-11-20T10:05:00Z'),
      status('success', '2026-11-20T10:06:00Z', 'staging'),
      status('inactive', '2026-11-21T10:00:00Z'),
    ];
    const result = importGitHubEvents({
      events: all.map((payload) => ({ payload: { repository, ...payload } })),
      accounts,
    });
    expect(result.facts).toMatchObject([
      { kind: 'deployment', attributes: { result: 'success', environment: 'production', commit: 'abc' } },
    ]);
    expect(result.rejections.map(({ code }) => code)).toEqual([
      'connectors/no-fact',
      'connectors/no-fact',
      'connectors/no-fact',
    ]);
    expect(result.delivery.deployments).toEqual([
      {
        id: 'acme/pay/deployments/9',
        repository: 'acme/pay',
        environment: 'production',
        commit: 'abc',
        startedAt: '2026-11-20T09:59:00Z',
        finishedAt: '2026-11-20T10:05:00Z',
        result: 'success',
      },
    ]);
    expect(event(status('error', '2026-11-20T10:05:00Z')).delivery.deployments[0]?.result).toBe('failure');
  });

  it('an accepted answer is help given, and none any more when it is taken back', () => {
    const discussion = {
      id: 1,
      number: 4,
      title: 'How?',
      user: { login: 'zhao' },
      created_at: '2026-11-20T09:00:00Z',
      updated_at: '2026-11-20T10:00:00Z',
    };
    const answer = { id: 8, user: { login: 'lin' }, created_at: '2026-11-20T09:30:00Z' };
    const given = event({ action: 'answered', discussion, answer }).facts;
    const back = event({
      action: 'unanswered',
      discussion: { ...discussion, updated_at: '2026-11-20T11:00:00Z' },
      old_answer: answer,
    }).facts;
    expect(given).toMatchObject([{ kind: 'help-given', personId: 'person-lin' }]);
    expect(latestRevisions([...back, ...given])).toEqual([]);
    expect(
      event({ action: 'answered', discussion, answer: { ...answer, user: { login: 'zhao' } } }).rejections[0]?.code,
    ).toBe('connectors/no-fact');
  });

  it('a dismissed review was given all the same', () => {
    const given = event({ action: 'submitted', review: review(), pull_request: pull() }).facts;
    const dismissed = event({
      action: 'dismissed',
      review: review({ state: 'dismissed' }),
      pull_request: pull(),
    }).facts;
    expect(latestRevisions([...dismissed, ...given])).toMatchObject([
      { kind: 'review-given', attributes: { state: 'dismissed' } },
    ]);
    const comment = event({
      action: 'created',
      issue: issue(),
      comment: { id: 2, user: { login: 'lin' }, created_at: '2026-11-20T09:30:00Z' },
    });
    expect(comment.facts).toMatchObject([
      { kind: 'comment-given', personId: 'person-lin', source: { ref: 'acme/pay#5' } },
    ]);
  });

  it.each([
    ['of another kind', { event: 'sponsorship', payload: { repository } }, 'connectors/unknown-event'],
    ['of a kind in the prototype', { event: 'toString', payload: { repository } }, 'connectors/unknown-event'],
    ['that says nothing', { event: 'ping', payload: { zen: 'x' } }, 'connectors/no-fact'],
    ['without a repository', { payload: { issue: issue() } }, 'connectors/missing-context'],
    ['that is no object', { payload: 'text' }, 'connectors/invalid-record'],
    ['with a broken part', { payload: { repository, issue: { id: 1 } } }, 'connectors/invalid-record'],
    ['with a broken commit', { payload: { repository, commits: [{}] } }, 'connectors/invalid-record'],
    ['of a deployment that is broken', { payload: { repository, deployment_status: {} } }, 'connectors/invalid-record'],
  ])('one %s is told', (_, one, code) => {
    const { facts, rejections } = importGitHubEvents({ events: [one], accounts });
    expect([facts, rejections.map((rejection) => rejection.code)]).toEqual([[], [code]]);
  });
});
