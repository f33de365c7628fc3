import { type Explanation, recompute } from '@meritkit/core/explanation';
import {
  buildMatchIndex,
  buildMatchIndexFromColumns,
  buildProfiles,
  compareSelectionRates,
  matchDemandLibrary,
  rankCandidates,
  skillsOperations,
} from '@meritkit/skills-matrix';
import { writeOpenBadge } from '@meritkit/skills-matrix/open-badges';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evidenceList, lawDay, smallTaxonomy } from '../../testing/arbitraries.ts';
import { casesOf } from '../../testing/cases.ts';
import { plainTaxonomy, profilesOf } from '../../testing/people.ts';
import { refusalsOf } from '../../testing/refusals.ts';

const profiles = profilesOf({ lin: { go: 4 }, wu: { go: 2 } });
const demand = { id: 'd', skills: [{ skillId: 'go', atLeast: 4, weight: 1 }] };

test('an index answers for the certainty it was built with, and says so where another is asked for', () => {
  const index = buildMatchIndex({ profiles, certainty: 'cautious' });
  const [match] = matchDemandLibrary({ demands: [demand], profiles: index });
  expect(match!.candidates).toEqual(rankCandidates({ profiles, demand, certainty: 'cautious' }));
  expect(refusalsOf(() => matchDemandLibrary({ demands: [demand], profiles: index, certainty: 'expected' }))).toEqual([
    'skills/invalid-columns certainty',
  ]);
});

test('a key that stands twice in the columns of an index is refused: half of its rows would not be found', () => {
  const levels = {
    keys: ['go', 'go'],
    person: Uint32Array.of(0, 1),
    key: Uint32Array.of(0, 1),
    amount: Float64Array.of(4, 3),
  };
  const build = () =>
    buildMatchIndexFromColumns({ asOf: '2026-11-22', taxonomy: plainTaxonomy, personIds: ['lin', 'wu'], levels });
  expect(refusalsOf(build)).toEqual(['skills/invalid-columns levels.keys.1']);
});

test('a lift over any number of months is found at once', () => {
  const experience = [{ tag: 'pay', weight: 3, months: 1e12 }];
  const started = performance.now();
  const [, wu] = rankCandidates({ profiles, demand: { ...demand, experience }, shortlist: 1 });
  expect(performance.now() - started).toBeLessThan(5000);
  expect(wu!.lift!.steps).toEqual([{ key: 'pay', kind: 'experience', from: null, to: 166666666666.7 }]);
});

test('among equal rates the larger group is the reference, then the first by name, in any order', () => {
  const group = (name: string, selected: number, considered: number) => ({ group: name, selected, considered });
  const groups = [group('c', 1, 2), group('b', 50, 100), group('a', 50, 100), group('d', 1, 10)];
  for (const given of [groups, groups.toReversed()])
    expect(compareSelectionRates({ groups: given }).reference).toBe('a');
});

test('a badge that would never be valid is not written', () => {
  const write = (validUntil: string) => () =>
    writeOpenBadge({
      ...{
        profiles,
        personId: 'lin',
        skillId: 'go',
        locale: 'en',
        id: 'urn:uuid:1',
        achievementId: 'https://a.example/go',
      },
      issuer: { id: 'https://a.example', name: 'Acme' },
      recipient: { id: 'did:example:lin' },
      validFrom: '2026-11-22T00:00:00Z',
      validUntil,
    });
  expect(refusalsOf(write('2026-11-22T08:00:00+08:00'))).toEqual(['skills/dates-reversed validUntil']);
  expect(refusalsOf(write('2026-11-22T00:00:01Z'))).toEqual([]);
});

test('a fit falls when any leaf that carries it falls, and what nobody knows of stays unknown', () => {
  fc.assert(
    fc.property(evidenceList, (evidence) => {
      const known = buildProfiles({ evidence, taxonomy: smallTaxonomy, asOf: lawDay });
      const wanted = {
        skills: ['go', 'rust', 'java'].map((skillId, at) => ({ skillId, atLeast: 3, weight: at + 1 })),
        experience: [{ tag: 'payments', months: 12, weight: 2 }],
      };
      for (const { explanation, fit, contributions } of rankCandidates({ profiles: known, demand: wanted })) {
        for (const [at, { credit }] of contributions.entries()) {
          if (credit === null || credit === 0) continue;
          const children = explanation.children!.map((term, index) => (index === at ? withoutLeaves(term) : term));
          const less = recompute({ explanation: { ...explanation, children }, operations: skillsOperations });
          expect(Number(less)).toBeLessThan(fit);
        }
      }
    }),
    casesOf(60),
  );
});

function withoutLeaves(term: Explanation): Explanation {
  const { children = [] } = term;
  if (children.length === 0) return term.value === null ? term : { ...term, value: 0 };
  return { ...term, children: children.map(withoutLeaves) };
}
