import { createFact } from '@meritkit/core/facts';
import { describe, expect, it } from 'vitest';
import {
  evidenceFromFacts,
  evidenceFromFeedback,
  explainText,
  type FeedbackPolicy,
  lintScorecard,
  missingFromFacts,
  scorecardFromTemplate,
  scoreScorecard,
} from '../index.ts';

const scorecard = scorecardFromTemplate({ templateId: 'school-teacher' });
const term = { from: '2026-09-01T00:00:00+08:00', to: '2027-02-01T00:00:00+08:00' };
const at = '2026-12-01T10:00:00+08:00';
const fact = (kind: string, ref: string, quantity: string) =>
  createFact({ personId: 'wang', kind, at, quantity, unit: 'points', source: { system: 'csv', ref } });
const facts = [
  ...[fact('class-progress', '3a', '6'), fact('class-progress', '3b', '-2')],
  ...[fact('training-applied', 't1', '1'), fact('training-applied', 't2', '0')],
];
const policy: FeedbackPolicy = {
  scale: { minimum: 1, maximum: 5 },
  groups: [
    { id: 'peer', weight: 1, minimumRaters: 3, anonymous: true },
    { id: 'client', name: { en: 'Parents', 'zh-CN': '家长' }, weight: 1, minimumRaters: 3, anonymous: true },
  ],
};
const rate = (group: string, raters: readonly string[], value: number) =>
  raters.flatMap((rater) =>
    ['lesson-quality', 'shared-lessons'].map((item) => ({ ratee: 'wang', rater, group, item, value })),
  );

describe('a term at a school, with the template alone', () => {
  const ratings = [...rate('peer', ['li', 'zhao', 'sun'], 3), ...rate('client', ['a', 'b', 'c'], 5)];
  const round = { system: 'school', ref: 'term-1' };
  const [feedback] = evidenceFromFeedback({ scorecard, personIds: ['wang'], ratings, policy, round });
  const input = { scorecard, personId: 'wang', facts, ...term };
  const surveys = [{ metricId: 'parent-survey', value: 4.2, source: { system: 'survey', ref: 'parents' } }];
  const score = scoreScorecard({
    scorecard,
    evidence: [...evidenceFromFacts(input), ...feedback!.evidence, ...surveys],
    missing: [...missingFromFacts(input), ...feedback!.missing],
  });

  it('asks colleagues, not parents, what colleagues see', () => {
    expect(feedback?.evidence).toMatchObject([
      { metricId: 'lesson-quality', value: 3, sources: [{ ref: 'term-1/lesson-quality/peer' }] },
      { metricId: 'shared-lessons', value: 3, sources: [{ ref: 'term-1/shared-lessons/peer' }] },
    ]);
  });

  it('gives a score that explains itself in Chinese, with what is not known yet', () => {
    expect(lintScorecard({ scorecard })).toEqual([]);
    if (!score.ok) throw new Error(score.rejection.code);
    expect([score.coverage, score.missing]).toEqual([0.85, ['pupil-survey']]);
    expect(explainText(score.explanation, 'zh-CN')).toBe(
      '49.5 = 教学 30 × 40% + 育人 80 × 30% + 专业成长 40 × 15% + 协作 50 × 15%。' +
        '育人中的学生获得感：尚无依据，不计入，也不按零分计算。',
    );
  });
});
