import { recompute } from '@meritkit/core/explanation';
import {
  buildMatchIndex,
  buildProfiles,
  type Demand,
  findTopCandidates,
  matchDemandLibrary,
  rankCandidates,
  skillsOperations,
} from '@meritkit/skills-matrix';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evidenceList, lawDay, smallTaxonomy as taxonomy } from '../../testing/arbitraries.ts';
import { casesOf } from '../../testing/cases.ts';

const weight = fc.constantFrom(0, 0.1, 0.3, 1, 3);
const demands: fc.Arbitrary<Demand> = fc
  .record({
    skills: fc.uniqueArray(
      fc.record({
        skillId: fc.constantFrom('go', 'rust', 'java', 'kafka', 'sql'),
        atLeast: fc.integer({ min: 0, max: 5 }),
        weight,
        must: fc.boolean(),
      }),
      { selector: (item) => item.skillId, maxLength: 4 },
    ),
    experience: fc.uniqueArray(
      fc.record({
        tag: fc.constantFrom('payments', 'promotion'),
        weight,
        months: fc.constantFrom(1, 6, 24),
        must: fc.boolean(),
      }),
      { selector: (item) => item.tag, maxLength: 2 },
    ),
    exclusions: fc.subarray(['lin', 'zhao']),
    availability: fc.constantFrom({ weight: 0 }, { weight: 1 }, { weight: 0.5, atLeast: 0.5 }),
  })
  .map((demand) => ({ ...demand, experience: [...demand.experience, { tag: 'search', weight: 1 }] }));
const availability = fc
  .subarray(['lin', 'zhao', 'wang', 'Ng'])
  .chain((ids) =>
    fc.tuple(
      ...ids.map((personId) => fc.record({ personId: fc.constant(personId), share: fc.constantFrom(0, 0.25, 0.5, 1) })),
    ),
  );

test('the index gives the first of the full ranking, to the bit', () => {
  fc.assert(
    fc.property(
      evidenceList,
      demands,
      availability,
      fc.integer({ min: 1, max: 8 }),
      fc.constantFrom('expected' as const, 'cautious' as const),
      (evidence, demand, shares, limit, certainty) => {
        const profiles = buildProfiles({ evidence, taxonomy, asOf: lawDay });
        const index = buildMatchIndex({ profiles, certainty });
        const expected = rankCandidates({ profiles, demand, availability: shares, limit, certainty });
        expect(findTopCandidates({ index, demand, availability: shares, limit })).toEqual(expected);
        const [match] = matchDemandLibrary({
          demands: [{ ...demand, id: 'd' }],
          profiles,
          availability: shares,
          limit,
          certainty,
        });
        expect(match!.candidates).toEqual(expected);
      },
    ),
    casesOf(300),
  );
});

test('a fit lies within 0..1, is the sum of its contributions and recomputes', () => {
  fc.assert(
    fc.property(evidenceList, demands, (evidence, demand) => {
      const profiles = buildProfiles({ evidence, taxonomy, asOf: lawDay });
      for (const candidate of rankCandidates({ profiles, demand })) {
        expect(candidate.fit).toBeGreaterThanOrEqual(0);
        expect(candidate.fit).toBeLessThanOrEqual(1);
        expect(candidate.fitAtBest).toBeGreaterThanOrEqual(candidate.fit);
        const sum = candidate.contributions.reduce((total, item) => total + item.adds, 0);
        expect(Math.abs(sum - candidate.fit)).toBeLessThanOrEqual(1e-12);
        expect(recompute({ explanation: candidate.explanation, operations: skillsOperations })).toBe(candidate.fit);
        expect(candidate.missing.length === 0).toBe(
          candidate.contributions.every((item) => item.credit === 1) && candidate.eligible,
        );
      }
    }),
  );
});

test('making the lift true brings a person onto the shortlist, and no smaller set of requirements does', () => {
  fc.assert(
    fc.property(evidenceList, demands, fc.integer({ min: 1, max: 3 }), (evidence, demand, shortlist) => {
      const plain = { ...demand, availability: { weight: 0 }, experience: [{ tag: 'search', weight: 1 }] };
      const alone = { ...taxonomy, skills: taxonomy.skills.map(({ id, name }) => ({ id, name })) };
      const profiles = buildProfiles({ evidence, taxonomy: alone, asOf: lawDay });
      for (const candidate of rankCandidates({ profiles, demand: plain, shortlist })) {
        if (candidate.lift === null || candidate.lift === undefined) continue;
        const { lift } = candidate;
        const people = profiles.people.map((person) =>
          person.personId === candidate.personId ? lifted(person, lift.steps) : person,
        );
        const after = rankCandidates({ profiles: { ...profiles, people }, demand: plain });
        const rank = after.findIndex((item) => item.personId === candidate.personId);
        expect(rank).toBeLessThan(shortlist);
        expect(after[rank]!.fit).toBeCloseTo(lift.fit, 9);
        for (const without of lift.steps) {
          const fewer = lift.steps.filter((step) => step !== without);
          const less = profiles.people.map((person) =>
            person.personId === candidate.personId ? lifted(person, fewer) : person,
          );
          const again = rankCandidates({ profiles: { ...profiles, people: less }, demand: plain });
          const place = again.findIndex((item) => item.personId === candidate.personId);
          expect(place >= shortlist || !again[place]!.eligible).toBe(true);
        }
      }
    }),
    casesOf(200),
  );
});

type Person = ReturnType<typeof buildProfiles>['people'][number];

function lifted(
  person: Person,
  steps: readonly { readonly key: string; readonly kind: string; readonly to: number | null }[],
): Person {
  const skills = new Map(person.skills.map((skill) => [skill.skillId, skill]));
  const experience = new Map(person.experience.map((item) => [item.tag, item]));
  for (const { key, kind, to } of steps) {
    if (kind === 'skill') {
      skills.set(key, {
        skillId: key,
        level: to!,
        standardDeviation: 0,
        interval: [to!, to!],
        lastUsed: null,
        evidenceCount: 1,
      });
    } else experience.set(key, { tag: key, months: to ?? 1, projects: 1, lastOn: lawDay });
  }
  const byKey = (a: { skillId: string }, b: { skillId: string }) => (a.skillId < b.skillId ? -1 : 1);
  const byTag = (a: { tag: string }, b: { tag: string }) => (a.tag < b.tag ? -1 : 1);
  return { ...person, skills: [...skills.values()].sort(byKey), experience: [...experience.values()].sort(byTag) };
}
