import { createRandom } from '@meritkit/core/random';
import { describe, expect, it } from 'vitest';
import { correlateRedemption, ranks } from './correlation.ts';
import { measureReciprocity } from './reciprocity.ts';

describe('redemption beside participation', () => {
  it('is Spearman’s coefficient, with Bonett and Wright’s interval', () => {
    // IQ and hours of television, the textbook example of Spearman's rank correlation: rho = -29/165.
    const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
    const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
    const result = correlateRedemption({
      people: iq.map((redeemed, index) => ({ redeemed, participated: hours[index]! })),
    });
    if (!result.ok || result.correlation === null) throw new Error('a number was expected');
    const { coefficient, interval, warnings } = result.correlation;
    expect(coefficient).toBeCloseTo(-29 / 165, 12);
    const half = 1.959963984540054 * Math.sqrt((1 + (29 / 165) ** 2 / 2) / 7);
    expect(interval[0]).toBeCloseTo(Math.tanh(Math.atanh(-29 / 165) - half), 9);
    expect(interval[1]).toBeCloseTo(Math.tanh(Math.atanh(-29 / 165) + half), 9);
    expect(warnings).toEqual(['association-is-not-cause', 'points-are-earned-by-participating']);
  });

  it('shares the mean rank among ties, and reaches both ends', () => {
    expect(ranks([10, 20, 20, 5])).toEqual([2, 3.5, 3.5, 1]);
    const line = (sign: number) =>
      Array.from({ length: 12 }, (_, index) => ({ redeemed: index, participated: sign * index }));
    expect(correlateRedemption({ people: line(1) })).toMatchObject({
      correlation: { coefficient: 1, interval: [1, 1] },
    });
    expect(correlateRedemption({ people: line(-1) })).toMatchObject({ correlation: { coefficient: -1 } });
  });

  it('is refused for few people, whatever is asked for, and unknown where nobody differs', () => {
    const people = Array.from({ length: 9 }, (_, index) => ({ redeemed: index, participated: index }));
    expect(correlateRedemption({ people })).toEqual({
      ok: false,
      rejection: { code: 'ledger/group-too-small', people: 9, minimum: 10 },
    });
    expect(correlateRedemption({ people: people.slice(0, 4), minimumGroup: 1 })).toMatchObject({
      rejection: { minimum: 5 },
    });
    const same = people.map((person) => ({ ...person, redeemed: 3 }));
    expect(correlateRedemption({ people: same, minimumGroup: 9 })).toEqual({
      ok: true,
      correlation: null,
      unknown: { reason: 'no-variation' },
    });
  });

  it('covers the truth as often as it says, for unrelated numbers', () => {
    const random = createRandom('coverage');
    let covered = 0;
    const runs = 600;
    for (let run = 0; run < runs; run += 1) {
      const people = Array.from({ length: 30 }, () => ({ redeemed: random.next(), participated: random.next() }));
      const result = correlateRedemption({ people });
      if (
        result.ok &&
        result.correlation !== null &&
        result.correlation.interval[0] <= 0 &&
        result.correlation.interval[1] >= 0
      )
        covered += 1;
    }
    expect(Math.abs(covered / runs - 0.95)).toBeLessThan(3 * Math.sqrt((0.95 * 0.05) / runs));
  });
});

describe('recognition in circles', () => {
  const edges = (pairs: readonly string[]) => pairs.map((pair) => ({ from: pair[0]!, to: pair[1]!, amount: 10 }));
  const crowd = edges(['ga', 'ha', 'ia', 'ja', 'kb']);

  it('is off unless switched on, and silent about few people', () => {
    expect(measureReciprocity({ recognitions: crowd, enabled: false })).toMatchObject({
      rejection: { code: 'ledger/switched-off' },
    });
    expect(measureReciprocity({ recognitions: edges(['ab', 'ba']), enabled: true, minimumGroup: 1 })).toEqual({
      ok: false,
      rejection: { code: 'ledger/group-too-small', people: 2, minimum: 5 },
    });
  });

  it('counts each ring once, by length, and names nobody', () => {
    const recognitions = [...crowd, ...edges(['ab', 'ba', 'bc', 'ca', 'cd', 'da', 'aa', 'ab', 'le'])];
    const result = measureReciprocity({ recognitions, enabled: true });
    expect(result).toEqual({
      ok: true,
      reciprocity: {
        givers: 10,
        recognitions: 14,
        mutualShare: 30 / 130,
        rings: [
          { length: 2, count: 1 },
          { length: 3, count: 1 },
          { length: 4, count: 1 },
        ],
        stopped: false,
      },
    });
  });

  it('agrees with counting every ordered choice of people', () => {
    const random = createRandom('rings');
    for (let run = 0; run < 40; run += 1) {
      const names = ['a', 'b', 'c', 'd', 'e', 'f'];
      const pairs = names.flatMap((from) =>
        names.filter((to) => to !== from && random.next() < 0.4).map((to) => from + to),
      );
      const has = new Set(pairs);
      const count = (length: number) => {
        let found = 0;
        const extend = (path: string[]): void => {
          if (path.length === length) {
            if (has.has(path[length - 1]! + path[0]!)) found += 1;
            return;
          }
          for (const name of names) if (!path.includes(name) && has.has(path.at(-1)! + name)) extend([...path, name]);
        };
        for (const name of names) extend([name]);
        return found / length;
      };
      const result = measureReciprocity({ recognitions: edges(pairs), enabled: true, longest: 5, minimumGroup: 5 });
      if (!result.ok) continue;
      expect(result.reciprocity.rings).toEqual([2, 3, 4, 5].map((length) => ({ length, count: count(length) })));
    }
  });

  it('says when it stopped early', () => {
    const names = Array.from('abcdefgh');
    const all = names.flatMap((from) => names.filter((to) => to !== from).map((to) => from + to));
    expect(
      measureReciprocity({ recognitions: edges(all), enabled: true, minimumGroup: 5, maximumRings: 50 }),
    ).toMatchObject({ reciprocity: { stopped: true } });
    expect(
      measureReciprocity({ recognitions: edges(all), enabled: true, minimumGroup: 5, longest: 99, maximumRings: 5 }),
    ).toMatchObject({ reciprocity: { stopped: true } });
  });
});
