import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../network.ts';
import { packNeeds } from '../packed-needs.ts';
import { createTimetable } from './timetable.ts';
import { backTo, createTrail, decide, entryOf } from './trail.ts';

interface Case {
  readonly durations: readonly number[];
  readonly capacities: readonly number[];
  readonly requirements: readonly (readonly number[])[];
  readonly horizon: number;
}

/** Bounds of start times: the earliest and the latest of every activity. */
interface Bounds {
  readonly earliest: number[];
  readonly latest: number[];
}

const cases: fc.Arbitrary<Case> = fc.integer({ min: 1, max: 4 }).chain((count) => {
  const each = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { minLength: count, maxLength: count });
  return fc.record({
    durations: each(fc.integer({ min: 0, max: 3 })),
    capacities: fc.constantFrom([2], [2, 3], [3, 70_000, 70_000]),
    requirements: each(fc.tuple(fc.nat(2), fc.nat(2), fc.constantFrom(0, 40_000))),
    horizon: fc.integer({ min: 3, max: 6 }),
  });
});
const rowsOf = ({ capacities, requirements }: Case) => requirements.map((row) => row.slice(0, capacities.length));

/** Who holds resources for certain at a time: from the latest start to the earliest end. */
const isCertain = ({ durations }: Case, { earliest, latest }: Bounds, activity: number, time: number): boolean =>
  latest[activity]! <= time && time < earliest[activity]! + durations[activity]!;

function used(given: Case, bounds: Bounds, resource: number, time: number): number {
  return rowsOf(given).reduce(
    (sum, row, activity) => sum + (isCertain(given, bounds, activity, time) ? row[resource]! : 0),
    0,
  );
}

/** The time-table's consequences by their definition, until nothing changes; undefined where they contradict. */
function plainly(given: Case, first: Bounds): Bounds | undefined {
  const { durations, capacities, horizon } = given;
  const bounds = { earliest: [...first.earliest], latest: [...first.latest] };
  const isShut = (activity: number, time: number): boolean =>
    !isCertain(given, bounds, activity, time) &&
    capacities.some((most, r) => used(given, bounds, r, time) + rowsOf(given)[activity]![r]! > most);
  for (let again = true; again; ) {
    again = false;
    for (let time = 0; time < horizon; time += 1)
      if (capacities.some((most, resource) => used(given, bounds, resource, time) > most)) return undefined;
    for (const [activity, duration] of durations.entries()) {
      const [from, to] = [bounds.earliest[activity]!, bounds.latest[activity]!];
      const times = Array.from({ length: duration }, (_, offset) => offset);
      if (times.some((offset) => isShut(activity, from + offset))) bounds.earliest[activity] = from + 1;
      else if (times.some((offset) => isShut(activity, to + offset))) bounds.latest[activity] = to - 1;
      else continue;
      if (bounds.earliest[activity]! > bounds.latest[activity]!) return undefined;
      again = true;
    }
  }
  return bounds;
}

/** Every choice of start times within the horizon that overbooks nothing. */
function worldsOf(given: Case): readonly (readonly number[])[] {
  const { durations, capacities, horizon } = given;
  const rows = rowsOf(given);
  let worlds: number[][] = [[]];
  for (const duration of durations)
    worlds = worlds.flatMap((starts) =>
      Array.from({ length: horizon - duration + 1 }, (_, start) => [...starts, start]).filter((more) =>
        capacities.every((most, resource) =>
          Array.from({ length: horizon }, (_, time) =>
            more.reduce(
              (sum, start, a) => sum + (start <= time && time < start + durations[a]! ? rows[a]![resource]! : 0),
              0,
            ),
          ).every((sum) => sum <= most),
        ),
      ),
    );
  return worlds;
}

const holds = (world: readonly number[], side: number, value: number): boolean =>
  (side % 2 === 0 ? world[side >> 1]! : -world[side >> 1]!) >= value;

/** A timetable with its trail, and a way to let it say all it can. */
function open(given: Case) {
  const { durations, capacities, horizon } = given;
  const requirements = rowsOf(given);
  const trail = createTrail({
    lower: new Int32Array(durations.length),
    upper: Int32Array.from(durations, (duration) => horizon - duration),
  });
  const timetable = createTimetable({
    network: buildNetwork({ durations, successors: durations.map(() => []) }),
    packed: packNeeds({ capacities, requirements }),
    capacities,
    requirements,
    trail,
    horizon,
  });
  let head = 0;
  const settle = (): boolean => {
    for (;;) {
      while (head < trail.size) timetable.touch(trail.side[head++]! >> 1);
      const before = trail.size;
      if (!timetable.propagate()) return false;
      if (trail.size === before) return true;
    }
  };
  const retreat = (level: number): void => {
    backTo(trail, level, (side) => timetable.shrink(side >> 1));
    head = Math.min(head, trail.size);
  };
  const bounds = (): Bounds => ({
    earliest: durations.map((_, activity) => trail.bound[2 * activity]!),
    latest: durations.map((_, activity) => 0 - trail.bound[2 * activity + 1]!),
  });
  return { trail, settle, retreat, bounds };
}

type Move = number | readonly [activity: number, isUpper: boolean, by: number];
const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.oneof(
    { arbitrary: fc.nat(2), weight: 1 },
    { arbitrary: fc.tuple(fc.nat(3), fc.boolean(), fc.integer({ min: 1, max: 4 })), weight: 4 },
  ),
  { maxLength: 12 },
);

/** Makes decisions and takes them back, with a look after each. */
function play(
  given: Case,
  table: ReturnType<typeof open>,
  moves: readonly Move[],
  look: (fine: boolean, before: Bounds) => void,
): void {
  const { trail, settle, retreat, bounds } = table;
  const first = bounds();
  const start = settle();
  look(start, first);
  if (!start) return;
  for (const move of moves) {
    if (typeof move === 'number') {
      retreat(move);
      continue;
    }
    const [activity, isUpper, by] = move;
    if (activity >= given.durations.length) continue;
    const side = 2 * activity + (isUpper ? 1 : 0);
    const value = trail.bound[side]! + by;
    if (value > -trail.bound[side ^ 1]!) continue;
    decide(trail, side, value);
    const before = bounds();
    const fine = settle();
    look(fine, before);
    if (!fine) retreat(trail.levelStart.length - 2);
  }
}

describe('the time-table', () => {
  it('says what its definition says, after any decisions and returns', () => {
    fc.assert(
      fc.property(cases, moves, (given, some) => {
        const table = open(given);
        play(given, table, some, (fine, before) => {
          const expected = plainly(given, before);
          expect(fine).toBe(expected !== undefined);
          if (fine) expect(table.bounds()).toEqual(expected);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('gives reasons that hold, and that are true of every schedule', () => {
    fc.assert(
      fc.property(cases, moves, (given, some) => {
        const table = open(given);
        const { trail } = table;
        const worlds = worldsOf(given);
        play(given, table, some, (fine) => {
          for (let entry = 0; entry < trail.size; entry += 1) {
            if (trail.levelStart.slice(1).includes(entry)) continue;
            const reasons: [number, number][] = [];
            for (let at = trail.reasonStart[entry]!; at < trail.reasonEnd[entry]!; at += 2)
              reasons.push([trail.literals[at]!, trail.literals[at + 1]!]);
            for (const [side, value] of reasons) {
              expect(trail.bound[side]).toBeGreaterThanOrEqual(value);
              expect(entryOf(trail, side, value)).toBeLessThan(entry);
            }
            for (const world of worlds)
              if (reasons.every(([side, value]) => holds(world, side, value)))
                expect(holds(world, trail.side[entry]!, trail.value[entry]!)).toBe(true);
          }
          if (fine) return;
          const named: [number, number][] = [];
          for (let at = 0; at < trail.conflict.length; at += 2)
            named.push([trail.conflict[at]!, trail.conflict[at + 1]!]);
          for (const [side, value] of named) expect(trail.bound[side]).toBeGreaterThanOrEqual(value);
          expect(worlds.some((world) => named.every(([side, value]) => holds(world, side, value)))).toBe(false);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('names only those whose leaving would make room', () => {
    // Three of one resource: 0 takes two and 1 takes one at time 0, both for certain; 2 needs two.
    const given = { durations: [1, 1, 1], capacities: [3], requirements: [[2], [1], [2]], horizon: 3 };
    const { trail, settle } = open(given);
    decide(trail, 1, 0);
    decide(trail, 3, 0);
    expect(settle()).toBe(true);
    expect(trail.bound[4]).toBe(1);
    const entry = trail.last[4]!;
    // Of 0 alone it would be too much: 1 is left out; 2 itself began at 0 or later.
    expect([...trail.literals.subarray(trail.reasonStart[entry], trail.reasonEnd[entry])]).toEqual([0, 0, 1, 0, 4, 0]);
  });
});
