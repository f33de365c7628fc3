import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnalyser, type Lesson } from './analyse.ts';
import { addClause, createClauses, propagateClauses } from './clauses.ts';
import { backTo, because, createTrail, decide, raise, type Trail } from './trail.ts';

type Literal = readonly [side: number, value: number];

const none = new Int32Array(0);
const lessonOf = (): Lesson => ({ literals: [9, 9], level: 9, quality: 9 });
const openTrail = (variables: number, highest: number): Trail =>
  createTrail({ lower: new Int32Array(variables), upper: new Int32Array(variables).fill(highest) });

/** Raises a bound for stated reasons. */
const follow = (trail: Trail, [side, value]: Literal, ...reasons: readonly Literal[]): boolean => {
  const start = trail.literalCount;
  for (const [other, bound] of reasons) because(trail, other, bound);
  return raise(trail, side, value, start, -1, none);
};

describe('what a conflict teaches', () => {
  const learn = (trail: Trail, bumped: number[] = []): Lesson => {
    const lesson = lessonOf();
    createAnalyser(trail, createClauses(trail.bound.length), (side) => bumped.push(side)).analyse(lesson);
    return lesson;
  };

  it('is the first point through which everything of the last decision passes', () => {
    // a >= 1 at level 1; b >= 1 at level 2, from it c >= 1, from that and a both d >= 1 and d <= 0.
    const trail = openTrail(4, 3);
    decide(trail, 0, 1);
    decide(trail, 2, 1);
    follow(trail, [4, 1], [2, 1]);
    follow(trail, [6, 1], [4, 1], [0, 1]);
    expect(follow(trail, [7, 0], [4, 1])).toBe(false);
    const bumped: number[] = [];
    // Not b but c: "c <= 0 or a <= 0", to be watched in this order, and c <= 0 follows at level 1.
    expect(learn(trail, bumped)).toEqual({ literals: [5, 0, 1, 0], level: 1, quality: 2 });
    expect([...new Set(bumped)].sort()).toEqual([0, 4, 6]);
  });

  it('is that everything is refuted where no decision took part', () => {
    const trail = openTrail(2, 3);
    follow(trail, [0, 2]);
    expect(follow(trail, [1, -1], [2, 0])).toBe(false);
    expect(learn(trail)).toMatchObject({ literals: [], level: -1 });
    // Also where decisions stand, but had no part in it.
    const later = openTrail(3, 3);
    follow(later, [0, 2]);
    decide(later, 4, 1);
    expect(follow(later, [1, -1])).toBe(false);
    expect(learn(later)).toMatchObject({ literals: [], level: -1 });
  });

  it('is a single literal where one decision alone is wrong', () => {
    const trail = openTrail(2, 3);
    decide(trail, 0, 2);
    follow(trail, [2, 1], [0, 1]);
    expect(follow(trail, [3, 0], [0, 2])).toBe(false);
    expect(learn(trail)).toEqual({ literals: [1, -1], level: 0, quality: 1 });
  });

  it('asks of a bound no more than the conflict needed', () => {
    // a >= 3 was decided, but a >= 1 is enough for the conflict.
    const trail = openTrail(3, 3);
    decide(trail, 0, 3);
    decide(trail, 2, 3);
    follow(trail, [4, 1], [0, 1], [2, 2]);
    expect(follow(trail, [5, 0], [2, 1])).toBe(false);
    // b >= 2 led to it, given a >= 1: "b <= 1 or a <= 0".
    expect(learn(trail)).toEqual({ literals: [3, -1, 1, 0], level: 1, quality: 2 });
  });

  it('leaves out a literal that the others already say', () => {
    // b >= 1 follows from a >= 1 alone; the clause need only name a.
    const trail = openTrail(4, 3);
    decide(trail, 0, 1);
    follow(trail, [2, 1], [0, 1]);
    decide(trail, 4, 1);
    follow(trail, [6, 1], [4, 1], [2, 1], [0, 1]);
    expect(follow(trail, [7, 0], [4, 1])).toBe(false);
    expect(learn(trail)).toEqual({ literals: [5, 0, 1, 0], level: 1, quality: 2 });
    // It does name b where b also needed another decision that is not in the clause.
    const wider = openTrail(5, 3);
    decide(wider, 8, 1);
    decide(wider, 0, 1);
    follow(wider, [2, 1], [0, 1], [8, 1]);
    decide(wider, 4, 1);
    follow(wider, [6, 1], [4, 1], [2, 1], [0, 1]);
    expect(follow(wider, [7, 0], [4, 1])).toBe(false);
    const lesson = learn(wider);
    expect(lesson).toMatchObject({ level: 2, quality: 2 });
    expect(lesson.literals.slice(0, 2)).toEqual([5, 0]);
    expect(lesson.literals).toHaveLength(6);
  });

  it('puts the literal of the level to go back to second', () => {
    const trail = openTrail(4, 3);
    decide(trail, 0, 1);
    decide(trail, 2, 1);
    decide(trail, 4, 1);
    follow(trail, [6, 1], [4, 1], [0, 1], [2, 1]);
    expect(follow(trail, [7, 0], [4, 1])).toBe(false);
    expect(learn(trail)).toEqual({ literals: [5, 0, 3, 0, 1, 0], level: 2, quality: 3 });
  });
});

const variables = 4;
const highest = 2;

/** All ways to give every variable a value from 0 to `highest`. */
const worlds: readonly (readonly number[])[] = Array.from({ length: (highest + 1) ** variables }, (_, index) =>
  Array.from(
    { length: variables },
    (_unused, variable) => Math.floor(index / (highest + 1) ** variable) % (highest + 1),
  ),
);
const holds = (world: readonly number[], [side, value]: Literal): boolean =>
  (side % 2 === 0 ? world[side >> 1]! : -world[side >> 1]!) >= value;

const literal = fc
  .tuple(fc.nat(variables - 1), fc.boolean(), fc.integer({ min: 1, max: highest }))
  .map(
    ([variable, isUpper, value]): Literal => (isUpper ? [2 * variable + 1, value - highest] : [2 * variable, value]),
  );
const clause = fc.uniqueArray(literal, { minLength: 2, maxLength: 3, selector: ([side]) => side });

const pairsOf = (flat: readonly number[]): Literal[] =>
  Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index]!, flat[2 * index + 1]!]);

describe('learning from every conflict', () => {
  it('decides any set of clauses as trying all worlds does, and each lesson is true and new', () => {
    fc.assert(
      fc.property(fc.array(clause, { maxLength: 26 }), fc.array(literal, { maxLength: 60 }), (given, wishes) => {
        const possible = worlds.filter((world) => given.every((one) => one.some((each) => holds(world, each))));
        const trail = openTrail(variables, highest);
        const clauses = createClauses(2 * variables);
        const lesson = lessonOf();
        const analyser = createAnalyser(trail, clauses, () => undefined);
        for (const one of given) addClause(clauses, one.flat(), 1);
        let head = 0;
        const propagate = (): boolean => {
          while (head < trail.size) {
            const entry = head++;
            if (!propagateClauses(clauses, trail, trail.side[entry]!, trail.old[entry]!)) return false;
          }
          return true;
        };
        /** Learns one conflict; false when everything is refuted. */
        const learn = (): boolean => {
          analyser.analyse(lesson);
          if (lesson.level < 0) return false;
          const literals = pairsOf(lesson.literals);
          for (const world of possible) expect(literals.some((each) => holds(world, each))).toBe(true);
          // All of it is false now; going back, the first alone is open again.
          for (const [side, value] of literals) expect(trail.bound[side ^ 1]).toBeGreaterThanOrEqual(1 - value);
          backTo(trail, lesson.level, () => undefined);
          head = Math.min(head, trail.size);
          const [first, ...others] = literals;
          expect(trail.bound[first![0] ^ 1]).toBeLessThan(1 - first![1]);
          for (const [side, value] of others) expect(trail.bound[side ^ 1]).toBeGreaterThanOrEqual(1 - value);
          expect(lesson.quality).toBeLessThanOrEqual(literals.length);
          if (others.length === 0) {
            expect(lesson.level).toBe(0);
            return raise(trail, first![0], first![1], trail.literalCount, -1, none);
          }
          const at = addClause(clauses, lesson.literals, lesson.quality);
          return raise(trail, first![0], first![1], trail.literalCount, at, clauses.store);
        };
        let refuted = false;
        for (const [side, value] of wishes) {
          if (refuted) break;
          if (value <= trail.bound[side]! || value > -trail.bound[side ^ 1]!) continue;
          decide(trail, side, value);
          while (!refuted && !propagate()) refuted = !learn();
        }
        for (let variable = 0; !refuted && variable < variables; ) {
          const [lower, upper] = [trail.bound[2 * variable]!, -trail.bound[2 * variable + 1]!];
          if (lower === upper) {
            variable += 1;
            continue;
          }
          decide(trail, 2 * variable, lower + 1);
          while (!refuted && !propagate()) refuted = !learn();
          variable = 0;
        }
        expect(refuted).toBe(possible.length === 0);
        if (refuted) return;
        const world = Array.from({ length: variables }, (_, variable) => trail.bound[2 * variable]!);
        expect(given.every((one) => one.some((each) => holds(world, each)))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
