import {
  advanceStatistics,
  buildProfiles,
  collectStatistics,
  defaultEvidencePolicy,
  type Evidence,
  type EvidencePolicy,
  explainLevel,
  finishProfiles,
  mergeStatistics,
  type Scale,
} from '@meritkit/skills-matrix';
import { describe, expect, it } from 'vitest';
import { plainTaxonomy as taxonomy } from '../../testing/people.ts';
import { refusalsOf } from '../../testing/refusals.ts';

const asOf = '2026-11-22';
const policyWith = (change: Partial<EvidencePolicy>): EvidencePolicy => ({
  ...defaultEvidencePolicy,
  id: 'own',
  ...change,
});
const rating: Evidence = { id: 'r', personId: 'lin', kind: 'self-rating', skillId: 'go', level: 3, at: asOf };

describe('statistics are finished as they were collected', () => {
  const policy = policyWith({ precedence: [['assessment'], ['self-rating']] });
  const short: Scale = { id: 'short', levels: [0, 3, 4].map((value) => ({ value, name: String(value) })) };

  it('another policy, taxonomy or scale is refused, since the profile would name what it was not made with', () => {
    const statistics = collectStatistics({ evidence: [rating], taxonomy, asOf, policy });
    expect(finishProfiles({ statistics, taxonomy, policy }).policy.id).toBe('own');
    expect(refusalsOf(() => finishProfiles({ statistics, taxonomy }))).toEqual(['skills/statistics-differ policy']);
    expect(refusalsOf(() => finishProfiles({ statistics, taxonomy: { ...taxonomy, version: '2' }, policy }))).toEqual([
      'skills/statistics-differ taxonomyVersion',
    ]);
    expect(refusalsOf(() => finishProfiles({ statistics, taxonomy, policy, scale: short }))).toEqual([
      'skills/statistics-differ scaleId',
    ]);
  });

  it('nor do statistics under two scales add up, or move on under another', () => {
    const [left, right] = [{}, { scale: short }].map((own) =>
      collectStatistics({ evidence: [], taxonomy, asOf, ...own }),
    );
    expect(refusalsOf(() => mergeStatistics({ left: left!, right: right! }))).toEqual([
      'skills/statistics-differ right.scaleId',
    ]);
    expect(refusalsOf(() => advanceStatistics({ statistics: left!, taxonomy, asOf, scale: short }))).not.toEqual([]);
  });
});

describe('every number of a profile is finite', () => {
  it('however old the evidence', () => {
    for (const at of ['0001-01-01', '0950-01-01', '1000-01-01', '1010-01-01', '1100-01-01']) {
      for (const { standardDeviation } of buildProfiles({ evidence: [{ ...rating, at }], taxonomy, asOf }).people[0]!
        .skills) {
        expect(Number.isFinite(standardDeviation)).toBe(true);
      }
      const explanation = explainLevel({
        evidence: [{ ...rating, at }],
        taxonomy,
        asOf,
        personId: 'lin',
        skillId: 'go',
      });
      const level =
        buildProfiles({ evidence: [{ ...rating, at }], taxonomy, asOf }).people[0]!.skills[0]?.level ?? null;
      expect(explanation.value).toBe(level);
    }
  });

  it('and amounts that no sum can hold are refused', () => {
    const project: Evidence = { id: 'p', personId: 'lin', kind: 'project', tags: ['t'], months: 1e308, at: asOf };
    const contribution: Evidence = {
      id: 'k',
      personId: 'lin',
      kind: 'contribution',
      skillId: 'go',
      count: 1e308,
      at: asOf,
    };
    const build = (item: Evidence) => refusalsOf(() => buildProfiles({ evidence: [item], taxonomy, asOf }));
    expect(build(project)).toEqual(['skills/invalid-evidence evidence.0.months']);
    expect(build(contribution)).toEqual(['skills/invalid-evidence evidence.0.count']);
    expect(build({ ...project, months: 1200 })).toEqual([]);
  });
});

describe('a policy that would poison a level', () => {
  const reliability = { precision: 1, precisionCap: 1, halfLifeDays: 365 };
  const sources = (change: object) =>
    ({ ...defaultEvidencePolicy.sources, course: { ...reliability, ...change } }) as EvidencePolicy['sources'];
  const { course: _, ...seven } = defaultEvidencePolicy.sources;

  it.each<[string, Partial<EvidencePolicy>]>([
    ['policy.prior.mean', { prior: { mean: 10, precision: 1 } }],
    ['policy.prior.mean', { prior: { mean: -0.1, precision: 1 } }],
    ['policy.sources.course.precision', { sources: sources({ precision: 1e-320 }) }],
    ['policy.sources.course.precision', { sources: sources({ precision: 1e300 }) }],
    ['policy.sources.course.halfLifeDays', { sources: sources({ halfLifeDays: 1e-9 }) }],
    ['policy.sources.course', { sources: seven as EvidencePolicy['sources'] }],
  ])('%s is refused', (path, change) => {
    expect(refusalsOf(() => buildProfiles({ evidence: [rating], taxonomy, asOf, policy: policyWith(change) }))).toEqual(
      [`skills/invalid-policy ${path}`],
    );
  });

  it('a prior within the scale is explained to the bit', () => {
    const policy = policyWith({ prior: { mean: 5, precision: 0.7 } });
    const options = { evidence: [rating], taxonomy, asOf, policy };
    const explanation = explainLevel({ ...options, personId: 'lin', skillId: 'go' });
    expect(explanation.value).toBe(buildProfiles(options).people[0]!.skills[0]!.level);
  });
});
