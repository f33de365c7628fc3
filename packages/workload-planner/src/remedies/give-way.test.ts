import { describe, expect, it } from 'vitest';
import { suggestRemedies } from './suggest.ts';

const window = { start: '2026-11-16', deadline: '2026-11-20' };

/** Whether the promised demand is asked to wait for the new one, which has no room beside it. */
function givesWay(promised: { priority?: number }, asked: { priority?: number }): boolean {
  const remedies = suggestRemedies({
    team: { people: [{ id: 'lin', hoursPerDay: 8, focus: 1, skills: {} }] },
    committed: [{ id: 'old', effortHours: 40, ...window, ...promised }],
    demand: { id: 'new', effortHours: 24, ...window, ...asked },
  });
  return remedies.some(({ kind }) => kind === 'reprioritise');
}

describe('a demand gives way only to a more urgent one', () => {
  it.each([
    ['none', {}, '0.5', { priority: 0.5 }, false],
    ['none', {}, '1', { priority: 1 }, false],
    ['none', {}, '2', { priority: 2 }, true],
    ['0.5', { priority: 0.5 }, 'none', {}, true],
    ['1', { priority: 1 }, 'none', {}, false],
  ])('counts a priority left out as 1: promised %s, %j, asked %s, %j', (_old, promised, _new, asked, expected) => {
    expect(givesWay(promised, asked)).toBe(expected);
  });
});
