import { walkTerms } from '@meritkit/core/explanation';
import { describe, expect, it } from 'vitest';
import {
  compileScorecard,
  explainText,
  lintScorecard,
  parseScorecard,
  scorecardFromTemplate,
  scorecardTemplates,
  scoreScorecard,
  weightShares,
} from '../index.ts';

describe('templates', () => {
  it.each(scorecardTemplates.map((template) => [template.id, template] as const))(
    '%s is valid data, weighs 100%%, speaks both languages and scores',
    (_, template) => {
      const scorecard = parseScorecard(JSON.parse(JSON.stringify(template.scorecard)));
      expect(scorecard).toEqual(template.scorecard);
      const shares = weightShares({ scorecard, decimals: 2 });
      expect(shares.reduce((sum, share) => sum + Math.round(Number(share.percent) * 100), 0)).toBe(10_000);
      expect(lintScorecard({ scorecard }).map((finding) => finding.problem)).toEqual([]);
      const { metrics } = compileScorecard(scorecard);
      const peers = Object.fromEntries(
        metrics.map((metric) => [metric.id, { name: 'peers', values: [1, 2, 3, 4, 5, 6] }]),
      );
      const evidence = metrics.map((metric) => ({
        metricId: metric.id,
        value: metric.normaliser?.kind === 'linear' ? Number(metric.normaliser.target) : 3,
      }));
      const result = scoreScorecard({ scorecard, evidence, peers, person: { level: 'senior' } });
      if (!result.ok) throw new Error(result.rejection.code);
      expect(result.coverage).toBe(1);
      for (const dimension of scorecard.dimensions ?? []) {
        const term = [...walkTerms(result.explanation)].find((candidate) => candidate.key === dimension.id)!;
        expect(Object.keys(term.label as object)).toEqual(['en', 'zh-CN']);
      }
      expect(explainText(result.explanation, 'zh-CN')).toMatch(/[\u4e00-\u9fff]/);
      expect(metrics.every((metric) => typeof metric.name === 'object')).toBe(true);
    },
  );
  it('adds up counts alone: what has a unit of its own is a share, a mean, or worked out elsewhere', () => {
    for (const { scorecard } of scorecardTemplates) {
      for (const { id, unit, source } of compileScorecard(scorecard).metrics) {
        if (source?.kind !== 'facts') continue;
        const expected = unit === undefined ? [undefined] : unit === '%' ? ['share', 'mean'] : ['mean'];
        expect([id, expected.includes(source.aggregate as never)]).toEqual([id, true]);
      }
    }
  });
  it('weighs contribution 40, innovation 30, collaboration 30', () => {
    expect(
      scorecardFromTemplate({ templateId: 'technology-40-30-30' }).dimensions?.map(({ weight }) => weight),
    ).toEqual([40, 30, 30]);
  });
  it('takes own weights on dimensions and metrics, and leaves the template as it was', () => {
    const own = scorecardFromTemplate({
      templateId: 'technology-40-30-30',
      weights: { innovation: '35.5', defects: 9 },
    });
    expect(own.dimensions?.[1]?.weight).toBe('35.5');
    expect(own.dimensions?.[0]?.metrics?.[2]?.weight).toBe(9);
    expect(scorecardTemplates[0]?.scorecard.dimensions?.[1]?.weight).toBe(30);
    expect(() => scorecardFromTemplate({ templateId: 'x' })).toThrow('no template "x"');
    expect(() => scorecardFromTemplate({ templateId: 'okr-kpi', weights: { nothing: 1 } })).toThrow('weights.nothing');
  });
  it('judges a fitted target by level: four weeks is typical of a senior and ahead of a junior', () => {
    const scorecard = scorecardFromTemplate({ templateId: 'research-elastic-target-assist' });
    const at = (level: string) => {
      const evidence = [
        { metricId: 'cycle-time', value: 4 },
        { metricId: 'bug-rate', value: 3 },
      ];
      const result = scoreScorecard({ scorecard: { ...scorecard, minimumCoverage: 0 }, evidence, person: { level } });
      return result.ok ? result.value : null;
    };
    expect(at('senior')).toBe((100 + 50) / 2);
    expect(at('junior')).toBe((100 + 100) / 2);
    expect(at('unknown')).toBeNull();
  });
});
