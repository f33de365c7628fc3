import type { ScorecardTemplate } from './template.ts';

/** Finance: balanced scorecard. */
export const finance: ScorecardTemplate = {
  id: 'finance-balanced',
  name: { en: 'Finance: balanced scorecard', 'zh-CN': '财务：平衡计分卡' },
  scorecard: {
    id: 'finance-balanced',
    name: { en: 'Finance: balanced scorecard', 'zh-CN': '财务：平衡计分卡' },
    minimumCoverage: 0.6,
    scale: { minimum: 0, maximum: 100 },
    dimensions: [
      {
        id: 'finance',
        name: { en: 'Finance', 'zh-CN': '财务' },
        weight: 30,
        metrics: [
          {
            id: 'budget-accuracy',
            name: { en: 'Distance from the budget', 'zh-CN': '预算偏差率' },
            unit: '%',
            direction: 'lower',
            weight: 1,
            source: { kind: 'facts', factKinds: ['budget-variance'], aggregate: 'mean' },
            normaliser: { kind: 'linear', start: 15, target: 3 },
            guard: { cap: 100 },
          },
        ],
      },
      {
        id: 'customers',
        name: { en: 'Those served', 'zh-CN': '服务对象' },
        weight: 30,
        metrics: [
          {
            id: 'service-satisfaction',
            name: { en: 'Satisfaction with the service', 'zh-CN': '内部服务满意度' },
            weight: 1,
            source: { kind: 'survey' },
            normaliser: { kind: 'linear', start: 1, target: 5 },
          },
          {
            id: 'reimbursement-days',
            name: { en: 'Days to reimburse', 'zh-CN': '报销到账天数' },
            unit: 'days',
            direction: 'lower',
            weight: 1,
            source: { kind: 'facts', factKinds: ['reimbursement-paid'], aggregate: 'mean' },
            normaliser: { kind: 'linear', start: 10, target: 3 },
            guard: { cap: 100 },
          },
        ],
      },
      {
        id: 'processes',
        name: { en: 'Processes', 'zh-CN': '内部流程' },
        weight: 25,
        metrics: [
          {
            id: 'closing-days',
            name: { en: 'Days to close a month', 'zh-CN': '月结天数' },
            unit: 'days',
            direction: 'lower',
            weight: 1,
            source: { kind: 'facts', factKinds: ['month-closed'], aggregate: 'mean' },
            normaliser: { kind: 'linear', start: 10, target: 4 },
            guard: { cap: 100 },
          },
          {
            id: 'corrections',
            name: { en: 'Entries corrected afterwards', 'zh-CN': '账务更正率' },
            unit: '%',
            direction: 'lower',
            weight: 1,
            source: { kind: 'facts', factKinds: ['entry-corrected'], aggregate: 'share' },
            normaliser: { kind: 'linear', start: 3, target: 0.3 },
            guard: { cap: 100 },
          },
        ],
      },
      {
        id: 'learning',
        name: { en: 'Learning and growth', 'zh-CN': '学习与成长' },
        weight: 15,
        metrics: [
          {
            id: 'automation',
            name: { en: 'Steps that run by themselves', 'zh-CN': '流程自动化率' },
            unit: '%',
            direction: 'higher',
            weight: 1,
            source: { kind: 'facts', factKinds: ['step-automated'], aggregate: 'share' },
            normaliser: { kind: 'linear', start: 10, target: 60 },
            guard: { cap: 100 },
          },
        ],
      },
    ],
  },
};
