import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addClause, createClauses, forgetClauses, propagateClauses } from './clauses.ts';
import { backTo, createTrail, decide, raise, type Trail } from './trail.ts';

type Literal = readonly [side: number, value: number];
type Clause = readonly Literal[];

const variables = 4;
const highest = 3;
const none = new Int32Array(0);
const openTrail = (): Trail =>
  createTrail({ lower: new Int32Array(variables), upper: new Int32Array(variables).fill(highest) });

/** "x >= 1" to "x >= 3" and "x <= 0" to "x <= 2". */
const literal = fc
  .tuple(fc.nat(variables - 1), fc.boolean(), fc.integer({ min: 1, max: highest }))
  .map(
    ([variable, isUpper, value]): Literal => (isUpper ? [2 * variable + 1, value - highest] : [2 * variable, value]),
  );
const clause = fc.uniqueArray(literal, { minLength: 2, maxLength: 4, selector: ([side]) => side });

/** Unit propagation by its definition, until nothing changes; undefined on conflict. */
function plainly(bounds: readonly number[], clauses: readonly Clause[]): readonly number[] | undefined {
  const bound = [...bounds];
  for (let again = true; again; ) {
    again = false;
    for (const one of clauses) {
      if (one.some(([side, value]) => bound[side]! >= value)) continue;
      const possible = one.filter(([side, value]) => value <= -bound[side ^ 1]!);
      if (possible.length === 0) return undefined;
      if (possible.length > 1) continue;
      const [side, value] = possible[0]!;
      bound[side] = value;
      again = true;
    }
  }
  return bound;
}

/** Carries every entry from `head` on to the clauses; false on conflict. */
function propagate(trail: Trail, clauses: ReturnType<typeof createClauses>, head: number): boolean {
  for (let entry = head; entry < trail.size; entry += 1)
    if (!propagateClauses(clauses, trail, trail.side[entry]!, trail.old[entry]!)) return false;
  return true;
}

const literalsOf = (clauses: ReturnType<typeof createClauses>, offset: number): Literal[] =>
  Array.from({ length: clauses.store[offset]! }, (_, index) => [
    clauses.store[offset + 2 + 2 * index]!,
    clauses.store[offset + 3 + 2 * index]!,
  ]);

describe('learned clauses', () => {
  it('say all that unit propagation says, after any decisions and returns', () => {
    const steps = fc.array(fc.oneof(literal, fc.nat(3)), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(clause, { maxLength: 8 }), steps, (given, moves) => {
        const trail = openTrail();
        const clauses = createClauses(2 * variables);
        for (const one of given) addClause(clauses, one.flat(), 1);
        for (const move of moves) {
          if (typeof move === 'number') {
            backTo(trail, move, () => undefined);
            continue;
          }
          const [side, value] = move;
          if (value <= trail.bound[side]! || value > -trail.bound[side ^ 1]!) continue;
          const before = [...trail.bound];
          const head = trail.size;
          decide(trail, side, value);
          const expected = plainly(
            before.map((bound, at) => (at === side ? value : bound)),
            given,
          );
          const fine = propagate(trail, clauses, head);
          expect(fine).toBe(expected !== undefined);
          if (fine) {
            expect([...trail.bound]).toEqual(expected);
            continue;
          }
          // What is named cannot hold together, and does hold, or would have by the clause that failed.
          const { conflict } = trail;
          const bounds = openTrail().bound;
          for (let at = 0; at < conflict.length; at += 2) {
            expect(trail.bound[conflict[at]!]).toBeGreaterThanOrEqual(conflict[at + 1]!);
            bounds[conflict[at]!] = Math.max(bounds[conflict[at]!]!, conflict[at + 1]!);
          }
          expect(plainly([...bounds], given)).toBeUndefined();
          backTo(trail, trail.levelStart.length - 2, () => undefined);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('give as the reason of a bound the clause of which it is the first literal', () => {
    const trail = openTrail();
    const clauses = createClauses(2 * variables);
    const offset = addClause(clauses, [0, 2, 2, 3, 4, 1], 2);
    // y <= 2 and z <= 0: only x >= 2 is left.
    decide(trail, 3, -2);
    expect(propagate(trail, clauses, 0)).toBe(true);
    decide(trail, 5, 0);
    expect(propagate(trail, clauses, 1)).toBe(true);
    expect(trail.bound[0]).toBe(2);
    expect(trail.clause[trail.last[0]!]).toBe(offset);
    expect(literalsOf(clauses, offset)[0]).toEqual([0, 2]);
  });

  it('outgrow their store without loss', () => {
    const clauses = createClauses(2 * variables);
    const offsets = Array.from({ length: 9000 }, (_, index) => addClause(clauses, [0, index, 2, 1, 5, -2], index));
    expect(clauses.store.length).toBeGreaterThanOrEqual(9000 * 8);
    expect(clauses.offsets).toEqual(offsets);
    for (const index of [0, 8191, 8192, 8999]) {
      expect(clauses.store[offsets[index]! + 1]).toBe(index);
      expect(literalsOf(clauses, offsets[index]!)).toEqual([
        [0, index],
        [2, 1],
        [5, -2],
      ]);
    }
    const wide = createClauses(2 * variables);
    const long = Array.from({ length: 70_000 }, () => [0, 1]).flat();
    const offset = addClause(wide, long, 1);
    expect(wide.store[offset]).toBe(70_000);
  });

  it('are forgotten by half, the ones of many levels first, of equal ones the older', () => {
    const trail = openTrail();
    const clauses = createClauses(2 * variables);
    for (const [value, quality] of [
      [1, 2],
      [2, 9],
      [3, 4],
      [1, 4],
      [2, 1],
    ] as const)
      addClause(clauses, [0, value, 2, 3, 4, quality > 3 ? 2 : 1], quality);
    forgetClauses(clauses, trail);
    expect(clauses.offsets.map((offset) => literalsOf(clauses, offset))).toEqual([
      [
        [0, 1],
        [2, 3],
        [4, 1],
      ],
      [
        [0, 2],
        [2, 3],
        [4, 1],
      ],
    ]);
    expect(clauses.offsets.map((offset) => clauses.store[offset + 1])).toEqual([2, 1]);
    addClause(clauses, [0, 1, 2, 2], 4);
    addClause(clauses, [0, 1, 2, 3], 4);
    forgetClauses(clauses, trail);
    addClause(clauses, [0, 3, 4, 3], 4);
    addClause(clauses, [0, 2, 4, 3], 4);
    forgetClauses(clauses, trail);
    expect(clauses.offsets.map((offset) => clauses.store[offset + 1])).toEqual([2, 1]);
    // They still watch: with x <= 0 and y <= 2 both say z >= 1.
    decide(trail, 1, 0);
    decide(trail, 3, -2);
    expect(propagate(trail, clauses, 0)).toBe(true);
    expect(trail.bound[4]).toBe(1);
  });

  it('lose what is settled for good: true clauses and false literals', () => {
    const trail = openTrail();
    raise(trail, 0, 2, 0, -1, none);
    const clauses = createClauses(2 * variables);
    addClause(clauses, [0, 2, 2, 3], 1);
    addClause(clauses, [2, 3, 4, 1, 1, -1], 1);
    addClause(clauses, [2, 3, 4, 1, 1, -2], 1);
    for (let more = 0; more < 3; more += 1) addClause(clauses, [2, 1, 4, 1], 9);
    forgetClauses(clauses, trail);
    // x >= 2 made the first true and the second's "x <= 1" false; the third's "x <= 2" may yet be.
    expect(clauses.offsets.map((offset) => literalsOf(clauses, offset))).toEqual([
      [
        [2, 3],
        [4, 1],
      ],
      [
        [2, 3],
        [4, 1],
        [1, -2],
      ],
    ]);
    decide(trail, 5, 0);
    expect(propagate(trail, clauses, 1)).toBe(true);
    expect(trail.bound[2]).toBe(3);
  });
});
