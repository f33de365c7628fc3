import { latestRevisions } from '@meritkit/core/facts';
import { describe, expect, it } from 'vitest';
import { confirmAll } from '../../testing/accounts.ts';
import { importJira } from './import.ts';

const accounts = confirmAll([
  { system: 'jira', account: 'a-1' },
  { system: 'jira', account: 'a-2' },
]);

const history = (id: string, created: string, field: string, from: string | null, to: string | null) => ({
  id,
  created,
  items: [{ field, from, fromString: from, to, toString: to }],
});

const issue = (fields: object, histories: readonly object[] = []) => ({
  id: '10',
  key: 'PAY-1',
  self: 'https://acme.example.net/rest/api/3/issue/10',
  fields: {
    summary: 'Retry',
    created: '2026-11-02T09:00:00.000+0800',
    updated: '2026-11-05T09:00:00.000+0800',
    assignee: { accountId: 'a-1', displayName: 'Lin' },
    issuetype: { name: '故事' },
    status: { name: '进行中' },
    project: { key: 'PAY' },
    ...fields,
  },
  changelog: { total: histories.length, histories },
});

describe('an issue', () => {
  it('is completed by whoever it was assigned to at that time', () => {
    const { facts } = importJira({
      issues: [
        issue({ resolutiondate: '2026-11-04T09:00:59.000+0800', status: { name: '已完成' } }, [
          history('1', '2026-11-02T10:00:00.000+0800', 'assignee', 'a-1', 'a-2'),
          history('2', '2026-11-03T09:00:00.000+0800', 'status', '待办', '进行中'),
          history('3', '2026-11-05T09:00:00.000+0800', 'assignee', 'a-2', 'a-1'),
        ]),
      ],
      accounts,
    });
    const of = (kind: string) => facts.filter((fact) => fact.kind === kind);
    expect(of('issue-completed')).toMatchObject([{ personId: 'person-a-2', at: '2026-11-04T09:00:59.000+08:00' }]);
    expect(of('issue-lead-time')).toMatchObject([{ quantity: '2880', unit: 'minutes' }]);
    expect(of('issue-cycle-time')).toMatchObject([{ quantity: '1440' }]);
    expect(of('issue-assigned').map((fact) => fact.personId)).toEqual(['person-a-1', 'person-a-2', 'person-a-1']);
    expect(of('issue-started')).toMatchObject([{ personId: 'person-a-2' }]);
    expect(of('issue-completed')[0]?.source).toEqual({
      system: 'jira',
      ref: 'PAY-1',
      url: 'https://acme.example.net/browse/PAY-1',
    });
  });

  it('takes back its completion when it is reopened, in whatever order the readings arrive', () => {
    const done = issue({ resolutiondate: '2026-11-04T09:00:00.000+0800', status: { name: 'Done' } });
    const reopened = issue({ updated: '2026-11-06T09:00:00.000+0800', resolutiondate: null }, [
      history('1', '2026-11-04T09:00:00.000+0800', 'resolution', null, '1'),
      history('2', '2026-11-06T09:00:00.000+0800', 'resolution', '1', null),
    ]);
    const read = (...issues: readonly object[]) =>
      latestRevisions(issues.flatMap((one) => importJira({ issues: [one], accounts }).facts));
    expect(read(done).some((fact) => fact.kind === 'issue-completed')).toBe(true);
    for (const facts of [read(done, reopened), read(reopened, done)]) {
      expect(facts.some((fact) => fact.kind === 'issue-completed')).toBe(false);
      expect(facts.filter((fact) => fact.kind === 'issue-reopened')).toHaveLength(1);
    }
  });

  it('is not reopened by a change of workflow', () => {
    const migrated = issue({ resolutiondate: '2026-11-04T09:00:00.000+0800' }, [
      {
        id: '9',
        created: '2027-04-01T09:00:00.000+0800',
        items: [
          { field: 'Workflow', from: '1', to: '2' },
          { field: 'status', fromString: 'Closed', toString: 'To Do' },
        ],
      },
    ]);
    const kinds = importJira({ issues: [migrated], accounts }).facts.map((fact) => fact.kind);
    expect(kinds).toEqual(['issue-assigned', 'issue-completed', 'issue-lead-time']);
  });

  it('is done in projects without resolutions when its status is', () => {
    const { facts, workItems } = importJira({
      issues: [
        issue({ status: { name: '已完成' } }, [
          history('1', '2026-11-03T09:00:00.000+0800', 'status', '待办', '已完成'),
        ]),
      ],
      accounts,
    });
    expect(facts.find((fact) => fact.kind === 'issue-lead-time')?.quantity).toBe('1440');
    expect(workItems).toEqual([]);
  });

  it('keeps its identity when it moves to another key', () => {
    const ids = ['PAY-1', 'CORE-9'].map(
      (key) => importJira({ issues: [{ ...issue({}), key }], accounts }).facts.map((fact) => fact.id)[0],
    );
    expect(ids[0]).toBe(ids[1]);
  });

  it('that is open is work, with an unknown estimate where nobody gave one', () => {
    const { workItems, unknownStatuses } = importJira({
      issues: [
        issue({ duedate: '2026-12-01', status: { name: '灰度中' } }),
        { ...issue({ timetracking: { remainingEstimateSeconds: 5400 } }), id: '11', key: 'PAY-2' },
      ],
      accounts,
    });
    expect(workItems).toMatchObject([
      { id: 'PAY-1', personId: 'person-a-1', remainingHours: null, deadline: '2026-12-01', status: null },
      { id: 'PAY-2', remainingHours: 1.5, status: 'in-progress' },
    ]);
    expect(unknownStatuses).toEqual(['灰度中']);
  });
});

describe('a bug', () => {
  const cause = { ...issue({ resolutiondate: '2026-11-04T09:00:00.000+0800' }), id: '10', key: 'PAY-1' };
  const links = (...keys: readonly string[]) =>
    keys.map((key) => ({ type: { name: 'Causes', inward: 'is caused by' }, inwardIssue: { key } }));
  const bug = (fields: object) => ({
    ...issue({ issuetype: { name: 'Bug' }, reporter: { accountId: 'a-2' }, ...fields }),
    id: '20',
    key: 'PAY-2',
  });
  const read = (...issues: readonly object[]) => importJira({ issues, accounts });
  const caused = (result: ReturnType<typeof read>) => result.facts.filter(({ kind }) => kind === 'bug-caused');

  it('was raised by whoever found it and caused by whoever finished what caused it', () => {
    const handedOver = {
      ...cause,
      changelog: {
        total: 1,
        histories: [history('1', '2026-11-05T09:00:00.000+0800', 'assignee', 'a-1', 'a-2')],
      },
    };
    const result = read(bug({ issuelinks: links('PAY-1', 'PAY-1') }), handedOver);
    expect(result.facts.filter(({ kind }) => kind === 'bug-raised')).toMatchObject([{ personId: 'person-a-2' }]);
    expect(caused(result)).toMatchObject([
      {
        personId: 'person-a-1',
        at: '2026-11-02T09:00:00.000+08:00',
        source: { ref: 'PAY-2' },
        attributes: { cause: 'PAY-1', causedBy: ['PAY-1'] },
      },
    ]);
    expect(latestRevisions([...caused(result), ...caused(result)])).toHaveLength(1);
  });

  it('names the last reading of its cause, in whatever order they come', () => {
    const later = {
      ...cause,
      fields: { ...cause.fields, updated: '2026-11-09T09:00:00.000+0800', assignee: { accountId: 'a-2' } },
    };
    const found = bug({ issuelinks: links('PAY-1') });
    for (const issues of [
      [cause, later, found],
      [found, later, cause],
    ]) {
      expect(caused(read(...issues)).map(({ personId }) => personId)).toEqual(['person-a-2']);
    }
    const facts = [read(cause, found), read(later, found)].map((result) => caused(result)[0]!);
    expect(facts[0]?.id).toBe(facts[1]?.id);
    expect(facts[1]!.revision).toBeGreaterThan(facts[0]!.revision);
  });

  it.each([
    ['the cause was not given', [bug({ issuelinks: links('PAY-9') })], 'connectors/missing-context'],
    [
      'the cause was nobody’s',
      [bug({ issuelinks: links('PAY-1') }), { ...cause, fields: { ...cause.fields, assignee: null } }],
      'connectors/missing-context',
    ],
    [
      'the cause was a stranger’s',
      [bug({ issuelinks: links('PAY-1') }), { ...cause, fields: { ...cause.fields, assignee: { accountId: 'x' } } }],
      'connectors/unmapped-account',
    ],
  ])('is told where %s', (_, issues, code) => {
    const result = read(...issues);
    expect(caused(result)).toEqual([]);
    expect(result.rejections).toContainEqual(
      expect.objectContaining({
        code,
        place: expect.objectContaining({ ref: 'PAY-2', path: ['fields', 'issuelinks'] }),
      }),
    );
  });

  it('is what causes are asked of: a story that another issue caused counts for nobody', () => {
    expect(caused(read(bug({ issuetype: { name: '故事' }, issuelinks: links('PAY-1') }), cause))).toEqual([]);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['no issue', 5, 'connectors/invalid-record', []],
    ['no key', { id: '1', fields: { created: 'x' } }, 'connectors/invalid-record', ['key']],
    ['no date', issue({ created: 'yesterday' }), 'connectors/impossible-date', ['fields', 'created']],
    ['nobody', issue({ assignee: null }), 'connectors/no-fact', undefined],
    ['a stranger', issue({ assignee: { accountId: 'x' } }), 'connectors/unmapped-account', undefined],
    [
      'half a history',
      { ...issue({}), changelog: { total: 3, histories: [] } },
      'connectors/missing-context',
      ['changelog'],
    ],
  ])('%s is told with its place', (_, input, code, path) => {
    const { rejections } = importJira({ issues: [issue({}), input], accounts });
    expect(rejections).toHaveLength(1);
    expect(rejections[0]).toMatchObject({ code, place: { system: 'jira', list: 'issues', index: 1 } });
    expect(rejections[0]?.place.path).toEqual(path);
  });

  it('a robot that is mapped to nobody is left out with that reason', () => {
    const nobody = { ...accounts[0]!, personId: null, revision: 1 };
    const { facts, rejections } = importJira({ issues: [issue({})], accounts: [...accounts, nobody] });
    expect(facts).toEqual([]);
    expect(rejections.map(({ code }) => code)).toEqual(['connectors/ignored-account']);
  });

  it('a worklog needs an author and an instant', () => {
    const worklog = {
      id: 1,
      started: '2026-11-02T09:00:00.000+0800',
      timeSpentSeconds: 3600,
      author: { accountId: 'a-1' },
    };
    const { facts, rejections } = importJira({
      worklogs: [
        worklog,
        { ...worklog, author: {} },
        { ...worklog, started: '' },
        { ...worklog, timeSpentSeconds: -1 },
      ],
      accounts,
    });
    expect(facts).toMatchObject([{ kind: 'time-worked', quantity: '60', unit: 'minutes' }]);
    expect(rejections.map(({ code, place }) => [code, place.index])).toEqual([
      ['connectors/missing-context', 1],
      ['connectors/impossible-date', 2],
      ['connectors/invalid-record', 3],
    ]);
  });
});
