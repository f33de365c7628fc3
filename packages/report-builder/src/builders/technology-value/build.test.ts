import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../markdown/index.ts';
import { buildTechnologyValueReport } from './build.ts';
import type { TechnologyValueInput } from './schema.ts';

const frame = { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } };
const inputs: TechnologyValueInput = {
  effects: [
    {
      id: 'pay',
      title: { en: 'Payment success', 'zh-CN': '支付成功率' },
      unit: 'percent',
      before: '95',
      after: '99.9',
      usersKept: '100000',
      relation: 'association',
      confirmedBy: 'zhou',
      sources: [{ system: 'jira', ref: 'PAY-118' }],
    },
    {
      id: 'bug',
      title: { en: 'Critical bug fixed', 'zh-CN': '修复严重缺陷' },
      lossAvoided: { amount: '1000000', currency: 'CNY' },
      confirmedBy: 'zhou',
      sources: [{ system: 'jira', ref: 'BUG-9' }],
    },
  ],
};
const metricOf = (report: ReturnType<typeof buildTechnologyValueReport>, id: string) =>
  report.metrics.find((metric) => metric.id === id);

describe('technology value report', () => {
  it('says what the first minutes promise, in English', () => {
    const text = renderMarkdown(buildTechnologyValueReport(inputs, frame), { locale: 'en', timeZone: 'Asia/Shanghai' });
    expect(text.split('\n').slice(0, 3)).toEqual([
      '- Payment success 95% → 99.9%; 100,000 users kept (before and after, not proof of cause) [1]',
      '- Critical bug fixed: CNY 1,000,000 loss avoided [2]',
      '- Research spend: unknown (not supplied)',
    ]);
  });

  it('says it in Chinese', () => {
    const text = renderMarkdown(buildTechnologyValueReport(inputs, frame), {
      locale: 'zh-CN',
      timeZone: 'Asia/Shanghai',
    });
    expect(text.split('\n').slice(0, 3)).toEqual([
      '- 支付成功率 95% → 99.9%，留住用户 100,000 人（前后对比，不代表因果）[1]',
      '- 修复严重缺陷：避免损失 1,000,000 元 [2]',
      '- 研发投入：未知（未提供）',
    ]);
  });

  it('adds up only what somebody confirmed', () => {
    const unconfirmed = {
      id: 'claim',
      title: 'A claim',
      usersKept: '900000',
      lossAvoided: { amount: '5', currency: 'CNY' },
      sources: [],
    };
    const report = buildTechnologyValueReport({ effects: [...inputs.effects, unconfirmed] }, frame);
    expect(metricOf(report, 'users.total')?.value).toBe('100000');
    expect(metricOf(report, 'loss.total.CNY')?.value).toBe('1000000');
    expect(renderMarkdown(report, { locale: 'en', timeZone: 'UTC' })).toContain('not confirmed yet, not counted');
  });

  it('gives shares of revenue and attrition exactly', () => {
    const investment = {
      researchSpend: { amount: '3000000', currency: 'CNY' },
      revenue: { amount: '20000000', currency: 'CNY' },
      innovationRevenue: { amount: '5000000', currency: 'CNY' },
      leavers: 3,
      averageHeadcount: '48',
    };
    const report = buildTechnologyValueReport({ effects: [], investment }, frame);
    expect(metricOf(report, 'research.share')?.value).toBe('15');
    expect(metricOf(report, 'innovation.share')?.value).toBe('25');
    expect(metricOf(report, 'attrition')?.value).toBe('6.25');
  });

  it('takes missing as unknown with its reason, never as zero', () => {
    const report = buildTechnologyValueReport({ effects: [] }, frame);
    expect(metricOf(report, 'attrition')).toMatchObject({
      value: null,
      status: { kind: 'unknown', reason: 'not-supplied' },
    });
  });

  it('refuses a share of amounts in two currencies, an empty period, an id twice and a broken number, with the path', () => {
    const amounts = {
      researchSpend: { amount: '1', currency: 'USD' },
      revenue: { amount: '2', currency: 'CNY' },
    };
    expect(() => buildTechnologyValueReport({ effects: [], investment: amounts }, frame)).toThrow(
      expect.objectContaining({ code: 'report/mixed-currencies' }),
    );
    const empty = { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-07-01' } };
    expect(() => buildTechnologyValueReport(inputs, empty)).toThrow(
      expect.objectContaining({ code: 'report/empty-period' }),
    );
    expect(() => buildTechnologyValueReport({ effects: [inputs.effects[0]!, inputs.effects[0]!] }, frame)).toThrow(
      expect.objectContaining({ code: 'report/duplicate-id' }),
    );
    const broken = { effects: [{ ...inputs.effects[0]!, after: 'NaN' }] };
    expect(() => buildTechnologyValueReport(broken, frame)).toThrow(/effects\[0\]\.after/);
  });
});
