import { analyseCoverage, listHiringNeeds, simulateLeaving } from '@meritkit/skills-matrix';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profilesOf } from '../../testing/people.ts';

const profiles = profilesOf({
  lin: { go: 4.5, sql: 2 },
  zhao: { go: 3, sql: 2.5 },
  wang: { sql: 4 },
  chen: { ops: 1 },
});
const groupBy = [
  { personId: 'lin', group: 'pay' },
  { personId: 'zhao', group: 'pay' },
  { personId: 'wang', group: 'data' },
];
const targets = [
  { skillId: 'go', atLeast: 3, people: 1 },
  { skillId: 'sql', atLeast: 3, people: 2 },
];

test('coverage counts people by level and says who alone knows what', () => {
  const [everyone, data, pay] = analyseCoverage({ profiles, groupBy, targets });
  expect([everyone!.group, data!.group, pay!.group]).toEqual(['*', 'data', 'pay']);
  const [go, sql] = everyone!.skills;
  expect(go).toEqual({
    skillId: 'go',
    distribution: [0, 1, 2, 3, 4, 5].map((level) => ({ level, people: level === 3 || level === 4 ? 1 : 0 })),
    unknown: 2,
    atLeast: 3,
    needed: 1,
    holders: ['lin', 'zhao'],
    gap: 0,
    absencesToBreak: 2,
    onlyHolder: null,
  });
  expect(sql).toMatchObject({ holders: ['wang'], gap: 1, absencesToBreak: 0, onlyHolder: 'wang', unknown: 1 });
  expect(everyone!.busFactor).toEqual({ absences: 2, skillId: 'go', people: ['lin', 'zhao'] });
  expect(data).toMatchObject({ people: 1, busFactor: null });
  expect(pay!.busFactor!.absences).toBe(2);
});

test('without targets every known skill needs one person at the middle of the scale', () => {
  const [everyone] = analyseCoverage({ profiles });
  expect(everyone!.skills.map((skill) => [skill.skillId, skill.atLeast, skill.holders.length])).toEqual([
    ['go', 2.5, 2],
    ['ops', 2.5, 0],
    ['sql', 2.5, 2],
  ]);
});

test('the fewest absences break a skill, and one fewer does not', () => {
  const level = fc.integer({ min: 0, max: 5 });
  const teams = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.record({ go: level }));
  fc.assert(
    fc.property(teams, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 5 }), (levels, people, atLeast) => {
      const target = [{ skillId: 'go', atLeast, people }];
      const set = profilesOf(levels);
      const [group] = analyseCoverage({ profiles: set, targets: target });
      const { holders, absencesToBreak, gap } = group!.skills[0]!;
      expect(gap === 0).toBe(absencesToBreak > 0);
      const without = (count: number) => ({
        ...set,
        people: set.people.filter((person) => !holders.slice(0, count).includes(person.personId)),
      });
      expect(
        analyseCoverage({ profiles: without(absencesToBreak), targets: target })[0]!.skills[0]!.gap,
      ).toBeGreaterThan(0);
      if (absencesToBreak > 0)
        expect(analyseCoverage({ profiles: without(absencesToBreak - 1), targets: target })[0]!.skills[0]!.gap).toBe(0);
    }),
  );
});

test('if Lin is away, go hangs by Zhao; without both it breaks and sql is untouched', () => {
  const one = [{ skillId: 'go', atLeast: 3, people: 1 }];
  expect(simulateLeaving({ profiles, targets: one, leaving: ['lin'] })).toEqual([
    { group: '*', skillId: 'go', holdersBefore: 2, holdersAfter: 1, state: 'fragile', nearest: [] },
  ]);
  const strict = [
    { skillId: 'go', atLeast: 4, people: 1 },
    { skillId: 'sql', atLeast: 4, people: 1 },
  ];
  expect(simulateLeaving({ profiles, groupBy, targets: strict, leaving: ['lin'] })).toEqual([
    {
      group: '*',
      skillId: 'go',
      holdersBefore: 1,
      holdersAfter: 0,
      state: 'broken',
      nearest: [{ personId: 'zhao', level: 3, short: 1 }],
    },
    {
      group: 'pay',
      skillId: 'go',
      holdersBefore: 1,
      holdersAfter: 0,
      state: 'broken',
      nearest: [{ personId: 'zhao', level: 3, short: 1 }],
    },
  ]);
  expect(() => simulateLeaving({ profiles, leaving: ['nobody'] })).toThrow(/leaving\[0\]/);
});

test('hiring is what training cannot close, and nobody trains for two gaps at once', () => {
  const wanted = [
    { skillId: 'sql', atLeast: 3, people: 3 },
    { skillId: 'go', atLeast: 5, people: 1 },
    { skillId: 'ops', atLeast: 3, people: 1 },
  ];
  const needs = listHiringNeeds({ profiles, targets: wanted });
  expect(
    needs.map((need) => [need.skillId, need.missing, need.trainable.map((item) => item.personId), need.toHire]),
  ).toEqual([
    // Two can grow, each half a level: lin into go, zhao into sql.
    ['sql', 2, ['zhao'], 1],
    ['ops', 1, [], 1],
    ['go', 1, ['lin'], 0],
  ]);
  expect(listHiringNeeds({ profiles, targets: wanted, within: 2 }).find((need) => need.skillId === 'ops')!.toHire).toBe(
    0,
  );
  expect(() => listHiringNeeds({ profiles, targets: [{ skillId: 'go', atLeast: 3, people: 0 }] })).toThrow(
    /targets\[0\]\.people/,
  );
  expect(() => listHiringNeeds({ profiles, targets: [{ skillId: 'goo', atLeast: 3, people: 1 }] })).toThrow(
    /targets\[0\]\.skillId/,
  );
});

test('in a group only its own people stand in or grow; one may be in several', () => {
  const leaving = simulateLeaving({
    profiles,
    groupBy: [...groupBy, { personId: 'chen', group: 'data' }],
    targets: [{ skillId: 'sql', atLeast: 4, people: 1 }],
    leaving: ['wang'],
  });
  expect(leaving.map((loss) => [loss.group, loss.state, loss.nearest.map((item) => item.personId)])).toEqual([
    ['*', 'broken', ['zhao', 'lin']],
    ['data', 'broken', []],
  ]);
  const needs = listHiringNeeds({
    profiles,
    groupBy: [...groupBy, { personId: 'wang', group: 'pay' }],
    targets: [
      { skillId: 'sql', atLeast: 3, people: 2 },
      { skillId: 'go', atLeast: 3, people: 2 },
    ],
  });
  expect(
    needs.map((need) => [
      need.group,
      need.skillId,
      need.missing,
      need.trainable.map((item) => item.personId),
      need.toHire,
    ]),
  ).toEqual([
    ['*', 'sql', 1, ['zhao'], 0],
    ['data', 'go', 2, [], 2],
    ['data', 'sql', 1, [], 1],
    ['pay', 'sql', 1, ['zhao'], 0],
  ]);
});

test('without targets a leaving is held against what everybody has now', () => {
  expect(simulateLeaving({ profiles, leaving: ['lin', 'zhao'] })).toEqual([
    { group: '*', skillId: 'go', holdersBefore: 2, holdersAfter: 0, state: 'broken', nearest: [] },
    {
      group: '*',
      skillId: 'sql',
      holdersBefore: 2,
      holdersAfter: 1,
      state: 'fragile',
      nearest: [],
    },
  ]);
  const many = profilesOf({ a: { go: 3 }, b: { go: 2 }, c: { go: 1 }, d: { go: 0 }, e: { go: 2.5 } });
  const [loss] = simulateLeaving({
    profiles: many,
    targets: [{ skillId: 'go', atLeast: 3, people: 1 }],
    leaving: ['a', 'e'],
  });
  expect(loss!.nearest).toEqual([
    { personId: 'b', level: 2, short: 1 },
    { personId: 'c', level: 1, short: 2 },
    { personId: 'd', level: 0, short: 3 },
  ]);
});

test('the bus factor names the weakest skill that is covered, and its first holders', () => {
  const [group] = analyseCoverage({
    profiles: profilesOf({ a: { go: 4, sql: 4, ops: 4 }, b: { go: 4, sql: 4 }, c: { go: 4 } }),
    targets: [
      { skillId: 'go', atLeast: 3, people: 1 },
      { skillId: 'sql', atLeast: 3, people: 1 },
      { skillId: 'ops', atLeast: 3, people: 2 },
    ],
  });
  expect(group!.busFactor).toEqual({ absences: 2, skillId: 'sql', people: ['a', 'b'] });
  const [narrow] = analyseCoverage({
    profiles: profilesOf({ a: { go: 4 }, b: { go: 4 }, c: { go: 4 } }),
    targets: [{ skillId: 'go', atLeast: 4, people: 2 }],
  });
  expect(narrow!.busFactor).toEqual({ absences: 2, skillId: 'go', people: ['a', 'b'] });
});
