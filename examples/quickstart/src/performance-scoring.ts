import { explainText, scoreScorecard } from '@meritkit/performance-scoring';

const result = scoreScorecard({
  scorecard: {
    id: 'engineer',
    minimumCoverage: 0.6,
    metrics: [
      { id: 'project', name: { en: 'project', 'zh-CN': '项目贡献' }, weight: 40 },
      { id: 'innovation', name: { en: 'innovation', 'zh-CN': '创新' }, weight: 30 },
      { id: 'collaboration', name: { en: 'collaboration', 'zh-CN': '协作' }, weight: 30 },
    ],
  },
  evidence: [
    { metricId: 'project', value: 90, source: { system: 'jira', ref: 'PAY-118' } },
    { metricId: 'innovation', value: 80, source: { system: 'review', ref: 'r-12' } },
  ],
});

if (result.ok) {
  console.log(explainText(result.explanation, 'en'));
  console.log(explainText(result.explanation, 'zh-CN'));
}
