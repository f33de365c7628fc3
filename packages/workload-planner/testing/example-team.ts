import type { Demand, Team } from '../src/index.ts';

/** The team of the README: Lin over-allocated, Zhao with a survey that can wait. */
export const exampleTeam: Team = {
  people: [
    { id: 'lin', hoursPerDay: 8, focus: 0.8, skills: { go: 4 } },
    { id: 'zhao', hoursPerDay: 8, focus: 0.8, skills: { go: 3 } },
  ],
  allocations: [
    { id: 'campaign', personId: 'lin', hoursPerWeek: 38.4, start: '2026-11-16', end: '2026-11-30', core: true },
    { id: 'survey', personId: 'zhao', hoursPerWeek: 8, start: '2026-11-16', end: '2026-11-30', core: false },
  ],
};

/** Sixty hours of Go where forty-eight are free. */
export const exampleDemand: Demand = {
  id: 'promo',
  effortHours: 60,
  needs: { go: 3 },
  start: '2026-11-16',
  deadline: '2026-11-27',
};
