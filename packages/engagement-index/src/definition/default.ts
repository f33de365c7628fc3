import type { EngagementDefinition } from './schema.ts';

const item = (id: string, en: string, zh: string, more: { readonly raisesProblems?: boolean } = {}) => ({
  id,
  text: { en, 'zh-CN': zh },
  weight: 1,
  direction: 'more' as const,
  ...more,
});
const indicator = (id: string, en: string, zh: string, items: ReturnType<typeof item>[], beside?: string) => ({
  id,
  name: { en, 'zh-CN': zh },
  weight: 1,
  items,
  ...(beside === undefined ? {} : { beside }),
});

/**
 * The default index, three dimensions of three indicators. Resilience is asked as support under pressure, with the
 * load asked beside it. Everything in it can be redefined; copy it and change its id or version.
 */
export const defaultDefinition: EngagementDefinition = {
  schemaVersion: 1,
  id: 'vitality',
  version: '1',
  scale: { minimum: 1, maximum: 5, favourableFrom: 4 },
  dimensions: [
    {
      id: 'attitude',
      name: { en: 'Attitude', 'zh-CN': '工作态度' },
      weight: 1,
      indicators: [
        indicator('initiative', 'Initiative', '主动性', [
          item(
            'starts-improvements',
            'I can start improvements without being asked.',
            '我可以主动发起改进，不必等人安排。',
          ),
        ]),
        indicator('responsibility', 'Responsibility', '责任感', [
          item('owns-outcome', 'In my team we see things through to the result.', '我们团队对结果负责到底。'),
        ]),
        indicator(
          'resilience',
          'Support under pressure',
          '压力下的支持',
          [
            item(
              'support-under-pressure',
              'When pressure is high, I get the support I need.',
              '压力大的时候，我能得到需要的支持。',
            ),
          ],
          'load',
        ),
      ],
    },
    {
      id: 'collaboration',
      name: { en: 'Collaboration', 'zh-CN': '团队协作' },
      weight: 1,
      indicators: [
        indicator('communication', 'Communication', '沟通', [
          item('knows-what-matters', 'I hear in time what I need for my work.', '工作需要的信息我能及时知道。'),
        ]),
        indicator('mutual-help', 'Mutual help', '互助', [
          item('gets-help', 'Colleagues help when I am stuck.', '我遇到困难时，同事愿意帮忙。'),
        ]),
        indicator('conflict-handling', 'Conflict handling', '冲突处理', [
          item('fair-disagreement', 'We settle disagreements fairly.', '我们能公平地处理分歧。'),
        ]),
      ],
    },
    {
      id: 'voice',
      name: { en: 'Voice', 'zh-CN': '发声' },
      weight: 1,
      indicators: [
        indicator('problems-raised', 'Problems raised and solved', '问题提出与解决', [
          item('raises-problems', 'I raise problems when I see them.', '看到问题我会提出来。', {
            raisesProblems: true,
          }),
        ]),
        indicator('will-to-solve', 'Will to solve', '解决意愿', [
          item('problems-get-solved', 'Problems that are raised get worked on.', '提出的问题会有人去解决。'),
        ]),
        indicator('trust', 'Trust', '信任', [
          item('trust', 'I can speak openly without fear.', '我可以坦率表达，不用担心后果。'),
        ]),
      ],
    },
  ],
  context: [{ id: 'load', text: { en: 'My workload is manageable.', 'zh-CN': '我的工作量在可承受范围内。' } }],
};
