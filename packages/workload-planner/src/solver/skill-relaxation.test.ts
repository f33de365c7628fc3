import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPeople } from '../instances/match-people.ts';
import type { MultiSkillProject } from '../instances/model.ts';
import { relaxSkills } from './skill-relaxation.ts';

type Team = Pick<MultiSkillProject, 'mastery' | 'requirements' | 'durations'>;
const relax = (team: Team) =>
  relaxSkills({ kind: 'multi-skill-project', name: 'team', ...team, successors: team.durations.map(() => []) });

const teamOf = (skills: number, needed: fc.Arbitrary<number>): fc.Arbitrary<Team> =>
  fc
    .record({
      mastery: fc.array(fc.array(fc.boolean(), { minLength: skills, maxLength: skills }), {
        minLength: 1,
        maxLength: 4,
      }),
      requirements: fc.array(fc.array(needed, { minLength: skills, maxLength: skills }), {
        minLength: 1,
        maxLength: 4,
      }),
    })
    .map((team) => ({ ...team, durations: team.requirements.map(() => 1) }));

/** Whether activities can run at one moment, by the people and by the resources that stand for them. */
function both({ mastery, requirements }: Team, resources: ReturnType<typeof relax>, running: readonly number[]) {
  const needs = mastery[0]!.map((_, skill) => running.reduce((sum, a) => sum + requirements[a]![skill]!, 0));
  return {
    byPeople: matchPeople({ mastery, needs, people: [...mastery.keys()] }) !== undefined,
    byResources: resources.capacities.every(
      (most, r) => running.reduce((sum, a) => sum + resources.requirements[a]![r]!, 0) <= most,
    ),
  };
}
const subsetsOf = (count: number): number[][] =>
  Array.from({ length: 1 << count }, (_, bits) =>
    Array.from({ length: count }, (_unused, index) => index).filter((index) => (bits >> index) & 1),
  );

describe('skills as resources', () => {
  it('allow at one moment exactly what can be staffed then', () => {
    fc.assert(
      fc.property(teamOf(3, fc.nat(2)), (team) => {
        const resources = relax(team);
        for (const running of subsetsOf(team.requirements.length)) {
          const { byPeople, byResources } = both(team, resources, running);
          expect(byResources).toBe(byPeople);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('never forbid what can be staffed, also with more skills than all of whose sets are looked at', () => {
    fc.assert(
      fc.property(teamOf(12, fc.constantFrom(0, 0, 0, 1)), (team) => {
        const resources = relax(team);
        for (const running of subsetsOf(team.requirements.length)) {
          const { byPeople, byResources } = both(team, resources, running);
          if (byPeople) expect(byResources).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('count the people who master any skill of a set, and what is needed within it', () => {
    const team = {
      mastery: [
        [true, false],
        [true, true],
      ],
      requirements: [
        [1, 0],
        [1, 1],
        [0, 1],
      ],
      durations: [1, 1, 1],
    };
    // The second skill: one person for two needs; both: two people for four; the first alone is never short.
    expect(relax(team)).toEqual({
      capacities: [1, 2],
      requirements: [
        [0, 1],
        [1, 2],
        [1, 1],
      ],
    });
  });

  it('put first the set whose people have most to do', () => {
    // Thirty hours for the first skill's two people; nine for the second's one; thirty-nine in all for three.
    const team = {
      mastery: [
        [true, false],
        [true, false],
        [false, true],
      ],
      requirements: [
        [3, 0],
        [0, 3],
      ],
      durations: [10, 3],
    };
    expect(relax(team).capacities).toEqual([2, 3, 1]);
  });

  it('are at most sixty', () => {
    // One person for six skills: each of the 63 sets is short.
    const all = Array.from({ length: 6 }, () => true);
    const team = { mastery: [all], requirements: [0, 1].map(() => all.map(() => 1)), durations: [1, 1] };
    expect(relax(team).capacities).toHaveLength(60);
  });

  it('look at every set of ten skills, and at every triple of more', () => {
    const row = (skills: number, ...mastered: readonly number[]) =>
      Array.from({ length: skills }, (_, skill) => mastered.includes(skill));
    const forbids = (mastery: readonly (readonly boolean[])[], ...activities: readonly (readonly number[])[]) => {
      const requirements = activities.map((wanted) => mastery[0]!.map((_, skill) => (wanted.includes(skill) ? 1 : 0)));
      const team = { mastery, requirements, durations: activities.map(() => 1) };
      return !both(team, relax(team), [...activities.keys()]).byResources;
    };
    // Four of ten skills, of which only three people master any; six others for the rest.
    const four = [
      row(10, 0, 1),
      row(10, 1, 2),
      row(10, 2, 3),
      row(10, 4, 5, 6, 7),
      row(10, 6, 7, 8, 9),
      row(10, 4, 5, 8, 9),
    ];
    expect(forbids(four, [0, 1], [2, 3])).toBe(true);
    expect(forbids(four, [0, 1], [2])).toBe(false);
    // Three of twelve, of which only two people master any.
    const three = [row(12, 0, 2, 3), row(12, 1, 2, 4), row(12, 3, 4, 5, 6, 7, 8), row(12, 3, 6, 7, 8, 9, 10, 11)];
    expect(forbids(three, [0, 1], [2])).toBe(true);
    expect(forbids(three, [0], [2])).toBe(false);
  });

  it('look at sets, with many skills, that one person’s kind leaves uncovered, at triples and at all', () => {
    const skills = 12;
    const row = (...mastered: readonly number[]) =>
      Array.from({ length: skills }, (_, skill) => mastered.includes(skill));
    const need = (...wanted: readonly number[]) =>
      Array.from({ length: skills }, (_, skill) => (wanted.includes(skill) ? 1 : 0));
    const forbids = (mastery: readonly (readonly boolean[])[], ...activities: readonly (readonly number[])[]) => {
      const team = { mastery, requirements: activities.map((one) => need(...one)), durations: activities.map(() => 1) };
      return !both(team, relax(team), [...activities.keys()]).byResources;
    };
    const all = Array.from({ length: skills }, (_, skill) => skill);
    // Two people for three skills, and everyone together for one slot too many.
    expect(forbids([row(0, 1, 2), row(0, 1, 2), row(...all.slice(3)), row(...all.slice(3))], [0, 1], [2])).toBe(true);
    expect(forbids([row(0, 1), row(...all.slice(2)), row(...all.slice(2))], [0], [1])).toBe(true);
    expect(forbids([row(0), row(...all.slice(1)), row(...all.slice(1))], [0], [0])).toBe(true);
    const five = [row(...all), row(...all), row(...all), row(...all), row(...all)];
    expect(forbids(five, [0, 1, 2], [3, 4, 5])).toBe(true);
    expect(forbids(five, [0, 1, 2], [3, 4])).toBe(false);
    // What the first cannot do, six skills, is up to the others: four people for five slots there.
    const some = [row(0, 1, 2, 3, 4, 5), row(0, 1, 2, 3, 4, 5), row(0, 1, 2, 3, 4, 5), ...five.slice(1)];
    expect(forbids(some, [6, 7, 8], [9, 10])).toBe(true);
    expect(forbids(some, [6, 7, 8], [9])).toBe(false);
  });

  it('are none where there are no people and no skills', () => {
    expect(relax({ mastery: [], requirements: [[]], durations: [1] })).toEqual({ capacities: [], requirements: [[]] });
  });
});
