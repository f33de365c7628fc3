import type { ScorecardTemplate } from './template.ts';

/** Project contribution 40, innovation 30, collaboration 30. */
export const technology: ScorecardTemplate = {
  id: 'technology-40-30-30',
  name: { en: 'Technology team: contribution, innovation, collaboration', 'zh-CN': '技术团队：项目贡献、创新、协作' },
  scorecard: {
    id: 'technology-40-30-30',
    name: { en: 'Technology performance', 'zh-CN': '技术绩效' },
    minimumCoverage: 0.6,
    scale: { minimum: 0, maximum: 100 },
    dimensions: [
      {
        id: 'project',
        name: { en: 'Project contribution', 'zh-CN': '项目贡献' },
        weight: 40,
        metrics: [
          {
            id: 'delivered-value',
            name: { en: 'Value delivered, confirmed by the business', 'zh-CN': '交付价值（经业务确认）' },
            class: 'elastic',
            weight: 3,
            source: { kind: 'rating', raterGroups: ['manager', 'client'] },
            normaliser: { kind: 'linear', start: 1, target: 5 },
          },
          {
            id: 'on-time',
            name: { en: 'Promised dates kept', 'zh-CN': '按期交付率' },
            class: 'target',
            unit: '%',
            direction: 'higher',
            weight: 2,
            source: {
              kind: 'facts',
              factKinds: ['demand-delivered'],
              aggregate: 'share',
              metWhen: { attribute: 'onTime', equals: true },
            },
            normaliser: { kind: 'linear', start: 50, target: 95 },
            guard: { pairedWith: { metricId: 'defects', atLeast: 40, limit: 60 } },
          },
          {
            id: 'defects',
            name: { en: 'Defects found after release', 'zh-CN': '上线后缺陷率' },
            class: 'target',
            unit: '%',
            direction: 'lower',
            weight: 2,
            source: { kind: 'facts', factKinds: ['bug-caused'], aggregate: 'share', outOf: ['issue-completed'] },
            normaliser: { kind: 'linear', start: 5, target: 1 },
            guard: { cap: 100 },
          },
        ],
      },
      {
        id: 'innovation',
        name: { en: 'Innovation', 'zh-CN': '创新' },
        weight: 30,
        metrics: [
          {
            id: 'improvements',
            name: { en: 'Improvements adopted by others', 'zh-CN': '被他人采用的改进' },
            class: 'elastic',
            direction: 'higher',
            weight: 2,
            source: { kind: 'facts', factKinds: ['optimisation', 'patent-granted', 'talk'] },
            normaliser: {
              kind: 'steps',
              below: 40,
              steps: [
                { from: 1, points: 70 },
                { from: 2, points: 85 },
                { from: 3, points: 100 },
              ],
            },
            guard: { cap: 100 },
          },
          {
            id: 'technical-depth',
            name: { en: 'Technical depth, as peers see it', 'zh-CN': '技术深度（同事评价）' },
            class: 'elastic',
            weight: 1,
            source: { kind: 'rating', raterGroups: ['peer'] },
            normaliser: { kind: 'linear', start: 1, target: 5 },
          },
        ],
      },
      {
        id: 'collaboration',
        name: { en: 'Collaboration', 'zh-CN': '协作' },
        weight: 30,
        metrics: [
          {
            id: 'help-given',
            name: { en: 'Help that others confirmed', 'zh-CN': '被确认的互助' },
            class: 'assist',
            direction: 'higher',
            weight: 1,
            source: { kind: 'facts', factKinds: ['help-given', 'review-given'] },
            normaliser: { kind: 'percentile', minimumPeers: 5 },
            guard: { cap: 90 },
          },
          {
            id: 'peer-feedback',
            name: { en: 'Feedback of colleagues', 'zh-CN': '同事反馈' },
            class: 'assist',
            weight: 2,
            source: { kind: 'rating', raterGroups: ['peer', 'report', 'other-project'] },
            normaliser: { kind: 'linear', start: 1, target: 5 },
          },
        ],
      },
    ],
    bonus: { cap: 5 },
  },
};
