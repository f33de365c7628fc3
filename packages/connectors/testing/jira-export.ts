import { addDays, instantText, parseInstant } from '@meritkit/core/dates';
import { createRandom, type Random } from '@meritkit/core/random';

/** What a generated export is made of. */
export interface JiraExportShape {
  readonly seed: string;
  readonly issues: number;
  readonly people: number;
  /** The first day on which issues are created. */
  readonly from: string;
  readonly days: number;
}

/** What is true of a generated issue, by construction. */
export interface JiraTruth {
  readonly key: string;
  readonly leadTimeMinutes: number | null;
  readonly cycleTimeMinutes: number | null;
  readonly completedBy: string | null;
  readonly reopened: number;
  readonly minutesLogged: number;
  readonly bug: boolean;
}

const flows = [
  { todo: '待办', doing: '进行中', review: '评审中', done: '已完成' },
  { todo: 'To Do', doing: 'In Progress', review: 'In Review', done: 'Done' },
] as const;
const titles = ['支付重试', 'Search ranking', '优惠券过期', 'Export to XLSX', '登录验证码', 'Cache warm-up'] as const;

/** An export of Jira Cloud in its real shapes, with Chinese and English boards, and what is true of it. */
export function generateJiraExport(shape: JiraExportShape) {
  const random = createRandom(shape.seed);
  const users = Array.from({ length: shape.people }, (_, index) => user(index));
  const made = Array.from({ length: shape.issues }, (_, index) =>
    generateIssue(index, shape, users, random.fork(`issue-${index}`)),
  );
  return {
    issues: made.map(({ issue }) => issue),
    worklogs: made.flatMap(({ worklogs }) => worklogs),
    users,
    sprints: [
      {
        id: 7,
        name: '迭代 7',
        state: 'closed',
        startDate: `${shape.from}T01:00:00.000Z`,
        endDate: `${addDays(shape.from, 14)}T01:00:00.000Z`,
        goal: '',
      },
    ],
    truth: made.map(({ truth }) => truth),
  };
}

type User = ReturnType<typeof user>;

function user(index: number) {
  return {
    self: `https://jira.example.com/rest/api/3/user?accountId=account-${index}`,
    accountId: `account-${index}`,
    accountType: 'atlassian',
    displayName: `Person ${index}`,
    emailAddress: `person${index}@example.com`,
    active: true,
    timeZone: 'Asia/Shanghai',
  };
}

function generateIssue(index: number, shape: JiraExportShape, users: readonly User[], random: Random) {
  const flow = random.pick(flows);
  const project = random.pick(['PAY', 'SHOP']);
  const key = `${project}-${index + 1}`;
  const bug = random.integer(0, 4) === 0;
  const clock = startClock(`${addDays(shape.from, random.integer(0, shape.days - 1))}T01:00:00Z`, random);
  const createdAt = clock.now();
  const histories: object[] = [];
  let assignee = random.pick(users);
  const first = assignee;
  const change = (...items: readonly object[]) => {
    histories.push({
      id: String(index * 1000 + histories.length),
      author: random.pick(users),
      created: jiraTime(clock.now()),
      items,
    });
  };
  const move = (from: string, to: string) => ({
    field: 'status',
    fieldtype: 'jira',
    fieldId: 'status',
    from,
    fromString: from,
    to,
    toString: to,
  });
  const resolve = (done: boolean) => ({
    field: 'resolution',
    fieldtype: 'jira',
    fieldId: 'resolution',
    from: done ? null : '1',
    fromString: done ? null : '完成',
    to: done ? '1' : null,
    toString: done ? '完成' : null,
  });

  let startedAt: number | null = null;
  let completedAt: number | null = null;
  let completedBy: string | null = null;
  let reopened = 0;
  let status: string = flow.todo;
  const rounds = random.integer(0, 3);
  for (let round = 0; round < rounds; round += 1) {
    clock.pass();
    change(move(status, flow.doing));
    startedAt ??= clock.now();
    status = flow.doing;
    if (random.integer(0, 2) === 0) {
      clock.pass();
      const next = random.pick(users);
      change({
        field: 'assignee',
        fieldtype: 'jira',
        fieldId: 'assignee',
        from: assignee.accountId,
        to: next.accountId,
        fromString: assignee.displayName,
        toString: next.displayName,
      });
      assignee = next;
    }
    clock.pass();
    change(move(status, flow.review));
    status = flow.review;
    clock.pass();
    change(move(status, flow.done), resolve(true));
    [status, completedAt, completedBy] = [flow.done, clock.now(), assignee.accountId];
    if (round === rounds - 1 && random.integer(0, 1) === 0) break;
    clock.pass();
    change(move(status, flow.todo), resolve(false));
    [status, completedAt, completedBy] = [flow.todo, null, null];
    reopened += 1;
  }
  const worklogs = generateWorklogs(index, users, random, clock.now());
  const category = status === flow.done ? 'done' : status === flow.todo ? 'new' : 'indeterminate';
  const issue = {
    id: String(10_000 + index),
    key,
    self: `https://jira.example.com/rest/api/3/issue/${10_000 + index}`,
    fields: {
      summary: `${random.pick(titles)} ${index}`,
      created: jiraTime(createdAt),
      updated: jiraTime(clock.now() + 60_000),
      resolutiondate: completedAt === null ? null : jiraTime(completedAt),
      issuetype: { id: bug ? '2' : '1', name: bug ? '缺陷' : '故事', subtask: false },
      status: { id: '1', name: status, statusCategory: { id: 2, key: category, name: category } },
      project: { id: '1', key: project, name: project },
      priority: { id: '3', name: 'Medium' },
      assignee,
      reporter: random.pick(users),
      creator: first,
      labels: random.integer(0, 1) === 0 ? ['go'] : [],
      components: [{ id: '1', name: 'api' }],
      duedate: random.integer(0, 1) === 0 ? addDays(shape.from, shape.days + 20) : null,
      timetracking: random.integer(0, 1) === 0 ? { remainingEstimateSeconds: 3600 * random.integer(1, 40) } : {},
      worklog: { startAt: 0, maxResults: 20, total: 0, worklogs: [] },
    },
    changelog: {
      startAt: 0,
      maxResults: histories.length,
      total: histories.length,
      histories: random.shuffle(histories),
    },
  };
  const minutes = (from: number, to: number) => Math.floor((to - from) / 60_000);
  const truth: JiraTruth = {
    key,
    leadTimeMinutes: completedAt === null ? null : minutes(createdAt, completedAt),
    cycleTimeMinutes: completedAt === null || startedAt === null ? null : minutes(startedAt, completedAt),
    completedBy,
    reopened,
    minutesLogged: worklogs.reduce((sum, worklog) => sum + worklog.timeSpentSeconds / 60, 0),
    bug,
  };
  return { issue, worklogs, truth };
}

function generateWorklogs(index: number, users: readonly User[], random: Random, latest: number) {
  return Array.from({ length: random.integer(0, 3) }, (_, number) => {
    const started = latest - random.integer(1, 500) * 60_000;
    return {
      id: String(index * 10 + number),
      self: `https://jira.example.com/rest/api/3/issue/${10_000 + index}/worklog/${index * 10 + number}`,
      issueId: String(10_000 + index),
      author: random.pick(users),
      started: jiraTime(started),
      created: jiraTime(started + 1000),
      updated: jiraTime(started + 2000),
      timeSpent: '1h',
      timeSpentSeconds: 60 * random.integer(1, 480),
    };
  });
}

/** A clock that only goes forward, by minutes and odd milliseconds. */
function startClock(start: string, random: Random) {
  let time = parseInstant(start) + random.integer(0, 3_600_000);
  return {
    now: () => time,
    pass: () => {
      time += random.integer(10, 6000) * 60_000 + random.integer(0, 59_999);
    },
  };
}

/** An instant as Jira writes it, in Chinese time: `2026-11-22T09:00:00.000+0800`. */
function jiraTime(milliseconds: number): string {
  const local = instantText(milliseconds + 8 * 3_600_000);
  const [whole = '', fraction = '000'] = local.slice(0, -1).split('.');
  return `${whole}.${fraction}+0800`;
}
