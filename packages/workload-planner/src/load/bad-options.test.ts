import { expect, it } from 'vitest';
import { exampleTeam as team } from '../../testing/example-team.ts';
import { type LevelLoadOptions, levelLoad } from '../index.ts';

it.each([
  ['by', { by: 'fortnight' as never }, 'by: "fortnight" is none of day, week, month'],
  ['the lower end of the band', { band: { from: Number.NaN, to: 1 } }, 'band.from'],
  ['the upper end of the band', { band: { from: 0.7, to: 0.6 } }, 'band.to'],
  ['today', { asOf: 'soon' }, 'asOf'],
  ['the period', { period: { start: '2026-11-16', end: '2026-11-16' } }, 'period'],
] satisfies readonly (readonly [string, Partial<LevelLoadOptions>, string])[])(
  'says where the options are wrong: %s',
  (_what, options, place) => {
    expect(() => levelLoad({ team, by: 'week', ...options })).toThrow(place);
  },
);
