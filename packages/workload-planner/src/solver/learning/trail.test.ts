import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backTo, because, createTrail, decide, entryOf, raise, type Trail } from './trail.ts';

const none = new Int32Array(0);
/** x in 2 .. 7 (sides 0 and 1) and y in 0 .. 5 (sides 2 and 3). */
const open = (): Trail => createTrail({ lower: Int32Array.of(2, 0), upper: Int32Array.of(7, 5) });
const forget = () => undefined;

describe('the trail', () => {
  it('knows first bounds from both sides', () => {
    const trail = open();
    expect([...trail.bound]).toEqual([2, -7, 0, -5]);
    expect([...trail.last]).toEqual([-1, -1, -1, -1]);
    expect([trail.size, trail.literalCount]).toEqual([0, 0]);
    expect(trail.levelStart).toEqual([0]);
  });

  it('raises a bound for a reason, and remembers both', () => {
    const trail = open();
    because(trail, 0, 2);
    expect(raise(trail, 2, 3, 0, -1, none)).toBe(true);
    expect(trail.bound[2]).toBe(3);
    expect([...trail.literals.subarray(trail.reasonStart[0], trail.reasonEnd[0])]).toEqual([0, 2]);
    expect([trail.side[0], trail.value[0], trail.old[0], trail.previous[0], trail.level[0]]).toEqual([2, 3, 0, -1, 0]);
    expect([trail.clause[0], trail.last[2], trail.size]).toEqual([-1, 0, 1]);
  });

  it('raises nothing that holds already, and lets go of the reason', () => {
    const trail = open();
    because(trail, 2, 0);
    expect(raise(trail, 0, 2, 0, -1, none)).toBe(true);
    expect([trail.size, trail.literalCount]).toEqual([0, 0]);
    because(trail, 2, 0);
    // A clause has no literals of its own on the trail: those that stand there are not its to take.
    expect(raise(trail, 0, 2, 2, 0, Int32Array.of(1, 1, 0, 2))).toBe(true);
    expect(trail.literalCount).toBe(2);
  });

  it('says what cannot hold together: the other bound and the reasons', () => {
    const trail = open();
    trail.conflict.push(9, 9);
    because(trail, 2, 0);
    because(trail, 3, -5);
    expect(raise(trail, 0, 8, 0, -1, none)).toBe(false);
    // x <= 7 with y >= 0 and y <= 5.
    expect(trail.conflict).toEqual([1, -7, 2, 0, 3, -5]);
    expect(trail.size).toBe(0);
  });

  it('says the same of a clause: all its other literals are false', () => {
    const trail = createTrail({ lower: Int32Array.of(2, 0, 0), upper: Int32Array.of(7, 5, 5) });
    // Two words before it; x >= 8, or y >= 6, or z <= -1 (side 5 is -z), watched in another order.
    const clauses = Int32Array.of(0, 0, 3, 2, 2, 6, 0, 8, 5, 1);
    expect(raise(trail, 0, 8, 0, 2, clauses)).toBe(false);
    expect(trail.conflict).toEqual([1, -7, 3, -5, 4, 0]);
  });

  it('keeps a clause as the reason, without literals', () => {
    const trail = open();
    because(trail, 2, 0);
    expect(raise(trail, 0, 4, 2, 5, Int32Array.of(0))).toBe(true);
    expect([trail.clause[0], trail.reasonStart[0], trail.reasonEnd[0]]).toEqual([5, 2, 2]);
  });

  it('reaches exactly the other bound without conflict', () => {
    const trail = open();
    expect(raise(trail, 0, 7, 0, -1, none)).toBe(true);
    expect(trail.bound[0]).toBe(7);
    expect(raise(trail, 0, 8, 0, -1, none)).toBe(false);
  });

  it('finds the entry that made a bound true', () => {
    const trail = open();
    decide(trail, 0, 3);
    decide(trail, 0, 6);
    expect([2, 3, 4, 6].map((value) => entryOf(trail, 0, value))).toEqual([-1, 0, 1, 1]);
  });

  it('undoes a level from the newest entry back, with its reasons', () => {
    const trail = open();
    because(trail, 0, 2);
    raise(trail, 2, 1, 0, -1, none);
    decide(trail, 0, 3);
    decide(trail, 0, 5);
    because(trail, 0, 5);
    raise(trail, 3, -4, 2, -1, none);
    const undone: number[] = [];
    backTo(trail, 1, (side) => undone.push(side));
    expect(undone).toEqual([3, 0]);
    expect([...trail.bound]).toEqual([3, -7, 1, -5]);
    expect([trail.size, trail.literalCount]).toEqual([2, 2]);
    expect(trail.levelStart).toEqual([0, 1]);
    backTo(trail, 1, (side) => undone.push(side));
    backTo(trail, 4, (side) => undone.push(side));
    expect(undone).toEqual([3, 0]);
    backTo(trail, 0, forget);
    // What holds at level 0 holds for ever.
    expect([...trail.bound]).toEqual([2, -7, 1, -5]);
    expect([...trail.last]).toEqual([-1, -1, 0, -1]);
  });

  it('loses nothing when it grows', () => {
    const many = 5000;
    const trail = createTrail({ lower: Int32Array.of(0), upper: Int32Array.of(many) });
    for (let value = 1; value <= many; value += 1) {
      const reason = trail.literalCount;
      for (let times = 0; times < 8; times += 1) because(trail, 1, -value);
      if (value % 2 === 0) decide(trail, 0, value);
      else expect(raise(trail, 0, value, reason, -1, none)).toBe(true);
    }
    expect(trail.literalCount).toBe(2 * 8 * many);
    for (const value of [1, 4095, 4097, 4999]) {
      const entry = value - 1;
      expect([trail.side[entry], trail.value[entry], trail.old[entry]]).toEqual([0, value, value - 1]);
      expect([trail.previous[entry], trail.clause[entry], trail.level[entry]]).toEqual([
        value - 2,
        -1,
        Math.floor(value / 2),
      ]);
      const reasons = trail.literals.subarray(trail.reasonStart[entry], trail.reasonEnd[entry]);
      expect([...reasons]).toEqual(Array.from({ length: 16 }, (_, at) => (at % 2 === 0 ? 1 : -value)));
    }
  });

  it('stands after any decisions and returns as if only the kept ones had been made', () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ to: fc.nat(4) }),
        fc.record({ side: fc.nat(3), up: fc.integer({ min: 1, max: 2 }), decides: fc.boolean() }),
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(steps, (given) => {
        const trail = open();
        let levels = [[...trail.bound]];
        for (const step of given) {
          const before = [...trail.bound];
          if ('to' in step) {
            levels = levels.slice(0, step.to + 1);
            backTo(trail, step.to, forget);
          } else {
            const value = before[step.side]! + step.up;
            if (value > -before[step.side ^ 1]!) continue;
            const after = before.map((bound, side) => (side === step.side ? value : bound));
            if (step.decides) {
              decide(trail, step.side, value);
              levels.push(after);
            } else {
              raise(trail, step.side, value, trail.literalCount, -1, none);
              levels[levels.length - 1] = after;
            }
          }
          expect([...trail.bound]).toEqual(levels.at(-1));
          expect(trail.levelStart).toHaveLength(levels.length);
        }
      }),
    );
  });
});
