import type { ScorecardTemplate } from './template.ts';

/** System evaluation: suppliers side by side. */
export const systemEvaluation: ScorecardTemplate = {
  id: 'system-evaluation',
  name: { en: 'System evaluation: suppliers side by side', 'zh-CN': '系统评估：供应商对比' },
  scorecard: {
    id: 'system-evaluation',
    name: { en: 'System evaluation: suppliers side by side', 'zh-CN': '系统评估：供应商对比' },
    minimumCoverage: 0.6,
    scale: { minimum: 0, maximum: 100 },
    dimensions: [
      {
        id: 'coverage',
        name: { en: 'Coverage', 'zh-CN': '功能覆盖' },
        weight: 35,
        metrics: [
          {
            id: 'requirements-met',
            name: { en: 'Requirements that are met', 'zh-CN': '需求满足率' },
            unit: '%',
            direction: 'higher',
            weight: 2,
            source: { kind: 'facts', factKinds: ['requirement-met'], aggregate: 'share' },
            normaliser: { kind: 'linear', start: 40, target: 100 },
            guard: { cap: 100 },
          },
          {
            id: 'integrations',
            name: { en: 'Tools that connect', 'zh-CN': '可对接工具率' },
            unit: '%',
            direction: 'higher',
            weight: 1,
            source: { kind: 'facts', factKinds: ['integration-tested'], aggregate: 'share' },
            normaliser: { kind: 'linear', start: 20, target: 100 },
            guard: { cap: 100 },
          },
        ],
      },
      {
        id: 'usability',
        name: { en: 'Usability', 'zh-CN': '易用性' },
        weight: 25,
        metrics: [
          {
            id: 'tasks-alone',
            name: { en: 'Tasks done without help', 'zh-CN': '独立完成任务率' },
            unit: '%',
            direction: 'higher',
            weight: 1,
            source: { kind: 'facts', factKinds: ['task-tried'], aggregate: 'share' },
            normaliser: { kind: 'linear', start: 40, target: 95 },
            guard: { cap: 100 },
          },
          {
            id: 'user-survey',
            name: { en: 'Satisfaction after the pilot', 'zh-CN': '试点满意度' },
            weight: 1,
            source: { kind: 'survey' },
            normaliser: { kind: 'linear', start: 1, target: 5 },
          },
        ],
      },
      {
        id: 'extensibility',
        name: { en: 'Extensibility', 'zh-CN': '可扩展性' },
        weight: 20,
        metrics: [
          {
            id: 'own-fields',
            name: { en: 'Own needs met without code', 'zh-CN': '免代码满足率' },
            unit: '%',
            direction: 'higher',
            weight: 1,
            source: { kind: 'facts', factKinds: ['need-configured'], aggregate: 'share' },
            normaliser: { kind: 'linear', start: 20, target: 90 },
            guard: { cap: 100 },
          },
          {
            id: 'interfaces',
            name: { en: 'Interfaces that are documented', 'zh-CN': '接口文档完备率' },
            unit: '%',
            direction: 'higher',
            weight: 1,
            source: { kind: 'facts', factKinds: ['interface-documented'], aggregate: 'share' },
            normaliser: { kind: 'linear', start: 40, target: 100 },
            guard: { cap: 100 },
          },
        ],
      },
      {
        id: 'security',
        name: { en: 'Security', 'zh-CN': '安全性' },
        weight: 20,
        metrics: [
          {
            id: 'controls',
            name: { en: 'Controls that hold in the test', 'zh-CN': '安全控制通过率' },
            unit: '%',
            direction: 'higher',
            weight: 1,
            source: { kind: 'facts', factKinds: ['control-tested'], aggregate: 'share' },
            normaliser: { kind: 'linear', start: 70, target: 100 },
            guard: { cap: 100 },
          },
        ],
      },
    ],
  },
};
