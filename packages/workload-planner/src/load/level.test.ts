import { recompute } from '@meritkit/core/explanation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeTeam } from '../../testing/company.ts';
import { exampleTeam } from '../../testing/example-team.ts';
import { type Allocation, explainLoad, heatMapOf, levelLoad, type Person, type Team } from '../index.ts';

const person = (more: Partial<Person> = {}): Person => ({ id: 'lin', hoursPerDay: 8, focus: 1, skills: {}, ...more });
const allocation = (more: Partial<Allocation> = {}): Allocation => ({
  id: 'a',
  personId: 'lin',
  start: '2026-11-16',
  end: '2026-11-23',
  core: true,
  hours: 10,
  ...more,
});
const week = { start: '2026-11-16', end: '2026-11-23' };
const capacityOf = (team: Team, period = week) =>
  levelLoad({ team, by: 'day', period }).rows.map((row) => row.capacityHours);

describe('capacity', () => {
  it('is contract hours by pattern, share and focus', () => {
    expect(capacityOf({ people: [person()] })).toEqual([8, 8, 8, 8, 8, 0, 0]);
    expect(capacityOf({ people: [person({ focus: 0.75, employmentShare: 0.5 })] })).toEqual([3, 3, 3, 3, 3, 0, 0]);
    expect(capacityOf({ people: [person({ weekPattern: [1, 0, 0.5, 0, 0, 1, 0] })] })).toEqual([8, 0, 4, 0, 0, 8, 0]);
  });

  it('knows holidays, and weekend days worked in exchange', () => {
    const calendars = [
      { id: 'cn', holidays: ['2026-11-17', '2027-01-01'], extraWorkingDays: ['2026-11-21', '2027-01-02'] },
    ];
    expect(capacityOf({ people: [person({ calendarId: 'cn' })], calendars })).toEqual([8, 0, 8, 8, 8, 8, 0]);
    expect(capacityOf({ people: [person()], calendars })).toEqual([8, 8, 8, 8, 8, 0, 0]);
  });

  it('knows absences, in part too, up to and without the day back', () => {
    const absences = [
      { start: '2026-11-10', end: '2026-11-17' },
      { start: '2026-11-19', end: '2026-11-20', share: 0.25 },
    ];
    expect(capacityOf({ people: [person({ absences })] })).toEqual([0, 8, 8, 6, 8, 0, 0]);
  });

  it('changes over time, and ends with employment', () => {
    const capacityChanges = [{ start: '2026-11-17', end: '2026-11-19', hoursPerDay: 4, focus: 0.5 }];
    expect(capacityOf({ people: [person({ capacityChanges })] })).toEqual([8, 2, 2, 8, 8, 0, 0]);
    const leaves = person({ employedFrom: '2026-11-17', employedUntil: '2026-11-20' });
    expect(capacityOf({ people: [leaves] })).toEqual([0, 8, 8, 8, 0, 0, 0]);
    const calendars = [{ id: 'cn', holidays: ['2026-11-17'], extraWorkingDays: ['2026-11-21'] }];
    const both = [{ start: '2026-11-16', end: '2026-11-23', employmentShare: 0.5 }];
    const changed = person({ calendarId: 'cn', capacityChanges: both });
    expect(capacityOf({ people: [changed], calendars })).toEqual([4, 0, 4, 4, 4, 4, 0]);
  });
});

describe('work on days', () => {
  const loadOf = (one: Allocation, people = [person()], period = week) =>
    levelLoad({ team: { people, allocations: [one] }, by: 'day', period }).rows.map((row) => row.allocatedHours);

  it('spreads hours in all over the days there are, to the last micro-hour', () => {
    expect(loadOf(allocation())).toEqual([2, 2, 2, 2, 2, 0, 0]);
    const thirds = loadOf(allocation({ hours: 10, end: '2026-11-19' }));
    expect(thirds).toEqual([3.333333, 3.333334, 3.333333, 0, 0, 0, 0]);
    const away = person({ absences: [{ start: '2026-11-16', end: '2026-11-18' }] });
    expect(loadOf(allocation({ hours: 9 }), [away])).toEqual([0, 0, 3, 3, 3, 0, 0]);
  });

  it('keeps to the part of an allocation that lies in the period', () => {
    expect(loadOf(allocation({ hours: 20, end: '2026-11-30' }))).toEqual([2, 2, 2, 2, 2, 0, 0]);
    expect(loadOf(allocation({ hours: 20, start: '2026-11-09' }))).toEqual([2, 2, 2, 2, 2, 0, 0]);
  });

  it('takes a rate day by day: a day off carries none, a short day its part', () => {
    const { hours: _hours, ...rest } = allocation();
    expect(loadOf({ ...rest, hoursPerWeek: 10 })).toEqual([2, 2, 2, 2, 2, 0, 0]);
    expect(loadOf({ ...rest, share: 1.25 })).toEqual([10, 10, 10, 10, 10, 0, 0]);
    const short = person({ absences: [{ start: '2026-11-17', end: '2026-11-18', share: 0.5 }] });
    expect(loadOf({ ...rest, hoursPerWeek: 10 }, [short])).toEqual([2, 1, 2, 2, 2, 0, 0]);
  });

  it('does not let work vanish where nobody works', () => {
    const away = person({ absences: [{ start: '2026-11-01', end: '2026-12-31' }] });
    expect(loadOf(allocation(), [away])).toEqual([2, 2, 2, 2, 2, 0, 0]);
    const weekend = allocation({ start: '2026-11-21', hours: 4 });
    expect(loadOf(weekend)).toEqual([0, 0, 0, 0, 0, 2, 2]);
    const { hours: _hours, ...rest } = allocation();
    expect(loadOf({ ...rest, hoursPerWeek: 10 }, [person({ hoursPerDay: 0 })])).toEqual([2, 2, 2, 2, 2, 0, 0]);
  });
});

describe('levelLoad', () => {
  it('shows overload unclipped, free days beside full ones, and states', () => {
    const team = {
      people: [
        person(),
        person({ id: 'zhao', teamId: 'web', skills: { go: 2 } }),
        person({ id: 'wu', hoursPerDay: 0 }),
      ],
      allocations: [
        allocation({ id: 'rush', hours: 24, end: '2026-11-18' }),
        allocation({ id: 'ghost', personId: 'wu' }),
      ],
    };
    const report = levelLoad({ team, by: 'week', period: week });
    expect(report.rows.map(({ load, freeHours, overHours, state }) => ({ load, freeHours, overHours, state }))).toEqual(
      [
        { load: 0.6, freeHours: 24, overHours: 8, state: 'under' },
        { load: 0, freeHours: 40, overHours: 0, state: 'free' },
        { load: null, freeHours: 0, overHours: 10, state: 'no-capacity' },
      ],
    );
    // Lin's full day is an overload too: the free ones beside it do not make up for it.
    expect(report.overloads.map(({ personId }) => personId)).toEqual(['wu', 'lin']);
    expect(report.teams).toMatchObject([{ group: 'web', people: 1, freeHours: 40 }]);
    expect(report.skills).toMatchObject([{ group: 'go', people: 1, load: 0 }]);
    expect(report.total).toMatchObject([{ capacityHours: 80, allocatedHours: 34, freeHours: 64, overHours: 18 }]);
  });

  it('names the causes of an overload, largest first, and honours the band', () => {
    const allocations = [
      allocation({ id: 'small', hours: 10 }),
      allocation({ id: 'large', hours: 30, tentative: true, projectId: 'p' }),
    ];
    const team = { people: [person()], allocations };
    const { overloads, band, rows } = levelLoad({ team, by: 'week', band: { from: 0.5, to: 0.9 } });
    expect(band).toEqual({ from: 0.5, to: 0.9 });
    expect(rows[0]).toMatchObject({ load: 1, state: 'over', tentativeHours: 30 });
    expect(overloads[0]!.causes.map(({ allocationId }) => allocationId)).toEqual(['large', 'small']);
    expect(levelLoad({ team, by: 'week' }).rows[0]!.state).toBe('healthy');
    expect(levelLoad({ team, by: 'week' }).overloads).toEqual([]);
  });

  it('puts the worst overload first, then the earlier one; causes of one size by name', () => {
    const people = ['b', 'a', 'c'].map((id) => person({ id }));
    const on = (id: string, personId: string, hours: number, start = '2026-11-16', end = '2026-11-23') =>
      allocation({ id, personId, hours, start, end });
    const allocations = [
      on('y', 'b', 25),
      on('x', 'b', 25),
      on('z', 'b', 4),
      on('late', 'a', 54, '2026-11-23', '2026-11-30'),
      on('huge', 'c', 70),
      on('fits', 'a', 40),
    ];
    const report = levelLoad({ team: { people, allocations }, by: 'week' });
    expect(report.overloads.map(({ personId, period, overHours }) => [personId, period, overHours])).toEqual([
      ['c', '2026-W47', 30],
      ['b', '2026-W47', 14],
      ['a', '2026-W48', 14],
    ]);
    expect(report.overloads[1]!.causes.map(({ allocationId }) => allocationId)).toEqual(['x', 'y', 'z']);
    // A full week is healthy, not over; a load at the lower end of the band is healthy, not under.
    expect(report.rows.find(({ personId, period }) => personId === 'a' && period === '2026-W47')?.state).toBe(
      'healthy',
    );
    const half = { people: [person()], allocations: [allocation({ hours: 20 })] };
    expect(levelLoad({ team: half, by: 'week', band: { from: 0.5, to: 1 } }).rows[0]?.state).toBe('healthy');
    expect(levelLoad({ team: half, by: 'week', band: { from: 0.51, to: 1 } }).rows[0]?.state).toBe('under');
  });

  it('lists skills and teams by name, with what is tentative in them', () => {
    const people = [
      person({ id: 'one', skills: { sql: 1, go: 2 }, teamId: 'west' }),
      person({ id: 'two', skills: { go: 1, art: 1 }, teamId: 'east' }),
      person({ id: 'three' }),
    ];
    const allocations = [
      allocation({ id: 'firm', personId: 'one', hours: 10, projectId: 'shop' }),
      allocation({ id: 'maybe', personId: 'one', hours: 6, tentative: true }),
      allocation({ id: 'maybe too', personId: 'two', hours: 4, tentative: true, core: false }),
    ];
    const report = levelLoad({ team: { people, allocations }, by: 'week' });
    expect(report.teams.map(({ group, people: count }) => [group, count])).toEqual([
      ['east', 1],
      ['west', 1],
    ]);
    expect(
      report.skills.map(({ group, people: count, allocatedHours, tentativeHours }) => [
        group,
        count,
        allocatedHours,
        tentativeHours,
      ]),
    ).toEqual([
      ['art', 1, 4, 4],
      ['go', 2, 20, 10],
      ['sql', 1, 16, 6],
    ]);
    expect(report.rows.map(({ tentativeHours }) => tentativeHours)).toEqual([6, 4, 0]);
    expect(report.rows[0]!.work).toEqual([
      { allocationId: 'firm', projectId: 'shop', core: true, tentative: false, hours: 10 },
      { allocationId: 'maybe', core: true, tentative: true, hours: 6 },
    ]);
    expect(report.total).toHaveLength(1);
    expect(report.total[0]).toMatchObject({ capacityHours: 120, allocatedHours: 20, freeHours: 100 });
    expect(Object.keys(report.total[0]!)).not.toContain('group');
  });

  it('counts what remains from a day on', () => {
    const team = { people: [person()], allocations: [allocation({ hours: 40 })] };
    expect(levelLoad({ team, by: 'week', asOf: '2026-11-19' }).remaining).toEqual([
      { allocationId: 'a', hours: 40, remainingHours: 16 },
    ]);
  });

  it('buckets by month and by day, clipped to the period, over the turn of the year', () => {
    const period = { start: '2026-12-31', end: '2027-01-03' };
    const report = levelLoad({ team: exampleTeam, by: 'month', period });
    expect(report.total.map(({ period: label, start, end }) => [label, start, end])).toEqual([
      ['2026-12', '2026-12-31', '2027-01-01'],
      ['2027-01', '2027-01-01', '2027-01-03'],
    ]);
    expect(levelLoad({ team: exampleTeam, by: 'week', period }).total.map((cell) => cell.period)).toEqual(['2026-W53']);
  });

  it('explains a load so that it can be computed again, and changes with its leaves', () => {
    const row = levelLoad({ team: exampleTeam, by: 'week' }).rows[0]!;
    const explanation = explainLoad({ row });
    expect(explanation.value).toBe(row.load);
    expect(recompute({ explanation })).toBe(row.load);
    const raised = structuredClone(explanation) as unknown as { children: { children: { value: number }[] }[] };
    raised.children[0]!.children[0]!.value += 8;
    expect(recompute({ explanation: raised as never })).toBe(1.45);
    const nobody = { ...row, capacityHours: 0, load: null };
    expect(explainLoad({ row: nobody }).unknown).toEqual({ reason: 'planner.no-capacity' });
  });

  it('turns into a heat map of people, skills or teams', () => {
    const report = levelLoad({ team: exampleTeam, by: 'week' });
    expect(heatMapOf({ report, of: 'people' })).toEqual({
      kind: 'heat-map',
      columns: ['2026-W47', '2026-W48'],
      rows: ['lin', 'zhao'],
      values: [
        [1.2, 1.2],
        [0.25, 0.25],
      ],
      band: { from: 0.7, to: 1 },
      unit: 'share-of-capacity',
    });
    expect(heatMapOf({ report, of: 'skills' }).rows).toEqual(['go']);
    expect(heatMapOf({ report, of: 'teams' }).rows).toEqual([]);
  });

  it('adds up: capacity = free + used, and people sum to the total, for any company', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const team = makeTeam({ people: 12, allocations: 25, weeks: 12, seed });
        const report = levelLoad({ team, by: 'week' });
        for (const row of report.rows) {
          expect(row.freeHours - row.overHours).toBeCloseTo(row.capacityHours - row.allocatedHours, 5);
          expect(row.work.reduce((sum, part) => sum + part.hours, 0)).toBeCloseTo(row.allocatedHours, 5);
          if (row.state === 'over')
            expect(report.overloads.some(({ personId }) => personId === row.personId)).toBe(true);
        }
        const sum = report.rows.reduce((total, row) => total + row.allocatedHours, 0);
        expect(report.total.reduce((total, cell) => total + cell.allocatedHours, 0)).toBeCloseTo(sum, 4);
        for (const { hours } of report.remaining) expect(hours).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 40 },
    );
  });

  it('asks for a period where nothing is allocated from which one could follow', () => {
    const team = { people: [{ id: 'lin', hoursPerDay: 8, focus: 0.8, skills: {} }] };
    expect(() => levelLoad({ team, by: 'week' })).toThrow(/period: state a period/);
  });
});
