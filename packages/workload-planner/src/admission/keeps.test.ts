import { describe, expect, it } from 'vitest';
import type { Demand } from '../model/types.ts';
import { keepsAll } from './keeps.ts';
import type { PlannedWork } from './witness.ts';

const demand: Demand = {
  id: 'd',
  start: '2026-11-16',
  deadline: '2026-11-20',
  items: [
    { id: 'a', effortHours: 8, deadline: '2026-11-18' },
    {
      id: 'b',
      effortHours: 12,
      roles: [
        { id: 'x', needs: {}, effortHours: 4 },
        { id: 'y', needs: {}, effortHours: 8 },
      ],
    },
  ],
};
const line = (itemId: string, hours: number, lastDay: string, demandId = 'd'): PlannedWork => ({
  ...{ demandId, itemId, personId: 'lin', week: '2026-W47', firstDay: '2026-11-16', lastDay, hours },
});
const [a, b] = [line('a', 8, '2026-11-18'), [line('b', 4, '2026-11-20'), line('b', 8, '2026-11-19')]] as const;

describe('a plan keeps its promises', () => {
  it('with all hours of every item, of all its roles, by its own day or else the demand’s', () => {
    expect(keepsAll([a, ...b], [demand])).toBe(true);
    expect(keepsAll([line('a', 5, '2026-11-17'), line('a', 3, '2026-11-18'), ...b], [demand])).toBe(true);
  });

  it('not with a day too late, hours too few or too many, or nothing at all of one', () => {
    expect(keepsAll([line('a', 8, '2026-11-19'), ...b], [demand])).toBe(false);
    expect(keepsAll([a, line('b', 12, '2026-11-21')], [demand])).toBe(false);
    expect(keepsAll([line('a', 7.9, '2026-11-18'), ...b], [demand])).toBe(false);
    expect(keepsAll([line('a', 8.1, '2026-11-18'), ...b], [demand])).toBe(false);
    expect(keepsAll([a, b[0]], [demand])).toBe(false);
    expect(keepsAll([a, ...b], [demand, { ...demand, id: 'other' }])).toBe(false);
  });

  it('not where it works on what nobody asked for', () => {
    expect(keepsAll([a, ...b, line('d', 1, '2026-11-16', 'other')], [demand])).toBe(false);
  });
});
