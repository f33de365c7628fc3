import type { ScorecardTemplate } from './template.ts';

/** Ambitious key results beside the indicators of the running work. */
export const okrKpi: ScorecardTemplate = {
  id: 'okr-kpi',
  name: { en: 'OKR beside KPI', 'zh-CN': 'OKR 与 KPI 结合' },
  scorecard: {
    id: 'okr-kpi',
    name: { en: 'Goals and running work', 'zh-CN': '目标与日常工作' },
    minimumCoverage: 0.6,
    scale: { minimum: 0, maximum: 100 },
    dimensions: [
      {
        id: 'okr',
        name: { en: 'Key results', 'zh-CN': '关键结果' },
        weight: 50,
        metrics: [
          {
            id: 'key-result-1',
            name: { en: 'First key result', 'zh-CN': '关键结果一' },
            weight: 1,
            source: { kind: 'key-result', keyResultId: 'key-result-1' },
          },
          {
            id: 'key-result-2',
            name: { en: 'Second key result', 'zh-CN': '关键结果二' },
            weight: 1,
            source: { kind: 'key-result', keyResultId: 'key-result-2' },
          },
          {
            id: 'key-result-3',
            name: { en: 'Third key result', 'zh-CN': '关键结果三' },
            weight: 1,
            source: { kind: 'key-result', keyResultId: 'key-result-3' },
          },
        ],
      },
      {
        id: 'kpi',
        name: { en: 'Running work', 'zh-CN': '日常工作' },
        weight: 30,
        metrics: [
          {
            id: 'stability',
            name: { en: 'Availability of own services', 'zh-CN': '所负责服务的可用性' },
            unit: '%',
            direction: 'higher',
            weight: 1,
            normaliser: { kind: 'linear', start: 99, target: 99.95 },
          },
          {
            id: 'delivery',
            name: { en: 'Promised dates kept', 'zh-CN': '按期交付率' },
            unit: '%',
            direction: 'higher',
            weight: 1,
            normaliser: { kind: 'linear', start: 50, target: 95 },
          },
        ],
      },
      {
        id: 'feedback',
        name: { en: '360 degree feedback', 'zh-CN': '360 度反馈' },
        weight: 20,
        metrics: [
          {
            id: 'feedback-360',
            name: { en: 'Feedback of all sides', 'zh-CN': '各方反馈' },
            weight: 1,
            source: { kind: 'rating', raterGroups: ['self', 'manager', 'peer', 'report'] },
            normaliser: { kind: 'linear', start: 1, target: 5 },
          },
        ],
      },
    ],
  },
};
