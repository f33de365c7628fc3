import { InvalidInputError } from '@meritkit/core/errors';
import { describe, expect, it } from 'vitest';
import { exampleDemand, exampleTeam } from '../testing/example-team.ts';
import {
  admitDemand,
  type Demand,
  forecastThroughput,
  levelLoad,
  parseDemand,
  parseTeam,
  parseWorkItems,
  plannerJsonSchemas,
  reportCalibration,
  scheduleWork,
  type Team,
  type WorkItem,
} from './index.ts';

const first = exampleTeam.people[0]!;
const teamOf = (change: object): Team => ({
  ...exampleTeam,
  people: [{ ...first, ...change }, exampleTeam.people[1]!],
});
const allocationOf = (change: object): Team => ({
  ...exampleTeam,
  allocations: [
    { id: 'x', personId: 'lin', start: '2026-11-16', end: '2026-11-20', share: 0.5, core: true, ...change },
  ],
});
const load = (team: Team) => () => levelLoad({ team, by: 'week' });
const schedule = (items: readonly WorkItem[]) => () =>
  scheduleWork({ team: exampleTeam, items, start: '2026-11-16', seed: 1 });
const admit = (change: object) => () =>
  admitDemand({ team: exampleTeam, demand: { ...exampleDemand, ...change } as Demand });

/** What is done, the code and the path it must give. */
const broken: readonly (readonly [string, () => unknown, string, string])[] = [
  [
    'an employment that begins on no date',
    load(teamOf({ employedFrom: 'soon' })),
    'core/not-a-date',
    'team.people.0.employedFrom',
  ],
  [
    'an employment that ends on no date',
    load(teamOf({ employedUntil: '2026-13-01' })),
    'core/not-a-date',
    'team.people.0.employedUntil',
  ],
  ['no items', admit({ effortHours: undefined, items: [] }), 'planner/effort-mismatch', 'demand.items'],
  [
    'an unknown kind of bucket',
    () => levelLoad({ team: exampleTeam, by: 'year' as 'week' }),
    'planner/invalid-input',
    'by',
  ],
  ['more hours than there can be', admit({ effortHours: 1.1e9 }), 'planner/invalid-number', 'demand.effortHours'],
  ['negative focus', load(teamOf({ focus: -0.1 })), 'planner/invalid-number', 'team.people.0.focus'],
  [
    'hours that are no number',
    load(teamOf({ hoursPerDay: Number.NaN })),
    'planner/invalid-number',
    'team.people.0.hoursPerDay',
  ],
  [
    'more hours than a day has',
    load(teamOf({ hoursPerDay: 25 })),
    'planner/invalid-number',
    'team.people.0.hoursPerDay',
  ],
  [
    'a share above one',
    load(teamOf({ employmentShare: 1.1 })),
    'planner/invalid-number',
    'team.people.0.employmentShare',
  ],
  [
    'a week of six days',
    load(teamOf({ weekPattern: [1, 1, 1, 1, 1, 1] })),
    'planner/invalid-number',
    'team.people.0.weekPattern',
  ],
  [
    'a day above one',
    load(teamOf({ weekPattern: [1, 2, 1, 1, 1, 0, 0] })),
    'planner/invalid-number',
    'team.people.0.weekPattern.1',
  ],
  ['a negative level', load(teamOf({ skills: { go: -1 } })), 'planner/invalid-number', 'team.people.0.skills.go'],
  [
    'a calendar that is not there',
    load(teamOf({ calendarId: 'mars' })),
    'planner/unknown-calendar',
    'team.people.0.calendarId',
  ],
  ['one id twice', load({ people: [first, first] }), 'planner/duplicate-id', 'team.people.1.id'],
  [
    'overlapping absences',
    load(
      teamOf({
        absences: [
          { start: '2026-12-01', end: '2026-12-05' },
          { start: '2026-11-30', end: '2026-12-02' },
        ],
      }),
    ),
    'planner/overlapping-absences',
    'team.people.0.absences.0',
  ],
  [
    'an absence of no day',
    load(teamOf({ absences: [{ start: '2026-12-01', end: '2026-12-01' }] })),
    'planner/empty-period',
    'team.people.0.absences.0.end',
  ],
  [
    'an absence above one',
    load(teamOf({ absences: [{ start: '2026-12-01', end: '2026-12-02', share: 1.5 }] })),
    'planner/invalid-number',
    'team.people.0.absences.0.share',
  ],
  [
    'a change above a day',
    load(teamOf({ capacityChanges: [{ start: '2026-12-01', end: '2026-12-02', hoursPerDay: 30 }] })),
    'planner/invalid-number',
    'team.people.0.capacityChanges.0.hoursPerDay',
  ],
  [
    'a change of share',
    load(teamOf({ capacityChanges: [{ start: '2026-12-01', end: '2026-12-02', employmentShare: 2 }] })),
    'planner/invalid-number',
    'team.people.0.capacityChanges.0.employmentShare',
  ],
  [
    'a change of focus',
    load(teamOf({ capacityChanges: [{ start: '2026-12-01', end: '2026-12-02', focus: 2 }] })),
    'planner/invalid-number',
    'team.people.0.capacityChanges.0.focus',
  ],
  [
    'a holiday that is no date',
    load({ ...exampleTeam, calendars: [{ id: 'c', holidays: ['2026-02-30'] }] }),
    'core/not-a-date',
    'team.calendars.0.holidays.0',
  ],
  [
    'a working day that is no date',
    load({ ...exampleTeam, calendars: [{ id: 'c', holidays: [], extraWorkingDays: ['x'] }] }),
    'core/not-a-date',
    'team.calendars.0.extraWorkingDays.0',
  ],
  [
    'work of a stranger',
    load(allocationOf({ personId: 'who' })),
    'planner/unknown-person',
    'team.allocations.0.personId',
  ],
  ['two rates', load(allocationOf({ hours: 3 })), 'planner/allocation-rate', 'team.allocations.0'],
  ['no rate', load(allocationOf({ share: undefined })), 'planner/allocation-rate', 'team.allocations.0'],
  [
    'negative hours',
    load(allocationOf({ share: undefined, hours: -1 })),
    'planner/invalid-number',
    'team.allocations.0.hours',
  ],
  [
    'negative weeks',
    load(allocationOf({ share: undefined, hoursPerWeek: -1 })),
    'planner/invalid-number',
    'team.allocations.0.hoursPerWeek',
  ],
  ['a negative share', load(allocationOf({ share: -1 })), 'planner/invalid-number', 'team.allocations.0.share'],
  [
    'an allocation that ends before it begins',
    load(allocationOf({ end: '2026-11-10' })),
    'planner/empty-period',
    'team.allocations.0.end',
  ],
  [
    'an allocation deadline that is no date',
    load(allocationOf({ deadline: 'soon' })),
    'core/not-a-date',
    'team.allocations.0.deadline',
  ],
  ['no period and no work', load({ people: [first] }), 'planner/empty-period', 'period'],
  ['negative effort', admit({ effortHours: -1 }), 'planner/invalid-number', 'demand.effortHours'],
  [
    'effort without end',
    admit({ effortHours: Number.POSITIVE_INFINITY }),
    'planner/invalid-number',
    'demand.effortHours',
  ],
  ['a demand that says nothing', admit({ effortHours: undefined }), 'planner/effort-mismatch', 'demand'],
  ['a demand that says two things', admit({ items: [] }), 'planner/effort-mismatch', 'demand'],
  ['a deadline that is no date', admit({ deadline: '2026-13-01' }), 'core/not-a-date', 'demand.deadline'],
  ['a negative need', admit({ needs: { go: -2 } }), 'planner/invalid-number', 'demand.needs.go'],
  [
    'a demand promised already',
    () => admitDemand({ team: exampleTeam, demand: exampleDemand, committed: [exampleDemand] }),
    'planner/duplicate-id',
    'demand.id',
  ],
  [
    'a circle',
    schedule([
      { id: 'z', effortHours: 1 },
      { id: 'a', effortHours: 1, predecessors: ['c'] },
      { id: 'b', effortHours: 1, predecessors: ['a'] },
      { id: 'c', effortHours: 1, predecessors: ['b'] },
    ]),
    'planner/precedence-cycle',
    'items.1.predecessors',
  ],
  [
    'an unknown predecessor',
    schedule([{ id: 'a', effortHours: 1, predecessors: ['z'] }]),
    'planner/unknown-predecessor',
    'items.0.predecessors.0',
  ],
  ['negative work', schedule([{ id: 'a', effortHours: -5 }]), 'planner/invalid-number', 'items.0.effortHours'],
  ['half a person', schedule([{ id: 'a', effortHours: 5, people: 1.5 }]), 'planner/invalid-number', 'items.0.people'],
  ['nobody', schedule([{ id: 'a', effortHours: 5, people: 0 }]), 'planner/invalid-number', 'items.0.people'],
  [
    'negative priority',
    schedule([{ id: 'a', effortHours: 5, priority: -1 }]),
    'planner/invalid-number',
    'items.0.priority',
  ],
  [
    'an item start that is no date',
    schedule([{ id: 'a', effortHours: 5, start: 'x' }]),
    'core/not-a-date',
    'items.0.start',
  ],
  [
    'an item deadline that is no date',
    schedule([{ id: 'a', effortHours: 5, deadline: 'x' }]),
    'core/not-a-date',
    'items.0.deadline',
  ],
  [
    'roles that do not add up',
    schedule([{ id: 'a', effortHours: 5, roles: [{ id: 'r', needs: {}, effortHours: 4 }] }]),
    'planner/effort-mismatch',
    'items.0.roles',
  ],
  [
    'half a day of horizon',
    () => scheduleWork({ team: exampleTeam, items: [], start: '2026-11-16', seed: 1, horizonDays: 1.5 }),
    'planner/invalid-number',
    'horizonDays',
  ],
  [
    'no budget',
    () => scheduleWork({ team: exampleTeam, items: [], start: '2026-11-16', seed: 1, schedules: 0 }),
    'planner/invalid-number',
    'schedules',
  ],
  [
    'a negative week',
    () =>
      forecastThroughput({
        history: { finished: [1, -2, 3], periodDays: 7 },
        remaining: 3,
        start: '2026-11-16',
        seed: 1,
      }),
    'planner/invalid-number',
    'history.finished.1',
  ],
  ['nothing to look back on', () => reportCalibration({ past: [] }), 'planner/invalid-number', 'past'],
  ['a team that is no object', () => parseTeam(null), 'planner/invalid-input', ''],
  [
    'a team with a wrong word',
    () => parseTeam({ people: [{ ...first, focus: 'high' }] }),
    'planner/invalid-input',
    'people.0.focus',
  ],
  ['a team with overlap', () => parseTeam({ people: [first, first] }), 'planner/duplicate-id', 'people.1.id'],
  [
    'a demand from outside',
    () => parseDemand({ id: 'd', start: '2026-11-16', deadline: 'x', effortHours: 1 }),
    'planner/invalid-input',
    'deadline',
  ],
  [
    'items from outside',
    () => parseWorkItems([{ id: 'a', effortHours: 1, predecessors: ['a'] }]),
    'planner/precedence-cycle',
    '0.predecessors',
  ],
];

describe('bad input is refused with its code and its place', () => {
  it.each(broken)('%s', (_what, work, code, path) => {
    let error: unknown;
    try {
      work();
    } catch (thrown) {
      error = thrown;
    }
    expect(InvalidInputError.isInstance(error)).toBe(true);
    const { issues, code: given } = error as InvalidInputError;
    expect([given, issues[0]!.path.join('.')]).toEqual([code, path]);
  });

  it('names the circle in its order', () => {
    const items = [
      { id: 'a', effortHours: 1, predecessors: ['b'] },
      { id: 'b', effortHours: 1, predecessors: ['a'] },
    ];
    expect(schedule(items)).toThrow('a → b → a');
  });
});

it('reads what is well formed as it is, and publishes JSON Schemas', () => {
  expect(parseTeam(structuredClone(exampleTeam))).toEqual(exampleTeam);
  expect(parseDemand(structuredClone(exampleDemand))).toEqual(exampleDemand);
  expect(parseWorkItems([{ id: 'a', effortHours: 1 }])).toEqual([{ id: 'a', effortHours: 1 }]);
  expect(plannerJsonSchemas().team).toMatchObject({ type: 'object', required: ['people'] });
});
