import { recompute } from '@meritkit/core/explanation';
import { describe, expect, it } from 'vitest';
import { type ReportDocument, reportOperations } from '../src/index.ts';
import { renderMarkdown } from '../src/markdown/index.ts';
import { samples } from './samples.ts';

const valueIn = (report: ReportDocument, id: string) => {
  const found = report.metrics.find((metric) => metric.id === id);
  if (found === undefined) throw new Error(`no metric ${id}`);
  return found.value;
};

describe('golden numbers', () => {
  const golden: readonly (readonly [report: string, metric: string, value: string])[] = [
    ['technology-value', 'effect.pay.before', '95'],
    ['technology-value', 'effect.pay.after', '99.9'],
    ['technology-value', 'effect.pay.change', '4.9'],
    ['technology-value', 'users.total', '100000'],
    ['technology-value', 'loss.total.CNY', '1000000'],
    ['technology-value', 'research.share', '15'],
    ['technology-value', 'innovation.share', '25'],
    ['technology-value', 'attrition', '6.25'],
    ['strategic', 'investment', '10000000'],
    ['strategic', 'return', '20000000'],
    ['strategic', 'return.ratio', '2'],
    ['strategic', 'capability.ai.share', '60'],
    ['strategic', 'plan.assistant.1', '5'],
    ['skill-gaps', 'skill.go.available', '4'],
    ['skill-gaps', 'skill.go.gap', '0'],
    ['skill-gaps', 'skill.distributed.gap', '2'],
    ['skill-gaps', 'skill.payments.gap', '1'],
    ['delivery', 'bug-rate', '25'],
    ['delivery', 'overtime', '51.5'],
    ['delivery', 'lead-time.median', '176.5'],
    ['alignment', 'previous.on-time', '70'],
    ['alignment', 'current.on-time', '90'],
    ['alignment', 'previous.complaint-rate', '25'],
    ['alignment', 'current.complaint-rate', '10'],
    ['alignment', 'late', '2'],
    ['alignment', 'late.research', '1'],
    ['alignment', 'late.over-promise', '1'],
    ['alignment', 'level.junior.late-rate', '10'],
    ['alignment', 'level.senior.late-rate', '0'],
    ['engagement', 'issues.resolved-share', '70'],
    ['engagement', 'manager.saved-share', '30'],
    ['activity-effect', 'all.before', '30'],
    ['activity-effect', 'all.after', '75'],
    ['appraisal', 'score.zhao', '79.3'],
    ['appraisal', 'score.lin', '85.714285714286'],
    ['appraisal', 'coverage.lin', '70'],
    ['load', 'load.lin.2026-W47', '120'],
    ['load', 'people.over', '1'],
  ];

  it.each(golden)('%s: %s is %s', (report, metric, value) => {
    expect(valueIn(samples[report]!(), metric)).toBe(value);
  });

  it('are written as the design writes them', () => {
    const text = (name: string) => renderMarkdown(samples[name]!(), { locale: 'en', timeZone: 'Asia/Shanghai' });
    expect(text('strategic')).toContain('a ratio of 2.00');
    expect(text('strategic')).toContain('AI: 60%');
    expect(text('strategic')).toContain('Sales assistant needs 5 × senior engineer');
    expect(text('alignment')).toContain('Demands met on time 70% → 90% (before and after, not proof of cause)');
    expect(text('alignment')).toContain('Demands with a complaint 25% → 10%');
    expect(text('activity-effect')).toContain('Participation 30% → 75% (before and after, not proof of cause)');
    expect(text('load')).toContain('Lin is at 120% of capacity in 2026-W47');
    expect(text('appraisal')).toContain('70% of the weight has evidence');
    expect(text('engagement')).toContain('No number rests on fewer than 5 answers, and 1 number is not shown');
  });
});

describe('every explanation', () => {
  it.each(Object.keys(samples))('of %s gives its number again from the leaves alone', (name) => {
    const report = samples[name]!();
    const explained = report.metrics.filter((metric) => metric.explanation !== undefined);
    for (const metric of explained) {
      expect(recompute({ explanation: metric.explanation!, operations: reportOperations }), metric.id).toBe(
        metric.value,
      );
    }
    expect(name === 'personal-state' || explained.length > 0).toBe(true);
  });
});
