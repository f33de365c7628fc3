import { expect, it } from 'vitest';
import { createMemoryPlannerStore } from '../memory/index.ts';
import { createPlanner } from '../service.ts';

const people = [{ id: 'lin', hoursPerDay: 8, focus: 0.8, skills: { go: 4 } }];
const actor = { id: 'zhou', requestId: 'r-1' };
const demand = { id: 'fix', effortHours: 1, needs: { go: 3 }, start: '2026-11-16', deadline: '2026-11-16' };

/** A planner whose clock shows one o'clock at night in Shanghai on the 17th, in UTC. */
function openAt(timeZone?: string) {
  return createPlanner({
    store: createMemoryPlannerStore({ tenantId: 'acme' }),
    people: { specificationVersion: 'v1', tenantId: 'acme', readPeople: async () => ({ people }) },
    now: () => '2026-11-16T17:00:00Z',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
}

it('counts the day of its time zone as today', async () => {
  const there = await openAt('Asia/Shanghai').previewDemand({ actor, demand });
  expect(!there.ok && there.rejection.code).toBe('planner/deadline-passed');
  expect((await openAt('America/New_York').previewDemand({ actor, demand })).ok).toBe(true);
});

it('counts the day of the clock’s own offset where no zone is given', async () => {
  expect((await openAt().previewDemand({ actor, demand })).ok).toBe(true);
});
