import type { LocalizedText } from '@meritkit/core/locale';

/** A project group of the demo company: what it is good at decides what its people are likely to know. */
export interface ProjectGroup {
  readonly id: string;
  readonly name: LocalizedText;
  readonly skills: readonly string[];
  readonly tags: readonly string[];
  /** Hours a week that its work asks of each person, on average, beside 32 h of capacity. */
  readonly weeklyHours: number;
}

/**
 * Six groups with a planted truth: the autumn promotion asks 38.4 h a week of the commerce group, which is 120% of
 * what its people have.
 */
export const projectGroups: readonly ProjectGroup[] = [
  {
    id: 'open-source',
    name: { en: 'Open source', 'zh-CN': '开源项目组' },
    skills: ['go', 'rest-api', 'testing'],
    tags: ['rest-api'],
    weeklyHours: 20,
  },
  {
    id: 'commerce',
    name: { en: 'Commerce', 'zh-CN': '电商组' },
    skills: ['go', 'distributed-systems', 'rest-api'],
    tags: ['e-commerce-promotion', 'rest-api'],
    weeklyHours: 38.4,
  },
  {
    id: 'payments',
    name: { en: 'Payments', 'zh-CN': '支付组' },
    skills: ['java', 'sql', 'distributed-systems'],
    tags: ['payments'],
    weeklyHours: 24,
  },
  {
    id: 'web',
    name: { en: 'Web', 'zh-CN': '前端组' },
    skills: ['typescript', 'react', 'testing'],
    tags: ['e-commerce-promotion'],
    weeklyHours: 25.6,
  },
  {
    id: 'data',
    name: { en: 'Data', 'zh-CN': '数据组' },
    skills: ['python', 'sql'],
    tags: ['data-migration'],
    weeklyHours: 22.4,
  },
  {
    id: 'platform',
    name: { en: 'Platform', 'zh-CN': '平台组' },
    skills: ['kubernetes', 'go', 'distributed-systems'],
    tags: ['observability', 'rest-api'],
    weeklyHours: 25.6,
  },
];
