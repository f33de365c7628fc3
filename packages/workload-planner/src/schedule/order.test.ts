import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkItem } from '../index.ts';
import { buildGrid } from '../load/grid.ts';
import { timeOfEnd, timeOfStart, unitAt, unitsBy } from './axis.ts';
import { buildScheduleModel } from './model.ts';
import { createSorter, orderByKeys } from './order.ts';

/** 2026-11-16, a Monday. */
const first = Date.UTC(2026, 10, 16) / 86_400_000;
const person = (id: string, hoursPerDay: number, more: object = {}) => ({
  id,
  hoursPerDay,
  focus: 1,
  skills: {},
  ...more,
});
const modelOf = (items: readonly WorkItem[], people = [person('lin', 8)], days = 14) =>
  buildScheduleModel({ grid: buildGrid({ team: { people }, first, end: first + days }), items });

describe('an order by keys', () => {
  it('takes, time and again, the smallest key among those whose predecessors are through, of equal ones the first', () => {
    const networks = fc.integer({ min: 0, max: 12 }).chain((count) =>
      fc.record({
        arcs: fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 14 }),
        keys: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: count, maxLength: count }),
        again: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: count, maxLength: count }),
      }),
    );
    fc.assert(
      fc.property(networks, ({ arcs, keys, again }) => {
        const before = keys.map((_, item) => [
          ...new Set(arcs.flatMap(([from, to]) => (to === item && from < to ? [from] : []))),
        ]);
        const model = modelOf(
          keys.map((_, item) => ({ id: `${item}`, effortHours: 1, predecessors: before[item]!.map(String) })),
        );
        const sorter = createSorter(model);
        for (const given of [keys, again]) {
          const expected: number[] = [];
          while (expected.length < given.length) {
            const open = [...given.keys()].filter(
              (item) => !expected.includes(item) && before[item]!.every((other) => expected.includes(other)),
            );
            expected.push(open.toSorted((one, other) => given[one]! - given[other]! || one - other)[0]!);
          }
          expect([...orderByKeys(model, Float64Array.from(given), sorter)]).toEqual(expected);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("a person's axis", () => {
  const hour = 1_000_000;
  /** Off on Tuesday, then the weekend. */
  const model = modelOf(
    [],
    [person('wu', 4), person('lin', 8, { absences: [{ start: '2026-11-17', end: '2026-11-18' }] })],
    7,
  );

  it('counts free micro-hours from the first day on, none of them on days off', () => {
    expect([0, 0.25, 1, 1.9, 2, 2.5, 5, 6.5, 7, 99].map((time) => unitAt(model, 1, time) / hour)).toEqual([
      0, 2, 8, 8, 8, 12, 32, 32, 32, 32,
    ]);
    expect([0, 0.25, 1, 5, 99].map((time) => unitAt(model, 0, time) / hour)).toEqual([0, 1, 4, 20, 20]);
  });

  it('rounds up to a whole micro-hour, but for what a float loses', () => {
    expect(unitAt(model, 1, 1.5 / (8 * hour))).toBe(2);
    expect(unitAt(model, 1, (3 / (8 * hour)) * (1 + 1e-12))).toBe(3);
    expect(unitsBy(model, 1, 1.5 / (8 * hour))).toBe(2);
    expect(unitsBy(model, 1, 2.25) / hour).toBe(10);
    expect([7, Number.POSITIVE_INFINITY].map((time) => unitsBy(model, 1, time) / hour)).toEqual([32, 32]);
  });

  it('says when so many are used: on the earlier day, where the day between has none', () => {
    expect([0, 2, 8, 12, 32].map((hours) => timeOfEnd(model, 1, hours * hour))).toEqual([0, 0.25, 1, 2.5, 5]);
    expect(timeOfEnd(model, 1, 32 * hour + 1)).toBe(Number.POSITIVE_INFINITY);
    expect(timeOfEnd(model, 0, 6 * hour)).toBe(1.5);
  });

  it('says when one begins: on the day that holds it', () => {
    expect([0, 2, 8, 12].map((hours) => timeOfStart(model, 1, hours * hour))).toEqual([0, 0.25, 2, 2.5]);
    expect(timeOfStart(model, 0, 4 * hour)).toBe(1);
    // After the last there is none.
    expect(timeOfStart(model, 1, 32 * hour)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('the arrays of a schedule', () => {
  it('part hours evenly, to the micro-hour, the scarcest first, and ask nobody for a milestone', () => {
    const people = [
      person('lin', 8, { skills: { go: 2, sql: 1 } }),
      person('wu', 8, { skills: { go: 2 } }),
      person('ann', 8, { skills: { go: 1, art: 1, sql: 2 } }),
    ];
    const roles = [
      { id: 'dev', needs: { go: 1 }, effortHours: 2 },
      { id: 'db', needs: { sql: 2 }, effortHours: 1 },
    ];
    const model = modelOf(
      [
        { id: 'three', effortHours: 1, people: 3 },
        { id: 'mark', effortHours: 0 },
        { id: 'roles', effortHours: 3, roles },
        { id: 'named', effortHours: 1, needs: { go: 2 }, candidateIds: ['lin', 'ann'] },
      ],
      people,
    );
    expect([...model.firstPart]).toEqual([0, 3, 3, 5, 6]);
    expect([...model.partUnits]).toEqual([333_334, 333_333, 333_333, 1_000_000, 2_000_000, 1_000_000]);
    expect(model.partRole).toEqual([null, null, null, 'db', 'dev', null]);
    expect([...model.partItem]).toEqual([0, 0, 0, 2, 2, 3]);
    const ableFor = (part: number) => {
      const kind = model.partKind[part]!;
      return [...model.able.subarray(model.firstAble[kind], model.firstAble[kind + 1])];
    };
    // The least versatile first: wu has one skill, lin two, ann three.
    expect(ableFor(0)).toEqual([1, 0, 2]);
    expect(ableFor(3)).toEqual([2]);
    expect(ableFor(4)).toEqual([1, 0, 2]);
    expect(ableFor(5)).toEqual([0]);
    expect(model.kinds).toBe(4);
  });

  it('count days from the first: releases, the ends of last days, weights and links both ways', () => {
    const model = modelOf([
      { id: 'b', effortHours: 1, predecessors: ['a'], start: '2026-11-18', deadline: '2026-11-20', priority: 3 },
      { id: 'a', effortHours: 1, start: '2026-11-02', splittable: true },
    ]);
    expect([...model.release]).toEqual([2, 0]);
    expect([...model.due]).toEqual([5, Number.POSITIVE_INFINITY]);
    expect([...model.weight]).toEqual([3, 1]);
    expect([...model.splittable]).toEqual([0, 1]);
    expect([[...model.firstPredecessor], [...model.predecessor]]).toEqual([[0, 1, 1], [1]]);
    expect([[...model.firstSuccessor], [...model.successor]]).toEqual([[0, 0, 1], [0]]);
    expect([...model.topological]).toEqual([1, 0]);
  });

  it('know kinds of work by what they ask for, in whatever order', () => {
    const asking = (needs: Readonly<Record<string, number>>, more: object = {}) => ({
      id: JSON.stringify([needs, more]),
      effortHours: 1,
      needs,
      ...more,
    });
    const model = modelOf([
      asking({ go: 1, sql: 2 }),
      asking({ sql: 2, go: 1 }),
      asking({ go: 1 }),
      asking({ go: 1 }, { candidateIds: ['lin'] }),
    ]);
    expect([...model.partKind]).toEqual([0, 0, 1, 2]);
  });
});
