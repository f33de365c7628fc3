import { expect, it } from 'vitest';
import { isTold } from './steps.ts';

it('tells of every tenth small step, and of each that places thousands of items', () => {
  const told = (items: number) =>
    Array.from({ length: 20 }, (_none, at) => at + 1).filter((step) => isTold(step, items));
  expect(told(1)).toEqual([10, 20]);
  expect(told(200)).toEqual([10, 20]);
  expect(told(500)).toEqual([4, 8, 12, 16, 20]);
  expect(told(0)).toEqual([10, 20]);
  expect(told(3_000)).toHaveLength(20);
});
