import type { CalendarV1, PersonCalendar } from '../../calendar/index.ts';
import { InvalidInputError } from '../../errors/index.ts';
import {
  type DirectoryV1,
  emptyOrganisation,
  loadOrganisation,
  type Organisation,
  type OrganisationList,
} from '../../organisation/index.ts';
import { checkEqual, checkRejects } from '../check.ts';
import type { ConformanceCase, ConformanceHarness, TestRunner } from '../harness.ts';
import { registerCases } from '../run.ts';
import { checkBinding, readPages, scribble } from './shared.ts';

/** A directory under test, with the host's own way of filling its tables. */
export interface SeededDirectory {
  readonly seed: (organisation: Organisation) => Promise<void>;
  readonly directory: () => DirectoryV1;
}

/** A calendar under test, with the host's own way of filling its tables. */
export interface SeededCalendar {
  readonly seed: (calendars: readonly PersonCalendar[]) => Promise<void>;
  readonly calendar: () => CalendarV1;
}

const company: Organisation = {
  ...emptyOrganisation,
  people: Array.from({ length: 7 }, (_, index) => ({
    id: `p${index}`,
    ...(index === 0
      ? { email: 'p0@example.com', attributes: { site: '上海', grade: 7, remote: true, badge: null } }
      : {}),
    name: { en: `Person ${index}`, 'zh-CN': `员工${index}` },
    start: '2020-01-01',
    end: index === 6 ? '2025-01-01' : null,
  })),
  units: [
    { id: 'company', name: '公司', kind: 'unit', start: '2020-01-01', end: null },
    { id: 'pay', name: 'Payments', kind: 'unit', start: '2020-01-01', end: null, attributes: { cost: '4711' } },
    { id: 'promo', name: 'Promotion', kind: 'project-group', start: '2026-10-01', end: '2026-12-01' },
  ],
  placements: [{ unitId: 'pay', parentId: 'company', start: '2020-01-01', end: null }],
  memberships: [
    { personId: 'p1', unitId: 'pay', role: 'engineer', primary: true, start: '2020-01-01', end: '2026-01-01' },
    { personId: 'p1', unitId: 'promo', primary: false, start: '2026-10-01', end: '2026-12-01' },
  ],
  leaderships: [{ unitId: 'pay', personId: 'p0', start: '2020-01-01', end: null }],
  reportingLines: [{ personId: 'p2', managerId: 'p0', start: '2020-01-01', end: null }],
};

/** What every directory promises. */
export function directoryCases<Transaction>(): readonly ConformanceCase<SeededDirectory, Transaction>[] {
  return [
    {
      group: 'round trip',
      name: 'the whole history comes back, past and planned rows too',
      run: async ({ forTenant }) => {
        await forTenant('a').seed(company);
        checkBinding(forTenant('a').directory(), 'a');
        checkEqual(sorted(await loadOrganisation(forTenant('a').directory())), sorted(company), 'nothing is lost');
      },
    },
    {
      group: 'stable paging',
      name: 'pages of any size hold every row once, in the same order each time',
      run: async ({ forTenant }) => {
        await forTenant('a').seed(company);
        const directory = forTenant('a').directory();
        const rows = (limit: number) => readPages((page) => directory.listRows({ list: 'people', page }), limit);
        checkEqual(
          (await rows(3)).map(({ id }) => id).sort(),
          company.people.map(({ id }) => id),
          'every row once',
        );
        checkEqual(await rows(2), await rows(1000), 'the order does not depend on the page');
        const ask = () => directory.listRows({ list: 'people', page: { cursor: null, limit: 0 } });
        await checkRejects(ask, InvalidInputError, 'a page of 0 is refused');
      },
    },
    {
      group: 'stable paging',
      name: 'every list comes in pages, row by row',
      run: async ({ forTenant }) => {
        await forTenant('a').seed(company);
        const directory = forTenant('a').directory();
        const list = async <List extends OrganisationList>(name: List) =>
          readPages((page) => directory.listRows({ list: name, page }), 1);
        const read = {
          schemaVersion: 1 as const,
          people: await list('people'),
          units: await list('units'),
          placements: await list('placements'),
          memberships: await list('memberships'),
          leaderships: await list('leaderships'),
          reportingLines: await list('reportingLines'),
        };
        checkEqual(sorted(read), sorted(company), 'every row of every list once');
      },
    },
    {
      group: 'tenant isolation',
      name: 'a tenant sees nothing of another',
      run: async ({ forTenant }) => {
        await forTenant('a').seed(company);
        await forTenant('b').seed(emptyOrganisation);
        checkEqual(await loadOrganisation(forTenant('b').directory()), emptyOrganisation, 'the other tenant is empty');
      },
    },
    {
      group: 'no aliasing',
      name: 'changing what was returned changes nothing',
      run: async ({ forTenant }) => {
        await forTenant('a').seed(company);
        scribble(await loadOrganisation(forTenant('a').directory()));
        checkEqual(sorted(await loadOrganisation(forTenant('a').directory())), sorted(company), 'it is as it was');
      },
    },
    {
      group: 'restart',
      name: 'the rows are there after a restart',
      run: async ({ forTenant, reopen }) => {
        await forTenant('a').seed(company);
        await reopen();
        checkEqual(sorted(await loadOrganisation(forTenant('a').directory())), sorted(company), 'the rows are there');
      },
    },
  ];
}

/** Registers the kit for directories with a test runner. */
export function describeDirectoryConformance<Transaction>(
  runner: TestRunner,
  harness: ConformanceHarness<SeededDirectory, Transaction>,
): void {
  registerCases({ runner, port: 'DirectoryV1', harness, cases: directoryCases<Transaction>() });
}

const weekday = [8, 8, 8, 8, 8, 0, 0] as const;
const calendars: readonly PersonCalendar[] = [
  {
    personId: 'p0',
    timeZone: 'Asia/Shanghai',
    patterns: [
      { start: '2020-01-01', end: '2026-07-01', hours: weekday },
      { start: '2026-07-01', end: null, hours: [4, 4, 4, 4, 4, 0, 0] },
    ],
    exceptions: [
      { date: '2026-10-01', hours: 0, reason: 'public-holiday' },
      { date: '2026-10-10', hours: 8, reason: 'make-up-day' },
    ],
  },
  {
    personId: 'p1',
    timeZone: 'Europe/Berlin',
    patterns: [{ start: '2020-01-01', end: null, hours: weekday }],
    exceptions: [],
  },
];

/** What every calendar promises. */
export function calendarCases<Transaction>(): readonly ConformanceCase<SeededCalendar, Transaction>[] {
  return [
    {
      group: 'round trip',
      name: 'patterns and exceptions that touch the period come back, in the order of the people asked for',
      run: async ({ forTenant }) => {
        await forTenant('a').seed(calendars);
        const calendar = forTenant('a').calendar();
        checkBinding(calendar, 'a');
        const period = { start: '2020-01-01', end: '2027-01-01' };
        const both = await calendar.readCalendars({ personIds: ['p1', 'p0', 'nobody'], period });
        checkEqual(both, [calendars[1], calendars[0]], 'whole calendars, nothing for nobody');
        const october = await calendar.readCalendars({
          personIds: ['p0'],
          period: { start: '2026-10-01', end: '2026-10-10' },
        });
        checkEqual(october[0]?.patterns.length, 1, 'a pattern that ended before is left out');
        checkEqual(
          october[0]?.exceptions.map(({ date }) => date),
          ['2026-10-01'],
          'the end of a period is not in it',
        );
      },
    },
    {
      group: 'round trip',
      name: 'a pattern touches a period when they share a day, and a person asked for twice comes once',
      run: async ({ forTenant }) => {
        await forTenant('a').seed(calendars);
        const starts = async (start: string, end: string) => {
          const given = await forTenant('a')
            .calendar()
            .readCalendars({ personIds: ['p0', 'p0'], period: { start, end } });
          checkEqual(given.length, 1, 'one calendar for one person');
          return given[0]?.patterns.map((pattern) => pattern.start);
        };
        checkEqual(await starts('2026-06-30', '2026-07-01'), ['2020-01-01'], 'up to the first day of the next pattern');
        checkEqual(await starts('2026-07-01', '2026-07-02'), ['2026-07-01'], 'from the end of the one before');
        checkEqual(await starts('2026-06-30', '2026-07-02'), ['2020-01-01', '2026-07-01'], 'both where both touch');
        checkEqual(await starts('2019-01-01', '2019-12-31'), [], 'none before the first');
      },
    },
    {
      group: 'restart',
      name: 'the calendars are there after a restart',
      run: async ({ forTenant, reopen }) => {
        await forTenant('a').seed(calendars);
        await reopen();
        const ask = { personIds: ['p0', 'p1'], period: { start: '2020-01-01', end: '2027-01-01' } };
        checkEqual(await forTenant('a').calendar().readCalendars(ask), calendars, 'they are as they were');
      },
    },
    {
      group: 'tenant isolation',
      name: 'a tenant sees nothing of another',
      run: async ({ forTenant }) => {
        await forTenant('a').seed(calendars);
        await forTenant('b').seed([]);
        const period = { start: '2026-01-01', end: '2027-01-01' };
        checkEqual(
          await forTenant('b')
            .calendar()
            .readCalendars({ personIds: ['p0'], period }),
          [],
          'nothing is seen',
        );
      },
    },
    {
      group: 'no aliasing',
      name: 'changing what was returned changes nothing',
      run: async ({ forTenant }) => {
        await forTenant('a').seed(calendars);
        const ask = { personIds: ['p0', 'p1'], period: { start: '2020-01-01', end: '2027-01-01' } };
        scribble(await forTenant('a').calendar().readCalendars(ask));
        checkEqual(await forTenant('a').calendar().readCalendars(ask), calendars, 'it is as it was');
      },
    },
  ];
}

/** Registers the kit for calendars with a test runner. */
export function describeCalendarConformance<Transaction>(
  runner: TestRunner,
  harness: ConformanceHarness<SeededCalendar, Transaction>,
): void {
  registerCases({ runner, port: 'CalendarV1', harness, cases: calendarCases<Transaction>() });
}

/** Lists in an order of their own: a directory chooses its order, as long as it keeps it. */
function sorted(organisation: Organisation): Organisation {
  const byText = <Row>(rows: readonly Row[]) =>
    [...rows].sort((left, right) => (JSON.stringify(entries(left)) < JSON.stringify(entries(right)) ? -1 : 1));
  return {
    schemaVersion: 1,
    people: byText(organisation.people),
    units: byText(organisation.units),
    placements: byText(organisation.placements),
    memberships: byText(organisation.memberships),
    leaderships: byText(organisation.leaderships),
    reportingLines: byText(organisation.reportingLines),
  };
}

function entries(row: unknown): unknown {
  return Object.entries(row as object).sort(([left], [right]) => (left < right ? -1 : 1));
}
