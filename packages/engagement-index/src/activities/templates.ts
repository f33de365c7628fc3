import type { Activity, ActivityStep } from './schema.ts';

/** Ready-made activities; everything in them can be changed. */
export type TemplateName = 'tech-challenge' | 'help-board' | 'story-sharing' | 'knowledge-quiz' | 'client-case';

const step = (
  id: string,
  en: string,
  zh: string,
  factKind: string,
  needed: number,
  pointsEach: number,
  countedAtMost: number,
): ActivityStep => ({
  id,
  name: { en, 'zh-CN': zh },
  factKind,
  needed,
  pointsEach,
  countedAtMost,
});

const templates: Readonly<Record<TemplateName, Pick<Activity, 'theme' | 'entry' | 'teamSize' | 'steps' | 'prizes'>>> = {
  'tech-challenge': {
    theme: { en: 'Tech challenge', 'zh-CN': '技术挑战赛' },
    entry: 'team',
    teamSize: { minimum: 2, maximum: 5 },
    steps: [
      step('build', 'Merge working code', '合并可运行的代码', 'code-merged', 1, 20, 5),
      step('test', 'Pass the acceptance tests', '通过验收测试', 'acceptance-test-passed', 3, 30, 10),
      step('present', 'Show it to others', '公开展示', 'demo-given', 1, 50, 1),
    ],
    prizes: [
      { fromRank: 1, toRank: 1, points: '300' },
      { fromRank: 2, toRank: 3, points: '100' },
    ],
  },
  'help-board': {
    theme: { en: 'Cross-team help board', 'zh-CN': '跨团队互助榜' },
    entry: 'solo',
    teamSize: { minimum: 1, maximum: 1 },
    steps: [
      step('help', 'Help another team, confirmed by them', '帮助其他团队并由对方确认', 'help-confirmed', 1, 30, 10),
    ],
    prizes: [{ fromRank: 1, toRank: 3, points: '100' }],
  },
  'story-sharing': {
    theme: { en: 'Story sharing', 'zh-CN': '故事分享' },
    entry: 'solo',
    teamSize: { minimum: 1, maximum: 1 },
    steps: [
      step('submit', 'Submit a story', '提交一个故事', 'story-submitted', 1, 20, 2),
      step('comment', 'Comment on others', '评论他人的故事', 'story-commented', 2, 2, 5),
      step('liked', 'Be liked', '获得点赞', 'story-liked', 1, 1, 30),
    ],
    prizes: [{ fromRank: 1, toRank: 3, points: '80' }],
  },
  'knowledge-quiz': {
    theme: { en: 'Knowledge quiz', 'zh-CN': '知识竞答' },
    entry: 'solo',
    teamSize: { minimum: 1, maximum: 1 },
    steps: [step('answer', 'Answer a question right', '答对题目', 'quiz-answer-right', 5, 5, 20)],
    prizes: [{ fromRank: 1, toRank: 5, points: '50' }],
  },
  'client-case': {
    theme: { en: 'Client case telling', 'zh-CN': '客户案例分享' },
    entry: 'team',
    teamSize: { minimum: 1, maximum: 4 },
    steps: [
      step('tell', 'Tell a client case', '讲一个客户案例', 'client-case-told', 1, 40, 2),
      step('confirm', 'The client or sales confirms it', '客户或销售确认', 'client-case-confirmed', 1, 40, 2),
    ],
    prizes: [{ fromRank: 1, toRank: 2, points: '150' }],
  },
};

/** Topics a quiz may ask, by audience. */
export const quizTopics: Readonly<Record<string, readonly string[]>> = {
  engineering: ['security', 'architecture', 'testing', 'incident-review'],
  sales: ['product', 'client-cases', 'pricing'],
  'customer-service': ['product', 'tone', 'escalation'],
  functions: ['privacy', 'process', 'product'],
};

/**
 * An activity made from a template.
 *
 * @example
 * ```ts
 * import { activityFromTemplate } from '@meritkit/engagement-index';
 *
 * activityFromTemplate({ template: 'tech-challenge', id: 'c7', start: '2026-11-01', deadline: '2026-11-30', audience: {} }).entry; // 'team'
 * ```
 */
export function activityFromTemplate(options: {
  readonly template: TemplateName;
  readonly id: string;
  readonly start: string;
  readonly deadline: string;
  readonly audience: Readonly<Record<string, readonly string[]>>;
  readonly prerequisites?: readonly string[];
  readonly capacity?: number;
}): Activity {
  const { template, id, start, deadline, audience } = options;
  return {
    schemaVersion: 1,
    id,
    template,
    ...structuredClone(templates[template]),
    audience: Object.fromEntries(Object.entries(audience).map(([name, values]) => [name, [...values]])),
    start,
    deadline,
    prerequisites: [...(options.prerequisites ?? [])],
    capacity: options.capacity ?? null,
  };
}
