import { buildProfiles, type Evidence, type ProfileSet, type Taxonomy } from '@meritkit/skills-matrix';

/** Profiles from plain levels: `{ lin: { go: 4 } }`, with whatever other evidence. */
export function profilesOf(
  levels: Readonly<Record<string, Readonly<Record<string, number>>>>,
  options: { readonly evidence?: readonly Evidence[]; readonly taxonomy?: Taxonomy; readonly asOf?: string } = {},
): ProfileSet {
  const { evidence = [], taxonomy = plainTaxonomy, asOf = '2026-11-22' } = options;
  const ratings = Object.entries(levels).flatMap(([personId, skills]) =>
    Object.entries(skills).map(([skillId, level]): Evidence => {
      return { id: `${personId}-${skillId}`, personId, kind: 'assessment', skillId, level, at: '2026-11-01' };
    }),
  );
  return buildProfiles({ asOf, taxonomy, evidence: [...ratings, ...evidence] });
}

/** Three skills without neighbours. */
export const plainTaxonomy: Taxonomy = { version: '1', skills: ['go', 'sql', 'ops'].map((id) => ({ id, name: id })) };
