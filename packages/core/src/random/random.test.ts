import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquareCdf, meanVariance } from '../statistics/index.ts';
import { createRandom } from './index.ts';

describe('a seed', () => {
  it('decides the whole stream, for ever', () => {
    // A changed digit here breaks everybody's stored seeds.
    const random = createRandom('seed');
    expect([random.next(), random.integer(1, 6), random.normal(), random.pick(['a', 'b', 'c'])]).toEqual([
      0.13363844409385972,
      6,
      -0.91230205536845,
      'c',
    ]);
    expect(createRandom(7).shuffle([1, 2, 3, 4, 5])).toEqual([5, 3, 1, 2, 4]);
  });

  it('of another kind or value gives another stream', () => {
    const firsts = [1, 2, '1', '2', -1, 0.5, ''].map((seed) => createRandom(seed).next());
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  it('gives the same forks, however much of the stream was used', () => {
    const used = createRandom('a');
    for (let step = 0; step < 10; step += 1) used.next();
    expect(used.fork('x').next()).toBe(createRandom('a').fork('x').next());
    expect(createRandom('a').fork('x').next()).not.toBe(createRandom('a').fork('y').next());
    expect(createRandom('a').fork('b').fork('c').next()).not.toBe(createRandom('a').fork('bc').next());
  });
});

describe('numbers', () => {
  it('are uniform, to a chi-square test', () => {
    const random = createRandom('uniform');
    const counts = new Array<number>(20).fill(0);
    for (let draw = 0; draw < 40_000; draw += 1) counts[Math.floor(random.next() * 20)]! += 1;
    const statistic = counts.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
    expect(chiSquareCdf({ value: statistic, degreesOfFreedom: 19, tail: 'upper' })).toBeGreaterThan(1e-4);
  });

  it('are normal in mean and spread', () => {
    const random = createRandom('normal');
    const { mean, variance } = meanVariance(Array.from({ length: 40_000 }, () => random.normal()));
    expect(Math.abs(mean!)).toBeLessThan(0.02);
    expect(Math.abs(variance! - 1)).toBeLessThan(0.03);
  });

  it('stay in their range and shuffles keep the items', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: -1000, max: 1000 }),
        fc.nat(1000),
        fc.array(fc.nat(5)),
        (seed, low, width, items) => {
          const random = createRandom(seed);
          const drawn = random.integer(low, low + width);
          expect(Number.isInteger(drawn) && drawn >= low && drawn <= low + width).toBe(true);
          expect([...random.shuffle(items)].sort()).toEqual([...items].sort());
          if (items.length > 0) expect(items).toContain(random.pick(items));
        },
      ),
    );
    expect(createRandom(1).integer(5, 5)).toBe(5);
  });

  it.each<[string, () => unknown]>([
    ['an empty range', () => createRandom(1).integer(2, 1)],
    ['half a bound', () => createRandom(1).integer(0.5, 1)],
    ['nothing to pick from', () => createRandom(1).pick([])],
    ['NaN as a seed', () => createRandom(Number.NaN)],
  ])('%s is refused', (_, work) => {
    expect(work).toThrow(expect.objectContaining({ code: 'core/random-range' }));
  });
});
