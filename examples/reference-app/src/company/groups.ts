import type { LocalizedText } from '@meritkit/core/locale';

/** A project group of the demo company: what it is good at decides what its people are likely to know. */
export interface ProjectGroup {
  readonly id: string;
  readonly name: LocalizedText;
  readonly skills: readonly string[];
  readonly tags: readonly string[];
  /** Its planned work as a share of its people's time. */
  readonly load: number;
}

/**
 * Six groups with a planted truth: the autumn promotion asks 120% of the commerce group's time.
 */
export const projectGroups: readonly ProjectGroup[] = [
  {
    id: 'open-source',
    name: { en: 'Open source', 'zh-CN': '开源项目组' },
    skills: ['go', 'rest-api', 'testing'],
    tags: ['rest-api'],
    load: 0.65,
  },
  {
    id: 'commerce',
    name: { en: 'Commerce', 'zh-CN': '电商组' },
    skills: ['go', 'distributed-systems', 'rest-api'],
    tags: ['e-commerce-promotion', 'rest-api'],
    load: 1.2,
  },
  {
    id: 'payments',
    name: { en: 'Payments', 'zh-CN': '支付组' },
    skills: ['java', 'sql', 'distributed-systems'],
    tags: ['payments'],
    load: 0.75,
  },
  {
    id: 'web',
    name: { en: 'Web', 'zh-CN': '前端组' },
    skills: ['typescript', 'react', 'testing'],
    tags: ['e-commerce-promotion'],
    load: 0.8,
  },
  {
    id: 'data',
    name: { en: 'Data', 'zh-CN': '数据组' },
    skills: ['python', 'sql'],
    tags: ['data-migration'],
    load: 0.7,
  },
  {
    id: 'platform',
    name: { en: 'Platform', 'zh-CN': '平台组' },
    skills: ['kubernetes', 'go', 'distributed-systems'],
    tags: ['observability', 'rest-api'],
    load: 0.8,
  },
];
