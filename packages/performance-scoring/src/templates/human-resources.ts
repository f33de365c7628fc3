import type { ScorecardTemplate } from './template.ts';

/** Human resources: balanced scorecard. */
export const humanResources: ScorecardTemplate = {
  id: 'hr-balanced',
  name: { en: 'Human resources: balanced scorecard', 'zh-CN': '人力资源：平衡计分卡' },
  scorecard: {
    id: 'hr-balanced',
    name: { en: 'Human resources: balanced scorecard', 'zh-CN': '人力资源：平衡计分卡' },
    minimumCoverage: 0.6,
    scale: { minimum: 0, maximum: 100 },
    dimensions: [
      {
        id: 'finance',
        name: { en: 'Finance', 'zh-CN': '财务' },
        weight: 15,
        metrics: [
          {
            id: 'cost-per-hire',
            name: { en: 'Cost of a hire against plan', 'zh-CN': '招聘成本达成率' },
            unit: '%',
            direction: 'lower',
            weight: 1,
            source: { kind: 'facts', factKinds: ['hiring-cost'], aggregate: 'mean' },
            normaliser: { kind: 'linear', start: 130, target: 100 },
            guard: { cap: 100 },
          },
        ],
      },
      {
        id: 'customers',
        name: { en: 'Those served', 'zh-CN': '服务对象' },
        weight: 35,
        metrics: [
          {
            id: 'service-satisfaction',
            name: { en: 'Satisfaction with the service', 'zh-CN': '内部服务满意度' },
            weight: 2,
            source: { kind: 'survey' },
            normaliser: { kind: 'linear', start: 1, target: 5 },
          },
          {
            id: 'hiring-days',
            name: { en: 'Days to fill a position', 'zh-CN': '岗位到岗天数' },
            unit: 'days',
            direction: 'lower',
            weight: 1,
            source: { kind: 'facts', factKinds: ['hiring-days'], aggregate: 'mean' },
            normaliser: { kind: 'linear', start: 60, target: 30 },
            guard: { cap: 100 },
          },
        ],
      },
      {
        id: 'processes',
        name: { en: 'Processes', 'zh-CN': '内部流程' },
        weight: 30,
        metrics: [
          {
            id: 'review-on-time',
            name: { en: 'Reviews finished on time', 'zh-CN': '绩效周期按时完成率' },
            unit: '%',
            direction: 'higher',
            weight: 1,
            source: { kind: 'facts', factKinds: ['review-completed'], aggregate: 'share' },
            normaliser: { kind: 'linear', start: 60, target: 100 },
            guard: { cap: 100 },
          },
          {
            id: 'data-quality',
            name: { en: 'Records without a finding', 'zh-CN': '人事档案无差错率' },
            unit: '%',
            direction: 'higher',
            weight: 1,
            source: { kind: 'facts', factKinds: ['record-checked'], aggregate: 'share' },
            normaliser: { kind: 'linear', start: 90, target: 99.5 },
            guard: { cap: 100 },
          },
        ],
      },
      {
        id: 'learning',
        name: { en: 'Learning and growth', 'zh-CN': '学习与成长' },
        weight: 20,
        metrics: [
          {
            id: 'training-used',
            name: { en: 'Training that was put to use', 'zh-CN': '培训落地率' },
            unit: '%',
            direction: 'higher',
            weight: 1,
            source: { kind: 'facts', factKinds: ['training-applied'], aggregate: 'share' },
            normaliser: { kind: 'linear', start: 30, target: 80 },
            guard: { cap: 100 },
          },
          {
            id: 'retention',
            name: { en: 'People who stay', 'zh-CN': '关键人才保留率' },
            unit: '%',
            direction: 'higher',
            weight: 1,
            source: { kind: 'facts', factKinds: ['retention'], aggregate: 'share' },
            normaliser: { kind: 'linear', start: 80, target: 95 },
            guard: { cap: 100 },
          },
        ],
      },
    ],
  },
};
