import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ResourceProject } from '../../instances/model.ts';
import { validateSchedule } from '../../instances/validate-schedule.ts';
import { createGenerator } from '../generate.ts';
import { buildNetwork } from '../network.ts';
import { packNeeds } from '../packed-needs.ts';
import { createFastRandom } from '../random.ts';
import { createLearningSearch } from './prove.ts';

type Plain = Pick<ResourceProject, 'durations' | 'successors' | 'capacities' | 'requirements'>;

const plains: fc.Arbitrary<Plain> = fc.integer({ min: 1, max: 5 }).chain((count) => {
  const each = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { minLength: count, maxLength: count });
  return fc
    .record({
      durations: each(fc.integer({ min: 0, max: 3 })),
      arcs: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 4 }),
      capacities: fc.constantFrom([2], [2, 3], [3, 70_000]),
      requirements: each(fc.tuple(fc.nat(2), fc.nat(3))),
    })
    .map(({ durations, arcs, capacities, requirements }) => ({
      durations,
      capacities,
      successors: durations.map((_, from) => arcs.flatMap(([a, b]) => (a === from && b > a ? [b] : []))),
      requirements: requirements.map((row) => row.slice(0, capacities.length)),
    }));
});

const open = (plain: Plain, deadline: number, seed = 1) =>
  createLearningSearch({
    network: buildNetwork(plain),
    packed: packNeeds(plain),
    capacities: plain.capacities,
    requirements: plain.requirements,
    deadline,
    random: createFastRandom(seed),
  });
const never = () => false;
const endOf = ({ durations }: Plain, starts: Int32Array): number =>
  Math.max(0, ...durations.map((duration, activity) => starts[activity]! + duration));

function expectValid(plain: Plain, starts: Int32Array, deadline: number): void {
  const project = { kind: 'resource-project' as const, name: 'plain', ...plain };
  expect(validateSchedule({ project, schedule: { starts: [...starts], staffing: [] } })).toEqual([]);
  expect(endOf(plain, starts)).toBeLessThanOrEqual(deadline);
}

/** The shortest makespan, by trying every start of every activity. */
function exhaust({ durations, successors, capacities, requirements }: Plain): number {
  const starts: number[] = [];
  let best = durations.reduce((sum, duration) => sum + duration, 0);
  const place = (activity: number, end: number): void => {
    if (activity === durations.length) {
      best = Math.min(best, end);
      return;
    }
    const duration = durations[activity]!;
    const ready = Math.max(
      0,
      ...successors.flatMap((list, from) => (list.includes(activity) ? [starts[from]! + durations[from]!] : [])),
    );
    for (let start = ready; start + duration <= best; start += 1) {
      starts[activity] = start;
      let fits = true;
      for (let time = start; fits && time < start + duration; time += 1)
        fits = capacities.every(
          (most, r) =>
            starts
              .slice(0, activity + 1)
              .reduce(
                (sum, other, a) => sum + (other <= time && time < other + durations[a]! ? requirements[a]![r]! : 0),
                0,
              ) <= most,
        );
      if (fits) place(activity + 1, Math.max(end, start + duration));
    }
    starts.length = activity;
  };
  place(0, 0);
  return best;
}

/** The shortest makespan of serial generation over all orders: one of them is optimal (Kolisch 1996). */
function bestOfAllOrders(plain: Plain): number {
  const { durations, successors } = plain;
  const generator = createGenerator(buildNetwork(plain), packNeeds(plain));
  const order = new Int32Array(durations.length);
  const starts = new Int32Array(durations.length);
  let best = Number.POSITIVE_INFINITY;
  const extend = (length: number, open: readonly number[]): void => {
    if (length === durations.length) best = Math.min(best, generator.generate(order, starts, 1e9));
    for (const activity of open) {
      if (open.some((other) => successors[other]!.includes(activity))) continue;
      order[length] = activity;
      extend(
        length + 1,
        open.filter((other) => other !== activity),
      );
    }
  };
  extend(0, [...durations.keys()]);
  return best;
}

describe('the learning search', () => {
  it('finds a schedule by every deadline that can be kept, and refutes every other', () => {
    fc.assert(
      fc.property(plains, fc.integer(), (plain, seed) => {
        const optimum = exhaust(plain);
        for (let deadline = Math.max(0, optimum - 2); deadline <= optimum + 1; deadline += 1) {
          const search = open(plain, deadline, seed);
          expect(search.search(10_000, never)).toBe(deadline < optimum ? 'refuted' : 'found');
          if (deadline >= optimum) expectValid(plain, search.starts, deadline);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('can be asked for an earlier end again and again, until none can exist', () => {
    fc.assert(
      fc.property(plains, (plain) => {
        const optimum = exhaust(plain);
        const search = open(
          plain,
          plain.durations.reduce((sum, duration) => sum + duration, 0),
        );
        let deadline = Number.POSITIVE_INFINITY;
        for (;;) {
          const verdict = search.search(10_000, never);
          if (verdict !== 'found') {
            expect(verdict).toBe('refuted');
            break;
          }
          expectValid(plain, search.starts, deadline);
          deadline = endOf(plain, search.starts) - 1;
          search.tighten(deadline);
        }
        expect(deadline).toBe(optimum - 1);
        // What is refuted stays so.
        expect(search.search(1, never)).toBe('refuted');
      }),
      { numRuns: 120 },
    );
  });

  it('is not led astray by what it learns, however bad the suggestion', () => {
    const tight = fc.record({
      durations: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 7, maxLength: 7 }),
      arcs: fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { minLength: 4, maxLength: 14 }),
      requirements: fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 2 })), {
        minLength: 7,
        maxLength: 7,
      }),
      capacity: fc.integer({ min: 2, max: 3 }),
      suggested: fc.array(fc.nat(20), { minLength: 7, maxLength: 7 }),
      seed: fc.nat(99),
    });
    fc.assert(
      fc.property(tight, ({ durations, arcs, requirements, capacity, suggested, seed }) => {
        const plain: Plain = {
          durations,
          successors: durations.map((_, from) => arcs.flatMap(([a, b]) => (a === from && b > a ? [b] : []))),
          capacities: [3, capacity],
          requirements,
        };
        const optimum = bestOfAllOrders(plain);
        for (const deadline of [optimum - 1, optimum]) {
          const search = open(plain, deadline, seed);
          let verdict = search.search(0, never);
          for (let portion = 0; verdict === 'unknown' && portion < 1000; portion += 1) {
            search.suggest(
              Int32Array.from(suggested, (start, activity) => suggested[(activity + portion) % 7]! + (start % 3)),
            );
            verdict = search.search(5, never);
          }
          expect(verdict).toBe(deadline < optimum ? 'refuted' : 'found');
          if (deadline === optimum) expectValid(plain, search.starts, deadline);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('takes the suggested schedule where that can be, whatever the seed', () => {
    const plain: Plain = {
      durations: [2, 2, 1, 3],
      successors: [[3], [], [], []],
      capacities: [2],
      requirements: [[1], [2], [1], [1]],
    };
    for (let seed = 0; seed < 8; seed += 1) {
      const search = open(plain, 12, seed);
      const wanted = Int32Array.of(1, 4, 8, 7);
      search.suggest(wanted);
      expect(search.search(1, never)).toBe('found');
      expect([...search.starts]).toEqual([...wanted]);
      // Asked once more, it is near the schedule it found.
      expect(search.search(1, never)).toBe('found');
      expect([...search.starts]).toEqual([...wanted]);
    }
  });

  it('keeps anchors where they are and moves the others', () => {
    // One machine, four activities of two periods, two of them wanted at the same time.
    const plain: Plain = {
      durations: [2, 2, 2, 2],
      successors: [[], [], [], []],
      capacities: [1],
      requirements: [[1], [1], [1], [1]],
    };
    for (let seed = 0; seed < 8; seed += 1) {
      const search = open(plain, 8, seed);
      search.suggest(Int32Array.of(4, 0, 0, 6));
      expect(search.searchAround(Int32Array.of(3, 1, 0), 100, never)).toBe('found');
      expect([...search.starts]).toEqual([4, 0, 2, 6]);
    }
  });

  it('gives up after so many conflicts, goes on where it stopped, and stops when told', () => {
    // Eight activities of three periods, two at a time: twelve periods. Eleven cannot be, and no bound says so at once.
    const plain = hard(8);
    const search = open(plain, 11);
    expect(search.search(5, never)).toBe('unknown');
    expect(search.search(1000, () => true)).toBe('unknown');
    let portions = 0;
    while (portions < 1000 && search.search(20, never) === 'unknown') portions += 1;
    expect(portions).toBeGreaterThan(1);
    expect(portions).toBeLessThan(1000);
    expect(search.search(20, never)).toBe('refuted');
    expect(open(plain, 12).search(1000, never)).toBe('found');
  });

  it('asks whether to stop at each restart: first after some 100 conflicts', () => {
    const asked = (conflicts: number): number => {
      let calls = 0;
      const count = () => {
        calls += 1;
        return false;
      };
      expect(open(hard(10), 14).search(conflicts, count)).toBe('unknown');
      return calls;
    };
    expect([50, 150].map(asked)).toEqual([1, 2]);
  });

  it('knows without a search that a path is too long', () => {
    const chain: Plain = { durations: [2, 3], successors: [[1], []], capacities: [], requirements: [[], []] };
    expect(open(chain, 4).search(0, never)).toBe('refuted');
    const search = open(chain, 6);
    expect(search.search(0, never)).toBe('unknown');
    expect(search.search(1, never)).toBe('found');
    search.tighten(4);
    expect(search.search(0, never)).toBe('refuted');
  });
});

/** So many activities of three periods, two at a time. */
function hard(count: number): Plain {
  const each = <Item>(item: Item) => Array.from({ length: count }, () => item);
  return { durations: each(3), successors: each([]), capacities: [2], requirements: each([1]) };
}
