import type { LocalizedText } from '@meritkit/core/locale';

/** A skill of the demo company, with the file endings that show its use. */
export interface CompanySkill {
  readonly id: string;
  readonly name: LocalizedText;
  readonly endings: readonly string[];
}

/** The skills the demo company keeps track of. */
export const companySkills: readonly CompanySkill[] = [
  { id: 'go', name: 'Go', endings: ['.go'] },
  { id: 'typescript', name: 'TypeScript', endings: ['.ts', '.tsx', '.mts', '.mjs'] },
  { id: 'react', name: 'React', endings: ['.tsx', '.jsx'] },
  { id: 'python', name: 'Python', endings: ['.py'] },
  { id: 'java', name: 'Java', endings: ['.java'] },
  { id: 'sql', name: 'SQL', endings: ['.sql'] },
  { id: 'rest-api', name: { en: 'REST APIs', 'zh-CN': 'REST 接口设计' }, endings: ['openapi.yaml', 'openapi.json'] },
  { id: 'distributed-systems', name: { en: 'Distributed systems', 'zh-CN': '分布式架构' }, endings: [] },
  { id: 'kubernetes', name: 'Kubernetes', endings: ['Dockerfile', '.helm.yaml'] },
  { id: 'testing', name: { en: 'Automated testing', 'zh-CN': '自动化测试' }, endings: ['_test.go', '.test.ts'] },
];

/** The kinds of project experience people carry. */
export const experienceTags: readonly { readonly id: string; readonly name: LocalizedText }[] = [
  { id: 'rest-api', name: { en: 'REST API service', 'zh-CN': 'REST 接口服务' } },
  { id: 'e-commerce-promotion', name: { en: 'E-commerce promotion', 'zh-CN': '电商大促' } },
  { id: 'payments', name: { en: 'Payments', 'zh-CN': '支付' } },
  { id: 'data-migration', name: { en: 'Data migration', 'zh-CN': '数据迁移' } },
  { id: 'observability', name: { en: 'Observability', 'zh-CN': '可观测性' } },
];

/** The skills whose use a changed file shows. */
export function skillsOfPath(path: string): readonly string[] {
  return companySkills
    .filter((skill) => skill.endings.some((ending) => path.endsWith(ending)))
    .map((skill) => skill.id);
}
