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
    [{}, { priority: 0.5 }, false],
    [{}, { priority: 1 }, false],
    [{}, { priority: 2 }, true],
    [{ priority: 0.5 }, {}, true],
    [{ priority: 1 }, {}, false],
  ])('counts a priority left out as 1: promised %j, asked %j', (promised, asked, expected) => {
    expect(givesWay(promised, asked)).toBe(expected);
  });
});
