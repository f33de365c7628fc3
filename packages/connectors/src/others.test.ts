import { createFact, type Fact, latestRevisions } from '@meritkit/core/facts';
import { describe, expect, it } from 'vitest';
import { confirmAll } from '../testing/accounts.ts';
import { type CrmMapping, importCrm } from './crm/import.ts';
import { importJiraEvents } from './jira/events.ts';
import { importJira } from './jira/import.ts';
import { overtimeFacts } from './overtime/overtime.ts';
import { importSvnLog } from './svn/import.ts';
import { importTrello } from './trello/import.ts';

describe('SVN', () => {
  const accounts = confirmAll([{ system: 'svn', account: 'lin' }]);
  const entry = (revision: string, body: string) => `<logentry revision="${revision}">${body}</logentry>`;
  const date = '<date>2026-11-20T10:00:00.000000Z</date>';
  const read = (text: string) => importSvnLog({ text, repository: 'svn/pay', accounts, projectId: 'pay' });

  it('gives commits with their paths', () => {
    const paths =
      '<paths><path action="M" kind="file">/trunk/支付.go</path><path action="A">/trunk/b</path><path action="D">/c</path></paths>';
    const { facts } = read(
      `<?xml version="1.0"?><log>${entry('7', `<author>lin</author>${date}${paths}<msg>Retry &amp; wait\nmore</msg>`)}</log>`,
    );
    expect(facts).toMatchObject([
      {
        kind: 'commit',
        projectId: 'pay',
        source: { system: 'svn', ref: 'svn/pay@7' },
        attributes: {
          files: 3,
          added: 1,
          deleted: 1,
          subject: 'Retry & wait',
          paths: ['/trunk/支付.go', '/trunk/b', '/c'],
        },
      },
    ]);
  });

  it('what cannot be read is told with its line', () => {
    const { rejections, records } = read(
      `<log>\n${entry('x', date)}\n${entry('8', '')}\n${entry('9', date)}\n${entry('10', `<author>who</author>${date}`)}</log>`,
    );
    expect(records).toBe(4);
    expect(rejections.map(({ code, place }) => [code.slice(11), place.line])).toEqual([
      ['invalid-record', 2],
      ['impossible-date', 3],
      ['missing-context', 4],
      ['unmapped-account', 5],
    ]);
    expect(read('<log>').rejections[0]).toMatchObject({ code: 'connectors/unreadable', place: { line: 1 } });
  });
});

describe('a CRM', () => {
  const mapping: CrmMapping = {
    system: 'crm',
    record: 'complaint',
    id: '编号',
    raisedAt: '提出',
    answeredAt: '答复',
    closedAt: '解决',
    dueAt: '期限',
    owner: '负责人',
    raisedBy: '客服',
    customer: '客户',
    updatedAt: '更新',
    project: '项目',
    timeZone: 'Asia/Shanghai',
  };
  const row = {
    编号: 'C-1',
    提出: '2026-11-02T09:00:00+08:00',
    答复: '2026-11-02T21:00:00+08:00',
    解决: '2026-11-04T09:00:00+08:00',
    期限: '2026-11-05',
    负责人: 'lin',
    客服: 'mei',
    客户: '甲',
    更新: '2026-11-04T09:00:00Z',
    项目: 'pay',
  };
  const read = (change: object = {}, given: CrmMapping = mapping) =>
    importCrm({
      records: [{ ...row, ...change }],
      mapping: given,
      accounts: confirmAll([{ system: 'hr', account: 'lin' }]),
    });

  it('gives what was raised, answered and solved, with its minutes and whether it was in time', () => {
    expect(
      read().facts.map(({ kind, personId, attributes }) => [kind, personId, attributes.minutes, attributes.onTime]),
    ).toEqual([
      ['complaint-raised', 'mei', 0, null],
      ['complaint-answered', 'lin', 720, null],
      ['complaint-solved', 'lin', 2880, true],
    ]);
    expect(read({ 解决: '2026-11-06' }).facts[2]?.attributes.onTime).toBe(false);
    expect(read({ 解决: '2026-11-05T23:59:59+08:00' }).facts[2]?.attributes).toMatchObject({
      onTime: true,
      dueAt: '2026-11-04T16:00:00Z',
    });
    expect(read({ 解决: '2026-11-06T00:00:00+08:00' }).facts[2]?.attributes.onTime).toBe(false);
    const at = '2026-11-05T10:00:00+08:00';
    expect(read({ 解决: at, 期限: at }).facts[2]?.attributes.onTime).toBe(true);
    expect(read({ 解决: at, 期限: '2026-11-05T09:59:59+08:00' }).facts[2]?.attributes.onTime).toBe(false);
    expect(read({ 期限: '' }).facts[2]?.attributes).toMatchObject({ onTime: null, dueAt: null, customer: '甲' });
    expect(read({ 解决: '', 客服: '' }).facts.map(({ kind, personId }) => [kind, personId])).toEqual([
      ['complaint-raised', 'lin'],
      ['complaint-answered', 'lin'],
    ]);
    expect(read({}, { ...mapping, record: 'demand' }).facts.map(({ kind }) => kind)).toEqual([
      'demand-raised',
      'demand-answered',
      'demand-delivered',
    ]);
  });

  it.each([
    ['no id', { 编号: '' }, ['connectors/invalid-record']],
    ['no start', { 提出: '' }, ['connectors/impossible-date']],
    ['a date that is none', { 期限: 'soon' }, ['connectors/impossible-date']],
    ['an answer before the question', { 答复: '2026-11-01' }, ['connectors/impossible-date']],
    ['no owner', { 负责人: '', 答复: '', 解决: '', 客服: '' }, ['connectors/missing-context']],
  ])('%s is told', (_, change, codes) => {
    expect(read(change).rejections.map(({ code }) => code)).toEqual(codes);
  });

  it('people may stand in it as accounts', () => {
    const result = read({ 客服: '' }, { ...mapping, accountOf: 'hr' });
    expect(new Set(result.facts.map(({ personId }) => personId))).toEqual(new Set(['person-lin']));
    expect(read({}, { ...mapping, accountOf: 'hr' }).rejections.map(({ code }) => code)).toEqual([
      'connectors/unmapped-account',
    ]);
    expect(() => importCrm({ records: [], mapping: { ...mapping, record: 'other' } as never })).toThrow(
      expect.objectContaining({ code: 'connectors/invalid-mapping' }),
    );
  });
});

describe('Trello', () => {
  const lists = [
    { id: 'done', name: '已完成' },
    { id: 'doing', name: 'Doing' },
    { id: 'odd', name: 'Parking' },
  ];
  const card = (change: object = {}) => ({
    id: 'c',
    name: 'Poster',
    idList: 'doing',
    idBoard: 'b',
    idMembers: ['m'],
    dateLastActivity: '2026-11-20T10:00:00Z',
    labels: [{ name: 'design' }, { name: '' }],
    ...change,
  });
  const accounts = confirmAll([{ system: 'trello', account: 'm' }]);
  const read = (...cards: readonly unknown[]) =>
    importTrello({
      cards,
      lists,
      labels: [{ id: 'l', name: '' }],
      members: [{ id: 'm', fullName: 'Lin' }, { id: 'x', username: 'x' }, {}],
      accounts,
      settings: { timeZone: 'Asia/Shanghai', projects: { b: 'event' } },
    });

  it('cards that are done are completions, others are work', () => {
    const {
      facts,
      workItems,
      unknownLists,
      accounts: met,
    } = read(
      card({ idList: 'done' }),
      card({ id: 'd', dueComplete: true, closed: true, idMembers: ['m', 'y'] }),
      card({ id: 'e', idList: 'odd', due: '2026-12-01T16:00:00Z' }),
    );
    expect(
      facts.map(({ kind, source, projectId, attributes }) => [kind, source.ref, projectId, attributes.labels]),
    ).toEqual([
      ['issue-completed', 'c', 'event', ['design']],
      ['issue-completed', 'd', 'event', ['design']],
    ]);
    expect(workItems).toMatchObject([
      {
        id: 'e',
        personId: 'person-m',
        status: null,
        statusName: 'Parking',
        deadline: '2026-12-02',
        remainingHours: null,
      },
    ]);
    expect(unknownLists).toEqual(['Parking']);
    expect(met.map(({ account, name }) => [account, name])).toEqual([
      ['m', 'Lin'],
      ['x', 'x'],
      ['y', undefined],
    ]);
  });

  it.each([
    ['a template', card({ isTemplate: true }), 'connectors/no-fact'],
    ['one archived before it was done', card({ closed: true }), 'connectors/no-fact'],
    ['one done by nobody', card({ idList: 'done', idMembers: [] }), 'connectors/no-fact'],
    ['one done at no time', card({ idList: 'done', dateLastActivity: null }), 'connectors/impossible-date'],
    ['no card', { id: 1 }, 'connectors/invalid-record'],
  ])('%s is told', (_, one, code) => {
    const { rejections, workItems, facts } = read(one);
    expect([workItems, facts]).toEqual([[], []]);
    expect(rejections.filter(({ place }) => place.list === 'cards').map((rejection) => rejection.code)).toEqual([code]);
    expect(rejections.filter(({ place }) => place.list === 'members').map((rejection) => rejection.code)).toEqual([
      'connectors/invalid-record',
      'connectors/unmapped-account',
    ]);
  });
});

describe('Jira events', () => {
  const accounts = confirmAll(['a-1', 'a-2'].map((account) => ({ system: 'jira', account })));
  const issue = (fields: object = {}) => ({
    id: '1',
    key: 'PAY-1',
    fields: {
      created: '2026-11-02T09:00:00.000+0800',
      updated: '2026-11-04T09:00:00.000+0800',
      assignee: { accountId: 'a-1' },
      status: { name: '进行中' },
      ...fields,
    },
  });
  const event = (webhookEvent: string, rest: object) => ({ webhookEvent, ...rest });
  const read = (...events: readonly unknown[]) => importJiraEvents({ events, accounts });

  it('of an update tell the change, and not who had the issue first', () => {
    const changelog = { id: '5', items: [{ field: 'assignee', from: 'a-2', to: 'a-1' }] };
    const assigned = read(event('jira:issue_updated', { issue: issue(), changelog })).facts;
    expect(assigned.map(({ kind, personId, at }) => [kind, personId, at])).toEqual([
      ['issue-assigned', 'person-a-1', '2026-11-04T09:00:00.000+08:00'],
    ]);
    expect(read(event('jira:issue_created', { issue: issue() })).facts.map(({ kind }) => kind)).toEqual([
      'issue-assigned',
    ]);
  });

  it('give way to a reading of the whole issue of the same moment', () => {
    const done = { resolutiondate: '2026-11-04T09:00:00.000+0800' };
    const whole = importJira({
      issues: [
        {
          ...issue(done),
          changelog: {
            total: 1,
            histories: [
              {
                id: '9',
                created: '2026-11-03T09:00:00.000+0800',
                items: [{ field: 'status', fromString: '待办', toString: '进行中' }],
              },
            ],
          },
        },
      ],
      accounts,
    }).facts;
    const told = read(event('jira:issue_updated', { issue: issue(done), changelog: { id: '10', items: [] } })).facts;
    expect(told.length).toBeGreaterThan(0);
    for (const facts of [
      [...told, ...whole],
      [...whole, ...told],
    ]) {
      const completed = latestRevisions(facts).find(({ kind }) => kind === 'issue-completed');
      expect(completed?.attributes.cycleTimeMinutes).toBe(1440);
    }
  });

  it('of a deletion take back what was counted', () => {
    const done = issue({ resolutiondate: '2026-11-04T09:00:00.000+0800' });
    const counted = importJira({ issues: [done], accounts }).facts;
    const deleted = read(event('jira:issue_deleted', { issue: done })).facts;
    expect(latestRevisions([...deleted, ...counted])).toEqual([]);
    const worklog = {
      id: '3',
      issueId: '1',
      started: '2026-11-02T09:00:00.000+0800',
      updated: '2026-11-02T10:00:00.000+0800',
      timeSpentSeconds: 60,
      author: { accountId: 'a-1' },
    };
    const logged = read(event('worklog_created', { worklog })).facts;
    expect(logged).toMatchObject([{ kind: 'time-worked', quantity: '1' }]);
    expect(latestRevisions([...read(event('worklog_deleted', { worklog })).facts, ...logged])).toEqual([]);
    expect(latestRevisions([...logged, ...importJira({ worklogs: [worklog], accounts }).facts])).toHaveLength(1);
  });

  it('that say nothing, are unknown or broken are told with their place', () => {
    const { rejections } = read(
      event('comment_created', {}),
      event('attachment_created', {}),
      5,
      event('jira:issue_updated', { issue: { id: '1' } }),
      event('worklog_updated', { worklog: {} }),
      event('jira:issue_updated', { issue: issue() }),
      event('jira:issue_updated', { issue: issue({ assignee: { accountId: 'who' } }) }),
    );
    expect(rejections.map(({ code, place }) => [place.index, code.slice(11), place.path?.[0]])).toEqual([
      [0, 'no-fact', undefined],
      [1, 'unknown-event', undefined],
      [2, 'invalid-record', undefined],
      [3, 'invalid-record', 'issue'],
      [4, 'invalid-record', 'worklog'],
      [5, 'no-fact', undefined],
      [6, 'unmapped-account', undefined],
    ]);
  });
});

describe('overtime', () => {
  const calendar = {
    personId: 'lin',
    timeZone: 'Asia/Shanghai',
    exceptions: [{ date: '2026-10-01', hours: 0, reason: 'public-holiday' as const }],
    patterns: [{ start: '2026-01-01', end: null, hours: [8, 8, 8, 8, 8, 0, 0] as const }],
  };
  const worked = (ref: string, at: string, minutes: string, change: Partial<Fact> = {}) => ({
    ...createFact({
      personId: 'lin',
      kind: 'time-worked',
      at,
      quantity: minutes,
      unit: 'minutes',
      source: { system: 'jira', ref },
    }),
    ...change,
  });
  const read = (facts: readonly Fact[], previous: readonly Fact[] = []) =>
    overtimeFacts({ facts, calendars: [calendar], previous });

  it('is what goes beyond the contract, on the day of the person’s zone', () => {
    const { facts } = read([
      worked('1', '2026-11-20T09:00:00+08:00', '400'),
      worked('2', '2026-11-20T16:30:00Z', '30'),
      worked('3', '2026-11-20T22:00:00+08:00', '200.5'),
      worked('4', '2026-10-01T09:00:00+08:00', '60'),
      worked('5', '2026-11-19T09:00:00+08:00', '480'),
    ]);
    expect(facts.map(({ kind, attributes, quantity, at }) => [kind, attributes.date, quantity, at])).toEqual([
      ['overtime', '2026-10-01', '60', '2026-09-30T16:00:00Z'],
      ['overtime', '2026-11-20', '120.5', '2026-11-19T16:00:00Z'],
      ['overtime', '2026-11-21', '30', '2026-11-20T16:00:00Z'],
    ]);
  });

  it('counts the latest revisions once, and nothing but time worked in minutes', () => {
    const first = worked('1', '2026-11-20T09:00:00+08:00', '900');
    const { facts } = read([
      first,
      first,
      { ...first, revision: 1, quantity: '500' },
      { ...first, id: 'x', kind: 'commit' },
      { ...first, id: 'y', unit: 'hours' },
    ]);
    expect(facts.map(({ quantity }) => quantity)).toEqual(['20']);
  });

  it('takes back what does not hold any more, and repeats nothing', () => {
    const first = worked('1', '2026-11-20T09:00:00+08:00', '600');
    const before = read([first]).facts;
    expect(read([first], before).facts).toEqual(before);
    const corrected = read([{ ...first, revision: 1, quantity: '540' }], before).facts;
    expect(latestRevisions([...corrected, ...before])).toMatchObject([{ quantity: '60', revision: 1 }]);
    const moved = read([{ ...first, revision: 2, at: '2026-11-19T09:00:00+08:00' }], [...before, ...corrected]).facts;
    expect(latestRevisions([...before, ...corrected, ...moved]).map(({ attributes }) => attributes.date)).toEqual([
      '2026-11-19',
    ]);
    expect(read([], [...before, ...corrected, ...moved]).facts.every(({ retracted }) => retracted)).toBe(true);
  });

  it('is unknown, not none, where no calendar covers the day', () => {
    const { facts, unknown } = read([
      worked('1', '2025-11-20T09:00:00+08:00', '900'),
      worked('2', '2026-11-20T09:00:00+08:00', '900', { personId: 'zhao' }),
    ]);
    expect(facts).toEqual([]);
    expect(unknown).toEqual([
      { personId: 'lin', date: '2025-11-20', reason: 'no-pattern' },
      { personId: 'zhao', date: '2026-11-20', reason: 'no-calendar' },
    ]);
  });
});
