import { analyseCoverage, buildProfiles, listHiringNeeds, simulateLeaving } from '@meritkit/skills-matrix';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { casesOf } from '../../testing/cases.ts';
import { plainTaxonomy, profilesOf } from '../../testing/people.ts';

describe('members of a group of whom nothing is known', () => {
  it('are unknown, not absent', () => {
    const groupBy = ['lin', 'new'].map((personId) => ({ personId, group: 'a' }));
    const [everyone, a] = analyseCoverage({ profiles: profilesOf({ lin: { go: 4 }, wu: { go: 4 } }), groupBy });
    expect([everyone!.people, everyone!.skills[0]!.unknown]).toEqual([3, 1]);
    expect([a!.people, a!.skills[0]!.unknown, a!.skills[0]!.holders]).toEqual([2, 1, ['lin']]);
  });
});

it('a group of which nobody stays loses what it knew', () => {
  const groupBy = ['lin', 'wu'].map((personId) => ({ personId, group: 'a' }));
  const losses = simulateLeaving({
    profiles: profilesOf({ lin: { go: 4 }, wu: { sql: 2 }, chen: { go: 5 } }),
    groupBy,
    leaving: ['lin', 'wu'],
  });
  expect(losses.map(({ group, skillId, state, holdersAfter }) => [group, skillId, state, holdersAfter])).toEqual([
    ['*', 'go', 'fragile', 1],
    ['a', 'go', 'broken', 0],
  ]);
});

describe('hiring', () => {
  it('nobody is hired for what people inside can grow into together', () => {
    // Only ann can grow into sql; both can grow into go: whoever takes ann for go hires for sql in vain.
    const profiles = profilesOf({ ann: { go: 2.9, sql: 2.5 }, bob: { go: 2.5 } });
    const targets = ['go', 'sql'].map((skillId) => ({ skillId, atLeast: 3, people: 1 }));
    for (const order of [targets, targets.toReversed()]) {
      const needs = listHiringNeeds({ profiles, targets: order });
      expect(needs.map(({ toHire }) => toHire)).toEqual([0, 0]);
      expect(needs.map(({ skillId, trainable }) => [skillId, trainable[0]!.personId]).sort()).toEqual([
        ['go', 'bob'],
        ['sql', 'ann'],
      ]);
    }
  });

  it('is as little as trying every way to grow says, and nobody grows twice', () => {
    const level = fc.constantFrom(null, 1, 2, 2.5, 3);
    const people = fc.array(fc.record({ go: level, sql: level, ops: level }), { maxLength: 4 });
    const gaps = fc.tuple(...[1, 2, 3].map(() => fc.integer({ min: 1, max: 2 })));
    fc.assert(
      fc.property(people, gaps, (levels, counts) => {
        const named = levels.map((skills, at) => {
          const known = Object.entries(skills).flatMap(([id, held]) => (held === null ? [] : [[id, held] as const]));
          return [`p${at}`, Object.fromEntries<number>(known)] as const;
        });
        const targets = ['go', 'sql', 'ops'].map((skillId, at) => ({ skillId, atLeast: 3, people: counts[at]! }));
        const needs = listHiringNeeds({ profiles: profilesOf(Object.fromEntries(named)), targets });
        const growing = needs.flatMap(({ trainable }) => trainable.map(({ personId }) => personId));
        expect(new Set(growing).size).toBe(growing.length);
        for (const { missing, trainable, toHire } of needs) expect(toHire).toBe(missing - trainable.length);
        const left = needs.map(({ skillId, missing }) => ({ skillId, missing }));
        const most = mostGrown(
          named.map(([, skills]) => skills),
          left,
        );
        expect(growing.length).toBe(most);
      }),
      casesOf(200),
    );
  });

  it('counts a person as trainable by the level that coverage counts', () => {
    const evidence = [
      { id: 's', personId: 'lin', kind: 'self-rating' as const, skillId: 'go', level: 4, at: '2026-11-01' },
    ];
    const profiles = buildProfiles({ asOf: '2026-11-22', taxonomy: plainTaxonomy, evidence });
    const options = { profiles, targets: [{ skillId: 'go', atLeast: 3, people: 1 }], certainty: 'cautious' as const };
    const lowest = profiles.people[0]!.skills[0]!.interval[0];
    const [need] = listHiringNeeds(options);
    expect(lowest).toBeLessThan(2);
    expect([need!.trainable, need!.toHire]).toEqual([[], 1]);
    const both = { ...options, profiles: profilesOf({ wu: { go: 5 } }, { evidence }) };
    expect(simulateLeaving({ ...both, leaving: ['wu'] })[0]!.nearest).toEqual([
      { personId: 'lin', level: lowest, short: 3 - lowest },
    ]);
  });
});

/** The most places that can be filled by growth, by trying every way. */
function mostGrown(
  people: readonly Readonly<Record<string, number>>[],
  needs: readonly { readonly skillId: string; readonly missing: number }[],
): number {
  const [first, ...rest] = people;
  if (first === undefined) return 0;
  const ways = needs.flatMap((need, at) => {
    const level = first[need.skillId];
    if (need.missing === 0 || level === undefined || level < 2 || level >= 3) return [];
    const after = needs.map((item, index) => (index === at ? { ...item, missing: item.missing - 1 } : item));
    return [1 + mostGrown(rest, after)];
  });
  return Math.max(mostGrown(rest, needs), ...ways);
}
