import { composeTeam, type Demand, type TeamLimits } from '@meritkit/skills-matrix';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { casesOf } from '../../testing/cases.ts';
import { profilesOf } from '../../testing/people.ts';

const must = (skillId: string, people = 1) => ({ skillId, atLeast: 3, weight: 1, must: true, people });

/** The cheapest team by trying all, for own costs and distances between groups. */
function cheapest(
  people: readonly {
    readonly id: string;
    readonly knows: readonly string[];
    readonly cost: number;
    readonly group: string | null;
  }[],
  demand: Demand,
  limits: TeamLimits,
): number | null {
  const size = demand.headcount!;
  let best: number | null = null;
  for (let set = 0; set < 2 ** people.length; set += 1) {
    const team = people.filter((_, at) => (set >> at) & 1);
    if (team.length !== size) continue;
    if (demand.skills.some((need) => team.filter((one) => one.knows.includes(need.skillId)).length < need.people!))
      continue;
    let cost = 0;
    for (const [at, one] of team.entries()) {
      cost += one.cost;
      for (const other of team.slice(at + 1))
        cost += (limits.distanceCost ?? 0) * distance(one.group, other.group, limits);
    }
    if (best === null || cost < best) best = cost;
  }
  return best;
}

function distance(left: string | null, right: string | null, { distances = [] }: TeamLimits): number {
  const given = distances.find(
    ({ between }) =>
      between.includes(left ?? '') && between.includes(right ?? '') && (left !== right || between[0] === between[1]),
  );
  return given?.distance ?? (left !== null && left === right ? 0 : 1);
}

const person = fc.record({
  knows: fc.subarray(['go', 'sql', 'ops']),
  cost: fc.constantFrom(1, 2, 3, 5, 8),
  group: fc.constantFrom(null, null, 'a', 'b'),
});

describe('the cheapest team', () => {
  it('is what trying every set finds, in any unit of cost, with people in groups and in none', () => {
    fc.assert(
      fc.property(
        fc.array(person, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 4 }),
        fc.subarray([must('go'), must('sql', 2), must('ops')]),
        fc.constantFrom(1e-12, 1e-6, 1, 1e9),
        fc.constantFrom(0, 1, 4),
        fc.constantFrom(
          [],
          [{ between: ['a', 'b'] as const, distance: 0.5 }],
          [{ between: ['a', 'a'] as const, distance: 2 }],
        ),
        (drawn, headcount, skills, unit, apart, distances) => {
          const people = drawn.map((one, at) => ({ ...one, id: `p${at}`, cost: one.cost * unit }));
          const demand = { skills: skills.length === 0 ? [{ ...must('go'), must: false }] : skills, headcount };
          const limits: TeamLimits = {
            costs: people.map(({ id: personId, cost }) => ({ personId, cost })),
            groups: people.flatMap(({ id: personId, group }) => (group === null ? [] : [{ personId, group }])),
            distanceCost: apart * unit,
            distances,
          };
          const levels = people.map(({ id, knows }) => [
            id,
            Object.fromEntries([...knows.map((skill) => [skill, 4]), ['x', 0]].filter(([skill]) => skill !== 'x')),
          ]);
          const interested = people.map(({ id }) => ({
            id: `i-${id}`,
            personId: id,
            kind: 'interest' as const,
            skillId: 'go',
            interest: 1,
            at: '2026-11-01',
          }));
          const profiles = profilesOf(Object.fromEntries(levels), { evidence: interested });
          const answer = composeTeam({ profiles, demand, limits });
          const expected = cheapest(people, skills.length === 0 ? { ...demand, skills: [] } : demand, limits);
          if (expected === null) {
            expect(answer.ok).toBe(false);
            return;
          }
          if (!answer.ok) throw new Error(answer.rejection.code);
          expect(Math.abs(answer.team.cost / expected - 1)).toBeLessThanOrEqual(1e-12);
          expect(answer.optimal).toBe(true);
          expect(answer.gap).toBeLessThanOrEqual(1e-12);
        },
      ),
      casesOf(400),
    );
  });
});

describe('a search that stops early', () => {
  it('names no alternative that is cheaper than its team, and no bound below zero', () => {
    const level = fc.constantFrom(2, 4);
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            go: level,
            sql: level,
            ops: level,
            cost: fc.integer({ min: 0, max: 50 }),
            group: fc.constantFrom('a', 'b', 'c'),
          }),
          {
            minLength: 6,
            maxLength: 12,
          },
        ),
        fc.integer({ min: 1, max: 40 }),
        (drawn, maximumNodes) => {
          const people = drawn.map(({ cost, group, ...skills }, at) => ({ id: `p${at}`, cost, group, skills }));
          const answer = composeTeam({
            profiles: profilesOf(Object.fromEntries(people.map(({ id, skills }) => [id, skills]))),
            demand: { skills: [must('go', 2), must('sql', 2), must('ops')], headcount: 4 },
            limits: {
              ...{ maximumNodes, alternatives: 4, distanceCost: 9 },
              costs: people.map(({ id, cost }) => ({ personId: id, cost })),
              groups: people.map(({ id, group }) => ({ personId: id, group })),
            },
          });
          if (!answer.ok) return;
          for (const other of answer.alternatives) expect(other.cost).toBeGreaterThanOrEqual(answer.team.cost);
          expect(answer.bound).toBeGreaterThanOrEqual(0);
          expect(answer.bound).toBeLessThanOrEqual(answer.team.cost + 1e-9);
          expect(answer.gap).toBeGreaterThanOrEqual(0);
          expect(answer.gap).toBeLessThanOrEqual(1);
        },
      ),
      casesOf(400),
    );
  });
});

it('among five thousand people of no group, distance costs neither memory nor minutes', () => {
  const ids = Array.from({ length: 5000 }, (_, at) => `p${String(at).padStart(5, '0')}`);
  const profiles = profilesOf(Object.fromEntries(ids.map((id, at) => [id, at % 7 === 0 ? { go: 4 } : { sql: 4 }])));
  const costs = ids.map((personId, at) => ({ personId, cost: 100 + ((at * 37) % 91) }));
  const demand = { skills: [must('go', 2), must('sql', 2)], headcount: 5 };
  const started = performance.now();
  const answer = composeTeam({ profiles, demand, limits: { costs, distanceCost: 3 } });
  expect(performance.now() - started).toBeLessThan(10_000);
  const cheapestOf = (isGo: boolean) =>
    costs.flatMap(({ cost }, at) => ((at % 7 === 0) === isGo ? [cost] : [])).sort((a, b) => a - b);
  const [go, sql] = [cheapestOf(true), cheapestOf(false)];
  const fifth = Math.min(go[2]!, sql[2]!);
  expect(answer.ok && [answer.team.cost, answer.optimal]).toEqual([
    go[0]! + go[1]! + sql[0]! + sql[1]! + fifth + 30,
    true,
  ]);
});
