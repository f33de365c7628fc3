import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundMakespan } from './bounds.ts';
import { buildNetwork, predecessorsOf, reverseNetwork, successorsOf } from './network.ts';

/** A chain 0 -> 1 -> 4 beside 2 and 3. */
const durations = [2, 3, 4, 1, 2];
const successors = [[1, 1], [4], [], [], []];

describe('buildNetwork', () => {
  const network = buildNetwork({ durations, successors });

  it('finds the longest path to and from every activity', () => {
    expect([...network.heads]).toEqual([0, 2, 0, 0, 5]);
    expect([...network.tails]).toEqual([7, 5, 4, 1, 2]);
    expect(network.criticalPath).toBe(7);
    expect(network.horizon).toBe(12);
  });

  it('knows neighbours, each once, and an order that respects them', () => {
    expect(successorsOf(network, 0)).toEqual([1]);
    expect(predecessorsOf(network, 4)).toEqual([1]);
    expect(predecessorsOf(network, 2)).toEqual([]);
    const place = [0, 1, 2, 3, 4].map((activity) => network.order.indexOf(activity));
    expect(place[0]).toBeLessThan(place[1]!);
    expect(place[1]).toBeLessThan(place[4]!);
    expect(new Set(place).size).toBe(5);
  });

  it('turns round: heads and tails change places', () => {
    const turned = reverseNetwork(network);
    expect([...turned.heads]).toEqual([...network.tails].map((tail, activity) => tail - durations[activity]!));
    expect([...turned.tails]).toEqual([...network.heads].map((head, activity) => head + durations[activity]!));
    expect(successorsOf(turned, 4)).toEqual([1]);
    expect(turned.criticalPath).toBe(7);
  });

  it('takes the longest of several ways', () => {
    const diamond = buildNetwork({ durations: [1, 5, 2, 1], successors: [[1, 2], [3], [3], []] });
    expect([...diamond.heads]).toEqual([0, 1, 1, 6]);
    expect([...diamond.tails]).toEqual([7, 6, 3, 1]);
  });
});

describe('boundMakespan', () => {
  const bound = (capacities: readonly number[], requirements: readonly (readonly number[])[]) =>
    boundMakespan(buildNetwork({ durations, successors }), { capacities, requirements });

  it('is the critical path where resources do not press', () => {
    expect(bound([9], [[1], [1], [1], [1], [1]])).toBe(7);
    expect(bound([], [[], [], [], [], []])).toBe(7);
  });

  it('is the work over the capacity, rounded up, of the most pressed resource', () => {
    // 2 + 3 + 4 + 1 + 2 = 12 periods of a single machine; 2 * 12 = 24 units at 3 a period are 8.
    expect(bound([1], [[1], [1], [1], [1], [1]])).toBe(12);
    expect(bound([3], [[2], [2], [2], [2], [2]])).toBe(8);
    expect(
      bound(
        [9, 3],
        [2, 2, 2, 2, 2].map((need) => [1, need]),
      ),
    ).toBe(8);
    // 13 * 2 / 3 = 8.67 periods.
    const longer = buildNetwork({ durations: [2, 3, 4, 2, 2], successors });
    expect(boundMakespan(longer, { capacities: [3], requirements: [[2], [2], [2], [2], [2]] })).toBe(9);
  });

  it('counts what must come before and behind the work', () => {
    // Between a first and a last activity of 3 periods lie two of 4 that exclude each other: 3 + 8 + 3.
    const network = buildNetwork({ durations: [3, 4, 4, 3], successors: [[1, 2], [3], [3], []] });
    expect(boundMakespan(network, { capacities: [1], requirements: [[0], [1], [1], [0]] })).toBe(14);
  });

  it('takes no notice of a resource that nobody has or needs', () => {
    expect(bound([0], [[0], [0], [0], [0], [0]])).toBe(7);
  });

  it('never exceeds one thing after the other, never falls below the critical path', () => {
    const tables = fc.integer({ min: 1, max: 8 }).chain((count) =>
      fc.record({
        durations: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: count, maxLength: count }),
        needs: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: count, maxLength: count }),
        arcs: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 12 }),
      }),
    );
    fc.assert(
      fc.property(tables, ({ durations: lengths, needs, arcs }) => {
        const links = lengths.map((_, from) => arcs.flatMap(([a, b]) => (a === from && b > a ? [b] : [])));
        const network = buildNetwork({ durations: lengths, successors: links });
        const value = boundMakespan(network, { capacities: [3], requirements: needs.map((need) => [need]) });
        expect(value).toBeGreaterThanOrEqual(network.criticalPath);
        expect(value).toBeLessThanOrEqual(network.horizon);
      }),
    );
  });
});
