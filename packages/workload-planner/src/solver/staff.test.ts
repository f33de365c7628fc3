import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPeople } from '../instances/match-people.ts';
import type { MultiSkillProject } from '../instances/model.ts';
import { validateSchedule } from '../instances/validate-schedule.ts';
import { createStaffedGenerator } from './generate-staffed.ts';
import { buildNetwork } from './network.ts';
import { createFastRandom } from './random.ts';
import { createStaffer, type Staffer } from './staff.ts';

type Team = Pick<MultiSkillProject, 'mastery' | 'requirements' | 'durations'>;

const projectOf = (team: Team, successors: readonly (readonly number[])[] = []): MultiSkillProject => ({
  kind: 'multi-skill-project',
  name: 'team',
  ...team,
  successors: team.durations.map((_, activity) => successors[activity] ?? []),
});

/** A few people, or a few more than a word of bits holds. */
const teams: fc.Arbitrary<Team> = fc
  .record({
    idle: fc.constantFrom(0, 0, 30, 61),
    people: fc.integer({ min: 1, max: 5 }),
    skills: fc.integer({ min: 1, max: 3 }),
  })
  .chain(({ idle, people, skills }) =>
    fc.record({
      mastery: fc
        .array(fc.array(fc.boolean(), { minLength: skills, maxLength: skills }), {
          minLength: people,
          maxLength: people,
        })
        .map((rows) => [...Array.from({ length: idle }, () => Array.from({ length: skills }, () => false)), ...rows]),
      requirements: fc.array(fc.array(fc.nat(2), { minLength: skills, maxLength: skills }), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
  )
  .chain(({ mastery, requirements }) =>
    fc.record({
      mastery: fc.constant(mastery),
      requirements: fc.constant(requirements),
      durations: fc.array(fc.nat(3), { minLength: requirements.length, maxLength: requirements.length }),
    }),
  );

/** People as bits. */
function bitsOf(words: number, people: readonly number[]): Int32Array {
  const bits = new Int32Array(words);
  for (const person of people) bits[person >> 5]! |= 1 << (person & 31);
  return bits;
}

/** Who gives a skill in the choice made last. */
function giving({ chosen, words }: Staffer, skill: number): number[] {
  return Array.from({ length: 32 * words }, (_, person) => person).filter(
    (person) => (chosen[skill * words + (person >> 5)]! & (1 << (person & 31))) !== 0,
  );
}

/** What a person is worth elsewhere: for every mastered skill its work, shared among those who master it. */
const worthOf = ({ mastery, requirements, durations }: Team, person: number): number =>
  mastery[person]!.reduce((sum, can, skill) => {
    if (!can) return sum;
    const work = requirements.reduce((total, row, activity) => total + row[skill]! * durations[activity]!, 0);
    return sum + work / mastery.filter((row) => row[skill]).length;
  }, 0.001);

function subsetsOf(people: readonly number[]): readonly (readonly number[])[] {
  let sets: readonly (readonly number[])[] = [[]];
  for (const person of people) sets = sets.flatMap((set) => [set, [...set, person]]);
  return sets;
}

describe('staffing an activity', () => {
  it('succeeds exactly when people can be matched to the slots, each giving one skill they master', () => {
    fc.assert(
      fc.property(teams, fc.array(fc.boolean(), { minLength: 70, maxLength: 70 }), (team, isThere) => {
        const { mastery, requirements } = team;
        const staffer = createStaffer(projectOf(team), createFastRandom(1));
        const people = mastery.flatMap((_, person) => (isThere[person] ? [person] : []));
        for (const [activity, needs] of requirements.entries()) {
          const can = staffer.staff(activity, bitsOf(staffer.words, people));
          expect(can).toBe(matchPeople({ mastery, needs, people }) !== undefined);
          if (!can) continue;
          const all = needs.flatMap((need, skill) => {
            const givers = giving(staffer, skill);
            expect(givers).toHaveLength(need);
            for (const person of givers)
              expect([mastery[person]![skill], people.includes(person)]).toEqual([true, true]);
            return givers;
          });
          expect(new Set(all).size).toBe(all.length);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('moves people on where someone would otherwise find no slot', () => {
    // 0 begins with the first skill, 1 with the third; for 2, who has the same two as 1, 0 must change to the second.
    const team = {
      mastery: [
        [true, true, false],
        [true, false, true],
        [true, false, true],
      ],
      requirements: [[1, 1, 1]],
      durations: [1],
    };
    for (const idle of [0, 30, 40]) {
      const nobody = Array.from({ length: idle }, () => [false, false, false]);
      const staffer = createStaffer(projectOf({ ...team, mastery: [...nobody, ...team.mastery] }), createFastRandom(1));
      staffer.shake(0);
      expect(staffer.staff(0, staffer.everyone)).toBe(true);
      expect(giving(staffer, 1)).toEqual([idle]);
    }
  });

  /** Everyone masters two of four skills: nobody is plainly the least versatile, and slots are often taken. */
  const two = fc.uniqueArray(fc.nat(3), { minLength: 2, maxLength: 2 });
  const crowds = fc.record({
    idle: fc.constantFrom(0, 29, 62),
    mastered: fc.array(two, { minLength: 3, maxLength: 6 }),
    requirements: fc.array(fc.array(fc.nat(2), { minLength: 4, maxLength: 4 }), {
      minLength: 2,
      maxLength: 2,
    }),
    durations: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 2 }),
  });

  it('finds the cheapest staffing also where everyone could take several slots', () => {
    fc.assert(
      fc.property(crowds, ({ idle, mastered, requirements, durations }) => {
        const rows = mastered.map((skills) => [0, 1, 2, 3].map((skill) => skills.includes(skill)));
        const mastery = [...Array.from({ length: idle }, () => [false, false, false, false]), ...rows];
        const team = { mastery, requirements, durations };
        const able = rows.map((_, index) => idle + index);
        const staffer = createStaffer(projectOf(team), createFastRandom(1));
        staffer.shake(0);
        const price = (people: readonly number[]) => people.reduce((sum, person) => sum + worthOf(team, person), 0);
        for (const [activity, needs] of requirements.entries()) {
          const size = needs.reduce((sum, need) => sum + need, 0);
          const ways = subsetsOf(able).filter(
            (set) => set.length === size && matchPeople({ mastery, needs, people: set }) !== undefined,
          );
          expect(staffer.staff(activity, staffer.everyone)).toBe(ways.length > 0);
          if (ways.length === 0) continue;
          const taken = needs.flatMap((need, skill) => {
            const givers = giving(staffer, skill);
            expect(givers).toHaveLength(need);
            for (const person of givers) expect(mastery[person]![skill]).toBe(true);
            return givers;
          });
          expect(new Set(taken).size).toBe(size);
          expect(price(taken)).toBeCloseTo(Math.min(...ways.map(price)), 9);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('takes the people who are worth least elsewhere', () => {
    fc.assert(
      fc.property(teams, (team) => {
        const { mastery, requirements } = team;
        const staffer = createStaffer(projectOf(team), createFastRandom(1));
        staffer.shake(0);
        const able = mastery.flatMap((row, person) => (row.includes(true) ? [person] : []));
        const price = (people: readonly number[]) => people.reduce((sum, person) => sum + worthOf(team, person), 0);
        for (const [activity, needs] of requirements.entries()) {
          if (!staffer.staff(activity, staffer.everyone)) continue;
          const size = needs.reduce((sum, need) => sum + need, 0);
          const cheapest = Math.min(
            ...subsetsOf(able)
              .filter((set) => set.length === size && matchPeople({ mastery, needs, people: set }) !== undefined)
              .map(price),
          );
          const taken = needs.flatMap((_need, skill) => giving(staffer, skill));
          expect(price(taken)).toBeCloseTo(cheapest, 9);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('asks people of like value in an order that is drawn anew, those of unlike value not', () => {
    // Five twins, and one whom a second skill makes dear.
    const twins = Array.from({ length: 5 }, () => [true, false]);
    const team = {
      mastery: [...twins, [true, true]],
      requirements: [
        [1, 0],
        [0, 1],
      ],
      durations: [1, 40],
    };
    const staffer = createStaffer(projectOf(team), createFastRandom(3));
    const taken = new Set<number>();
    for (let time = 0; time < 60; time += 1) {
      staffer.shake(0.3);
      expect(staffer.staff(0, staffer.everyone)).toBe(true);
      for (const person of giving(staffer, 0)) taken.add(person);
    }
    expect([...taken].sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it('needs nobody where nothing is asked, and finds nobody where there are none', () => {
    const nobody = createStaffer(projectOf({ mastery: [], requirements: [[]], durations: [1] }), createFastRandom(1));
    expect([nobody.words, nobody.everyone.length]).toEqual([1, 1]);
    expect(nobody.staff(0, nobody.everyone)).toBe(true);
    const one = createStaffer(
      projectOf({ mastery: [[true]], requirements: [[0]], durations: [1] }),
      createFastRandom(1),
    );
    expect(one.staff(0, one.everyone)).toBe(true);
    expect([...one.chosen]).toEqual([0]);
  });
});

describe('serial generation for people with skills', () => {
  const arcs = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 3 });
  const feasible = teams.filter(({ mastery, requirements }) =>
    requirements.every((needs) => matchPeople({ mastery, needs, people: [...mastery.keys()] }) !== undefined),
  );

  it('starts each activity at the first time at which free people can be matched to it from its start to its end', () => {
    fc.assert(
      fc.property(feasible, arcs, (team, links) => {
        const { mastery, requirements, durations } = team;
        const successors = durations.map((_, from) =>
          links.flatMap(([a, b]) => (a === from && b > a && b < durations.length ? [b] : [])),
        );
        const project = projectOf(team, successors);
        const generator = createStaffedGenerator(
          buildNetwork({ durations, successors }),
          createStaffer(project, createFastRandom(1)),
        );
        const order = Int32Array.from(durations, (_, activity) => activity);
        const starts = new Int32Array(durations.length);
        for (let again = 0; again < 2; again += 1) {
          const makespan = generator.generate(order, starts, 1e9);
          const staffing = generator.staffing();
          expect(makespan).toBe(Math.max(0, ...durations.map((duration, activity) => starts[activity]! + duration)));
          expect(validateSchedule({ project, schedule: { starts: [...starts], staffing } })).toEqual([]);
          for (const [activity, duration] of durations.entries()) {
            const ready = Math.max(
              0,
              ...successors.flatMap((list, from) =>
                list.includes(activity) ? [starts[from]! + durations[from]!] : [],
              ),
            );
            for (let start = ready; start < starts[activity]!; start += 1) {
              const isBusy = (person: number) =>
                staffing.some(
                  (slot) =>
                    slot.activity < activity &&
                    slot.person === person &&
                    starts[slot.activity]! < start + duration &&
                    start < starts[slot.activity]! + durations[slot.activity]!,
                );
              const people = [...mastery.keys()].filter((person) => !isBusy(person));
              expect(matchPeople({ mastery, needs: requirements[activity]!, people })).toBeUndefined();
            }
          }
          // Given up, and the next schedule does not suffer.
          const gone = generator.generate(order, starts, makespan - 1);
          expect(gone).toBeLessThan(0);
          expect(-1 - gone).toBeLessThan(order.length);
          expect(generator.generate(order, starts, makespan)).toBe(makespan);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('gives up as soon as the longest path behind an activity says so', () => {
    // One person: 0 (2 periods), then 1 (2) with 2 (5, nobody) behind it.
    const team = { mastery: [[true]], requirements: [[1], [1], [0]], durations: [2, 2, 5] };
    const successors = [[], [2], []];
    const generator = createStaffedGenerator(
      buildNetwork({ durations: team.durations, successors }),
      createStaffer(projectOf(team, successors), createFastRandom(1)),
    );
    const order = Int32Array.of(0, 1, 2);
    const starts = new Int32Array(3);
    expect(generator.generate(order, starts, 9)).toBe(9);
    expect(generator.generate(order, starts, 8)).toBe(-2);
    expect(generator.generate(order, starts, 1)).toBe(-1);
  });

  it('ends also where an activity can never be staffed', () => {
    const team = { mastery: [[true]], requirements: [[1], [2]], durations: [2, 3] };
    const generator = createStaffedGenerator(
      buildNetwork({ durations: team.durations, successors: [[], []] }),
      createStaffer(projectOf(team), createFastRandom(1)),
    );
    // Beyond one thing after the other, five periods, no time is sensible any more.
    expect(generator.generate(Int32Array.of(0, 1), new Int32Array(2), 5)).toBe(-2);
  });

  it('says who gave what in the schedule built last', () => {
    const team = {
      mastery: [
        [true, false],
        [false, true],
      ],
      requirements: [
        [1, 1],
        [0, 1],
      ],
      durations: [1, 2],
    };
    const generator = createStaffedGenerator(
      buildNetwork({ durations: team.durations, successors: [[], []] }),
      createStaffer(projectOf(team), createFastRandom(1)),
    );
    generator.generate(Int32Array.of(0, 1), new Int32Array(2), 99);
    expect(generator.staffing()).toEqual([
      { activity: 0, person: 0, skill: 0 },
      { activity: 0, person: 1, skill: 1 },
      { activity: 1, person: 1, skill: 1 },
    ]);
  });
});
