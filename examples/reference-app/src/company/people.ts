import type { LocalizedText } from '@meritkit/core/locale';
import type { Random } from '@meritkit/core/random';
import { projectGroups } from './groups.ts';

/** Someone in the demo company. */
export interface CompanyPerson {
  readonly id: string;
  readonly name: LocalizedText;
  readonly groupId: string;
  readonly level: 'junior' | 'middle' | 'senior';
  /** The account in the git history this person stands for, if any. */
  readonly gitEmail?: string;
}

const surnames: readonly (readonly [string, string])[] = [
  ['Lin', '林'],
  ['Zhao', '赵'],
  ['Chen', '陈'],
  ['Wang', '王'],
  ['Li', '李'],
  ['Zhou', '周'],
  ['Wu', '吴'],
  ['Xu', '徐'],
  ['Sun', '孙'],
  ['Ma', '马'],
  ['Hu', '胡'],
  ['Guo', '郭'],
];
const givenNames: readonly (readonly [string, string])[] = [
  ['Yue', '悦'],
  ['Hao', '浩'],
  ['Jing', '静'],
  ['Bo', '博'],
  ['Ning', '宁'],
  ['Rui', '睿'],
  ['Xin', '欣'],
  ['Kai', '凯'],
  ['Min', '敏'],
  ['Tao', '涛'],
  ['Lan', '岚'],
  ['Fei', '飞'],
];

export const companySize = 48;

/**
 * The people: the git history's most active authors make up the open-source group (as many as fit), the others are
 * generated. The same seed and authors give the same company.
 */
export function generatePeople(
  random: Random,
  authors: readonly { readonly name: string; readonly email: string }[],
): readonly CompanyPerson[] {
  const perGroup = companySize / projectGroups.length;
  const names = random
    .fork('names')
    .shuffle(surnames.flatMap((surname) => givenNames.map((given) => [surname, given] as const)));
  const levels = random.fork('levels');
  return Array.from({ length: companySize }, (_, index) => {
    const group = projectGroups[Math.floor(index / perGroup)];
    const author = group?.id === 'open-source' ? authors[index] : undefined;
    const [surname, given] = names[index] ?? [
      ['Person', '员工'],
      ['', ''],
    ];
    const person = {
      id: `p${String(index + 1).padStart(2, '0')}`,
      name:
        author === undefined ? { en: `${given[0]} ${surname[0]}`, 'zh-CN': `${surname[1]}${given[1]}` } : author.name,
      groupId: group?.id ?? 'open-source',
      level: levels.pick(['junior', 'middle', 'middle', 'senior'] as const),
    };
    return author === undefined ? person : { ...person, gitEmail: author.email };
  });
}
