import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGenerator, type ScheduleGenerator } from './generate.ts';
import { createParallelGenerator } from './generate-parallel.ts';
import { buildNetwork } from './network.ts';
import { createOrderTurner } from './order.ts';
import { packNeeds } from './packed-needs.ts';

interface Plain {
  readonly durations: readonly number[];
  readonly successors: readonly (readonly number[])[];
  readonly capacities: readonly number[];
  readonly requirements: readonly (readonly number[])[];
  /** A random key per activity: among those that may come next, the smallest comes. */
  readonly keys: readonly number[];
}

const plains: fc.Arbitrary<Plain> = fc.integer({ min: 1, max: 9 }).chain((count) => {
  const each = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { minLength: count, maxLength: count });
  return fc
    .record({
      durations: each(fc.integer({ min: 0, max: 4 })),
      arcs: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 10 }),
      capacities: fc.constantFrom([3], [3, 4], [4, 40_000, 30_000], [3, 5, 900, 4, 70_000], [99], []),
      shares: each(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 })),
      keys: each(fc.double({ min: 0, max: 1, noNaN: true })),
    })
    .map(({ durations, arcs, capacities, shares, keys }) => ({
      durations,
      capacities,
      keys,
      successors: durations.map((_, from) => arcs.flatMap(([a, b]) => (a === from && b > a ? [b] : []))),
      requirements: shares.map((row) => capacities.map((capacity, index) => Math.round(row[index]! * capacity))),
    }));
});

function orderOf({ durations, successors, keys }: Plain): number[] {
  const order: number[] = [];
  while (order.length < durations.length) {
    const open = durations.flatMap((_, activity) =>
      !order.includes(activity) && successors.every((list, from) => !list.includes(activity) || order.includes(from))
        ? [activity]
        : [],
    );
    order.push(open.toSorted((a, b) => keys[a]! - keys[b]!)[0]!);
  }
  return order;
}

const readyAt = ({ durations, successors }: Plain, starts: readonly (number | undefined)[], activity: number): number =>
  Math.max(
    0,
    ...successors.flatMap((list, from) => (list.includes(activity) ? [(starts[from] ?? 1e9) + durations[from]!] : [])),
  );

/** Whether an activity fits in beside those placed, from a period on. */
function fits(plain: Plain, starts: readonly (number | undefined)[], activity: number, from: number): boolean {
  const { durations, capacities, requirements } = plain;
  for (let time = from; time < from + durations[activity]!; time += 1)
    for (const [resource, capacity] of capacities.entries()) {
      let used = requirements[activity]![resource]!;
      starts.forEach((start, other) => {
        if (start !== undefined && start <= time && time < start + durations[other]!)
          used += requirements[other]![resource]!;
      });
      if (used > capacity) return false;
    }
  return true;
}

function serially(plain: Plain): number[] {
  const starts: (number | undefined)[] = plain.durations.map(() => undefined);
  for (const activity of orderOf(plain)) {
    let start = readyAt(plain, starts, activity);
    while (!fits(plain, starts, activity, start)) start += 1;
    starts[activity] = start;
  }
  return starts.map((start) => start!);
}

function inParallel(plain: Plain): number[] {
  const starts: (number | undefined)[] = plain.durations.map(() => undefined);
  const order = orderOf(plain);
  for (let time = 0; starts.includes(undefined); time += 1)
    for (const activity of order)
      if (
        starts[activity] === undefined &&
        readyAt(plain, starts, activity) <= time &&
        fits(plain, starts, activity, time)
      )
        starts[activity] = time;
  return starts.map((start) => start!);
}

const ways = [
  ['serial', createGenerator, serially],
  ['parallel', createParallelGenerator, inParallel],
] as const;

describe.each(ways)('%s generation', (_name, create, plainly) => {
  const build = (plain: Plain): { readonly generator: ScheduleGenerator; readonly order: Int32Array } => ({
    generator: create(buildNetwork(plain), packNeeds(plain)),
    order: Int32Array.from(orderOf(plain)),
  });

  it('gives what the plain definition gives, time and again', () => {
    fc.assert(
      fc.property(plains, (plain) => {
        const { generator, order } = build(plain);
        const expected = plainly(plain);
        const makespan = Math.max(0, ...expected.map((start, activity) => start + plain.durations[activity]!));
        const starts = new Int32Array(order.length);
        for (let again = 0; again < 2; again += 1) {
          expect(generator.generate(order, starts, 1e9)).toBe(makespan);
          expect([...starts]).toEqual(expected);
          expect(generator.generate(order, starts, makespan)).toBe(makespan);
          expect([...starts]).toEqual(expected);
          // Given up: fewer than all were placed, and the next schedule does not suffer.
          const gone = generator.generate(order, starts, makespan - 1);
          expect(gone).toBeLessThan(0);
          expect(-1 - gone).toBeLessThan(order.length);
        }
      }),
      { numRuns: 250 },
    );
  });

  it('gives up as soon as the longest path behind an activity says so', () => {
    // One machine: 0 (2 periods), then 1 (2) with 2 (5) behind it; alone it could end at 7, here at 9.
    const plain: Plain = {
      durations: [2, 2, 5],
      successors: [[], [2], []],
      capacities: [1],
      requirements: [[1], [1], [0]],
      keys: [0, 1, 2],
    };
    const { generator, order } = build(plain);
    const starts = new Int32Array(3);
    expect(generator.generate(order, starts, 9)).toBe(9);
    expect(generator.generate(order, starts, 8)).toBe(-2);
    expect(generator.generate(order, starts, 6)).toBe(-2);
    expect(generator.generate(order, starts, 1)).toBe(-1);
  });
});

describe('createOrderTurner', () => {
  it('lists activities by falling end, precedence kept from the other side', () => {
    const durations = [2, 3, 0, 1];
    const opposite = buildNetwork({ durations, successors: [[], [0], [1], []] });
    const order = new Int32Array(4);
    createOrderTurner(opposite).turn(6, Int32Array.from([0, 2, 5, 5]), order);
    expect([...order]).toEqual([3, 2, 1, 0]);
    createOrderTurner(opposite).turn(6, Int32Array.from([0, 2, 6, 0]), order);
    expect([...order]).toEqual([2, 1, 0, 3]);
  });
});

describe('packNeeds', () => {
  it('leaves out what can never be short and puts several resources into a word', () => {
    const packed = packNeeds({
      capacities: [3, 100, 2],
      requirements: [
        [2, 9, 1],
        [3, 9, 2],
      ],
    });
    expect(packed.words).toBe(1);
    expect(packNeeds({ capacities: [30], requirements: [[15], [15]] }).words).toBe(0);
    expect(
      packNeeds({
        capacities: [70_000, 70_000],
        requirements: [
          [40_000, 1],
          [40_000, 70_000],
        ],
      }).words,
    ).toBe(2);
  });
});
