import type { LocalizedText } from '@meritkit/core/locale';

/** A skill of the demo company, with the file extensions that show its use. */
export interface CompanySkill {
  readonly id: string;
  readonly name: LocalizedText;
  readonly extensions: readonly string[];
}

/** The skills the demo company keeps track of. */
export const companySkills: readonly CompanySkill[] = [
  { id: 'go', name: 'Go', extensions: ['go'] },
  { id: 'typescript', name: 'TypeScript', extensions: ['ts', 'tsx', 'mts', 'mjs'] },
  { id: 'react', name: 'React', extensions: ['tsx', 'jsx'] },
  { id: 'python', name: 'Python', extensions: ['py'] },
  { id: 'java', name: 'Java', extensions: ['java'] },
  { id: 'sql', name: 'SQL', extensions: ['sql'] },
  { id: 'rest-api', name: { en: 'REST APIs', 'zh-CN': 'REST 接口设计' }, extensions: [] },
  { id: 'distributed-systems', name: { en: 'Distributed systems', 'zh-CN': '分布式架构' }, extensions: [] },
  { id: 'kubernetes', name: 'Kubernetes', extensions: ['dockerfile'] },
  { id: 'testing', name: { en: 'Automated testing', 'zh-CN': '自动化测试' }, extensions: [] },
];

/** The kinds of project experience people carry. */
export const experienceTags: readonly { readonly id: string; readonly name: LocalizedText }[] = [
  { id: 'rest-api', name: { en: 'REST API service', 'zh-CN': 'REST 接口服务' } },
  { id: 'e-commerce-promotion', name: { en: 'E-commerce promotion', 'zh-CN': '电商大促' } },
  { id: 'payments', name: { en: 'Payments', 'zh-CN': '支付' } },
  { id: 'data-migration', name: { en: 'Data migration', 'zh-CN': '数据迁移' } },
  { id: 'observability', name: { en: 'Observability', 'zh-CN': '可观测性' } },
];

/** The skills whose use a changed file's extension shows. */
export function skillsOfExtension(extension: string): readonly string[] {
  return companySkills.filter((skill) => skill.extensions.includes(extension)).map((skill) => skill.id);
}
