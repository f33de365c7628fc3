/** One small record of every shape that is read, for tests that break it in every place. */
const user = { login: 'Lin', id: 7 };
const gitlabUser = { id: 7, username: 'lin', name: 'Lin' };
const project = { id: 5, path_with_namespace: 'acme/pay' };
const [created, edited] = ['2026-11-19T10:00:00Z', '2026-11-20T10:00:00Z'];

/** A Jira issue under way, with as little as is read. */
export const openJiraIssue = {
  id: '1',
  key: 'PAY-1',
  fields: {
    created: '2026-11-02T09:00:00.000+0800',
    updated: '2026-11-03T09:00:00.000+0800',
    status: { name: 'In Progress' },
  },
};

/** A GitHub pull request that was merged, as a webhook has it. */
export const pullRequest = {
  id: 12,
  number: 12,
  title: 'Retry',
  html_url: 'https://github.com/acme/pay/pull/12',
  user,
  state: 'closed',
  draft: false,
  created_at: created,
  updated_at: edited,
  closed_at: edited,
  merged_at: edited,
  merge_commit_sha: 'abc',
  additions: 12,
  deletions: 3,
  changed_files: 2,
  labels: [{ name: 'Bug' }],
};

/** A closed GitHub issue. */
export const githubIssue = {
  id: 3,
  number: 3,
  title: 'Slow',
  html_url: 'https://github.com/acme/pay/issues/3',
  user: { login: 'zhao' },
  assignees: [user],
  state: 'closed',
  created_at: created,
  updated_at: edited,
  closed_at: edited,
  labels: [{ name: 'incident' }],
};

/** GitHub webhooks. */
export const githubEvents = [
  {
    event: 'pull_request',
    payload: { action: 'closed', repository: { full_name: 'acme/pay' }, pull_request: pullRequest },
  },
  { event: 'issues', payload: { action: 'closed', repository: { full_name: 'acme/pay' }, issue: githubIssue } },
  {
    event: 'push',
    payload: {
      repository: { full_name: 'acme/pay' },
      commits: [
        {
          id: 'a'.repeat(40),
          message: 'Retry\n\nmore',
          timestamp: edited,
          author: { email: 'Lin@x.y', name: 'Lin' },
          added: ['a'],
        },
      ],
    },
  },
  {
    event: 'deployment_status',
    payload: {
      repository: { full_name: 'acme/pay' },
      deployment_status: { state: 'success', created_at: edited, environment: 'production', creator: user },
      deployment: { id: 9, sha: 'abc', environment: 'production', created_at: created, creator: user },
    },
  },
];

/** GitLab webhooks. */
export const gitlabEvents = [
  {
    object_kind: 'merge_request',
    user: gitlabUser,
    project,
    object_attributes: {
      id: 1,
      iid: 3,
      title: 'Retry',
      state: 'merged',
      action: 'merge',
      author_id: 7,
      created_at: '2026-11-19 10:00:00 UTC',
      updated_at: '2026-11-20 10:00:00 UTC',
      url: 'https://gitlab.com/acme/pay/-/merge_requests/3',
    },
  },
  {
    object_kind: 'issue',
    user: gitlabUser,
    project,
    assignees: [gitlabUser],
    object_attributes: {
      id: 2,
      iid: 4,
      title: 'Slow',
      state: 'closed',
      author_id: 7,
      created_at: created,
      updated_at: edited,
    },
  },
  {
    object_kind: 'deployment',
    user: gitlabUser,
    project,
    status: 'success',
    status_changed_at: '2026-11-20 10:00:00 +0800',
    deployment_id: 8,
    environment: 'production',
    short_sha: 'abc',
  },
];

/** A Jira issue that was done, reopened and done again. */
export const jiraIssue = {
  id: '10063',
  key: 'PAY-118',
  self: 'https://acme.atlassian.net/rest/api/3/issue/10063',
  fields: {
    summary: '支付重试',
    issuetype: { name: 'Bug' },
    status: { name: 'Done' },
    project: { key: 'PAY' },
    created: '2026-11-02T09:00:00.000+0800',
    updated: '2026-11-05T10:00:00.000+0800',
    resolutiondate: '2026-11-04T09:00:30.000+0800',
    assignee: { accountId: 'a-7', displayName: 'Lin', emailAddress: 'lin@x.y' },
    reporter: { accountId: 'a-8' },
    issuelinks: [{ type: { inward: 'is caused by' }, inwardIssue: { key: 'PAY-118' } }],
    worklog: {
      total: 1,
      worklogs: [
        {
          id: '5',
          issueId: '10063',
          author: { accountId: 'a-7' },
          started: '2026-11-03T09:00:00.000+0800',
          timeSpentSeconds: 3600,
        },
      ],
    },
  },
  changelog: {
    total: 2,
    histories: [
      {
        id: '1',
        created: '2026-11-03T09:00:00.000+0800',
        items: [{ field: 'status', fromString: 'To Do', toString: 'In Progress' }],
      },
      { id: '2', created: '2026-11-03T10:00:00.000+0800', items: [{ field: 'assignee', from: 'a-8', to: 'a-7' }] },
    ],
  },
};

/** Trello cards: one that is done, one that is not. */
export const trelloCards = [
  {
    id: 'c1',
    name: 'Poster',
    idList: 'l1',
    idBoard: 'b',
    idMembers: ['m1'],
    dateLastActivity: edited,
    labels: [{ name: 'x' }],
  },
  { id: 'c2', name: 'Venue', idList: 'l2', idBoard: 'b', idMembers: ['m1'], due: edited, dateLastActivity: edited },
];

/** Feishu events. */
export const feishuEvents = [
  {
    schema: '2.0',
    header: { event_id: 'e', event_type: 'im.message.receive_v1', create_time: '1763805600000', tenant_key: 't' },
    event: {
      sender: { sender_id: { open_id: 'ou_2' }, sender_type: 'user' },
      message: {
        message_id: 'm',
        create_time: '1763805600000',
        message_type: 'text',
        content: '{"text":"#感谢 @_user_1"}',
        mentions: [{ key: '@_user_1', id: { open_id: 'ou_1' }, name: 'Lin' }],
      },
    },
  },
];

/** DingTalk events: a change of people, and a message to a robot. */
export const dingTalkEvents = [
  { EventType: 'user_add_org', TimeStamp: '1763805600000', UserId: ['lin'] },
  { msgId: 'm', createAt: 1_763_805_600_000, msgtype: 'text', senderStaffId: 'lin', text: { content: '#报名' } },
];
