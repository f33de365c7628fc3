import type { LocalizedText } from '@meritkit/core/locale';

/** A skill's neighbour: someone with that level in `skillId` has `similarity` (0..1) of it in this one. */
export interface AdjacentSkill {
  readonly skillId: string;
  readonly similarity: number;
}

/** One skill, or a group of skills when others name it as their parent. */
export interface Skill {
  readonly id: string;
  readonly name: LocalizedText;
  /** Other words for it, in any language; looked up without regard to case and width. */
  readonly synonyms?: readonly string[];
  readonly description?: LocalizedText;
  /** Broader skills or groups. A skill may have several; there is no way round in a circle. */
  readonly parents?: readonly string[];
  readonly adjacent?: readonly AdjacentSkill[];
  readonly kind?: 'skill' | 'knowledge' | 'group';
}

/** Skills under one version. A profile and a demand name the version they were made with. */
export interface Taxonomy {
  readonly version: string;
  readonly source?: 'esco' | 'onet' | 'custom';
  readonly skills: readonly Skill[];
}
