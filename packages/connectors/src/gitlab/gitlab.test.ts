import { latestRevisions } from '@meritkit/core/facts';
import { describe, expect, it } from 'vitest';
import { confirmAll } from '../../testing/accounts.ts';
import { importGitLabEvents } from './events.ts';
import { importGitLab } from './import.ts';

const accounts = confirmAll(['lin', 'zhao', '42'].map((account) => ({ system: 'gitlab', account })));
const project = { id: 9, path_with_namespace: 'acme/pay' };
const read = (events: readonly unknown[], settings = {}) => importGitLabEvents({ events, accounts, settings });
const merge = (attributes: object = {}, event: object = {}) => ({
  object_kind: 'merge_request',
  project,
  user: { id: 7, username: 'Zhao' },
  object_attributes: {
    id: 1,
    iid: 3,
    title: 'Retry',
    state: 'merged',
    author_id: 42,
    created_at: '2026-11-19 10:00:00 UTC',
    updated_at: '2026-11-20 10:00:00 UTC',
    ...attributes,
  },
  ...event,
});
const issue = (attributes: object = {}) => ({
  object_kind: 'issue',
  project,
  user: { id: 7, username: 'zhao' },
  assignees: [{ username: 'lin' }],
  object_attributes: {
    id: 2,
    iid: 5,
    title: 'Down',
    state: 'opened',
    author_id: 7,
    created_at: '2026-11-20T09:00:00Z',
    updated_at: '2026-11-20T09:00:00Z',
    labels: [{ title: '事故' }],
    ...attributes,
  },
});

describe('lists', () => {
  it('give merged changes, issues and incidents, with the inputs of delivery measures', () => {
    const { facts, delivery, rejections } = importGitLab({
      accounts,
      settings: { projects: { 'acme/pay': 'payments' } },
      mergeRequests: [
        {
          id: 1,
          iid: 3,
          state: 'merged',
          created_at: '2026-11-19T10:00:00Z',
          merged_at: '2026-11-20T10:00:00Z',
          author: { id: 42, username: 'gone' },
          references: { full: 'acme/pay!3' },
        },
        { id: 2, iid: 4, state: 'opened', created_at: '2026-11-19T10:00:00Z', project_id: 9 },
        { id: 3, iid: 5, state: 'opened', created_at: '2026-11-19T10:00:00Z' },
      ],
      issues: [
        {
          id: 5,
          iid: 1,
          state: 'closed',
          created_at: '2026-11-19T10:00:00Z',
          closed_at: '2026-11-19T11:30:00Z',
          assignee: { username: 'LIN' },
          author: { username: 'zhao' },
          issue_type: 'incident',
          references: { full: 'acme/pay#1' },
        },
        { id: 6, iid: 2, state: 'opened', created_at: 'x', project_id: 9 },
      ],
    });
    expect(facts.map(({ kind, personId, projectId }) => [kind, personId, projectId])).toEqual([
      ['change-merged', 'person-42', 'payments'],
      ['incident', 'person-zhao', 'payments'],
      ['issue-assigned', 'person-lin', 'payments'],
      ['issue-completed', 'person-lin', 'payments'],
      ['incident-resolved', 'person-lin', 'payments'],
    ]);
    expect(delivery.changes.map(({ id, mergedAt }) => [id, mergedAt])).toEqual([
      ['acme/pay!3', '2026-11-20T10:00:00Z'],
      ['9!4', null],
    ]);
    expect(rejections.map(({ code }) => code)).toEqual([
      'connectors/no-fact',
      'connectors/missing-context',
      'connectors/impossible-date',
    ]);
  });
});

describe('events', () => {
  it('a merge is a fact of the author, known by number, not of who pressed the button', () => {
    expect(read([merge()]).facts).toMatchObject([
      {
        kind: 'change-merged',
        personId: 'person-42',
        at: '2026-11-20T10:00:00Z',
        source: { ref: 'acme/pay!3' },
        attributes: { minutesOpen: 1440 },
      },
    ]);
    expect(read([merge({ author_id: null })]).rejections[0]?.code).toBe('connectors/missing-context');
  });

  it('approvals and remarks of others are one review per reviewer, at its last sign', () => {
    const approval = merge({ action: 'approved', state: 'opened' });
    const note = {
      object_kind: 'note',
      project,
      user: { id: 7, username: 'zhao' },
      merge_request: { iid: 3, author_id: 42 },
      object_attributes: { id: 8, noteable_type: 'MergeRequest', created_at: '2026-11-20 09:00:00 UTC', system: false },
    };
    for (const events of [
      [approval, note],
      [note, approval],
    ]) {
      expect(latestRevisions(read(events).facts)).toMatchObject([
        { kind: 'review-given', personId: 'person-zhao', at: '2026-11-20T10:00:00Z' },
      ]);
    }
    expect(read([merge({ action: 'approved', author_id: 7 })]).rejections[0]?.code).toBe('connectors/no-fact');
    expect(read([{ ...note, user: { id: 42, username: 'lin' } }]).rejections[0]?.detail).toBe(
      'the author comments on the own record',
    );
    const onIssue = {
      ...note,
      issue: { iid: 5, author_id: 42 },
      object_attributes: { ...note.object_attributes, noteable_type: 'Issue' },
    };
    expect(read([onIssue]).facts).toMatchObject([{ kind: 'comment-given', source: { ref: 'acme/pay#5' } }]);
    const others = [
      { ...onIssue, object_attributes: { ...onIssue.object_attributes, system: true } },
      { ...note, merge_request: undefined, object_attributes: { ...note.object_attributes, noteable_type: 'Snippet' } },
    ];
    expect(read(others).rejections.map(({ code }) => code)).toEqual(['connectors/no-fact', 'connectors/no-fact']);
  });

  it('an issue opens, closes and opens again, in any order', () => {
    const closed = issue({ state: 'closed', updated_at: '2026-11-20T10:00:00Z', closed_at: '2026-11-20T10:00:00Z' });
    const again = issue({ updated_at: '2026-11-20T11:00:00Z' });
    const kinds = (events: readonly unknown[]) =>
      latestRevisions(read(events).facts)
        .map(({ kind }) => kind)
        .sort();
    expect(kinds([issue(), closed])).toEqual(['incident', 'incident-resolved', 'issue-assigned', 'issue-completed']);
    expect(kinds([closed, issue()])).toEqual(kinds([issue(), closed]));
    expect(kinds([again, closed]).includes('issue-completed')).toBe(false);
    expect(read([{ ...issue({ labels: [] }), assignees: [] }]).rejections[0]?.code).toBe('connectors/no-fact');
  });

  it('pushes, deployments and pipelines', () => {
    const deployment = {
      object_kind: 'deployment',
      project,
      user: { username: 'lin' },
      status: 'success',
      status_changed_at: '2026-11-20 10:00:00 +0100',
      deployment_id: 4,
      environment: 'Live',
      short_sha: 'abc',
    };
    const { facts, delivery, rejections } = read(
      [
        {
          object_kind: 'push',
          project,
          commits: [{ id: 'abcdef0', message: 'x', timestamp: '2026-11-20T09:00:00Z', author: { email: 'a@b.c' } }, {}],
        },
        { object_kind: 'push', project, commits: [] },
        { object_kind: 'tag_push', project },
        deployment,
        { ...deployment, status: 'running' },
        { ...deployment, environment: 'staging' },
        {
          object_kind: 'pipeline',
          project,
          user: { username: 'lin' },
          object_attributes: { id: 31, status: 'success', finished_at: '2026-11-20 10:00:00 UTC', duration: 63 },
        },
        { object_kind: 'pipeline', project, object_attributes: { id: 31, status: 'running', finished_at: null } },
      ],
      { environments: ['live'] },
    );
    expect(facts.map(({ kind, at }) => [kind, at])).toEqual([
      ['deployment', '2026-11-20T10:00:00+01:00'],
      ['pipeline-finished', '2026-11-20T10:00:00Z'],
    ]);
    expect(delivery.deployments).toMatchObject([{ id: 'acme/pay/deployments/4', result: 'success', commit: 'abc' }]);
    expect(rejections.map(({ code, place }) => [place.index, code.slice(11)])).toEqual([
      [0, 'unmapped-account'],
      [0, 'invalid-record'],
      [1, 'no-fact'],
      [2, 'no-fact'],
      [4, 'no-fact'],
      [5, 'no-fact'],
      [7, 'no-fact'],
    ]);
  });

  it.each([
    ['of another kind', { object_kind: 'access_token', project }, 'connectors/unknown-event'],
    ['of a kind in the prototype', { object_kind: 'constructor', project }, 'connectors/unknown-event'],
    ['of people', { event_name: 'user_add_to_team' }, 'connectors/no-fact'],
    ['of no project', { object_kind: 'issue' }, 'connectors/missing-context'],
    ['that is no object', null, 'connectors/invalid-record'],
    ['with a broken part', { object_kind: 'issue', project, object_attributes: {} }, 'connectors/invalid-record'],
    ['with a broken date', merge({ created_at: 'x' }), 'connectors/impossible-date'],
    [
      'of a note without its record',
      {
        object_kind: 'note',
        project,
        object_attributes: { id: 1, noteable_type: 'Commit', created_at: '2026-11-20T10:00:00Z' },
      },
      'connectors/no-fact',
    ],
    ['of a deployment that is broken', { object_kind: 'deployment', project }, 'connectors/invalid-record'],
  ])('one %s is told', (_, one, code) => {
    const { facts, rejections } = read([one]);
    expect([facts, rejections.map((rejection) => rejection.code)]).toEqual([[], [code]]);
  });
});
