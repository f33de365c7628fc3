import type { Skill, Taxonomy } from './model.ts';

const indexes = new WeakMap<Taxonomy, ReadonlyMap<string, readonly Skill[]>>();

/**
 * Skills by a name or synonym in any language, without regard to case, width and surrounding spaces. Several where a
 * word is ambiguous, in the order of the taxonomy.
 *
 * @example
 * ```ts
 * import { findSkills, softwareTaxonomy } from '@meritkit/skills-matrix';
 *
 * findSkills({ taxonomy: softwareTaxonomy, text: 'k8s' })[0]?.id; // 'kubernetes'
 * ```
 */
export function findSkills(options: { readonly taxonomy: Taxonomy; readonly text: string }): readonly Skill[] {
  const { taxonomy, text } = options;
  let index = indexes.get(taxonomy);
  if (index === undefined) {
    index = indexOf(taxonomy);
    indexes.set(taxonomy, index);
  }
  return index.get(plainWord(text)) ?? [];
}

function indexOf(taxonomy: Taxonomy): ReadonlyMap<string, readonly Skill[]> {
  const index = new Map<string, Skill[]>();
  for (const skill of taxonomy.skills) {
    const names = typeof skill.name === 'string' ? [skill.name] : Object.values(skill.name);
    for (const word of new Set([skill.id, ...names, ...(skill.synonyms ?? [])].map(plainWord))) {
      const known = index.get(word);
      if (known === undefined) index.set(word, [skill]);
      else known.push(skill);
    }
  }
  return index;
}

function plainWord(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
