import { compareSelectionRates } from '@meritkit/skills-matrix';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const of = (selected: readonly number[]) =>
  selected.map((count, at) => ({ group: `g${at}`, selected: count, considered: 100 }));

test('of 60, 45, 48 and 51 in a hundred only 45 is below four fifths: 48 is exactly on it', () => {
  const { reference, groups } = compareSelectionRates({ groups: of([60, 45, 48, 51]) });
  expect(reference).toBe('g0');
  expect(groups.map((group) => group.impactRatio)).toEqual([1, 0.75, 0.8, 0.85]);
  expect(groups.map((group) => group.belowFourFifths)).toEqual([false, true, false, false]);
  expect(groups[0]!.fisherP).toBeNull();
});

test('nobody considered or nobody selected is unknown, not zero', () => {
  const empty = compareSelectionRates({
    groups: [
      { group: 'a', selected: 0, considered: 0 },
      { group: 'b', selected: 1, considered: 2 },
    ],
  });
  expect(empty.groups[0]).toMatchObject({ rate: null, impactRatio: null, belowFourFifths: false, fisherP: null });
  const none = compareSelectionRates({ groups: [{ group: 'a', selected: 0, considered: 9 }] });
  expect(none).toMatchObject({ reference: null, groups: [{ rate: 0, impactRatio: null }] });
});

test('broken counts are refused by their path', () => {
  for (const bad of [
    { selected: 3, considered: 2 },
    { selected: -1, considered: 2 },
    { selected: 0.5, considered: 2 },
    { selected: 1, considered: Number.NaN },
  ]) {
    expect(() =>
      compareSelectionRates({
        groups: [
          { group: 'a', selected: 1, considered: 2 },
          { group: 'b', ...bad },
        ],
      }),
    ).toThrow(/groups\[1\]/);
  }
  expect(() => compareSelectionRates({ groups: of([1]).concat(of([2])) })).toThrow(/groups\[1\]/);
});

test('four fifths is decided as by exact fractions', () => {
  const counts = fc
    .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }))
    .map(([a, b]) => ({ selected: Math.min(a, b), considered: Math.max(a, b, 1) }));
  fc.assert(
    fc.property(counts, counts, (a, b) => {
      const { groups, reference } = compareSelectionRates({
        groups: [
          { group: 'a', ...a },
          { group: 'b', ...b },
        ],
      });
      if (reference === null) return;
      const best = reference === 'a' ? a : b;
      for (const [at, own] of [a, b].entries()) {
        expect(own.selected * best.considered).toBeLessThanOrEqual(best.selected * own.considered);
        expect(groups[at]!.belowFourFifths).toBe(
          own.selected * best.considered * 5 < best.selected * own.considered * 4,
        );
      }
    }),
  );
});
