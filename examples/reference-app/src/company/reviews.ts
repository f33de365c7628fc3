import type { Random } from '@meritkit/core/random';
import type { Evidence, Scorecard } from '@meritkit/performance-scoring';
import type { CompanyPerson } from './people.ts';

/** The company's model for engineers: 40 / 30 / 30, and no score on less than 60% of it. */
export const engineerScorecard = {
  id: 'engineer',
  minimumCoverage: 0.6,
  metrics: [
    { id: 'project', name: { en: 'Project contribution', 'zh-CN': '项目贡献' }, weight: 0.4 },
    { id: 'innovation', name: { en: 'Innovation', 'zh-CN': '创新' }, weight: 0.3 },
    { id: 'collaboration', name: { en: 'Collaboration', 'zh-CN': '协作' }, weight: 0.3 },
  ],
} as const satisfies Scorecard;

/** Last half-year's review points, 0..100; for some people nobody was asked about collaboration. */
export function generateReview(random: Random, person: CompanyPerson): readonly Evidence[] {
  const stream = random.fork(`review:${person.id}`);
  const points = { junior: 68, middle: 76, senior: 84 }[person.level];
  const answers = ['project', 'innovation', 'collaboration'].map((metricId) => ({
    metricId,
    value: Math.max(0, Math.min(100, points + stream.integer(-10, 12))),
    source: { system: 'review', ref: `half-year:${person.id}:${metricId}` },
  }));
  return stream.next() < 0.25 ? answers.slice(0, 2) : answers;
}
