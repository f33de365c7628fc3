import { assignPeople, type Demand } from '@meritkit/skills-matrix';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { casesOf } from '../../testing/cases.ts';
import { profilesOf } from '../../testing/people.ts';

const demand = (id: string, skillId: string, headcount = 1): Demand => ({
  ...{ id, headcount, skills: [{ skillId, atLeast: 4, weight: 1 }] },
});

test('a headcount far above the people there are is answered at once, and says what is unfilled', () => {
  const profiles = profilesOf({ lin: { go: 4 }, wu: { go: 2 } });
  const started = performance.now();
  const [assigned] = assignPeople({ profiles, demands: [demand('d', 'go', 1e9)] }).assignments;
  expect(performance.now() - started).toBeLessThan(1000);
  expect([assigned!.people.map((one) => one.personId), assigned!.unfilled]).toEqual([['lin', 'wu'], 1e9 - 2]);
});

test('any order of the demands gives each the same people', () => {
  const level = fc.integer({ min: 1, max: 5 });
  fc.assert(
    fc.property(fc.array(fc.record({ go: level, sql: level }), { minLength: 1, maxLength: 5 }), (rows) => {
      const profiles = profilesOf(Object.fromEntries(rows.map((skills, at) => [`p${at}`, skills])));
      const demands = [demand('c', 'go'), demand('a', 'go', 2), demand('b', 'sql')];
      const given = assignPeople({ profiles, demands });
      const turned = assignPeople({ profiles, demands: demands.toReversed() });
      expect(turned.assignments.toReversed()).toEqual(given.assignments);
      expect(turned.totalFit).toBe(given.totalFit);
    }),
    casesOf(200),
  );
});

test('two hundred demands among five thousand people are assigned in seconds, within little memory', () => {
  const ids = Array.from({ length: 5000 }, (_, at) => `p${at}`);
  const profiles = profilesOf(Object.fromEntries(ids.map((id, at) => [id, { go: (at * 7) % 6, sql: (at * 5) % 6 }])));
  const demands = ids.slice(0, 200).map((id, at) => demand(`d-${id}`, at % 2 === 0 ? 'go' : 'sql', 3));
  const started = performance.now();
  expect(assignPeople({ profiles, demands }).totalFit).toBe(600);
  expect(performance.now() - started).toBeLessThan(15_000);
});
