import { expect, it } from 'vitest';
import { createPlanner, type Person } from '../index.ts';
import { createMemoryPlannerStore } from '../memory/index.ts';

const actor = { id: 'zhou', requestId: 'r-1' };
const lin: Person = { id: 'lin', hoursPerDay: 8, focus: 1, skills: { go: 4 } };
const demand = { id: 'fix', effortHours: 48, needs: { go: 3 }, start: '2026-11-16', deadline: '2026-11-20' };

/** A planner over an HR system that tells what it is asked for, and nothing of other days. */
function plannerOver(all: readonly Person[]) {
  return createPlanner({
    store: createMemoryPlannerStore({ tenantId: 'acme' }),
    people: {
      specificationVersion: 'v1',
      tenantId: 'acme',
      readPeople: async ({ start, end }) => ({
        people: all
          .filter(({ employedFrom, employedUntil }) => (employedFrom ?? start) < end && (employedUntil ?? end) > start)
          .map((person) => ({
            ...person,
            absences: (person.absences ?? []).filter((absence) => absence.start < end && absence.end > start),
          })),
      }),
    },
    now: () => '2026-11-16T09:00:00+08:00',
  });
}

it('names a date that holds: leave after the deadline is asked for too', async () => {
  const planner = plannerOver([{ ...lin, absences: [{ start: '2026-11-21', end: '2026-12-12' }] }]);
  const no = await planner.previewDemand({ actor, demand });
  expect(!no.ok && no.rejection).toMatchObject({ missingHours: 8, earliestDate: '2026-12-14' });
  const later = await planner.admit({ key: 'k', actor, demand: { ...demand, deadline: '2026-12-14' } });
  expect(later.result.ok).toBe(true);
});

it('counts who begins on the last day, and who begins after it towards the date', async () => {
  const onLastDay = plannerOver([lin, { ...lin, id: 'wu', employedFrom: '2026-11-20' }]);
  expect((await onLastDay.previewDemand({ actor, demand })).ok).toBe(true);
  const leaving = { ...lin, employedUntil: '2026-11-21' };
  const after = await plannerOver([leaving, { ...lin, id: 'wu', employedFrom: '2026-12-01' }]).previewDemand({
    actor,
    demand,
  });
  expect(!after.ok && after.rejection).toMatchObject({ earliestDate: '2026-12-01' });
});

it('moves work to weeks in which its person is there', async () => {
  const planner = plannerOver([{ ...lin, absences: [{ start: '2026-11-23', end: '2026-11-28' }] }]);
  const survey = { id: 'survey', personId: 'lin', hours: 40, start: '2026-11-16', end: '2026-11-21', core: false };
  await planner.saveAllocation({ key: 's', actor, allocation: survey });
  const small = { ...demand, effortHours: 40 };
  const [defer] = await planner.suggestRemedies({ actor, demand: small });
  expect(defer).toMatchObject({ kind: 'defer', closes: true, resumes: '2026-11-30' });
});
