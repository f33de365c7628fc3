import type { Skill, Taxonomy } from './model.ts';
import { softwareGroups, softwareRows } from './software-data.ts';

function listOf(text: string): readonly string[] {
  return text === '' ? [] : text.split('|');
}

/**
 * A small taxonomy for software teams in English and Chinese: languages, frameworks, platforms, practices, domains and
 * spoken languages, with synonyms and neighbours. A start to be extended; the similarities are judgements, not
 * measurements.
 *
 * @example
 * ```ts
 * import { softwareTaxonomy } from '@meritkit/skills-matrix';
 *
 * softwareTaxonomy.skills.find((skill) => skill.id === 'kubernetes')?.name; // { en: 'Kubernetes', 'zh-CN': 'Kubernetes 容器编排' }
 * ```
 */
export const softwareTaxonomy: Taxonomy = {
  version: 'meritkit-software-1',
  source: 'custom',
  skills: [
    ...softwareGroups.map(([id, en, zh]): Skill => ({ id, name: { en, 'zh-CN': zh }, kind: 'group' })),
    ...softwareRows.map(
      ([id, en, zh, synonyms, parents, adjacent]): Skill => ({
        id,
        name: { en, 'zh-CN': zh },
        ...(synonyms === '' ? {} : { synonyms: listOf(synonyms) }),
        parents: listOf(parents),
        ...(adjacent === ''
          ? {}
          : {
              adjacent: listOf(adjacent).map((item) => {
                const [skillId = '', similarity] = item.split(':');
                return { skillId, similarity: Number(similarity) };
              }),
            }),
      }),
    ),
  ],
};
