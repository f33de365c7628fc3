import { InvalidInputError } from '@meritkit/core/errors';
import { missingOf } from '@meritkit/core/explanation';
import {
  buildMatchIndex,
  buildMatchIndexFromColumns,
  type Demand,
  findTopCandidates,
  matchDemandLibrary,
  measureShortlist,
  rankCandidates,
  type Taxonomy,
} from '@meritkit/skills-matrix';
import { expect, test } from 'vitest';
import { plainTaxonomy, profilesOf } from '../../testing/people.ts';

const near: Taxonomy = {
  version: '1',
  skills: [
    {
      id: 'go',
      name: 'Go',
      adjacent: [
        { skillId: 'sql', similarity: 0.5 },
        { skillId: 'ops', similarity: 0 },
      ],
    },
    { id: 'sql', name: 'SQL' },
    { id: 'ops', name: 'Ops' },
  ],
};

test('the published gains of a shortlist', () => {
  const { gain, ideal, normalised } = measureShortlist({ gains: [3, 2, 3, 0, 1, 2], idealGains: [3, 3, 3, 2, 2, 2] });
  expect([gain, normalised]).toEqual([expect.closeTo(6.861127, 6), expect.closeTo(0.785002, 6)]);
  expect(ideal).toBeCloseTo(8.740262, 6);
  expect(measureShortlist({ gains: [1, 2] }).ideal).toBeCloseTo(2 + 1 / Math.log2(3), 12);
  expect(measureShortlist({ gains: [0] }).normalised).toBeNull();
  expect(() => measureShortlist({ gains: [1, Number.NaN] })).toThrow(/gains\[1\]/);
});

test('a neighbour lends credit, and never meets a must-have', () => {
  const profiles = profilesOf({ lin: { sql: 4, ops: 5 } }, { taxonomy: near });
  const demand = { skills: [{ skillId: 'go', atLeast: 4, weight: 1 }] };
  const [wish] = rankCandidates({ profiles, demand });
  expect(wish).toMatchObject({ eligible: true, fit: 0.5, coverage: 1, missing: [{ skillId: 'go', atLeast: 4 }] });
  expect(wish!.contributions[0]).toEqual({
    key: 'go',
    kind: 'skill',
    must: false,
    share: 1,
    have: null,
    asked: 4,
    credit: 0.5,
    adds: 0.5,
    through: { skillId: 'sql', level: 4, similarity: 0.5 },
  });
  const [must] = rankCandidates({
    profiles,
    demand: { skills: [{ skillId: 'go', atLeast: 1, weight: 1, must: true }] },
  });
  expect(must).toMatchObject({ eligible: false, fit: 1, missing: [{ skillId: 'go', atLeast: 1 }] });
});

test('unknown is not zero: it is shown as coverage and as the fit at best', () => {
  const profiles = profilesOf({ lin: { go: 4 }, wu: { go: 4, sql: 0 } });
  const demand = {
    skills: [
      { skillId: 'go', atLeast: 4, weight: 1 },
      { skillId: 'sql', atLeast: 2, weight: 3 },
    ],
  };
  const [unknown, zero] = rankCandidates({ profiles, demand });
  const missing = [{ skillId: 'sql', atLeast: 2 }];
  expect(unknown).toMatchObject({ personId: 'lin', fit: 0.25, fitAtBest: 1, coverage: 0.25, missing });
  expect(unknown!.contributions[1]).toMatchObject({ key: 'sql', have: null, credit: null, adds: 0, through: null });
  expect(zero).toMatchObject({ personId: 'wu', fit: 0.25, fitAtBest: 0.25, coverage: 1, missing });
  expect(zero!.contributions[1]).toMatchObject({ key: 'sql', have: 0, credit: 0, adds: 0, through: null });
  const [said, shown] = [unknown!, zero!].map((candidate) => candidate.explanation.children![1]!);
  expect(said).toMatchObject({ key: 'sql', value: null, unknown: { reason: 'no-evidence' } });
  expect(said!.children![0]).toMatchObject({ key: 'have:sql', value: null, unknown: { reason: 'no-evidence' } });
  expect(shown).toMatchObject({ key: 'sql', value: 0 });
  expect(shown).not.toHaveProperty('unknown');
  expect(missingOf(unknown!.explanation)).toEqual([{ key: 'have:sql', reason: 'no-evidence' }]);
  expect(missingOf(zero!.explanation)).toEqual([]);
});

test('what only a neighbour tells is unknown still: it lends credit above zero, and the best is open', () => {
  const profiles = profilesOf({ a: { sql: 4 }, b: { sql: 0 }, c: { ops: 1 } }, { taxonomy: near });
  const demand = { skills: [{ skillId: 'go', atLeast: 4, weight: 1 }] };
  const ranked = rankCandidates({ profiles, demand });
  expect(ranked.map((item) => [item.personId, item.fit, item.coverage, item.fitAtBest])).toEqual([
    ['a', 0.5, 1, 1],
    ['b', 0, 0, 1],
    ['c', 0, 0, 1],
  ]);
  expect(ranked[1]!.contributions[0]).toMatchObject({ have: null, credit: null, through: null });
  const index = buildMatchIndex({ profiles });
  expect(findTopCandidates({ index, demand, limit: 3 })).toEqual(ranked);
  const anything = { skills: [{ skillId: 'go', atLeast: 0, weight: 1 }] };
  expect(findTopCandidates({ index, demand: anything, limit: 3 })).toEqual(
    rankCandidates({ profiles, demand: anything, limit: 3 }),
  );
});

test('free time can be asked for, wished for, or settle ties; exclusions are not ranked', () => {
  const profiles = profilesOf({ a: { go: 4 }, b: { go: 4 }, c: { go: 4 }, d: { go: 4 } });
  const availability = [
    { personId: 'b', share: 0.5 },
    { personId: 'c', share: 1 },
  ];
  const order = (demand: Omit<Demand, 'skills'>) =>
    rankCandidates({
      profiles,
      demand: { skills: [{ skillId: 'go', atLeast: 4, weight: 1 }], ...demand },
      availability,
    }).map((item) => [item.personId, item.eligible, item.fit]);
  expect(order({ exclusions: ['d'] })).toEqual([
    ['c', true, 1],
    ['b', true, 1],
    ['a', true, 1],
  ]);
  expect(order({ availability: { weight: 1, atLeast: 0.5 } })).toEqual([
    ['c', true, 1],
    ['b', true, 1],
    ['a', false, 0.5],
    ['d', false, 0.5],
  ]);
  expect(order({ availability: { weight: 1 } })).toEqual([
    ['c', true, 1],
    ['b', true, 0.75],
    ['a', true, 0.5],
    ['d', true, 0.5],
  ]);
});

test('caution counts the lower end of the interval', () => {
  const profiles = profilesOf({ lin: { go: 4 } });
  const demand = { skills: [{ skillId: 'go', atLeast: 4, weight: 1, must: true }] };
  expect(rankCandidates({ profiles, demand, certainty: 'expected' })[0]!.eligible).toBe(true);
  const [careful] = rankCandidates({ profiles, demand, certainty: 'cautious' });
  expect(careful!.eligible).toBe(false);
  expect(careful!.contributions[0]!.have).toBe(profiles.people[0]!.skills[0]!.interval[0]);
});

test('a language is a must-have skill without weight', () => {
  const profiles = profilesOf({ lin: { go: 4, sql: 1 }, wu: { go: 3 } });
  const demand = { skills: [{ skillId: 'go', atLeast: 4, weight: 1 }], language: { skillId: 'sql', atLeast: 1 } };
  expect(rankCandidates({ profiles, demand }).map((item) => [item.personId, item.eligible, item.fit])).toEqual([
    ['lin', true, 1],
    ['wu', false, 0.75],
  ]);
});

test('the lift names the fewest requirements and raises the last only as far as needed', () => {
  const profiles = profilesOf({ a: { go: 4, sql: 4 }, b: { go: 2, sql: 4 }, c: { go: 4, sql: 1 } });
  const demand = {
    skills: [
      { skillId: 'go', atLeast: 5, weight: 2, must: false },
      { skillId: 'sql', atLeast: 4, weight: 1, must: true },
    ],
  };
  const ranked = rankCandidates({ profiles, demand, shortlist: 1 });
  expect(ranked.map((item) => [item.personId, item.lift?.steps])).toEqual([
    ['a', undefined],
    ['b', [{ key: 'go', kind: 'skill', from: 2, to: 4.1 }]],
    [
      'c',
      [
        { key: 'go', kind: 'skill', from: 4, to: 4.1 },
        { key: 'sql', kind: 'skill', from: 1, to: 4 },
      ],
    ],
  ]);
  expect(ranked[1]!.lift!.fit).toBeCloseTo((2 * 0.82 + 1) / 3, 12);
  const full = profilesOf({ a: { go: 5 }, b: { go: 4 } });
  const tied = rankCandidates({
    profiles: full,
    demand: { skills: [{ skillId: 'go', atLeast: 5, weight: 1 }] },
    shortlist: 1,
  });
  expect(tied[1]!.lift).toBeNull();
});

const code = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (InvalidInputError.isInstance(error)) return `${error.code} ${error.issues[0]!.path.join('.')}`;
  }
  return 'nothing';
};

test('a demand that asks for nothing, or for what is not there, is refused, for however many people', () => {
  const profiles = profilesOf({ lin: { go: 4 } });
  const of = (demand: Demand) => code(() => rankCandidates({ profiles, demand }));
  const go = { skillId: 'go', atLeast: 3, weight: 1 };
  expect(of({ skills: [], headcount: 1_000_000 })).toBe('skills/no-requirement demand.skills');
  expect(of({ skills: [{ ...go, weight: 0 }] })).toBe('skills/weights-sum-zero demand.skills');
  expect(of({ skills: [{ ...go, weight: -1 }] })).toBe('skills/invalid-weight demand.skills.0.weight');
  expect(of({ skills: [{ ...go, weight: Number.NaN }] })).toBe('skills/invalid-weight demand.skills.0.weight');
  expect(of({ skills: [go, go] })).toBe('skills/duplicate-requirement demand');
  expect(of({ skills: [{ ...go, skillId: 'goo' }] })).toBe('skills/unknown-skill demand.skills.0.skillId');
  expect(of({ skills: [{ ...go, atLeast: 9 }] })).toBe('skills/unknown-level demand.skills.0.atLeast');
  expect(of({ skills: [go], headcount: 0 })).toBe('skills/invalid-headcount demand.headcount');
  expect(of({ skills: [go], experience: [{ tag: 'x', weight: 1, months: -1 }] })).toBe(
    'skills/invalid-weight demand.experience.0.months',
  );
  expect(of({ skills: [go], availability: { weight: 1, atLeast: 0 } })).toBe(
    'skills/invalid-share demand.availability.atLeast',
  );
  expect(of({ skills: [go], period: { start: '2026-02-01', end: '2026-02-01' } })).toBe(
    'skills/dates-reversed demand.period.end',
  );
  expect(of({ skills: [go], period: { start: '2026-02-30', end: '2026-03-01' } })).toBe(
    'core/not-a-date demand.period.start',
  );
  expect(code(() => rankCandidates({ profiles, demand: { skills: [go] }, limit: 0 }))).toBe(
    'skills/invalid-limit limit',
  );
  expect(
    code(() => rankCandidates({ profiles, demand: { skills: [go] }, availability: [{ personId: 'lin', share: 2 }] })),
  ).toBe('skills/invalid-share availability.0.share');
  expect(
    code(() =>
      matchDemandLibrary({
        profiles,
        demands: [
          { id: 'a', skills: [go] },
          { id: 'a', skills: [go] },
        ],
      }),
    ),
  ).toBe('skills/duplicate-demand demands.1.id');
  expect(code(() => matchDemandLibrary({ profiles, demands: [{ skills: [go] }] }))).toBe(
    'skills/duplicate-demand demands.0.id',
  );
  expect(code(() => matchDemandLibrary({ profiles, demands: [{ id: 'a', skills: [{ ...go, atLeast: -1 }] }] }))).toBe(
    'skills/unknown-level demands.0.skills.0.atLeast',
  );
});

test('columns that do not fit together are refused', () => {
  const index = (more: object) =>
    code(() =>
      buildMatchIndexFromColumns({
        asOf: '2026-11-22',
        taxonomy: plainTaxonomy,
        personIds: ['a', 'b'],
        levels: { keys: ['go'], person: Uint32Array.of(0), key: Uint32Array.of(0), amount: Float64Array.of(1) },
        ...more,
      }),
    );
  const levels = (person: number[], key: number[], amount: number[]) => ({
    levels: {
      keys: ['go'],
      person: Uint32Array.from(person),
      key: Uint32Array.from(key),
      amount: Float64Array.from(amount),
    },
  });
  expect(index({})).toBe('nothing');
  expect(index({ personIds: ['b', 'a'] })).toBe('skills/invalid-columns personIds.1');
  expect(index({ personIds: ['a', 'a'] })).toBe('skills/invalid-columns personIds.1');
  expect(index(levels([0, 1], [0], [1]))).toBe('skills/invalid-columns levels');
  expect(index(levels([2], [0], [1]))).toBe('skills/invalid-columns levels.0');
  expect(index(levels([0], [1], [1]))).toBe('skills/invalid-columns levels.0');
  expect(index(levels([0], [0], [Number.NaN]))).toBe('skills/invalid-columns levels.0');
  expect(index(levels([0, 1, 0], [0, 0, 0], [1, 1, 1]))).toBe('skills/invalid-columns levels.2');
});

test('free time can come as a column, and a broken one is refused', () => {
  const profiles = profilesOf({ a: { go: 4 }, b: { go: 4 } });
  const index = buildMatchIndex({ profiles });
  const demand = { skills: [{ skillId: 'go', atLeast: 4, weight: 1 }] };
  const top = findTopCandidates({ index, demand, limit: 1, availability: Float64Array.of(Number.NaN, 0.5) });
  expect(top.map((item) => [item.personId, item.availability])).toEqual([['b', 0.5]]);
  expect(structuredClone(index)).toEqual(index);
  for (const column of [Float64Array.of(1), Float64Array.of(1, 2)]) {
    expect(code(() => findTopCandidates({ index, demand, limit: 1, availability: column }))).toBe(
      'skills/invalid-share availability',
    );
  }
});
