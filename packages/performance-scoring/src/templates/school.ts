import type { ScorecardTemplate } from './template.ts';

/** School: teachers, classes and parents. */
export const school: ScorecardTemplate = {
  id: 'school-teacher',
  name: { en: 'School: teachers, classes and parents', 'zh-CN': '学校：教师、班级与家长' },
  scorecard: {
    id: 'school-teacher',
    name: { en: 'School: teachers, classes and parents', 'zh-CN': '学校：教师、班级与家长' },
    minimumCoverage: 0.6,
    scale: { minimum: 0, maximum: 100 },
    dimensions: [
      {
        id: 'teaching',
        name: { en: 'Teaching', 'zh-CN': '教学' },
        weight: 40,
        metrics: [
          {
            id: 'class-progress',
            name: { en: 'Progress of the class against its own start', 'zh-CN': '班级进步幅度' },
            unit: 'points',
            direction: 'higher',
            weight: 2,
            source: { kind: 'facts', factKinds: ['class-progress'], aggregate: 'mean' },
            normaliser: { kind: 'linear', start: 0, target: 10 },
            guard: { cap: 100 },
          },
          {
            id: 'lesson-quality',
            name: { en: 'Lessons as colleagues see them', 'zh-CN': '听课评价' },
            weight: 1,
            source: { kind: 'rating', raterGroups: ['peer'] },
            normaliser: { kind: 'linear', start: 1, target: 5 },
          },
        ],
      },
      {
        id: 'care',
        name: { en: 'Care for pupils', 'zh-CN': '育人' },
        weight: 30,
        metrics: [
          {
            id: 'pupil-survey',
            name: { en: 'Pupils feel seen and safe', 'zh-CN': '学生获得感' },
            weight: 1,
            source: { kind: 'survey' },
            normaliser: { kind: 'linear', start: 1, target: 5 },
          },
          {
            id: 'parent-survey',
            name: { en: 'Parents are satisfied', 'zh-CN': '家长满意度' },
            weight: 1,
            source: { kind: 'survey' },
            normaliser: { kind: 'linear', start: 1, target: 5 },
          },
        ],
      },
      {
        id: 'growth',
        name: { en: 'Own growth', 'zh-CN': '专业成长' },
        weight: 15,
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
        ],
      },
      {
        id: 'collaboration',
        name: { en: 'Collaboration', 'zh-CN': '协作' },
        weight: 15,
        metrics: [
          {
            id: 'shared-lessons',
            name: { en: 'Feedback of colleagues', 'zh-CN': '同事反馈' },
            weight: 1,
            source: { kind: 'rating', raterGroups: ['peer'] },
            normaliser: { kind: 'linear', start: 1, target: 5 },
          },
        ],
      },
    ],
  },
};
