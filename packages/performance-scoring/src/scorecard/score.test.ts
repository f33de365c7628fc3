import { recompute } from '@meritkit/core/explanation';
import { describe, expect, it } from 'vitest';
import { explainText, type Scorecard, scoreScorecard, scoringOperations } from '../index.ts';

const engineer: Scorecard = {
  id: 'engineer',
  minimumCoverage: 0.6,
  metrics: [
    { id: 'project', weight: 0.4 },
    { id: 'innovation', weight: 0.3 },
    { id: 'collaboration', weight: 0.3 },
  ],
};

describe('scoreScorecard', () => {
  it('gives the result of the first minutes', () => {
    const result = scoreScorecard({
      scorecard: engineer,
      evidence: [
        { metricId: 'project', value: 90, source: { system: 'jira', ref: 'PAY-118' } },
        { metricId: 'innovation', value: 80, source: { system: 'review', ref: 'r-12' } },
      ],
    });
    expect(result).toMatchObject({
      ok: true,
      value: 85.71428571428572,
      coverage: 0.7,
      status: 'proposed',
      missing: ['collaboration'],
    });
    if (!result.ok) return;
    expect(Object.keys(result)).toEqual(['ok', 'value', 'coverage', 'status', 'missing', 'explanation']);
    expect(explainText(result.explanation, 'en')).toBe(
      '85.7 = project 90 × 57.1% + innovation 80 × 42.9%. No evidence yet for collaboration (30%): left out, not counted as zero.',
    );
    expect(recompute({ explanation: result.explanation, operations: scoringOperations })).toBe(result.value);
    expect(structuredClone(result)).toEqual(result);
  });

  it('tells the reason that somebody stated for what is missing, and why something cannot be compared', () => {
    const result = scoreScorecard({
      scorecard: engineer,
      evidence: [
        { metricId: 'project', value: 90 },
        { metricId: 'innovation', value: 80 },
      ],
      missing: [{ metricId: 'collaboration', reason: 'moved teams in October', statedBy: 'zhou' }],
    });
    expect(result.ok && explainText(result.explanation, 'en')).toContain(
      'No evidence yet for collaboration (30%: moved teams in October): left out',
    );
    expect(result.ok && explainText(result.explanation, 'zh-CN')).toContain('（30%：moved teams in October）');
    const own = { 'reason:moved teams in October': { en: 'new team' } };
    expect(result.ok && explainText(result.explanation, { locale: 'en', labels: own })).toContain('(30%: new team)');
    const speed = {
      id: 'speed',
      weight: 1,
      normaliser: { kind: 'linear' as const, start: 'baseline' as const, target: 50 },
    };
    const scorecard = { id: 's', metrics: [speed, { id: 'help', weight: 1 }] };
    const evidence = ['speed', 'help'].map((metricId) => ({ metricId, value: 40 }));
    const compared = scoreScorecard({ scorecard, evidence });
    expect(compared.ok && explainText(compared.explanation, 'en')).toContain(
      'speed (50%: nothing to compare with yet)',
    );
  });

  it('scores 3.6 from weights 30/70 and scores 5 and 3, and from the one part of three that exists', () => {
    const two = scoreScorecard({
      scorecard: {
        id: 's',
        metrics: [
          { id: 'a', weight: 30 },
          { id: 'b', weight: 70 },
        ],
      },
      evidence: [
        { metricId: 'a', value: 5 },
        { metricId: 'b', value: 3 },
      ],
    });
    expect(two).toMatchObject({ ok: true, value: 3.6, coverage: 1, missing: [] });
    const part: Scorecard = {
      id: 'appraisal',
      dimensions: ['kra', 'goals', 'self'].map((id) => ({
        id,
        weight: 1,
        metrics: [{ id: `${id}-score`, weight: 1 }],
      })),
    };
    const one = scoreScorecard({ scorecard: part, evidence: [{ metricId: 'kra-score', value: 3.6 }] });
    expect(one).toMatchObject({ ok: true, value: 3.6, coverage: 1 / 3, missing: ['goals-score', 'self-score'] });
  });
});
