import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Absence, admitDemand, type Calendar, levelLoad, type Person, parseTeam } from '../index.ts';

const period = { start: '2026-11-16', end: '2026-11-23' };
const person = (change: Partial<Person> = {}): Person => ({
  id: 'lin',
  hoursPerDay: 8,
  focus: 1,
  skills: {},
  ...change,
});
const hoursOf = (one: Person, calendars: readonly Calendar[] = []) =>
  levelLoad({ team: { people: [one], calendars }, by: 'day', period }).rows.map((row) => row.capacityHours);
const tuesday = { start: '2026-11-17', end: '2026-11-18' };

describe('absences that share a day', () => {
  it('are away by their sum: a morning at the doctor’s and an afternoon of leave are the whole day', () => {
    const both = [
      { ...tuesday, share: 0.5, kind: 'doctor' },
      { ...tuesday, share: 0.5, kind: 'leave' },
    ];
    expect(hoursOf(person({ absences: both }))).toEqual([8, 0, 8, 8, 8, 0, 0]);
    const month = { start: '2026-11-01', end: '2026-11-20', share: 0.25, kind: 'care' };
    const quarter = { ...tuesday, share: 0.5 };
    for (const absences of [
      [month, quarter],
      [quarter, month],
    ]) {
      expect(hoursOf(person({ absences }))).toEqual([6, 2, 6, 6, 8, 0, 0]);
    }
    const third = { ...tuesday, share: 1 / 3 };
    expect(hoursOf(person({ absences: [third, third, third] }))[1]).toBe(0);
  });

  it('are refused where they are more than the day, with the later one', () => {
    const refused = (absences: readonly Absence[]) => () => hoursOf(person({ absences }));
    const code = 'planner/overlapping-absences';
    const at = (index: number) =>
      expect.objectContaining({
        code,
        issues: [expect.objectContaining({ path: ['team', 'people', 0, 'absences', index] })],
      });
    expect(
      refused([
        { ...tuesday, share: 0.5 },
        { ...tuesday, share: 0.6 },
      ]),
    ).toThrow(at(1));
    expect(refused([{ ...tuesday, share: 0.5 }, tuesday])).toThrow(at(1));
    expect(
      refused([
        { ...tuesday, share: 0.5 },
        { ...tuesday, share: 0.25 },
        { ...tuesday, share: 0.5 },
      ]),
    ).toThrow(at(2));
    const long = { start: '2026-11-02', end: '2026-11-30', share: 0.75 };
    const short = { start: '2026-11-03', end: '2026-11-04', share: 0.25 };
    expect(refused([long, short, { ...tuesday, share: 0.5 }])).toThrow(at(2));
  });

  it('never leave less than nothing, nor more than one of them alone would', () => {
    const absence = fc.record({
      from: fc.integer({ min: 0, max: 6 }),
      days: fc.integer({ min: 1, max: 7 }),
      share: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(absence, { maxLength: 3 }), (drawn) => {
        const day = (number: number) => `2026-11-${16 + number}`;
        const absences = drawn.map(({ from, days, share }) => ({
          start: day(from),
          end: day(from + days),
          share: share / 9,
        }));
        const alone = absences.map((one) => hoursOf(person({ absences: [one] })));
        const together = hoursOf(person({ absences }));
        together.forEach((hours, index) => {
          expect(hours).toBeGreaterThanOrEqual(0);
          for (const single of alone) expect(hours).toBeLessThanOrEqual(single[index]!);
        });
      }),
    );
  });
});

describe('a calendar', () => {
  const office: Calendar = { id: 'office', holidays: ['2026-11-20'], partDays: { '2026-11-19': 0.5 } };
  const here = (change: Partial<Person> = {}) => person({ calendarId: 'office', ...change });

  it('has days of which everybody works a part, of the day that is theirs', () => {
    expect(hoursOf(here(), [office])).toEqual([8, 8, 8, 4, 0, 0, 0]);
    expect(hoursOf(here({ weekPattern: [1, 1, 1, 0.5, 1, 0, 0] }), [office])).toEqual([8, 8, 8, 2, 0, 0, 0]);
    const capacityChanges = [{ ...period, employmentShare: 0.5 }];
    expect(hoursOf(here({ capacityChanges }), [office])).toEqual([4, 4, 4, 2, 0, 0, 0]);
    const absences = [{ start: '2026-11-19', end: '2026-11-20', share: 0.5 }];
    expect(hoursOf(here({ absences }), [office])[3]).toBe(2);
    expect(hoursOf(person(), [office])).toEqual([8, 8, 8, 8, 8, 0, 0]);
  });

  it('counts them wherever hours are promised, and knows a part of a weekend day as none', () => {
    const team = {
      people: [here({ skills: { go: 3 } })],
      calendars: [{ ...office, partDays: { '2026-11-19': 0.5, '2026-11-21': 0.5 } }],
    };
    const demand = { id: 'd', effortHours: 29, needs: { go: 3 }, start: period.start, deadline: '2026-11-22' };
    const answer = admitDemand({ team, demand });
    expect(!answer.ok && answer.rejection).toMatchObject({ missingHours: 1, earliestDate: '2026-11-23' });
  });

  it('is read from outside with them, and refused where they are no days or no parts', () => {
    const team = { people: [here()], calendars: [office] };
    expect(parseTeam(team)).toEqual(team);
    const withDays = (partDays: Record<string, number>) => () => hoursOf(here(), [{ ...office, partDays }]);
    expect(withDays({ '2026-02-30': 0.5 })).toThrow(expect.objectContaining({ code: 'core/not-a-date' }));
    expect(withDays({ '2026-11-19': 1.5 })).toThrow(expect.objectContaining({ code: 'planner/invalid-number' }));
  });
});
