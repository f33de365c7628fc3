import { describe, expect, it } from 'vitest';
import type { MultiSkillProject, ResourceProject, StaffedSlot } from './model.ts';
import { makespanOf, validateSchedule } from './validate-schedule.ts';

const project: ResourceProject = {
  kind: 'resource-project',
  name: 'p',
  durations: [2, 3, 2],
  successors: [[1], [], []],
  capacities: [3],
  requirements: [[2], [2], [1]],
};
const kinds = (starts: readonly number[]) =>
  validateSchedule({ project, schedule: { starts, staffing: [] } }).map(({ kind }) => kind);

describe('validateSchedule with resources', () => {
  it('accepts what holds', () => {
    expect(kinds([0, 2, 0])).toEqual([]);
    expect(makespanOf({ project, starts: [0, 2, 0] })).toBe(5);
  });
  it('finds a broken precedence', () => expect(kinds([0, 1, 4])).toContain('precedence'));
  it('finds every overbooked period', () => {
    const tight = { ...project, capacities: [2] };
    expect(validateSchedule({ project: tight, schedule: { starts: [0, 2, 1], staffing: [] } })).toEqual([
      { kind: 'capacity', resource: 0, period: 1, used: 3 },
      { kind: 'capacity', resource: 0, period: 2, used: 3 },
    ]);
  });
  it('finds starts that are missing, negative, broken or unknown', () => {
    expect(kinds([0, 2])).toEqual(['shape']);
    expect(kinds([-1, 2, 0])).toEqual(['start']);
    expect(kinds([0, 2.5, 0])).toEqual(['start']);
    expect(kinds([0, Number.NaN, 0])).toEqual(['start']);
    // Nothing more is said of starts that are no starts.
    expect(kinds([0, 0.5, 0])).toEqual(['start']);
    expect(validateSchedule({ project, schedule: { starts: [], staffing: [] } })).toEqual([
      { kind: 'shape', what: 'starts' },
    ]);
    expect(validateSchedule({ project, schedule: { starts: [0, -2, 0], staffing: [] } })).toEqual([
      { kind: 'start', activity: 1, start: -2 },
    ]);
  });
});

describe('validateSchedule with people', () => {
  const people: MultiSkillProject = {
    kind: 'multi-skill-project',
    name: 'p',
    durations: [2, 2],
    successors: [[], []],
    requirements: [
      [1, 1],
      [1, 0],
    ],
    mastery: [
      [true, false],
      [true, true],
    ],
  };
  const good: readonly StaffedSlot[] = [
    { activity: 0, person: 0, skill: 0 },
    { activity: 0, person: 1, skill: 1 },
    { activity: 1, person: 0, skill: 0 },
  ];
  const found = (starts: readonly number[], staffing: readonly StaffedSlot[]) =>
    validateSchedule({ project: people, schedule: { starts, staffing } }).map(({ kind }) => kind);

  it('accepts what holds', () => expect(found([0, 2], good)).toEqual([]));
  it('finds a person booked twice at once', () => {
    expect(found([0, 1], good)).toEqual(['double-booking']);
    expect(found([1, 0], good)).toEqual(['double-booking']);
    expect(found([2, 0], good)).toEqual([]);
    expect(validateSchedule({ project: people, schedule: { starts: [0, 1], staffing: good } })).toEqual([
      { kind: 'double-booking', person: 0, activities: [0, 1] },
    ]);
  });
  it('lets an activity without duration share its moment, but not take a person twice', () => {
    const brief = { ...people, durations: [0, 2] };
    const of = (starts: readonly number[], staffing: readonly StaffedSlot[]) =>
      validateSchedule({ project: brief, schedule: { starts, staffing } }).map(({ kind }) => kind);
    expect(of([1, 0], good)).toEqual([]);
    expect(of([0, 1], good)).toEqual([]);
    const twice = [{ activity: 0, person: 1, skill: 0 }, ...good.slice(1)];
    expect(of([1, 0], twice)).toEqual(['double-booking']);
    const late = { ...people, durations: [2, 0] };
    expect(validateSchedule({ project: late, schedule: { starts: [0, 1], staffing: good } })).toEqual([]);
  });
  it('finds a person booked twice on one activity', () =>
    expect(found([0, 2], [{ activity: 0, person: 1, skill: 0 }, ...good.slice(1)])).toEqual(['double-booking']));
  it('finds a slot left open', () => expect(found([0, 2], good.slice(1))).toEqual(['staffing']));
  it('finds a skill that the person lacks', () =>
    expect(
      found([0, 2], [{ activity: 0, person: 1, skill: 0 }, { activity: 0, person: 0, skill: 1 }, good[2]!]),
    ).toEqual(['mastery']));
  it('finds people and skills that do not exist', () =>
    expect(
      found([0, 2], [...good, { activity: 0, person: 7, skill: 0 }, { activity: 1, person: 0, skill: 5 }]),
    ).toEqual(['shape', 'shape']));
  it('says what has no place', () =>
    expect(
      validateSchedule({
        project: people,
        schedule: { starts: [0, 2], staffing: [...good, { activity: 9, person: 0, skill: 0 }] },
      }),
    ).toEqual([{ kind: 'shape', what: 'staffing' }]));
});
