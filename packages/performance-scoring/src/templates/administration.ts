import type { ScorecardTemplate } from './template.ts';

/** Administration: balanced scorecard. */
export const administration: ScorecardTemplate = {
  id: 'administration-balanced',
  name: { en: 'Administration: balanced scorecard', 'zh-CN': '行政：平衡计分卡' },
  scorecard: {
    id: 'administration-balanced',
    name: { en: 'Administration: balanced scorecard', 'zh-CN': '行政：平衡计分卡' },
    minimumCoverage: 0.6,
    scale: { minimum: 0, maximum: 100 },
    dimensions: [
      {
        id: 'finance',
        name: { en: 'Finance', 'zh-CN': '财务' },
        weight: 20,
        metrics: [
          {
            id: 'office-cost',
            name: { en: 'Office cost against plan', 'zh-CN': '办公成本达成率' },
            unit: '%',
            direction: 'lower',
            weight: 1,
            source: { kind: 'facts', factKinds: ['office-cost'], aggregate: 'mean' },
            normaliser: { kind: 'linear', start: 120, target: 100 },
            guard: { cap: 100 },
          },
        ],
      },
      {
        id: 'customers',
        name: { en: 'Those served', 'zh-CN': '服务对象' },
        weight: 40,
        metrics: [
          {
            id: 'service-satisfaction',
            name: { en: 'Satisfaction with the service', 'zh-CN': '内部服务满意度' },
            weight: 2,
            source: { kind: 'survey' },
            normaliser: { kind: 'linear', start: 1, target: 5 },
          },
          {
            id: 'request-hours',
            name: { en: 'Hours until a request is solved', 'zh-CN': '需求解决时长' },
            unit: 'hours',
            direction: 'lower',
            weight: 1,
            source: { kind: 'facts', factKinds: ['request-solved'], aggregate: 'mean' },
            normaliser: { kind: 'linear', start: 48, target: 8 },
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
            id: 'purchase-days',
            name: { en: 'Days until a purchase arrives', 'zh-CN': '采购到位天数' },
            unit: 'days',
            direction: 'lower',
            weight: 1,
            source: { kind: 'facts', factKinds: ['purchase-arrived'], aggregate: 'mean' },
            normaliser: { kind: 'linear', start: 20, target: 7 },
            guard: { cap: 100 },
          },
          {
            id: 'safety',
            name: { en: 'Safety checks passed', 'zh-CN': '安全检查通过率' },
            unit: '%',
            direction: 'higher',
            weight: 1,
            source: { kind: 'facts', factKinds: ['safety-checked'], aggregate: 'share' },
            normaliser: { kind: 'linear', start: 80, target: 100 },
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
            id: 'suggestions',
            name: { en: 'Suggestions that were carried out', 'zh-CN': '建议采纳率' },
            unit: '%',
            direction: 'higher',
            weight: 1,
            source: { kind: 'facts', factKinds: ['suggestion-done'], aggregate: 'share' },
            normaliser: { kind: 'linear', start: 10, target: 60 },
            guard: { cap: 100 },
          },
        ],
      },
    ],
  },
};
