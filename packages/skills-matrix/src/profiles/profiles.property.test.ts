import { recompute } from '@meritkit/core/explanation';
import {
  addEvidence,
  advanceStatistics,
  buildProfiles,
  collectStatistics,
  explainLevel,
  finishProfiles,
  mergeStatistics,
  type ProfileSet,
  skillsOperations,
} from '@meritkit/skills-matrix';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evidenceList, lawDay, smallTaxonomy as taxonomy } from '../../testing/arbitraries.ts';
import { casesOf } from '../../testing/cases.ts';

const asOf = lawDay;

function expectClose(actual: ProfileSet, expected: ProfileSet): void {
  expect(actual.people.map((person) => person.personId)).toEqual(expected.people.map((person) => person.personId));
  for (const [at, person] of actual.people.entries()) {
    const other = expected.people[at]!;
    expect({ ...person, skills: [] }).toEqual({ ...other, skills: [] });
    expect(person.skills.map((skill) => skill.skillId)).toEqual(other.skills.map((skill) => skill.skillId));
    for (const [index, skill] of person.skills.entries()) {
      const twin = other.skills[index]!;
      expect(Math.abs(skill.level - twin.level)).toBeLessThanOrEqual(1e-12);
      expect(Math.abs(skill.standardDeviation / twin.standardDeviation - 1)).toBeLessThanOrEqual(1e-12);
      expect(skill.evidenceCount).toBe(twin.evidenceCount);
      expect(skill.lastUsed).toBe(twin.lastUsed);
    }
  }
}

test('any order of the evidence gives the same bits', () => {
  fc.assert(
    fc.property(
      evidenceList.chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray([...list], { minLength: list.length })),
      ),
      ([list, shuffled]) => {
        expect(buildProfiles({ evidence: shuffled, taxonomy, asOf })).toEqual(
          buildProfiles({ evidence: list, taxonomy, asOf }),
        );
      },
    ),
  );
});

test('adding evidence, merging shards and moving the day on equal building at once, within 1e-12', () => {
  fc.assert(
    fc.property(evidenceList, fc.nat(), fc.constantFrom('2024-02-29', '2026-11-21', asOf), (list, cut, early) => {
      const at = list.length === 0 ? 0 : cut % list.length;
      const [first, second] = [list.slice(0, at), list.slice(at)];
      const rebuilt = buildProfiles({ evidence: list, taxonomy, asOf });
      const left = collectStatistics({ evidence: first, taxonomy, asOf });
      const added = addEvidence({ statistics: left, evidence: second, taxonomy });
      expectClose(finishProfiles({ statistics: added, taxonomy }), rebuilt);
      const right = collectStatistics({ evidence: second, taxonomy, asOf });
      expectClose(finishProfiles({ statistics: mergeStatistics({ left: right, right: left }), taxonomy }), rebuilt);
      const before = addEvidence({
        statistics: collectStatistics({ evidence: first, taxonomy, asOf: early }),
        evidence: second,
        taxonomy,
      });
      const advanced = advanceStatistics({ statistics: before, asOf, taxonomy });
      expectClose(finishProfiles({ statistics: JSON.parse(JSON.stringify(advanced)), taxonomy }), rebuilt);
    }),
  );
});

test('a level is within its interval and the scale, and its explanation recomputes to it', () => {
  fc.assert(
    fc.property(evidenceList, (evidence) => {
      for (const person of buildProfiles({ evidence, taxonomy, asOf }).people) {
        for (const { skillId, level, interval } of person.skills) {
          expect(level).toBeGreaterThanOrEqual(interval[0]);
          expect(level).toBeLessThanOrEqual(interval[1]);
          expect(interval[0]).toBeGreaterThanOrEqual(0);
          expect(interval[1]).toBeLessThanOrEqual(5);
          const explanation = explainLevel({ evidence, taxonomy, asOf, personId: person.personId, skillId });
          expect(explanation.value).toBe(level);
          expect(recompute({ explanation: stripped(explanation), operations: skillsOperations })).toBe(level);
        }
      }
    }),
    casesOf(60),
  );
});

test('time alone never changes a level of one rating and never makes it surer', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 4000 }), (level, days) => {
      const evidence = [
        { id: 'e', personId: 'lin', kind: 'manager-rating' as const, skillId: 'go', level, at: '2015-01-01' },
      ];
      const on = (after: number) => {
        const day = new Date(Date.UTC(2015, 0, 1) + after * 86_400_000).toISOString().slice(0, 10);
        return buildProfiles({ evidence, taxonomy, asOf: day }).people[0]!.skills[0]!;
      };
      const [now, later] = [on(days), on(days + 1)];
      expect(now.level).toBe(level);
      expect(later.level).toBe(level);
      expect(later.standardDeviation).toBeGreaterThan(now.standardDeviation);
    }),
  );
});

type Term = ReturnType<typeof explainLevel>;

/** The same tree without its inner values: only leaves may be read. */
function stripped(term: Term): Term {
  if (term.children === undefined) return term;
  return { ...term, value: null, children: term.children.map(stripped) };
}
